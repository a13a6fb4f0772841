"""Whether a whole that is printed beside its parts proves which of the parts is wrong."""

from indicators import formula
from indicators.formula import Calculation, Part
from lakin.formatting import number
from reports.models import PrintedFigure, PrintedSubject
from reports.models.finding import PrintedMeasure
from reports.reviu.dossier import Dossier
from reports.reviu.expected import Expected
from reports.reviu.matching import Match, decimals_of, match


def proof(dossier: Dossier, figure: PrintedFigure, answer: Expected) -> str:
    """The words that the printed whole follows from the expected part and not from the printed one; else empty."""
    code, _, order = figure.key.partition("/")
    score = dossier.facts.score(code)
    is_converted = (figure.subject, figure.measure) == (PrintedSubject.COMPONENT, PrintedMeasure.CONVERTED)
    if not (is_converted and order and score):
        return ""
    here = [row for row in dossier.by_place[figure.place] if row.measure == figure.measure]
    printed = {row.key: row.value for row in here if row.key.startswith(f"{code}/")}
    whole = next((row for row in here if row.key == code), None)
    together = formula.component_mean if score.indicator.calculation == Calculation.SURVEY else formula.total
    before = together(parts_of(printed))
    after = together(parts_of(printed | {figure.key: answer.values[0]}))
    if whole is None or not agrees(whole, after) or agrees(whole, before):
        return ""
    right, wrong = number(answer.values[0]), number(figure.value)
    return (
        f"dengan {right} keseluruhannya {number(after.value)} seperti tercetak, dengan {wrong} {number(before.value)}"
    )


def parts_of(values: dict) -> list[Part]:
    """The printed values as the engine reads them."""
    return [Part(key, score=value) for key, value in values.items()]


def agrees(whole: PrintedFigure, result: formula.Result) -> bool:
    """True when the printed whole is the computed one."""
    decimals = decimals_of(whole.value, whole.as_printed)
    return result.value is not None and match(whole.value, decimals, [result.value]) is Match.AGREES

"""Expected figures of components: n, T, score, percent, converted value, and the totals over them."""

from indicators import formula
from indicators.achievement import operand
from indicators.formula import SURVEY_FACTOR, Calculation
from lakin.formatting import number
from reports.facts import Facts
from reports.models import PrintedFigure
from reports.models.finding import PrintedMeasure
from reports.reviu.expected.answer import Expected, known, labelled
from reports.reviu.expected.indicators import of_indicator
from reports.reviu.figures import ComponentFigures, components_of, contribution, measure_name, named, summed_parts
from reports.reviu.found import Target

TOTAL = "total"
PERCENTS = frozenset({PrintedMeasure.PERCENT, PrintedMeasure.ACHIEVEMENT})


def of_component(facts: Facts, figure: PrintedFigure) -> Expected | None:
    """A figure of the indicator's own n, T or score, of one component by its order, or of their total."""
    code, _, place = figure.key.partition("/")
    score = facts.score(code)
    if score is None:
        return None
    components = components_of(facts, score.indicator)
    if not place:
        return of_whole(facts, score, components, figure)
    if place == TOTAL:
        return of_total(score, components, figure)
    item = next((item for item in components if str(item.component.order) == place), None)
    return of_one(score, item, figure) if item else None


def of_whole(facts, score, components, figure) -> Expected | None:
    """A figure of the whole indicator: the mean NRR of a survey, the value, the n or the T."""
    label = f"{named(score)}: {measure_name(figure)}"
    where = Target("nilai_komponen", score.code)
    if figure.measure == PrintedMeasure.SCORE and score.indicator.calculation == Calculation.SURVEY:
        result = formula.component_mean(summed_parts(components))
        values = known(result.value)
        return Expected(label, "komponen-tercetak", values, "number", result.trace, result.reason, (), where)
    if figure.measure in (PrintedMeasure.CONVERTED, PrintedMeasure.SCORE, *PERCENTS):
        measured = score.measurement
        values = known(measured.value, measured.typed)
        if figure.measure in PERCENTS:
            values += known(score.achievement.value)
        return Expected(label, "komponen-tercetak", values, "number", measured.trace, measured.reason, (), where)
    return of_indicator(facts, as_of(figure, score.code))


def as_of(figure, code):
    """The same figure as one of the indicator."""
    return PrintedFigure(key=code, measure=figure.measure)


def of_total(score, components, figure) -> Expected | None:
    """The sum over the components that add up."""
    sides = {
        PrintedMeasure.NUMERATOR: "numerator",
        PrintedMeasure.DENOMINATOR: "denominator",
        PrintedMeasure.SCORE: "score",
    }
    side = sides.get(figure.measure)
    parts = summed_parts(components)
    label = f"{named(score)}: jumlah {measure_name(figure)} komponen"
    if side is None:
        result = formula.pooled(parts)
        return Expected(label, "komponen-tercetak", known(result.value), "percent", result.trace, result.reason)
    amounts = [formula.Part(part.label, getattr(part, side)) for part in parts]
    result = formula.total(amounts)
    return Expected(
        label,
        "komponen-tercetak",
        known(result.value),
        trace=result.trace,
        reason=result.reason,
        target=Target("nilai_komponen", score.code),
    )


def of_one(score, item: ComponentFigures, figure) -> Expected | None:
    """One component: a stored figure, or what follows from it."""
    part, component = item.part, item.component
    label = f"{named(score)}: {component.name}, {measure_name(figure)}"
    where = Target("nilai_komponen", f"{score.code}/{component.order}")
    stored = {
        PrintedMeasure.NUMERATOR: part.numerator,
        PrintedMeasure.DENOMINATOR: part.denominator,
        PrintedMeasure.REALIZATION: part.numerator,
        PrintedMeasure.TARGET: part.denominator,
        PrintedMeasure.SCORE: part.score,
    }
    if figure.measure in stored:
        return Expected(label, "komponen-tercetak", known(stored[figure.measure]), target=where)
    share = formula.ratio(part.numerator, part.denominator)
    if figure.measure in PERCENTS:
        values = known(share.value, contribution(part), part.score)
        return Expected(label, "komponen-tercetak", values, "percent", share.trace, share.reason, (), where)
    if figure.measure == PrintedMeasure.CONVERTED:
        return converted(label, score, part, where)
    return None


def others_of(facts: Facts, figure: PrintedFigure):
    """What the other components of the indicator have for the same measure."""
    code, _, place = figure.key.partition("/")
    score = facts.score(code)
    found = components_of(facts, score.indicator) if score and place else ()
    answers = (of_one(score, item, figure) for item in found if str(item.component.order) != place)
    return labelled((answer.subject, next(iter(answer.values), None)) for answer in answers if answer)


def converted(label, score, part, where) -> Expected:
    """A survey score on the scale of 100, or what a weighted component adds."""
    if score.indicator.calculation == Calculation.SURVEY:
        result = formula.survey([part])
        trace = "" if result.value is None else f"{operand(part.score)} × {SURVEY_FACTOR} = {number(result.value)}"
        return Expected(label, "komponen-tercetak", known(result.value), "number", trace, result.reason, (), where)
    return Expected(
        label, "komponen-tercetak", known(contribution(part)), reason="Bobot atau nilai belum ada.", target=where
    )

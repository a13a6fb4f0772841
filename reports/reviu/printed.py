"""Every printed figure against what the data gives, at the decimals it was printed with."""

from collections.abc import Iterator

from indicators import formula
from indicators.achievement import standing
from indicators.formula import Calculation
from lakin.formatting import join_words, number
from reports.models import PrintedFigure, PrintedSubject
from reports.models.finding import PrintedMeasure
from reports.reviu import causes
from reports.reviu.dossier import Dossier, thing
from reports.reviu.expected import Expected, elsewhere, expected
from reports.reviu.figures import measure_name, named, shown
from reports.reviu.found import Found, Target, blocking, information, warning
from reports.reviu.matching import Match, decimals_of, match
from reports.reviu.proofs import proof

SIDES = {PrintedMeasure.NUMERATOR: 0, PrintedMeasure.DENOMINATOR: 1}


def compared(dossier: Dossier) -> Iterator[Found]:
    """Figures that differ from the data; means are judged by their own rule."""
    for figure in dossier.printed:
        if figure.measure != PrintedMeasure.AVERAGE:
            yield from against(dossier, figure, expected(dossier, figure))


def against(dossier: Dossier, figure: PrintedFigure, answer: Expected | None) -> Iterator[Found]:
    """One figure against what the data gives for it."""
    if answer is None or not answer.values:
        yield from unknown(dossier, figure, answer)
    else:
        yield from judged(dossier, figure, answer)


def judged(dossier: Dossier, figure: PrintedFigure, answer: Expected) -> Iterator[Found]:
    """One figure that the data knows."""
    decimals = decimals_of(figure.value, figure.as_printed)
    result = match(figure.value, decimals, answer.values)
    fields = fields_of(figure, answer, decimals)
    if result is Match.AGREES:
        yield from coarse(figure, answer, decimals, fields)
    elif result is Match.DIFFERS:
        yield blocking(
            answer.code,
            message=f"Tercetak {fields['printed']}, menurut data {answer.text}.",
            cause=cause_of(dossier, figure, answer, decimals),
            **fields,
        )
    else:
        yield misrounded(result, answer, decimals, fields)


def fields_of(figure: PrintedFigure, answer: Expected, decimals: int) -> dict:
    """What every finding about a printed figure says."""
    return {
        "place": figure.place,
        "subject": answer.subject,
        "printed": shown(figure.value, answer.kind, decimals),
        "expected": answer.text,
        "target": answer.target,
    }


def misrounded(result: Match, answer: Expected, decimals: int, fields: dict) -> Found:
    """A figure whose last digit is off."""
    right = shown(answer.values[0], answer.kind, decimals)
    slip = "dipotong, bukan dibulatkan" if result is Match.TRUNCATED else "angka terakhir keliru saat dibulatkan"
    message = f"Tercetak {fields['printed']}; {answer.text}, dengan {decimals} desimal {right}."
    return warning("pembulatan-tercetak", message=message, cause=slip, **fields)


def coarse(figure: PrintedFigure, answer: Expected, decimals: int, fields: dict) -> Iterator[Found]:
    """A capaian whose rounding hides that it lies above or below the target."""
    side = standing(answer.values[0])
    if answer.code == "capaian-tercetak" and decimals < 2 and standing(figure.value) != side:
        message = f"Tercetak {fields['printed']}, seolah tepat sesuai target; menurut data {answer.text}."
        yield warning("capaian-dibulatkan", message=message, **fields)


def cause_of(dossier: Dossier, figure: PrintedFigure, answer: Expected, decimals: int) -> str:
    """The likely slip, and where the same figure is printed right."""
    slip = causes.likely(
        figure.value, decimals, answer.values[0], beside=answer.beside, elsewhere=elsewhere(dossier, figure)
    )
    right = [
        other.place
        for other in dossier.by_thing[thing(figure)]
        if match(other.value, decimals_of(other.value, other.as_printed), answer.values) is Match.AGREES
    ]
    places = f"tercetak benar di {join_words(dict.fromkeys(right))}" if right else ""
    return "; ".join(filter(None, [slip, proof(dossier, figure, answer), places]))


def unknown(dossier: Dossier, figure: PrintedFigure, answer: Expected | None) -> Iterator[Found]:
    """A figure the data does not know: tested against its ratio where possible, else only named."""
    if (found := against_ratio(dossier, figure)) is not None:
        yield from found
        return
    what = answer.subject if answer else f"{figure.get_subject_display()} {figure.key}".strip()
    reason = answer.reason if answer else "Tidak ada pada data unit dan tahun ini."
    yield information(
        "angka-tanpa-data",
        place=figure.place,
        subject=what,
        message=f"{figure.get_measure_display()} tercetak tidak dapat diperiksa. {reason}",
        printed=figure.as_printed or number(figure.value, decimals_of(figure.value)),
        target=answer.target if answer else None,
    )


def against_ratio(dossier: Dossier, figure: PrintedFigure) -> list[Found] | None:
    """A printed n or T without a stored one, tested by n / T against the realization; None when it cannot be tested."""
    score = dossier.facts.score(figure.key)
    is_share = figure.subject in (PrintedSubject.INDICATOR, PrintedSubject.COMPONENT) and figure.measure in SIDES
    if not is_share or score is None or score.indicator.calculation != Calculation.RATIO:
        return None
    side = SIDES[figure.measure]
    pair = list(dossier.facts.share(score.indicator))
    measured = score.measurement.value
    if measured is None or pair[1 - side] is None:
        return None
    pair[side] = figure.value
    result = formula.ratio(*pair)
    places = score.indicator.decimals
    if result.value is None or match(measured, decimals_of(measured), [result.value]) is not Match.DIFFERS:
        return []
    right = shown(measured, "percent", places)
    return [
        blocking(
            "pembilang-tercetak",
            place=figure.place,
            subject=f"{named(score)}: {measure_name(figure)}",
            message=f"{result.trace}, padahal realisasinya {right}.",
            printed=number(figure.value, decimals_of(figure.value)),
            expected=f"n / T = {right}",
            cause=shifted_share(pair, side, measured),
            target=Target("realisasi", score.code),
        )
    ]


def shifted_share(pair, side, measured) -> str:
    """Whether moving the decimal mark of the printed side gives the realization; empty when it does not."""
    for places in causes.SHIFTS:
        moved = list(pair)
        moved[side] = pair[side].scaleb(-places)
        result = formula.ratio(*moved)
        if result.value is not None and match(measured, decimals_of(measured), [result.value]) is Match.AGREES:
            slip = f"tanda desimal bergeser ({causes.times(places)}): {result.trace}"
            is_whole = moved[side] == moved[side].to_integral_value()
            return slip if is_whole else f"{slip}; bukan bilangan bulat, jadi tampaknya dihitung dari persentasenya"
    return ""

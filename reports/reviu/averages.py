"""Printed means of capaian: against both methods, and against the slips that could have made them."""

from collections.abc import Iterator
from decimal import Decimal

from agreements.scorecard import ObjectiveScore, achieved_values
from indicators.achievement import HUNDRED, OVERALL_WORDS, Mean, OverallMethod, overall, round_half_up
from lakin.formatting import percent
from reports.models import PrintedFigure, PrintedSubject
from reports.models.finding import PrintedMeasure
from reports.reviu import causes
from reports.reviu.dossier import Dossier
from reports.reviu.found import Found, Target, blocking, information, warning
from reports.reviu.matching import Match, decimals_of, match
from reports.reviu.print_quality import missing

# Closer than this a slip is worth naming although it does not give the printed mean.
NEAR = Decimal("0.05")


def averages(dossier: Dossier) -> Iterator[Found]:
    """Printed means that neither method gives, or only the one that is not in force."""
    for figure in dossier.printed:
        if (figure.subject, figure.measure) == (PrintedSubject.SUMMARY, PrintedMeasure.AVERAGE):
            yield from averaged(dossier, figure)


def averaged(dossier: Dossier, figure: PrintedFigure) -> Iterator[Found]:
    """One printed mean."""
    objectives = objectives_of(dossier, figure.key)
    means = by_method(dossier, objectives)
    decimals = decimals_of(figure.value, figure.as_printed)
    fields = {
        "place": figure.place,
        "subject": f"Rata-rata capaian {figure.key}".strip(),
        "printed": percent(figure.value, decimals),
        "expected": "; ".join(f"{percent(mean.value)} ({OVERALL_WORDS[method]})" for method, mean in means.items()),
        "target": Target("realisasi"),
    }
    if any(mean.value is None for mean in means.values()):
        message = "Rata-rata tercetak tidak dapat diperiksa. Capaian belum ada."
        yield information("angka-tanpa-data", **fields | {"message": message, "expected": ""})
        return
    in_force, *others = (match(figure.value, decimals, [mean.value]) for mean in means.values())
    yield from verdict(dossier, figure, objectives, decimals, in_force, others, fields)


def verdict(dossier, figure, objectives, decimals, in_force, others, fields) -> Iterator[Found]:
    """What to say of the match with the method in force and with the other one."""
    if in_force is Match.AGREES:
        return
    if Match.AGREES in others:
        yield warning("cara-rata-rata", message=f"Tercetak {fields['printed']}; {fields['expected']}.", **fields)
    elif in_force is not Match.DIFFERS:
        slip = "dipotong, bukan dibulatkan" if in_force is Match.TRUNCATED else "angka terakhir keliru saat dibulatkan"
        message = f"Tercetak {fields['printed']}; {fields['expected']}."
        yield warning("pembulatan-tercetak", message=message, cause=slip, **fields)
    else:
        message = f"Tercetak {fields['printed']}, bukan {fields['expected']}."
        cause = cause_of(dossier, figure, objectives, decimals)
        yield blocking("rata-rata-tercetak", message=message, cause=cause, **fields)


def objectives_of(dossier: Dossier, key: str) -> tuple[ObjectiveScore, ...]:
    """The objectives a mean is taken over: all, or with the key "sasaran 2" one."""
    code = key.removeprefix("sasaran ")
    return tuple(item for item in dossier.facts.scorecard.objectives if not key or item.code == code)


def by_method(dossier: Dossier, objectives) -> dict[str, Mean]:
    """The mean by each method, the one in force first; over one objective they are the same."""
    groups = [achieved_values(item.indicators) for item in objectives]
    in_force = OverallMethod(dossier.facts.scorecard.rules.policy.overall_method)
    methods = [in_force, *(method for method in OverallMethod if method != in_force)]
    return {method: overall(groups, method) for method in (methods if len(objectives) > 1 else [in_force])}


def cause_of(dossier: Dossier, figure: PrintedFigure, objectives, decimals: int) -> str:
    """The slip that gives the printed mean; else how near the empty cells of a table come; else a wrong digit."""
    near = []
    for label, is_blank, change in slips(dossier, figure):
        for method in OverallMethod:
            value = overall(changed(objectives, change), method).value
            if value is None:
                continue
            if match(figure.value, decimals, [value]) is Match.AGREES:
                return f"{label}: {percent(value)} ({OVERALL_WORDS[method]})"
            if is_blank and abs(value - figure.value) <= NEAR:
                near.append(f"mendekati, tetapi belum sama: {label}, {percent(value)} ({OVERALL_WORDS[method]})")
    if near:
        return near[0]
    means = by_method(dossier, objectives).values()
    return next(filter(None, (causes.likely(figure.value, decimals, mean.value) for mean in means)), "")


def changed(objectives, change) -> list[list]:
    """The capaian by objective after a slip; what becomes None is left out of the mean."""
    return [[change(score) for score in item.indicators if not is_predicate(score)] for item in objectives]


def is_predicate(score) -> bool:
    """True for a word, which has a standing and no percent."""
    return score.achievement.value is None and score.standing is not None


def slips(dossier: Dossier, figure: PrintedFigure) -> Iterator[tuple]:
    """Label, whether it is about an empty cell, and what the slip makes of a score's capaian."""
    yield "rata-rata dari capaian yang dibulatkan", False, lambda score: round_half_up(score.achievement.value)
    yield "setiap capaian dibatasi 100%", False, held
    yield from printed_slips(dossier, figure)
    absent = (item for item in missing(dossier) if item[2] == PrintedMeasure.ACHIEVEMENT)
    blank = {score.code: place for place, score, *_ in absent}
    for score in sorted(dossier.facts.scorecard.indicators, key=lambda score: score.code not in blank):
        where = f" yang kosong di {blank[score.code]}" if score.code in blank else ""
        yield f"baris {score.code}{where} dihitung nol", bool(where), replaced(score.code, Decimal(0))
        yield f"baris {score.code}{where} tidak ikut", bool(where), replaced(score.code, None)


def printed_slips(dossier: Dossier, figure: PrintedFigure) -> Iterator[tuple]:
    """The mean of what each place prints as capaian."""
    for place, figures in dossier.by_place.items():
        values = {f.key: f.value for f in figures if f.measure == PrintedMeasure.ACHIEVEMENT and "/" not in f.key}
        if len(values) > 1:
            label = f"rata-rata capaian yang tercetak di {place}"
            yield label, False, lambda score, found=values: found.get(score.code)


def held(score):
    """The capaian held to 100; None stays None."""
    return None if score.achievement.value is None else min(score.achievement.value, HUNDRED)


def replaced(code, value):
    """A slip that changes the capaian of one indicator."""
    return lambda score: value if score.code == code else score.achievement.value

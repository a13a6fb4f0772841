"""The year in counts and means."""

from agreements.scorecard import ObjectiveScore, Scorecard
from indicators.achievement import OVERALL_WORDS, Counts, Standing
from lakin.formatting import number
from reports.blocks import Part, Shown
from reports.wording import inside, sentence

OPEN_YEAR = "terhadap target setahun, hanya isian terverifikasi"


def counts_sentence(counts: Counts, total: int | None = None) -> tuple[Part, ...]:
    """How many indicators stand above, at and below target, leaving out what is none; says so when there is no one."""
    total = counts.above + counts.equal + counts.below + counts.unknown if total is None else total
    if not total:
        return ("Belum ada indikator yang diperjanjikan.",)
    groups = [
        (counts.above, " melampaui target"),
        (counts.equal, " sesuai target"),
        (counts.below, " di bawah target"),
        (counts.unknown, " belum mempunyai capaian"),
    ]
    found = [(count, words) for count, words in groups if count]
    if len(found) == 1:
        return ("Seluruh ", Shown(total, "count"), f" indikator{found[0][1]}.")
    return ("Dari ", Shown(total, "count"), " indikator, ", *listed(found), ".")


def listed(groups) -> tuple[Part, ...]:
    """Counts with their words, "5 melampaui target, 2 sesuai target, dan 1 di bawah target"."""
    parts: list[Part] = []
    for at, (count, words) in enumerate(groups):
        last = at == len(groups) - 1
        comma = "" if not at else (", dan " if last and len(groups) > 2 else " dan " if last else ", ")
        parts += [*((comma,) if comma else ()), Shown(count, "count"), words]
    return tuple(parts)


def overall_sentence(card: Scorecard, *, with_method: bool = True, is_open: bool = False) -> tuple[Part, ...]:
    """The overall mean with its rating, its method if asked, its basis while the year is open, and what is missing."""
    if card.overall.value is None:
        note = f" {sentence(card.overall.note)}" if card.overall.note else ""
        return (f"Rata-rata capaian belum dapat dihitung.{note}",)
    method = f"cara: {OVERALL_WORDS[card.rules.policy.overall_method]}" if with_method else ""
    basis = "; ".join(words for words in (method, OPEN_YEAR if is_open else "") if words)
    band = f", dengan predikat {inside(card.band.label)}" if card.band else ""
    note = f" {sentence(card.overall.note)}" if card.overall.note else ""
    return (
        "Rata-rata capaian ",
        Shown(card.overall.value, "percent"),
        f"{f' ({basis})' if basis else ''}{band}.{note}",
    )


def objective_sentence(objective: ObjectiveScore, at: int = 0) -> tuple[Part, ...]:
    """How many indicators measure an objective, their mean, and how many reached their target."""
    total, known = len(objective.indicators), objective.mean
    if total == 1:
        opening = ("Sasaran ini diukur dengan satu indikator",)
    else:
        opening = ("Sasaran ini diukur dengan ", Shown(total, "count"), " indikator")
    if known.value is None:
        return (*opening, ", yang capaiannya belum dapat dirata-ratakan.")
    mean = Shown(known.value, "percent")
    if total == 1:
        return (*opening, ", dengan capaian ", mean, ".")
    means = ((", dengan rata-rata capaian ", mean), (" dan mencapai rata-rata ", mean))[at % 2]
    reached = sum(score.standing in (Standing.ABOVE, Standing.EQUAL) for score in objective.indicators)
    note = f" {sentence(known.note)}" if known.note else ""
    return (*opening, *means, f"; {number(reached, 0)} di antaranya mencapai target.{note}")

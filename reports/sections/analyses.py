"""The seven analyses of an indicator that PermenPANRB 53/2014 asks for: what is known of each, and what is missing."""

from dataclasses import dataclass
from typing import Literal

from agreements.scorecard import IndicatorScore
from indicators.achievement import Achievement, Standing, achievement, predicate_achievement
from indicators.models import Measure, StrategicTarget
from lakin.formatting import join_words
from reports.blocks import Block, Definitions, Figure, Missing, Paragraph, Part, Reference, Shown, Strong
from reports.facts import Facts
from reports.models import Analysis, Narrative
from reports.narration import led, written
from reports.sections.activities import activities_blocks
from reports.sections.components import makeup
from reports.sections.quarters import quarters_table
from reports.sections.years import development, former, former_period
from reports.sentences import (
    against_period,
    compared_with_before,
    efficiency_sentence,
    final_sentence,
    grade_sentence,
    national_sentence,
    outcome_sentence,
    planned_sentence,
)
from reports.sentences.plan import is_given
from reports.wording import inside, sentence

State = Literal["filled", "not_applicable", "missing"]
FACTORS = (
    ("supporting_factors", "Faktor pendorong"),
    ("hindering_factors", "Faktor penghambat"),
    ("follow_up", "Tindak lanjut"),
)

CAUSES_OPENINGS = {
    Standing.ABOVE: "Target terlampaui.",
    Standing.EQUAL: "Target tercapai.",
    Standing.BELOW: "Target belum tercapai.",
    None: "Capaian belum diketahui.",
}


@dataclass(frozen=True)
class Analysed:
    """One analysis of one indicator; `lack` says what is missing, and blocks may stand there all the same."""

    analysis: Analysis
    state: State
    blocks: tuple[Block, ...] = ()
    lack: str = ""


@dataclass(frozen=True)
class Place:
    """Where an indicator stands: its section, its key, its order in the objective, and the first code beside it."""

    section: str
    key: str
    at: int
    first_code: str


def analyses_of(facts: Facts, score: IndicatorScore, place: Place) -> tuple[Analysed, ...]:
    """The seven analyses of an indicator in their order."""
    return tuple(
        analysed(facts, score, place, analysis, *found(facts, score, place)) for analysis, found in ANALYSES.items()
    )


def analysed(facts, score, place, analysis, parts, blocks, lack) -> Analysed:
    """What is known with what people wrote; an analysis that says nothing is missing or does not apply."""
    text = text_of(facts, place.section, score, analysis)
    if text and text.not_applicable_reason:
        words = (f"Tidak berlaku: {inside(sentence(text.not_applicable_reason))}",)
        return Analysed(analysis, "not_applicable", (headed(analysis, words),))
    prose = written(facts, text)
    if lack and not prose:
        says = parts and analysis != Analysis.CAUSES
        return Analysed(analysis, "missing", (headed(analysis, parts), *blocks) if says else (), lack)
    if prose and analysis == Analysis.CAUSES and not blocks:
        # What people wrote says how the target was met; the first analysis has said it already.
        return Analysed(analysis, "filled", tuple(led(one, title(analysis)) for one in prose))
    return Analysed(analysis, "filled", (headed(analysis, parts), *blocks, *prose))


def headed(analysis: Analysis, parts: tuple[Part, ...]) -> Paragraph:
    """A paragraph that begins with the number and name of its analysis."""
    return Paragraph((Strong(title(analysis)), *((" ", *parts) if parts else ())))


def title(analysis: Analysis) -> str:
    """The number and name of an analysis."""
    return f"{analysis.value}. {analysis.label}."


def text_of(facts: Facts, section: str, score: IndicatorScore, analysis: str) -> Narrative | None:
    """What people wrote about an indicator, else about its objective; None when nobody wrote."""
    own, objective = score.indicator.pk, score.indicator.objective_id
    return facts.narrative(section, indicator=own, analysis=analysis) or facts.narrative(
        section, objective=objective, indicator=own, analysis=analysis
    )


Found = tuple[tuple[Part, ...], tuple[Block, ...], str]


def target(facts: Facts, score: IndicatorScore, place: Place) -> Found:
    """(1) This year: the outcome, its trace, and what the realization is made of."""
    lack = "" if score.standing is not None else "target dan realisasi tahun ini"
    trace = score.achievement.trace if score.achievement.value is not None else ""
    formula = (Paragraph((f"Capaian: {trace}",), "formula"),) if trace else ()
    made_of = makeup(facts, score, f"tabel-komponen-{place.key}")
    quarters = quarters_table(facts, score, f"tabel-triwulan-{place.key}")
    return outcome_sentence(score, place.at), (*formula, *made_of, *quarters), lack


def history(facts: Facts, score: IndicatorScore, place: Place) -> Found:
    """(2) Former years: the change from the last one, a whole earlier period, and all years as table and line."""
    before, period = former(facts, score), former_period(facts, score)
    shown = development(facts, score, place.key)
    if not before and not period:
        return (), shown, "realisasi tahun-tahun sebelumnya"
    parts = compared_with_before(score, before, place.at) if before else ()
    parts = (*parts, *((" ",) if parts and period else ()), *(against_period(score, period) if period else ()))
    charts = [block for block in shown if isinstance(block, Figure)]
    reference = (" Perkembangannya tampak pada ", Reference(charts[0].key), ".") if charts else ()
    return (*parts, *reference), shown, ""


def medium_term(facts: Facts, score: IndicatorScore, place: Place) -> Found:
    """(3) The Renstra: its target of the year and its last one."""
    plan = facts.plan
    if plan.version is None:
        return (), (), f"Renstra yang mencakup tahun {facts.year}"
    now, last = plan.target(score.indicator.pk, facts.year), plan.final_target(score.indicator.pk)
    if not is_given(now) and not is_given(last):
        return (), (), "target Renstra indikator ini"
    parts = planned_sentence(score, now, reached(facts, score, now), facts.year)
    if last is None or (now and last.pk == now.pk):
        more = reached_now(facts, score, now)
    else:
        more = final_sentence(score, last, reached(facts, score, last))
    return (*parts, *((" ", *more) if more else ())), (), ""


def reached_now(facts: Facts, score: IndicatorScore, now: StrategicTarget | None) -> tuple[Part, ...]:
    """For one target over the whole plan: that it is also the last one."""
    if not is_given(now) or now.year_from == now.year_to:
        return ()
    return (f"Target itu berlaku sampai akhir Renstra {now.year_to}.",)


def reached(facts: Facts, score: IndicatorScore, goal: StrategicTarget | None) -> Achievement:
    """The capaian of this year's realization against another target, by the same rules."""
    indicator, measured = score.indicator, score.measurement
    if goal is None:
        return Achievement()
    if indicator.measure == Measure.PREDICATE:
        try:
            return predicate_achievement(
                target=goal.text, realization=measured.text, ranks=indicator.predicate_scale.as_ranks()
            )
        except ValueError as error:
            return Achievement(reason=str(error))
    if indicator.polarity == "range":
        return Achievement(reason="Target Renstra tidak memuat batas rentang.")
    policy = facts.scorecard.rules.policy
    return achievement(target=goal.value, realization=measured.value, polarity=indicator.polarity, policy=policy)


def national(facts: Facts, score: IndicatorScore, place: Place) -> Found:
    """(4) National targets linked to the indicator, and the mutu of a survey."""
    linked = [row for row in facts.national_targets if row.indicator_id == score.indicator.pk]
    found = [national_sentence(score, row) for row in linked]
    grade = grade_sentence(score)
    found += [grade] if grade else []
    return spaced(found), (), "" if found else "standar nasional"


def spaced(groups: list[tuple[Part, ...]]) -> tuple[Part, ...]:
    """Sentences one after the other."""
    return tuple(part for at, group in enumerate(groups) for part in ((" ", *group) if at else group))


def causes(facts: Facts, score: IndicatorScore, place: Place) -> Found:
    """(5) What helped, what hindered and what follows, as the reporters noted it."""
    rows = facts.realizations.get(score.indicator.pk, ())
    pairs = tuple((label, points) for field, label in FACTORS if (points := points_of(rows, field)))
    known = (Definitions(pairs),) if pairs else ()
    return (CAUSES_OPENINGS[score.standing],), known, "" if pairs else "penyebab dan upaya perbaikan"


def points_of(rows, field: str) -> str | tuple[str, ...]:
    """The points of a field over all quarters, each once; a single one as plain text."""
    lines = [line.strip().lstrip("-•*").strip() for row in rows for line in getattr(row, field).splitlines()]
    points = tuple(dict.fromkeys(line for line in lines if line))
    return points[0] if len(points) == 1 else points


def efficiency(facts: Facts, score: IndicatorScore, place: Place) -> Found:
    """(6) The capaian beside the serapan of the money linked to the objective."""
    money = facts.budget.by_objective.get(score.indicator.objective_id)
    code = score.indicator.objective.code
    if money is None:
        return (), (), f"efisiensi (anggaran belum ditautkan dengan sasaran {code})"
    amounts = (
        f"Anggaran sasaran {code}: pagu ",
        *(Shown(money.ceiling, "rupiah"), ", realisasi ", Shown(money.spent, "rupiah"), ". "),
    )
    compared = efficiency_sentence("indikator ini", score.achievement.value, money, place.at)
    lack = "" if score.achievement.value is not None and money.absorption is not None else "efisiensi"
    return (*(() if place.at else amounts), *compared), (), lack


def programs(facts: Facts, score: IndicatorScore, place: Place) -> Found:
    """(7) The programs and activities behind the indicator, and behind its objective under its first indicator."""
    has_text = text_of(facts, place.section, score, Analysis.PROGRAMS) is not None
    return activities_blocks(facts, score, place.key, first=place.first_code, is_first=not place.at, has_text=has_text)


ANALYSES = {
    Analysis.TARGET: target,
    Analysis.HISTORY: history,
    Analysis.MEDIUM_TERM: medium_term,
    Analysis.NATIONAL: national,
    Analysis.CAUSES: causes,
    Analysis.EFFICIENCY: efficiency,
    Analysis.PROGRAMS: programs,
}


def missing_box(facts: Facts, score: IndicatorScore, found: tuple[Analysed, ...]) -> tuple[Missing, ...]:
    """All that is missing of an indicator in one box with whose it is; nothing when nothing is."""
    lacks = [f"({one.analysis.value}) {one.lack}" for one in found if one.state == "missing"]
    if not lacks:
        return ()
    owner = score.indicator.owner or f"penyusun LKj {facts.unit.label}"
    return (Missing(f"analisis indikator {score.code}: {join_words(lacks)}", owner),)

"""Bab II: what the national plan asks, the Renstra with its target tables, and what its revisions changed."""

from collections.abc import Iterable

from indicators.models import Indicator, PlanVersion, StatementKind, StrategicTarget, TargetTable
from reports.blocks import Block, Cell, Column, Items, Missing, Paragraph, Reference, Row, Section, Shown, Strong, Table
from reports.facts import Facts, PlanFacts
from reports.narration import narrative, written
from reports.outlines import Entry
from reports.references import in_measure
from reports.sections.revision import DROPPED, UNCHANGED, Change, grouped_rows, revision_table
from reports.wording import capital, gaps, sentence, written_date

DIRECTION = (StatementKind.PRESIDENT_MISSION, StatementKind.MISSION, StatementKind.GOAL, StatementKind.GOAL_INDICATOR)
WORDED = (StatementKind.OBJECTIVE, StatementKind.INDICATOR, StatementKind.POLICY)


def national_plan(facts: Facts, entry: Entry) -> tuple[Section, ...]:
    """The targets of the national plan the report is read against."""
    text = narrative(facts, entry.key, what="keterkaitan dengan perencanaan nasional")
    rows = tuple(
        Row((str(at), row.label, Shown(row.value, "plain", 4), capital(row.measure_label) or None, row.year))
        for at, row in enumerate(facts.national_targets, 1)
    )
    if not rows:
        return (entry.section(*text, Missing("target nasional yang diacu", f"perencana {facts.unit.label}")),)
    columns = (
        Column("No.", width=0.5),
        Column("Sasaran atau indikator nasional", width=4),
        Column("Target", "value", align="right"),
        Column("Satuan"),
        Column("Tahun", "year", align="center"),
    )
    sources = "; ".join(dict.fromkeys(row.source for row in facts.national_targets if row.source))
    table = Table("tabel-target-nasional", "Target nasional yang diacu", columns, rows, sources)
    return (entry.section(*text, table),)


def strategic_plan(facts: Facts, entry: Entry) -> tuple[Section, ...]:
    """The Renstra in force: vision, missions, goals, its wording, its targets, and what was revised."""
    plan, text = facts.plan, written(facts, facts.narrative(entry.key))
    if plan.version is None:
        return (entry.section(*text, Missing(f"Renstra yang mencakup {facts.year}", f"perencana {facts.unit.label}")),)
    current = [one for one in plan.indicators if is_current(facts, one)]
    return (
        entry.section(
            Paragraph((plan_sentence(plan),)),
            *text,
            *vision(plan.version),
            *statements(plan.version, DIRECTION, "tabel-misi-tujuan", "Misi dan tujuan"),
            *statements(plan.version, WORDED, "tabel-rumusan-renstra", "Sasaran dan indikator menurut Renstra"),
            *(block for table in plan.version.tables.all() for block in target_table(plan, table, current)),
            *revisions(plan),
        ),
    )


def plan_sentence(plan: PlanFacts) -> str:
    """Which Renstra holds, in which version, and since when."""
    version = plan.version
    words = "versi awal" if version.number == 0 else f"revisi ke-{version.number}"
    document = f" ({version.document})" if version.document else ""
    decided = written_date(version.decided_on)
    since = f" ditetapkan tanggal {decided}" if decided else " yang tanggal penetapannya belum tercatat"
    reason = f" Alasan perubahan: {sentence(version.reason)}" if version.reason else ""
    span = period_label(plan.plan.year_from, plan.plan.year_to)
    period = "" if span in plan.plan.name else f" berlaku untuk {span}"
    said = f"{plan.plan.name}{period}. Yang diacu adalah" if period else f"Yang diacu dari {plan.plan.name} adalah"
    return f"{said} {words}{document}{since}.{reason}"


def vision(version: PlanVersion) -> tuple[Block, ...]:
    return (Paragraph((Strong("Visi: "), sentence(version.vision))),) if version.vision else ()


def statements(version: PlanVersion, kinds, key: str, caption: str) -> tuple[Block, ...]:
    """The statements of some kinds in one table, and which numbers the plan skips; nothing when there are none."""
    by_kind = [(kind, [row for row in version.statements.all() if row.kind == kind]) for kind in kinds]
    has_objectives = any(row.objective_id for _, found in by_kind for row in found)
    rows, notes = [], []
    for kind, found in by_kind:
        rows += [Row((kind.label,), "group")] if found else []
        rows += [Row((row.number, row.text, *objective_code(row, has_objectives))) for row in found]
        skipped = gaps([row.number for row in found])
        if skipped:
            notes.append(f"{kind.label} nomor {skipped} tidak tercatat; penomoran mengikuti dokumen Renstra.")
    if not rows:
        return ()
    related = (Column("Sasaran terkait", align="center"),) if has_objectives else ()
    columns = (Column("No.", width=0.6), Column("Bunyi", width=6), *related)
    return (Table(key, caption, columns, tuple(rows)), *(Paragraph((note,), "note") for note in notes))


def objective_code(row, has_objectives: bool) -> tuple[Cell, ...]:
    """The number of the objective a statement belongs to, where the table has a column for it."""
    if not has_objectives:
        return ()
    return (row.objective.code if row.objective else None,)


def target_table(
    plan: PlanFacts, table: TargetTable, current: Iterable[Indicator], periods: Iterable[tuple[int, int]] = ()
) -> tuple[Block, ...]:
    """The targets of one table by year or period, and `periods` besides; what has no target stays a dash."""
    found = targets_of(plan, table)
    if not found:
        return (Missing(f"target pada {table.title}", hint="Tabel target Renstra belum berisi."),)
    periods = sorted({*periods, *(key[1:] for key in found)})
    present = {*(key[0] for key in found), *(indicator.pk for indicator in current)}
    shown = [one for one in plan.indicators if one.pk in present]
    rows = grouped_rows(
        (one.objective, (one.code, one.name, measure_label(one), *cells(one, found, periods))) for one in shown
    )
    columns = (
        Column("No.", width=0.5),
        Column("Sasaran dan indikator", width=4),
        Column("Satuan", width=0.9),
        *target_columns(periods),
    )
    return (Table(f"tabel-renstra-{table.number}", table.title, columns, rows, plan.plan.name),)


def target_columns(periods) -> tuple[Column, ...]:
    """A column for each year or period under one head; their measure stands in a column of its own."""
    if len(periods) == 1:
        return (Column(f"Target {period_label(*periods[0])}", "number", 1.1),)
    return tuple(Column(period_label(*period), "number", 0.9, over="Target") for period in periods)


def targets_of(plan: PlanFacts, table: TargetTable) -> dict[tuple[int, int, int], StrategicTarget]:
    """The targets of one table by the id of the indicator and the years they cover."""
    return {
        (target.indicator_id, *period(target)): target
        for targets in plan.targets.values()
        for target in targets
        if target.table_id == table.pk
    }


def is_current(facts: Facts, indicator: Indicator) -> bool:
    """Whether the indicator holds in the year: it is promised, or neither ended nor dropped by a revision."""
    is_promised = any(score.indicator.pk == indicator.pk for score in facts.scorecard.indicators)
    return is_promised or holds(facts.plan, indicator, facts.year)


def holds(plan: PlanFacts, indicator: Indicator, year: int) -> bool:
    """Whether the plan has the indicator in the year: it neither ended nor was dropped by the latest version."""
    targets = plan.targets.get(indicator.pk, ())
    is_dropped = bool(targets) and not any(is_of(target, plan.version) for target in targets)
    return not is_dropped and (indicator.year_from or year) <= year <= (indicator.year_to or year)


def cells(indicator, found, periods) -> tuple[Cell, ...]:
    targets = [found.get((indicator.pk, *period)) for period in periods]
    return tuple(target_cell(indicator, target) for target in targets)


def target_cell(indicator: Indicator, target: StrategicTarget | None) -> Cell:
    """A target in the indicator's measure; a dash where there is none."""
    return in_measure(indicator, target.value, target.text) if target else None


def period_label(year_from: int, year_to: int) -> str:
    return str(year_from) if year_from == year_to else f"{year_from}-{year_to}"


def measure_label(indicator: Indicator) -> str:
    """What the indicator counts, as people call it, with a capital as the head of a line."""
    return capital(indicator.measure_label or indicator.get_measure_display())


def revisions(plan: PlanFacts) -> tuple[Block, ...]:
    """What the last version changed against the first: semula and menjadi of every target."""
    first, last = plan.versions[0], plan.versions[-1]
    if first.pk == last.pk:
        return ()
    found = [change for one in plan.indicators for change in changes_of(plan, one, first, last)]
    if not found:
        return (Paragraph(("Target versi sebelumnya tidak tersedia, sehingga perubahannya tidak disandingkan.",)),)
    if all(change.word == UNCHANGED for change in found):
        return (Paragraph(("Versi yang diacu tidak mengubah target versi awal.",)),)
    key = "tabel-renstra-perubahan"
    dropped = [f"{change.code} {change.name}" for change in found if change.word == DROPPED]
    blocks = (
        Paragraph(("Perubahan target dari versi awal ke versi yang diacu tampak pada ", Reference(key), ".")),
        *revision_table(key, "Target Renstra semula dan menjadi", found, plan.plan.name),
    )
    if not dropped:
        return blocks
    return (*blocks, Paragraph(("Indikator yang dihapus:",)), Items(tuple(dict.fromkeys(dropped))))


def changes_of(plan: PlanFacts, indicator: Indicator, first, last) -> list[Change]:
    """The changes of one indicator, one for each year or period that either version gives."""
    before, after = ({period(t): t for t in plan.targets.get(indicator.pk, ()) if is_of(t, v)} for v in (first, last))
    return [
        Change(
            indicator.objective,
            indicator.code,
            indicator.name,
            period_label(*years),
            target_cell(indicator, before.get(years)),
            target_cell(indicator, after.get(years)),
            years in before,
            years in after,
        )
        for years in sorted({*before, *after})
    ]


def is_of(target: StrategicTarget, version: PlanVersion) -> bool:
    return target.table.version_id == version.pk


def period(target: StrategicTarget) -> tuple[int, int]:
    return target.year_from, target.year_to

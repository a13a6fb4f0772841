"""Programs and activities that served an objective or an indicator, with what they cost."""

from agreements.scorecard import IndicatorScore
from budget.models import SupportingActivity
from budget.statement import Money
from lakin.formatting import join_words
from reports.blocks import Column, Part, Reference, Row, Shown, Table
from reports.facts import Facts
from reports.sections.budget_tree import common_code
from reports.wording import inside, sentence

UNKNOWN = Money(None, None)


def activities_blocks(facts: Facts, score: IndicatorScore, key: str, *, first: str, is_first: bool, has_text: bool):
    """The sentence, the table and the lack of an indicator's activities; those of the objective stand at its first."""
    own = facts.activities_of(indicator=score.indicator.pk) or facts.activities_of(
        objective=score.indicator.objective_id, indicator=score.indicator.pk
    )
    shared = facts.activities_of(objective=score.indicator.objective_id)
    rows = (*own, *(shared if is_first else ()))
    if not rows and shared:
        return (f"Program dan kegiatan penunjang sasaran ini tampak pada indikator {first}.",), (), ""
    if not rows:
        return (), (), "program dan kegiatan penunjang"
    if not any(row.line_id for row in rows):
        return (counted(rows) if has_text else listed(rows)), (), ""
    table = activities_table(facts, rows, f"tabel-kegiatan-{key}", score)
    return (*linked_sentence(rows), " Rinciannya pada ", Reference(table.key), "."), (table,), ""


def listed(rows: tuple[SupportingActivity, ...]) -> tuple[Part, ...]:
    """The names in one sentence, where no budget line is linked."""
    return (f"Ditunjang oleh: {join_words(row.name for row in rows)}. Baris anggarannya belum ditautkan.",)


def counted(rows: tuple[SupportingActivity, ...]) -> tuple[Part, ...]:
    """How many activities stand behind the text that names them, where no budget line is linked."""
    return ("Tercatat ", Shown(len(rows), "count"), " kegiatan penunjang; baris anggarannya belum ditautkan.")


def linked_sentence(rows) -> tuple[Part, ...]:
    """How many activities have a budget line."""
    linked = sum(1 for row in rows if row.line_id)
    if linked == len(rows):
        return ("Seluruh kegiatan penunjang tertaut dengan baris anggarannya.",)
    total, known = Shown(len(rows), "count"), Shown(linked, "count")
    return ("Dari ", total, " kegiatan penunjang, ", known, " tertaut dengan baris anggarannya.")


def activities_table(facts: Facts, rows, key: str, score: IndicatorScore) -> Table:
    """The activities with pagu, spending and serapan of their budget lines, dashes where none is linked."""
    money = {row.line.pk: row.money for row in facts.budget.lines}
    common = common_code(row.line.path for row in rows if row.line)
    columns = (
        Column("No.", width=0.55),
        Column("Program/kegiatan", width=3.6),
        Column(f"Kode {common}".strip(), width=1.9),
        Column("Pagu (Rp)", "rupiah", 1.95),
        Column("Realisasi (Rp)", "rupiah", 1.95),
        Column("Serapan (%)", "percent", 1.15),
    )
    body = tuple(Row(activity_cells(at, row, money, common)) for at, row in enumerate(rows, 1))
    caption = f"Program dan kegiatan penunjang indikator {score.code}"
    return Table(key, caption, columns, body)


def activity_cells(at: int, row: SupportingActivity, money, common: str):
    spent = money.get(row.line_id, UNKNOWN)
    code = row.line.path.removeprefix(common) if row.line else None
    return (str(at), row.name, code, spent.ceiling, spent.spent, spent.absorption)


def general_sentence(facts: Facts) -> tuple[Part, ...]:
    """The activities that served all objectives; nothing when none is recorded."""
    rows = facts.activities_of()
    if not rows:
        return ()
    return (sentence(f"Kegiatan yang menunjang seluruh sasaran: {join_words(inside(row.name) for row in rows)}"),)

"""The tables of the budget pages: the POK, the chronology, jenis belanja, RO, objectives, the plan, and IKPA."""

from collections.abc import Iterator

from budget.cross import Cross, CrossRow, Output, Spread
from budget.ikpa import Estimate
from budget.ikpa_rules import Parameter, Rules
from budget.plan import Month, Plan, Planned
from budget.statement import Money, Statement
from lakin.formatting import month_name, plain
from reports.blocks import Column, Row, Shown, Status, Table
from reports.money.revisions import rule_status
from reports.sections.budget_tree import MONEY_COLUMNS, money_cells

KINDS_MISSING = "Tidak terinci"
BLOCKED_COLUMNS = (Column("Blokir (Rp)", "rupiah", 1.7), Column("Dapat dipakai (Rp)", "rupiah", 1.8))


def pok_table(statement: Statement) -> Table:
    """Every line of the POK with its code, level and money; the blokir only where there is any."""
    blocked = BLOCKED_COLUMNS if statement.is_blocked else ()
    columns = (Column("Kode", width=2), Column("Uraian", width=4), Column("Tingkat"), *MONEY_COLUMNS, *blocked)

    def figures(money):
        return (*money_cells(money), *((money.blocked, money.available) if blocked else ()))

    rows = [
        Row((row.line.path, row.line.name, row.line.get_level_display(), *figures(row.money)), depth=row.depth)
        for row in statement.lines
    ]
    total = Row(("Jumlah", "", "", *figures(statement.total)), "total")
    return Table("pok", "Rincian POK", columns, (*rows, total), is_tree=True)


def history_table(statement: Statement) -> Table:
    """Every revision in force with its date, amount and stamp."""
    columns = (
        Column("Urutan", "integer", 0.6),
        Column("Revisi", width=2),
        Column("Jenis", width=1.5),
        Column("Nomor", "integer", 0.6),
        Column("Tanggal", "date", 1.4),
        Column("Pagu (Rp)", "rupiah", 1.6),
        Column("Digital stamp", width=1.6),
        Column("Catatan", width=3),
    )
    rows = tuple(
        Row(
            (
                *(row.order, str(row), row.get_kind_display(), row.number, row.date, row.amount),
                *(row.digital_stamp or None, row.note or None),
            )
        )
        for row in statement.revisions
    )
    return Table("kronologi", "Kronologi DIPA", columns, rows)


def cross_table(found: Cross) -> Table:
    """Pagu, spending and serapan of each program and kegiatan by jenis belanja."""
    heads = (*(f"{kind} {name}" for kind, name in found.kinds), *((KINDS_MISSING,) if found.has_rest else ()), "Jumlah")
    columns = (Column("Ukuran", width=1), *(Column(head, "value", 1.8, "right") for head in heads))
    rows = [cells for row in (*found.rows, found.total) for cells in cross_rows(found, row)]
    return Table("jenis-belanja", "Program dan kegiatan menurut jenis belanja", columns, tuple(rows))


def cross_rows(found: Cross, row: CrossRow) -> tuple[Row, ...]:
    """The name of a program, a kegiatan or the whole, and three rows of its figures below it."""
    monies = [row.by_kind.get(kind, Money(0, 0)) for kind, _ in found.kinds]
    monies += [row.rest] if found.has_rest else []
    monies.append(row.total)
    name = f"{row.figures.line.path} {row.figures.line.name}" if row.figures else "Jumlah seluruhnya"
    measures = (("Pagu", "ceiling", "rupiah"), ("Realisasi", "spent", "rupiah"), ("Serapan", "absorption", "percent"))
    figures = (
        Row((words, *(Shown(getattr(money, side), measure) for money in monies))) for words, side, measure in measures
    )
    return (Row((name,), "group"), *figures)


def outputs_table(rows: tuple[Output, ...]) -> Table:
    """Each RO with its volume beside its money."""
    columns = (
        Column("Kode", width=1.4),
        Column("Rincian output (RO)", width=3.4),
        Column("Satuan", width=1),
        Column("Target volume", "value", 1, "right"),
        Column("Realisasi volume", "value", 1, "right"),
        Column("Capaian volume (%)", "percent", 1),
        *MONEY_COLUMNS[:3],
    )
    body = tuple(
        Row(
            (
                *(row.figures.line.path, row.figures.line.name, row.measure_label or None),
                *(Shown(row.target, "plain"), Shown(row.realized, "plain"), row.reached),
                *money_cells(row.figures.money)[:3],
            )
        )
        for row in rows
    )
    return Table("keluaran", "Volume dan anggaran RO", columns, body)


def objectives_table(found: Spread, unit) -> Table:
    """The money of each objective, what no line is linked to, and the total."""
    columns = (Column("No.", width=0.6), Column("Sasaran", width=4), Column("Keadaan", "status", 1.4), *MONEY_COLUMNS)
    rows = [
        Row((code_of(objective, unit), objective.name, linked(money), *money_cells(money or Money(None, None))))
        for objective, money in found.rows
    ]
    if found.rest.ceiling or found.rest.spent or None in (found.rest.ceiling, found.rest.spent):
        words = "Anggaran yang belum ditautkan dengan sasaran"
        rows.append(Row(("–", words, Status("near", "Belum ditautkan"), *money_cells(found.rest))))
    rows.append(Row(("Jumlah", "", "", *money_cells(found.total)), "total"))
    return Table("sasaran", "Anggaran menurut sasaran", columns, tuple(rows))


def code_of(objective, unit) -> str:
    """The number of an objective; one of another unit's plan is marked."""
    return objective.code if objective.plan.unit_id == unit.pk else f"{objective.code} (unit lain)"


def linked(money: Money | None) -> Status:
    return Status("met", "Ada anggaran") if money else Status("unknown", "Belum ada anggaran")


PLAN_COLUMNS = (
    Column("Bulan", width=1),
    Column("Rencana (Rp)", "rupiah", 1.7),
    Column("Realisasi (Rp)", "rupiah", 1.7),
    Column("Rencana kumulatif (Rp)", "rupiah", 1.8),
    Column("Realisasi kumulatif (Rp)", "rupiah", 1.8),
    Column("Deviasi (Rp)", "rupiah", 1.7),
    Column("Deviasi (%)", "percent", 1),
)
SPENDING_COLUMNS = (PLAN_COLUMNS[0], PLAN_COLUMNS[2], PLAN_COLUMNS[4])


def plan_table(months: tuple[Month, ...], key="rencana", caption="Rencana penarikan dan realisasi per bulan") -> Table:
    """Each month with its own and the running figures; without halaman III only what is known of the spending."""
    if all(row.through.planned is None for row in months):
        return spending_table(months, key, caption)
    rows = tuple(
        Row(
            (
                *(month_name(row.month), row.own.planned, row.own.spent, row.through.planned, row.through.spent),
                *deviation_cells(row.through),
            )
        )
        for row in months
    )
    return Table(key, caption, PLAN_COLUMNS, rows)


def spending_table(months: tuple[Month, ...], key: str, caption: str) -> Table:
    """The months whose spending is known, alone; the deviation is that of a plan and is left out."""
    known = [row for row in months if row.own.spent is not None or row.through.spent is not None]
    caption = caption.replace("Rencana penarikan dan realisasi", "Realisasi")
    if all(row.own.spent is None for row in known):
        rows = tuple(Row((month_name(row.month), row.through.spent)) for row in known)
        return Table(key, caption, (SPENDING_COLUMNS[0], SPENDING_COLUMNS[2]), rows)
    rows = tuple(Row((month_name(row.month), row.own.spent, row.through.spent)) for row in known)
    return Table(key, caption, SPENDING_COLUMNS, rows)


def deviation_cells(through: Planned):
    return (through.deviation, through.deviation_percent)


def plan_tables(found: Plan) -> tuple[Table, ...]:
    """The whole year, then each jenis belanja."""
    kinds = (plan_table(months, f"rencana-{kind}", f"{kind} {name}") for kind, name, months in found.kinds)
    return (plan_table(found.months), *kinds)


def ikpa_table(found: Estimate) -> Table:
    """Each indicator with weight, score, what it gives, and whether its weight was read."""
    columns = (
        Column("Indikator", width=2.2),
        Column("Bobot", "number", 0.7, decimals=0),
        Column("Perkiraan nilai", "number", 1),
        Column("Sumbangan", "number", 1),
        Column("Cara menghitung", width=5),
        Column("Status bobot", "status", 1.4),
    )
    rows = [
        Row(
            (
                *(part.indicator.name, part.indicator.weight, part.score, part.contribution),
                *(part.trace or part.reason, rule_status(part.indicator.status)),
            )
        )
        for part in found.parts
    ]
    words = f"Perkiraan dari {plain(found.covered)}% bobot"
    rows.append(Row((words, found.covered, found.value, "", found.trace, ""), "total"))
    return Table("ikpa", "Perkiraan IKPA", columns, tuple(rows))


def parameters_table(rules: Rules) -> Table:
    """What the estimate rests on, the weights first: each with its source, and whether it was read there."""
    columns = (
        Column("Aturan", width=2),
        Column("Isinya", width=3),
        Column("Dipakai", width=0.9),
        Column("Sumber aturan", width=4),
        Column("Status aturan", "status", 1.4),
    )
    rows = tuple(
        Row((row.name, row.value, "ya" if row.is_used else "tidak", row.origin.words, rule_status(row.origin.status)))
        for row in (*weights_of(rules), *rules.parameters)
    )
    return Table("aturan-ikpa", "Aturan penilaian IKPA", columns, rows)


def weights_of(rules: Rules) -> Iterator[Parameter]:
    """The weights, those of one source together."""
    for origin in dict.fromkeys(one.origin for one in rules.indicators):
        held = [f"{one.name} {plain(one.weight)}" for one in rules.indicators if one.origin == origin and one.weight]
        yield Parameter("Bobot", "; ".join(held), origin)

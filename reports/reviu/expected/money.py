"""Expected figures of the budget: lines, jenis belanja, totals, revisions of the DIPA, the annex of the agreement."""

from decimal import Decimal

from budget.absorption import total_absorption
from budget.models import DipaRevision, RevisionKind
from budget.statement import LineFigures, Money, Statement
from lakin.formatting import rupiah
from reports.facts import Facts
from reports.models import PrintedFigure, PrintedSubject
from reports.models.finding import PrintedMeasure
from reports.reviu.expected.answer import Expected, known, labelled
from reports.reviu.found import Target

CODES = {
    PrintedMeasure.CEILING: "pagu-tercetak",
    PrintedMeasure.SPENT: "realisasi-anggaran-tercetak",
    PrintedMeasure.PERCENT: "serapan-tercetak",
    PrintedMeasure.REMAINING: "sisa-tercetak",
}
NAMES = {
    PrintedMeasure.CEILING: "pagu",
    PrintedMeasure.SPENT: "realisasi",
    PrintedMeasure.PERCENT: "serapan",
    PrintedMeasure.REMAINING: "sisa",
}


def of_line(row: LineFigures, figure: PrintedFigure) -> Expected | None:
    """A line of the POK."""
    return of_money(f"{row.line.path} {row.line.name}", row.money, figure, Target("pok", row.line.path))


def of_expenditure(facts: Facts, figure: PrintedFigure) -> Expected | None:
    """A jenis belanja by its two digits."""
    found = {code: (name, money) for code, name, money in facts.budget.by_kind}
    if figure.key not in found:
        return None
    name, money = found[figure.key]
    return of_money(f"{figure.key} {name}", money, figure, Target("jenis_belanja", figure.key))


def of_total(facts: Facts, figure: PrintedFigure) -> Expected | None:
    """The whole budget, at the end ("akhir") or of the first DIPA ("awal")."""
    if figure.key == "akhir":
        return of_money("Jumlah anggaran", facts.budget.total, figure, Target("pok"))
    initial = next((row for row in facts.budget.revisions if row.kind == RevisionKind.INITIAL), None)
    return of_state(initial, figure) if initial and figure.key == "awal" else None


def of_revision(facts: Facts, figure: PrintedFigure) -> Expected | None:
    """A revision of the DIPA by its printed number."""
    row = next((row for row in facts.budget.revisions if str(row.number) == figure.key), None)
    return of_state(row, figure) if row else None


def of_state(revision: DipaRevision, figure: PrintedFigure) -> Expected | None:
    """The amount of one state of the DIPA; other measures are not known of it."""
    if figure.measure != PrintedMeasure.CEILING:
        return None
    where = Target("revisi_dipa", str(revision.number))
    return of_money(str(revision), Money(revision.amount, None), figure, where)


def of_agreement(facts: Facts, figure: PrintedFigure) -> Expected | None:
    """A row of the budget annex of the agreement in force."""
    rows = facts.agreement.budget if facts.agreement else ()
    row = next((row for row in rows if row.code == figure.key), None)
    if row is None or figure.measure != PrintedMeasure.CEILING:
        return None
    where = Target("anggaran_pk", row.code)
    return of_money(f"Anggaran PK {row.code} {row.name}", Money(row.amount, None), figure, where)


def of_money(label: str, money: Money, figure: PrintedFigure, where: Target) -> Expected | None:
    """One figure of a pagu and a spending; None for a measure that money does not have."""
    code = CODES.get(figure.measure)
    if code is None:
        return None
    return Expected(
        f"{label}: {NAMES[figure.measure]}",
        code,
        known(figure_of(money, figure.measure)),
        "percent" if figure.measure == PrintedMeasure.PERCENT else "rupiah",
        trace_of(money, figure.measure),
        "Pagu atau realisasi tidak ada pada data.",
        beside_of(money, figure.measure),
        where,
    )


def figure_of(money: Money, measure: str) -> Decimal | int | None:
    """The figure that a measure names; None while it is not known."""
    return {
        PrintedMeasure.CEILING: money.ceiling,
        PrintedMeasure.SPENT: money.spent,
        PrintedMeasure.PERCENT: money.absorption,
        PrintedMeasure.REMAINING: money.remaining,
    }.get(measure)


def trace_of(money: Money, measure: str) -> str:
    """How the figure came about; empty for one that is stored."""
    if measure == PrintedMeasure.PERCENT:
        return total_absorption([(money.spent, money.ceiling)]).trace
    if measure == PrintedMeasure.REMAINING and money.remaining is not None:
        return f"{rupiah(money.ceiling)} - {rupiah(money.spent)} = {rupiah(money.remaining)}"
    return ""


def beside_of(money: Money, measure: str):
    """The other rupiah figures of the same row."""
    others = (PrintedMeasure.CEILING, PrintedMeasure.SPENT, PrintedMeasure.REMAINING)
    return labelled((f"{NAMES[other]} baris itu", figure_of(money, other)) for other in others if other != measure)


def others_of(facts: Facts, figure: PrintedFigure):
    """What other lines have for the same measure."""
    return labelled(
        (f"{NAMES[figure.measure]} baris {row.line.path}", figure_of(row.money, figure.measure))
        for row in facts.budget.lines
        if row.line.path != figure.key and figure.measure in NAMES
    )


def other_kinds(facts: Facts, figure: PrintedFigure):
    """What other jenis belanja have for the same measure."""
    return labelled(
        (f"{NAMES[figure.measure]} {name}", figure_of(money, figure.measure))
        for code, name, money in facts.budget.by_kind
        if code != figure.key and figure.measure in NAMES
    )


def year_before(before: Statement, figure: PrintedFigure):
    """What the budget of the year before has for the same line, jenis belanja or total."""
    found = {
        PrintedSubject.BUDGET_LINE: {row.line.path: row.money for row in before.lines},
        PrintedSubject.EXPENDITURE: {code: money for code, _name, money in before.by_kind},
        PrintedSubject.BUDGET_TOTAL: {"akhir": before.total},
    }
    money = found.get(figure.subject, {}).get(figure.key)
    if money is None or before.dipa is None or figure.measure not in NAMES:
        return ()
    return labelled([(f"{NAMES[figure.measure]} tahun {before.dipa.year}", figure_of(money, figure.measure))])

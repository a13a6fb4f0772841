"""DIPA, revisions, POK, spending and what is imported of them."""

from budget import models as budget
from tests.factories.people import default_unit
from tests.factories.rows import YEAR, create, following

LEVELS = list(budget.LineLevel)


def make_satker(code="123456", **fields):
    return create(budget.Satker, fields, code=code, name="Satker contoh", unit=default_unit)


def make_dipa(*, unit=None, year=YEAR, **fields):
    return create(budget.Dipa, fields, unit=unit or default_unit(), year=year)


def dipa_of(unit=None):
    """The unit's DIPA."""
    unit = unit or default_unit()
    return unit.dipas.first() or make_dipa(unit=unit)


def make_revision(*, dipa=None, order=None, kind=None, amount=None, **fields):
    """The DIPA's next revision: the first is the initial one with number 0."""
    dipa = dipa or dipa_of()
    order = following(dipa.revisions) if order is None else order
    kind = kind or (budget.RevisionKind.INITIAL if order == 1 else budget.RevisionKind.DJA)
    number = None if kind == budget.RevisionKind.CLOSING else order - 1
    return create(budget.DipaRevision, fields, dipa=dipa, order=order, kind=kind, amount=amount, number=number)


def make_budget_line(path="DQ", *, dipa=None, ceiling=None, spent=None, blocked=0, **fields):
    """A line and the lines its path names above it, the level following from the depth; with pagu and spending."""
    dipa = dipa or dipa_of()
    codes = path.split(".")
    paths = [".".join(codes[: depth + 1]) for depth in range(len(codes))]
    lines = {line.path: line for line in dipa.lines.filter(path__in=paths[:-1])}
    order, parent = following(dipa.lines), None
    for depth, each in enumerate(paths):
        if each not in lines:
            given = fields if each == path else {}
            defaults = {"path": each, "level": LEVELS[depth], "order": order, "name": f"Baris {each}"}
            lines[each] = create(budget.BudgetLine, given, dipa=dipa, parent=parent, **defaults)
            order += 1
        parent = lines[each]
    line = parent
    if ceiling is not None:
        make_ceiling(line=line, amount=ceiling, blocked=blocked)
    if spent is not None:
        make_spending(line=line, amount=spent)
    return line


def budget_line_of():
    """The first budget line of any DIPA."""
    return budget.BudgetLine.objects.first() or make_budget_line()


def make_ceiling(*, line=None, revision=None, amount=1_000_000, blocked=0):
    """The pagu of a line, by the DIPA's latest revision unless one is given."""
    line = line or budget_line_of()
    revision = revision or line.dipa.revisions.last() or make_revision(dipa=line.dipa)
    return create(budget.Ceiling, {}, line=line, revision=revision, amount=amount, blocked=blocked)


def make_spending(*, line=None, month_from=1, month_to=12, amount=900_000):
    months = {"month_from": month_from, "month_to": month_to}
    return create(budget.Spending, {}, line=line or budget_line_of(), amount=amount, **months)


def make_volume(**fields):
    line = {"line": lambda: make_budget_line("DQ.6279.QAA.101")}
    return create(budget.OutputVolume, fields, measure_label="orang", target=100, realized=90, **line)


def make_budget_import(*, dipa=None, **fields):
    journal = {"lines": [], "renamed": [], "partial": [], "ceilings": [], "spendings": []}
    dipa = dipa or dipa_of()
    return create(budget.BudgetImport, fields, dipa=dipa, file_name="pok.xlsx", sha256="0" * 64, journal=journal)


def make_file_layout(**fields):
    columns = [["kode", "kode"], ["uraian", "uraian"], ["pagu", "pagu"]]
    return create(
        budget.FileLayout, fields, unit=default_unit, signature="0" * 64, name="Kode, Uraian, Pagu", columns=columns
    )


def make_expenditure_total(**fields):
    return create(budget.ExpenditureTotal, fields, dipa=dipa_of, kind="52", ceiling=1_000_000, spent=900_000)


def make_withdrawal(**fields):
    """Of the DIPA's latest revision unless one is given."""
    revision = {"revision": lambda: dipa_of().revisions.last() or make_revision()}
    return create(budget.PlannedWithdrawal, fields, month=1, kind="52", amount=1_000_000, **revision)


def make_volume_target(**fields):
    line = fields.pop("line", None) or make_budget_line("DQ.6279.QAA.101")
    revision = {"revision": lambda: line.dipa.revisions.last() or make_revision(dipa=line.dipa)}
    return create(budget.VolumeTarget, fields, line=line, amount=100, **revision)


def make_supporting_activity(*, unit=None, year=YEAR, **fields):
    unit = unit or default_unit()
    order = following(unit.supporting_activities.filter(year=year))
    return create(budget.SupportingActivity, fields, unit=unit, year=year, order=order, name="Bimbingan teknis")

"""The budget as it is stored: children against parent, spending against pagu, jenis belanja, DIPA, objectives."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from budget.absorption import available
from budget.models import LineLevel
from budget.statement import LineFigures
from lakin.formatting import rupiah
from reports.models import PrintedSubject
from reports.models.finding import PrintedMeasure
from reports.reviu import causes
from reports.reviu.dossier import Dossier
from reports.reviu.found import Found, Target, blocking, information, suspicion, warning

PLACE = "Data: POK"


@dataclass(frozen=True)
class Side:
    """One of the two amounts of a line: how to read it, and its gap to the children."""

    code: str
    name: str
    measure: str
    own: Callable[[LineFigures], int | None]
    gap: Callable[[LineFigures], int | None]


SIDES = (
    Side("pagu-anak", "pagu", PrintedMeasure.CEILING, lambda row: row.money.ceiling, lambda row: row.ceiling_gap),
    Side("realisasi-anak", "realisasi", PrintedMeasure.SPENT, lambda row: row.money.spent, lambda row: row.spent_gap),
)


def children(dossier: Dossier) -> Iterator[Found]:
    """Lines whose children do not add up to them; a tree that is known only in part is no error."""
    below = {}
    for row in dossier.facts.budget.lines:
        below.setdefault(row.line.parent_id, []).append(row)
    for row in dossier.facts.budget.lines:
        if row.has_children and not row.is_complete:
            yield from added_up(dossier, row, below[row.line.pk])


def added_up(dossier: Dossier, row: LineFigures, below: list[LineFigures]) -> Iterator[Found]:
    """One line against its children."""
    sides = [side for side in SIDES if side.own(row) is not None]
    gaps = {side: side.gap(row) for side in sides}
    if None in gaps.values() or (row.line.is_partial and min(gaps.values(), default=0) >= 0):
        yield partial(row, gaps)
        return
    for side, difference in gaps.items():
        if difference:
            yield apart(dossier, row, below, side, difference)


def apart(dossier: Dossier, row: LineFigures, below: list[LineFigures], side: Side, difference: int) -> Found:
    """One figure of a line that its children do not add up to."""
    # Less than the parent may be a tree that is not complete; more never is, nor spending where the pagu add up.
    is_sure = difference < 0 or (side.code == "realisasi-anak" and row.ceiling_gap == 0)
    own, total = side.own(row), side.own(row) - difference
    return (blocking if is_sure else suspicion)(
        side.code,
        place=PLACE,
        subject=subject_of(row, side.name),
        message=f"{len(below)} baris di bawahnya berjumlah {rupiah(total)}, selisih {rupiah(difference)}.",
        printed=rupiah(own),
        expected=rupiah(total),
        cause=slip(dossier, below, side, difference),
        target=Target("pok", row.line.path),
    )


def subject_of(row: LineFigures, what: str = "") -> str:
    """A line as a finding calls it."""
    return f"{row.line.path} {row.line.name}"[:280] + (f": {what}" if what else "")


def partial(row: LineFigures, gaps: dict[Side, int | None]) -> Found:
    """A line whose details the source gives only in part."""
    parts = [f"{side.name} {rupiah(gap)}" for side, gap in gaps.items() if gap]
    rest = f"Yang tidak dirinci: {', '.join(parts)}." if parts else "Sebagian baris di bawahnya belum ada angkanya."
    return information(
        "rincian-sebagian",
        place=PLACE,
        subject=subject_of(row),
        message=f"Rincian di bawah baris ini hanya sebagian. {rest}",
        target=Target("pok", row.line.path),
    )


def slip(dossier: Dossier, below: list[LineFigures], side: Side, difference: int) -> str:
    """The child whose correction closes the gap: as it is printed elsewhere, or with two digits swapped."""
    needed = {row.line.path: side.own(row) + difference for row in below}
    for path, amount in needed.items():
        for figure in dossier.by_thing.get((PrintedSubject.BUDGET_LINE, path, side.measure), ()):
            if figure.value == amount:
                return f"dengan {path} = {rupiah(amount)}, seperti tercetak di {figure.place}, jumlahnya cocok"
    pairs = [(row.line.path, side.own(row)) for row in below]
    swaps = [(path, words) for path, own in pairs if (words := swap(own, needed[path]))]
    if len(swaps) != 1:
        return ""
    path, words = swaps[0]
    return f"{path}: {words}; dengan {rupiah(needed[path])} jumlahnya cocok"


def swap(written: int, right: int) -> str:
    """Whether two digits of an amount changed places; empty when not."""
    return causes.swapped(causes.digits(written, 0), causes.digits(right, 0)) if right >= 0 else ""


def overspent(dossier: Dossier) -> Iterator[Found]:
    """Lines that spent more than their pagu."""
    for row in dossier.facts.budget.lines:
        if row.money.remaining is not None and row.money.remaining < 0:
            yield warning(
                "belanja-melebihi-pagu",
                place=PLACE,
                subject=subject_of(row),
                message=f"Realisasi {rupiah(row.money.spent)} melebihi pagu {rupiah(row.money.ceiling)}.",
                printed=rupiah(row.money.spent),
                expected=f"paling banyak {rupiah(row.money.ceiling)}",
                target=Target("pok", row.line.path),
            )


def blocked_spent(dossier: Dossier) -> Iterator[Found]:
    """Lines that spent what is blocked of their pagu, told at the lowest line that shows it."""
    lines = dossier.facts.budget.lines
    above = {row.line.parent_id for row in lines if row.money.spends_blocked}
    for row in lines:
        money = row.money
        if money.spends_blocked and row.line.pk not in above:
            most = available(0, money.ceiling, money.blocked)
            yield warning(
                "belanja-memakai-blokir",
                place=PLACE,
                subject=subject_of(row),
                message=(
                    f"Realisasi {rupiah(money.spent)} melebihi pagu {rupiah(money.ceiling)} dikurangi blokir "
                    f"{rupiah(money.blocked)}."
                ),
                printed=rupiah(money.spent),
                expected=f"paling banyak {rupiah(most)}",
                target=Target("pok", row.line.path),
            )


def kinds(dossier: Dossier) -> Iterator[Found]:
    """Jenis belanja that do not add up to the budget; sums over accounts only count where the accounts are complete."""
    budget = dossier.facts.budget
    has_accounts = bool(budget.at(LineLevel.ACCOUNT))
    for name, read in (("pagu", lambda money: money.ceiling), ("realisasi", lambda money: money.spent)):
        amounts, total = [read(money) for *_, money in budget.by_kind], read(budget.total)
        if not amounts or None in amounts or total is None or sum(amounts) == total:
            continue
        fields = {
            "place": "Data: jenis belanja",
            "subject": f"Jumlah jenis belanja: {name}",
            "message": f"Jenis belanja berjumlah {rupiah(sum(amounts))}, anggaran seluruhnya {rupiah(total)}.",
            "printed": rupiah(sum(amounts)),
            "expected": rupiah(total),
            "target": Target("jenis_belanja"),
        }
        if sum(amounts) > total:
            yield blocking("jenis-belanja", **fields)
        elif has_accounts:
            message = f"Akun yang tercatat berjumlah {rupiah(sum(amounts))} dari {rupiah(total)}."
            yield information("rincian-sebagian", **fields | {"message": message, "printed": "", "expected": ""})
        else:
            yield suspicion("jenis-belanja", **fields)


def against_dipa(dossier: Dossier) -> Iterator[Found]:
    """A tree whose programs do not add up to the last state of the DIPA."""
    budget = dossier.facts.budget
    last = {revision.dipa_id: revision for revision in budget.revisions}
    for dipa_id, revision in last.items():
        roots = [row.money.ceiling for row in budget.roots if row.line.dipa_id == dipa_id]
        if not roots or None in roots or revision.amount in (None, sum(roots)):
            continue
        yield blocking(
            "pagu-revisi",
            place=PLACE,
            subject=f"{revision}: pagu",
            message=f"Program berjumlah {rupiah(sum(roots))}, {revision} {rupiah(revision.amount)}.",
            printed=rupiah(sum(roots)),
            expected=rupiah(revision.amount),
            cause=swap(sum(roots), revision.amount),
            target=Target("revisi_dipa", str(revision.number or "")),
        )


def objectives(dossier: Dossier) -> Iterator[Found]:
    """A budget of which only a part is linked to objectives; more than the programs have can never be."""
    budget = dossier.facts.budget
    amounts = [money.ceiling for money in budget.by_objective.values()]
    total = budget.total.ceiling
    if amounts and None not in amounts and total is not None and sum(amounts) != total:
        is_more = sum(amounts) > total
        yield (blocking if is_more else information)(
            "sasaran-melebihi-program" if is_more else "anggaran-sasaran",
            place=PLACE,
            subject="Anggaran per sasaran",
            message=f"Terhubung dengan sasaran {rupiah(sum(amounts))} dari {rupiah(total)}.",
            printed=rupiah(sum(amounts)),
            expected=rupiah(total),
            target=Target("pok"),
        )


def empty(dossier: Dossier) -> Iterator[Found]:
    """A year without a DIPA, or without any pagu or spending."""
    budget = dossier.facts.budget
    if budget.dipa is None:
        message = "DIPA unit ini belum ada."
    elif budget.total.ceiling is None:
        message = "Pagu seluruhnya belum diketahui."
    elif budget.total.spent is None:
        message = f"Realisasi anggaran belum diketahui; pagu {rupiah(budget.total.ceiling)}."
    else:
        return
    yield information("anggaran-kosong", place=PLACE, subject="Anggaran", message=message, target=Target("dipa"))

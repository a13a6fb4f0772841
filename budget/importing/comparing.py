"""The lines of a file beside those of a DIPA: new lines, names, pagu semula and menjadi, spending, what is gone."""

from collections import defaultdict

from budget.files import checks
from budget.files.codes import LABELS, PROGRAM
from budget.files.found import blocking, warning
from budget.files.lines import Line, Reading
from budget.files.months import Period, Straddling, cumulative, is_later, monthly
from budget.files.titles import Stated
from budget.importing.plan import Choice, Missing, NewCeiling, NewSpending, Plan, Renamed
from budget.importing.proposing import only_proposed
from budget.importing.stored import StoredLine, StoredTree, stored_tree
from budget.models import Dipa, DipaRevision
from lakin.formatting import month_name, number, rupiah

MOST_NAMED = 5
# Later than any revision.
LAST = 2**31 - 1
NOTHING_STATED = Stated()
KEPT_BLOCKED = (
    "{label}: blokir {blocked} yang tersimpan melebihi pagunya yang baru, {new}. Sertakan kolom blokir di berkas, atau "
    "ubah dahulu blokirnya di Kelola data."
)
NO_NAME = "{label} tidak punya uraian di berkas; sementara ditulis “{name}”."
STRADDLING = (
    "{label}: realisasi yang tersimpan mencakup bulan {start} sampai {end}, sehingga tidak dapat dibandingkan dengan "
    "angka sampai {month}. Pilih bulan lain, atau rinci dahulu realisasi itu di Kelola data."
)


def compare(dipa: Dipa, reading: Reading, choice: Choice, stated: Stated = NOTHING_STATED) -> Plan:
    """What the file would change in the DIPA and everything that is wrong with it; writes nothing."""
    stored = stored_tree(dipa, choice.revision or DipaRevision(order=LAST))
    gives_spending = reading.has_spent
    if choice.is_proposal:
        reading = reading.without_spending()
    plan = Plan(dipa, choice, reading, stored)
    month = choice.month or 12
    sums = checks.figures(reading, month)
    plan.found += [*reading.found, *foreign(dipa, reading, stated), *checks.check(reading, month, sums)]
    plan.partial = checks.partial(reading, month, sums)
    lay_names(plan, stored)
    lay_missing(plan, stored)
    if choice.revision is not None:
        lay_ceilings(plan, stored, sums)
        plan.found += beside_revision(plan, sums)
    if choice.month is not None:
        lay_spendings(plan, stored, sums)
    plan.found += left_alone(plan, stored)
    plan.total, plan.total_before = totals(plan, stored, sums)
    if choice.is_proposal:
        plan.found += only_proposed(plan, gives_spending)
    plan.found.sort(key=lambda one: (not one.is_blocking, one.row or 0))
    return plan


def foreign(dipa: Dipa, reading: Reading, stated: Stated):
    """What says that the file is about another satker or another year."""
    satkers = reading.satkers or ({stated.satker: None} if stated.satker else {})
    years = reading.years or ({stated.year: None} if stated.year else {})
    for year, row in years.items():
        if year != dipa.year:
            yield blocking(f"Berkas ini untuk tahun {year}, sedangkan DIPA ini tahun {dipa.year}.", row)
    if dipa.satker is None:
        if len(satkers) > 1:
            yield blocking(f"Berkas memuat {len(satkers)} satker: {', '.join(satkers)}; pisahkan dahulu per satker.")
        elif satkers:
            yield warning(f"DIPA ini belum menyebut satkernya, jadi satker {next(iter(satkers))} tidak diperiksa.")
        return
    for code, row in satkers.items():
        if code != dipa.satker.code:
            yield blocking(f"Berkas ini milik satker {code}, sedangkan DIPA ini milik satker {dipa.satker}.", row)


def lay_names(plan: Plan, stored: StoredTree) -> None:
    """New lines and changed names; a name that the file does not give is never put over one that is known."""
    for line in plan.reading.lines.values():
        known = stored.lines.get(line.path)
        if known is None:
            plan.new.append(line)
            plan.names[line.path] = line.name or f"{LABELS[line.level]} {line.code}"
            if not line.name:
                plan.found.append(warning(NO_NAME.format(label=line.label, name=plan.names[line.path]), line.row))
        elif line.name and line.name != known.name:
            plan.renamed.append(Renamed(known.pk, line.path, line.label, known.name, line.name))


def lay_ceilings(plan: Plan, stored: StoredTree, sums: checks.Sums) -> None:
    """The pagu that differs from what is in force; a parent that the file only implies follows its children."""
    for line in plan.reading.lines.values():
        known = stored.lines.get(line.path)
        old = stored.in_force.get(known.pk) if known else None
        is_summed = plan.choice.drops_missing or line.path not in plan.incomplete
        new = own(line, line.ceiling, sums[line.path][0] if is_summed else None, old)
        was = stored.blocked.get(known.pk, 0) if known else 0
        blocked = blocked_of(plan, line, was)
        if new is not None and (new, blocked) != (old, was):
            at = stored.at_revision.get(known.pk) if known else None
            name = name_of(plan, line, known)
            plan.ceilings.append(NewCeiling(line.path, line.label, name, old, new, at, was, blocked))
            plan.found += kept_blocked(line, new, blocked)


def blocked_of(plan: Plan, line: Line, was: int) -> int:
    """The blokir to store: what the row says, none for an empty cell; without the column it stays as it was."""
    return (line.blocked or 0) if plan.reading.has_blocked and line.row is not None else was


def kept_blocked(line: Line, new: int, blocked: int):
    """What keeps a lower pagu from being stored: blokir that the file does not name and that would exceed it."""
    if line.blocked is None and blocked > new:
        yield blocking(KEPT_BLOCKED.format(label=line.label, blocked=rupiah(blocked), new=rupiah(new)), line.row)


def lay_spendings(plan: Plan, stored: StoredTree, sums: checks.Sums) -> None:
    """The spending up to the month that differs from what is stored."""
    month = plan.choice.month
    later = []
    for line in plan.reading.lines.values():
        known = stored.lines.get(line.path)
        periods = stored.periods.get(known.pk, []) if known else []
        summed = sums[line.path][1] if line.path not in plan.incomplete else None
        total = own(line, line.spent_through(month), summed, periods or None)
        if total is None:
            continue
        try:
            wanted = monthly(periods, line.months, month) if line.months else cumulative(periods, month, total)
        except Straddling:
            plan.found.append(blocking(straddling(line, periods, month), line.row))
            continue
        old = tuple(period for period in periods if period[1] <= month)
        if tuple(wanted) != old:
            change = NewSpending(line.path, line.label, name_of(plan, line, known), old, tuple(wanted))
            plan.spendings.append(change)
            plan.found += fallen(line, change, plan.reading.places.get(checks.SPENT, ""))
        if is_later(periods, month):
            later.append(line.label)
    if later:
        named = "; ".join(later[:MOST_NAMED]) + (" dan lainnya" if len(later) > MOST_NAMED else "")
        plan.found.append(
            warning(
                f"{number(len(later), 0)} baris sudah punya realisasi sesudah {month_name(month)} ({named}); "
                "realisasi itu tetap, hanya yang sampai bulan itu disesuaikan."
            )
        )


def own(line: Line, given: int | None, summed: int | None, stored) -> int | None:
    """The figure to store: what the row says; for a line without a row the sum, only where it had a figure before."""
    if line.row is not None or given is not None:
        return given
    return summed if stored is not None else None


def straddling(line: Line, periods: list[Period], month: int) -> str:
    start, end, _amount = next(period for period in periods if period[0] <= month and period[0] < period[1])
    names = {"start": month_name(start), "end": month_name(end), "month": month_name(month)}
    return STRADDLING.format(label=line.label, **names)


def fallen(line: Line, change: NewSpending, column: str):
    """A warning when the spending is less than it was."""
    if change.before is not None and change.after < change.before:
        said = f"{line.label}: realisasi turun dari {rupiah(change.before)} menjadi {rupiah(change.after)}."
        yield warning(said, line.row, column)


def lay_missing(plan: Plan, stored: StoredTree) -> None:
    """The stored lines that the file does not name; with the choice to drop them their pagu becomes zero."""
    for path, known in stored.lines.items():
        ceiling = stored.in_force.get(known.pk)
        if path in plan.reading.lines or (ceiling is None and not stored.periods.get(known.pk)):
            continue
        plan.missing.append(Missing(known.path, known.name, ceiling))
        codes = path.split(".")
        plan.incomplete |= {".".join(codes[:depth]) for depth in range(1, len(codes))}
        if plan.choice.drops_missing and plan.choice.revision is not None and ceiling:
            at = stored.at_revision.get(known.pk)
            was = stored.blocked.get(known.pk, 0)
            plan.ceilings.append(NewCeiling(path, known.path, known.name, ceiling, 0, at, was))
    if plan.missing:
        count = number(len(plan.missing), 0)
        kept = "pagunya menjadi nol" if plan.choice.drops_missing else "dibiarkan seperti semula"
        plan.found.append(warning(f"{count} baris LAKIN tidak ada di berkas; {kept}."))


def left_alone(plan: Plan, stored: StoredTree):
    """A warning about parents whose own figures stay, because the file gives neither them nor all of their children."""
    rows = (plan.reading.lines.get(path) for path in sorted(plan.incomplete))
    known = [(line, stored.lines.get(line.path)) for line in rows if line is not None and line.row is None]
    kept = [
        line.label
        for line, at in known
        if at and (stored.periods.get(at.pk) or (at.pk in stored.in_force and not plan.choice.drops_missing))
    ]
    if kept:
        named = "; ".join(kept[:MOST_NAMED]) + (" dan lainnya" if len(kept) > MOST_NAMED else "")
        yield warning(f"Angka baris induk ini tidak disesuaikan, karena berkas memuat hanya sebagian isinya: {named}.")


def beside_revision(plan: Plan, sums: checks.Sums):
    """The sum of the programs against what the revision says, and a revision that a later one has replaced."""
    revision = plan.choice.revision
    total = program_sum(plan.reading, sums, 0)
    if revision.pk and revision.amount is not None and total is not None and revision.amount != total:
        yield warning(
            f"Pagu berkas {rupiah(total)}, sedangkan {revision} tercatat {rupiah(revision.amount)} "
            f"(selisih {rupiah(total - revision.amount)})."
        )
    later = DipaRevision.objects.in_force().filter(dipa=plan.dipa, order__gt=revision.order) if revision.pk else None
    if later is not None and later.exists():
        yield warning(f"Sesudah {revision} sudah ada revisi lain; pagu yang berlaku sekarang mungkin tidak berubah.")


def program_sum(reading: Reading, sums: checks.Sums, place: int) -> int | None:
    """The sum of the programs; None when one of them is not known."""
    known = [sums[line.path][place] for line in reading.lines.values() if line.level == PROGRAM]
    return None if not known or None in known else sum(known)


def spendings(stored: StoredTree) -> dict[str, int | None]:
    """What each line spent, else the sum of the lines right under it; None when one of them is not known."""
    found: dict[str, int | None] = {}
    parts = defaultdict(list)
    for path in sorted(stored.lines, key=lambda path: -path.count(".")):
        periods, below = stored.periods.get(stored.lines[path].pk), parts[path]
        own = sum(period[2] for period in periods) if periods else None
        found[path] = sum(below) if own is None and below and None not in below else own
        parts[path.rpartition(".")[0]].append(found[path])
    return found


def totals(plan: Plan, stored: StoredTree, sums: checks.Sums):
    """Pagu and spending of the whole file, and of the same programs as they stand."""
    paths = [line.path for line in plan.reading.lines.values() if line.level == PROGRAM]
    programs = [stored.lines.get(path) for path in paths]
    before = [None, None]
    if programs and None not in programs:
        known = spendings(stored)
        ceilings = [stored.in_force.get(line.pk) for line in programs]
        spent = [known[path] for path in paths]
        before[0] = None if None in ceilings else sum(ceilings)
        before[1] = None if None in spent else sum(spent)
    after = [program_sum(plan.reading, sums, place) for place in (0, 1)]
    if any(line.row is None and line.path in plan.incomplete for line in plan.reading.lines.values() if not line.level):
        # Sums of a file that shows only a part are not those of its programs.
        after = [after[0] if plan.choice.drops_missing else None, None]
    return tuple(after), tuple(before)


def name_of(plan: Plan, line: Line, known: StoredLine | None) -> str:
    """The name a line has in the file, else in the database."""
    return line.name or (known.name if known else plan.names[line.path])

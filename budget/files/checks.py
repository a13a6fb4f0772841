"""What must hold inside one budget file before anything of it may be stored."""

from collections.abc import Iterator

from budget.files import codes
from budget.files.codes import ACCOUNT, PROGRAM
from budget.files.found import Found, blocking, warning
from budget.files.lines import Line, Reading
from lakin.formatting import join_words, rupiah

CEILING, SPENT, BLOCKED = "pagu", "realisasi", "blokir"
Sums = dict[str, tuple[int | None, int | None]]


def check(reading: Reading, month: int, sums: Sums) -> Iterator[Found]:
    """Everything inside the file that keeps it from being stored, or that a person should look at."""
    yield from totals(reading, month, sums)
    for path, children in reading.children().items():
        if path:
            yield from family(reading.lines[path], children, sums, month, reading.places)
    for line in reading.lines.values():
        yield from single(line, sums[line.path], reading.places)
        yield from details(line, month, reading.places)


def figures(reading: Reading, month: int) -> Sums:
    """Pagu and spending of each line: its own, or the sum of its children when all of them are known."""
    found: Sums = {}
    children = reading.children()
    for line in reversed(reading.lines.values()):
        below = [found[child.path] for child in children.get(line.path, ())]
        found[line.path] = (
            own_or_sum(line.ceiling, [ceiling for ceiling, _spent in below]),
            own_or_sum(line.spent_through(month), [spent for _ceiling, spent in below]),
        )
    return found


def own_or_sum(own: int | None, below: list[int | None]) -> int | None:
    if own is not None or not below or None in below:
        return own
    return sum(below)


def totals(reading: Reading, month: int, sums: Sums) -> Iterator[Found]:
    """A total of the file against the sum of its programs: a difference means that rows were not read."""
    programs = [sums[line.path] for line in reading.lines.values() if line.level == PROGRAM]
    for total in reading.totals:
        spent = total.spent if total.months is None else sum(amount or 0 for amount in total.months[:month])
        for place, (word, printed) in enumerate(((CEILING, total.ceiling), (SPENT, spent))):
            known = [pair[place] for pair in programs]
            if printed is None or not known or None in known or sum(known) == printed:
                continue
            yield blocking(
                f"Baris jumlah menyebut {word} {rupiah(printed)}, tetapi baris yang terbaca berjumlah "
                f"{rupiah(sum(known))} (selisih {rupiah(printed - sum(known))}).",
                total.row,
                reading.places.get(word, ""),
            )


def family(parent: Line, children: list[Line], sums: Sums, month: int, places: dict) -> Iterator[Found]:
    """A parent with figures of its own against its children: more below than above is wrong, less is a gap."""
    own = (parent.ceiling, parent.spent_through(month))
    for place, word in enumerate((CEILING, SPENT)):
        below = [sums[child.path][place] for child in children]
        if own[place] is None or None in below or sum(below) == own[place]:
            continue
        gap = own[place] - sum(below)
        said = f"{parent.label}: {word} {rupiah(own[place])}, rinciannya {rupiah(sum(below))}, selisih {rupiah(gap)}."
        yield (blocking if is_excess(gap, own[place]) else warning)(said, parent.row, places.get(word, ""))


def is_excess(gap: int, own: int) -> bool:
    """True when the children hold more than the parent; with a negative parent nothing is in excess."""
    return gap < 0 <= own


def single(line: Line, sums: tuple[int | None, int | None], places: dict) -> Iterator[Found]:
    """One line by itself."""
    ceiling, spent = sums if line.row is not None else (line.ceiling, None)
    if ceiling is not None and ceiling < 0:
        yield blocking(
            f"{line.label}: pagu tidak boleh negatif ({rupiah(ceiling)}).", line.row, places.get(CEILING, "")
        )
    if ceiling is not None and spent is not None and spent > ceiling:
        said = f"{line.label}: realisasi {rupiah(spent)} melebihi pagu {rupiah(ceiling)}."
        yield warning(said, line.row, places.get(SPENT, ""))
    yield from blocked(line, ceiling, spent, places.get(BLOCKED, ""))
    if line.level == ACCOUNT:
        kind = codes.is_expenditure(line.code)
        if kind is False:
            yield blocking(f"Akun {line.code} bukan akun belanja; akun belanja berawalan 5.", line.row)
        elif kind is None:
            yield warning(
                f"Akun {line.code}: jenis belanja {line.code[:2]} tidak dijumlahkan LAKIN, yang mengenal "
                f"{join_words(sorted(codes.EXPENDITURE))}.",
                line.row,
            )


def blocked(line: Line, ceiling: int | None, spent: int | None, place: str) -> Iterator[Found]:
    """The blokir of a line against its pagu and against what is spent of it."""
    held = line.blocked or 0
    if held < 0:
        yield blocking(f"{line.label}: blokir tidak boleh negatif ({rupiah(held)}).", line.row, place)
    elif held and ceiling is None:
        yield blocking(f"{line.label}: blokir {rupiah(held)} tanpa pagu.", line.row, place)
    elif held > (ceiling or 0):
        yield blocking(f"{line.label}: blokir {rupiah(held)} melebihi pagu {rupiah(ceiling)}.", line.row, place)
    elif held and spent is not None and ceiling - held < spent <= ceiling:
        left = rupiah(ceiling - held)
        yield warning(f"{line.label}: realisasi {rupiah(spent)} melebihi pagu sesudah blokir {left}.", line.row, place)


def details(line: Line, month: int, places: dict) -> Iterator[Found]:
    """The details below a line against its own figures."""
    if line.has_groups:
        return
    for word, own, below in (
        (CEILING, line.ceiling, line.detail_ceiling),
        (SPENT, line.spent_through(month), line.detail_spent),
    ):
        if own is not None and below is not None and own != below:
            said = f"{line.label}: {word} {rupiah(own)}, tetapi detailnya {rupiah(below)}."
            yield warning(said, line.row, places.get(word, ""))


def partial(reading: Reading, month: int, sums: Sums) -> set[str]:
    """The paths of lines whose own figures are more than what the file shows below them."""
    found = set()
    for path, children in reading.children().items():
        line = reading.lines.get(path)
        if line is None:
            continue
        for place, own in enumerate((line.ceiling, line.spent_through(month))):
            below = [sums[child.path][place] for child in children]
            if own is not None and None not in below and sum(below) != own:
                found.add(path)
    return found

"""DIPA, revisions, POK and monthly spending of a made-up ministry; one tree is as large as a real one gets."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import count, islice
from random import Random

from budget.models import BudgetLine, Ceiling, Dipa, DipaRevision, Spending
from reports.ministry.keys import objective_key

ACCOUNTS = (
    ("511111", "Belanja gaji pokok PNS"),
    ("521211", "Belanja bahan"),
    ("524111", "Belanja perjalanan dinas biasa"),
    ("532111", "Belanja modal peralatan dan mesin"),
    ("571111", "Belanja bantuan sosial"),
)
LEVELS = ("program", "kegiatan", "kro", "ro", "komponen", "subkomponen", "akun")
LARGE, LARGE_LINES = 3, 5000
# How many twelfths of the year's money are spent in each month, out of a hundred.
MONTHLY = (3, 5, 6, 7, 8, 9, 8, 8, 9, 10, 11, 14)
RUNNING_MONTHS = 9
PART = ("DQ", "6279", "QAA", "101", "051", "A")


@dataclass
class Rows:
    """Rows of a few tables, waiting to be stored."""

    lines: list[tuple] = field(default_factory=list)
    ceilings: list[tuple] = field(default_factory=list)
    spendings: list[tuple] = field(default_factory=list)


def add_budgets(load, ministry) -> None:
    """Store the budget of every unit that holds one: eselon I down to the sentra."""
    holders = [place for place in ministry.places if 0 < place.level < 4]
    dipas = [(key, place, year) for key, (year, place) in enumerate(product(ministry.years, holders), 1)]
    numbers = (f"SP DIPA-027.{place.pk:05d}/{year}" for _, place, year in dipas)
    rows = ((key, place.pk, year, number) for (key, place, year), number in zip(dipas, numbers, strict=True))
    load.add(Dipa, ("id", "unit", "year", "number"), rows)
    amounts = {key: amount_of(ministry, place, year) for key, place, year in dipas}
    columns = ("id", "dipa", "order", "number", "kind", "amount", "date", "digital_stamp")
    load.add(DipaRevision, columns, revisions(dipas, amounts))
    keys = count(1)
    for start in range(0, len(dipas), 200):
        found = Rows()
        for key, place, year in dipas[start : start + 200]:
            tree = BudgetTree(ministry, place, year, key, amounts[key], keys)
            tree.grow(found)
        columns = ("id", "dipa", "parent", "path", "level", "order", "name", "objective")
        load.add(BudgetLine, columns, found.lines)
        load.add(Ceiling, ("line", "revision", "amount"), found.ceilings)
        load.add(Spending, ("line", "month_from", "month_to", "amount"), found.spendings)


def product(years, places) -> Iterator[tuple]:
    """Each year with each place."""
    for year in years:
        yield from ((year, place) for place in places)


def amount_of(ministry, place, year: int) -> int:
    """The first pagu in rupiah."""
    size = ministry.abilities[place.pk].size
    whole = {1: 900_000_000_000, 2: 90_000_000_000, 3: 12_000_000_000}[place.level]
    return round(whole * size * (1 + 0.04 * (year - ministry.years[0]))) // 1000 * 1000


def changed(amount: int) -> int:
    """The pagu after the revision."""
    return amount * 97 // 100 // 1000 * 1000


def revisions(dipas, amounts) -> Iterator[tuple]:
    """Two of each DIPA: the first, and one of the middle of the year."""
    for key, place, year in dipas:
        stamp = f"{place.pk * 7919 % 10_000:04d}-{key * 104_729 % 10_000:04d}-{year}"
        yield 2 * key - 1, key, 1, 0, "awal", amounts[key], date(year - 1, 12, 1).isoformat(), f"{stamp}-1"
        yield 2 * key, key, 2, 1, "dja", changed(amounts[key]), date(year, 6, 1 + key % 25).isoformat(), f"{stamp}-2"


class BudgetTree:
    """The POK of one DIPA, whose amounts add up in both revisions."""

    def __init__(self, ministry, place, year, dipa, amount, keys):
        self.ministry, self.place, self.year, self.dipa, self.keys = ministry, place, year, dipa, keys
        self.amounts = (amount, changed(amount))
        self.random = Random(f"{ministry.seed}/{place.path}/{year}/pok")
        self.is_large = place.pk == LARGE and year == ministry.years[-1]

    def grow(self, found: Rows) -> None:
        """Adds every line with its pagu and the spending of its accounts."""
        codes = list(islice(large_codes(), LARGE_LINES)) if self.is_large else list(small_codes())
        pks = {code: next(self.keys) for code in codes}
        leaves = [code for code in codes if code.count(".") == len(LEVELS) - 1]
        shares = [self.split(amount, leaves) for amount in self.amounts]
        for order, code in enumerate(codes, 1):
            parent, _, own = code.rpartition(".")
            depth = code.count(".")
            objective = objective_key(self.place.pk, order % 3) if depth == 1 else None
            path, level, name = code, LEVELS[depth], self.name_of(depth, own)
            found.lines.append((pks[code], self.dipa, pks.get(parent), path, level, order, name, objective))
            for number, share in enumerate(shares):
                if number == 0 or share[code] != shares[0][code]:
                    found.ceilings.append((pks[code], 2 * self.dipa - 1 + number, share[code]))
        for code in leaves:
            found.spendings += self.spent(pks[code], shares[1][code])

    def split(self, amount: int, leaves: list[str]) -> dict[str, int]:
        """The amount over the leaves, and every line above them as their sum."""
        each, found = amount // len(leaves), {}
        for number, code in enumerate(leaves):
            share = each + (amount - each * len(leaves) if number == 0 else 0)
            while code:
                found[code] = found.get(code, 0) + share
                code = code.rpartition(".")[0]
        return found

    def spent(self, line: int, ceiling: int) -> Iterator[tuple]:
        """The spending of each month so far."""
        force = self.random.uniform(0.9, 0.995) * (0.8 if self.ministry.abilities[self.place.pk].failing else 1)
        until = RUNNING_MONTHS if self.year == self.ministry.years[-1] else 12
        for month in range(1, until + 1):
            yield line, month, month, round(ceiling * force * MONTHLY[month - 1] * 0.01020)

    def name_of(self, depth: int, code: str) -> str:
        """What a line is called."""
        names = ("Program", "Kegiatan", "Keluaran", "Rincian keluaran", "Komponen", "Subkomponen")
        if depth == len(LEVELS) - 1:
            return dict(ACCOUNTS)[code]
        return f"{names[depth]} {self.place.field.lower()} {code}"


def small_codes() -> Iterator[str]:
    """One branch with five accounts."""
    for depth in range(1, len(PART) + 1):
        yield ".".join(PART[:depth])
    for account, _ in ACCOUNTS:
        yield ".".join((*PART, account))


def large_codes() -> Iterator[str]:
    """Branches without end, each before the next."""
    for activity in count(1):
        heads = ["DQ"] if activity == 1 else []
        for output in range(1, 9):
            base = f"DQ.{6270 + activity}"
            heads += [base] if output == 1 else []
            for detail in range(1, 6):
                heads += [f"{base}.Q{chr(64 + output)}A"] if detail == 1 else []
                ro = f"{base}.Q{chr(64 + output)}A.{100 + detail}"
                yield from heads
                heads = []
                yield from branch(ro)


def branch(ro: str) -> Iterator[str]:
    """A rincian keluaran with its components and their accounts."""
    yield ro
    for component in range(51, 54):
        yield f"{ro}.{component:03d}"
        yield f"{ro}.{component:03d}.A"
        for account, _ in ACCOUNTS:
            yield f"{ro}.{component:03d}.A.{account}"

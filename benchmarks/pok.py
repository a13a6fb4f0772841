"""A made-up POK of any size, always the same: a tree of codes whose amounts add up, as a workbook or as plain rows."""

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count, islice
from pathlib import Path
from random import Random

from xlsxwriter import Workbook

SEED = 2023
UNIT, YEAR, REVISION = "uji", 2023, 1
LEVELS = ("program", "kegiatan", "kro", "ro", "komponen", "subkomponen", "akun")
WIDTHS = ((3, 5), (4, 6), (6, 10), (4, 6), (3, 5), (3, 9))
ACCOUNTS = (511111, 511129, 521211, 521213, 522141, 522151, 524111, 524119, 532111, 571111)
WORDS = ("Belanja", "bahan", "layanan", "pendampingan", "sosial", "anak", "rapat", "koordinasi", "supervisi", "wilayah")
SHEETS = {
    "unit": ("kode", "nama", "jenis"),
    "dipa": ("unit", "tahun"),
    "revisi_dipa": ("dipa", "urutan", "nomor", "jenis", "pagu"),
    "pok": ("dipa", "kode", "induk", "tingkat", "urutan", "uraian", "revisi", "pagu", "realisasi"),
}


@dataclass(frozen=True)
class Line:
    """A line of the POK; the amounts of a line are the sums of those below it."""

    code: str
    parent: str
    level: str
    name: str
    ceiling: int
    spent: int


def pok(size: int) -> list[Line]:
    """That many lines, parents first."""
    random = Random(SEED)
    codes = list(islice(_codes(random), size))
    parents = {parent for _code, parent, _level in codes}
    ceilings, spent = Counter(), Counter()
    for code, parent, _level in reversed(codes):
        if code not in parents:
            ceilings[code] = random.randrange(1_000_000, 900_000_000, 1000)
            spent[code] = ceilings[code] * random.randrange(60, 101) // 100
        ceilings[parent] += ceilings[code]
        spent[parent] += spent[code]
    return [
        Line(code, parent, level, " ".join(random.choices(WORDS, k=7)), ceilings[code], spent[code])
        for code, parent, level in codes
    ]


def _codes(random: Random, parent: str = "", depth: int = 0) -> Iterator[tuple[str, str, str]]:
    """Code, parent's code and level, each branch before the next; programs never end."""
    for number in range(1, random.randint(*WIDTHS[depth - 1]) + 1) if depth else count(1):
        code = f"{parent}.{_part(depth, number)}" if parent else f"P{number}"
        yield code, parent, LEVELS[depth]
        if depth < len(WIDTHS):
            yield from _codes(random, code, depth + 1)


def _part(depth: int, number: int) -> str:
    """The last part of a code, in the form it has at that level."""
    letter = chr(64 + number)
    account = str(ACCOUNTS[number % len(ACCOUNTS)])
    parts = ("", f"{6270 + number}", f"QA{letter}", f"{100 + number}", f"{50 + number:03}", letter, account)
    return parts[depth]


def rows(lines: list[Line]) -> dict[str, list[tuple]]:
    """The rows of every sheet of the workbook."""
    dipa = f"{UNIT}/{YEAR}"
    total = sum(line.ceiling for line in lines if not line.parent)
    return {
        "unit": [(UNIT, "Unit uji", "direktorat")],
        "dipa": [(UNIT, YEAR)],
        "revisi_dipa": [(dipa, REVISION, 0, "awal", total)],
        "pok": [
            (dipa, line.code, line.parent, line.level, order, line.name, REVISION, line.ceiling, line.spent)
            for order, line in enumerate(lines, start=1)
        ],
    }


def write_folder(lines: list[Line], folder: Path) -> None:
    """The workbook as a folder of .csv."""
    folder.mkdir()
    for name, content in rows(lines).items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([SHEETS[name], *content])


def write_xlsx(lines: list[Line], path: Path) -> None:
    """The workbook as one .xlsx."""
    with Workbook(path) as book:
        for name, content in rows(lines).items():
            sheet = book.add_worksheet(name)
            for place, cells in enumerate([SHEETS[name], *content]):
                sheet.write_row(place, 0, cells)

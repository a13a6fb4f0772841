"""Budget files as planners get them, written from the lines of a fixture: one row per code, and two report forms."""

import csv
from dataclasses import dataclass
from io import BytesIO, StringIO

from openpyxl import Workbook

from lakin.formatting import MONTHS, number
from tests.test_architecture import ROOT

LEVELS = ("program", "kegiatan", "kro", "ro", "komponen", "subkomponen", "akun")
FLAT_TITLES = (
    *("THANG", "KDSATKER", "KDPROGRAM", "KDGIAT", "KDOUTPUT", "KDSOUTPUT", "KDKMPNEN", "KDSKMPNEN", "KDAKUN"),
    *("URAIAN", "PAGU", "REALISASI"),
)
# Where a "Ketersediaan Dana Detail" has the code and the name of each level, counted from 0.
DETAIL_PLACES = ((1, 3), (1, 8), (2, 6), (2, 10), (4, 9), (5, 11), (7, 12))


@dataclass(frozen=True)
class Row:
    """One line of a POK: its codes from the program down, by level."""

    codes: dict[str, str]
    level: str
    name: str
    ceiling: int | None
    spent: int | None

    @property
    def path(self):
        return ".".join(self.codes.values())

    @property
    def depth(self):
        return LEVELS.index(self.level)


def fixture_rows(name="dit-rsa-2023"):
    """The lines of a fixture's POK in their order."""
    with (ROOT / f"fixtures/{name}/pok.csv").open(encoding="utf-8") as file:
        read = list(csv.DictReader(file))
    codes, rows = {"": {}}, []
    for row in read:
        codes[row["kode"]] = {**codes[row["induk"]], row["tingkat"]: row["kode"].rpartition(".")[2]}
        amounts = (int(row[title]) if row.get(title) else None for title in ("pagu", "realisasi"))
        rows.append(Row(codes[row["kode"]], row["tingkat"], row["uraian"], *amounts))
    return rows


def rows_of(*paths):
    """Rows from "DQ.6279.QAA.101.051.0A.521211 Belanja Bahan 100 90": code, name, pagu, realisasi."""
    found = []
    for text in paths:
        code, *name, ceiling, spent = text.split()
        parts = dict(zip(LEVELS, code.split("."), strict=False))
        amounts = (None if amount == "-" else int(amount) for amount in (ceiling, spent))
        found.append(Row(parts, LEVELS[len(parts) - 1], " ".join(name), *amounts))
    return found


def flat(rows, *, year=2023, satker="123456"):
    """A title for each code and one row per line."""
    yield list(FLAT_TITLES)
    for row in rows:
        codes = [row.codes.get(level, "") for level in LEVELS]
        yield [str(year), satker, *codes, row.name, row.ceiling, row.spent]


def report(rows, *, year=2023, month=12, satker="123456", page=25):
    """A "Laporan Ketersediaan Dana Detail": codes in many columns, two rows of titles, repeated on each page."""
    titles = [
        ["LAPORAN KETERSEDIAAN DANA DETAIL"],
        ["Per Program; Kegiatan; Output; SubOutput; Komponen; SubKomponen; Akun; Item"],
        [f"Periode {MONTHS[month - 1]} {year}"],
        ["Kementerian", "", ":", "027 KEMENTERIAN SOSIAL"],
        ["Satuan Kerja", "", ":", f"{satker} SATKER CONTOH"],
    ]
    head = [
        at({0: "Uraian", 16: "Pagu Revisi", 18: "Lock Pagu", 22: f"Realisasi TA {year}", 29: "SISA ANGGARAN"}),
        at({22: "Periode Lalu", 23: "Periode Ini", 24: "s.d. Periode", 28: "%"}),
    ]
    roots = [row for row in rows if row.depth == 0]
    yield from [*titles, *head]
    ceiling, spent = (sum(getattr(row, name) or 0 for row in roots) for name in ("ceiling", "spent"))
    yield at({0: "JUMLAH SELURUHNYA", 16: float(ceiling), 24: float(spent)})
    for place, row in enumerate(rows, start=1):
        code, name = DETAIL_PLACES[row.depth]
        yield at({code: dotted(row), name: row.name, 16: money(row.ceiling), 18: 0.0, 25: money(row.spent), 29: 0.0})
        if place % page == 0:
            yield ["*Lock Pagu adalah jumlah pagu yang sedang dalam proses usulan revisi DIPA atau POK."]
            yield from [*titles[:1], *head]


def dotted(row):
    """A code as that report prints it: DQ.6279, QAA.101, 051.0A."""
    codes = list(row.codes.values())
    return ".".join(codes[-2:]) if row.level in ("kegiatan", "ro", "subkomponen") else codes[-1]


def working_paper(rows, *, year=2023, details=()):
    """A "Rincian Kertas Kerja Satker" with numbers as Indonesian text: pagu alone, subkomponen as a letter."""
    yield [f"RINCIAN KERTAS KERJA SATKER T.A. {year}"]
    yield ["KEMEN/LEMB", ":", "(027) KEMENTERIAN SOSIAL"]
    yield [
        "KODE",
        "PROGRAM/ KEGIATAN/ KRO/ RO/ KOMPONEN/ SUBKOMP/ AKUN/ DETIL",
        "",
        f"PERHITUNGAN TAHUN {year}",
        "",
        "",
    ]
    yield ["", "", "", "VOLUME", "HARGA SATUAN", "JUMLAH BIAYA"]
    yield ["(1)", "(2)", "", "(3)", "(4)", "(5)"]
    for row in rows:
        yield [printed(row), row.name, "", "", "", number(row.ceiling, 0)]
        for name, amount in details if row.level == "akun" else ():
            yield ["", "-", name, "1 PAKET", number(amount, 0), number(amount, 0)]


def printed(row):
    """A code as that paper prints it: 027.04.DQ, 6279, 6279.QAA, 6279.QAA.101, 051, A, 521211."""
    codes = list(row.codes.values())
    if row.level == "program":
        return f"027.04.{codes[0]}"
    if row.level in ("kro", "ro"):
        return ".".join(codes[1:])
    return codes[-1].removeprefix("0") if row.level == "subkomponen" else codes[-1]


def money(amount):
    return "" if amount is None else float(amount)


def at(cells, width=31):
    """A row with these cells at their places."""
    return [cells.get(place, "") for place in range(width)]


def xlsx(rows, *, merged=(), title="Laporan"):
    """The rows as the bytes of an Excel file."""
    book = Workbook()
    sheet = book.active
    sheet.title = title
    for cells in rows:
        sheet.append([None if cell == "" else cell for cell in cells])
    for area in merged:
        sheet.merge_cells(area)
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def text(rows, separator=";"):
    """The rows as the bytes of a .csv file."""
    written = StringIO()
    csv.writer(written, delimiter=separator).writerows(rows)
    return written.getvalue().encode()

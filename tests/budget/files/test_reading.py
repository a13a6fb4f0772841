"""Sheets as planners get them: what is title, line, detail, total and noise, and what is wrong at its place."""

import pytest

from budget.files import checks
from budget.files.columns import role_of
from budget.files.heads import find_head
from budget.files.reading import Reader
from budget.files.rows import Frame
from budget.files.titles import stated
from tests.budget.files import samples

BRANCH = (
    "DQ Program 100 40",
    "DQ.6279 Kegiatan 100 40",
    "DQ.6279.QAA KRO 100 40",
    "DQ.6279.QAA.101 RO 100 40",
    "DQ.6279.QAA.101.051 Komponen 100 40",
    "DQ.6279.QAA.101.051.0A Subkomponen 100 40",
    "DQ.6279.QAA.101.051.0A.521211 Bahan 100 40",
)
LEAF = "DQ.6279.QAA.101.051.0A.521211"


def read(rows):
    cells = [list(row) for row in rows]
    head = find_head(cells)
    return Reader(cells, Frame(head, tuple(head.roles))).read()


def found(reading, month=12):
    every = [*reading.found, *checks.check(reading, month, checks.figures(reading, month))]
    return [(str(one.severity), one.row, one.column, one.message.replace("\N{NO-BREAK SPACE}", " ")) for one in every]


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("KDSATKER", "satker"),
        ("KDKMPNEN", "kode_komponen"),
        ("Kode Sub Komponen", "kode_subkomponen"),
        ("NMPROGRAM", "uraian_program"),
        ("Pagu Revisi", "pagu"),
        ("JUMLAH BIAYA", "pagu"),
        ("Realisasi TA 2026 s.d. Periode", "realisasi"),
        ("Periode Ini", "abaikan"),
        ("Lock Pagu", "abaikan"),
        ("Realisasi Agustus", "bulan_8"),
        ("PEB", "bulan_2"),
        ("Sumber Dana", "pembeda"),
        ("SISA ANGGARAN", None),
        ("Realisasi s.d. Oktober 2026", "realisasi"),
        ("BLOKIR", "blokir"),
        ("Pagu Blokir", "blokir"),
        ("Block Amount", "blokir"),
        ("Outstanding Kontrak", None),
        ("satker_kode", "satker"),
        ("outputkro_kode", "kode_kro"),
        ("akun_uraian", "uraian_akun"),
        ("sumberdana_kode", "pembeda"),
        ("pagu_dipa", "pagu"),
        ("TOTAL REALISASI 10", "realisasi"),
        ("AGS", "bulan_8"),
    ],
)
def test_a_title_is_known(title, role):
    assert role_of(title) == role


@pytest.mark.parametrize("shape", [samples.flat, samples.report, samples.working_paper])
def test_every_shape_gives_the_same_lines(shape):
    rows = samples.fixture_rows("sentra-contoh-2026")
    reading = read(shape(rows))
    assert reading.found == []
    assert [(line.path, line.name, line.ceiling) for line in reading.lines.values()] == [
        (row.path, row.name, row.ceiling) for row in rows
    ]


def test_the_words_above_a_report_say_whose_it_is():
    cells = list(samples.report(samples.rows_of(*BRANCH), month=7, satker="654321"))
    said = stated(cells, find_head(cells))
    assert (said.year, said.month, said.satker) == (2023, 7, "654321")


def test_a_row_for_each_akun_alone_makes_its_parents():
    reading = read(samples.flat(samples.rows_of(BRANCH[-1])))
    assert [(line.path, line.row, line.ceiling) for line in reading.lines.values()][-2:] == [
        (LEAF.rpartition(".")[0], None, None),
        (LEAF, 2, 100),
    ]
    assert checks.figures(reading, 12)["DQ"] == (100, 40)


def test_details_are_counted_and_must_add_up():
    reading = read(samples.working_paper(samples.rows_of(*BRANCH), details=[("Kertas", 60), ("Tinta", 50)]))
    assert (reading.details, len(reading.lines)) == (2, 7)
    assert [message for _severity, _row, _column, message in found(reading)] == [
        f"Akun {LEAF}: pagu Rp 100, tetapi detailnya Rp 110."
    ]


def test_rows_of_one_akun_are_summed_only_where_a_column_tells_them_apart():
    titles = ["KODE", "URAIAN", "SUMBER DANA", "PAGU"]
    two = [[LEAF, "Bahan", "RM", 60], [LEAF, "Bahan", "PNBP", 40]]
    assert read([titles, *two]).lines[LEAF].ceiling == 100
    assert "sudah ada di baris 2" in read([titles, two[0], two[0]]).found[0].message
    assert (
        "sudah ada di baris 2" in read([[titles[0], "URAIAN", "PAGU"], [LEAF, "a", 1], [LEAF, "a", 1]]).found[0].message
    )


def test_months_have_columns_of_their_own():
    reading = read([["KODE", "URAIAN", "JANUARI", "FEBRUARI", "MARET"], [LEAF, "Bahan", 10, 20, ""]])
    assert reading.latest_month() == 2
    assert [reading.lines[LEAF].spent_through(month) for month in (1, 2, 12)] == [10, 30, 30]


TITLES = ["KODE", "URAIAN", "PAGU", "REALISASI"]
WRONG = [
    ([[LEAF, "a", "1.234.567", 1], [LEAF[:-1] + "9", "b", "1,234,567", 1]], (3, "C"), "pemisah yang berbeda"),
    ([[LEAF, "a", "1,000", 1]], (2, "C (PAGU)"), "dapat berarti 1000 atau 1,0"),
    ([["XYZ99", "a", 5, 1]], (2, "A (KODE)"), "“XYZ99” tidak dikenali"),
    ([["051", "a", 5, 1]], (2, "A (KODE)"), "di atasnya belum ada Program, Kegiatan, KRO, RO"),
    ([[LEAF, "a", 5, 1], [LEAF, "a", 5, 1]], (3, ""), "sudah ada di baris 2"),
    ([[LEAF, "a", -5, -9]], (2, "C (PAGU)"), "pagu tidak boleh negatif"),
    ([["DQ", "a", 5, 1], ["DQ.6279", "b", 6, 1]], (2, "C (PAGU)"), "pagu Rp 5, rinciannya Rp 6"),
    ([["DQ", "a", 5, 1], ["", "JUMLAH", 9, 1]], (3, "C (PAGU)"), "Baris jumlah menyebut pagu Rp 9"),
    ([[LEAF[:-6] + "425131", "a", 5, 1]], (2, ""), "bukan akun belanja"),
    ([["DQ.6279.QAA.101.051", "k", 5, 1], ["AA", "a", 5, 1]], (3, "A (KODE)"), "program atau subkomponen"),
    ([["Catatan", "", "", ""]], (None, ""), "Tidak ada satu pun baris anggaran"),
]
DOUBTFUL = [
    ([[LEAF, "a", 5, 6]], (2, "D (REALISASI)"), "realisasi Rp 6 melebihi pagu Rp 5"),
    ([["DQ", "a", 5, 1], ["DQ.6279", "b", 4, 1]], (2, "C (PAGU)"), "rinciannya Rp 4, selisih Rp 1"),
    ([[LEAF[:-6] + "541111", "a", 5, 1]], (2, ""), "jenis belanja 54 tidak dijumlahkan"),
    ([["", "Entah apa", 5, 1], ["DQ", "a", 5, 1]], (2, ""), "tanpa kode tidak dibaca"),
]


@pytest.mark.parametrize(
    ("severity", "rows", "place", "message"),
    [*(("menghalangi", *case) for case in WRONG), *(("peringatan", *case) for case in DOUBTFUL)],
)
def test_what_is_wrong_is_said_at_its_place(severity, rows, place, message):
    said = [(one[1:3], one[3]) for one in found(read([TITLES, *rows])) if one[0] == severity]
    assert any(at == place and message in text for at, text in said), said


def test_a_total_that_adds_up_and_a_repeated_title_are_no_lines():
    rows = [
        ["DQ", "a", 5, 1],
        TITLES,
        ["(1)", "(2)", "(3)", "(4)"],
        ["WA", "b", 6, 2],
        ["", "JUMLAH SELURUHNYA", 11, 3],
    ]
    reading = read([["LAPORAN"], TITLES, *rows])
    assert (list(reading.lines), found(reading)) == (["DQ", "WA"], [])


HEAD = ("KODE", "URAIAN", "PAGU", "BLOKIR", "REALISASI")


def with_blokir(*leaf):
    """A branch whose akun has (pagu, blokir, realisasi); the lines above say nothing of their own."""
    codes = LEAF.split(".")
    above = [(".".join(codes[:depth]), f"Baris {depth}", None, None, None) for depth in range(1, len(codes))]
    return [HEAD, *above, (LEAF, "Bahan", *leaf)]


@pytest.mark.parametrize(("cell", "held"), [(30, 30), ("30", 30), ("*", 100), ("Ya", 100), (0, 0), (None, None)])
def test_blokir_is_an_amount_or_a_mark_of_the_whole_pagu(cell, held):
    assert read(with_blokir(100, cell, 40)).lines[LEAF].blocked == held


@pytest.mark.parametrize(
    ("leaf", "severity", "said"),
    [
        ((100, 101, 0), "menghalangi", "blokir Rp 101 melebihi pagu Rp 100"),
        ((100, -1, 0), "menghalangi", "blokir tidak boleh negatif"),
        ((None, 5, 0), "menghalangi", "blokir Rp 5 tanpa pagu"),
        ((100, 70, 40), "peringatan", "realisasi Rp 40 melebihi pagu sesudah blokir Rp 30"),
        ((100, "separuh", 0), "menghalangi", '"separuh" bukan angka'),
    ],
)
def test_blokir_that_cannot_be_is_told_at_its_place(leaf, severity, said):
    (one,) = [one for one in found(read(with_blokir(*leaf))) if "okir" in one[3] or "separuh" in one[3]]
    assert one[:3] == (severity, 8, "D (BLOKIR)")
    assert said in one[3]


def test_marks_of_details_add_up_to_the_blokir_of_their_akun():
    rows = [*with_blokir(100, None, 40), ("", "- Kertas", 60, "*", None), ("", "- Tinta", 40, None, None)]
    assert read(rows).lines[LEAF].blocked == 60


def test_an_export_without_ro_is_read_down_to_its_kro():
    titles = "satker_kode program_kode kegiatan_kode outputkro_kode akun_kode akun_uraian pagu_dipa realisasi blokir"
    rows = [titles.split(), ["466286", "DQ", "6279", "QAA", "521211", "Bahan", 60, 10, 5]]
    rows.append(["466286", "DQ", "6279", "QAA", "524111", "Jalan", 40, 20, 0])
    line = read(rows).lines["DQ.6279.QAA"]
    assert (line.ceiling, line.spent, line.blocked) == (100, 30, 5)


def test_the_segments_of_span_carry_the_ministry_and_the_kegiatan():
    upper = ["No.", "Satker", "Akun", "Program", "Output", "Dana", "Pagu", "Pencadangan", "", "", "Realisasi"]
    lower = ["", "", "", "", "", "", "", "Kontrak", "Blokir", "Invoice", ""]
    first = ["1", "466286", "521211", "02704DQ", "6279QAA", "A", "1,000,000", "0", "250,000", "0", "500,000"]
    second = ["2", "466286", "524111", "02704DQ", "6279QAA", "A", "2,000,000", "0", "0", "0", "100,000"]
    line = read([upper, lower, first, second]).lines["DQ.6279.QAA"]
    assert (line.ceiling, line.blocked, line.spent) == (3_000_000, 250_000, 600_000)

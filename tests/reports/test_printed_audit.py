"""Printed figures taken from a pasted table: what is recognised, what is left out and said, what is kept."""

from contextlib import suppress
from decimal import Decimal as D

import pytest
from auditlog import get_logentry_model
from django.core.exceptions import PermissionDenied, ValidationError
from hypothesis import given
from hypothesis import strategies as st

from reports.facts import facts_of
from reports.models import PrintedFigure, Report, ReportStatus
from reports.pasted_tables import TableKind, columns_of, grid_of, pasted
from reports.printed_audit import audited, drop_printed, keep_printed
from reports.printed_rows import read
from reports.reviu import dossier_of, review
from tests import factories as make
from tests.report_factories import make_printed_figure

pytestmark = pytest.mark.django_db
HEAD = "No\tIndikator\tTarget\tRealisasi\tCapaian\n"


@pytest.fixture
def report(directorate):
    for name, value in (("Anak mandiri", 70), ("Lembaga sesuai standar", 96)):
        indicator = make.make_indicator(unit=directorate, short_name=name, name=f"Persentase {name}")
        make.make_line(
            agreement=directorate.agreements.first() or make.make_agreement(unit=directorate),
            indicator=indicator,
            target=80,
        )
        make.make_realization(indicator=indicator, unit=directorate, value=value)
    return make.make_report(unit=directorate)


def reading(report, text, kind=TableKind.INDICATORS):
    return read(text, kind, facts_of(Report.objects.get(pk=report.pk)))


def seen(found):
    """Key, measure and value of what was recognised."""
    return [(figure.key, figure.measure, figure.value) for figure in found.figures]


def told(found):
    return [f"{one.place}: {one.words}" for one in found.skipped]


@pytest.fixture
def budget(report):
    dipa = make.make_dipa(unit=report.unit)
    for path, ceiling in (("DQ.6279.QAA.101", 2_000_000), ("DQ.6279.PBN.101", 3_000_000)):
        make.make_budget_line(path, dipa=dipa, ceiling=ceiling, spent=1_000_000)
    return report


def test_a_table_of_indicators_is_read_by_its_headings(report):
    found = reading(report, f"{HEAD}1.1\tAnak mandiri\t80%\t70,00 %\t87,50%\n")
    assert seen(found) == [("1.1", "target", D(80)), ("1.1", "realisasi", D(70)), ("1.1", "capaian", D("87.5"))]
    assert [figure.as_printed for figure in found.figures] == ["80%", "70,00 %", "87,50%"]
    assert not found.skipped


@pytest.mark.parametrize(
    ("cell", "value"), [("109,38%", "109.38"), ("1.234,5", "1234.5"), ("87,5*", "87.5"), ("109.38", "109.38")]
)
def test_numbers_are_read_the_indonesian_way(report, cell, value):
    assert seen(reading(report, f"{HEAD}1.1\t\t\t\t{cell}")) == [("1.1", "capaian", D(value))]


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("1.234", '"1.234" dapat berarti 1234 atau 1,234; tulis 1234 atau 1,2340.'),
        ("WTP", '"WTP" bukan angka yang dikenali; tulis seperti 1234, 87,5 atau 1.234.567,89.'),
        ("0,12345", '"0,12345" terlalu panjang; paling banyak 4 angka di belakang koma.'),
    ],
)
def test_a_cell_without_one_reading_is_told_at_its_row_and_column(report, cell, words):
    found = reading(report, f"{HEAD}1.1\tAnak mandiri\t80\t{cell}\t87,50\n")
    assert told(found) == [f"Baris 2, kolom 4 (Realisasi): {words}"]
    assert [measure for _key, measure, _value in seen(found)] == ["target", "capaian"]


def test_a_row_is_found_by_its_name_whatever_its_case_and_marks(report):
    found = reading(report, f"{HEAD}\tPERSENTASE lembaga  sesuai standar.\t\t\t120\n")
    assert seen(found) == [("1.2", "capaian", D(120))]


def test_a_number_before_the_name_in_one_cell_is_a_number(report):
    assert seen(reading(report, "Indikator\tTarget\n1.2. Lembaga lain sama sekali\t80")) == [("1.2", "target", D(80))]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("1.1\tLembaga sesuai standar", "Nomornya menunjuk 1.1 Anak mandiri, tetapi namanya menunjuk 1.2 Lembaga"),
        ("9.9\tYang tidak ada", "Tidak ada indikator dengan nomor atau nama ini pada data."),
    ],
)
def test_a_row_that_is_not_sure_is_left_out_and_said(report, row, words):
    found = reading(report, f"{HEAD}{row}\t80\t70\t87,5\n")
    assert found.figures == ()
    assert told(found)[0].startswith(f"Baris 2: {words}")


def test_a_running_number_is_no_number_of_an_indicator_unless_the_name_agrees(report):
    make.make_line(
        agreement=report.unit.agreements.get(),
        indicator=make.make_indicator(unit=report.unit, code="3", short_name="Nilai SAKIP"),
        target=80,
    )
    found = reading(report, f"{HEAD}3\tHal lain\t80\t\t\n")
    assert found.figures == ()
    assert "dapat berarti nomor urut" in told(found)[0]
    assert seen(reading(report, f"{HEAD}3\tNilai SAKIP\t80\t\t\n"))[0][1:] == ("target", D(80))


def test_the_same_indicator_on_two_rows_is_left_out(report):
    found = reading(report, f"{HEAD}1.1\t\t80\n1.1\t\t81\n1.2\t\t82\n")
    assert seen(found) == [("1.2", "target", D(82))]
    assert [one.place for one in found.skipped] == ["Baris 2", "Baris 3"]


def test_the_mean_below_a_table_is_a_figure_of_the_summary(report):
    found = reading(report, f"{HEAD}Rata-rata capaian\t\t\t\t103,75%")
    assert [(one.subject, one.measure, one.value) for one in found.figures] == [("ringkasan", "rata_rata", D("103.75"))]


def test_columns_of_another_year_are_not_read(report):
    table = "Indikator\tRealisasi 2022\tRealisasi 2023\nAnak mandiri\t60\t70"
    found = reading(report, table)
    assert seen(found) == [("1.1", "realisasi", D(70))]
    assert found.table.unread == ("Kolom 2 (Realisasi 2022) tentang tahun lain.",)


def test_a_figure_below_no_heading_is_told(report):
    found = reading(report, f"{HEAD}1.1\tAnak mandiri\t80\t70\t87,50\t99\n")
    assert found.table.unread == ("Kolom 6 tidak berjudul, padahal berisi, misalnya pada baris 2.",)


def test_years_below_merged_headings_belong_to_them(report):
    table = "No\tIndikator\tTarget\t\tRealisasi\t\n\t\t2022\t2023\t2022\t2023\n1.1\tAnak mandiri\t75\t80\t60\t70"
    assert seen(reading(report, table)) == [("1.1", "target", D(80)), ("1.1", "realisasi", D(70))]


def test_of_two_columns_with_one_heading_none_is_read():
    columns, unread = columns_of(["Indikator", "Target", "Target", "Capaian"], TableKind.INDICATORS, 2023)
    assert [column.role for column in columns] == ["nama", "capaian"]
    assert unread == ("Kolom 2 (Target) dan kolom 3 (Target) berjudul sama; tidak jelas mana yang dimaksud.",)


def test_the_row_that_counts_the_columns_is_no_row():
    assert pasted(f"{HEAD}(1)\t(2)\t(3)\t(4)\t(5)\n", TableKind.INDICATORS, 2023).rows == ()


def test_a_table_of_the_budget_is_read(budget):
    table = (
        "Kode\tUraian\tPagu\tRealisasi\t%\tSisa\n"
        "DQ.6279.QAA.101\tBaris\tRp 2.000.000\tRp. 1.000.000,-\t50,00%\t1.000.000\n"
        "Jumlah\t\t5.000.000\t2.000.000\t40\t3.000.000\n"
    )
    found = reading(budget, table, TableKind.BUDGET)
    assert [(one.subject, one.measure, one.value) for one in found.figures[:4]] == [
        ("baris_pok", "pagu", D(2_000_000)),
        ("baris_pok", "realisasi_anggaran", D(1_000_000)),
        ("baris_pok", "persen", D(50)),
        ("baris_pok", "sisa", D(1_000_000)),
    ]
    assert {(one.subject, one.key) for one in found.figures[4:]} == {("total_anggaran", "akhir")}
    assert told(found) == []


def test_a_code_below_several_parents_is_the_one_below_the_line_printed_last(budget):
    table = "Kode\tUraian\tPagu\n101\tx\t1\nPBN\tx\t3.000.000\n101\tx\t3.000.000\n"
    found = reading(budget, table, TableKind.BUDGET)
    assert [key for key, *_ in seen(found)] == ["DQ.6279.PBN", "DQ.6279.PBN.101"]
    assert told(found)[0].startswith("Baris 2: Cocok dengan lebih dari satu: DQ.6279.")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Halo", "Judul kolom tidak dikenali. Tempel tabel beserta baris judulnya, misalnya No, Indikator, Target"),
        (HEAD + "1\n" * 500, "Tabel ini terlalu panjang: 501 baris, paling banyak 500."),
        ("a\t" * 20 + "b", "Tabel ini terlalu lebar: 21 kolom, paling banyak 20."),
        ("a" * 100_001, "Tabel ini terlalu besar: paling banyak 100 KB."),
    ],
)
def test_what_is_no_table_is_refused(text, words):
    with pytest.raises(ValidationError, match=words):
        pasted(text, TableKind.INDICATORS, 2023)


def test_a_line_break_in_a_cell_of_excel_and_a_lone_quotation_mark_of_word_keep_their_rows():
    assert grid_of('"Anak\nmandiri"\t80\n1\t2') == [["Anak mandiri", "80"], ["1", "2"]]
    assert grid_of('"Anak\t80\n1\t2') == [['"Anak', "80"], ["1", "2"]]


@given(st.text(max_size=300))
def test_any_text_is_a_table_or_is_refused(text):
    with suppress(ValidationError):
        table = pasted(text + "\nNo\tIndikator\tTarget\n" + text, TableKind.INDICATORS, 2023)
        assert {column.role for column in table.columns} > {"kode"}


def wrong(report):
    """A reading with a capaian that is not what the data gives."""
    return reading(report, f"{HEAD}1.1\tAnak mandiri\t80\t70\t78,50\n").figures


def test_keeping_replaces_the_figures_of_that_place_only(report, rina):
    make_printed_figure(report=report, order=4, place="Tabel 3.1", value=1)
    make_printed_figure(report=report, order=7, place="Tabel 3.2", value=2)
    keep_printed(report=report, place="  Tabel 3.1 ", rows=wrong(report), by=rina)
    rows = PrintedFigure.objects.order_by("order").values_list("place", "order", "value")
    assert [tuple(row) for row in rows] == [
        ("Tabel 3.2", 7, 2),
        ("Tabel 3.1", 8, 80),
        ("Tabel 3.1", 9, 70),
        ("Tabel 3.1", 10, D("78.5")),
    ]


def test_a_difference_is_a_finding_and_stands_in_the_audit_with_its_cause(report, itjen):
    keep_printed(report=report, place="Tabel 3.1", rows=wrong(report), by=itjen)
    (place,) = audited(dossier_of(report))
    (row,) = place.doubtful
    assert (row.printed, row.expected, row.difference) == ("78,50", "70 / 80 = 87,50%", "−9,00 poin")
    assert (row.mark, row.word, row.cause) == (
        "far_below",
        "Berbeda",
        "dua angka tertukar: 8 dan 7 (angka ke-1 dan ke-2)",
    )
    assert (place.different, len(place.agreeing)) == (1, 2)
    assert "capaian-tercetak" in {found.code for found in review(report.unit, 2023)}


def test_a_printed_mean_is_compared_with_the_method_in_force(report, rina):
    figures = reading(report, f"{HEAD}Rata-rata capaian\t\t\t\t103,57%").figures
    keep_printed(report=report, place="Tabel 3.1", rows=figures, by=rina)
    (row,) = audited(dossier_of(report))[0].doubtful
    assert row.expected.startswith("103,75% (rata-rata")
    assert (row.difference, row.cause) == ("−0,18 poin", "dua angka tertukar: 7 dan 5 (angka ke-4 dan ke-5)")


def test_a_unit_without_any_capaian_says_why_a_figure_cannot_be_checked(sentra):
    report = make.make_report(unit=sentra)
    make_printed_figure(report=report, subject="ringkasan", key="", measure="rata_rata")
    ((row,),) = (place.doubtful for place in audited(dossier_of(report)))
    assert (row.word, row.expected, row.difference) == ("Tidak dapat diperiksa", "", "")
    assert row.message == "Rata-rata tercetak tidak dapat diperiksa. Capaian belum ada."


def test_keeping_stands_in_the_trail(report, rina, leaving_trail):
    keep_printed(report=report, place="Tabel 3.1", rows=wrong(report), by=rina)
    rows = get_logentry_model().objects.filter(content_type__model="printedfigure")
    assert rows.count() == 3


def test_nothing_recognised_replaces_nothing(report, rina):
    make_printed_figure(report=report)
    with pytest.raises(ValidationError, match="Tidak ada angka yang dikenali"):
        keep_printed(report=report, place="Tabel 3.1", rows=(), by=rina)
    assert PrintedFigure.objects.count() == 1


@pytest.mark.parametrize(("place", "words"), [(" \n", "Tulis tempat tabel itu"), ("x" * 81, "terlalu panjang")])
def test_a_place_has_a_name_of_one_line(report, rina, place, words):
    with pytest.raises(ValidationError, match=words):
        keep_printed(report=report, place=place, rows=wrong(report), by=rina)


def test_dropping_takes_away_one_place(report, rina):
    make_printed_figure(report=report, order=1, place="Tabel 3.1")
    make_printed_figure(report=report, order=2, place="Tabel 3.2")
    assert drop_printed(report=report, place="Tabel 3.1", by=rina) == 1
    assert PrintedFigure.objects.get().place == "Tabel 3.2"


@pytest.mark.parametrize("person", ["siti", "budi", "pak_dir", "administrator", "stranger"])
def test_only_planners_and_reviewers_keep_and_drop(report, person, request):
    person = request.getfixturevalue(person)
    with pytest.raises(PermissionDenied):
        keep_printed(report=report, place="Tabel 3.1", rows=wrong(report), by=person)
    with pytest.raises(PermissionDenied):
        drop_printed(report=report, place="Tabel 3.1", by=person)


@pytest.mark.parametrize("status", [ReportStatus.FINAL, ReportStatus.PUBLISHED])
def test_a_closed_report_takes_nothing(report, rina, status):
    figures = wrong(report)
    Report.objects.filter(pk=report.pk).update(status=status)
    for verb, more in ((keep_printed, {"rows": figures}), (drop_printed, {})):
        with pytest.raises(ValidationError, match="perubahannya dibuat sebagai versi baru"):
            verb(report=report, place="Tabel 3.1", by=rina, **more)

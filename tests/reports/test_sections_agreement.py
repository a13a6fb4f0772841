"""Bab II, second half: Perjanjian Kinerja, programs and budget, chronology of the DIPA."""

from datetime import date

import pytest

from agreements.models import AgreementStatus, DatePrecision
from reports.blocks import Figure, Shown
from reports.sections import agreement, dipa
from tests import factories as make
from tests.reports.full_report import built, full_report, missing, table, words

pytestmark = pytest.mark.django_db


def test_every_version_stands_with_date_parties_and_reason():
    report = make.make_report()
    make.make_agreement(
        status=AgreementStatus.SUPERSEDED, signed_on=date(2023, 1, 1), signed_precision=DatePrecision.MONTH
    )
    make.make_agreement(version=1, first_party_name="Nama Direktur", reason="pejabat", reason_text="Direktur berganti")
    make.make_line()
    rows = table(built(agreement.agreement, report, "perjanjian-kinerja"), agreement.VERSIONS).rows
    assert [row.cells for row in rows] == [
        ("Awal", "Januari 2023", "Direktur", "Direktur Jenderal", None),
        (
            *("Perubahan ke-1", None, "Nama Direktur, Direktur", "Direktur Jenderal"),
            "Pergantian pejabat: Direktur berganti",
        ),
    ]


def test_unknown_dates_and_names_are_said():
    said = words(built(agreement.agreement, full_report(), "perjanjian-kinerja"))
    assert "Tanggal penandatanganan versi awal dan perubahan ke-1 belum tercatat." in said
    assert "Nama penanda tangan versi awal dan perubahan ke-1 belum tercatat." in said


def test_the_promise_in_force_is_the_last_signed_version():
    report = full_report()
    make.make_agreement(unit=report.unit, version=2, status=AgreementStatus.DRAFT)
    blocks = built(agreement.agreement, report, "perjanjian-kinerja")
    body = [row.cells for row in table(blocks, agreement.IN_FORCE).rows if row.kind == "body"]
    assert body[0] == ("1.1", "Indikator 1.1", "Persen", Shown(80, "percent", 2))
    assert "yang menjadi dasar pengukuran adalah versi perubahan ke-1" in words(blocks)
    assert table(blocks, agreement.VERSIONS).rows[2].cells[0] == "Perubahan ke-2 (draf)"


def test_semula_and_menjadi_between_versions():
    rows = table(built(agreement.agreement, full_report(), "perjanjian-kinerja"), "tabel-perubahan-perjanjian-1").rows
    assert rows[1].cells[2:] == (Shown(70, "percent", 2), Shown(80, "percent", 2), "berubah")


def test_a_dropped_and_an_added_indicator_are_named_so():
    report = make.make_report()
    first, second = make.make_agreement(status=AgreementStatus.SUPERSEDED), make.make_agreement(version=1)
    make.make_line(agreement=first, indicator=make.make_indicator())
    make.make_line(agreement=second, indicator=make.make_indicator())
    rows = table(built(agreement.agreement, report, "perjanjian-kinerja"), "tabel-perubahan-perjanjian-1").rows
    assert [row.cells[-1] for row in rows[1:]] == ["dihapus", "baru"]


def test_a_version_whose_lines_are_unknown_cannot_be_compared():
    report = make.make_report()
    make.make_agreement(status=AgreementStatus.SUPERSEDED)
    make.make_line(agreement=make.make_agreement(version=1))
    blocks = built(agreement.agreement, report, "perjanjian-kinerja")
    assert "Butir versi awal tidak tersedia" in words(blocks)
    assert not [block for block in blocks if "perubahan-perjanjian" in getattr(block, "key", "")]


def test_a_revision_that_leaves_every_target_says_so():
    report = make.make_report()
    first, second = make.make_agreement(status=AgreementStatus.SUPERSEDED), make.make_agreement(version=1)
    for one in (first, second):
        make.make_line(agreement=one, indicator=make.indicator_of())
    said = words(built(agreement.agreement, report, "perjanjian-kinerja"))
    assert "Versi perubahan ke-1 tidak mengubah indikator maupun target." in said


def test_without_a_signed_agreement_it_is_missing():
    make.make_agreement(status=AgreementStatus.DRAFT)
    assert missing(built(agreement.agreement, make.make_report(), "perjanjian-kinerja")) == [
        "Perjanjian Kinerja tahun 2023"
    ]


def test_the_annex_stands_beside_the_dipa_with_the_difference():
    blocks = built(dipa.programs, full_report(), "program-anggaran")
    rows = table(blocks, dipa.ANNEX).rows
    assert rows[0].cells == ("DQ", "Program", 2_000_000_000, 2_000_000_000, 0)
    assert rows[-1].cells == ("", "Jumlah", 2_000_000_000, 2_000_000_000, 0)
    assert "(dua miliar rupiah)" in words(blocks)


def test_an_annex_code_that_the_dipa_lacks_is_named():
    report = full_report()
    last = report.unit.agreements.last()
    make.make_agreement_budget(agreement=last, level="kegiatan", code="XX.1", amount=5)
    blocks = built(dipa.programs, report, "program-anggaran")
    assert table(blocks, dipa.ANNEX).rows[1].cells[3:] == (None, None)
    assert "Kode XX.1 tidak ditemukan pada DIPA." in words(blocks)


def test_the_tree_goes_down_to_ro_with_its_volume():
    report = full_report()
    line = report.unit.dipas.get().lines.get(path="DQ.6279.QAA.101")
    make.make_volume(line=line, target=500)
    make.make_budget_line("DQ.6279.QAA.101.051", dipa=line.dipa)
    rows = table(built(dipa.programs, report, "program-anggaran"), dipa.TREE).rows
    assert [row.cells[0] for row in rows] == ["DQ", "6279", "QAA", "101", ""]
    assert rows[3].cells[2:4] == (Shown(500, "plain"), "orang")


def test_a_unit_without_dipa_says_what_is_missing():
    report = make.make_report()
    assert missing(built(dipa.programs, report, "program-anggaran")) == ["DIPA tahun 2023"]
    assert missing(built(dipa.dipa_history, report, "kronologi-dipa")) == ["riwayat revisi DIPA tahun 2023"]


def test_the_chronology_states_the_change_in_rupiah_and_percent():
    blocks = built(dipa.dipa_history, full_report(), "kronologi-dipa")
    said = words(blocks).replace("\u00a0", " ")
    assert "direvisi 1 kali" in said
    assert "Pagu awal Rp 1.000.000.000 menjadi Rp 2.000.000.000, bertambah Rp 1.000.000.000 atau 100,00%" in said
    assert table(blocks, dipa.HISTORY).rows[0].cells == (
        *("1", "DIPA awal", date(2022, 11, 30), 1_000_000_000, "0233188332530803"),
    )
    assert next(block for block in blocks if isinstance(block, Figure)).drawing.kind == "milestones"


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (100, 40, "berkurang Rp 60 atau 60,00% dari pagu awal."),
        (100, 100, "Pagu akhir sama dengan pagu awal, yaitu Rp 100."),
        (0, 40, "bertambah Rp 40."),
        (None, 40, "belum tercatat, sehingga perubahannya tidak dihitung."),
        (100, None, "belum tercatat, sehingga perubahannya tidak dihitung."),
    ],
)
def test_a_change_is_put_into_words(first, last, said):
    make.make_revision(amount=first)
    make.make_revision(amount=last)
    found = words(built(dipa.dipa_history, make.make_report(), "kronologi-dipa")).replace("\u00a0", " ")
    assert said in found


def test_only_a_closing_state_is_no_history():
    make.make_revision(kind="akhir", amount=100)
    blocks = built(dipa.dipa_history, make.make_report(), "kronologi-dipa")
    assert "(pagu akhir, riwayat tidak tersedia)" in words(blocks)
    assert len(missing(blocks)) == 1


def test_a_revision_without_date_is_named_and_not_drawn():
    make.make_revision(amount=100)
    make.make_revision(amount=200, date=date(2023, 3, 1))
    blocks = built(dipa.dipa_history, make.make_report(), "kronologi-dipa")
    assert "Tanggal DIPA awal belum tercatat." in words(blocks)
    assert not [block for block in blocks if isinstance(block, Figure)]

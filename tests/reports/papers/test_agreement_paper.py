"""The Perjanjian Kinerja as a paper: the statement, its signatures, the annexes, and what a revision changed."""

from datetime import date

import pytest

from agreements.models import AgreementStatus, DatePrecision
from reports.blocks import Missing, Shown
from reports.papers import agreement_paper
from reports.papers.changes import ordered
from reports.papers.facts import paper_facts
from tests import factories as make
from tests.reports.papers.cast import body, document, pairs, section, signatures, tables, unit_with_papers, words

pytestmark = pytest.mark.django_db
DOTS = agreement_paper.DOTS


def statement(unit, version=None):
    return section(document("pk", unit, version), "pernyataan").blocks


def test_the_first_version_and_a_revision_are_named():
    unit = unit_with_papers()
    titles = [section(document("pk", unit, version), "pernyataan").title for version in (0, 1)]
    assert titles == ["PERJANJIAN KINERJA TAHUN 2023", "PERJANJIAN KINERJA TAHUN 2023 PERUBAHAN KE-1"]


def test_the_parties_stand_with_name_nip_and_position_and_dots_for_what_is_unknown():
    first, second = pairs(statement(unit_with_papers()))
    assert first == {"Nama": "Nama Direktur", "NIP": "198001012005011001", "Jabatan": "Direktur Anak"}
    assert second == {"Nama": DOTS, "NIP": DOTS, "Jabatan": "Direktur Jenderal"}


def test_the_second_party_signs_on_the_left_and_the_first_on_the_right():
    found = signatures(statement(unit_with_papers()))
    assert (found.left[0], found.left[1].position) == ("Pihak Kedua", "Direktur Jenderal")
    assert (found.right[0], found.right[1].name) == ("Pihak Pertama", "Nama Direktur")


@pytest.mark.parametrize(
    ("day", "precision", "said"),
    [
        (None, DatePrecision.DAY, ""),
        (date(2023, 9, 1), DatePrecision.MONTH, "…… September 2023"),
        (date(2023, 9, 20), DatePrecision.DAY, "20 September 2023"),
    ],
)
def test_the_date_is_written_as_far_as_it_is_known(day, precision, said):
    row = make.make_agreement(signed_on=day, signed_precision=precision)
    assert agreement_paper.signed_date(row) == said


def test_a_place_is_not_invented_for_what_was_signed():
    unit = unit_with_papers()
    make.make_line(agreement=make.make_agreement(unit=unit, version=2, status=AgreementStatus.DRAFT))
    places = [signatures(statement(unit, version)).right[1].place for version in (0, 1, 2)]
    assert places == ["", "Jakarta", "Jakarta"]


def test_the_statement_names_the_annexes_the_plan_and_what_it_replaces():
    said = words(statement(unit_with_papers()))
    assert "menyanggupi seluruh target pada Lampiran 1 dengan anggaran pada Lampiran 2" in said
    assert "dalam Renstra 2020-2024" in said
    assert "menggantikan Perjanjian Kinerja Tahun 2023 versi awal (9 Januari 2023)." in said
    assert "Perubahan strategi, program, kegiatan, atau alokasi anggaran: Alokasi bertambah." in said


def test_a_version_that_was_replaced_says_so_and_the_one_in_force_does_not():
    unit = unit_with_papers()
    assert "telah digantikan oleh versi perubahan ke-1" in words(statement(unit, 0))
    assert "telah digantikan" not in words(statement(unit, 1))


def test_the_annexes_hold_targets_and_budget_as_they_were_signed():
    found = document("pk", unit_with_papers())
    (targets,) = tables(section(found, "target-kinerja").blocks)
    assert body(targets)[1] == ("1.2", "naik", "Persen", Shown(80, "percent", 2))
    (budget,) = tables(section(found, "anggaran").blocks)
    assert budget.rows[-1].cells == ("", "Jumlah", 12)


def test_an_objective_keeps_its_wording_of_the_day_of_signing():
    line = make.make_line(objective_name="Bunyi lama")
    (targets,) = tables(section(document("pk", line.agreement.unit), "target-kinerja").blocks)
    assert targets.rows[0].cells == ("1. Bunyi lama",)


def test_a_range_and_a_predicate_are_written_as_targets():
    line = make.make_line(target=None, lower=10, upper=20)
    scale = make.make_predicate_scale()
    worded = make.make_indicator(measure="predicate", predicate_scale=scale)
    make.make_line(agreement=line.agreement, indicator=worded, target=None, target_text="WTP")
    (targets,) = tables(section(document("pk", line.agreement.unit), "target-kinerja").blocks)
    assert [row[3] for row in body(targets)] == ["10,00% sampai 20,00%", "WTP"]


def test_without_a_budget_annex_a_draft_asks_for_it_and_a_signed_paper_says_so():
    line = make.make_line(agreement=make.make_agreement(status=AgreementStatus.DRAFT))
    unit, agreement = line.agreement.unit, line.agreement
    assert isinstance(section(document("pk", unit), "anggaran").blocks[0], Missing)
    agreement.status = AgreementStatus.SIGNED
    agreement.save()
    assert "tidak tercatat pada versi ini" in words(section(document("pk", unit), "anggaran").blocks)
    assert "Lampiran 2" not in words(statement(unit))


def revised(unit):
    return section(document("pk", unit), "semula-menjadi").blocks


def test_semula_and_menjadi_show_what_stayed_changed_went_and_came():
    targets, _ = tables(revised(unit_with_papers()))
    assert [(row[1], row[-1]) for row in body(targets)] == [
        ("tetap", "tetap"),
        ("naik", "berubah"),
        ("hapus", "dihapus"),
        ("baru", "baru"),
    ]
    assert body(targets)[1][2:4] == (Shown(70, "percent", 2), Shown(80, "percent", 2))


def test_the_budget_is_compared_too_with_its_totals():
    _, budget = tables(revised(unit_with_papers()))
    assert body(budget) == [
        ("DQ", "Program", 10, 12, "berubah"),
        ("DQ.1", "Program", 7, 12, "berubah"),
        ("DQ.2", "Program", 3, None, "dihapus"),
        ("", "Jumlah", 10, 12, "berubah"),
    ]


def test_a_dropped_code_stands_behind_what_it_stood_behind():
    first, last = (dict.fromkeys(codes.split()) for codes in ("A A.1 A.2 B", "A A.3 B"))
    assert ordered(first, last) == ["A", "A.1", "A.2", "A.3", "B"]


def test_a_new_wording_is_a_change_with_the_former_one_beside_it():
    indicator = make.make_indicator()
    for version, name in enumerate(("Nama lama", "Nama baru")):
        fields = {"indicator_name": name, "objective_name": f"Sasaran {name}"}
        make.make_line(agreement=make.make_agreement(version=version), indicator=indicator, **fields)
    (targets,) = tables(revised(indicator.objective.plan.unit))
    assert targets.rows[0].cells == ("1. Sasaran Nama baru (semula: Sasaran Nama lama)",)
    assert (body(targets)[0][1], body(targets)[0][-1]) == ("Nama baru (semula: Nama lama)", "berubah")


def test_the_reason_stands_above_the_matrix_and_earlier_lines_may_be_unknown():
    make.make_agreement(status=AgreementStatus.SUPERSEDED)
    line = make.make_line(agreement=make.make_agreement(version=1, reason="pejabat"))
    said = words(revised(line.agreement.unit))
    assert said.startswith("Alasan perubahan: Pergantian pejabat.")
    assert "Butir versi sebelumnya tidak tercatat" in said


def test_the_first_version_has_no_matrix():
    assert [one.key for one in document("pk", unit_with_papers(), 0).chapters] == [
        *("pernyataan", "target-kinerja", "anggaran"),
    ]


def test_a_draft_makes_a_draft_and_is_not_taken_before_the_version_in_force():
    unit = unit_with_papers()
    make.make_line(agreement=make.make_agreement(unit=unit, version=2, status=AgreementStatus.DRAFT))
    assert document("pk", unit).status == "final"
    assert document("pk", unit, 2).status == "draft"


@pytest.mark.parametrize(
    ("version", "reason"),
    [
        (None, "Butir Perjanjian Kinerja tahun 2023 versi awal belum tercatat."),
        (5, "Perjanjian Kinerja Unit dit-contoh tahun 2023 versi 5 belum dibuat."),
    ],
)
def test_an_agreement_that_cannot_be_printed_says_why(version, reason):
    unit = make.make_agreement().unit
    assert agreement_paper.lack(paper_facts(unit, 2023), version) == reason

"""The appendices: agreements as they stand, plans by quarter, manuals, the POK, next year's targets, regulations."""

from decimal import Decimal as D

import pytest

from agreements.models import AgreementStatus
from indicators.models import Measure
from reports.blocks import Definitions, Items, Shown
from reports.facts import facts_of
from reports.sections import appendices
from tests import factories as make
from tests import report_factories as report_rows
from tests.reports.full_report import built, full_report, missing, table, words

pytestmark = pytest.mark.django_db


def sections(report):
    """The sections of the appendix with the agreements."""
    facts = facts_of(report)
    entry = next(entry for entry in facts.outline if entry.key == "lampiran-pk")
    return appendices.appendix_agreement(facts, entry)


def test_every_version_with_lines_has_its_own_section():
    found = sections(full_report())
    assert [one.title for one in found[1:]] == [
        "Perjanjian Kinerja Tahun 2023, awal (digantikan)",
        "Perjanjian Kinerja Tahun 2023, perubahan ke-1 (berlaku)",
    ]
    assert [one.level for one in found] == [1, 2, 2]


def test_a_version_shows_its_parties_reason_lines_and_budget():
    blocks = sections(full_report())[2].blocks
    pairs = dict(next(block for block in blocks if isinstance(block, Definitions)).pairs)
    assert pairs["Pihak pertama"] == "Direktur"
    assert pairs["Tempat dan tanggal"] == "belum tercatat"
    assert "Alokasi anggaran berubah" in pairs["Alasan perubahan"]
    assert table(blocks, "tabel-lampiran-pk-1").rows[1].cells[3] == Shown(D(80), "percent", 2)
    assert table(blocks, "tabel-lampiran-anggaran-1").rows[-1].cells == ("", "Jumlah", 2_000_000_000)


def test_a_draft_is_called_a_draft():
    make.make_line(agreement=make.make_agreement(status=AgreementStatus.DRAFT))
    assert sections(make.make_report())[1].title.endswith("awal (draf)")


def test_a_version_without_recorded_content_is_said():
    make.make_agreement()
    make.make_line(agreement=make.make_agreement(version=1))
    assert "tahun 2023 versi awal tidak tersedia" in words(sections(make.make_report())[0].blocks)


def test_an_agreement_without_any_lines_is_missing():
    make.make_agreement()
    assert missing(sections(make.make_report())[0].blocks) == ["butir Perjanjian Kinerja"]


def action_plan(report):
    return built(appendices.appendix_action_plan, report, "lampiran-rencana-aksi")


def test_quarter_targets_and_steps_stand_behind_each_line():
    report = full_report()
    line = report.unit.agreements.last().lines.first()
    make.make_step(line=line, description="Memantau", quarter_from=3, quarter_to=3, budget=5, person_in_charge="Tim A")
    row = table(action_plan(report), "tabel-rencana-aksi").rows[1]
    assert row.cells[3:7] == (Shown(D(20), "percent", 2), None, None, None)
    assert row.cells[7] == ("Menyusun pedoman (TW I-II)", "Memantau (TW III)")
    assert row.cells[8:] == (None, "Tim A")


def test_without_quarters_and_steps_the_action_plan_is_missing():
    make.make_line()
    assert missing(action_plan(make.make_report())) == ["Rencana Aksi tahun 2023: target triwulan dan langkah"]


def test_the_manual_leaves_out_columns_that_no_indicator_fills():
    make.make_line(indicator=make.make_indicator(definition="Arti", data_source="Rekap"))
    blocks = built(appendices.appendix_manual, make.make_report(), "lampiran-manual-iku")
    found = table(blocks, "tabel-manual-indikator")
    assert [column.head for column in found.columns] == [
        *("No.", "Sasaran dan indikator", "Satuan dan arah", "Definisi", "Sumber data"),
    ]
    assert found.rows[1].cells[2:] == ("Persen; makin tinggi makin baik", "Arti", "Rekap")
    assert missing(blocks) == []


def test_a_manual_without_definition_is_missing():
    make.make_line()
    blocks = built(appendices.appendix_manual, make.make_report(), "lampiran-manual-iku")
    assert missing(blocks) == ["definisi atau sumber data indikator 1.1"]


def pok(report):
    return built(appendices.appendix_pok, report, "lampiran-pok")


def test_the_pok_is_complete_with_volumes_and_gaps():
    line = make.make_budget_line("DQ.1.QAA.101", ceiling=1000, spent=900)
    make.make_volume(line=line, target=24000)
    make.make_budget_line("DQ.1.QAA.101.005", ceiling=600, spent=500)
    rows = table(pok(make.make_report()), "tabel-pok").rows
    assert rows[3].cells[:4] == ("DQ.1.QAA.101", "Baris DQ.1.QAA.101", Shown(D(24000), "plain"), "orang")
    assert rows[4].cells[0] == "DQ.1.QAA.101.005"
    assert rows[5].cells[1:5] == ("Belum dirinci pada sumber", None, None, 400)
    assert rows[-1].cells[1:5] == ("Jumlah", "", "", 1000)


def test_a_pok_that_ends_at_kegiatan_lacks_its_detail():
    make.make_budget_line("DQ.1", ceiling=1000, spent=900)
    assert missing(pok(make.make_report())) == ["rincian POK di bawah kegiatan: KRO, RO, komponen, dan akun"]


def following(report):
    return built(appendices.appendix_next_targets, report, "lampiran-target-berikutnya")


def test_the_next_agreement_goes_before_the_renstra():
    line = make.make_line()
    make.make_realization(indicator=line.indicator, value=80)
    make.make_strategic_target(indicator=line.indicator, year_from=2024, value=100)
    report = make.make_report()
    row = table(following(report), "tabel-target-berikutnya").rows[0]
    assert row.cells[3:] == (Shown(D(100), "percent", 2), "Renstra 2024", Shown(D(80), "percent"))
    make.make_line(agreement=make.make_agreement(year=2024), indicator=line.indicator, target=90)
    row = table(following(report), "tabel-target-berikutnya").rows[0]
    assert row.cells[3:5] == (Shown(D(90), "percent", 2), "PK 2024")


def test_an_indicator_without_next_target_says_so():
    first, second = make.make_line(), make.make_line()
    make.make_strategic_target(indicator=first.indicator, year_from=2024, value=100)
    row = table(following(make.make_report()), "tabel-target-berikutnya").rows[1]
    assert row.cells[0] == second.indicator.code
    assert row.cells[3:] == (None, "belum ditetapkan", Shown(None, "percent"))


def test_a_predicate_is_held_against_the_next_one_by_rank():
    scale = make.make_predicate_scale()
    indicator = make.make_indicator(measure=Measure.PREDICATE, predicate_scale=scale)
    make.make_line(indicator=indicator, target=None, target_text="WDP")
    make.make_realization(indicator=indicator, text="WDP")
    make.make_strategic_target(indicator=indicator, year_from=2024, value=None, text="WTP")
    row = table(following(make.make_report()), "tabel-target-berikutnya").rows[0]
    assert row.cells[2:] == ("WDP", "WTP", "Renstra 2024", "di bawah")


def test_without_any_next_target_it_is_missing():
    make.make_line()
    assert missing(following(make.make_report())) == ["target tahun 2024"]


def test_regulations_are_numbered_in_their_order():
    report = make.make_report()
    assert missing(built(appendices.appendix_regulations, report, "lampiran-dasar-hukum")) == ["dasar hukum laporan"]
    report_rows.make_legal_reference(report=report, kind="Perpres", number="29", title="SAKIP")
    (found,) = built(appendices.appendix_regulations, report, "lampiran-dasar-hukum")
    assert found == Items(("Peraturan Presiden Nomor 29 Tahun 2014 tentang SAKIP.",), is_ordered=True)

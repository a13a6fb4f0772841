"""The front of the report: foreword, statement of review, executive summary."""

from dataclasses import replace

import pytest

from reports.blocks import Callout, Contents, Figure, Noted, Prose, Signature, Status, Table
from reports.facts import facts_of
from reports.models import ReportStatus
from reports.sections import front, openers, summary
from tests import factories as make
from tests.reports.full_report import built, full_report, missing, table, words

pytestmark = pytest.mark.django_db


def test_the_foreword_states_the_year_and_leaves_room_to_sign():
    blocks = built(front.foreword, full_report(signatory_name="Nama Direktur"), "kata-pengantar")
    assert missing(blocks) == ["kata pengantar"]
    assert "memuat 2 sasaran dengan 2 indikator" in words(blocks)
    assert "Rata-rata capaian 109,38%" in words(blocks)
    assert blocks[-1] == Signature("Jakarta", "31 Januari 2024", "Direktur Anak", "Nama Direktur", "")


def test_a_date_known_to_the_month_is_written_as_a_month():
    blocks = built(front.foreword, full_report(date_precision="bulan"), "kata-pengantar")
    assert blocks[-1].date_text == "Januari 2024"


def test_a_foreword_without_agreement_or_budget_says_so():
    report = make.make_report()
    assert "belum tercatat" in words(built(front.foreword, report, "kata-pengantar"))


def test_a_draft_is_not_reviewed_yet():
    blocks = built(front.review_statement, full_report(), "pernyataan-reviu")
    assert "belum direviu" in words(blocks)
    assert missing(blocks) == ["Pernyataan Telah Direviu"]


def test_a_reviewed_report_says_so():
    blocks = built(front.review_statement, full_report(status=ReportStatus.REVIEWED), "pernyataan-reviu")
    assert "telah direviu" in words(blocks)
    assert missing(blocks) == []


@pytest.mark.parametrize(
    ("builder", "key", "of"),
    [
        (front.contents, "daftar-isi", "sections"),
        (front.list_of_tables, "daftar-tabel", "tables"),
        (front.list_of_figures, "daftar-gambar", "figures"),
    ],
)
def test_each_list_is_one_block(builder, key, of):
    assert built(builder, make.make_report(), key) == [Contents(of)]


def test_the_summary_shows_every_indicator_and_the_amounts_in_words():
    blocks = built(summary.summary, full_report(), "ikhtisar")
    codes = [row.cells[0] for row in table(blocks, "tabel-ikhtisar").rows if row.kind == "body"]
    assert codes == ["1.1", "2.1"]
    assert "dua miliar rupiah" in words(blocks)
    assert isinstance(blocks[0], Callout)


def test_the_summary_takes_obstacles_from_the_weakest_indicators():
    report = full_report(indicators=7)
    rows = table(built(summary.summary, report, "ikhtisar"), "tabel-kendala").rows
    assert len(rows) == summary.MOST_OBSTACLES
    assert rows[0].cells == ("1.1 Indikator 1.1", "Data tersebar.", None)


def test_what_people_wrote_goes_before_the_noted_obstacles():
    report = full_report()
    make.make_narrative(report=report, section="ikhtisar", text="Data penerima tersebar.")
    blocks = built(summary.summary, report, "ikhtisar")
    assert "Data penerima tersebar." in next(block.html for block in blocks if isinstance(block, Prose))
    assert "tabel-kendala" not in [block.key for block in blocks if isinstance(block, Table)]


def test_the_bars_close_the_summary_while_they_have_room():
    report = full_report()
    assert built(summary.summary, report, "ikhtisar")[-1].key == "gambar-ikhtisar"
    agreement = report.unit.agreements.order_by("version").last()
    for _ in range(summary.MOST_BARS):
        make.make_line(agreement=agreement, indicator=make.make_indicator(unit=report.unit))
    assert not [block for block in built(summary.summary, report, "ikhtisar") if isinstance(block, Figure)]


def test_a_value_of_another_year_carries_a_footnote():
    line = make.make_line()
    make.make_realization(indicator=line.indicator, value="80.09", source_year=2022)
    blocks = built(summary.summary, make.make_report(), "ikhtisar")
    cell = table(blocks, "tabel-ikhtisar").rows[1].cells[3]
    assert isinstance(cell, Noted)
    assert "memakai nilai tahun 2022" in cell.note


def test_an_indicator_without_data_is_unknown_and_never_green():
    make.make_line()
    row = table(built(summary.summary, make.make_report(), "ikhtisar"), "tabel-ikhtisar").rows[1]
    assert row.cells[4:] == (None, Status("unknown", "Belum ada data"))


@pytest.mark.parametrize(
    ("builder", "key", "labels"),
    [
        (openers.introduction, "bab-1", ["Unsur organisasi", "Pegawai", "Indikator kinerja", "Pagu"]),
        (openers.planning, "bab-2", ["Sasaran", "Indikator kinerja", "Versi Perjanjian Kinerja", "Revisi DIPA"]),
        (
            *(openers.accountability, "bab-3"),
            ["Rata-rata capaian", "Indikator mencapai target", "Indikator di bawah target", "Serapan"],
        ),
        (openers.closing, "bab-4", ["Rata-rata capaian", "Indikator mencapai target", "Sisa anggaran"]),
    ],
)
def test_a_chapter_opens_with_a_lead_and_its_figures(builder, key, labels):
    lead, callout = built(builder, full_report(), key)
    assert lead.kind == "lead"
    assert [label for label, _ in callout.figures] == labels


def test_an_opener_shows_a_dash_for_what_is_not_known():
    facts = facts_of(make.make_report())
    entry = replace(facts.outline[0], key="bab-3")
    (section,) = openers.accountability(facts, entry)
    assert [getattr(cell, "value", cell) for _, cell in section.blocks[1].figures] == [None, None, None, None]

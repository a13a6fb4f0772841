from datetime import UTC, date, datetime

import pytest

from reports.facts import facts_of
from reports.outlines import default_outline
from reports.reviu import completeness
from reports.reviu.dossier import Dossier
from reports.reviu.surroundings import surroundings_of
from tests.factories import (
    make_evidence,
    make_narrative,
    make_period,
    make_realization,
    make_realization_step,
    make_report,
    report_of,
)
from tests.reports.reviu.dossiers import found_by, promise

pytestmark = pytest.mark.django_db


def around(rule):
    facts = facts_of(report_of())
    return list(rule(Dossier(facts, (), surroundings_of(facts))))


def gaps(code):
    return [item for item in found_by(completeness.gaps) if item.code == code]


def test_an_analysis_that_nobody_wrote_is_found():
    make_report(outline=default_outline())
    promise(value=90)
    (found,) = gaps("analisis-kosong")
    assert "(4) standar nasional" in found.message
    assert found.target.row == "capaian-sasaran/1.1/2"
    assert "4" in found.parts


def test_a_written_or_excused_analysis_is_left_alone():
    make_report(outline=default_outline())
    indicator = promise(value=90)
    for analysis in "123567":
        make_narrative(section="capaian-sasaran", indicator=indicator, analysis=analysis, text="Uraian.")
    why = {"text": "", "not_applicable_reason": "Tidak ada standar."}
    make_narrative(section="capaian-sasaran", indicator=indicator, analysis="4", **why)
    assert gaps("analisis-kosong") == []


def test_a_section_that_nobody_wrote_is_found_until_it_is_written():
    make_report(outline=default_outline())
    promise(value=90)
    assert "isu-strategis" in {item.target.row for item in gaps("bagian-kosong")}
    make_narrative(section="isu-strategis", text="Isu.")
    assert "isu-strategis" not in {item.target.row for item in gaps("bagian-kosong")}


def test_a_verified_quarter_without_a_file_is_found():
    indicator = promise(value=90)
    make_evidence(realization=indicator.realizations.get())
    make_realization(indicator=indicator, quarter=2, value=40)
    (found,) = found_by(completeness.evidence)
    assert (found.code, found.printed, found.target.row) == ("bukti-tidak-ada", "triwulan II", "1.1/2")


def test_a_unit_that_keeps_no_evidence_is_told_once():
    promise(value=90)
    promise(value=70)
    (found,) = found_by(completeness.evidence)
    assert (found.severity, found.subject) == ("informasi", "Bukti dukung")


def test_quarters_with_a_file_and_drafts_are_left_alone():
    indicator = promise(value=90)
    make_evidence(realization=indicator.realizations.get())
    make_realization(indicator=indicator, quarter=2, value=40, status="draft")
    assert found_by(completeness.evidence) == []


@pytest.mark.parametrize(("day", "count"), [(16, 1), (15, 0), (10, 0)])
def test_a_quarter_handed_in_after_its_due_date_is_told(day, count):
    indicator = promise(value=90)
    make_period(due_on=date(2024, 1, 15))
    make_realization_step(realization=indicator.realizations.get(), at=datetime(2024, 1, day, 3, tzinfo=UTC))
    found = around(completeness.late_quarters)
    assert [(item.code, item.severity) for item in found] == [("realisasi-terlambat", "informasi")] * count


@pytest.mark.parametrize(
    ("day", "found"),
    [
        (date(2024, 2, 29), []),
        (date(2024, 3, 1), [("laporan-terlambat", "informasi")]),
        (date(2024, 3, 31), [("laporan-terlambat", "informasi")]),
        (date(2024, 4, 1), [("laporan-terlambat", "peringatan")]),
        (date(2023, 12, 31), []),
        (date(2023, 11, 20), [("laporan-tanggal", "peringatan")]),
        (None, []),
    ],
)
def test_the_date_of_the_report_is_held_against_its_year(day, found):
    make_report(date=day)
    assert [(item.code, item.severity) for item in found_by(completeness.late_report)] == found

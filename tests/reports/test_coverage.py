"""What of a report is written: every analysis of every indicator, every section, and how far the whole is."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reports.assembly import assemble
from reports.coverage import STATES, coverage
from reports.facts import facts_of
from reports.models import Analysis
from reports.places import NARRATED
from reports.preview import all_sections
from tests import factories as make
from tests.reports.full_report import full_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def report():
    return full_report()


def covered(report):
    facts = facts_of(report)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        found = coverage(facts, all_sections(assemble(facts)))
    assert len(queries) == 0
    return found


def part(report, analysis, at=0):
    """The state of an analysis of the first indicator."""
    return dict(covered(report).objectives[at].indicators[0].parts)[analysis]


def first_indicator(report):
    return facts_of(report).scorecard.indicators[0].indicator


def test_every_indicator_has_seven_analyses_in_their_order(report):
    found = covered(report)
    assert [[analysis for analysis, _ in row.parts] for one in found.objectives for row in one.indicators] == [
        [*Analysis],
        [*Analysis],
    ]
    assert len(found.analyses) == 14


def test_what_the_data_say_needs_no_text(report):
    assert part(report, Analysis.TARGET).word == "Dari data"


def test_what_nobody_wrote_is_missing_and_says_what(report):
    found = part(report, Analysis.NATIONAL)
    assert (found.word, found.note, found.is_complete) == ("Belum ada", "standar nasional", False)


def test_a_text_makes_an_analysis_written(report):
    make.make_narrative(report=report, section="capaian-sasaran", indicator=first_indicator(report), analysis="5")
    assert part(report, Analysis.CAUSES).word == "Ditulis"


def test_a_reason_makes_an_analysis_not_applicable(report):
    reason = {"text": "", "not_applicable_reason": "tidak ada pembanding"}
    place = {"section": "capaian-sasaran", "indicator": first_indicator(report), "analysis": "4"}
    make.make_narrative(report=report, **place, **reason)
    found = part(report, Analysis.NATIONAL)
    assert (found.word, found.note, found.is_complete) == ("Tidak berlaku", "tidak ada pembanding", True)


def test_the_place_of_an_old_text_that_names_its_objective_too_is_found(report):
    indicator = first_indicator(report)
    row = {"section": "capaian-sasaran", "objective": indicator.objective, "indicator": indicator, "analysis": "5"}
    make.make_narrative(report=report, **row)
    assert part(report, Analysis.CAUSES).place.objective == indicator.objective_id


def test_one_more_text_is_one_more_analysis(report):
    before = covered(report).done
    make.make_narrative(report=report, section="capaian-sasaran", indicator=first_indicator(report), analysis="4")
    assert covered(report).done == before + 1


def test_the_counts_by_state_add_up_to_all_analyses(report):
    found = covered(report)
    assert sum(count for *_, count in found.counts) == len(found.analyses)
    assert found.done == sum(count for _, word, count in found.counts if word != "Belum ada")


def test_every_section_that_takes_text_is_listed_under_its_chapter(report):
    found = covered(report)
    kinds = [entry.kind for entry in facts_of(report).outline if entry.kind in NARRATED]
    assert [row.entry.kind for row in found.sections] == kinds
    assert [name for name, _ in found.chapters][:2] == ["", "Bab I Pendahuluan"]


def test_a_section_says_what_is_missing_in_it(report):
    rows = {row.entry.key: row.part for row in covered(report).sections}
    assert (rows["isu-strategis"].word, rows["latar-belakang"].word) == ("Belum ada", "Ditulis")
    assert rows["isu-strategis"].note == "isu strategis tahun 2023"
    assert rows["maksud-tujuan"].is_complete


def test_a_reason_answers_for_a_section(report):
    make.make_narrative(report=report, section="isu-strategis", text="", not_applicable_reason="Unit baru.")
    assert {row.entry.key: row.part.word for row in covered(report).sections}["isu-strategis"] == "Tidak berlaku"


def test_a_report_without_promises_has_no_analyses(directorate):
    found = covered(make.make_report(unit=directorate))
    assert (found.objectives, found.analyses, found.done, found.is_complete) == ((), (), 0, False)


def test_every_state_has_a_word_of_its_own():
    assert len({word for _, word, _ in STATES.values()}) == len({mark for mark, *_ in STATES.values()}) == len(STATES)

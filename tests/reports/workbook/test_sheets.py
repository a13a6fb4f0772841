"""The declarations: everything in the models has its place, and docs/workbook.md says the same."""

import pytest
from django.apps import apps
from django.conf import settings

from reports.workbook.columns import Kind
from reports.workbook.conditions import uniques
from reports.workbook.describing import BEGIN, described
from reports.workbook.fields import model_fields
from reports.workbook.keys import key_lookups, pattern
from reports.workbook.sheets import BY_NAME, INSTRUCTIONS, SHEETS

APPS = ("units", "indicators", "agreements", "budget", "reports")
NOT_CARRIED = {
    "Change": "the trail says what happened in one installation",
    "Period": "dates rule one installation",
    "Extension": "dates rule one installation",
    "Step": "written by the verbs alone",
    "Notice": "an inbox belongs to a person",
    "User": "people sign in to one installation",
    "Membership": "rights belong to one installation",
    "Evidence": "files are uploaded",
    "Illustration": "pictures are uploaded",
    "Finding": "found again by the rules",
    "ApiToken": "a key of another system",
    "Appendix": "files are uploaded",
    "BudgetImport": "what was taken in from a file",
    "FileLayout": "how a kind of file is read, not a fact of a unit",
    "ChecklistItem": "the checklist rules one installation",
    "Edition": "frozen once, never written again",
    "EditionFile": "frozen once, never written again",
    "MarginNote": "written at the desk of review",
    "NarrativeDraft": "what one person is typing",
    "NarrativeVersion": "what was written before",
    "ObjectiveStanding": "a sum, filled again",
    "PublishedAgreement": "frozen once, never written again",
    "RenderJob": "files are made again",
    "RequestCount": "counted by the site",
    "ReportStep": "written by the verbs alone",
    "Review": "written at the desk of review",
    "ReviewAnswer": "written at the desk of review",
    "Shortfall": "a result, filled again",
    "StandingDue": "what waits to be summed anew",
    "StandingMark": "up to where the sums are filled",
    "PlanStanding": "a sum, filled again",
    "TreeGap": "a count, filled again",
    "TreeGapMark": "up to where the gaps are counted",
    "UnitStanding": "a sum, filled again",
}
LEFT_OUT = {
    "Unit.path",
    *(f"Realization.{name}" for name in ("submitted_by", "submitted_at", "verified_by")),
    *(f"PerformanceAgreement.{name}" for name in ("based_on", "signed_by")),
}


def ours():
    return [model for app in APPS for model in apps.get_app_config(app).get_models()]


def test_every_model_with_facts_has_one_sheet():
    carried = [sheet.model.__name__ for sheet in SHEETS]
    assert sorted(carried) == sorted({model.__name__ for model in ours()} - set(NOT_CARRIED))


def test_every_field_of_a_carried_model_is_a_column():
    missing = {
        f"{sheet.model.__name__}.{field.name}"
        for sheet in SHEETS
        for field in sheet.model._meta.concrete_fields
        if not field.primary_key and field.name not in model_fields(sheet)
    }
    assert missing == LEFT_OUT


def test_every_sheet_comes_after_the_sheets_it_refers_to():
    places = {sheet.name: place for place, sheet in enumerate(SHEETS)}
    late = [
        (sheet.name, link.to) for sheet in SHEETS for link in sheet.all_links if places[link.to] > places[sheet.name]
    ]
    assert late == []


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_the_key_is_unique_in_the_database(sheet):
    links = {column: link.field for link in reversed(sheet.all_links) for column in link.columns}
    fields = {sheet.by_name[name].field or links[name] for name in sheet.key} | {links.get(name) for name in sheet.key}
    singles = {field.name for field in sheet.model._meta.concrete_fields if field.unique}
    assert any(set(unique.fields) <= fields for unique in uniques(sheet.model)) or singles & fields


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_names_are_short_lower_case_and_no_key_hides_behind_its_container(sheet):
    assert all(name.replace("_", "").isalnum() and name == name.lower() for name in (sheet.name, *sheet.by_name))
    assert len(sheet.by_name) == len(sheet.columns)
    assert sheet.key[: len(sheet.container)] == sheet.container


def test_every_choice_has_its_own_word():
    for sheet in SHEETS:
        for column in sheet.columns:
            if sheet.kind(column) is Kind.CHOICE:
                words = sheet.words(column)
                assert len({word.casefold() for word in words.values()}) == len(words), (sheet.name, column.name)


def test_addresses_are_the_keys_written_with_slashes():
    assert pattern("indikator") == "unit/tahun_awal/nomor"
    assert key_lookups("pk") == ("unit__code", "year", "version")


def test_the_instructions_are_no_sheet_of_data():
    assert INSTRUCTIONS not in BY_NAME


def test_the_document_describes_exactly_these_sheets():
    page = (settings.BASE_DIR / "docs" / "workbook.md").read_text(encoding="utf-8")
    assert BEGIN + page.partition(BEGIN)[2] == described() + "\n"

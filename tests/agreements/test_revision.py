"""Revising: a copy with its legal reason, one draft at a time, and what differs between two versions."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError

from agreements.models import AgreementStatus, PerformanceAgreement, RevisionReason
from agreements.revision import base_changed, base_of, changes, revise
from tests import factories as make

pytestmark = pytest.mark.django_db
NOT_PLANNING = ("siti", "budi", "pak_dir", "itjen", "administrator", "stranger")


@pytest.fixture
def held(directorate):
    agreement = make.make_agreement(unit=directorate, first_party_name="Lama", place="Jakarta")
    line = make.make_line(agreement=agreement, indicator_name="Bunyi lama")
    make.make_quarter_target(line=line, quarter=1, target=20)
    make.make_step(line=line)
    make.make_agreement_budget(agreement=agreement, amount=1_000)
    return agreement


def revised(agreement, by, reason=RevisionReason.STRATEGY, text="Pagu berubah."):
    return revise(agreement=agreement, reason=reason, reason_text=text, by=by)


def test_a_revision_copies_everything_and_names_its_reason(held, rina):
    draft = revised(held, rina, text=" Pagu berubah. ")
    assert (draft.version, draft.status, draft.based_on, draft.reason_text) == (1, "draft", held, "Pagu berubah.")
    assert (draft.first_party_name, draft.place, draft.signed_on, draft.signed_by) == ("Lama", "Jakarta", None, None)
    line = draft.lines.get()
    assert (line.target, line.quarter_targets.get().target, line.steps.count()) == (80, 20, 1)
    assert draft.budget.get().amount == 1_000
    held.refresh_from_db()
    assert (held.status, held.lines.count()) == (AgreementStatus.SIGNED, 1)


def test_a_draft_reads_as_the_plan_is_worded_now(held, rina):
    assert revised(held, rina).lines.get().indicator_name == ""


def test_where_the_official_changed_the_names_are_left_for_the_day_of_signing(held, rina):
    draft = revised(held, rina, RevisionReason.OFFICIAL)
    assert (draft.first_party_name, draft.first_party_position) == ("", "Direktur")


@pytest.mark.parametrize("person", NOT_PLANNING)
def test_only_a_planner_revises(request, held, person):
    with pytest.raises(PermissionDenied, match="disiapkan oleh perencana"):
        revised(held, request.getfixturevalue(person))


@pytest.mark.parametrize("status", [AgreementStatus.DRAFT, AgreementStatus.SUPERSEDED])
def test_only_the_version_in_force_is_revised(directorate, rina, status):
    with pytest.raises(ValidationError, match="Hanya versi yang berlaku"):
        revised(make.make_agreement(unit=directorate, status=status), rina)


@pytest.mark.parametrize("reason", ["", "lainnya"])
def test_the_reason_is_one_of_the_three(held, rina, reason):
    with pytest.raises(ValidationError, match="tiga alasan"):
        revised(held, rina, reason)


def test_the_reason_is_told_in_words(held, rina):
    with pytest.raises(ValidationError, match="Uraikan alasannya"):
        revised(held, rina, text="  ")


def test_a_second_revision_meets_the_first_draft(held, rina):
    revised(held, rina)
    with pytest.raises(ValidationError, match="Konsep perubahan ke-1 sudah ada"):
        revised(held, rina)
    assert PerformanceAgreement.objects.count() == 2


def test_two_revisions_at_the_same_moment_leave_one_draft_and_a_message(held, rina, monkeypatch):
    revised(held, rina)
    monkeypatch.setattr("agreements.revision.refuse_unrevisable", lambda agreement: None)
    # Neither of the two has seen the other yet: both count from the version in force.
    monkeypatch.setattr("django.db.models.query.QuerySet.latest", lambda rows, name: held)
    with pytest.raises(ValidationError, match="sudah ada"):
        revised(held, rina)
    monkeypatch.setattr(PerformanceAgreement, "full_clean", lambda row: None)
    with pytest.raises(ValidationError, match="baru saja dibuat orang lain") as caught:
        revised(held, rina)
    assert isinstance(caught.value.__cause__, IntegrityError)
    assert PerformanceAgreement.objects.count() == 2


def test_the_base_is_what_was_copied_else_the_signed_version_before(held, rina):
    draft = revised(held, rina)
    assert (base_of(held), base_of(draft)) == (None, held)
    draft.based_on = None
    assert base_of(draft) == held


def test_a_base_that_was_replaced_is_told(held, rina):
    draft = revised(held, rina)
    assert not base_changed(draft)
    make.make_agreement(unit=held.unit, version=2)
    assert base_changed(draft)
    assert not base_changed(held)


def test_what_changed_is_told_line_by_line(held, rina):
    same, dropped = make.make_line(agreement=held), make.make_line(agreement=held)
    draft = revised(held, rina)
    changed = draft.lines.get(indicator=held.lines.first().indicator)
    changed.quarter_targets.update(target=25)
    draft.lines.get(indicator=dropped.indicator).delete()
    new = make.make_line(agreement=draft)
    found = {change.indicator: change for change in changes(held, draft)}
    first = found[changed.indicator]
    assert (first.is_quarter_changed, first.is_target_changed, first.is_reworded) == (True, False, True)
    assert not found[same.indicator].has_changed
    assert found[dropped.indicator].is_dropped
    assert found[new.indicator].is_new


def test_comparing_takes_as_many_queries_for_many_lines(held, rina, django_assert_max_num_queries):
    for _ in range(12):
        make.make_line(agreement=held)
    draft = revised(held, rina)
    with django_assert_max_num_queries(4):
        assert len(changes(held, draft)) == 13

"""Starting an agreement from nothing, filling in its targets on one screen, and throwing a draft away."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from agreements.drafting import discard, draft_agreement
from agreements.models import AgreementStatus, PerformanceAgreement
from agreements.targets import LineEntry, fingerprint, lines_with_targets, set_targets
from indicators.workflow import Conflict
from tests import factories as make

pytestmark = pytest.mark.django_db
NOT_PLANNING = ("siti", "budi", "pak_dir", "itjen", "administrator", "stranger")


@pytest.fixture
def named(directorate, directorate_general):
    """Both units say what their head is called."""
    for unit, position in ((directorate, "Direktur Anak"), (directorate_general, "Direktur Jenderal")):
        unit.head_position, unit.city = position, "Jakarta"
        unit.save()
    return directorate


@pytest.fixture
def draft(directorate):
    agreement = make.make_agreement(unit=directorate, status=AgreementStatus.DRAFT)
    make.make_line(agreement=agreement)
    return agreement


def filled(agreement, by, entry, seen=None):
    lines = lines_with_targets(agreement)
    seen = fingerprint(lines) if seen is None else seen
    return set_targets(agreement=agreement, entries={lines[0].pk: entry}, seen=seen, by=by)


def entry(target=80, **quarters):
    return LineEntry(target=Decimal(target), quarters={int(key[1]): value for key, value in quarters.items()})


def test_a_draft_has_the_parties_and_a_line_for_each_indicator_of_the_year(named, rina):
    kept = make.make_indicator(unit=named)
    make.make_indicator(unit=named, year_to=2022)
    made = draft_agreement(unit=named, year=2023, by=rina)
    assert (made.version, made.status, made.place) == (0, AgreementStatus.DRAFT, "Jakarta")
    assert (made.first_party_position, made.second_party_position) == ("Direktur Anak", "Direktur Jenderal")
    assert [(line.indicator, line.target) for line in made.lines.all()] == [(kept, None)]


def test_a_second_agreement_of_the_year_is_not_started(named, rina, draft):
    with pytest.raises(ValidationError, match="tahun 2023 sudah ada"):
        draft_agreement(unit=named, year=2023, by=rina)


def test_a_position_that_nobody_wrote_down_is_asked_for(directorate, directorate_general, rina):
    with pytest.raises(ValidationError) as caught:
        draft_agreement(unit=directorate, year=2023, by=rina)
    assert [
        f"Jabatan kepala {unit.name} belum diisi" in str(caught.value) for unit in (directorate, directorate_general)
    ]
    assert not PerformanceAgreement.objects.exists()


def test_the_positions_of_an_earlier_year_serve_where_the_units_have_none(directorate, rina):
    make.make_agreement(unit=directorate, year=2022)
    made = draft_agreement(unit=directorate, year=2023, by=rina)
    assert (made.first_party_position, made.second_party_position) == ("Direktur", "Direktur Jenderal")


def test_a_minister_answers_to_the_president(ministry):
    ministry.head_position = "Menteri Sosial"
    ministry.save()
    made = draft_agreement(unit=ministry, year=2023, by=make.make_user("akar", is_superuser=True))
    assert made.second_party_position == "Presiden Republik Indonesia"


@pytest.mark.parametrize("person", NOT_PLANNING)
def test_only_a_planner_starts_fills_and_discards(request, named, draft, person):
    by = request.getfixturevalue(person)
    with pytest.raises(PermissionDenied):
        draft_agreement(unit=named, year=2024, by=by)
    with pytest.raises(PermissionDenied):
        filled(draft, by, entry())
    with pytest.raises(PermissionDenied):
        discard(agreement=draft, by=by)


def test_a_draft_is_thrown_away_with_its_lines(draft, rina):
    discard(agreement=draft, by=rina)
    assert not PerformanceAgreement.objects.exists()


@pytest.mark.parametrize("status", [AgreementStatus.SIGNED, AgreementStatus.SUPERSEDED])
def test_what_was_signed_is_neither_filled_nor_thrown_away(directorate, rina, status):
    agreement = make.make_agreement(unit=directorate, status=status)
    make.make_line(agreement=agreement)
    with pytest.raises(ValidationError, match="sudah ditandatangani"):
        filled(agreement, rina, entry())
    with pytest.raises(ValidationError, match="tidak dapat dihapus"):
        discard(agreement=agreement, by=rina)


def test_targets_of_the_year_and_its_quarters_are_written_at_once(draft, rina):
    assert filled(draft, rina, entry(87, q1=Decimal(20), q2=Decimal("40.5"))) == 1
    line = draft.lines.get()
    assert line.target == 87
    assert dict(line.quarter_targets.values_list("quarter", "target")) == {1: 20, 2: Decimal("40.5")}
    assert filled(draft, rina, entry(87, q1=Decimal(20))) == 1
    assert line.quarter_targets.count() == 1
    assert filled(draft, rina, entry(87, q1=Decimal(20))) == 0


def test_targets_that_changed_meanwhile_are_not_overwritten(draft, rina):
    seen = fingerprint(lines_with_targets(draft))
    filled(draft, rina, entry(70))
    with pytest.raises(Conflict):
        filled(draft, rina, entry(90), seen)
    assert draft.lines.get().target == 70


def test_one_wrong_cell_keeps_all_from_being_written(draft, rina):
    line = draft.lines.get()
    with pytest.raises(ValidationError) as caught:
        filled(draft, rina, entry(90, q3=Decimal("1.23456")))
    assert set(caught.value.message_dict) == {f"{line.pk}-q3"}
    line.refresh_from_db()
    assert line.target == 80


def test_a_predicate_is_one_of_its_scale_and_bounds_are_in_order(directorate, rina):
    agreement = make.make_agreement(unit=directorate, status=AgreementStatus.DRAFT)
    opinion = make.make_indicator(unit=directorate, measure="predicate", predicate_scale=make.make_predicate_scale())
    line = make.make_line(agreement=agreement, indicator=opinion, target=None)
    with pytest.raises(ValidationError) as caught:
        filled(agreement, rina, LineEntry(target_text="Bagus", quarters={1: "Bagus"}))
    assert set(caught.value.message_dict) == {f"{line.pk}-target_text", f"{line.pk}-q1"}
    filled(agreement, rina, LineEntry(target_text="WTP", quarters={4: "WTP"}))
    assert line.quarter_targets.get().target_text == "WTP"
    line.delete()
    span = make.make_indicator(unit=directorate, polarity="range")
    line = make.make_line(agreement=agreement, indicator=span, target=None)
    with pytest.raises(ValidationError) as caught:
        filled(agreement, rina, LineEntry(target_lower=Decimal(9), target_upper=Decimal(1)))
    assert set(caught.value.message_dict) == {f"{line.pk}-target_lower"}


def test_settled_quarters_are_locked_but_may_be_put_back(directorate, rina):
    base = make.make_agreement(unit=directorate, status=AgreementStatus.SIGNED)
    line = make.make_line(agreement=base)
    make.make_realization(indicator=line.indicator, unit=directorate, quarter=4, value=80)
    draft = make.make_agreement(unit=directorate, version=1, status=AgreementStatus.DRAFT, based_on=base)
    copy = make.make_line(agreement=draft, indicator=line.indicator, target=90)
    with pytest.raises(ValidationError) as caught:
        filled(draft, rina, entry(95, q4=Decimal(95)))
    assert set(caught.value.message_dict) == {f"{copy.pk}-target", f"{copy.pk}-q4"}
    assert filled(draft, rina, entry(80, q1=Decimal(20))) == 1
    assert filled(draft, rina, replace(entry(80), quarters={1: Decimal(25)})) == 1

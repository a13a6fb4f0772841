"""Deriving lines from the agreements above, and noticing when what they hang on was replaced."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from agreements.cascading import derive, lines_above, stale_links
from agreements.models import AgreementStatus
from tests import factories as make

pytestmark = pytest.mark.django_db
NOT_PLANNING = ("siti", "budi", "pak_dir", "itjen", "administrator", "stranger")


@pytest.fixture
def above(directorate_general):
    return make.make_line(agreement=make.make_agreement(unit=directorate_general), target=75)


@pytest.fixture
def draft(directorate):
    return make.make_agreement(unit=directorate, status=AgreementStatus.DRAFT)


@pytest.fixture
def own(directorate):
    return make.make_indicator(unit=directorate)


def replaced(line):
    """The line of a later version in force, with another target."""
    former = line.agreement
    former.status = AgreementStatus.SUPERSEDED
    former.save()
    later = make.make_agreement(unit=former.unit, version=former.version + 1)
    return make.make_line(agreement=later, indicator=line.indicator, target=90)


def test_lines_of_agreements_in_force_above_can_be_derived_from(above, draft, ministry, directorate):
    top = make.make_line(agreement=make.make_agreement(unit=ministry))
    make.make_line(agreement=make.make_agreement(unit=above.agreement.unit, version=1, status="draft"))
    make.make_line(agreement=make.make_agreement(unit=directorate, version=1))
    assert list(lines_above(draft)) == [above, top]


def test_an_own_indicator_gets_a_line_without_target(above, draft, own, rina):
    (line,) = derive(agreement=draft, pairs=[(above, own)], by=rina)
    assert (line.parent, line.indicator, line.target, line.order) == (above, own, None, 1)


def test_the_same_indicator_brings_its_target(above, draft, rina):
    (line,) = derive(agreement=draft, pairs=[(above, above.indicator)], by=rina)
    assert (line.parent, line.target) == (above, 75)


def test_a_line_that_exists_is_only_linked(above, draft, own, rina):
    line = make.make_line(agreement=draft, indicator=own, target=60)
    derive(agreement=draft, pairs=[(above, own)], by=rina)
    line.refresh_from_db()
    assert (line.parent, line.target, draft.lines.count()) == (above, 60, 1)


@pytest.mark.parametrize("person", NOT_PLANNING)
def test_only_a_planner_derives(request, above, draft, own, person):
    with pytest.raises(PermissionDenied, match="diturunkan oleh perencana"):
        derive(agreement=draft, pairs=[(above, own)], by=request.getfixturevalue(person))


@pytest.mark.parametrize("status", [AgreementStatus.SIGNED, AgreementStatus.SUPERSEDED])
def test_only_a_draft_grows(above, draft, own, rina, status):
    draft.status = status
    draft.save()
    with pytest.raises(ValidationError, match="sudah ditandatangani"):
        derive(agreement=draft, pairs=[(above, own)], by=rina)


def test_what_cannot_be_derived_is_refused_with_everything_else(above, draft, own, rina, sentra, outsider):
    elsewhere = make.make_line(agreement=make.make_agreement(unit=outsider))
    expired = make.make_indicator(unit=draft.unit, year_to=2022)
    other = make.make_indicator(unit=sentra)
    for pair, words in (
        ((elsewhere, own), "bukan milik"),
        ((above, expired), "tidak berlaku pada tahun 2023"),
        ((above, other), "memakai indikator unit ini"),
    ):
        with pytest.raises(ValidationError, match=words):
            derive(agreement=draft, pairs=[(above, own), pair], by=rina)
    assert draft.lines.count() == 0


def test_a_link_to_a_replaced_version_tells_the_target_of_now(above, draft, own, rina):
    (line,) = derive(agreement=draft, pairs=[(above, own)], by=rina)
    assert stale_links(draft) == {}
    now = replaced(above)
    link = stale_links(draft)[line.pk]
    assert (link.now, link.has_changed) == (now, True)
    now.target = above.target
    now.save()
    assert not stale_links(draft)[line.pk].has_changed
    now.delete()
    assert stale_links(draft)[line.pk].now is None


def test_stale_links_take_two_queries_for_many_lines(above, draft, rina, django_assert_max_num_queries):
    lines = [make.make_line(agreement=above.agreement) for _ in range(8)]
    derive(agreement=draft, pairs=[(line, line.indicator) for line in lines], by=rina)
    above.agreement.status = AgreementStatus.SUPERSEDED
    above.agreement.save()
    with django_assert_max_num_queries(2):
        assert len(stale_links(draft)) == 8

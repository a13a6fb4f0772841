"""Drafts of many units that should have been signed: the one that waits longest is named."""

from datetime import date

import pytest

from agreements.models import AgreementStatus
from reports.leading.deciding import unsigned_drafts, within
from tests import factories as make
from tests.reports.leading.cast import YEAR

pytestmark = pytest.mark.django_db


def test_the_longest_unsigned_drafts_are_found_behind_many_younger_ones(directorate_general, directorate):
    units = [directorate, *(make.make_unit(f"dit-{at}", parent=directorate_general) for at in range(11))]
    for place, unit in enumerate(units):
        on = date(YEAR, 1, 5) if unit == directorate else date(YEAR, 2, 1 + place)
        make.make_revision(dipa=make.make_dipa(unit=unit), date=on)
        make.make_agreement(unit=unit, status=AgreementStatus.DRAFT)
    found = unsigned_drafts(within(directorate_general, True), YEAR, date(YEAR, 2, 20))
    assert [one.unit for one in found.worst] == ["Direktorat Anak"]

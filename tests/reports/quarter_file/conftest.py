"""An open quarter with one promised ratio."""

import pytest

from tests import factories as make
from tests.reports.quarter_file.sheets import promised


@pytest.fixture
def unit(directorate):
    make.make_period(unit=directorate)
    return directorate


@pytest.fixture
def ratio(unit):
    return promised(unit, calculation="ratio", numerator_label="Anak yang mandiri")

import pytest

from reports.reviu import staff
from tests.factories import make_staff_count, report_of
from tests.reports.reviu.dossiers import found_by, sole

pytestmark = pytest.mark.django_db


def group(name, **counts):
    """A group of staff by the names of its parts; "total" is its own total."""
    report_of()
    for part, count in counts.items():
        make_staff_count(group=name, name=part, count=count, is_total=part == "total")


@pytest.mark.parametrize(("asn", "severity"), [(36, []), (37, ["menghalangi"]), (30, ["peringatan"])])
def test_a_group_adds_up_to_its_own_total(asn, severity):
    group("Status", asn=asn, honorer=8, total=44)
    assert [item.severity for item in found_by(staff.sums)] == severity


@pytest.mark.parametrize(("s1", "count"), [(13, 0), (28, 0), (29, 1)])
def test_a_group_may_cover_a_part_of_the_staff_but_not_more_than_all(s1, count):
    group("Pendidikan", s1=s1)
    group("Seluruh pegawai", total=28)
    assert len(found_by(staff.sums)) == count


def test_a_count_that_is_not_known_is_an_information():
    group("Jabatan", struktural=2, pelaksana=None)
    assert sole(staff.incomplete).message == "1 dari 2 kelompok belum ada jumlahnya."
    assert found_by(staff.sums) == []

import pytest

from reports.reviu import narrative
from tests.factories import make_narrative, report_of
from tests.reports.reviu.dossiers import found_by, promise

pytestmark = pytest.mark.django_db


def written(text):
    """The findings on a narrative of a unit that promises indicator 1.1."""
    promise(target=80, value=90)
    make_narrative(report=report_of(), section="simpulan", text=text)
    return found_by(narrative.broken_references)


def test_a_reference_to_an_indicator_that_is_not_promised_blocks():
    (found,) = written("Capaian {{ capaian 9.9 }}.")
    assert (found.severity, found.subject, found.place) == ("menghalangi", "{{ capaian 9.9 }}", "Narasi: simpulan")
    assert "9.9 tidak ada dalam Perjanjian Kinerja" in found.message


def test_a_reference_that_is_left_open_blocks():
    (found,) = written("Capaian {{ ngawur")
    assert found.message == "kurung kurawal rujukan tidak berpasangan."


def test_known_references_give_no_finding():
    assert written("Capaian {{ capaian 1.1 }} dari {{ jumlah_indikator }} indikator.") == []

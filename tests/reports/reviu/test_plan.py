import pytest

from reports.reviu import plan
from tests.factories import (
    make_agreement,
    make_historical_value,
    make_indicator,
    make_line,
    make_plan_version,
    make_realization,
    make_strategic_target,
    make_target_table,
    report_of,
)
from tests.reports.reviu.dossiers import found_by, prints, promise, sole

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("promised", "polarity", "severity"),
    [(75, "maximize", "peringatan"), (85, "maximize", "informasi"), (85, "minimize", "peringatan")],
)
def test_a_weaker_target_than_the_renstra_is_a_warning(promised, polarity, severity):
    make_strategic_target(indicator=promise(target=promised, value=90, polarity=polarity), value=80)
    assert sole(plan.targets).severity == severity


def test_a_target_of_the_renstra_for_a_period_only_informs():
    make_strategic_target(indicator=promise(target=75, value=90), value=80, year_from=2020, year_to=2024)
    found = sole(plan.targets)
    assert (found.severity, found.expected) == ("informasi", "80,00% (Renstra 2020-2024)")


def test_the_same_target_is_no_finding():
    make_strategic_target(indicator=promise(target=80, value=90), value=80)
    assert found_by(plan.targets) == []


def test_a_target_that_the_renstra_leaves_empty_is_an_information():
    make_strategic_target(indicator=promise(value=90), value=None)
    assert sole(plan.targets).code == "target-renstra-kosong"


def test_a_year_without_a_renstra_is_an_information():
    report_of()
    assert sole(plan.no_plan).severity == "informasi"


def test_a_lowered_target_shows_the_capaian_against_both():
    indicator = promise(target=75, value="62.69", measure="score")
    for number, value in ((0, 91), (1, 75)):
        make_strategic_target(
            table=make_target_table(version=make_plan_version(number=number)), indicator=indicator, value=value
        )
    message = "Semula 91,00 menurut Renstra awal, menjadi 75,00. Terhadap target semula capaiannya 62,69 / 91 = 68,89%."
    assert sole(plan.lowered).message == message


def test_a_target_lowered_by_a_revision_of_the_agreement_is_shown():
    indicator = promise(target=91, value="62.69")
    make_line(agreement=make_agreement(version=1), indicator=indicator, target=75)
    assert "menurut Perjanjian Kinerja awal" in sole(plan.lowered).message


def dropped_indicator(**fields):
    """An indicator with a target in the first version of the Renstra and none in the second."""
    kept, dropped = promise(value=90), make_indicator(**fields)
    first, second = (make_target_table(version=make_plan_version(number=number)) for number in (0, 1))
    for table, indicator in ((first, kept), (first, dropped), (second, kept)):
        make_strategic_target(table=table, indicator=indicator)
    return dropped


def test_a_dropped_indicator_that_is_not_reported_is_an_information():
    dropped_indicator()
    found = sole(plan.dropped)
    assert (found.severity, found.message) == ("informasi", "Dihapus oleh Renstra revisi 1 dan tidak dilaporkan.")


def test_a_dropped_indicator_that_is_still_reported_is_a_warning():
    make_realization(indicator=dropped_indicator(), value=84)
    assert sole(plan.dropped).message == "Dihapus oleh Renstra revisi 1, tetapi masih dilaporkan."


def test_a_dropped_indicator_that_is_still_printed_is_a_warning():
    prints(84, key=dropped_indicator().code, measure="realisasi")
    assert sole(plan.dropped).severity == "peringatan"


def test_a_dropped_indicator_that_is_still_promised_is_a_warning():
    make_line(indicator=dropped_indicator())
    assert sole(plan.dropped).message == "Dihapus oleh Renstra revisi 1, tetapi masih diperjanjikan."


def test_an_indicator_that_a_revision_of_the_agreement_left_out_is_shown():
    promise(value=90)
    make_line(agreement=make_agreement(version=1), indicator=make_indicator())
    assert sole(plan.dropped).message == "Dihapus oleh Perjanjian Kinerja perubahan ke-1, tetapi masih dilaporkan."


def test_a_revision_that_was_not_recorded_drops_nothing():
    make_strategic_target(indicator=promise(value=90))
    make_plan_version(number=1)
    make_historical_value()
    assert found_by(plan.dropped) == []

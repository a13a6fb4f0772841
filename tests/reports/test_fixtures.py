"""The two fixtures reproduced number by number; every figure here was worked out by hand from the two old reports."""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.apps import apps
from django.core.serializers import serialize
from django.db import transaction

from agreements.scorecard import Scorecard, scorecard
from budget.statement import Statement, statement
from indicators.achievement import OverallMethod, overall
from lakin.formatting import by_measure, number
from reports.publishing import lkj_html
from reports.standing.rebuilding import rebuild
from reports.workbook.importing import import_workbook
from tests.reports.kept_sums import differences, standing
from tests.reports.printed_tables import PrintedTable, printed_tables
from units.models import Unit

# Without a marked test pytest-django makes no test database, and the import would go into the real one.
pytestmark = pytest.mark.django_db
FIXTURES = Path(__file__).parents[2] / "fixtures"
CODES = ("dit-rsa", "setditjen-rehsos")
QUARTERS = (1, 2, 3, 4)
OURS = ("units", "indicators", "agreements", "budget", "reports")

# Code, target, realization and realization / target x 100, as they must be printed.
SCORES = {
    "dit-rsa": (
        ("1.1", "100,00%", "100,00%", "100,00"),
        ("2.1", "80,00%", "87,50%", "109,38"),
        # The old report cuts 101,3157... to 101,31.
        ("3.1", "95,00%", "96,25%", "101,32"),
        # 3.418 of 3.561 institutions are 95,9842...%, and that against 82%.
        ("4.1", "82,00%", "95,98%", "117,05"),
        ("5.1", "83,00%", "82,50%", "99,40"),
        # The old report prints 105,78 nine times.
        ("5.2", "72,00%", "83,36%", "115,78"),
        ("6.1", "80,00", "80,13", "100,16"),
        # Nine elements with the sum 32,48: 32,48 / 9 x 25 = 90,2222...
        ("7.1", "89,00", "90,22", "101,37"),
    ),
    "setditjen-rehsos": (
        ("1.1", "100,00%", "149,60%", "149,60"),
        ("2.1", "81,00", "80,09", "98,88"),
        ("2.2", "90,00", "93,17", "103,52"),
        # Eight weighted components: 89,4495.
        ("2.3", "90,00", "89,45", "99,39"),
        ("2.4", "100,00%", "100,00%", "100,00"),
        ("2.5", "100,00%", "100,00%", "100,00"),
        ("2.6", "100,00%", "100,00%", "100,00"),
        ("2.7", "71,00", "72,34", "101,89"),
        ("2.8", "2", "4", "200,00"),
        ("3.1", "75,00", "62,69", "83,59"),
        ("3.2", "71,00", "79,50", "111,97"),
        # 165 of 52 planned texts.
        ("4.1", "100,00%", "317,31%", "317,31"),
    ),
}
MEANS = {
    "dit-rsa": ["100,00", "109,38", "101,32", "117,05", "107,59", "100,16", "101,37"],
    "setditjen-rehsos": ["149,60", "112,96", "97,78", "317,31"],
}
# The mean of the objective means, and the mean of all indicators.
OVERALL = {"dit-rsa": ("105,27", "105,56"), "setditjen-rehsos": ("169,41", "130,51")}
# Above, at and below 100.
COUNTS = {"dit-rsa": (6, 1, 1), "setditjen-rehsos": (6, 3, 3)}
# Pagu, realization, absorption, what is left, and the number of DIPA revisions that the source tells of.
MONEY = {
    "dit-rsa": (551_372_435_000, 550_653_073_465, "99,87", 719_361_535, 14),
    "setditjen-rehsos": (145_555_009_000, 144_100_938_139, "99,00", 1_454_070_861, 1),
}


@dataclass(frozen=True, repr=False)
class Reading:
    """What LAKIN says of a unit's year."""

    card: Scorecard
    money: Statement
    tables: list[PrintedTable]

    def table(self, key: str) -> PrintedTable:
        return next(table for table in self.tables if table.key == key)


def stored() -> str:
    """Every row of our tables."""
    models = [model for app in OURS for model in apps.get_app_config(app).get_models()]
    return "\n".join(serialize("jsonl", model._default_manager.order_by("pk")) for model in models)


def reading(code):
    unit = Unit.objects.get(code=code)
    return Reading(scorecard(unit, 2023), statement(unit, 2023), printed_tables(lkj_html(unit, 2023)))


@pytest.fixture(scope="module")
def imported(django_db_setup, django_db_blocker):
    """The readings by unit, all rows after the first and after a second import, and what is kept of both units.

    The database is left as it was.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        results = [import_workbook(FIXTURES / f"{code}-2023") for code in CODES]
        assert [result.errors for result in results] == [(), ()]
        readings, once = {code: reading(code) for code in CODES}, stored()
        again = [import_workbook(FIXTURES / f"{code}-2023") for code in CODES]
        twice = stored()
        rebuild()
        kept = {(code, at): standing(Unit.objects.get(code=code), 2023, at) for code in CODES for at in QUARTERS}
        unlike = differences(2023)
        transaction.set_rollback(True)
    return readings, once, again, twice, kept, unlike


@pytest.fixture(params=CODES)
def code(request):
    return request.param


@pytest.fixture
def read(imported, code):
    return imported[0][code]


def test_every_indicator_has_its_target_realization_and_capaian(read, code):
    assert SCORES[code] == tuple(
        (
            score.code,
            by_measure(score.target, score.indicator.measure, score.indicator.decimals),
            by_measure(score.measurement.value, score.indicator.measure, score.indicator.decimals),
            number(score.achievement.value),
        )
        for score in read.card.indicators
    )


def test_the_figure_that_was_printed_wrong_nine_times_is_right(imported):
    score = next(score for score in imported[0]["dit-rsa"].card.indicators if score.code == "5.2")
    assert score.achievement.trace == "83,36 / 72 = 115,78%"


def test_the_means_follow_from_the_indicators_by_both_methods(read, code):
    groups = [[score.achievement.value for score in item.indicators] for item in read.card.objectives]
    by_both = tuple(number(overall(groups, method).value) for method in OverallMethod)
    assert ([number(item.mean.value) for item in read.card.objectives], by_both) == (MEANS[code], OVERALL[code])
    assert number(read.card.overall.value) == OVERALL[code][0]


def test_the_indicators_are_counted_against_the_target(read, code):
    found = read.card.counts
    assert ((found.above, found.equal, found.below), found.unknown) == (COUNTS[code], 0)


def test_the_money_is_that_of_the_source(read, code):
    total = read.money.total
    found = (total.ceiling, total.spent, number(total.absorption), total.remaining, len(read.money.revisions))
    assert found == MONEY[code]


@pytest.mark.parametrize("key", ["tabel-ikhtisar", "tabel-capaian-kinerja"])
def test_the_tables_of_capaian_print_these_figures_and_no_other(read, code, key):
    table = read.table(key)
    printed = list(zip(*(table.column(head) for head in ("No.", "Target", "Realisasi", "Capaian (%)")), strict=True))
    assert tuple(row for row in printed if re.fullmatch(r"\d+\.\d+", row[0])) == SCORES[code]
    assert printed[-1] == ("", "", "", OVERALL[code][0])


def test_the_card_of_each_indicator_prints_the_same(read, code):
    cards = {table.key: table.rows[1][:3] for table in reversed(read.tables) if table.heads[0] == "Target 2023"}
    assert cards == {
        f"kartu-indikator-{number.replace('.', '-')}": [target, realization, f"{capaian}%"]
        for number, target, realization, capaian in SCORES[code]
    }


def test_wherever_a_capaian_stands_in_a_table_it_is_the_same(read, code):
    objectives = {str(place): mean for place, mean in enumerate(MEANS[code], 1)}
    expected = {row[0]: row[3] for row in SCORES[code]} | objectives | {"": OVERALL[code][0]}
    tables = [table for table in read.tables if {"No.", "Capaian (%)"} <= set(table.heads)]
    assert {"tabel-ikhtisar", "tabel-capaian-kinerja", "tabel-efisiensi"} <= {table.key for table in tables}
    for table in tables:
        cells = zip(table.column("No."), table.column("Capaian (%)"), strict=True)
        printed = {number: capaian for number, capaian in cells if capaian}
        assert printed == {number: expected[number] for number in printed}, table.key


def test_the_overview_prints_the_mean_of_every_objective(read, code):
    table = read.table("tabel-capaian-kinerja")
    rows = zip(table.column("No."), table.column("Capaian (%)"), strict=True)
    assert [capaian for number, capaian in rows if number.isdigit()] == MEANS[code]


def test_the_budget_table_prints_the_totals_of_the_source(read, code):
    ceiling, spent, absorbed, left, _ = MONEY[code]
    table = read.table("tabel-realisasi-anggaran")
    total = [number(ceiling, 0), number(spent, 0), absorbed, number(left, 0)]
    heads = ("Pagu (Rp)", "Realisasi (Rp)", "Serapan (%)", "Sisa (Rp)")
    assert [table.column(head)[-1] for head in heads] == total


def test_importing_both_a_second_time_changes_nothing(imported):
    _, once, again, twice, *_ = imported
    assert [(result.errors, result.has_changes) for result in again] == [((), False)] * 2
    assert all(result.is_written for result in again)
    assert twice == once


def test_the_kept_sums_agree_with_the_engine_in_every_column_and_quarter(imported):
    assert imported[-1] == []


@pytest.mark.parametrize("quarter", QUARTERS)
def test_the_kept_sums_of_every_quarter_are_those_of_the_source(imported, code, quarter):
    found = imported[-2][code, quarter].own
    assert found.promised == len(SCORES[code])
    assert (found.money.ceiling, found.money.spent, number(found.absorption), found.money.remaining) == MONEY[code][:4]


def test_the_kept_sums_of_the_year_are_those_of_the_source(imported, code):
    found = imported[-2][code, 4].own
    assert ((found.above, found.met, found.below), found.unknown) == (COUNTS[code], 0)
    assert (found.capaian_units, number(found.mean)) == (1, OVERALL[code][0])

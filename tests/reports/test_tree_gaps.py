"""The kept gaps of the pohon kinerja are those of the live reading, also after whatever changed since."""

import io
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from agreements.models import AgreementLine, AgreementStatus, PerformanceAgreement
from indicators.models import Indicator, Objective, StrategicPlan
from reports.cascade import cascade
from reports.models import TreeGap, TreeGapMark
from reports.standing import refreshing
from reports.standing.gaps import PAUSE
from reports.standing.rebuilding import rebuild
from reports.standing.refreshing import refresh_changed
from reports.tree_gaps import gaps
from reports.tree_gaps_below import KINDS, counts_now, gaps_below
from tests import factories as f
from tests.pages import seen
from tests.reports.kept_sums import save
from units.models import Membership, Role, Unit, User

pytestmark = pytest.mark.django_db
PAGE = "/unit/ditjen-rehsos/2023/pohon/"


def live(year=2023):
    """The gaps of every unit below the top as they are."""
    return counts_now(Unit.objects.filter(parent__isnull=False), year)


def kept(year=2023):
    return {
        pk: dict(zip(KINDS, counts, strict=True))
        for pk, *counts in TreeGap.objects.filter(year=year).values_list("unit", *KINDS)
    }


def line(unit, parent=None, target=80, source=None, **indicator):
    """A signed promise of the unit under an objective of its own."""
    plan = unit.strategic_plans.first() or f.make_plan(unit=unit)
    made = f.make_indicator(objective=f.make_objective(plan=plan, parent=parent), **indicator)
    agreement = unit.agreements.first() or f.make_agreement(unit=unit)
    return f.make_line(agreement=agreement, indicator=made, target=target, parent=source)


@pytest.fixture
def tree(ministry, directorate_general, directorate, sentra):
    """Four levels in which every kind of gap occurs."""
    added = {"measure": "count", "accumulation": "sum"}
    top = line(directorate_general, **added)
    own = line(directorate, top.indicator.objective, source=top, **added)
    line(directorate, top.indicator.objective)
    team = f.make_unit("tim", parent=directorate)
    line(team, own.indicator.objective, 79, own, **added)
    f.make_objective(plan=team.strategic_plans.get())
    line(sentra)
    return ministry


def test_the_tree_of_these_tests_has_every_kind_of_gap(tree):
    assert all(any(counts[kind] for counts in live().values()) for kind in KINDS)


def test_the_kept_gaps_of_a_made_ministry_are_the_live_ones():
    call_command("make_ministry", units=40, years=2, year=2023, password="x", verbosity=0, stdout=io.StringIO())
    assert kept() == live() != {}
    assert kept(2022) == live(2022)


def of(model, **found):
    return model.objects.get(**found)


CHANGES = {
    "a parent named": lambda: save(
        of(Objective, plan__unit__code="sentra-timur"), parent=of(Objective, plan__unit__code="ditjen-rehsos")
    ),
    "a parent taken away": lambda: save(of(Objective, plan__unit__code="tim", code="1"), parent=None),
    "an objective gone": lambda: of(Objective, plan__unit__code="tim", code="2").delete(),
    "a new objective": lambda: f.make_objective(plan=of(StrategicPlan, unit__code="tim")),
    "a plan of other years": lambda: save(of(StrategicPlan, unit__code="sentra-timur"), year_to=2022),
    "a target": lambda: save(of(AgreementLine, agreement__unit__code="tim"), target=80),
    "a line derived no more": lambda: save(of(AgreementLine, agreement__unit__code="tim"), parent=None),
    "an agreement replaced": lambda: save(
        of(PerformanceAgreement, unit__code="tim"), status=AgreementStatus.SUPERSEDED
    ),
    "an indicator that is not added up": lambda: save(
        of(Indicator, objective__plan__unit__code="dit-anak", accumulation="sum"), accumulation="last"
    ),
    "a moved unit": lambda: save(of(Unit, code="tim"), parent=of(Unit, code="sentra-timur")),
}


@pytest.mark.usefixtures("leaving_trail")
@pytest.mark.parametrize("what", CHANGES)
def test_what_changed_is_counted_anew(tree, what):
    refresh_changed()
    assert kept() == live()
    CHANGES[what]()
    assert kept() != live()
    refresh_changed()
    assert kept() == live()


@pytest.mark.usefixtures("leaving_trail")
def test_a_realization_counts_nothing_anew(tree):
    refresh_changed()
    before = TreeGapMark.objects.get(year=2023)
    f.make_realization(indicator=Indicator.objects.first(), value=1)
    refresh_changed()
    assert TreeGapMark.objects.get(year=2023).counted_at == before.counted_at


@pytest.mark.usefixtures("leaving_trail")
def test_the_worker_waits_a_moment_between_counts_and_the_page_says_so(tree, client, itjen, monkeypatch):
    refresh_changed()
    save(of(AgreementLine, agreement__unit__code="tim"), target=80)
    monkeypatch.setattr(refreshing, "_looked_at", -refreshing.EVERY)
    refreshing.look()
    assert TreeGapMark.objects.get(year=2023).is_behind
    client.force_login(itjen)
    assert "Ada perubahan sesudahnya yang belum terhitung" in seen(client.get(PAGE))
    TreeGapMark.objects.update(counted_at=timezone.now() - PAUSE - timedelta(seconds=1))
    monkeypatch.setattr(refreshing, "_looked_at", -refreshing.EVERY)
    refreshing.look()
    assert kept() == live()
    words = seen(client.get(PAGE))
    assert "Celah di unit bawah dihitung" in words
    assert "belum terhitung" not in words


def test_a_year_that_was_never_counted_is_read_as_it_is(tree):
    TreeGapMark.objects.create(year=2023, wanted=7)
    found = gaps_below(Unit.objects.filter(parent__isnull=False), 2023)
    assert (found.count, found.counted_at) == (len(live()), None)
    assert found.count > 0


@pytest.mark.parametrize(("targets", "count"), [((50, 30), 0), ((50, 31), 1), ((80, None), 1), ((None, None), 1)])
def test_a_target_that_is_not_set_makes_no_whole_sum(directorate_general, directorate, sentra, targets, count):
    added = {"measure": "count", "accumulation": "sum"}
    top = line(directorate_general, **added)
    for unit, target in zip((directorate, sentra), targets, strict=True):
        line(unit, top.indicator.objective, target, top, **added)
    assert live().get(directorate_general.pk, {}).get("parted", 0) == count


def test_kept_and_live_gaps_are_told_alike(tree):
    units = Unit.objects.filter(parent__isnull=False)
    now = gaps_below(units, 2023)
    rebuild()
    then = gaps_below(units, 2023)
    assert then.counted_at is not None
    assert (then.units, then.count) == (now.units, now.count)


def test_every_gap_is_on_the_list_and_in_the_file_a_page_at_a_time(tree, client, itjen, monkeypatch):
    rebuild()
    monkeypatch.setattr("reports.tree_gaps_below.MOST_UNITS", 1)
    monkeypatch.setattr("reports.views.tree.UNITS_PER_PAGE", 2)
    client.force_login(itjen)
    assert "Semua celah, juga 2 unit lain" in seen(client.get(PAGE))
    first, second = (seen(client.get(f"{PAGE}celah/?halaman={page}")) for page in (1, 2))
    assert "3 unit di bawah" in first
    assert "Halaman 1 dari 2" in first
    assert "Halaman 2 dari 2" in second
    file = load_workbook(io.BytesIO(client.get(f"{PAGE}celah/unduh/").content))
    rows = [row for row in file.worksheets[1].iter_rows(min_row=4, values_only=True) if row[0]]
    assert [row[0] for row in rows] == ["dit-anak", "tim", "sentra-timur"]


def test_only_units_in_reach_are_listed(tree, client, directorate, sentra):
    rebuild()
    person = User.objects.create(username="lain")
    Membership.objects.create(user=person, unit=directorate, role=Role.LEADER)
    client.force_login(person)
    words = seen(client.get("/unit/dit-anak/2023/pohon/celah/"))
    assert "Unit tim" in words
    assert sentra.name not in words


def test_the_page_takes_as_many_queries_for_many_gaps(tree, client, itjen, sentra):
    client.force_login(itjen)
    counts = []
    for size in (0, 30):
        for number in range(size):
            line(f.make_unit(f"upt-{number}", parent=sentra))
        rebuild()
        with CaptureQueriesContext(connection) as queries:
            client.get(f"{PAGE}celah/")
        counts.append(len(queries))
    assert counts[0] == counts[1]


def own_gaps(user, unit, year):
    """What the unit's own page names, counted as the list counts it."""
    found = gaps(unit, year, cascade(user, unit, year).nodes, Unit.objects.none())
    return {kind: len(getattr(found, kind)) for kind in KINDS}


def alike(user):
    """Whether every unit's own page says what the list says of it; and that."""
    found, none = live(), dict.fromkeys(KINDS, 0)
    units = Unit.objects.filter(parent__isnull=False)
    told = {unit.code: own_gaps(user, unit, 2023) for unit in units}
    return told == {unit.code: found.get(unit.pk, none) for unit in units}


def test_a_unit_has_as_many_gaps_on_its_own_page_as_in_the_list(tree, itjen, sentra):
    shared = f.make_indicator(objective=Objective.objects.first(), calculation="pooled")
    for unit, target in ((Unit.objects.get(code="dit-anak"), 90), (sentra, 80), (Unit.objects.get(code="tim"), 85)):
        f.make_line(agreement=unit.agreements.get(), indicator=shared, target=target)
    assert alike(itjen)
    assert live()[Unit.objects.get(code="dit-anak").pk]["parted"] > 1


def test_the_same_holds_in_a_made_ministry():
    call_command("make_ministry", units=40, years=1, year=2023, password="x", verbosity=0, stdout=io.StringIO())
    assert alike(User.objects.get(username="pereviu"))

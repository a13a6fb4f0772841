"""A made-up ministry: the same for the same seed, within every rule of the tables, and counted as the engine counts."""

import hashlib
import io

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from indicators.achievement import Polarity
from indicators.formula import Calculation
from indicators.models import Indicator, PredicateRank, PredicateScale, Realization, RealizationStatus
from reports.ministry.money import LARGE_LINES, large_codes
from reports.ministry.tree import places
from tests.checks import complaints
from tests.factories import make_unit
from tests.reports.kept_sums import differences, standing
from units.models import Change, Membership, Role, Unit, User

pytestmark = pytest.mark.django_db
SIZE = {"units": 14, "years": 2, "year": 2026, "password": "x", "verbosity": 0}
OURS = ("units", "indicators", "agreements", "budget")


@pytest.fixture
def large_tree_of(monkeypatch):
    """A large POK of fewer lines, so that tests stay quick."""
    monkeypatch.setattr("reports.ministry.money.LARGE_LINES", 60)


def make(**options):
    call_command("make_ministry", stdout=io.StringIO(), **SIZE | options)


def tables():
    """The tables a ministry fills, without people, the scale of words, which may have been there, and the trail."""
    found = [model for name in OURS for model in apps.get_app_config(name).get_models()]
    return [model for model in found if model not in (User, Membership, Change, PredicateScale, PredicateRank)]


def content_hash():
    """A hash of every row but for the keys the database gives."""
    digest = hashlib.sha256()
    for model in tables():
        names = [field.attname for field in model._meta.concrete_fields if not field.primary_key]
        digest.update(repr(list(model._base_manager.order_by("pk").values_list(*names))).encode())
    return digest.hexdigest()


@pytest.mark.usefixtures("large_tree_of")
def test_the_same_seed_makes_the_same_ministry():
    hashes = []
    for seed in (5, 5, 6):
        make(units=12, years=1, seed=seed, no_standing=True)
        hashes.append(content_hash())
        for model in (Membership, *reversed(tables())):
            model._base_manager.all()._raw_delete("default")
    assert hashes[0] == hashes[1] != hashes[2]


@pytest.mark.usefixtures("large_tree_of")
def test_a_made_up_ministry_keeps_the_rules_and_its_kept_sums_are_the_engines():
    make(seed=1)
    assert differences(2025) == differences(2026) == []
    samples = [row for model in tables() for row in model._base_manager.order_by("pk")[:40:3]]
    assert {str(row): found for row in samples if (found := complaints(row))} == {}
    assert {row.calculation for row in Indicator.objects.all()} == set(Calculation)
    assert {row.polarity for row in Indicator.objects.all()} == set(Polarity)
    assert set(Realization.objects.values_list("status", flat=True)) >= {"verified", "submitted"}
    running = Realization.objects.filter(year=2026)
    assert set(running.values_list("quarter", flat=True)) == {1, 2, 3}
    verified = running.filter(status=RealizationStatus.VERIFIED)
    assert not verified.filter(verified_by=None).exists()
    top = Unit.objects.get(parent=None)
    assert standing(top, 2026, 3).subtree.units == 14
    assert Change.objects.filter(note__startswith="make_ministry").count() == 1
    assert set(Membership.objects.values_list("role", flat=True)) == set(Role)


def test_it_is_not_made_beside_real_units_or_on_a_server(settings):
    settings.ALLOWED_HOSTS, settings.IS_LOCAL = ["lakin.example"], False
    with pytest.raises(CommandError, match="hanya dibuat pada mesin sendiri"):
        make()
    settings.IS_LOCAL = True
    make_unit()
    with pytest.raises(CommandError, match="sudah berisi unit"):
        make()


@pytest.mark.parametrize("size", [12, 13, 40, 200, 2000, 6000])
def test_the_tree_has_as_many_units_as_asked_each_below_one_before_it(size):
    tree = places(size)
    known = {None: ""}
    for place in tree:
        assert place.path == f"{known[place.parent]}{place.code}/"
        known[place.pk] = place.path
    assert len(tree) == len({place.path for place in tree}) == len({place.code for place in tree}) == size


def test_a_large_budget_names_each_line_once_and_its_parent_before_it():
    seen = set()
    for code, _ in zip(large_codes(), range(LARGE_LINES), strict=False):
        assert code not in seen
        assert "." not in code or code.rpartition(".")[0] in seen
        seen.add(code)
    assert len(seen) == LARGE_LINES

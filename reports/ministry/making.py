"""Makes the ministry: everything into an empty database, in the order in which rows name each other."""

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from indicators.models import PredicateRank, PredicateScale, RuleSet
from reports.ministry.dates import add_periods
from reports.ministry.facts import Facts
from reports.ministry.kinds import SCALE, Ability, ability_of
from reports.ministry.loading import Loader
from reports.ministry.money import add_budgets
from reports.ministry.plans import add_plans
from reports.ministry.promises import add_agreements
from reports.ministry.tree import Place, places, unit_rows
from units.models import Membership, Role, Unit, User
from units.trail import acting, add_created

SCALE_CODE = "predikat-sakip-contoh"


@dataclass
class Ministry:
    """What is to be made: how many units, which years, by which seed; and whom the reports are signed by."""

    units: int
    years: list[int]
    seed: int
    scale_id: int = 0
    reporter: int = 0
    verifier: int = 0
    people: dict[Role, tuple[User, Place]] = field(default_factory=dict)

    @cached_property
    def places(self) -> list[Place]:
        return places(self.units)

    @cached_property
    def abilities(self) -> dict[int, Ability]:
        return {place.pk: ability_of(self.seed, place) for place in self.places}


@dataclass(frozen=True)
class Made:
    """How many rows of each table, and in how many seconds."""

    counts: Counter
    seconds: float

    @property
    def rows(self) -> int:
        return sum(self.counts.values())


def make_ministry(ministry: Ministry, *, password: str, tell: Callable[[str], None] = lambda _: None) -> Made:
    """Store the whole ministry; the trail says once that it was made."""
    started, load = time.monotonic(), Loader()
    load.add(*unit_rows(ministry.places))
    load.finish()
    welcome(ministry, password)
    add_rules(ministry)
    steps = (("periode", add_periods), ("Renstra", add_plans), ("Perjanjian Kinerja", add_agreements))
    for name, add in (*steps, ("realisasi", lambda load, made: Facts(made).add(load)), ("anggaran", add_budgets)):
        add(load, ministry)
        tell(f"{name}: {time.monotonic() - started:.1f} detik")
    load.finish()
    with acting(note=f"make_ministry: {ministry.units} unit, {len(ministry.years)} tahun, benih {ministry.seed}"):
        root = ministry.places[0]
        add_created(Unit, [(root.pk, root.name, root.pk, None)])
    return Made(load.counts, time.monotonic() - started)


def add_rules(ministry: Ministry) -> None:
    """A rule set for each year, and the scale of words."""
    scale, _ = PredicateScale.objects.get_or_create(code=SCALE_CODE, defaults={"name": "Predikat SAKIP (contoh)"})
    if not scale.ranks.exists():
        PredicateRank.objects.bulk_create(
            PredicateRank(scale=scale, label=word, rank=at) for at, word in enumerate(SCALE)
        )
    ministry.scale_id = scale.pk
    names = {"institution_id": 1, "name": "Aturan penghitungan (contoh)", "cap": 120, "source": "Data contoh"}
    RuleSet.objects.bulk_create(RuleSet(year=year, **names) for year in ministry.years)


def welcome(ministry: Ministry, password: str) -> None:
    """One person for each role; a new one gets the password, who is there already keeps the own."""
    for role, place in seats(ministry.places).items():
        user, is_new = User.objects.get_or_create(username=role.value)
        if is_new:
            user.set_password(password)
            user.save(update_fields=["password"])
        Membership.objects.get_or_create(user=user, unit_id=place.pk, role=role)
        ministry.people[role] = user, place
    ministry.reporter, ministry.verifier = (ministry.people[role][0].pk for role in (Role.REPORTER, Role.VERIFIER))


def seats(tree: list[Place]) -> dict[Role, Place]:
    """Where each role sits: the reporter in a sentra, planner and verifier in an eselon I, the others at the top."""
    top, first = tree[0], tree[1]
    leaf = next(place for place in reversed(tree) if place.is_leaf and place.path.startswith(first.path))
    sitting = {Role.REPORTER: leaf, Role.PLANNER: first, Role.VERIFIER: first}
    return {role: sitting.get(role, top) for role in Role}

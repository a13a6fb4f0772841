"""The units that a person leads, as cards on the first page: how each stands, and the way to its summary."""

from dataclasses import dataclass

from django.utils import timezone

from agreements.scorecard import LAST_QUARTER
from agreements.summary import rules_of
from indicators.periods import QUARTERS
from reports.leading.latest import latest_of
from reports.leading.live import live_standings
from reports.leading.picture import Level
from reports.leading.reading import level_of
from reports.models import UnitStanding
from reports.standings import NOTHING, Figures, Standing, paired
from units.access import memberships_of
from units.models import Role, Unit

# Whoever leads more finds the others in the list below.
MOST_CARDS = 6


@dataclass(frozen=True)
class LedUnit:
    """A unit that the person leads, up to the latest quarter with something verified; `quarter` None: of none is known.

    `level` None: not computed yet. `is_over`: the year has passed, so that nothing of it is to come.
    """

    unit: Unit
    quarter: int | None
    level: Level | None
    figures: Figures
    is_over: bool


def led_units(user, year: int) -> tuple[LedUnit, ...]:
    """The cards in the order of the tree, in a constant number of queries; empty for who leads nothing."""
    held = {row.unit_id: row.unit for row in memberships_of(user) if row.role == Role.LEADER}
    units = sorted(held.values(), key=lambda unit: unit.path)[:MOST_CARDS]
    if not units:
        return ()
    quarters, rules = latest_of(units, year), rules_of(units, year)
    is_over = timezone.localdate().year > year
    kept = {
        (one.unit.pk, quarter): one
        for quarter in sorted({LAST_QUARTER, *quarters.values()})
        for one in paired(UnitStanding.objects.filter(unit__in=units), year, quarter)
    }
    if bare := [unit for unit in units if not any((unit.pk, quarter) in kept for quarter in QUARTERS)]:
        found = live_standings(bare, year)
        kept |= found
        quarters = latest_in(found) | quarters
    return tuple(card(unit, quarters.get(unit.pk), kept, rules[unit.pk], is_over=is_over) for unit in units)


def latest_in(found: dict[tuple[int, int], Standing]) -> dict[int, int]:
    """By unit the latest quarter in which anything of its subtree is verified."""
    return {unit_id: quarter for (unit_id, quarter), one in sorted(found.items()) if one.subtree.verified}


def card(unit: Unit, quarter: int | None, kept: dict[tuple[int, int], Standing], rules, *, is_over: bool) -> LedUnit:
    """One card; a great unit of which nothing is kept yet has no level."""
    found = kept.get((unit.pk, quarter or LAST_QUARTER))
    if found is None:
        return LedUnit(unit, quarter, None, NOTHING, is_over)
    level = level_of(found.own if found.own.promised else found.subtree, rules)
    return LedUnit(unit, quarter, level, found.subtree, is_over)

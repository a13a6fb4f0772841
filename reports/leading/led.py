"""The units that a person leads, as cards on the first page: how each stands, and the way to its summary."""

from dataclasses import dataclass

from agreements.scorecard import LAST_QUARTER, reached_quarters
from agreements.summary import rules_of
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
    """A unit that the person leads, up to the latest quarter with something verified."""

    unit: Unit
    quarter: int
    level: Level
    figures: Figures
    is_kept: bool = True


def led_units(user, year: int) -> tuple[LedUnit, ...]:
    """The cards in the order of the tree, in a constant number of queries; empty for who leads nothing."""
    held = {row.unit_id: row.unit for row in memberships_of(user) if row.role == Role.LEADER}
    units = sorted(held.values(), key=lambda unit: unit.path)[:MOST_CARDS]
    if not units:
        return ()
    quarters, rules = reached_quarters(units, year), rules_of(units, year)
    kept = {
        (one.unit.pk, quarter): one
        for quarter in sorted({LAST_QUARTER, *quarters.values()})
        for one in paired(UnitStanding.objects.filter(unit__in=units), year, quarter)
    }
    return tuple(card(unit, quarters.get(unit.pk, LAST_QUARTER), kept, rules[unit.pk]) for unit in units)


def card(unit: Unit, quarter: int, kept: dict[tuple[int, int], Standing], rules) -> LedUnit:
    """One card; a unit of which nothing is kept yet has a dash."""
    found = kept.get((unit.pk, quarter))
    own, subtree = (found.own, found.subtree) if found else (NOTHING, NOTHING)
    return LedUnit(unit, quarter, level_of(own if own.promised else subtree, rules), subtree, found is not None)

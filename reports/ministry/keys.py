"""The keys of what hangs on a unit, so that rows of different tables name each other before they are stored."""

from reports.ministry.kinds import POOL, SLOTS
from reports.ministry.tree import Place

OBJECTIVES = 3


def objective_key(unit: int, number: int) -> int:
    """The key of a unit's objective, counted from 0."""
    return (unit - 1) * OBJECTIVES + number + 1


def indicator_key(unit: int, slot: int) -> int:
    """The key of a unit's own indicator."""
    return (unit - 1) * SLOTS + slot + 1


def promised_key(place: Place, slot: int) -> int:
    """The key of the indicator that a unit promises there: of the pool a leaf reports to the unit above."""
    return indicator_key(place.parent if carries(place, slot) else place.pk, slot)


def carries(place: Place, slot: int) -> bool:
    """Whether the indicator is of the unit above; a pool's second reporters would hide what the first one lacks."""
    return slot == POOL and place.is_leaf and place.level > 2

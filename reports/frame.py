"""What stands around every page: who is signed in, which unit and year it is about, and where one can go from there."""

from dataclasses import dataclass

from reports.overview import years_of
from units.access import has_role, memberships_of, visible_units
from units.models import Role, Unit

EDITORS = frozenset({Role.PLANNER, Role.ADMINISTRATOR})


@dataclass(frozen=True)
class Frame:
    """`unit` and `year` None on a page about no unit; `above` are the ancestors the user may open, root first."""

    person: str
    is_editor: bool
    is_planner: bool
    plans_here: bool
    unit: Unit | None = None
    year: int | None = None
    years: tuple[int, ...] = ()
    above: tuple[Unit, ...] = ()
    tab: str = ""


def frame(user, unit=None, year=None, tab="", years=None) -> Frame:
    """The frame of one page; the years are those of the unit unless they are given."""
    if unit is not None:
        years = sorted({year, *years_of(Unit.objects.filter(pk=unit.pk))}, reverse=True)
    roles = {held.role for held in memberships_of(user)}
    return Frame(
        person=user.get_full_name() or user.get_username(),
        is_editor=user.is_superuser or not EDITORS.isdisjoint(roles),
        is_planner=user.is_superuser or Role.PLANNER in roles,
        plans_here=unit is not None and has_role(user, unit, Role.PLANNER),
        unit=unit,
        year=year,
        years=tuple(years or ()),
        above=ancestors(user, unit) if unit else (),
        tab=tab,
    )


def ancestors(user, unit) -> tuple[Unit, ...]:
    """The units above that the user may open, the root first."""
    return tuple(visible_units(user).filter(pk__in=Unit.objects.above(unit)).exclude(pk=unit.pk).order_by("path"))

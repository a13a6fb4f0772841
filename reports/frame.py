"""What stands around every page: who is signed in, which unit and year it is about, and where one can go from there."""

from dataclasses import dataclass

from reports.overview import count_with_data, years_among, years_held
from units.access import has_role, memberships_of, visible_units
from units.inbox import unread_count
from units.models import Role, Unit

EDITORS = frozenset({Role.PLANNER, Role.ADMINISTRATOR})


@dataclass(frozen=True)
class Tab:
    """One page of a unit and year: its key, the name of its address (code and year), and its words."""

    key: str
    page: str
    words: str


# The pages of a unit and year in the order of their tabs; the year switch stays on the tab.
TABS = (
    Tab("leader", "reports:leader-show", "Ringkasan"),
    Tab("scorecard", "reports:scorecard-show", "Kartu skor"),
    Tab("quarter", "reports:quarter-open", "Triwulan"),
    Tab("agreement", "reports:agreement-list", "Perjanjian Kinerja"),
    Tab("tree", "reports:tree-show", "Pohon kinerja"),
    Tab("budget", "reports:budget-show", "Anggaran"),
    Tab("papers", "reports:paper-list", "Dokumen"),
    Tab("report", "reports:report-show", "Laporan Kinerja"),
)


# Where a page without a tab of its own leads to in another year.
PLAIN = "reports:scorecard-show"
# Only for who plans the unit.
PLANNING = Tab("planning", "reports:planning-show", "Siapkan tahun")


@dataclass(frozen=True)
class Frame:
    """`unit` and `year` None on a page about no unit; `above` are the ancestors the user may open, root first.

    `held` are the years in which the unit has data, the latest first; `below` counts the units under it with data in
    the year, asked only where the unit itself has none.
    """

    person: str
    is_editor: bool
    is_planner: bool
    plans_here: bool
    unit: Unit | None = None
    year: int | None = None
    years: tuple[int, ...] = ()
    above: tuple[Unit, ...] = ()
    tab: str = ""
    held: tuple[int, ...] = ()
    below: int = 0
    unread: int = 0
    is_verifier: bool = False
    is_administrator: bool = False

    @property
    def tabs(self) -> tuple[Tab, ...]:
        """The pages of the unit that the user may open."""
        return (*TABS, PLANNING) if self.plans_here else TABS

    @property
    def page(self) -> str:
        """The name of the address of the tab, the scorecard's on a page without one."""
        return next((tab.page for tab in self.tabs if tab.key == self.tab), PLAIN)

    @property
    def is_empty_year(self) -> bool:
        """Whether the page is about a year in which the unit has nothing."""
        return self.unit is not None and self.year not in self.held


def frame(user, unit=None, year=None, tab="", years=None) -> Frame:
    """The frame of one page; the years are those of the unit unless they are given."""
    held = years_held(unit) if unit is not None else []
    is_empty = unit is not None and year not in held
    under = visible_units(user).filter(path__startswith=unit.path).exclude(pk=unit.pk) if is_empty else None
    if unit is not None:
        years = sorted({year, *held, *(years_among(under) if is_empty else ())}, reverse=True)
    roles = {held.role for held in memberships_of(user)}
    return Frame(
        person=user.get_full_name() or user.get_username(),
        is_editor=user.is_superuser or not EDITORS.isdisjoint(roles),
        is_planner=user.is_superuser or Role.PLANNER in roles,
        is_verifier=user.is_superuser or Role.VERIFIER in roles,
        is_administrator=user.is_superuser or Role.ADMINISTRATOR in roles,
        unread=unread_count(user),
        plans_here=unit is not None and has_role(user, unit, Role.PLANNER),
        unit=unit,
        year=year,
        years=tuple(years or ()),
        above=ancestors(user, unit) if unit else (),
        tab=tab,
        held=tuple(held),
        below=count_with_data(under, year) if is_empty else 0,
    )


def ancestors(user, unit) -> tuple[Unit, ...]:
    """The units above that the user may open, the root first."""
    above = unit.paths_above[:-1]
    return tuple(visible_units(user).filter(path__in=above).order_by("path")) if above else ()

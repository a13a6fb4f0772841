"""The picture of a subtree up to a quarter, frozen: what the page, the Excel file and the briefing all show."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from agreements.scorecard import NO_DATA, NOT_COMPLETE
from indicators.scales import Band, rate
from lakin.formatting import number, quarter_name
from reports.blocks import Status
from reports.decisions.rules import Decision
from reports.standings import NOTHING, Figures, Standing, TrendPoint
from units.models import Unit

YEAR_END = 4
SHORT_WORDS = 5
NO_TARGET = "Belum ada target"


@dataclass(frozen=True)
class Level:
    """A mean capaian in percent over the `known` of the `promised` indicators; rated only when all are known."""

    value: Decimal | None
    known: int
    promised: int
    status: Status

    @property
    def is_complete(self) -> bool:
        return 0 < self.promised == self.known

    @property
    def note(self) -> str:
        """How much of it is known, "3 dari 4"; empty when all is, or when nothing is promised."""
        return (
            "" if self.is_complete or not self.promised else f"{number(self.known, 0)} dari {number(self.promised, 0)}"
        )


def level(value: Decimal | None, known: int, promised: int, bands: tuple[Band, ...]) -> Level:
    """The mean with its rating; over incomplete data it is shown but never rated."""
    if not promised:
        return Level(value, known, promised, Status("unknown", NO_TARGET))
    if known < promised:
        return Level(value, known, promised, Status("unknown", NOT_COMPLETE if known else NO_DATA))
    band = rate(value, bands)
    return Level(value, known, promised, Status(band.mark, band.label) if band else Status("unknown", NO_DATA))


@dataclass(frozen=True)
class HeatColumn:
    """An objective of the unit; `objective_id` None is what hangs on none of them."""

    objective_id: int | None
    code: str
    name: str

    @property
    def label(self) -> str:
        return f"{self.code} {self.name}".strip()

    @property
    def short(self) -> str:
        """The first words, for a head or a card that has room for no more."""
        words = self.label.split()
        return " ".join(words) if len(words) <= SHORT_WORDS else f"{' '.join(words[:SHORT_WORDS])} …"


@dataclass(frozen=True)
class UnitRow:
    """A unit right below with its subtree's mean, and that of each column of the map; None where nothing is tied."""

    standing: Standing
    level: Level
    cells: tuple[tuple[HeatColumn, Level | None], ...] = ()
    is_over: bool = False

    @property
    def misses(self) -> int:
        """The indicators that will miss their target, or of a year that is over those below it."""
        return self.figures.below if self.is_over else self.figures.will_miss

    @property
    def unit(self) -> Unit:
        return self.standing.unit

    @property
    def figures(self) -> Figures:
        return self.standing.subtree


@dataclass(frozen=True)
class ObjectiveRow:
    """An objective that the unit carries: the mean of its own indicators, and that of all that hangs on it."""

    objective_id: int
    code: str
    name: str
    own: Level
    whole: Level
    is_carried: bool


@dataclass(frozen=True)
class Forecast:
    """A capaian expected at the end of the year, with its mean error in percent; None with the reason."""

    value: Decimal | None = None
    error: Decimal | None = None
    reason: str = ""


@dataclass(frozen=True)
class Shortfall:
    """An indicator that lags: its capaian now, and apart from it what the year will bring by two methods.

    `period_words` says of which earlier quarter the value is; empty where it is of this one.
    """

    unit: Unit
    indicator_id: int
    code: str
    name: str
    achieved: Decimal | None
    status: Status
    straight: Forecast
    shaped: Forecast
    period_words: str = ""


@dataclass(frozen=True)
class Mover:
    """A unit whose mean changed since the quarter before; `change` in percentage points."""

    unit: Unit
    before: Decimal
    now: Decimal
    change: Decimal

    @property
    def is_up(self) -> bool:
        return self.change > 0

    @property
    def size(self) -> Decimal:
        """How far it moved, whichever way."""
        return abs(self.change)


@dataclass(frozen=True)
class Picture:
    """Everything a leader sees; `computed_at` None was computed for this very page.

    `is_whole` False shows the unit alone, for who may not see what lies below it.
    """

    unit: Unit
    year: int
    quarter: int
    today: date
    is_whole: bool
    method: str
    own: Level
    whole: Level
    own_figures: Figures = NOTHING
    whole_figures: Figures = NOTHING
    computed_at: datetime | None = None
    columns: tuple[HeatColumn, ...] = ()
    rows: tuple[UnitRow, ...] = ()
    objectives: tuple[ObjectiveRow, ...] = ()
    shortfalls: tuple[Shortfall, ...] = ()
    movers: tuple[Mover, ...] = ()
    points: tuple[TrendPoint, ...] = ()
    decisions: tuple[Decision, ...] = ()

    @property
    def period(self) -> str:
        return f"{quarter_name(self.quarter)} {self.year}"

    @property
    def is_over(self) -> bool:
        """Whether the year has passed, so that nothing of it is to come."""
        return self.today.year > self.year

    @property
    def is_foreseen(self) -> bool:
        """Whether the rest of the year is still to come and can be foreseen."""
        return self.quarter < YEAR_END and not self.is_over

    @property
    def behind(self) -> int:
        """How many indicators are below their target or, while the year runs, on the way to miss it."""
        return self.figures.below if self.is_over else self.figures.shortfalls

    @property
    def miss_words(self) -> str:
        """What the count of a unit's misses is called."""
        if not self.is_over:
            return "Akan meleset"
        return "Tidak tercapai" if self.quarter == YEAR_END else "Di bawah target"

    @property
    def hero(self) -> Level:
        """The figure that stands first."""
        return self.own if self.is_own else self.whole

    @property
    def is_own(self) -> bool:
        """Whether the unit itself stands first: where it promised anything, and for who may not see what lies below."""
        return bool(self.own.promised) or not self.is_whole

    @property
    def figures(self) -> Figures:
        """The sums of what may be seen."""
        return self.whole_figures if self.is_whole else self.own_figures

    @property
    def is_empty(self) -> bool:
        """Whether nothing is promised and no money is recorded, here or below."""
        return not self.figures.promised and not self.figures.budget_units

    @property
    def is_branch(self) -> bool:
        return bool(self.rows)

    @property
    def is_carried(self) -> bool:
        """Whether other units carry any objective of the unit, and may be seen."""
        return self.is_whole and any(row.is_carried for row in self.objectives)

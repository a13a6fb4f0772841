"""Painting the picture of a subtree: its figures with their ratings, worst first, and what is to be decided."""

from datetime import date
from decimal import Decimal

from django.utils import timezone

from agreements.summary import rules_of
from indicators.achievement import HUNDRED, OVERALL_WORDS
from indicators.models import Measure
from indicators.rulesets import Rules
from lakin.formatting import number
from reports.blocks import Status
from reports.leading.deciding import decide
from reports.leading.facts import Carried, Facts, alone, kept_facts
from reports.leading.foresight import Seen, foresee
from reports.leading.live import live_facts
from reports.leading.picture import HeatColumn, Level, Mover, ObjectiveRow, Picture, Shortfall, UnitRow, level
from reports.standings import Figures, HeatCell, Lagging, Movement

# Units that moved, named on the page; half of them up, half down.
MOST_MOVERS = 6
UNTIED = HeatColumn(None, "", "Belum tersambung")
# Of a predicate that lags there is no percent, yet it is known to be too low.
TOO_LOW = Status("below", "Di bawah target")


def paint(
    unit, year: int, quarter: int, *, is_whole: bool = True, today: date | None = None, history=None
) -> Picture | None:
    """The picture; None where nothing is kept of a subtree too large to be computed for one page.

    `is_whole` False paints the unit alone, for who may not see what lies below it; `history` are the unit's kept rows
    where they were read already.
    """
    facts = kept_facts(unit, year, quarter, is_whole=is_whole, history=history)
    facts = facts or live_facts(unit, year, quarter, is_whole=is_whole)
    if facts is None:
        return None
    facts, today = facts if is_whole else alone(facts), today or timezone.localdate()
    lagging = lagging_of(facts, unit, is_whole=is_whole, is_over=today.year > year)
    by_unit = rules_of([unit, *(one.unit for one in lagging)], year)
    rules = by_unit[unit.pk]
    seen = foresee(lagging, year, quarter, by_unit, is_over=today.year > year)
    shortfalls = tuple(shortfall(one, seen, rules) for one in lagging)
    rows = unit_rows(facts, rules, is_over=today.year > year) if is_whole else ()
    return Picture(
        unit=unit,
        year=year,
        quarter=quarter,
        today=today,
        is_whole=is_whole,
        method=method_of(facts, rules),
        own=level_of(facts.own, rules),
        whole=level_of(facts.subtree, rules),
        own_figures=facts.own,
        whole_figures=facts.subtree,
        computed_at=facts.computed_at,
        columns=columns_of(facts) if rows else (),
        rows=rows,
        objectives=tuple(objective_row(item, rules) for item in facts.objectives),
        shortfalls=shortfalls,
        movers=movers(facts.movement) if is_whole else (),
        points=facts.points,
        decisions=decide(unit, year, quarter, facts, shortfalls, is_whole=is_whole, today=today),
    )


def lagging_of(facts: Facts, unit, *, is_whole: bool, is_over: bool) -> tuple[Lagging, ...]:
    """What lags as far as it may be seen; of a year that is over only what stayed below, the lowest first."""
    seen = tuple(one for one in facts.lagging if is_whole or one.unit.pk == unit.pk)
    if not is_over:
        return seen
    return tuple(sorted((one for one in seen if lowest(one) < HUNDRED), key=lowest))


def lowest(one: Lagging) -> Decimal:
    """Its capaian, for sorting; a predicate that is too low has none and comes first."""
    return Decimal("-Infinity") if one.capaian is None else one.capaian


def method_of(facts: Facts, rules: Rules) -> str:
    """How the first figure is a mean, in words."""
    if facts.own.promised or facts.subtree == facts.own:
        return OVERALL_WORDS[rules.policy.overall_method]
    return f"rata-rata capaian {number(facts.subtree.capaian_units, 0)} unit"


def level_of(figures: Figures, rules: Rules) -> Level:
    return level(figures.mean, figures.known, figures.promised, rules.bands)


def cell_level(cell: HeatCell | None, rules: Rules) -> Level | None:
    """A cell of the map; None where nothing is tied to the objective."""
    return None if cell is None else level(cell.mean, cell.known, cell.promised, rules.bands)


def columns_of(facts: Facts) -> tuple[HeatColumn, ...]:
    """The objectives of the map, without the last column where everything is tied to one of them."""
    columns = [HeatColumn(one.pk, one.code, one.name) if one else UNTIED for one in facts.heat.columns]
    return tuple(columns if is_loose(facts) else columns[:-1])


def is_loose(facts: Facts) -> bool:
    """Whether any child carries what hangs on none of the unit's objectives."""
    return any(row.cells[-1] for row in facts.heat.rows)


def unit_rows(facts: Facts, rules: Rules, *, is_over: bool) -> tuple[UnitRow, ...]:
    """The children, the lowest mean first, those without one last."""
    columns = columns_of(facts)
    cells = {row.unit.pk: [cell_level(cell, rules) for cell in row.cells] for row in facts.heat.rows}
    rows = [
        UnitRow(
            one,
            level_of(one.subtree, rules),
            tuple(zip(columns, cells.get(one.unit.pk, [None] * len(columns)), strict=False)),
            is_over,
        )
        for one in facts.children
    ]
    return tuple(sorted(rows, key=worst_first))


def worst_first(row: UnitRow):
    """The order of units: by their mean, those without one last."""
    return row.level.value is None, row.level.value or 0, row.unit.path


def objective_row(item: Carried, rules: Rules) -> ObjectiveRow:
    """One objective with its two means."""
    empty = level(None, 0, 0, rules.bands)
    return ObjectiveRow(
        item.objective.pk,
        item.objective.code,
        item.objective.name,
        cell_level(item.own, rules) or empty,
        cell_level(item.whole, rules) or empty,
        item.whole is not None and item.own != item.whole,
    )


def shortfall(one: Lagging, seen: Seen, rules: Rules) -> Shortfall:
    """One indicator that lags with both its forecasts."""
    is_word = one.indicator.measure == Measure.PREDICATE
    status = TOO_LOW if is_word else level(one.capaian, int(one.capaian is not None), 1, rules.bands).status
    ahead = seen[one.unit.pk, one.indicator.pk]
    name = one.indicator.short_name or one.indicator.name
    place = one.unit, one.indicator.pk, one.indicator.code, name
    return Shortfall(*place, one.capaian, status, ahead.straight, ahead.shaped, ahead.period_words)


def movers(movement: tuple[Movement, ...]) -> tuple[Mover, ...]:
    """Those that fell most, then those that rose most; who did not move is left out."""
    moved = [Mover(one.unit, one.before, one.now, one.change.value) for one in movement if one.change.value]
    fallen = sorted((one for one in moved if not one.is_up), key=lambda one: one.change)
    risen = sorted((one for one in moved if one.is_up), key=lambda one: -one.change)
    half = MOST_MOVERS // 2
    return (*fallen[:half], *risen[:half])

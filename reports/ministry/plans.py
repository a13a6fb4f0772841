"""Renstra, objectives across units, indicators with their components, and targets of a made-up ministry."""

from collections.abc import Iterator
from itertools import count

from indicators.models import Component, Indicator, Objective, PlanVersion, StrategicPlan, StrategicTarget, TargetTable
from reports.ministry.keys import OBJECTIVES, carries, indicator_key, objective_key
from reports.ministry.kinds import SCALE, kinds_of, target_of
from reports.ministry.words import OBJECTIVES as SENTENCES

LEVELS = ("strategis", "program", "kegiatan")
PERIOD = 5
# One unit in so many has an objective that hangs on none above.
LOOSE = 17


def add_plans(load, ministry) -> None:
    """Store the plans of every unit with all that hangs on them."""
    first, last = ministry.years[0], max(ministry.years[-1], ministry.years[0] + PERIOD - 1)
    name, title = f"Renstra {first}-{last}", f"Target {first}-{last}"
    units = [place.pk for place in ministry.places]
    load.add(
        StrategicPlan, ("id", "unit", "name", "year_from", "year_to"), ((pk, pk, name, first, last) for pk in units)
    )
    load.add(PlanVersion, ("id", "plan", "number"), ((pk, pk, 0) for pk in units))
    table = ("id", "version", "number", "title", "year_from", "year_to")
    load.add(TargetTable, table, ((pk, pk, 1, title, first, last) for pk in units))
    load.add(Objective, ("id", "plan", "code", "order", "level", "name", "parent"), objectives(ministry))
    load.add(Indicator, INDICATOR, indicators(ministry))
    columns = ("table", "indicator", "year_from", "year_to", "value", "text")
    load.add(StrategicTarget, columns, strategic_targets(ministry))
    load.add(Component, ("id", "indicator", "year", "order", "name", "weight", "role"), components(ministry))


def objectives(ministry) -> Iterator[tuple]:
    """Three of each unit, each below the same one of the unit above."""
    for place in ministry.places:
        for number in range(OBJECTIVES):
            parent = objective_key(place.parent, number) if place.parent else None
            if number == OBJECTIVES - 1 and place.pk % LOOSE == 0:
                parent = None
            text = SENTENCES[number].format(field=place.field, unit=place.short_name)
            level = LEVELS[min(place.level, len(LEVELS) - 1)]
            yield (objective_key(place.pk, number), place.pk, str(number + 1), number + 1, level, text, parent)


INDICATOR = (
    *("id", "objective", "code", "order", "name", "measure", "measure_label", "decimals", "polarity", "calculation"),
    *("accumulation", "predicate_scale", "numerator_label", "denominator_label", "definition", "data_source", "is_key"),
)


def indicators(ministry) -> Iterator[tuple]:
    """Eight of each unit, but for the one a leaf reports to the unit above."""
    for place in ministry.places:
        orders = dict.fromkeys(range(OBJECTIVES), 0)
        for slot, kind in enumerate(kinds_of(place)):
            if carries(place, slot):
                continue
            orders[kind.objective] += 1
            order = orders[kind.objective]
            labels = ("Yang berhasil", "Seluruhnya") if kind.calculation in ("ratio", "pooled") else ("", "")
            yield (
                *(indicator_key(place.pk, slot), objective_key(place.pk, kind.objective)),
                *(f"{kind.objective + 1}.{order}", order, f"{kind.name} {place.short_name}", kind.measure, kind.label),
                *(kind.decimals, kind.polarity, kind.calculation, kind.accumulation),
                ministry.scale_id if kind.measure == "predicate" else None,
                *(*labels, f"{kind.name}.", f"Laporan triwulan {place.short_name}", slot < 5),
            )


def strategic_targets(ministry) -> Iterator[tuple]:
    """The target of every own indicator and year that has a number or a word."""
    for place in ministry.places:
        ability = ministry.abilities[place.pk]
        for slot, kind in enumerate(kinds_of(place)):
            if carries(place, slot) or kind.polarity == "range":
                continue
            for since, year in enumerate(ministry.years):
                is_word = kind.measure == "predicate"
                value = None if is_word else f"{target_of(kind, ability, since):.2f}"
                yield place.pk, indicator_key(place.pk, slot), year, year, value, SCALE[4] if is_word else ""


def components(ministry) -> Iterator[tuple]:
    """The components of every indicator that is made of some, each year; in the order of `component_keys`."""
    keys = count(1)
    for place in ministry.places:
        for slot, kind in enumerate(kinds_of(place)):
            for year in ministry.years if kind.parts else ():
                for order, (name, weight) in enumerate(kind.parts, 1):
                    yield next(keys), indicator_key(place.pk, slot), year, order, name, weight, "bagian"


def component_keys(ministry) -> dict[tuple[int, int], int]:
    """The key of the first component of each unit and year."""
    found, key = {}, 1
    for place in ministry.places:
        for kind in kinds_of(place):
            for year in ministry.years if kind.parts else ():
                found[place.pk, year] = key
                key += len(kind.parts)
    return found

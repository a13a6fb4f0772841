"""Filling the whole standing anew from the engine, year by year and unit by unit in batches."""

from collections.abc import Callable, Iterator
from itertools import islice

from django.utils import timezone

from agreements.models import PerformanceAgreement
from budget.models import Dipa
from reports.models import ObjectiveStanding, Reach, Shortfall, UnitStanding
from reports.standing.changes import settled_change
from reports.standing.objectives_up import sum_objectives
from reports.standing.own import own_rows
from reports.standing.units_up import sum_units
from reports.standing.writing import held_mark, replace_rows
from units.models import Unit

UNITS_AT_ONCE = 250


def rebuild(*, years=None, tell: Callable[[str], None] = lambda _: None) -> None:
    """Fill the standing of the years anew, of all years with an agreement or a DIPA where none are named."""
    begun = settled_change()
    for year in years or years_with_data():
        for units in batches(year):
            with held_mark():
                store_own(units, year)
        with held_mark():
            sum_units(year)
            sum_objectives(year)
        tell(f"Rekap tahun {year} disusun ulang.")
    if not years and begun is not None:
        set_mark(begun)


def set_mark(change: int) -> None:
    """Say that everything up to the entry is in; what was written meanwhile comes after it and is refreshed."""
    with held_mark() as mark:
        mark.last_change, mark.refreshed_at = change, timezone.now()
        mark.save(update_fields=["last_change", "refreshed_at"])


def years_with_data() -> list[int]:
    """The years in which a unit has an agreement or a DIPA, or that were once recorded in the standing."""
    years = [model.objects.order_by().values_list("year") for model in (PerformanceAgreement, Dipa, UnitStanding)]
    return sorted(year for (year,) in years[0].union(*years[1:]))


def batches(year: int) -> Iterator[list[Unit]]:
    """All units, neighbours together."""
    units = Unit.objects.order_by("path").iterator()
    while group := list(islice(units, UNITS_AT_ONCE)):
        yield group


def store_own(units: list[Unit], year: int) -> None:
    """Store the rows of the units alone in the place of the former ones."""
    mine = {"unit__in": units, "year": year}
    former = {
        UnitStanding: UnitStanding.objects.filter(**mine, reach=Reach.OWN),
        ObjectiveStanding: ObjectiveStanding.objects.filter(**mine, reach=Reach.OWN),
        Shortfall: Shortfall.objects.filter(**mine),
    }
    for model, rows in own_rows(units, year).all:
        replace_rows(former[model], model, rows)

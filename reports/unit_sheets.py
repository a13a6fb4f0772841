"""The sheets of the first page's list: which units stand on one, and how many there are on all of them."""

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from reports.overview import count_with_data, named, with_data
from units.models import Unit

UNITS_PER_SHEET = 25
# So many that match are told apart in one reading; beyond them the words were hardly any.
MOST_KEYS = 500


class CountedPaginator(Paginator):
    """Sheets of rows that were counted already."""

    def __init__(self, rows, per_page: int, count: int):
        super().__init__(rows, per_page)
        # In the place of the cached property that would ask the database again.
        self.count = count


def unit_sheet(units: QuerySet, year: int, *, words: str, is_everything: bool, number: str | None) -> Page:
    """One sheet of the units that match the words, of all units, or of those with data in the year."""
    if words:
        found, count = matching(units, words)
    elif is_everything:
        found, count = units, units.count()
    else:
        found, count = with_data(units, year), count_with_data(units, year)
    ordered = found.select_related("parent").order_by("path")
    return CountedPaginator(ordered, UNITS_PER_SHEET, count).get_page(number)


def matching(units: QuerySet, words: str) -> tuple[QuerySet, int]:
    """The units that match and how many they are; every name is read only once where there are few."""
    # In no order and of all units: along the paths a database would fetch each unit by itself.
    keys = list(named(Unit.objects.order_by(), words).values_list("pk", flat=True)[: MOST_KEYS + 1])
    found = units.filter(pk__in=keys) if len(keys) <= MOST_KEYS else named(units, words)
    return found, found.count()

"""Addresses of the admin with the words of a link: a list narrowed to a unit and year, a row, an empty form."""

from typing import NamedTuple
from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse

# The name under which the admin keeps the filters of the list that a form returns to.
KEPT = "_changelist_filters"


class Link(NamedTuple):
    """Where something is done, and what the link says."""

    url: str
    words: str


def to_list(model, words: str, unit=None, year: int | None = None, **narrowed) -> Link:
    """The list of a table, narrowed to the unit and, where the table knows years, to the year."""
    narrowed |= ({"unit": unit.code} if unit else {}) | ({"tahun": year} if year else {})
    return Link(f"{reverse(name_of(model, 'changelist'))}?{urlencode(narrowed)}", words)


def to_new(model, words: str, **initial) -> Link:
    """The empty form of a new row with what is known already."""
    return Link(f"{reverse(name_of(model, 'add'))}?{urlencode(initial)}", words)


def to_row(row, words: str = "") -> Link:
    """The form of a row, by default under the row's own words."""
    return Link(reverse(name_of(type(row), "change"), args=(row.pk,)), words or str(row))


def carrying(link: Link, unit, year: int) -> Link:
    """The link to a form that knows for which unit and year it was opened."""
    kept = urlencode({KEPT: urlencode({"unit": unit.code, "tahun": year})})
    return link._replace(url=f"{link.url}{'&' if '?' in link.url else '?'}{kept}")


def to_page(name: str, words: str, *arguments) -> list[Link]:
    """A page outside the admin as a list of one link; empty when there is no such page."""
    try:
        return [Link(reverse(name, args=arguments), words)]
    except NoReverseMatch:
        return []


def name_of(model, page: str) -> str:
    return f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}"

"""The pohon kinerja of a unit and year: drawn, as a nested list, and what keeps it from being whole."""

from urllib.parse import urlsplit

from django.core.paginator import Paginator
from django.http import QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe
from django_htmx.http import push_url

from indicators.periods import QUARTERS
from reports.cascade import ALL_LEVELS, cascade, seen_below
from reports.frame import frame
from reports.screen_tree import screen_tree
from reports.tree_file import as_xlsx, gaps_xlsx
from reports.tree_gaps import gaps
from reports.tree_gaps_below import gap_rows
from reports.until_quarter import chosen, until_quarter
from reports.views.files import attached
from units.access import enter

UNITS_PER_PAGE = 50


@require_safe
def show_tree(request, code, year):
    unit = enter(request.user, code)
    keep_open(request)
    tree, opened = asked_tree(request, unit, year), request.GET.getlist("buka")
    context = {
        "frame": frame(request.user, unit, year, "tree"),
        "tree": tree,
        "drawn": screen_tree(tree),
    }
    if request.htmx and opened and (node := tree.node(opened[-1])):
        response = render(request, "reports/_tree_opened.html", context | {"node": node, "is_opened": True})
        return push_url(response, f"{request.path}?{request.GET.urlencode()}")
    context |= {
        "gaps": gaps(unit, year, tree.nodes, seen_below(request.user, unit)),
        "quarters": QUARTERS,
        "levels": range(1, tree.depth + 1),
        "has_all": tree.levels >= tree.depth,
    }
    return render(request, "reports/tree_show.html", context)


@require_safe
def download_tree(request, code, year):
    """What stands open of the tree, as a file."""
    unit = enter(request.user, code)
    return attached(as_xlsx(asked_tree(request, unit, year)), f"pohon-kinerja-{unit.code}-{year}", "xlsx")


@require_safe
def list_gaps(request, code, year):
    """Every unit below with gaps of its own."""
    unit = enter(request.user, code)
    found = gap_rows(seen_below(request.user, unit), year)
    context = {
        "frame": frame(request.user, unit, year, "tree"),
        "found": found,
        "page": Paginator(found.rows, UNITS_PER_PAGE).get_page(request.GET.get("halaman")),
    }
    return render(request, "reports/gap_list.html", context)


@require_safe
def download_gaps(request, code, year):
    """The same units, all of them, as a file."""
    unit = enter(request.user, code)
    return attached(
        gaps_xlsx(unit, year, gap_rows(seen_below(request.user, unit), year)), f"celah-{unit.code}-{year}", "xlsx"
    )


def keep_open(request) -> None:
    """Adds what was opened on the page since the link that is followed was drawn, so that a reload shows all of it."""
    if request.htmx:
        shown = QueryDict(urlsplit(request.htmx.current_url or "").query).getlist("buka")
        asked = request.GET.getlist("buka")
        request.GET = request.GET.copy()
        request.GET.setlist("buka", [*(one for one in shown if one not in asked), *asked])


def asked_tree(request, unit, year):
    """The tree up to the quarter and opened as the address says."""
    quarter, levels = until_quarter(request, unit, year), chosen_levels(request.GET.get("tingkat"))
    return cascade(request.user, unit, year, quarter=quarter, levels=levels, opened=request.GET.getlist("buka"))


def chosen_levels(text) -> int | None:
    """How many levels are to stand open; None leaves it to what stays readable."""
    return ALL_LEVELS if text == "semua" else chosen(text, range(1, ALL_LEVELS))

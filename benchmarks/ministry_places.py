"""What people open in a ministry every day, each beside raw SQL that reads the same rows."""

import sys
from collections.abc import Callable
from dataclasses import dataclass

from django.test import Client
from django.urls import NoReverseMatch, reverse

from agreements.models import AgreementLine
from budget.models import BudgetLine
from reports import standings
from units.models import Role, Unit

# The place of the ministry's large POK, and the quarter that is told.
LARGE, QUARTER = 3, 3
PAGE, PART, EXPORT = 150, 50, 1000
# Milliseconds in the database: of what is read from the kept sums, and of a unit's own year.
KEPT, LIVE_UNIT = 5, 30

KIDS = """SELECT * FROM reports_unitstanding s JOIN units_unit u ON u.id = s.unit_id
WHERE u.parent_id = %s AND year = %s AND quarter = %s"""
# What the sums save: every fact of a year and quarter below a unit, counted live.
LIVE = """SELECT i.objective_id, count(*), count(r.verified_at), sum(r.value) FROM indicators_realization r
JOIN units_unit u ON u.id = r.unit_id JOIN indicators_indicator i ON i.id = r.indicator_id
WHERE u.path LIKE %s AND r.year = %s AND r.quarter = %s GROUP BY i.objective_id"""
FACTS = """SELECT * FROM indicators_realization r JOIN indicators_indicator i ON i.id = r.indicator_id
WHERE r.unit_id = %s AND r.year = %s"""
LINES = "SELECT * FROM budget_budgetline l JOIN budget_dipa d ON d.id = l.dipa_id WHERE d.unit_id = %s AND d.year = %s"
BELOW = "SELECT * FROM budget_budgetline l LEFT JOIN budget_ceiling c ON c.line_id = l.id WHERE l.parent_id = %s"
WAITING = """SELECT r.* FROM indicators_realization r JOIN units_unit u ON u.id = r.unit_id
WHERE r.status = 'submitted' AND u.path LIKE %s ORDER BY r.submitted_at LIMIT 50"""
NAMED = "SELECT * FROM units_unit WHERE lower(name) LIKE %s ORDER BY path LIMIT 8"
FIRST = "SELECT * FROM units_unit ORDER BY path LIMIT 25"


@dataclass(frozen=True)
class Place:
    """One thing that is opened: by whom and how, its most milliseconds, and raw SQL for the same rows as its peer."""

    name: str
    role: Role
    open: Callable[[Client], object] | None
    raw: str
    given: tuple = ()
    most: float = PAGE
    most_in_database: float | None = None


def page(address: str, *args, query: str = "") -> Callable[[Client], object] | None:
    """How to open a page; None while there is no such address."""
    try:
        url = reverse(f"reports:{address}", args=args) + query
    except NoReverseMatch:
        return None

    def opened(client: Client):
        answer = client.get(url, HTTP_HOST="127.0.0.1")
        if answer.status_code != 200:
            sys.exit(f"{url}: {answer.status_code}")
        return answer.getvalue() if answer.streaming else answer.content

    return opened


def read(function, *args) -> Callable[[Client], object]:
    """A read without a page."""
    return lambda _client: function(*args)


def places(year: int) -> list[Place]:
    """Everything that is measured; what has no address yet is left out."""
    root, first = Unit.objects.get(parent=None), Unit.objects.get(code="ditjen-1")
    branch = first.children.order_by("order").last()
    found = [*of_leader(year, (root, first, branch)), *of_sums(year, root, branch), *of_units(year, branch)]
    found += [*of_budget(year), *of_ministry(year, root, first), *of_files(year, root)]
    return [place for place in found if place.open is not None]


def of_leader(year: int, units) -> list[Place]:
    """The leader's page at three heights."""
    names = ("kementerian", "eselon I", "direktorat")
    return [
        Place(
            *(f"halaman pimpinan, {name}", Role.LEADER, page("leader-show", unit.code, year)),
            *(LIVE, (f"{unit.path}%", year, QUARTER), PAGE, KEPT),
        )
        for name, unit in zip(names, units, strict=True)
    ]


def of_sums(year: int, root: Unit, branch: Unit) -> list[Place]:
    """The reads of the kept sums alone."""
    at = (year, QUARTER)
    reads = {
        "rekap unit": (lambda unit: standings.standing(standings.history(unit, year), unit, *at), root),
        "rekap anak": (lambda unit: standings.children(standings.rows_below(unit, *at), *at), root),
        "peta panas": (heat, root, *at),
        "peta panas direktorat": (heat, branch, *at),
        "terburuk, kementerian": (standings.shortfalls, root, *at),
        "terburuk, direktorat": (standings.shortfalls, branch, *at),
        "pergerakan": (lambda unit: standings.movement(standings.rows_below(unit, *at), *at), root),
        "tren": (lambda unit: standings.trend(standings.history(unit, year)), root),
    }
    return [
        Place(f"{name} (baca)", Role.LEADER, read(*asked), KIDS, (asked[1].pk, *at), PAGE, KEPT)
        for name, asked in reads.items()
    ]


def heat(unit: Unit, *at):
    """The heat map with all that it is put together from."""
    below = [one.unit for one in standings.children(standings.rows_below(unit, *at), *at)]
    return standings.heat(standings.objectives_of(unit, *at), unit, below, *at)


def of_units(year: int, branch: Unit) -> list[Place]:
    """The pages of one unit and year."""
    sentra = Unit.objects.filter(kind="sentra").order_by("path").first()
    own, leader = (FACTS, (sentra.pk, year)), Role.LEADER
    at = (sentra.code, year)
    line = AgreementLine.objects.filter(agreement__unit=sentra, agreement__year=year).order_by("order").first()
    return [
        Place("kartu skor sentra", leader, page("scorecard-show", *at), *own, PAGE, LIVE_UNIT),
        Place("kartu skor direktorat", leader, page("scorecard-show", branch.code, year), *own, PAGE, LIVE_UNIT),
        Place("halaman indikator", leader, page("indicator-show", *at, line.indicator_id), *own),
        Place("pohon kinerja sentra", leader, page("tree-show", *at), *own),
        Place("triwulan sentra", leader, page("quarter-show", *at, QUARTER), *own),
        Place("PK sentra", leader, page("agreement-list", *at), *own),
        Place("ekspor buku kerja sentra", Role.PLANNER, page("workbook-download", *at), *own, EXPORT),
        Place("beranda pengisi", Role.REPORTER, page("reporting-home"), *own),
    ]


def of_budget(year: int) -> list[Place]:
    """The POK of five thousand lines."""
    large = Unit.objects.get(pk=LARGE)
    line = BudgetLine.objects.filter(dipa__unit=large, dipa__year=year, level="kegiatan").first()
    at, leader = (large.code, year), Role.LEADER
    return [
        Place("POK 5.000 baris", leader, page("budget-show", *at), LINES, (large.pk, year)),
        Place("POK, satu tingkat dibuka", leader, page("branch-show", *at, line.pk), BELOW, (line.pk,), PART),
    ]


def of_ministry(year: int, root: Unit, first: Unit) -> list[Place]:
    """Pages that list or search the whole ministry."""
    leader, top = Role.LEADER, (root.code, year)
    return [
        Place("antrean verifikasi", Role.VERIFIER, page("verification-list"), WAITING, (f"{first.path}%",)),
        Place("halaman depan", leader, page("home"), FIRST),
        Place("halaman depan, lembar 5", leader, page("home", query="?semua&halaman=5"), FIRST),
        Place("halaman depan, dicari", leader, page("home", query="?q=bogor"), FIRST),
        Place("cari unit", leader, page("unit-search", query="?q=sentra+anak"), NAMED, ("%sentra anak%",), PART),
        Place("pohon kinerja kementerian", leader, page("tree-show", *top), FIRST),
        Place("periode kementerian", leader, page("period-list", *top), FIRST),
        Place("siapkan tahun, eselon I", Role.PLANNER, page("planning-show", first.code, year), FIRST),
        Place("riwayat perubahan", Role.ADMINISTRATOR, page("trail-list"), FIRST),
    ]


def of_files(year: int, root: Unit) -> list[Place]:
    """The largest Excel files that are made while somebody waits."""
    large = Unit.objects.get(pk=LARGE)
    kids, lines = (KIDS, (root.pk, year, QUARTER), EXPORT), (LINES, (large.pk, year), EXPORT)
    opened = {
        "ekspor halaman pimpinan, kementerian": (Role.LEADER, page("leader-download", root.code, year, "xlsx"), kids),
        "ekspor POK 5.000 baris": (Role.LEADER, page("budget-download", large.code, year, "pok"), lines),
    }
    return [Place(name, role, way, *peer) for name, (role, way, peer) in opened.items()]

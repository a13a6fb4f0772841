"""Which pages the budget of a unit and year has, and the tables each can give as an Excel file."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import Http404

from budget.cross import cross, outputs, spread
from budget.models import DipaRevision, RevisionState
from budget.performance import ikpa_estimate
from budget.plan import plan_of
from budget.proposals import Examined, examine
from budget.statement import statement
from reports.blocks import Table
from reports.money import revisions, tables


@dataclass(frozen=True)
class Page:
    """One page of the budget: its key, the name of its address, and its words."""

    key: str
    name: str
    words: str


PAGES = (
    Page("pok", "reports:budget-show", "DIPA dan POK"),
    Page("changes", "reports:budget-changes", "Perubahan revisi"),
    Page("spread", "reports:budget-spread", "Jenis belanja, RO, sasaran"),
    Page("plan", "reports:budget-plan", "Rencana penarikan"),
    Page("ikpa", "reports:budget-ikpa", "Perkiraan IKPA"),
)


@dataclass(frozen=True)
class Asked:
    """For which unit and year, and what the address asks for beyond them."""

    unit: object
    year: int
    query: dict[str, str]


def revisions_of(unit, year: int) -> list[DipaRevision]:
    """Every revision of the year's DIPA, proposals and discarded ones too, in their order."""
    rows = DipaRevision.objects.filter(dipa__unit=unit, dipa__year=year).select_related("dipa__unit")
    return list(rows.order_by("dipa__number", "order"))


def chosen(rows: list[DipaRevision], text: str | None) -> DipaRevision | None:
    """The revision of that id among the rows; None when nothing was asked, 404 for one that is not there."""
    if not text:
        return None
    found = next((row for row in rows if str(row.pk) == text), None)
    if found is None:
        raise Http404("Revisi ini tidak ada pada DIPA tahun itu.")
    return found


def chosen_pair(rows: list[DipaRevision], query) -> tuple[DipaRevision, DipaRevision] | None:
    """Two revisions of one DIPA, the earlier first and a proposal last; the last two in force unless others are asked.

    None where there are no such two.
    """
    after = chosen(rows, query.get("ke"))
    before = chosen(rows, query.get("dari"))
    decided = [
        row for row in rows if row.state == RevisionState.IN_FORCE and (after is None or row.dipa_id == after.dipa_id)
    ]
    if after is None:
        after = decided[-1] if decided else None
    if after and before is None:
        earlier = [row for row in decided if row.dipa_id == after.dipa_id and row.order < after.order]
        before = earlier[-1] if earlier else None
    if before is None or after is None or before == after or before.dipa_id != after.dipa_id:
        return None
    first, second = sorted((before, after), key=lambda row: (row.state != RevisionState.IN_FORCE, row.order))
    return first, second


def examined(asked: Asked) -> Examined:
    """The proposal the address names; 404 when it is not there."""
    found = chosen(revisions_of(asked.unit, asked.year), asked.query.get("usulan"))
    if found is None:
        raise Http404("Usulan revisi mana yang diminta tidak disebut.")
    return examine(found, statement(asked.unit, asked.year))


def pok(asked: Asked) -> tuple[Table, ...]:
    return (tables.pok_table(statement(asked.unit, asked.year)),)


def chronology(asked: Asked) -> tuple[Table, ...]:
    return (tables.history_table(statement(asked.unit, asked.year)),)


def changed(asked: Asked) -> tuple[Table, ...]:
    found = revisions.compared_pair(chosen_pair(revisions_of(asked.unit, asked.year), asked.query))
    return (revisions.changes_table(found), revisions.levels_table(found)) if found else ()


def proposal(asked: Asked) -> tuple[Table, ...]:
    return revisions.examined_tables(examined(asked))


def spread_tables(asked: Asked) -> tuple[Table, ...]:
    stated = statement(asked.unit, asked.year)
    return (
        tables.cross_table(cross(stated)),
        tables.outputs_table(outputs(stated)),
        tables.objectives_table(spread(asked.unit, asked.year, stated), asked.unit),
    )


def plan(asked: Asked) -> tuple[Table, ...]:
    found = plan_of(asked.unit, asked.year)
    return tables.plan_tables(found) if found else ()


def ikpa(asked: Asked) -> tuple[Table, ...]:
    found = ikpa_estimate(asked.year, statement(asked.unit, asked.year), plan_of(asked.unit, asked.year))
    return (tables.ikpa_table(found), tables.parameters_table(found.rules)) if found else ()


# Under which name the tables are taken away: the title of the file, and what makes them.
FILES: dict[str, tuple[str, Callable[[Asked], tuple[Table, ...]]]] = {
    "pok": ("Rincian POK", pok),
    "kronologi": ("Kronologi DIPA", chronology),
    "perubahan": ("Perubahan revisi DIPA", changed),
    "usulan": ("Pemeriksaan usulan revisi", proposal),
    "belanja": ("Jenis belanja, RO, dan sasaran", spread_tables),
    "rencana": ("Rencana penarikan dan realisasi", plan),
    "ikpa": ("Perkiraan IKPA", ikpa),
}

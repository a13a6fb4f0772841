"""Whose workbook may touch what: a planner writes only in the units planned for, and sees no others."""

from collections.abc import Iterator
from dataclasses import dataclass

from reports.workbook.keys import Key
from reports.workbook.problems import Problem
from reports.workbook.rows import Row
from reports.workbook.sheets import SHEETS
from reports.workbook.staging import Stage, value
from units.access import visible_units
from units.models import Role, Unit

# Rows of no unit, which every unit reads.
SHARED = frozenset(
    {"skala_predikat", "peringkat_predikat", "skala_capaian", "rentang_capaian", "kerangka", "bagian_kerangka"}
)
FIRST_STATUS = {"realisasi": "draft", "pk": "draft", "laporan": "draft"}


@dataclass(frozen=True)
class Rights:
    """The units a user may write and see; None means everything, as on the command line."""

    planned: frozenset[str] | None = None
    seen: frozenset[str] | None = None
    is_administrator: bool = True

    def shows(self, name: str, key: Key) -> bool:
        """Whether a stored row exists for this user."""
        return self.seen is None or name in SHARED or name == "satker" or key[0] in self.seen


def rights_of(user) -> Rights:
    """What the user may do by import; None is the command line, which may do everything."""
    if user is None or (user.is_active and user.is_superuser):
        return Rights()
    planned = visible_units(user, {Role.PLANNER})
    paths = [*visible_units(user).values_list("path", flat=True)]
    above = {code for path in paths for code in path.strip("/").split("/")}
    return Rights(
        frozenset(planned.values_list("code", flat=True)),
        frozenset(Unit.objects.filter(code__in=above).values_list("code", flat=True)),
        visible_units(user, {Role.ADMINISTRATOR}).exists(),
    )


def refused(stage: Stage, rights: Rights) -> Iterator[Problem]:
    """A problem for every row the user may not write."""
    if rights.planned is None:
        return
    added: set[str] = set()
    for sheet in SHEETS:
        for row in stage.staged[sheet.name].values():
            if not row.is_touched:
                continue
            if problem := _refused(row, rights, added):
                yield problem
            elif sheet.name == "unit" and not row.stored:
                added.add(row.key[0])
            if not rights.is_administrator:
                yield from _own_workflow(row)


def _refused(row: Row, rights: Rights, added: set[str]) -> Problem | None:
    name = row.sheet.name
    if name in SHARED:
        return None if rights.is_administrator else row.problem("Baris ini hanya dapat diubah oleh administrator.")
    for code in _owners(row):
        if code not in rights.planned and code not in added:
            if code in rights.seen:
                return row.problem(f'Unit "{code}" bukan unit yang Anda rencanakan; baris ini tidak boleh berubah.')
            return row.problem(f'Unit "{code}" tidak ditemukan.')
    return None


def _owners(row: Row) -> Iterator[str]:
    """The codes of the units a row belongs to, before and after the change."""
    sheet = row.sheet
    if sheet.name == "unit":
        if row.stored:
            yield row.key[0]
        if not row.stored or sheet.places["induk"] in row.changed:
            parent = value(sheet, row, "induk")
            yield parent[0] if parent else row.key[0]
    elif sheet.name == "satker":
        for found in (row, row.stored) if row.stored else (row,):
            yield value(sheet, found, "unit")[0]
    else:
        yield row.key[0]


def _own_workflow(row: Row) -> Iterator[Problem]:
    """Submitting, verifying, signing and finalizing have their own pages and their own people."""
    name = row.sheet.name
    if name not in FIRST_STATUS:
        return
    place = row.sheet.places["status"]
    before = row.stored.values[place] if row.stored else FIRST_STATUS[name]
    if row.values[place] != before:
        yield row.problem("Status tidak dapat diubah lewat buku kerja; pakai halamannya.", "status")

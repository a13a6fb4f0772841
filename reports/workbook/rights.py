"""Whose workbook may touch what: a planner writes only in the units planned for, and sees no others."""

from collections.abc import Iterator
from dataclasses import dataclass

from reports.workbook.keys import Key
from reports.workbook.problems import Problem
from reports.workbook.rows import Row
from reports.workbook.sheets import SHEETS
from reports.workbook.stage import Stage, value
from units.access import visible_units
from units.models import Role, Unit

# Rows of no unit, which every unit reads.
ADMINISTRATOR_ONLY = "Baris ini hanya dapat diubah oleh administrator."
NOT_PLANNED = "bukan unit yang Anda rencanakan; baris ini tidak boleh berubah."
SHARED = frozenset(
    {"skala_predikat", "peringkat_predikat", "skala_capaian", "rentang_capaian", "kerangka", "bagian_kerangka"}
)
ADMINISTERED = frozenset({"unit", "nama_unit"})
VERIFIED_AT = "waktu_verifikasi"
FIRST_STATUS = {"realisasi": "draft", "pk": "draft", "laporan": "draft"}


@dataclass(frozen=True)
class Rights:
    """The units a user may write and see; None means everything, as on the command line."""

    planned: frozenset[str] | None = None
    administered: frozenset[str] = frozenset()
    seen: frozenset[str] | None = None

    def shows(self, name: str, key: Key) -> bool:
        """Whether a stored row exists for this user."""
        return self.seen is None or name in SHARED or name == "satker" or key[0] in self.seen


def rights_of(user) -> Rights:
    """What the user may do by import; None is the command line, which may do everything."""
    if user is None or (user.is_active and user.is_superuser):
        return Rights()
    paths = [*visible_units(user).values_list("path", flat=True)]
    above = {code for path in paths for code in path.strip("/").split("/")}
    return Rights(
        frozenset(visible_units(user, {Role.PLANNER}).values_list("code", flat=True)),
        frozenset(visible_units(user, {Role.ADMINISTRATOR}).values_list("code", flat=True)),
        frozenset(Unit.objects.filter(code__in=above).values_list("code", flat=True)),
    )


def refused(stage: Stage, rights: Rights) -> Iterator[Problem]:
    """A problem for every row the user may not write."""
    if rights.planned is None:
        return
    added: set[str] = set()
    for sheet in SHEETS:
        for row in stage.staged[sheet.name].values():
            if not (row.is_touched and row.is_sound):
                continue
            if problem := _refused(row, rights, added):
                yield problem
            elif sheet.name == "unit" and not row.stored:
                added.add(row.key[0])
            yield from _own_workflow(row)


def _refused(row: Row, rights: Rights, added: set[str]) -> Problem | None:
    name = row.sheet.name
    if name in SHARED:
        return None if rights.administered else row.problem(ADMINISTRATOR_ONLY, row.sheet.key[0])
    allowed = rights.planned | (rights.administered if name in ADMINISTERED else set()) | added
    for code in _owners(row):
        if name == "aturan" and code in rights.seen - rights.administered:
            return row.problem(ADMINISTRATOR_ONLY, row.sheet.key[0])
        if name != "aturan" and code not in allowed:
            why = NOT_PLANNED if code in rights.seen else "tidak ditemukan."
            return row.problem(f'Unit "{code}" {why}', row.sheet.key[0])
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
        yield row.problem("Status tidak dapat diubah lewat unggahan; mintalah pengelola sistem.", "status")
    if name == "realisasi":
        place = row.sheet.places[VERIFIED_AT]
        if row.values[place] != (row.stored.values[place] if row.stored else None):
            yield row.problem("Waktu verifikasi ditulis saat isian diverifikasi, bukan lewat unggahan.", VERIFIED_AT)

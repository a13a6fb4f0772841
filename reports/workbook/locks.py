"""What an import may not change: facts under way or verified, signed promises and final reports."""

from collections.abc import Iterator

from django.db.models import QuerySet

from agreements.models import REPLACED, SETTLED, AgreementStatus
from indicators.models import Realization
from reports.models import ReportStatus
from reports.workbook import sheets as declared
from reports.workbook.keys import Key, container_width
from reports.workbook.problems import Problem
from reports.workbook.rows import Gap, Row
from reports.workbook.stage import Stage, value

VERIFIED = "Realisasi ini sudah terverifikasi dan tidak dapat ditimpa; koreksinya harus menjadi nilai baru."
MOVED = (
    "Realisasi ini sudah pernah diajukan dan tidak dapat ditimpa lewat unggahan; ubah di halaman triwulan, "
    "dengan menariknya kembali dahulu bila masih menunggu verifikasi."
)
SIGNED = "Perjanjian Kinerja ini sudah ditandatangani; buat perubahan PK."
FINAL = "Laporan ini sudah final; buat versi baru lewat halaman Laporan."
STATUS = "Status laporan hanya berubah lewat langkah pada halaman Laporan Kinerja."
FINAL_STATUSES = (ReportStatus.FINAL, ReportStatus.PUBLISHED, ReportStatus.WITHDRAWN)

UNDER_REALIZATION = ("realisasi", "nilai_komponen")
UNDER_AGREEMENT = ("pk", "butir_pk", "anggaran_pk")
# What goes on being written below a signed version, until another one replaces it.
STILL_OPEN = ("target_triwulan", "rencana_aksi")
UNDER_REPORT = ("laporan", "narasi", "dasar_hukum", "angka_konteks", "target_nasional")


def locked(stage: Stage, *, is_upload: bool) -> Iterator[Problem]:
    """A problem for every row that would change what is settled; an upload also leaves alone what is under way."""
    signed = _stored_with(stage, "pk", (AgreementStatus.SIGNED, AgreementStatus.SUPERSEDED))
    replaced = _stored_with(stage, "pk", (AgreementStatus.SUPERSEDED,))
    final = _stored_with(stage, "laporan", FINAL_STATUSES)
    yield from _touching(stage, UNDER_REALIZATION, _facts(stage, Realization.objects.settled()), VERIFIED)
    if is_upload:
        yield from _touching(stage, UNDER_REALIZATION, _facts(stage, Realization.objects.moved()), MOVED)
        yield from _moved_reports(stage)
    yield from _touching(stage, UNDER_AGREEMENT, signed, SIGNED)
    yield from _touching(stage, STILL_OPEN, replaced, REPLACED)
    yield from _touching(stage, UNDER_REPORT, final, FINAL)
    yield from _locked_quarters(stage)


def _stored_with(stage: Stage, name: str, statuses: tuple[str, ...]) -> set[Key]:
    """The rows of a sheet that the database holds in one of the statuses."""
    sheet = declared.BY_NAME[name]
    return {key for key, row in stage.stored[name].items() if value(sheet, row, "status") in statuses}


def _facts(stage: Stage, rows: QuerySet) -> set[Key]:
    """Which of the stored realizations are among the rows; the units and years keep the query short."""
    stored = stage.stored["realisasi"]
    if not stored:
        return set()
    units, years = ({key[place] for key in stored} for place in (0, 1))
    found = set(rows.filter(unit__code__in=units, year__in=years).values_list("pk", flat=True))
    return {key for key, row in stored.items() if row.pk in found}


def _touching(stage: Stage, names: tuple[str, ...], settled: set[Key], message: str) -> Iterator[Problem]:
    """The rows on or below a settled row that would be written; their keys begin with its key."""
    width = max(map(len, settled), default=0)
    for name in names if settled else ():
        for row in stage.staged[name].values():
            if row.is_touched and row.is_sound and row.key[:width] in settled:
                yield row.problem(message, _first_change(row))


def _moved_reports(stage: Stage) -> Iterator[Problem]:
    """A problem for every report whose status an upload would move."""
    sheet = declared.BY_NAME["laporan"]
    for key, row in stage.staged["laporan"].items():
        before = stage.stored["laporan"].get(key)
        stands = value(sheet, before, "status") if before else ReportStatus.DRAFT
        if row.is_touched and row.is_sound and value(sheet, row, "status") not in (stands, Gap.ABSENT):
            yield row.problem(STATUS, "status")


def _locked_quarters(stage: Stage) -> Iterator[Problem]:
    rows = [row for row in stage.staged["target_triwulan"].values() if row.is_touched and row.is_sound]
    if not rows:
        return
    width = container_width("target_triwulan")
    years = {row.key[1] for row in rows}
    verified = set(
        Realization.objects.settled()
        .filter(year__in=years)
        .values_list(
            *("unit__code", "year", "quarter"),
            *("indicator__objective__plan__unit__code", "indicator__objective__plan__year_from", "indicator__code"),
        )
    )
    for row in rows:
        unit, year, _version = row.key[:width]
        if (unit, year, row.key[-1], *row.key[width:-1]) in verified:
            yield row.problem(SETTLED, _first_change(row))


def _first_change(row: Row) -> str:
    place = row.changed[0] if row.changed else row.sheet.places[row.sheet.key[-1]]
    return row.sheet.columns[place].name

"""What an import may not change: verified facts, signed promises and final reports."""

from collections.abc import Iterator

from agreements.models import AgreementStatus
from indicators.models import Realization, RealizationStatus
from reports.models import ReportStatus
from reports.workbook import sheets as declared
from reports.workbook.keys import Key, container_width
from reports.workbook.problems import Problem
from reports.workbook.rows import Row
from reports.workbook.stage import Stage, value

VERIFIED = "Realisasi ini sudah terverifikasi dan tidak dapat ditimpa; koreksinya harus menjadi nilai baru."
SIGNED = "Perjanjian Kinerja ini sudah ditandatangani; buat perubahan PK."
QUARTER = "Target triwulan ini terkunci karena realisasinya sudah terverifikasi."
FINAL = "Laporan ini sudah final; buat versi baru lewat halaman Laporan."
FINAL_STATUSES = (ReportStatus.FINAL, ReportStatus.PUBLISHED, ReportStatus.WITHDRAWN)

UNDER_REALIZATION = ("realisasi", "nilai_komponen")
UNDER_AGREEMENT = ("pk", "butir_pk", "anggaran_pk")
UNDER_REPORT = ("laporan", "narasi", "dasar_hukum", "angka_konteks", "target_nasional")


def locked(stage: Stage) -> Iterator[Problem]:
    """A problem for every row that would change what is settled."""
    verified = _stored_with(stage, "realisasi", (RealizationStatus.VERIFIED,))
    signed = _stored_with(stage, "pk", (AgreementStatus.SIGNED, AgreementStatus.SUPERSEDED))
    final = _stored_with(stage, "laporan", FINAL_STATUSES)
    yield from _touching(stage, UNDER_REALIZATION, verified, VERIFIED)
    yield from _touching(stage, UNDER_AGREEMENT, signed, SIGNED)
    yield from _touching(stage, UNDER_REPORT, final, FINAL)
    yield from _locked_quarters(stage)


def _stored_with(stage: Stage, name: str, statuses: tuple[str, ...]) -> set[Key]:
    """The rows of a sheet that the database holds in one of the statuses."""
    sheet = declared.BY_NAME[name]
    return {key for key, row in stage.stored[name].items() if value(sheet, row, "status") in statuses}


def _touching(stage: Stage, names: tuple[str, ...], settled: set[Key], message: str) -> Iterator[Problem]:
    """The rows on or below a settled row that would be written; their keys begin with its key."""
    width = max(map(len, settled), default=0)
    for name in names if settled else ():
        for row in stage.staged[name].values():
            if row.is_touched and row.is_sound and row.key[:width] in settled:
                yield row.problem(message, _first_change(row))


def _locked_quarters(stage: Stage) -> Iterator[Problem]:
    rows = [row for row in stage.staged["target_triwulan"].values() if row.is_touched and row.is_sound]
    if not rows:
        return
    width = container_width("target_triwulan")
    years = {row.key[1] for row in rows}
    verified = set(
        Realization.objects.verified()
        .filter(year__in=years)
        .values_list(
            *("unit__code", "year", "quarter"),
            *("indicator__objective__plan__unit__code", "indicator__objective__plan__year_from", "indicator__code"),
        )
    )
    for row in rows:
        unit, year, _version = row.key[:width]
        if (unit, year, row.key[-1], *row.key[width:-1]) in verified:
            yield row.problem(QUARTER, _first_change(row))


def _first_change(row: Row) -> str:
    place = row.changed[0] if row.changed else row.sheet.places[row.sheet.key[-1]]
    return row.sheet.columns[place].name

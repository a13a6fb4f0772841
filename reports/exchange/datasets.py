"""The open data: four tables, each with its columns, where its rows come from, and how many documents make a page."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse

from indicators.models import Measure
from reports import published
from reports.exchange import frozen
from reports.exchange.columns import DECIMAL, MOMENT, TEXT, WHOLE, Column
from reports.published import Paper
from units.models import Unit

VERSION = 1


@dataclass(frozen=True)
class Dataset:
    """`documents` of a unit's code and a year are what pages are made of; `rows` are the lines that they say."""

    key: str
    name: str
    about: str
    columns: tuple[Column, ...]
    documents: Callable[[str, int | None], Any]
    rows: Callable[[Any], Iterable]
    per_page: int = 20


def of_document(name: str, kind: str, about: str, key: str, *path: str) -> Column:
    """A column that repeats what names the document."""
    return Column(name, kind, about, lambda row: at(row.document, key, *path))


def of_line(name: str, kind: str, about: str, *path: str) -> Column:
    """A column of the line itself; an empty text is a figure that is not known."""
    is_figure = kind != TEXT
    return Column(
        name, kind, about, lambda row: at(row.line, *path) if is_figure else at(row.line, *path) or "", is_figure
    )


def at(found, *path: str):
    for key in path:
        found = found.get(key)
    return found


UNIT = (
    of_document("unit", TEXT, "Kode unit kerja.", "unit", "code"),
    of_document("nama_unit", TEXT, "Nama unit kerja saat dokumen dibekukan.", "unit", "name"),
    of_document("tahun", WHOLE, "Tahun kinerja.", "year"),
)
EDITION = (
    of_document("edisi", WHOLE, "Nomor edisi Laporan Kinerja.", "edition"),
    of_document("kode_verifikasi", TEXT, "Kode edisi; halamannya di /sah/KODE/.", "code"),
)
TARGET = (
    of_line("target", DECIMAL, "Target; kosong bila berupa rentang atau predikat.", "target", "value"),
    of_line("target_bawah", DECIMAL, "Batas bawah target berupa rentang.", "target", "lower"),
    of_line("target_atas", DECIMAL, "Batas atas target berupa rentang.", "target", "upper"),
    of_line("target_predikat", TEXT, "Target berupa predikat.", "target", "text"),
)
ACHIEVEMENT = Dataset(
    "capaian",
    "Target, realisasi, dan capaian",
    "Setiap indikator dari edisi Laporan Kinerja yang terbit dan berlaku.",
    (
        *UNIT,
        *EDITION,
        of_line("sasaran", TEXT, "Nomor sasaran.", "objective", "code"),
        of_line("nama_sasaran", TEXT, "Bunyi sasaran.", "objective", "name"),
        of_line("indikator", TEXT, "Nomor indikator.", "code"),
        of_line("nama_indikator", TEXT, "Bunyi indikator.", "name"),
        Column("satuan", TEXT, "Satuan indikator.", lambda row: measure_of(row.line)),
        *TARGET,
        of_line("realisasi", DECIMAL, "Realisasi setahun yang terverifikasi.", "realization", "value"),
        of_line("realisasi_predikat", TEXT, "Realisasi berupa predikat.", "realization", "text"),
        of_line("nilai_tahun", WHOLE, "Tahun asal nilai bila memakai nilai tahun lain.", "realization", "source_year"),
        of_line("capaian", DECIMAL, "Capaian dalam persen, belum dibulatkan.", "achievement", "value"),
        Column("terhadap_target", TEXT, "Di atas, sesuai, atau di bawah target.", lambda row: standing_of(row.line)),
        of_line("predikat", TEXT, "Predikat menurut skala yang berlaku.", "rating"),
        of_line("keterangan", TEXT, "Mengapa capaian belum diketahui.", "reason"),
    ),
    frozen.report_files,
    frozen.indicator_rows,
)
BUDGET = Dataset(
    "anggaran",
    "Pagu, realisasi anggaran, dan serapan",
    "Jumlah, program, kegiatan, dan jenis belanja dari edisi Laporan Kinerja yang terbit dan berlaku.",
    (
        *UNIT,
        *EDITION,
        of_line("tingkat", TEXT, "Jumlah, program, kegiatan, atau jenis belanja.", "level"),
        of_line("kode", TEXT, "Kode baris; kosong untuk jumlah.", "code"),
        of_line("nama", TEXT, "Nama baris.", "name"),
        of_line("pagu", DECIMAL, "Pagu dalam rupiah.", "ceiling"),
        of_line("realisasi", DECIMAL, "Realisasi anggaran dalam rupiah.", "spent"),
        of_line("sisa", DECIMAL, "Sisa dalam rupiah.", "remaining"),
        of_line("serapan", DECIMAL, "Serapan dalam persen, belum dibulatkan.", "absorption"),
    ),
    frozen.report_files,
    frozen.budget_rows,
)
PROMISES = Dataset(
    "target",
    "Target Perjanjian Kinerja",
    "Setiap butir dari Perjanjian Kinerja yang diterbitkan, juga versi yang sudah digantikan.",
    (
        *UNIT,
        of_document("versi", WHOLE, "0 untuk PK awal, 1 untuk perubahan pertama.", "version"),
        of_document("keadaan", TEXT, "Ditandatangani atau digantikan.", "state"),
        of_line("sasaran", TEXT, "Nomor sasaran.", "objective", "code"),
        of_line("nama_sasaran", TEXT, "Bunyi sasaran saat ditandatangani.", "objective", "name"),
        of_line("indikator", TEXT, "Nomor indikator.", "indicator"),
        of_line("nama_indikator", TEXT, "Bunyi indikator saat ditandatangani.", "name"),
        of_line("satuan", TEXT, "Satuan indikator.", "measure"),
        of_line("target", DECIMAL, "Target; kosong bila berupa rentang atau predikat.", "target"),
        of_line("target_bawah", DECIMAL, "Batas bawah target berupa rentang.", "lower"),
        of_line("target_atas", DECIMAL, "Batas atas target berupa rentang.", "upper"),
        of_line("target_predikat", TEXT, "Target berupa predikat.", "target_text"),
    ),
    frozen.agreement_copies,
    frozen.target_rows,
)


def measure_of(line: dict) -> str:
    """The measure as people call it."""
    return line["measure_label"] or Measure(line["measure"]).label.lower()


def standing_of(line: dict) -> str:
    """How the realization stands to the target, "" where that is not known."""
    return frozen.STANDINGS.get(line["standing"], "")


def address_of(paper: Paper) -> str:
    """Where everybody reads of a document: the page that proves an edition, the page of the unit for an agreement."""
    if paper.code:
        return settings.SITE_URL + reverse("reports:public-show", args=[paper.code])
    return settings.SITE_URL + reverse("reports:open-unit", args=[paper.unit.code])


def documents_of(unit: str, year: int | None):
    """Every published document of a unit by its code, or of all."""
    return published.entries(Unit.objects.filter(code=unit) if unit else None, year=year)


DOCUMENTS = (
    Column("jenis", TEXT, "Laporan Kinerja (lkj) atau Perjanjian Kinerja (pk).", lambda row: row.kind),
    Column("unit", TEXT, "Kode unit kerja.", lambda row: row.unit.code),
    Column("nama_unit", TEXT, "Nama unit kerja sekarang.", lambda row: row.unit.name),
    Column("tahun", WHOLE, "Tahun kinerja.", lambda row: row.year),
    Column("versi", WHOLE, "Nomor edisi, atau versi PK dengan 0 untuk PK awal.", lambda row: row.version),
    Column("keadaan", TEXT, "Sah, direvisi, berlaku, digantikan, atau ditarik.", lambda row: row.status.word.lower()),
    Column("terbit_pada", MOMENT, "Waktu diterbitkan.", lambda row: row.published_at.isoformat()),
    Column(
        "berakhir_pada",
        MOMENT,
        "Waktu direvisi atau ditarik.",
        lambda row: row.ended_at and row.ended_at.isoformat(),
        may_lack=True,
    ),
    Column("alasan", TEXT, "Mengapa direvisi atau ditarik.", lambda row: row.because),
    Column("sha256", TEXT, "SHA-256 berkas PDF-nya.", lambda row: row.sha256),
    Column("ukuran", WHOLE, "Ukuran PDF dalam byte.", lambda row: row.size),
    Column("alamat", TEXT, "Halaman publiknya.", address_of),
)
PAPERS = Dataset(
    "dokumen",
    "Daftar dokumen yang terbit",
    "Laporan Kinerja dan Perjanjian Kinerja yang pernah diterbitkan, beserta SHA-256-nya.",
    DOCUMENTS,
    documents_of,
    published.papers,
    per_page=100,
)
DATASETS = {dataset.key: dataset for dataset in (ACHIEVEMENT, BUDGET, PROMISES, PAPERS)}

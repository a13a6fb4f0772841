"""What was planned and promised, for other systems: units, indicators, and Perjanjian Kinerja with its targets."""

from django.db.models import QuerySet

from agreements.models import AgreementStatus, PerformanceAgreement
from indicators.models import Indicator
from reports.exchange.columns import LIST, TEXT, TRUTH, WHOLE, Column
from reports.exchange.resource import (
    INDICATOR,
    INDICATOR_ID,
    UNIT,
    YEAR,
    Asked,
    Resource,
    date_of,
    figure,
    in_year,
    plain,
)
from reports.models import TokenScope

UNITS = Resource(
    "units",
    "Unit kerja",
    "Pohon unit kerja di bawah unit token.",
    TokenScope.UNITS,
    (
        plain("code", TEXT, "Kode unit."),
        plain("name", TEXT, "Nama unit."),
        plain("short_name", TEXT, "Nama singkat; boleh kosong."),
        plain("kind", TEXT, "Jenis unit."),
        plain("path", TEXT, "Kode dari kementerian sampai unit ini, masing-masing diakhiri garis miring."),
        plain("head_position", TEXT, "Jabatan kepala."),
        plain("city", TEXT, "Kota."),
        plain("is_active", TRUTH, "Apakah unit masih aktif."),
    ),
    lambda asked: asked.units,
    one_by="code",
)
INDICATORS = Resource(
    "indicators",
    "Indikator kinerja",
    "Indikator dari Renstra unit-unit itu.",
    TokenScope.INDICATORS,
    (
        plain("id", WHOLE, "Kunci indikator, tetap selama indikator ada."),
        Column("unit", TEXT, "Kode unit pemilik Renstra.", lambda row: row.objective.plan.unit.code),
        plain("code", TEXT, "Nomor indikator."),
        plain("name", TEXT, "Bunyi indikator."),
        Column("objective", TEXT, "Nomor sasaran.", lambda row: row.objective.code),
        Column("objective_name", TEXT, "Bunyi sasaran.", lambda row: row.objective.name),
        Column("plan", TEXT, "Nama Renstra.", lambda row: row.objective.plan.name),
        plain("measure", TEXT, "percent, score, count, rupiah, atau predicate."),
        plain("measure_label", TEXT, "Sebutan satuan; boleh kosong."),
        plain("decimals", WHOLE, "Angka di belakang koma."),
        plain("polarity", TEXT, "maximize, minimize, atau range."),
        plain("calculation", TEXT, "Cara menghitung realisasi."),
        plain("accumulation", TEXT, "sum, average, atau last."),
        plain("is_key", TRUTH, "Apakah indikator kinerja utama."),
        plain("definition", TEXT, "Definisi."),
        plain("data_source", TEXT, "Sumber data."),
    ),
    lambda asked: Indicator.objects.filter(objective__plan__unit__in=asked.units).select_related(
        "objective__plan__unit"
    ),
    one_by="id",
)
QUARTERS = (
    plain("quarter", WHOLE, "Triwulan, 1 sampai 4."),
    figure("target", "Target sampai triwulan itu.", lambda row: row.target),
    plain("target_text", TEXT, "Target berupa predikat."),
)
LINES = (
    INDICATOR_ID,
    INDICATOR,
    Column("name", TEXT, "Bunyi indikator pada PK.", lambda row: row.indicator_name or row.indicator.name),
    figure("target", "Target setahun.", lambda row: row.target),
    figure("target_lower", "Batas bawah target berupa rentang.", lambda row: row.target_lower),
    figure("target_upper", "Batas atas target berupa rentang.", lambda row: row.target_upper),
    plain("target_text", TEXT, "Target berupa predikat."),
    Column("quarters", LIST, "Target triwulan.", lambda row: row.quarter_targets.all(), parts=QUARTERS),
)


def agreements_of(asked: Asked) -> QuerySet:
    """Signed versions, and drafts for who may see them."""
    rows = PerformanceAgreement.objects.filter(in_year(asked))
    rows = rows if asked.is_draft_open else rows.signed()
    return rows.select_related("unit").prefetch_related("lines__indicator", "lines__quarter_targets")


AGREEMENTS = Resource(
    "agreements",
    "Perjanjian Kinerja",
    "Setiap versi PK yang ditandatangani, dengan target tahunan dan triwulan; konsep hanya dengan lingkup drafts.",
    TokenScope.AGREEMENTS,
    (
        plain("id", WHOLE, "Kunci versi PK."),
        UNIT,
        YEAR,
        plain("version", WHOLE, "0 untuk PK awal, 1 untuk perubahan pertama."),
        plain("status", TEXT, f"{', '.join(AgreementStatus.values)}."),
        date_of("signed_on", "Tanggal ditandatangani."),
        plain("reason", TEXT, "Alasan perubahan; kosong untuk PK awal."),
        Column("lines", LIST, "Butir PK.", lambda row: row.lines.all(), parts=LINES),
    ),
    agreements_of,
    filters=("unit", "year"),
    one_by="id",
)

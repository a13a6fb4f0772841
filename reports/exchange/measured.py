"""What was measured and spent, for other systems: verified realizations, capaian, and pagu with its absorption."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from agreements.scorecard import LAST_QUARTER
from agreements.summary import scorecards
from budget.models import Dipa
from budget.statement import Money
from budget.totals import totals
from indicators.models import Realization, RealizationStatus
from reports.exchange.columns import LIST, TEXT, WHOLE, Column
from reports.exchange.resource import (
    INDICATOR,
    INDICATOR_ID,
    UNIT,
    YEAR,
    Asked,
    Resource,
    figure,
    in_year,
    moment_of,
    plain,
)
from reports.models import TokenScope
from units.models import Unit


def realizations_of(asked: Asked) -> QuerySet:
    """Verified realizations, and the others for who may see what is not yet."""
    rows = Realization.objects.filter(in_year(asked)).select_related("unit", "indicator")
    rows = rows if asked.quarter is None else rows.filter(quarter=asked.quarter)
    return rows if asked.is_draft_open else rows.verified()


REALIZATIONS = Resource(
    "realizations",
    "Realisasi",
    "Isian triwulan yang terverifikasi; yang belum hanya dengan lingkup drafts. Nilainya seperti diisi.",
    TokenScope.REALIZATIONS,
    (
        plain("id", WHOLE, "Kunci isian."),
        UNIT,
        INDICATOR_ID,
        INDICATOR,
        YEAR,
        plain("quarter", WHOLE, "Triwulan, 1 sampai 4."),
        plain("status", TEXT, f"{', '.join(RealizationStatus.values)}."),
        figure("value", "Nilai yang diisi langsung.", lambda row: row.value),
        plain("text", TEXT, "Predikat; boleh kosong."),
        figure("numerator", "Pembilang (n).", lambda row: row.numerator),
        figure("denominator", "Penyebut (T).", lambda row: row.denominator),
        plain("source_year", WHOLE, "Tahun asal nilai bila memakai nilai tahun lain.", may_lack=True),
        moment_of("verified_at", "Waktu diverifikasi."),
    ),
    realizations_of,
    filters=("unit", "year", "quarter"),
    one_by="id",
)
MEASURED = (
    Column("indicator_id", WHOLE, "Kunci indikator.", lambda score: score.indicator.pk),
    plain("code", TEXT, "Nomor indikator."),
    plain("name", TEXT, "Bunyi indikator."),
    figure("target", "Target sampai triwulan itu.", lambda score: score.target),
    plain("target_text", TEXT, "Target berupa predikat."),
    figure("realization", "Realisasi terverifikasi sampai triwulan itu.", lambda score: score.measurement.value),
    Column("realization_text", TEXT, "Realisasi berupa predikat.", lambda score: score.measurement.text),
    figure("achievement", "Capaian dalam persen.", lambda score: score.achievement.value),
    Column("rating", TEXT, "Predikat; kosong bila belum ada.", lambda score: score.band.label if score.band else ""),
    plain("reason", TEXT, "Mengapa belum ada capaian."),
)


def promising(asked: Asked) -> QuerySet[Unit]:
    """The units with a signed agreement in the year; the others have no capaian."""
    return asked.units.filter(agreements__year=asked.year, agreements__status="signed")


def cards_of(page: list[Unit], asked: Asked) -> Iterable:
    """The scorecards of a page of units, in a constant number of queries."""
    cards = scorecards(page, asked.year, quarter=asked.quarter or LAST_QUARTER)
    return [cards[unit.pk] for unit in page]


SCORECARDS = Resource(
    "scorecards",
    "Capaian",
    "Kartu skor unit yang mempunyai PK berlaku, hanya dari realisasi terverifikasi; triwulan bawaan IV.",
    TokenScope.SCORECARDS,
    (
        UNIT,
        YEAR,
        plain("quarter", WHOLE, "Sampai triwulan."),
        Column("agreement_version", WHOLE, "Versi PK yang menjadi dasar.", lambda card: card.agreement.version),
        figure("achievement", "Capaian rata-rata dalam persen.", lambda card: card.overall.value),
        Column("rating", TEXT, "Predikat; kosong bila belum ada.", lambda card: card.band.label if card.band else ""),
        Column("rules", TEXT, "Aturan penghitungan yang dipakai.", lambda card: card.rules.name),
        Column("indicators", LIST, "Indikator satu per satu.", lambda card: card.indicators, parts=MEASURED),
    ),
    promising,
    cards_of,
    filters=("unit", "year", "quarter"),
    needs_year=True,
)


@dataclass(frozen=True)
class Spent:
    """The money of a unit in a year."""

    unit: Unit
    year: int
    money: Money


def money_of(page: list[Unit], asked: Asked) -> Iterable[Spent]:
    """The totals of a page of units, in a constant number of queries."""
    found = totals(page, asked.year)
    return [Spent(unit, asked.year, found[unit.pk]) for unit in page]


BUDGET = Resource(
    "budget",
    "Anggaran",
    "Pagu, realisasi anggaran, dan serapan setahun dari unit yang mempunyai DIPA.",
    TokenScope.BUDGET,
    (
        UNIT,
        YEAR,
        figure("ceiling", "Pagu dalam rupiah.", lambda row: row.money.ceiling),
        figure("spent", "Realisasi anggaran dalam rupiah.", lambda row: row.money.spent),
        figure("remaining", "Sisa dalam rupiah.", lambda row: row.money.remaining),
        figure("absorption", "Serapan dalam persen.", lambda row: row.money.absorption),
    ),
    lambda asked: asked.units.filter(pk__in=Dipa.objects.filter(year=asked.year).values("unit")),
    money_of,
    filters=("unit", "year"),
    needs_year=True,
)

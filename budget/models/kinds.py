"""Money per jenis belanja where the accounts are not known, and the activities that served an objective."""

from django.db import models

from budget.models.dipa import Dipa
from budget.models.pok import BudgetLine
from indicators.models import Objective
from lakin.rules import not_blank, not_negative, one_of, year_in_range
from units.models import Unit


class ExpenditureType(models.TextChoices):
    PERSONNEL = "51", "Belanja Pegawai"
    GOODS = "52", "Belanja Barang"
    CAPITAL = "53", "Belanja Modal"
    SOCIAL_AID = "57", "Belanja Bantuan Sosial"


class ExpenditureTotal(models.Model):
    """Pagu and spending of a jenis belanja, for a source that gives them without the accounts below."""

    dipa = models.ForeignKey(Dipa, models.CASCADE, related_name="expenditure_totals", verbose_name="DIPA")
    kind = models.CharField("jenis belanja", max_length=2, choices=ExpenditureType)
    ceiling = models.BigIntegerField("pagu (Rp)", null=True, blank=True)
    spent = models.BigIntegerField("realisasi (Rp)", null=True, blank=True)

    class Meta:
        verbose_name = "jumlah per jenis belanja"
        verbose_name_plural = "jumlah per jenis belanja"
        ordering = ["dipa", "kind"]
        constraints = [
            one_of("expendituretotal_kind_known", "kind", ExpenditureType, "Jenis belanja tidak dikenal."),
            not_negative("expendituretotal_ceiling_not_negative", "ceiling", "Pagu tidak boleh negatif."),
            models.UniqueConstraint(
                name="expendituretotal_once",
                fields=["dipa", "kind"],
                violation_error_message="Jenis belanja ini sudah ada pada DIPA yang sama.",
            ),
        ]

    def __str__(self):
        return self.get_kind_display()


class SupportingActivity(models.Model):
    """A program or activity that served an objective in a year; the budget line says what it cost."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="supporting_activities", verbose_name="unit")
    year = models.PositiveSmallIntegerField("tahun")
    objective = models.ForeignKey(
        Objective, models.CASCADE, null=True, blank=True, related_name="activities", verbose_name="sasaran"
    )
    indicator = models.ForeignKey(
        "indicators.Indicator",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="activities",
        verbose_name="indikator",
    )
    order = models.PositiveIntegerField("urutan")
    name = models.CharField("program/kegiatan", max_length=400)
    line = models.ForeignKey(
        BudgetLine, models.SET_NULL, null=True, blank=True, related_name="activities", verbose_name="baris POK"
    )

    class Meta:
        verbose_name = "program/kegiatan penunjang"
        verbose_name_plural = "program/kegiatan penunjang"
        ordering = ["unit", "year", "order"]
        constraints = [
            year_in_range("supportingactivity_year_range"),
            not_blank("supportingactivity_name_filled", "name", "Nama program/kegiatan wajib diisi."),
            models.UniqueConstraint(
                name="supportingactivity_order_once",
                fields=["unit", "year", "order"],
                violation_error_message="Nomor urut program/kegiatan penunjang ini sudah dipakai.",
            ),
        ]

    def __str__(self):
        return self.name

"""When a quarter may be filled in: its dates for an institution, and what was granted beyond them."""

from django.db import models
from django.db.models import Q

from lakin.rules import in_order, not_blank, year_in_range
from units.models import Unit, User


class Period(models.Model):
    """The dates of one quarter for a unit and everything below it; the nearest one above a unit counts."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="periods", verbose_name="berlaku untuk unit")
    year = models.PositiveSmallIntegerField("tahun")
    quarter = models.PositiveSmallIntegerField("triwulan")
    opens_on = models.DateField("dibuka")
    due_on = models.DateField("batas waktu", help_text="Sesudah tanggal ini isian masih diterima, tetapi terlambat.")
    closes_on = models.DateField("ditutup", help_text="Sesudah tanggal ini isian hanya diterima dengan perpanjangan.")

    class Meta:
        verbose_name = "periode pengisian"
        verbose_name_plural = "periode pengisian"
        ordering = ["unit", "-year", "quarter"]
        constraints = [
            year_in_range("period_year_range"),
            models.CheckConstraint(
                name="period_quarter_range",
                condition=Q(quarter__range=(1, 4)),
                violation_error_message="Triwulan harus 1 sampai 4.",
            ),
            models.UniqueConstraint(
                name="period_once",
                fields=["unit", "year", "quarter"],
                violation_error_message="Periode unit ini untuk triwulan yang sama sudah ada.",
            ),
            in_order(
                "period_due_not_before_opening", "opens_on", "due_on", "Batas waktu tidak boleh sebelum tanggal dibuka."
            ),
            in_order(
                "period_close_not_before_due", "due_on", "closes_on", "Tanggal tutup tidak boleh sebelum batas waktu."
            ),
        ]

    def __str__(self):
        return f"Triwulan {self.quarter} {self.year}, {self.unit}"


class Extension(models.Model):
    """More time for a unit and everything below it, with its reason; never deleted, the latest date counts."""

    period = models.ForeignKey(Period, models.CASCADE, related_name="extensions", verbose_name="periode")
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="extensions", verbose_name="diberikan kepada unit")
    until = models.DateField("sampai")
    reason = models.CharField("alasan", max_length=300)
    granted_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="diberikan oleh")
    granted_at = models.DateTimeField("waktu", auto_now_add=True)

    class Meta:
        verbose_name = "perpanjangan"
        verbose_name_plural = "perpanjangan"
        ordering = ["period", "unit", "-granted_at"]
        constraints = [not_blank("extension_reason_filled", "reason", "Alasan perpanjangan wajib diisi.")]

    def __str__(self):
        return f"{self.period}: {self.unit} sampai {self.until}"

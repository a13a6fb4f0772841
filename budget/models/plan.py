"""What a revision of the DIPA plans: the withdrawals of halaman III per month, and the volume of each RO."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from budget.models.dipa import DipaRevision
from budget.models.kinds import ExpenditureType
from budget.models.pok import BudgetLine, LineLevel
from lakin.fields import FigureField
from lakin.rules import not_negative, one_of


class PlannedWithdrawal(models.Model):
    """Rupiah that halaman III of a revision plans to withdraw in a month for a jenis belanja."""

    revision = models.ForeignKey(DipaRevision, models.CASCADE, related_name="withdrawals", verbose_name="revisi DIPA")
    month = models.PositiveSmallIntegerField("bulan")
    kind = models.CharField("jenis belanja", max_length=2, choices=ExpenditureType)
    amount = models.BigIntegerField("rencana penarikan (Rp)")

    class Meta:
        verbose_name = "rencana penarikan dana"
        verbose_name_plural = "rencana penarikan dana"
        ordering = ["revision", "month", "kind"]
        constraints = [
            models.CheckConstraint(
                name="plannedwithdrawal_month_range",
                condition=Q(month__range=(1, 12)),
                violation_error_message="Bulan rencana harus 1 sampai 12.",
            ),
            one_of("plannedwithdrawal_kind_known", "kind", ExpenditureType, "Jenis belanja tidak dikenal."),
            not_negative("plannedwithdrawal_not_negative", "amount", "Rencana penarikan tidak boleh negatif."),
            models.UniqueConstraint(
                name="plannedwithdrawal_once",
                fields=["revision", "month", "kind"],
                violation_error_message="Rencana bulan dan jenis belanja ini sudah ada pada revisi yang sama.",
            ),
        ]

    def __str__(self):
        return f"{self.revision}, bulan {self.month}, {self.kind}"


class VolumeTarget(models.Model):
    """The target volume of an RO as a revision set it; a revision without a row keeps the one before."""

    line = models.ForeignKey(BudgetLine, models.CASCADE, related_name="volume_targets", verbose_name="baris POK")
    revision = models.ForeignKey(
        DipaRevision, models.CASCADE, related_name="volume_targets", verbose_name="revisi DIPA"
    )
    amount = FigureField("target volume", max_digits=18, decimal_places=2)

    class Meta:
        verbose_name = "target volume per revisi"
        verbose_name_plural = "target volume per revisi"
        ordering = ["line", "revision__order"]
        constraints = [
            not_negative("volumetarget_not_negative", "amount", "Target volume tidak boleh negatif."),
            models.UniqueConstraint(
                name="volumetarget_once",
                fields=["line", "revision"],
                violation_error_message="Target volume RO ini pada revisi yang sama sudah ada.",
            ),
        ]

    def __str__(self):
        return f"{self.line} ({self.revision})"

    def clean(self):
        if self.line_id and self.line.level != LineLevel.RO:
            raise ValidationError({"line": "Volume hanya diisi pada tingkat RO."})
        if self.line_id and self.revision_id and self.line.dipa_id != self.revision.dipa_id:
            raise ValidationError({"revision": "Revisi harus dari DIPA yang sama dengan RO-nya."})

"""The POK tree with its pagu per revision, its spending and its volumes. Amounts are rupiah."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from budget.models.dipa import Dipa, DipaRevision
from indicators.models import Objective
from lakin.fields import FigureField
from lakin.rules import in_order, not_blank, not_negative, one_of


class LineLevel(models.TextChoices):
    PROGRAM = "program", "Program"
    ACTIVITY = "kegiatan", "Kegiatan"
    KRO = "kro", "KRO"
    RO = "ro", "RO"
    COMPONENT = "komponen", "Komponen"
    SUBCOMPONENT = "subkomponen", "Subkomponen"
    ACCOUNT = "akun", "Akun"


class BudgetLine(models.Model):
    """One line of the POK tree; `path` is its codes from the program down, joined by dots, and is unique."""

    dipa = models.ForeignKey(Dipa, models.CASCADE, related_name="lines", verbose_name="DIPA")
    parent = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="children", verbose_name="baris induk"
    )
    path = models.CharField("kode lengkap", max_length=120)
    level = models.CharField("tingkat", max_length=12, choices=LineLevel)
    order = models.PositiveIntegerField("urutan")
    name = models.CharField("uraian", max_length=400)
    is_partial = models.BooleanField(
        "rincian tidak lengkap", default=False, help_text="Sumbernya hanya memuat sebagian rincian di bawah baris ini."
    )
    objective = models.ForeignKey(
        Objective, models.SET_NULL, null=True, blank=True, related_name="budget_lines", verbose_name="sasaran"
    )

    class Meta:
        verbose_name = "baris POK"
        verbose_name_plural = "baris POK"
        ordering = ["dipa", "order"]
        indexes = [models.Index(fields=["dipa", "level", "order"], name="budgetline_level")]
        constraints = [
            one_of("budgetline_level_known", "level", LineLevel, "Tingkat baris POK tidak dikenal."),
            not_blank("budgetline_name_filled", "name", "Uraian baris POK wajib diisi."),
            not_blank("budgetline_path_filled", "path", "Kode lengkap wajib diisi."),
            models.UniqueConstraint(
                name="budgetline_path_once",
                fields=["dipa", "path"],
                violation_error_message="Kode lengkap ini sudah ada pada DIPA yang sama.",
            ),
            models.CheckConstraint(
                name="budgetline_only_program_is_root",
                condition=Q(parent__isnull=False) | Q(level=LineLevel.PROGRAM),
                violation_error_message="Hanya program yang boleh berdiri tanpa baris induk.",
            ),
        ]

    def __str__(self):
        return f"{self.path} {self.name}"

    @property
    def code(self):
        """The last part of the path, as it is printed; it repeats under different parents."""
        return self.path.rpartition(".")[2]

    def clean(self):
        if self.parent_id and self.parent.dipa_id != self.dipa_id:
            raise ValidationError({"parent": "Baris induk harus dari DIPA yang sama."})
        if self.parent_id and not self.path.startswith(f"{self.parent.path}."):
            raise ValidationError({"path": f"Kode lengkap harus diawali {self.parent.path}."})


class Ceiling(models.Model):
    """The pagu of a line as a revision set it; a line without a row keeps the pagu of the revision before.

    `blocked` is the part of it that may not be spent (blokir, halaman IV DIPA); 0 on a line whose children hold it.
    """

    line = models.ForeignKey(BudgetLine, models.CASCADE, related_name="ceilings", verbose_name="baris POK")
    revision = models.ForeignKey(DipaRevision, models.CASCADE, related_name="ceilings", verbose_name="revisi DIPA")
    amount = models.BigIntegerField("pagu (Rp)")
    blocked = models.BigIntegerField("blokir (Rp)", default=0)

    class Meta:
        verbose_name = "pagu"
        verbose_name_plural = "pagu"
        ordering = ["line", "revision__order"]
        constraints = [
            not_negative("ceiling_not_negative", "amount", "Pagu tidak boleh negatif."),
            not_negative("ceiling_blocked_not_negative", "blocked", "Blokir tidak boleh negatif."),
            models.CheckConstraint(
                name="ceiling_blocked_within",
                condition=Q(blocked=0) | Q(blocked__lte=F("amount")),
                violation_error_message="Blokir tidak boleh melebihi pagu barisnya.",
            ),
            models.UniqueConstraint(
                name="ceiling_once",
                fields=["line", "revision"],
                violation_error_message="Pagu baris ini pada revisi yang sama sudah ada.",
            ),
        ]

    def __str__(self):
        return f"{self.line} ({self.revision})"

    def clean(self):
        if self.line_id and self.revision_id and self.line.dipa_id != self.revision.dipa_id:
            raise ValidationError({"revision": "Revisi harus dari DIPA yang sama dengan baris POK-nya."})


class Spending(models.Model):
    """Rupiah spent on a line from one month through another; a correction may be negative."""

    line = models.ForeignKey(BudgetLine, models.CASCADE, related_name="spendings", verbose_name="baris POK")
    month_from = models.PositiveSmallIntegerField("bulan awal")
    month_to = models.PositiveSmallIntegerField("bulan akhir")
    amount = models.BigIntegerField("realisasi (Rp)")

    class Meta:
        verbose_name = "realisasi anggaran"
        verbose_name_plural = "realisasi anggaran"
        ordering = ["line", "month_from"]
        constraints = [
            models.CheckConstraint(
                name="spending_month_range",
                condition=Q(month_from__range=(1, 12)) & Q(month_to__range=(1, 12)),
                violation_error_message="Bulan harus 1 sampai 12.",
            ),
            in_order("spending_month_order", "month_from", "month_to", "Bulan akhir tidak boleh sebelum bulan awal."),
            models.UniqueConstraint(
                name="spending_once",
                fields=["line", "month_from", "month_to"],
                violation_error_message="Realisasi baris ini untuk masa yang sama sudah ada.",
            ),
        ]

    def __str__(self):
        return f"{self.line} bulan {self.month_from}-{self.month_to}"

    def clean(self):
        if self.month_from is None or self.month_to is None:
            return
        others = type(self).objects.filter(line=self.line_id).exclude(pk=self.pk)
        if others.filter(month_from__lte=self.month_to, month_to__gte=self.month_from).exists():
            raise ValidationError("Masa realisasi bertumpang tindih dengan realisasi lain pada baris yang sama.")


class OutputVolume(models.Model):
    """Target and realized volume of an RO; empty means not known."""

    line = models.OneToOneField(BudgetLine, models.CASCADE, related_name="volume", verbose_name="RO")
    measure_label = models.CharField("satuan", max_length=60)
    target = FigureField("target volume", max_digits=18, decimal_places=2, null=True, blank=True)
    realized = FigureField("realisasi volume", max_digits=18, decimal_places=2, null=True, blank=True)

    class Meta:
        verbose_name = "volume RO"
        verbose_name_plural = "volume RO"
        ordering = ["line"]
        constraints = [
            not_negative("outputvolume_target_not_negative", "target", "Target volume tidak boleh negatif."),
            not_negative("outputvolume_realized_not_negative", "realized", "Realisasi volume tidak boleh negatif."),
        ]

    def __str__(self):
        return f"{self.line}"

    def clean(self):
        if self.line_id and self.line.level != LineLevel.RO:
            raise ValidationError({"line": "Volume hanya diisi pada tingkat RO."})

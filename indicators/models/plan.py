"""The Renstra: a five-year plan with versions, its statements, objectives on three levels and target tables."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from lakin.fields import FigureField
from lakin.rules import in_order, not_blank, one_of, year_in_range
from units.models import Unit


def national_period(year: int) -> tuple[int, int]:
    """The first and last year of the national plan around a year: 2025 and 2029 for 2026 (RPJMN, every five years)."""
    first = year - year % 5
    return first, first + 4


class StrategicPlan(models.Model):
    """The Renstra of a unit for a period; what changed within the period stands in its versions."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="strategic_plans", verbose_name="unit")
    name = models.CharField("nama", max_length=250)
    year_from = models.PositiveSmallIntegerField("tahun awal")
    year_to = models.PositiveSmallIntegerField("tahun akhir")

    class Meta:
        verbose_name = "Renstra"
        verbose_name_plural = "Renstra"
        ordering = ["unit", "-year_from"]
        constraints = [
            year_in_range("strategicplan_from_range", "year_from"),
            year_in_range("strategicplan_to_range", "year_to"),
            in_order(
                "strategicplan_period_order",
                "year_from",
                "year_to",
                "Tahun akhir Renstra tidak boleh sebelum tahun awal.",
            ),
            models.UniqueConstraint(
                name="strategicplan_once",
                fields=["unit", "year_from"],
                violation_error_message="Unit ini sudah mempunyai Renstra dengan tahun awal yang sama.",
            ),
        ]

    def __str__(self):
        return self.name


class PlanVersion(models.Model):
    """One version of a Renstra: 0 is the first, each revision one more."""

    plan = models.ForeignKey(StrategicPlan, models.CASCADE, related_name="versions", verbose_name="Renstra")
    number = models.PositiveSmallIntegerField(
        "versi", default=0, help_text="0 = awal, 1 = revisi pertama, dan seterusnya."
    )
    document = models.CharField("nomor dokumen", max_length=200, blank=True)
    decided_on = models.DateField("tanggal penetapan", null=True, blank=True)
    vision = models.TextField("visi", blank=True)
    reason = models.TextField("alasan perubahan", blank=True)

    class Meta:
        verbose_name = "versi Renstra"
        verbose_name_plural = "versi Renstra"
        ordering = ["plan", "number"]
        constraints = [
            models.UniqueConstraint(
                name="planversion_once",
                fields=["plan", "number"],
                violation_error_message="Nomor versi Renstra ini sudah ada.",
            )
        ]

    def __str__(self):
        return f"{self.plan} (versi {self.number})"


class StatementKind(models.TextChoices):
    PRESIDENT_MISSION = "misi_presiden", "Misi Presiden"
    MISSION = "misi", "Misi"
    GOAL = "tujuan", "Tujuan"
    GOAL_INDICATOR = "indikator_tujuan", "Indikator tujuan"
    POLICY = "arah_kebijakan", "Arah kebijakan"
    OBJECTIVE = "sasaran_renstra", "Sasaran menurut Renstra"
    INDICATOR = "indikator_renstra", "Indikator menurut Renstra"


class PlanStatement(models.Model):
    """One numbered statement of a plan version as it is worded there; numbers may have gaps."""

    version = models.ForeignKey(PlanVersion, models.CASCADE, related_name="statements", verbose_name="versi Renstra")
    kind = models.CharField("jenis", max_length=20, choices=StatementKind)
    number = models.CharField("nomor", max_length=10)
    order = models.PositiveIntegerField("urutan")
    text = models.TextField("bunyi")
    objective = models.ForeignKey(
        "Objective", models.SET_NULL, null=True, blank=True, related_name="statements", verbose_name="sasaran terkait"
    )

    class Meta:
        verbose_name = "pernyataan Renstra"
        verbose_name_plural = "pernyataan Renstra"
        ordering = ["version", "kind", "order"]
        constraints = [
            one_of("planstatement_kind_known", "kind", StatementKind, "Jenis pernyataan Renstra tidak dikenal."),
            not_blank("planstatement_text_filled", "text", "Bunyi pernyataan wajib diisi."),
            models.UniqueConstraint(
                name="planstatement_once",
                fields=["version", "kind", "number"],
                violation_error_message="Nomor ini sudah dipakai untuk jenis pernyataan yang sama.",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.number}"


class ObjectiveLevel(models.TextChoices):
    STRATEGIC = "strategis", "Sasaran strategis"
    PROGRAM = "program", "Sasaran program"
    ACTIVITY = "kegiatan", "Sasaran kegiatan"


class Objective(models.Model):
    """What a unit wants to bring about; its parent may belong to another unit (pohon kinerja)."""

    plan = models.ForeignKey(StrategicPlan, models.CASCADE, related_name="objectives", verbose_name="Renstra")
    code = models.CharField("nomor", max_length=20)
    order = models.PositiveIntegerField("urutan")
    level = models.CharField("tingkat", max_length=12, choices=ObjectiveLevel)
    name = models.CharField("sasaran", max_length=600)
    parent = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="children", verbose_name="sasaran induk"
    )

    class Meta:
        verbose_name = "sasaran"
        verbose_name_plural = "sasaran"
        ordering = ["plan", "order"]
        constraints = [
            one_of("objective_level_known", "level", ObjectiveLevel, "Tingkat sasaran tidak dikenal."),
            not_blank("objective_name_filled", "name", "Bunyi sasaran wajib diisi."),
            models.UniqueConstraint(
                name="objective_code_once",
                fields=["plan", "code"],
                violation_error_message="Nomor sasaran ini sudah dipakai dalam Renstra yang sama.",
            ),
            models.CheckConstraint(
                name="objective_not_own_parent",
                condition=Q(parent__isnull=True) | ~Q(parent=models.F("pk")),
                violation_error_message="Sasaran tidak boleh menjadi induknya sendiri.",
            ),
        ]

    def __str__(self):
        return f"{self.code} {self.name}"

    def clean(self):
        seen, ancestor = {self.pk}, self.parent
        while ancestor is not None:
            if ancestor.pk in seen and ancestor.pk is not None:
                raise ValidationError({"parent": "Sasaran induk membentuk lingkaran."})
            seen.add(ancestor.pk)
            ancestor = ancestor.parent


class TargetTable(models.Model):
    """One target table of a plan version; two tables of one plan may cover different years."""

    version = models.ForeignKey(PlanVersion, models.CASCADE, related_name="tables", verbose_name="versi Renstra")
    number = models.PositiveSmallIntegerField("nomor", default=1)
    title = models.CharField("judul", max_length=250)
    year_from = models.PositiveSmallIntegerField("tahun awal")
    year_to = models.PositiveSmallIntegerField("tahun akhir")

    class Meta:
        verbose_name = "tabel target Renstra"
        verbose_name_plural = "tabel target Renstra"
        ordering = ["version", "number"]
        constraints = [
            year_in_range("targettable_from_range", "year_from"),
            year_in_range("targettable_to_range", "year_to"),
            in_order(
                "targettable_period_order", "year_from", "year_to", "Tahun akhir tabel tidak boleh sebelum tahun awal."
            ),
            models.UniqueConstraint(
                name="targettable_once",
                fields=["version", "number"],
                violation_error_message="Nomor tabel target ini sudah ada pada versi yang sama.",
            ),
        ]

    def __str__(self):
        return self.title


class StrategicTarget(models.Model):
    """A target of the Renstra for one year, or for a period when its two years differ; empty is not zero."""

    table = models.ForeignKey(TargetTable, models.CASCADE, related_name="targets", verbose_name="tabel target")
    indicator = models.ForeignKey(
        "Indicator", models.CASCADE, related_name="strategic_targets", verbose_name="indikator"
    )
    year_from = models.PositiveSmallIntegerField("tahun awal")
    year_to = models.PositiveSmallIntegerField("tahun akhir")
    value = FigureField("target", max_digits=22, decimal_places=4, null=True, blank=True)
    text = models.CharField("target berupa predikat", max_length=60, blank=True)

    class Meta:
        verbose_name = "target jangka menengah"
        verbose_name_plural = "target jangka menengah"
        ordering = ["table", "indicator", "year_from"]
        constraints = [
            year_in_range("strategictarget_from_range", "year_from"),
            year_in_range("strategictarget_to_range", "year_to"),
            in_order(
                "strategictarget_period_order",
                "year_from",
                "year_to",
                "Tahun akhir target tidak boleh sebelum tahun awal.",
            ),
            models.UniqueConstraint(
                name="strategictarget_once",
                fields=["table", "indicator", "year_from", "year_to"],
                violation_error_message="Target indikator ini untuk tahun yang sama sudah ada dalam tabel.",
            ),
        ]

    def __str__(self):
        return f"{self.indicator} {self.year_from}-{self.year_to}"

    def clean(self):
        if not self.table_id or self.year_from is None or self.year_to is None:
            return
        if self.year_from < self.table.year_from or self.year_to > self.table.year_to:
            raise ValidationError(
                f"Tahun target harus di antara {self.table.year_from} dan {self.table.year_to}, sesuai tabelnya."
            )

"""What was measured: one fact per unit, indicator, year and quarter, never tied to a version of an agreement."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q

from indicators.counting import part_problems, problems
from indicators.models.indicator import Component, ComponentRole, Indicator, Measure, changed_fields, components_of_each
from lakin.fields import FigureField
from lakin.rules import in_order, one_of, year_in_range
from units.models import Unit, User


class RealizationStatus(models.TextChoices):
    DRAFT = "draft", "Draf"
    SUBMITTED = "submitted", "Menunggu verifikasi"
    RETURNED = "returned", "Dikembalikan"
    VERIFIED = "verified", "Terverifikasi"


# The actions of a step that only a verified value has behind it; a correction replaces one.
AFTER_VERIFYING = ("verify", "correct")


class RealizationQuerySet(models.QuerySet):
    def verified(self):
        return self.filter(status=RealizationStatus.VERIFIED)

    def settled(self):
        """Verified now or before a correction; what was promised and how it is counted stay locked while that waits."""
        before = Realization.objects.filter(pk=OuterRef("pk"), steps__action__in=AFTER_VERIFYING)
        return self.filter(Q(status=RealizationStatus.VERIFIED) | Exists(before))

    def moved(self):
        """All but the drafts that nobody has handed in yet."""
        begun = Realization.objects.filter(pk=OuterRef("pk"), steps__isnull=False)
        return self.filter(~Q(status=RealizationStatus.DRAFT) | Exists(begun))

    def of(self, unit, year):
        return self.filter(unit=unit, year=year)

    def with_parts(self):
        """With all that a measurement is computed from, in two queries more."""
        rows = self.select_related("indicator", "unit")
        return rows.prefetch_related(parts_of_each(), components_of_each("indicator__"))


class Realization(models.Model):
    """A quarter's fact: n and T, component values, a predicate, or a typed value; empty means not known."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="realizations", verbose_name="unit")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="realizations", verbose_name="indikator")
    year = models.PositiveSmallIntegerField("tahun")
    quarter = models.PositiveSmallIntegerField("triwulan")
    value = FigureField("nilai", max_digits=22, decimal_places=4, null=True, blank=True)
    text = models.CharField("predikat", max_length=60, blank=True)
    numerator = FigureField("pembilang (n)", max_digits=22, decimal_places=4, null=True, blank=True)
    denominator = FigureField("penyebut (T)", max_digits=22, decimal_places=4, null=True, blank=True)
    source_year = models.PositiveSmallIntegerField(
        "memakai nilai tahun", null=True, blank=True, help_text="Diisi bila nilai tahun lain dipakai sementara."
    )
    source = models.CharField("sumber data", max_length=300, blank=True)
    supporting_factors = models.TextField("faktor pendorong", blank=True)
    hindering_factors = models.TextField("faktor penghambat", blank=True)
    follow_up = models.TextField("tindak lanjut", blank=True)
    follow_up_by = models.CharField("penanggung jawab tindak lanjut", max_length=200, blank=True)
    follow_up_on = models.DateField("tindak lanjut selesai pada", null=True, blank=True)
    note = models.TextField("catatan", blank=True)
    status = models.CharField("status", max_length=10, choices=RealizationStatus, default=RealizationStatus.DRAFT)
    submitted_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="diajukan oleh"
    )
    submitted_at = models.DateTimeField("waktu diajukan", null=True, blank=True)
    verified_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="diverifikasi oleh"
    )
    verified_at = models.DateTimeField("waktu verifikasi", null=True, blank=True)

    objects = RealizationQuerySet.as_manager()

    class Meta:
        verbose_name = "realisasi"
        verbose_name_plural = "realisasi"
        ordering = ["unit", "year", "indicator", "quarter"]
        indexes = [
            models.Index(fields=["unit", "year", "quarter"], name="realization_unit_period"),
            # The queue of a verifier reads only what waits, however many facts the ministry has.
            models.Index(
                fields=["submitted_at", "id", "unit", "year", "status"],
                name="realization_queue",
                condition=Q(status=RealizationStatus.SUBMITTED),
            ),
        ]
        constraints = [
            year_in_range("realization_year_range"),
            year_in_range("realization_source_year_range", "source_year"),
            in_order(
                "realization_source_not_later",
                "source_year",
                "year",
                "Tahun nilai yang dipakai tidak boleh sesudah tahun realisasi.",
            ),
            models.CheckConstraint(
                name="realization_quarter_range",
                condition=Q(quarter__range=(1, 4)),
                violation_error_message="Triwulan harus 1 sampai 4.",
            ),
            one_of("realization_status_known", "status", RealizationStatus, "Status realisasi tidak dikenal."),
            models.UniqueConstraint(
                name="realization_once",
                fields=["unit", "indicator", "year", "quarter"],
                violation_error_message="Realisasi unit ini untuk indikator dan triwulan yang sama sudah ada.",
            ),
            models.CheckConstraint(
                name="realization_verifier_not_submitter",
                condition=Q(verified_by__isnull=True)
                | Q(submitted_by__isnull=True)
                | ~Q(verified_by=models.F("submitted_by")),
                violation_error_message="Yang memverifikasi tidak boleh yang mengajukan.",
            ),
        ]

    def __str__(self):
        return f"{self.indicator} triwulan {self.quarter} {self.year}"

    def clean(self):
        if not self.indicator_id:
            return
        if self.indicator.measure == Measure.PREDICATE and self.value is not None:
            raise ValidationError({"value": "Indikator bersatuan predikat diisi dengan predikat, bukan angka."})
        scale = self.indicator.predicate_scale
        if scale and self.text and self.text not in scale.as_ranks():
            raise ValidationError({"text": f"Predikat “{self.text}” tidak ada pada {scale}."})
        self.refuse_impossible()

    def refuse_impossible(self):
        """Raises ValidationError for figures that no count can be; old ones may still be returned and mended."""
        indicator = self.indicator
        figures = {name: getattr(self, name) for name in ("value", "numerator", "denominator")}
        found = problems(indicator.measure, indicator.decimals, indicator.calculation, figures)
        counts = self.status in (RealizationStatus.SUBMITTED, RealizationStatus.VERIFIED)
        if found and (not self.pk or counts or changed_fields(self, tuple(found))):
            raise ValidationError(found)

    @property
    def is_from_other_year(self):
        return self.source_year is not None and self.source_year != self.year

    def without_figures(self):
        """The same quarter of the same unit, not stored, with nothing known of it."""
        return Realization(
            unit=self.unit, indicator=self.indicator, year=self.year, quarter=self.quarter, status=self.status
        )


class ComponentValue(models.Model):
    """The measured figures of one component in one realization: n and T, or a score."""

    realization = models.ForeignKey(Realization, models.CASCADE, related_name="parts", verbose_name="realisasi")
    component = models.ForeignKey(Component, models.PROTECT, related_name="values", verbose_name="komponen")
    numerator = FigureField("realisasi/n", max_digits=22, decimal_places=4, null=True, blank=True)
    denominator = FigureField("target/T", max_digits=22, decimal_places=4, null=True, blank=True)
    score = FigureField("nilai", max_digits=22, decimal_places=4, null=True, blank=True)
    text = models.CharField("keterangan", max_length=300, blank=True)

    class Meta:
        verbose_name = "nilai komponen"
        verbose_name_plural = "nilai komponen"
        ordering = ["realization", "component__order"]
        constraints = [
            models.UniqueConstraint(
                name="componentvalue_once",
                fields=["realization", "component"],
                violation_error_message="Nilai komponen ini sudah ada pada realisasi yang sama.",
            )
        ]

    def __str__(self):
        return f"{self.component}"

    def clean(self):
        if self.component_id and self.realization_id:
            component, realization = self.component, self.realization
            if (component.indicator_id, component.year) != (realization.indicator_id, realization.year):
                raise ValidationError("Komponen harus milik indikator dan tahun realisasi yang sama.")
            indicator, is_part = component.indicator, component.role == ComponentRole.PART
            figures = {name: getattr(self, name) for name in ("numerator", "denominator", "score")}
            found = part_problems(indicator.measure, indicator.decimals, indicator.calculation, figures, is_part)
            if found:
                raise ValidationError(found)


def parts_of_each() -> Prefetch:
    """The component values of rows already read, in no order: each is found by its component."""
    return Prefetch("parts", ComponentValue.objects.order_by())


class HistoryKind(models.TextChoices):
    TARGET = "target", "Target"
    REALIZATION = "realization", "Realisasi"
    ACHIEVEMENT = "achievement", "Capaian"


class HistoricalValue(models.Model):
    """A figure of the years before the system, for one year or for a period; kept as its source gives it."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="historical_values", verbose_name="unit")
    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="historical_values", verbose_name="indikator")
    year_from = models.PositiveSmallIntegerField("tahun awal")
    year_to = models.PositiveSmallIntegerField("tahun akhir")
    kind = models.CharField("jenis", max_length=12, choices=HistoryKind)
    value = FigureField("nilai", max_digits=22, decimal_places=4, null=True, blank=True)
    text = models.CharField("predikat", max_length=60, blank=True)
    source = models.CharField("sumber", max_length=200, blank=True)
    note = models.CharField("catatan", max_length=300, blank=True)

    class Meta:
        verbose_name = "riwayat nilai"
        verbose_name_plural = "riwayat nilai"
        ordering = ["unit", "indicator", "kind", "year_from"]
        constraints = [
            year_in_range("historicalvalue_from_range", "year_from"),
            year_in_range("historicalvalue_to_range", "year_to"),
            in_order(
                "historicalvalue_period_order",
                "year_from",
                "year_to",
                "Tahun akhir riwayat tidak boleh sebelum tahun awal.",
            ),
            one_of("historicalvalue_kind_known", "kind", HistoryKind, "Jenis riwayat tidak dikenal."),
            models.UniqueConstraint(
                name="historicalvalue_once",
                fields=["unit", "indicator", "kind", "year_from", "year_to"],
                violation_error_message="Riwayat indikator ini untuk tahun dan jenis yang sama sudah ada.",
            ),
        ]

    def __str__(self):
        return f"{self.indicator} {self.year_from}-{self.year_to}"


class Evidence(models.Model):
    """A file that proves a realization; the hash tells when the same file is used again."""

    realization = models.ForeignKey(Realization, models.CASCADE, related_name="evidence", verbose_name="realisasi")
    title = models.CharField("judul", max_length=250)
    file = models.FileField("berkas", upload_to="bukti/%Y/%m", max_length=300)
    sha256 = models.CharField("SHA-256", max_length=64)
    size = models.PositiveBigIntegerField("ukuran (byte)")
    content_type = models.CharField("jenis isi", max_length=100)
    thumbnail = models.FileField("gambar kecil", upload_to="bukti/%Y/%m", max_length=300, blank=True)
    uploaded_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="diunggah oleh")
    uploaded_at = models.DateTimeField("waktu unggah", auto_now_add=True)

    class Meta:
        verbose_name = "bukti dukung"
        verbose_name_plural = "bukti dukung"
        ordering = ["realization", "uploaded_at"]
        indexes = [models.Index(fields=["sha256"], name="evidence_sha256")]
        constraints = [
            models.UniqueConstraint(
                name="evidence_once",
                fields=["realization", "sha256"],
                violation_error_message="Berkas yang sama sudah diunggah untuk realisasi ini.",
            )
        ]

    def __str__(self):
        return self.title


def evidence_of_each() -> Prefetch:
    """The files of rows already read, the oldest first."""
    return Prefetch("evidence", Evidence.objects.order_by("uploaded_at"))

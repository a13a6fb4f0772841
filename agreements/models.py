"""What was promised: Perjanjian Kinerja with its versions, lines, quarter targets, steps and budget annex."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Prefetch, Q

from indicators.models import Indicator, Measure, Realization
from lakin.fields import FigureField
from lakin.rules import in_order, not_blank, not_negative, one_of, year_in_range
from units.models import Unit, User

SETTLED = "Target triwulan ini terkunci karena realisasinya sudah terverifikasi."
REPLACED = "Versi Perjanjian Kinerja ini sudah digantikan; isinya tidak berubah lagi."
NOT_ABOVE = "Butir induk harus milik PK unit di atasnya untuk tahun yang sama, dan PK itu sudah ditandatangani."


class AgreementStatus(models.TextChoices):
    DRAFT = "draft", "Draf"
    SIGNED = "signed", "Ditandatangani"
    SUPERSEDED = "superseded", "Digantikan"


class RevisionReason(models.TextChoices):
    OFFICIAL = "pejabat", "Pergantian pejabat"
    STRATEGY = "strategi", "Perubahan strategi, program, kegiatan, atau alokasi anggaran"
    PRIORITY = "prioritas", "Perubahan prioritas atau asumsi"


class DatePrecision(models.TextChoices):
    DAY = "hari", "Tanggal lengkap"
    MONTH = "bulan", "Hanya bulan dan tahun"


class AgreementQuerySet(models.QuerySet):
    def signed(self):
        """Versions that were signed, whether or not a later one replaced them."""
        return self.exclude(status=AgreementStatus.DRAFT)

    def in_force(self, unit, year):
        """The last signed version of the unit and year, as a queryset of at most one row."""
        return self.signed().filter(unit=unit, year=year).order_by("-version")[:1]


class PerformanceAgreement(models.Model):
    """One version of the Perjanjian Kinerja of a unit and year; parties are kept as they stood at signing."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="agreements", verbose_name="unit")
    year = models.PositiveSmallIntegerField("tahun")
    version = models.PositiveSmallIntegerField("versi", default=0, help_text="0 = awal, 1 = perubahan pertama.")
    status = models.CharField("status", max_length=12, choices=AgreementStatus, default=AgreementStatus.DRAFT)
    place = models.CharField("tempat", max_length=80, blank=True)
    signed_on = models.DateField("tanggal", null=True, blank=True)
    signed_precision = models.CharField(
        "ketelitian tanggal", max_length=6, choices=DatePrecision, default=DatePrecision.DAY
    )
    first_party_name = models.CharField("nama pihak pertama", max_length=150, blank=True)
    first_party_nip = models.CharField("NIP pihak pertama", max_length=18, blank=True)
    first_party_position = models.CharField("jabatan pihak pertama", max_length=200)
    second_party_name = models.CharField("nama pihak kedua", max_length=150, blank=True)
    second_party_nip = models.CharField("NIP pihak kedua", max_length=18, blank=True)
    second_party_position = models.CharField("jabatan pihak kedua", max_length=200)
    reason = models.CharField("alasan perubahan", max_length=12, choices=RevisionReason, blank=True)
    reason_text = models.TextField("uraian alasan", blank=True)
    based_on = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="revisions", verbose_name="mengubah versi"
    )
    signed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="ditandatangani lewat akun"
    )
    note = models.TextField("catatan", blank=True)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        verbose_name = "Perjanjian Kinerja"
        verbose_name_plural = "Perjanjian Kinerja"
        ordering = ["unit", "-year", "version"]
        indexes = [
            # What waits for a signature and what is in force, of a whole ministry, without its other versions.
            models.Index(fields=["-year", "unit"], name="agreement_drafts", condition=Q(status=AgreementStatus.DRAFT)),
            models.Index(fields=["year", "status", "unit"], name="agreement_of_year"),
        ]
        constraints = [
            year_in_range("agreement_year_range"),
            one_of("agreement_status_known", "status", AgreementStatus, "Status Perjanjian Kinerja tidak dikenal."),
            models.CheckConstraint(
                name="agreement_reason_known",
                condition=Q(reason__in=["", *RevisionReason.values]),
                violation_error_message="Alasan perubahan tidak dikenal.",
            ),
            one_of("agreement_precision_known", "signed_precision", DatePrecision, "Ketelitian tanggal tidak dikenal."),
            not_blank("agreement_first_party_filled", "first_party_position", "Jabatan pihak pertama wajib diisi."),
            not_blank("agreement_second_party_filled", "second_party_position", "Jabatan pihak kedua wajib diisi."),
            models.UniqueConstraint(
                name="agreement_version_once",
                fields=["unit", "year", "version"],
                violation_error_message="Versi Perjanjian Kinerja ini sudah ada.",
            ),
            models.UniqueConstraint(
                name="agreement_one_in_force",
                fields=["unit", "year"],
                condition=Q(status=AgreementStatus.SIGNED),
                violation_error_message="Versi lain Perjanjian Kinerja unit dan tahun ini sedang berlaku.",
            ),
            models.CheckConstraint(
                name="agreement_first_has_no_reason",
                condition=Q(version__gt=0) | Q(reason="", reason_text=""),
                violation_error_message="Perjanjian Kinerja awal tidak memakai alasan perubahan.",
            ),
            models.CheckConstraint(
                name="agreement_signed_revision_has_reason",
                condition=Q(version=0) | Q(status=AgreementStatus.DRAFT) | ~Q(reason=""),
                violation_error_message="Perubahan Perjanjian Kinerja wajib menyebut salah satu alasan yang sah.",
            ),
        ]

    def __str__(self):
        return f"PK {self.unit} {self.year}, {self.version_name}"

    @property
    def version_name(self):
        return "awal" if self.version == 0 else f"perubahan ke-{self.version}"

    def may_follow(self, other):
        """True when lines may be derived from the other agreement: signed, of the same year, of a unit above."""
        is_above = other.unit_id != self.unit_id and self.unit.path.startswith(other.unit.path)
        return is_above and other.year == self.year and other.status != AgreementStatus.DRAFT


class AgreementLine(models.Model):
    """One promise: an indicator and its target; RANGE uses the two bounds, a predicate uses the text."""

    agreement = models.ForeignKey(
        PerformanceAgreement, models.CASCADE, related_name="lines", verbose_name="Perjanjian Kinerja"
    )
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="agreement_lines", verbose_name="indikator")
    order = models.PositiveIntegerField("urutan")
    target = FigureField("target", max_digits=22, decimal_places=4, null=True, blank=True)
    target_lower = FigureField("batas bawah", max_digits=22, decimal_places=4, null=True, blank=True)
    target_upper = FigureField("batas atas", max_digits=22, decimal_places=4, null=True, blank=True)
    target_text = models.CharField("target berupa predikat", max_length=60, blank=True)
    objective_name = models.CharField("bunyi sasaran saat ditandatangani", max_length=600, blank=True)
    indicator_name = models.CharField("bunyi indikator saat ditandatangani", max_length=600, blank=True)
    parent = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="derived", verbose_name="butir PK unit induk"
    )

    class Meta:
        verbose_name = "butir PK"
        verbose_name_plural = "butir PK"
        ordering = ["agreement", "order"]
        constraints = [
            models.UniqueConstraint(
                name="agreementline_indicator_once",
                fields=["agreement", "indicator"],
                violation_error_message="Indikator ini sudah ada dalam Perjanjian Kinerja yang sama.",
            ),
            in_order(
                "agreementline_bounds_order",
                "target_lower",
                "target_upper",
                "Batas bawah target tidak boleh melebihi batas atas.",
            ),
        ]

    def __str__(self):
        return f"{self.indicator}"

    def clean(self):
        if not self.indicator_id:
            return
        if self.indicator.measure == Measure.PREDICATE and self.target is not None:
            raise ValidationError({"target": "Target indikator bersatuan predikat diisi dengan predikat, bukan angka."})
        scale = self.indicator.predicate_scale
        if scale and self.target_text and self.target_text not in scale.as_ranks():
            raise ValidationError({"target_text": f"Predikat “{self.target_text}” tidak ada pada {scale}."})
        if self.parent_id and self.agreement_id and not self.agreement.may_follow(self.parent.agreement):
            raise ValidationError({"parent": NOT_ABOVE})


class QuarterTarget(models.Model):
    """The target of a line at the end of one quarter; empty is not zero."""

    line = models.ForeignKey(AgreementLine, models.CASCADE, related_name="quarter_targets", verbose_name="butir PK")
    quarter = models.PositiveSmallIntegerField("triwulan")
    target = FigureField("target", max_digits=22, decimal_places=4, null=True, blank=True)
    target_text = models.CharField("target berupa predikat", max_length=60, blank=True)

    class Meta:
        verbose_name = "target triwulan"
        verbose_name_plural = "target triwulan"
        ordering = ["line", "quarter"]
        constraints = [
            models.CheckConstraint(
                name="quartertarget_quarter_range",
                condition=Q(quarter__range=(1, 4)),
                violation_error_message="Triwulan harus 1 sampai 4.",
            ),
            models.UniqueConstraint(
                name="quartertarget_once",
                fields=["line", "quarter"],
                violation_error_message="Target triwulan ini sudah ada.",
            ),
        ]

    def __str__(self):
        return f"{self.line} triwulan {self.quarter}"

    @property
    def is_settled(self):
        """True for a signed target whose realization is verified; a draft may still be put right before signing."""
        agreement = self.line.agreement
        if agreement.status == AgreementStatus.DRAFT:
            return False
        settled = Realization.objects.settled().of(agreement.unit_id, agreement.year)
        return settled.filter(indicator=self.line.indicator_id, quarter=self.quarter).exists()

    @property
    def promised(self):
        return self.line_id, self.quarter, self.target, self.target_text

    def clean(self):
        if not self.line_id:
            return
        stored = type(self).objects.select_related("line__agreement").filter(pk=self.pk).first() if self.pk else None
        if stored and stored.promised == self.promised:
            return
        # A target that moves to another line or quarter changes the one it leaves as well.
        touched = [row for row in (self, stored) if row]
        if any(row.line.agreement.status == AgreementStatus.SUPERSEDED for row in touched):
            raise ValidationError(REPLACED)
        if any(row.is_settled for row in touched):
            raise ValidationError({"target": SETTLED})


def targets_of_each() -> Prefetch:
    """The quarter targets of lines already read; not in the order of the model, which joins every agreement."""
    return Prefetch("quarter_targets", QuarterTarget.objects.order_by("quarter"))


class ActionStep(models.Model):
    """One step of the Rencana Aksi behind a line, with who does it and what it costs in rupiah."""

    line = models.ForeignKey(AgreementLine, models.CASCADE, related_name="steps", verbose_name="butir PK")
    order = models.PositiveIntegerField("urutan")
    description = models.TextField("langkah")
    quarter_from = models.PositiveSmallIntegerField("mulai triwulan")
    quarter_to = models.PositiveSmallIntegerField("selesai triwulan")
    person_in_charge = models.CharField("penanggung jawab", max_length=200, blank=True)
    budget = models.BigIntegerField("anggaran (Rp)", null=True, blank=True)

    class Meta:
        verbose_name = "langkah rencana aksi"
        verbose_name_plural = "langkah rencana aksi"
        ordering = ["line", "order"]
        constraints = [
            not_blank("actionstep_description_filled", "description", "Uraian langkah wajib diisi."),
            not_negative("actionstep_budget_not_negative", "budget", "Anggaran tidak boleh negatif."),
            models.CheckConstraint(
                name="actionstep_quarter_range",
                condition=Q(quarter_from__range=(1, 4)) & Q(quarter_to__range=(1, 4)),
                violation_error_message="Triwulan harus 1 sampai 4.",
            ),
            in_order(
                "actionstep_quarter_order",
                "quarter_from",
                "quarter_to",
                "Triwulan selesai tidak boleh sebelum triwulan mulai.",
            ),
            models.UniqueConstraint(
                name="actionstep_order_once",
                fields=["line", "order"],
                violation_error_message="Nomor urut langkah ini sudah dipakai.",
            ),
        ]

    def __str__(self):
        return self.description


class AgreementBudget(models.Model):
    """One row of the budget annex of an agreement: a program or a kegiatan and its amount in rupiah."""

    agreement = models.ForeignKey(
        PerformanceAgreement, models.CASCADE, related_name="budget", verbose_name="Perjanjian Kinerja"
    )
    order = models.PositiveIntegerField("urutan")
    level = models.CharField("tingkat", max_length=10, choices=[("program", "Program"), ("kegiatan", "Kegiatan")])
    code = models.CharField("kode", max_length=40)
    name = models.CharField("nama", max_length=300)
    amount = models.BigIntegerField("anggaran (Rp)", null=True, blank=True)

    class Meta:
        verbose_name = "anggaran PK"
        verbose_name_plural = "anggaran PK"
        ordering = ["agreement", "order"]
        constraints = [
            not_negative("agreementbudget_not_negative", "amount", "Anggaran tidak boleh negatif."),
            models.CheckConstraint(
                name="agreementbudget_level_known",
                condition=Q(level__in=["program", "kegiatan"]),
                violation_error_message="Tingkat anggaran PK harus program atau kegiatan.",
            ),
            models.UniqueConstraint(
                name="agreementbudget_code_once",
                fields=["agreement", "code"],
                violation_error_message="Kode ini sudah ada dalam anggaran PK yang sama.",
            ),
        ]

    def __str__(self):
        return f"{self.code} {self.name}"

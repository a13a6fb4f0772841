"""Figures a printed report of the past carries, and the findings of reviu."""

from django.db import models
from django.db.models import Q

from lakin.fields import FigureField
from lakin.rules import not_blank, one_of
from reports.models.report import Report


class PrintedSubject(models.TextChoices):
    INDICATOR = "indikator", "Indikator"
    COMPONENT = "komponen", "Komponen indikator"
    BUDGET_LINE = "baris_pok", "Baris POK"
    EXPENDITURE = "jenis_belanja", "Jenis belanja"
    BUDGET_TOTAL = "total_anggaran", "Jumlah anggaran"
    DIPA_REVISION = "revisi_dipa", "Revisi DIPA"
    AGREEMENT_BUDGET = "anggaran_pk", "Anggaran PK"
    STAFF = "pegawai", "Pegawai"
    SUMMARY = "ringkasan", "Ringkasan capaian"


class PrintedMeasure(models.TextChoices):
    TARGET = "target", "Target"
    REALIZATION = "realisasi", "Realisasi"
    ACHIEVEMENT = "capaian", "Capaian"
    NUMERATOR = "pembilang", "Pembilang (n)"
    DENOMINATOR = "penyebut", "Penyebut (T)"
    SCORE = "nilai", "Nilai"
    CONVERTED = "nilai_konversi", "Nilai konversi"
    CEILING = "pagu", "Pagu"
    SPENT = "realisasi_anggaran", "Realisasi anggaran"
    PERCENT = "persen", "Persen"
    REMAINING = "sisa", "Sisa"
    AVERAGE = "rata_rata", "Rata-rata capaian"
    COUNT = "jumlah", "Jumlah"
    ABOVE = "di_atas_100", "Jumlah indikator di atas 100"
    EQUAL = "sama_100", "Jumlah indikator sama dengan 100"
    BELOW = "di_bawah_100", "Jumlah indikator di bawah 100"
    AT_LEAST = "minimal_100", "Jumlah indikator 100 atau lebih"


class PrintedFigure(models.Model):
    """A figure as an old report prints it at one place; compared with the data, never used to compute anything."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="printed_figures", verbose_name="laporan")
    order = models.PositiveIntegerField("urutan")
    place = models.CharField("tempat", max_length=80)
    subject = models.CharField("pokok", max_length=15, choices=PrintedSubject)
    key = models.CharField(
        "kunci", max_length=160, blank=True, help_text="Nomor indikator, kode baris POK, atau nama kelompok."
    )
    measure = models.CharField("ukuran", max_length=20, choices=PrintedMeasure)
    value = FigureField("nilai", max_digits=22, decimal_places=4)
    as_printed = models.CharField("tercetak sebagai", max_length=120, blank=True)
    note = models.CharField("catatan", max_length=300, blank=True)

    class Meta:
        verbose_name = "angka tercetak"
        verbose_name_plural = "angka tercetak"
        ordering = ["report", "order"]
        constraints = [
            not_blank("printedfigure_place_filled", "place", "Tempat angka tercetak wajib diisi."),
            one_of("printedfigure_subject_known", "subject", PrintedSubject, "Pokok angka tercetak tidak dikenal."),
            one_of("printedfigure_measure_known", "measure", PrintedMeasure, "Ukuran angka tercetak tidak dikenal."),
            models.UniqueConstraint(
                name="printedfigure_order_once",
                fields=["report", "order"],
                violation_error_message="Nomor urut angka tercetak ini sudah dipakai.",
            ),
        ]

    def __str__(self):
        return f"{self.place}: {self.get_subject_display()} {self.key} {self.get_measure_display()}"


class Severity(models.TextChoices):
    BLOCKING = "menghalangi", "Menghalangi"
    WARNING = "peringatan", "Peringatan"
    INFORMATION = "informasi", "Informasi"


class FindingState(models.TextChoices):
    OPEN = "terbuka", "Terbuka"
    EXPLAINED = "dijelaskan", "Dijelaskan"
    DONE = "selesai", "Selesai"


class Certainty(models.TextChoices):
    SURE = "pasti", "Pasti"
    LIKELY = "mungkin", "Mungkin"


class Finding(models.Model):
    """What a rule found; `fingerprint` keeps its state when the rules run again."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="findings", verbose_name="laporan")
    fingerprint = models.CharField("sidik", max_length=64, editable=False)
    code = models.CharField("kode", max_length=40)
    severity = models.CharField("tingkat", max_length=12, choices=Severity)
    certainty = models.CharField("keyakinan", max_length=10, choices=Certainty, default=Certainty.SURE)
    place = models.CharField("tempat", max_length=200)
    subject = models.CharField("pokok", max_length=300)
    message = models.TextField("uraian")
    printed = models.CharField("tercetak", max_length=120, blank=True)
    expected = models.CharField("menurut data", max_length=300, blank=True)
    state = models.CharField("keadaan", max_length=12, choices=FindingState, default=FindingState.OPEN)
    explanation = models.TextField("penjelasan", blank=True)

    class Meta:
        verbose_name = "temuan"
        verbose_name_plural = "temuan"
        ordering = ["report", "severity", "code", "place"]
        constraints = [
            one_of("finding_severity_known", "severity", Severity, "Tingkat temuan tidak dikenal."),
            one_of("finding_certainty_known", "certainty", Certainty, "Keyakinan temuan tidak dikenal."),
            one_of("finding_state_known", "state", FindingState, "Keadaan temuan tidak dikenal."),
            models.UniqueConstraint(
                name="finding_once",
                fields=["report", "fingerprint"],
                violation_error_message="Temuan ini sudah tercatat.",
            ),
            models.CheckConstraint(
                name="finding_explained_has_text",
                condition=~Q(state=FindingState.EXPLAINED) | ~Q(explanation=""),
                violation_error_message="Temuan yang dijelaskan wajib memuat penjelasan.",
            ),
        ]

    def __str__(self):
        return f"{self.code} {self.subject}"

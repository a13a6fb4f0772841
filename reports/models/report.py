"""The annual report of a unit and what people add to it: text, pictures, references and context."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from agreements.models import DatePrecision
from indicators.models import Indicator, Objective
from lakin.fields import FigureField
from lakin.rules import not_blank, once, one_of, year_in_range
from reports.models.outline import Outline
from units.models import Unit


class ReportStatus(models.TextChoices):
    DRAFT = "draft", "Draf"
    IN_REVIEW = "in_review", "Sedang direviu"
    REVIEWED = "reviewed", "Telah direviu"
    FINAL = "final", "Final"
    PUBLISHED = "published", "Terbit"
    WITHDRAWN = "withdrawn", "Ditarik"


class Report(models.Model):
    """The LKj of a unit and year."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="reports", verbose_name="unit")
    year = models.PositiveSmallIntegerField("tahun")
    title = models.CharField("judul", max_length=250)
    outline = models.ForeignKey(Outline, models.PROTECT, related_name="reports", verbose_name="kerangka")
    status = models.CharField("status", max_length=10, choices=ReportStatus, default=ReportStatus.DRAFT)
    place = models.CharField("tempat", max_length=80, blank=True)
    date = models.DateField("tanggal", null=True, blank=True)
    date_precision = models.CharField(
        "ketelitian tanggal", max_length=6, choices=DatePrecision, default=DatePrecision.DAY
    )
    signatory_position = models.CharField("jabatan penanda tangan", max_length=200, blank=True)
    signatory_name = models.CharField("nama penanda tangan", max_length=150, blank=True)
    signatory_nip = models.CharField("NIP penanda tangan", max_length=18, blank=True)
    note = models.TextField("catatan", blank=True)

    class Meta:
        verbose_name = "Laporan Kinerja"
        verbose_name_plural = "Laporan Kinerja"
        ordering = ["unit", "-year"]
        indexes = [models.Index(fields=["year", "unit"], name="report_of_year")]
        constraints = [
            year_in_range("report_year_range"),
            one_of("report_status_known", "status", ReportStatus, "Status laporan tidak dikenal."),
            one_of("report_precision_known", "date_precision", DatePrecision, "Ketelitian tanggal tidak dikenal."),
            not_blank("report_title_filled", "title", "Judul laporan wajib diisi."),
            models.UniqueConstraint(
                name="report_once",
                fields=["unit", "year"],
                violation_error_message="Unit ini sudah mempunyai Laporan Kinerja untuk tahun yang sama.",
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def is_draft(self):
        return self.status in (ReportStatus.DRAFT, ReportStatus.IN_REVIEW, ReportStatus.REVIEWED)


class Analysis(models.TextChoices):
    """The seven analyses PermenPANRB 53/2014 asks for each indicator."""

    TARGET = "1", "Target dan realisasi tahun ini"
    HISTORY = "2", "Perbandingan dengan tahun-tahun sebelumnya"
    MEDIUM_TERM = "3", "Perbandingan dengan target jangka menengah"
    NATIONAL = "4", "Perbandingan dengan standar nasional"
    CAUSES = "5", "Penyebab keberhasilan atau kegagalan dan upaya perbaikan"
    EFFICIENCY = "6", "Efisiensi penggunaan sumber daya"
    PROGRAMS = "7", "Program dan kegiatan penunjang"


class Narrative(models.Model):
    """What people write in a section, in Markdown; figures stand in it as live references such as {{ pagu }}."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="narratives", verbose_name="laporan")
    section = models.SlugField("bagian", max_length=60, help_text="Kunci bagian pada kerangka laporan.")
    objective = models.ForeignKey(
        Objective, models.CASCADE, null=True, blank=True, related_name="narratives", verbose_name="sasaran"
    )
    indicator = models.ForeignKey(
        Indicator, models.CASCADE, null=True, blank=True, related_name="narratives", verbose_name="indikator"
    )
    analysis = models.CharField("analisis", max_length=1, choices=Analysis, blank=True)
    text = models.TextField("teks", blank=True)
    not_applicable_reason = models.CharField("tidak berlaku karena", max_length=300, blank=True)

    class Meta:
        verbose_name = "narasi"
        verbose_name_plural = "narasi"
        ordering = ["report", "section", "objective", "indicator", "analysis"]
        constraints = [
            once(
                "narrative_once",
                *("report", "section", "objective", "indicator", "analysis"),
                empty={"objective": 0, "indicator": 0},
                message="Narasi untuk bagian ini sudah ada.",
            ),
            models.CheckConstraint(
                name="narrative_text_or_reason",
                condition=Q(text="") | Q(not_applicable_reason=""),
                violation_error_message="Isi teks atau alasan tidak berlaku, bukan keduanya.",
            ),
            models.CheckConstraint(
                name="narrative_analysis_needs_indicator",
                condition=Q(analysis="") | Q(indicator__isnull=False) | Q(objective__isnull=False),
                violation_error_message="Analisis harus menunjuk indikator atau sasaran.",
            ),
        ]

    def __str__(self):
        return f"{self.section} {self.indicator or self.objective or ''}".strip()

    def clean(self):
        if self.indicator_id and self.objective_id and self.indicator.objective_id != self.objective_id:
            raise ValidationError("Indikator harus milik sasaran yang ditunjuk.")


class Illustration(models.Model):
    """A picture with its caption, placed in a section."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="illustrations", verbose_name="laporan")
    section = models.SlugField("bagian", max_length=60)
    indicator = models.ForeignKey(
        Indicator, models.CASCADE, null=True, blank=True, related_name="illustrations", verbose_name="indikator"
    )
    order = models.PositiveIntegerField("urutan")
    image = models.ImageField("gambar", upload_to="ilustrasi/%Y/%m", max_length=300)
    caption = models.CharField("keterangan gambar", max_length=300)
    source = models.CharField("sumber", max_length=200, blank=True)

    class Meta:
        verbose_name = "ilustrasi"
        verbose_name_plural = "ilustrasi"
        ordering = ["report", "section", "order"]
        constraints = [
            not_blank("illustration_caption_filled", "caption", "Keterangan gambar wajib diisi."),
            once(
                "illustration_order_once",
                *("report", "section", "indicator", "order"),
                empty={"indicator": 0},
                message="Nomor urut gambar ini sudah dipakai pada bagian yang sama.",
            ),
        ]

    def __str__(self):
        return self.caption


class LegalReference(models.Model):
    """A regulation the report rests on."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="legal_references", verbose_name="laporan")
    order = models.PositiveIntegerField("urutan")
    kind = models.CharField("jenis peraturan", max_length=80)
    number = models.CharField("nomor", max_length=60)
    year = models.PositiveSmallIntegerField("tahun", null=True, blank=True)
    title = models.CharField("tentang", max_length=400, blank=True)
    sections = models.CharField("dipakai pada", max_length=200, blank=True)
    note = models.CharField("catatan", max_length=300, blank=True)

    class Meta:
        verbose_name = "dasar hukum"
        verbose_name_plural = "dasar hukum"
        ordering = ["report", "order"]
        constraints = [
            year_in_range("legalreference_year_range"),
            models.UniqueConstraint(
                name="legalreference_order_once",
                fields=["report", "order"],
                violation_error_message="Nomor urut dasar hukum ini sudah dipakai.",
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.number}"


class ContextFigure(models.Model):
    """A single figure about the surroundings of the unit, quotable in narrative by its key."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="context_figures", verbose_name="laporan")
    key = models.SlugField("kunci", max_length=60)
    label = models.CharField("sebutan", max_length=200)
    value = FigureField("nilai", max_digits=22, decimal_places=4, null=True, blank=True)
    measure_label = models.CharField("satuan", max_length=40, blank=True)
    as_of = models.PositiveSmallIntegerField("keadaan tahun", null=True, blank=True)
    note = models.CharField("catatan", max_length=300, blank=True)

    class Meta:
        verbose_name = "angka konteks"
        verbose_name_plural = "angka konteks"
        ordering = ["report", "key"]
        constraints = [
            models.UniqueConstraint(
                name="contextfigure_once",
                fields=["report", "key"],
                violation_error_message="Kunci angka konteks ini sudah dipakai.",
            )
        ]

    def __str__(self):
        return self.label


class NationalTarget(models.Model):
    """A target of the national plan or a national standard the report is read against."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="national_targets", verbose_name="laporan")
    order = models.PositiveIntegerField("urutan")
    label = models.CharField("sasaran nasional", max_length=300)
    value = FigureField("target", max_digits=22, decimal_places=4, null=True, blank=True)
    measure_label = models.CharField("satuan", max_length=40, blank=True)
    year = models.PositiveSmallIntegerField("tahun target", null=True, blank=True)
    source = models.CharField("sumber", max_length=200, blank=True)
    indicator = models.ForeignKey(
        Indicator, models.SET_NULL, null=True, blank=True, related_name="national_targets", verbose_name="indikator"
    )

    class Meta:
        verbose_name = "target nasional"
        verbose_name_plural = "target nasional"
        ordering = ["report", "order"]
        constraints = [
            models.UniqueConstraint(
                name="nationaltarget_order_once",
                fields=["report", "order"],
                violation_error_message="Nomor urut target nasional ini sudah dipakai.",
            )
        ]

    def __str__(self):
        return self.label

"""What somebody asked the worker for: a file or a move of a report, or a bundle; how far it is, where it lies."""

from django.db import models
from django.db.models import Q

from lakin.rules import one_of
from reports.models.edition import ReportAction
from reports.models.report import Report
from units.models import Unit, User


class JobState(models.TextChoices):
    WAITING = "waiting", "Menunggu giliran"
    RUNNING = "running", "Sedang dibuat"
    DONE = "done", "Selesai"
    FAILED = "failed", "Gagal"


ACTIVE = (JobState.WAITING, JobState.RUNNING)

# The format of a bundle, the only file that belongs to a unit and year instead of a report.
ZIP = "zip"

# Moves that write files, and so take longer than a page may take.
SLOW_ACTIONS = (ReportAction.CLEAR, ReportAction.FINALIZE)


class RenderJob(models.Model):
    """One file to be made, or one move; `content_hash` is of everything that goes into the file, so the same question
    has one answer, or of what whoever asked for the move had looked at; empty for a bundle, which is made anew."""

    report = models.ForeignKey(
        Report, models.CASCADE, null=True, blank=True, related_name="jobs", verbose_name="laporan"
    )
    unit = models.ForeignKey(
        Unit, models.CASCADE, null=True, blank=True, related_name="bundles", verbose_name="unit bundel"
    )
    year = models.PositiveSmallIntegerField("tahun bundel", null=True, blank=True)
    form = models.CharField("format", max_length=4, blank=True)
    part = models.SlugField("bab", max_length=60, blank=True, help_text="Kosong untuk laporan utuh.")
    action = models.CharField(
        "langkah", max_length=10, choices=[(one.value, one.label) for one in SLOW_ACTIONS], blank=True
    )
    note = models.TextField("catatan", blank=True)
    content_hash = models.CharField("sidik isi", max_length=64, blank=True)
    state = models.CharField("keadaan", max_length=8, choices=JobState, default=JobState.WAITING)
    percent = models.PositiveSmallIntegerField("kemajuan (%)", default=0)
    doing = models.CharField("sedang mengerjakan", max_length=200, blank=True)
    attempts = models.PositiveSmallIntegerField("percobaan", default=0)
    error = models.TextField("sebab gagal", blank=True)
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="diminta oleh")
    asked_at = models.DateTimeField("diminta pada")
    started_at = models.DateTimeField("dimulai pada", null=True, blank=True)
    beat_at = models.DateTimeField("tanda hidup", null=True, blank=True)
    finished_at = models.DateTimeField("selesai pada", null=True, blank=True)
    file = models.FileField("berkas", upload_to="hasil/%Y/%m", max_length=300, blank=True)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True)

    class Meta:
        verbose_name = "permintaan berkas"
        verbose_name_plural = "permintaan berkas"
        ordering = ["-asked_at", "-pk"]
        indexes = [
            models.Index(fields=["state", "asked_at"], name="renderjob_queue"),
            models.Index(fields=["report", "-asked_at"], name="renderjob_of_report"),
            models.Index(fields=["unit", "year", "-asked_at"], name="renderjob_of_bundle", condition=Q(form=ZIP)),
        ]
        constraints = [
            one_of("renderjob_state_known", "state", JobState, "Keadaan permintaan tidak dikenal."),
            models.CheckConstraint(
                name="renderjob_percent_range",
                condition=Q(percent__lte=100),
                violation_error_message="Kemajuan paling tinggi seratus persen.",
            ),
            models.UniqueConstraint(
                name="renderjob_one_answer",
                fields=["report", "form", "part", "content_hash"],
                condition=Q(action="") & ~Q(state=JobState.FAILED),
                violation_error_message="Berkas dengan isi yang sama sudah diminta.",
            ),
            models.UniqueConstraint(
                name="renderjob_one_move",
                fields=["report"],
                condition=~Q(action="") & Q(state__in=ACTIVE),
                violation_error_message="Sebuah langkah laporan ini sedang dikerjakan.",
            ),
            models.CheckConstraint(
                name="renderjob_file_or_move",
                condition=(Q(form="") & ~Q(action="")) | (~Q(form="") & Q(action="")),
                violation_error_message="Permintaan menyebut format berkas atau langkah, salah satu.",
            ),
            models.CheckConstraint(
                name="renderjob_report_or_bundle",
                condition=Q(~Q(form=ZIP), report__isnull=False, unit__isnull=True, year__isnull=True)
                | Q(form=ZIP, report__isnull=True, unit__isnull=False, year__isnull=False),
                violation_error_message="Bundel menyebut unit dan tahun, permintaan lain menyebut laporannya.",
            ),
            models.UniqueConstraint(
                name="renderjob_one_bundle",
                fields=["unit", "year"],
                condition=Q(form=ZIP) & Q(state__in=ACTIVE),
                violation_error_message="Bundel unit dan tahun ini sedang disusun.",
            ),
        ]

    def __str__(self):
        if self.form == ZIP:
            return f"bundel {self.unit} {self.year}"
        return f"{self.report} {self.form or self.get_action_display()}"

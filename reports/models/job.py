"""A file of a report that somebody asked for: who, how far the worker is, and where the result lies."""

from django.db import models
from django.db.models import Q

from lakin.rules import one_of
from reports.models.report import Report
from units.models import User


class JobState(models.TextChoices):
    WAITING = "waiting", "Menunggu giliran"
    RUNNING = "running", "Sedang dibuat"
    DONE = "done", "Selesai"
    FAILED = "failed", "Gagal"


class RenderJob(models.Model):
    """One file to be made; `content_hash` is of everything that goes into it, so the same question has one answer."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="jobs", verbose_name="laporan")
    form = models.CharField("format", max_length=4)
    content_hash = models.CharField("sidik isi", max_length=64)
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
                fields=["report", "form", "content_hash"],
                condition=~Q(state=JobState.FAILED),
                violation_error_message="Berkas dengan isi yang sama sudah diminta.",
            ),
        ]

    def __str__(self):
        return f"{self.report} {self.form}"

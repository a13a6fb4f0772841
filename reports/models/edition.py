"""A report that was made final: its moves, and the files as they were frozen."""

from django.db import models
from django.db.models import Q

from lakin.rules import not_blank, one_of
from reports.models.report import Report, ReportStatus
from reports.models.review import Review
from units.models import User


class ReportAction(models.TextChoices):
    HAND_IN = "hand_in", "Diajukan untuk direviu"
    RETURN = "return", "Dikembalikan untuk diperbaiki"
    CLEAR = "clear", "Dinyatakan telah direviu"
    FINALIZE = "finalize", "Difinalkan"
    PUBLISH = "publish", "Diterbitkan"
    WITHDRAW = "withdraw", "Ditarik"
    REOPEN = "reopen", "Dibuka sebagai versi baru"


EXPLAINED_ACTIONS = (ReportAction.RETURN, ReportAction.WITHDRAW, ReportAction.REOPEN)


class ReportStep(models.Model):
    """One move of a report; written and never changed."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="steps", verbose_name="laporan")
    action = models.CharField("tindakan", max_length=10, choices=ReportAction)
    status = models.CharField("status sesudahnya", max_length=10, choices=ReportStatus)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="oleh")
    at = models.DateTimeField("waktu")
    note = models.TextField("catatan", blank=True)

    class Meta:
        verbose_name = "langkah laporan"
        verbose_name_plural = "langkah laporan"
        ordering = ["report", "at", "pk"]
        constraints = [
            one_of("reportstep_action_known", "action", ReportAction, "Tindakan tidak dikenal."),
            one_of("reportstep_status_known", "status", ReportStatus, "Status laporan tidak dikenal."),
            models.CheckConstraint(
                name="reportstep_note_filled",
                condition=~Q(action__in=EXPLAINED_ACTIONS) | ~Q(note=""),
                violation_error_message="Alasan wajib diisi.",
            ),
        ]

    def __str__(self):
        return f"{self.report}: {self.get_action_display()}"


class EditionState(models.TextChoices):
    FINAL = "final", "Final"
    PUBLISHED = "published", "Sah"
    REPLACED = "replaced", "Direvisi"
    WITHDRAWN = "withdrawn", "Ditarik"


class Edition(models.Model):
    """A report as it was frozen. Its number counts from 1; `code` names it in public and cannot be guessed."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="editions", verbose_name="laporan")
    review = models.ForeignKey(Review, models.PROTECT, related_name="editions", verbose_name="reviu")
    number = models.PositiveSmallIntegerField("edisi")
    code = models.CharField("kode verifikasi", max_length=16, unique=True)
    state = models.CharField("keadaan", max_length=10, choices=EditionState, default=EditionState.FINAL)
    program_version = models.CharField("versi program", max_length=40)
    frozen_at = models.DateTimeField("dibekukan pada")
    frozen_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="dibekukan oleh")
    published_at = models.DateTimeField("diterbitkan pada", null=True, blank=True)
    ended_at = models.DateTimeField("berakhir pada", null=True, blank=True)
    ended_because = models.CharField("alasan", max_length=500, blank=True)

    class Meta:
        verbose_name = "edisi laporan"
        verbose_name_plural = "edisi laporan"
        ordering = ["report", "-number"]
        constraints = [
            one_of("edition_state_known", "state", EditionState, "Keadaan edisi tidak dikenal."),
            not_blank("edition_code_filled", "code", "Kode verifikasi wajib ada."),
            models.UniqueConstraint(
                name="edition_once",
                fields=["report", "number"],
                violation_error_message="Edisi dengan nomor ini sudah ada.",
            ),
            models.UniqueConstraint(
                name="edition_one_valid",
                fields=["report"],
                condition=Q(state__in=[EditionState.FINAL, EditionState.PUBLISHED]),
                violation_error_message="Laporan ini masih mempunyai edisi yang berlaku.",
            ),
            models.CheckConstraint(
                name="edition_withdrawal_explained",
                condition=~Q(state=EditionState.WITHDRAWN) | ~Q(ended_because=""),
                violation_error_message="Alasan penarikan wajib diisi.",
            ),
        ]

    def __str__(self):
        return f"{self.report} edisi {self.number}"


class EditionFile(models.Model):
    """One file of an edition; its bytes live in the database, so that a restored database serves the same."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="files", verbose_name="edisi")
    form = models.CharField("format", max_length=4)
    sha256 = models.CharField("SHA-256", max_length=64, db_index=True)
    size = models.PositiveIntegerField("ukuran (byte)")
    content = models.BinaryField("isi", editable=False)

    class Meta:
        verbose_name = "berkas edisi"
        verbose_name_plural = "berkas edisi"
        ordering = ["edition", "form"]
        constraints = [
            models.UniqueConstraint(
                name="editionfile_once",
                fields=["edition", "form"],
                violation_error_message="Berkas edisi dengan format ini sudah ada.",
            )
        ]

    def __str__(self):
        return f"{self.edition} {self.form}"

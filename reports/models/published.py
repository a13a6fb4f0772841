"""A Perjanjian Kinerja that its institution opened to everybody: the copy as it was frozen on that day."""

from django.db import models
from django.db.models import Q

from agreements.models import PerformanceAgreement
from units.models import User


class PublishedAgreementQuerySet(models.QuerySet):
    def open(self):
        """What everybody may have: published and not withdrawn."""
        return self.filter(withdrawn_at=None)


class PublishedAgreement(models.Model):
    """The public copy of one signed version, without any NIP; `data` holds its figures, `content` its PDF."""

    agreement = models.ForeignKey(
        PerformanceAgreement, models.PROTECT, related_name="publications", verbose_name="Perjanjian Kinerja"
    )
    published_at = models.DateTimeField("diterbitkan pada")
    published_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="diterbitkan oleh")
    withdrawn_at = models.DateTimeField("ditarik pada", null=True, blank=True)
    withdrawn_because = models.CharField("alasan penarikan", max_length=500, blank=True)
    sha256 = models.CharField("SHA-256", max_length=64)
    size = models.PositiveIntegerField("ukuran (byte)")
    content = models.BinaryField("isi", editable=False)
    data = models.JSONField("angka", editable=False)

    objects = PublishedAgreementQuerySet.as_manager()

    class Meta:
        verbose_name = "PK yang diterbitkan"
        verbose_name_plural = "PK yang diterbitkan"
        ordering = ["-published_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="publishedagreement_one_open",
                fields=["agreement"],
                condition=Q(withdrawn_at=None),
                violation_error_message="Versi Perjanjian Kinerja ini sudah diterbitkan.",
            ),
            models.CheckConstraint(
                name="publishedagreement_withdrawal_explained",
                condition=Q(withdrawn_at=None) | ~Q(withdrawn_because=""),
                violation_error_message="Alasan penarikan wajib diisi.",
            ),
        ]

    def __str__(self):
        return f"{self.agreement}, salinan untuk umum"

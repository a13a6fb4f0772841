"""A document that a unit adds to the lampiran of its report."""

from django.db import models

from lakin.rules import not_blank, one_of
from reports.models.report import Report
from units.models import User


class AppendixKind(models.TextChoices):
    PDF = "pdf", "PDF"
    IMAGE = "image", "Gambar"


class Appendix(models.Model):
    """An uploaded PDF or picture, checked and cleaned before it was stored; `pages` is how many it adds."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="appendices", verbose_name="laporan")
    order = models.PositiveSmallIntegerField("urutan")
    title = models.CharField("judul", max_length=200)
    kind = models.CharField("jenis", max_length=5, choices=AppendixKind)
    file = models.FileField("berkas", upload_to="lampiran/%Y/%m", max_length=300)
    sha256 = models.CharField("SHA-256", max_length=64)
    size = models.PositiveIntegerField("ukuran (byte)")
    pages = models.PositiveSmallIntegerField("halaman")
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="diunggah oleh")
    added_at = models.DateTimeField("diunggah pada")

    class Meta:
        verbose_name = "lampiran"
        verbose_name_plural = "lampiran"
        ordering = ["report", "order"]
        constraints = [
            one_of("appendix_kind_known", "kind", AppendixKind, "Jenis lampiran tidak dikenal."),
            not_blank("appendix_title_filled", "title", "Judul lampiran wajib diisi."),
            models.UniqueConstraint(
                name="appendix_order_once",
                fields=["report", "order"],
                violation_error_message="Nomor urut lampiran ini sudah dipakai.",
            ),
        ]

    def __str__(self):
        return self.title

"""Files of other systems taken into a DIPA: each import with what stood there before, and the layouts once learned."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from budget.models.dipa import Dipa, DipaRevision
from lakin.rules import not_blank
from units.models import Unit


class FileLayout(models.Model):
    """Which column of a layout is what, as a planner said it; `signature` is the hash of the titles."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="file_layouts", verbose_name="unit")
    signature = models.CharField("sidik judul kolom", max_length=64)
    name = models.CharField("nama susunan", max_length=200)
    columns = models.JSONField("kolom", help_text="Judul setiap kolom dan artinya.")
    saved_at = models.DateTimeField("disimpan", default=timezone.now)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="oleh"
    )

    class Meta:
        verbose_name = "susunan kolom berkas anggaran"
        verbose_name_plural = "susunan kolom berkas anggaran"
        ordering = ["unit", "name", "pk"]
        constraints = [
            not_blank("filelayout_name_filled", "name", "Nama susunan kolom wajib diisi."),
            models.UniqueConstraint(
                name="filelayout_once",
                fields=["unit", "signature"],
                violation_error_message="Susunan kolom ini sudah dikenal unit yang sama.",
            ),
        ]

    def __str__(self):
        return self.name


class BudgetImport(models.Model):
    """One file taken in: by whom, what it wrote, and in `journal` what stood there before, so that it can be undone."""

    dipa = models.ForeignKey(Dipa, models.CASCADE, related_name="imports", verbose_name="DIPA")
    revision = models.ForeignKey(
        DipaRevision, models.SET_NULL, null=True, blank=True, related_name="imports", verbose_name="revisi DIPA"
    )
    month = models.PositiveSmallIntegerField("realisasi sampai bulan", null=True, blank=True)
    file_name = models.CharField("nama berkas", max_length=200)
    sha256 = models.CharField("SHA-256 berkas", max_length=64)
    new_lines = models.PositiveIntegerField("baris baru", default=0)
    renamed_lines = models.PositiveIntegerField("uraian berubah", default=0)
    ceilings = models.PositiveIntegerField("pagu berubah", default=0)
    spendings = models.PositiveIntegerField("realisasi berubah", default=0)
    made_at = models.DateTimeField("waktu", default=timezone.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="oleh"
    )
    person = models.CharField("nama pengimpor saat itu", max_length=460, blank=True)
    undone_at = models.DateTimeField("dibatalkan", null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="pembatal"
    )
    journal = models.JSONField("catatan untuk pembatalan", default=dict, editable=False)

    class Meta:
        verbose_name = "impor berkas anggaran"
        verbose_name_plural = "impor berkas anggaran"
        ordering = ["dipa", "-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="budgetimport_month_range",
                condition=Q(month__isnull=True) | Q(month__range=(1, 12)),
                violation_error_message="Bulan realisasi harus 1 sampai 12.",
            ),
            models.CheckConstraint(
                name="budgetimport_hash_of_file",
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"),
                violation_error_message="SHA-256 berkas terdiri dari 64 angka heksadesimal.",
            ),
        ]

    def __str__(self):
        return f"{self.file_name} ({self.sha256[:12]})"

    @property
    def is_undone(self):
        return self.undone_at is not None

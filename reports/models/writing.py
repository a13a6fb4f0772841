"""What writing a narrative leaves behind: its earlier texts, and what somebody typed and has not saved yet."""

from django.db import models

from indicators.models import Indicator, Objective
from lakin.rules import once
from reports.models.report import Analysis, Narrative, Report
from units.models import User


class NarrativeVersion(models.Model):
    """A narrative as it was saved once; versions are written and never changed."""

    narrative = models.ForeignKey(Narrative, models.CASCADE, related_name="versions", verbose_name="narasi")
    at = models.DateTimeField("waktu")
    by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="oleh")
    text = models.TextField("teks", blank=True)
    not_applicable_reason = models.CharField("tidak berlaku karena", max_length=300, blank=True)

    class Meta:
        verbose_name = "versi narasi"
        verbose_name_plural = "versi narasi"
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.narrative} ({self.at:%Y-%m-%d %H:%M})"


class NarrativeDraft(models.Model):
    """What one person typed at one place and has not saved; `base` is the fingerprint of the text it started from."""

    user = models.ForeignKey(User, models.CASCADE, related_name="narrative_drafts", verbose_name="pengguna")
    report = models.ForeignKey(Report, models.CASCADE, related_name="narrative_drafts", verbose_name="laporan")
    section = models.SlugField("bagian", max_length=60)
    objective = models.ForeignKey(Objective, models.CASCADE, null=True, blank=True, related_name="+")
    indicator = models.ForeignKey(Indicator, models.CASCADE, null=True, blank=True, related_name="+")
    analysis = models.CharField("analisis", max_length=1, choices=Analysis, blank=True)
    text = models.TextField("teks", blank=True)
    not_applicable_reason = models.CharField("tidak berlaku karena", max_length=300, blank=True)
    base = models.CharField("sidik asal", max_length=64, blank=True)
    saved_at = models.DateTimeField("disimpan pada")

    class Meta:
        verbose_name = "ketikan narasi"
        verbose_name_plural = "ketikan narasi"
        ordering = ["report", "user", "section"]
        constraints = [
            once(
                "narrativedraft_once",
                *("user", "report", "section", "objective", "indicator", "analysis"),
                empty={"objective": 0, "indicator": 0},
                message="Ketikan untuk bagian ini sudah tersimpan.",
            )
        ]

    def __str__(self):
        return f"{self.section}: {self.user}"

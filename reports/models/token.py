"""A key by which another system of the ministry reads data: of which units, of which kind, and until when."""

from django.core.exceptions import ValidationError
from django.db import models

from lakin.rules import not_blank
from units.models import Unit, User


class TokenScope(models.TextChoices):
    UNITS = "units", "Unit kerja"
    INDICATORS = "indicators", "Indikator kinerja"
    AGREEMENTS = "agreements", "Perjanjian Kinerja dan target"
    REALIZATIONS = "realizations", "Realisasi terverifikasi"
    SCORECARDS = "scorecards", "Capaian"
    BUDGET = "budget", "Anggaran"
    FINDINGS = "findings", "Temuan reviu"
    DRAFTS = "drafts", "Juga yang belum disahkan"


class ApiToken(models.Model):
    """Only the SHA-256 of the key is kept; `beginning` are its first letters, so that people can tell keys apart."""

    name = models.CharField("nama sistem", max_length=120)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="api_tokens", verbose_name="unit dan semua di bawahnya")
    scopes = models.CharField("jenis data", max_length=200, help_text="Dipisah spasi.")
    digest = models.CharField("SHA-256 token", max_length=64, unique=True, editable=False)
    beginning = models.CharField("awal token", max_length=16, editable=False)
    created_at = models.DateTimeField("dibuat pada")
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="dibuat oleh")
    expires_on = models.DateField("berlaku sampai dengan")
    revoked_at = models.DateTimeField("dicabut pada", null=True, blank=True)
    revoked_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="dicabut oleh"
    )
    last_used_at = models.DateTimeField("terakhir dipakai", null=True, blank=True)

    class Meta:
        verbose_name = "token API"
        verbose_name_plural = "token API"
        ordering = ["-created_at", "-pk"]
        constraints = [
            not_blank("apitoken_name_filled", "name", "Nama sistem wajib diisi."),
            not_blank("apitoken_scopes_filled", "scopes", "Pilih paling sedikit satu jenis data."),
        ]

    def __str__(self):
        return f"{self.name} ({self.beginning}…)"

    @property
    def allowed(self) -> tuple[TokenScope, ...]:
        """The kinds of data it opens, in their order."""
        held = set(self.scopes.split())
        return tuple(scope for scope in TokenScope if scope in held)

    def clean(self):
        if unknown := set(self.scopes.split()) - set(TokenScope.values):
            raise ValidationError({"scopes": f"Jenis data tidak dikenal: {', '.join(sorted(unknown))}."})

"""The DIPA of a satker and the revisions that changed it. Amounts are rupiah."""

from django.db import models
from django.db.models import Q

from lakin.rules import not_negative, one_of, year_in_range
from units.models import Unit


class Satker(models.Model):
    """A satuan kerja as the treasury knows it, by its six digits."""

    code = models.CharField("kode satker", max_length=6, unique=True)
    name = models.CharField("nama", max_length=250)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="satkers", verbose_name="unit")

    class Meta:
        verbose_name = "satker"
        verbose_name_plural = "satker"
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                name="satker_code_six_digits",
                condition=Q(code__regex=r"^\d{6}$"),
                violation_error_message="Kode satker terdiri dari enam angka.",
            )
        ]

    def __str__(self):
        return f"{self.code} {self.name}"


class Dipa(models.Model):
    """The budget document of a unit and year, or the unit's share of a shared one."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="dipas", verbose_name="unit")
    year = models.PositiveSmallIntegerField("tahun")
    number = models.CharField("nomor DIPA", max_length=60, blank=True)
    satker = models.ForeignKey(
        Satker, models.PROTECT, null=True, blank=True, related_name="dipas", verbose_name="satker"
    )
    note = models.TextField("catatan", blank=True)

    class Meta:
        verbose_name = "DIPA"
        verbose_name_plural = "DIPA"
        ordering = ["unit", "-year", "number"]
        indexes = [models.Index(fields=["year", "unit"], name="dipa_of_year")]
        constraints = [
            year_in_range("dipa_year_range"),
            models.UniqueConstraint(
                name="dipa_once",
                fields=["unit", "year", "number"],
                violation_error_message="DIPA dengan nomor ini sudah ada untuk unit dan tahun yang sama.",
            ),
        ]

    def __str__(self):
        return f"DIPA {self.unit} {self.year}"


class RevisionKind(models.TextChoices):
    INITIAL = "awal", "DIPA awal"
    KANWIL = "kanwil", "Revisi Kanwil DJPb"
    DJA = "dja", "Revisi DJA"
    POK = "pok", "Revisi POK (KPA)"
    CLOSING = "akhir", "Pagu akhir, riwayat tidak tersedia"


class RevisionState(models.TextChoices):
    IN_FORCE = "berlaku", "Berlaku"
    PROPOSED = "usulan", "Usulan"
    DISCARDED = "dibatalkan", "Usulan dibatalkan"


class RevisionQuerySet(models.QuerySet):
    def in_force(self):
        """The revisions that were decided; a proposal changes no figure."""
        return self.filter(state=RevisionState.IN_FORCE)

    def proposed(self):
        """The proposals that still wait for a decision."""
        return self.filter(state=RevisionState.PROPOSED)


class DipaRevision(models.Model):
    """One state of a DIPA; `order` is its place in time, `number` the printed one, whose gaps are real."""

    dipa = models.ForeignKey(Dipa, models.CASCADE, related_name="revisions", verbose_name="DIPA")
    order = models.PositiveIntegerField("urutan")
    number = models.PositiveIntegerField("nomor revisi", null=True, blank=True)
    kind = models.CharField("jenis", max_length=8, choices=RevisionKind)
    state = models.CharField("keadaan", max_length=12, choices=RevisionState, default=RevisionState.IN_FORCE)
    amount = models.BigIntegerField("pagu (Rp)", null=True, blank=True)
    date = models.DateField("tanggal", null=True, blank=True)
    digital_stamp = models.CharField("digital stamp", max_length=40, blank=True)
    note = models.CharField("catatan", max_length=300, blank=True)

    objects = RevisionQuerySet.as_manager()

    class Meta:
        verbose_name = "revisi DIPA"
        verbose_name_plural = "revisi DIPA"
        ordering = ["dipa", "order"]
        constraints = [
            one_of("diparevision_kind_known", "kind", RevisionKind, "Jenis revisi DIPA tidak dikenal."),
            one_of("diparevision_state_known", "state", RevisionState, "Keadaan revisi DIPA tidak dikenal."),
            not_negative("diparevision_amount_not_negative", "amount", "Pagu tidak boleh negatif."),
            models.UniqueConstraint(
                name="diparevision_order_once",
                fields=["dipa", "order"],
                violation_error_message="Urutan revisi ini sudah dipakai pada DIPA yang sama.",
            ),
            models.UniqueConstraint(
                name="diparevision_number_once",
                fields=["dipa", "number"],
                violation_error_message="Nomor revisi ini sudah ada pada DIPA yang sama.",
            ),
            models.CheckConstraint(
                name="diparevision_initial_is_zero",
                condition=~Q(kind=RevisionKind.INITIAL) | Q(number=0),
                violation_error_message="DIPA awal bernomor 0.",
            ),
            models.CheckConstraint(
                name="diparevision_number_known",
                condition=Q(kind=RevisionKind.CLOSING) | Q(number__isnull=False) | ~Q(state=RevisionState.IN_FORCE),
                violation_error_message="Nomor revisi wajib diisi, kecuali usulan atau riwayat yang tidak tersedia.",
            ),
        ]

    def __str__(self):
        words = f"{self.get_kind_display()} {self.number}" if self.number else self.get_kind_display()
        return words if self.state == RevisionState.IN_FORCE else f"{words} ({self.get_state_display().lower()})"

"""The size of a ministry: sums and counts per unit, objective and quarter, filled from the engine, never edited."""

from django.db import models
from django.db.models import Q

from indicators.models import Indicator, Objective
from lakin.fields import PathField
from lakin.rules import one_of
from units.models import Unit

# Percent to this many places: sums over twenty thousand units still fit the 15 digits that SQLite keeps exactly.
PLACES = 8


class Reach(models.TextChoices):
    OWN = "own", "Unit sendiri"
    SUBTREE = "subtree", "Unit dan semua di bawahnya"


def count(label: str) -> models.Field:
    """A column that counts."""
    return models.PositiveIntegerField(label, default=0)


def percents(label: str, **options) -> models.Field:
    """A column of a percent, or of a sum of percents."""
    return models.DecimalField(label, max_digits=24, decimal_places=PLACES, **options)


class Counted(models.Model):
    """What indicators of a quarter count up to, from the start of the year through that quarter."""

    year = models.PositiveSmallIntegerField("tahun")
    quarter = models.PositiveSmallIntegerField("sampai triwulan")
    reach = models.CharField("jangkauan", max_length=7, choices=Reach)
    promised = count("indikator dijanjikan")
    known = count("indikator dengan realisasi terverifikasi")
    above = count("di atas target")
    met = count("sesuai target")
    below = count("di bawah target")
    capaian_sum = percents("jumlah capaian", default=0)
    computed_at = models.DateTimeField("dihitung pada")

    class Meta:
        abstract = True


class UnitStanding(Counted):
    """A unit in a quarter, alone or with all below it; `capaian_sum` is of the `capaian_units` whose mean is known.

    Figures of reporting are of the quarter alone, money is the year's, as on every other page.
    """

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="standings", verbose_name="unit", db_index=False)
    units = count("unit ber-PK")
    capaian_units = count("unit dengan capaian")
    due = count("isian yang diminta")
    submitted = count("isian diajukan")
    verified = count("isian terverifikasi")
    returned = count("isian dikembalikan")
    timed = count("isian bertanggal")
    on_time = count("isian tepat waktu")
    ceiling = models.BigIntegerField("pagu (Rp)", default=0)
    ceiling_units = count("unit dengan pagu diketahui")
    spent = models.BigIntegerField("realisasi anggaran (Rp)", default=0)
    spent_units = count("unit dengan realisasi anggaran diketahui")
    budget_units = count("unit ber-DIPA")
    will_miss = count("indikator yang diproyeksikan meleset")
    shortfalls = count("indikator yang tertinggal atau akan meleset")
    unreported_units = count("unit yang belum lengkap melapor")

    class Meta:
        verbose_name = "rekap unit"
        verbose_name_plural = "rekap unit"
        ordering = ["unit", "year", "quarter", "reach"]
        constraints = [
            one_of("unitstanding_reach_known", "reach", Reach, "Jangkauan rekap tidak dikenal."),
            models.UniqueConstraint(
                name="unitstanding_once",
                fields=["unit", "year", "quarter", "reach"],
                violation_error_message="Rekap unit ini untuk triwulan yang sama sudah ada.",
            ),
        ]

    def __str__(self):
        return f"{self.unit}, triwulan {self.quarter} {self.year} ({self.get_reach_display()})"


class PlanStanding(models.Model):
    """The money of a unit up to the end of a quarter against halaman III, alone or with all below it, in rupiah.

    Only of the `units` whose plan, spending and pagu are all known; a unit below which there is none has no row.
    """

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="+", verbose_name="unit", db_index=False)
    year = models.PositiveSmallIntegerField("tahun")
    quarter = models.PositiveSmallIntegerField("sampai triwulan")
    reach = models.CharField("jangkauan", max_length=7, choices=Reach)
    units = count("unit yang rencana dan realisasinya diketahui")
    planned = models.BigIntegerField("rencana penarikan (Rp)", default=0)
    spent = models.BigIntegerField("realisasi anggaran (Rp)", default=0)
    ceiling = models.BigIntegerField("pagu (Rp)", default=0)
    computed_at = models.DateTimeField("dihitung pada")

    class Meta:
        verbose_name = "rekap rencana penarikan"
        verbose_name_plural = "rekap rencana penarikan"
        ordering = ["unit", "year", "quarter", "reach"]
        constraints = [
            one_of("planstanding_reach_known", "reach", Reach, "Jangkauan rekap tidak dikenal."),
            models.UniqueConstraint(
                name="planstanding_once",
                fields=["unit", "year", "quarter", "reach"],
                violation_error_message="Rekap rencana penarikan unit ini untuk triwulan yang sama sudah ada.",
            ),
        ]

    def __str__(self):
        return f"{self.unit}, triwulan {self.quarter} {self.year} ({self.get_reach_display()})"


class ObjectiveStanding(Counted):
    """An objective as one unit carries it, alone or with all that hang on it across units (pohon kinerja).

    `hangs_on` is the objective above it: its parent, or the objective itself where the unit carries another's.
    """

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="+", verbose_name="unit", db_index=False)
    objective = models.ForeignKey(Objective, models.CASCADE, related_name="standings", verbose_name="sasaran")
    hangs_on = models.ForeignKey(
        Objective,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="tersambung pada",
        db_index=False,
    )
    capaian_count = count("sasaran dengan capaian")

    class Meta:
        verbose_name = "rekap sasaran"
        verbose_name_plural = "rekap sasaran"
        ordering = ["unit", "objective", "year", "quarter", "reach"]
        indexes = [models.Index(fields=["hangs_on", "year", "quarter", "reach"], name="objectivestanding_below")]
        constraints = [
            one_of("objectivestanding_reach_known", "reach", Reach, "Jangkauan rekap tidak dikenal."),
            models.UniqueConstraint(
                name="objectivestanding_once",
                fields=["unit", "year", "quarter", "reach", "objective"],
                violation_error_message="Rekap sasaran ini untuk unit dan triwulan yang sama sudah ada.",
            ),
        ]

    def __str__(self):
        return f"{self.objective}, triwulan {self.quarter} {self.year} ({self.get_reach_display()})"


class Shortfall(models.Model):
    """A promised indicator behind its target up to a quarter, or on the way to miss the year's; in percent.

    `capaian` and `forecast` None are not known; `gap` is what the lower of the two lacks to 100, for sorting.
    """

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="shortfalls", verbose_name="unit", db_index=False)
    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="shortfalls", verbose_name="indikator")
    year = models.PositiveSmallIntegerField("tahun")
    quarter = models.PositiveSmallIntegerField("sampai triwulan")
    # The unit's own path once more, so that the worst below any unit stand in one index.
    path = PathField("jalur unit", max_length=500)
    capaian = percents("capaian (%)", null=True, blank=True)
    forecast = percents("proyeksi capaian tahun (%)", null=True, blank=True)
    gap = percents("kekurangan (%)", default=0)

    class Meta:
        verbose_name = "indikator tertinggal"
        verbose_name_plural = "indikator tertinggal"
        ordering = ["-gap", "pk"]
        indexes = [
            models.Index(fields=["year", "quarter", "path", "-gap"], name="shortfall_below"),
            models.Index(fields=["year", "quarter", "-gap", "id"], name="shortfall_worst"),
        ]
        constraints = [
            models.CheckConstraint(
                name="shortfall_quarter_range",
                condition=Q(quarter__range=(1, 4)),
                violation_error_message="Triwulan harus 1 sampai 4.",
            ),
            models.UniqueConstraint(
                name="shortfall_once",
                fields=["unit", "year", "quarter", "indicator"],
                violation_error_message="Indikator ini untuk unit dan triwulan yang sama sudah ada.",
            ),
        ]

    def __str__(self):
        return f"{self.indicator}, triwulan {self.quarter} {self.year}"


class StandingMark(models.Model):
    """Up to which entry of the trail the standing is fresh; its one row is held by whoever refreshes."""

    last_change = models.BigIntegerField("entri riwayat terakhir", default=0)
    refreshed_at = models.DateTimeField("disegarkan pada", null=True, blank=True)

    class Meta:
        verbose_name = "batas rekap"
        verbose_name_plural = "batas rekap"

    def __str__(self):
        return f"sampai entri {self.last_change}"


class StandingDue(models.Model):
    """A unit and year to be reckoned anew: what the mark has passed and nobody came to yet."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="+", verbose_name="unit", db_index=False)
    year = models.PositiveSmallIntegerField("tahun")

    class Meta:
        verbose_name = "rekap yang harus disegarkan"
        verbose_name_plural = "rekap yang harus disegarkan"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="standingdue_once",
                fields=["unit", "year"],
                violation_error_message="Unit dan tahun ini sudah menunggu penyegaran.",
            ),
        ]

    def __str__(self):
        return f"{self.unit}, {self.year}"

"""The rules of arithmetic an institution uses in a year, with their source."""

from django.core.exceptions import ValidationError
from django.db import models

from indicators.achievement import MinimizeFormula, OverallMethod, Policy
from indicators.scales import Band, problems
from lakin.rules import in_order, one_of, year_in_range
from units.models import Unit


class RuleStatus(models.TextChoices):
    VERIFIED = "terverifikasi", "Terverifikasi"
    UNVERIFIED = "perlu_verifikasi", "Perlu verifikasi"


class Mark(models.TextChoices):
    ABOVE = "above", "Di atas target"
    MET = "met", "Sesuai/tercapai"
    NEAR = "near", "Mendekati"
    BELOW = "below", "Di bawah target"
    FAR_BELOW = "far_below", "Jauh di bawah"


class RatingScale(models.Model):
    """A named scale of words for achievement, made of bands without gap or overlap."""

    code = models.SlugField("kode", max_length=40, unique=True)
    name = models.CharField("nama", max_length=150)
    year = models.PositiveSmallIntegerField("tahun", null=True, blank=True)
    source = models.CharField("sumber", max_length=300, blank=True)

    class Meta:
        verbose_name = "skala predikat capaian"
        verbose_name_plural = "skala predikat capaian"
        ordering = ["code"]
        constraints = [year_in_range("ratingscale_year_range")]

    def __str__(self):
        return self.name

    def as_bands(self):
        """The bands as the engine reads them; uses the prefetched rows."""
        return tuple(band.as_band() for band in self.bands.all())

    def clean(self):
        if self.pk and (faults := problems(self.as_bands())):
            raise ValidationError(faults)


class RatingBand(models.Model):
    """One band of a rating scale; an empty bound is open to infinity."""

    scale = models.ForeignKey(RatingScale, models.CASCADE, related_name="bands", verbose_name="skala")
    lower = models.DecimalField("batas bawah", max_digits=9, decimal_places=2, null=True, blank=True)
    upper = models.DecimalField("batas atas", max_digits=9, decimal_places=2, null=True, blank=True)
    is_lower_closed = models.BooleanField("termasuk batas bawah", default=False)
    is_upper_closed = models.BooleanField("termasuk batas atas", default=True)
    label = models.CharField("predikat", max_length=60)
    mark = models.CharField("tanda", max_length=10, choices=Mark)

    class Meta:
        verbose_name = "rentang predikat"
        verbose_name_plural = "rentang predikat"
        ordering = ["scale", models.F("upper").desc(nulls_first=True), "-lower"]
        constraints = [
            one_of("ratingband_mark_known", "mark", Mark, "Tanda predikat tidak dikenal."),
            in_order("ratingband_order", "lower", "upper", "Batas bawah tidak boleh melebihi batas atas."),
            models.UniqueConstraint(
                name="ratingband_label_once",
                fields=["scale", "label"],
                violation_error_message="Predikat ini sudah ada pada skala yang sama.",
            ),
        ]

    def __str__(self):
        return self.label

    def as_band(self):
        return Band(self.lower, self.upper, self.is_lower_closed, self.is_upper_closed, self.label, self.mark)


class OverallMethodChoice(models.TextChoices):
    OBJECTIVES = OverallMethod.OBJECTIVES.value, "Rata-rata dari rata-rata sasaran"
    INDICATORS = OverallMethod.INDICATORS.value, "Rata-rata seluruh indikator"


class MinimizeFormulaChoice(models.TextChoices):
    DIFFERENCE = MinimizeFormula.DIFFERENCE.value, "(2T - R) / T × 100"
    INVERSE = MinimizeFormula.INVERSE.value, "T / R × 100"


class RuleSet(models.Model):
    """How capaian is computed in one institution and year; without one LAKIN's default holds."""

    institution = models.ForeignKey(Unit, models.CASCADE, related_name="rule_sets", verbose_name="instansi")
    year = models.PositiveSmallIntegerField("tahun")
    name = models.CharField("nama", max_length=150)
    source = models.CharField("sumber", max_length=300, blank=True)
    status = models.CharField("status", max_length=20, choices=RuleStatus, default=RuleStatus.UNVERIFIED)
    minimize_formula = models.CharField(
        "rumus makin rendah makin baik",
        max_length=12,
        choices=MinimizeFormulaChoice,
        default=MinimizeFormulaChoice.DIFFERENCE,
    )
    overall_method = models.CharField(
        "rata-rata keseluruhan", max_length=12, choices=OverallMethodChoice, default=OverallMethodChoice.OBJECTIVES
    )
    cap = models.DecimalField("batas atas capaian (%)", max_digits=7, decimal_places=2, null=True, blank=True)
    floor = models.DecimalField("batas bawah capaian (%)", max_digits=7, decimal_places=2, null=True, blank=True)
    rating_scale = models.ForeignKey(
        RatingScale, models.PROTECT, null=True, blank=True, related_name="rule_sets", verbose_name="skala predikat"
    )

    class Meta:
        verbose_name = "aturan penghitungan"
        verbose_name_plural = "aturan penghitungan"
        ordering = ["institution", "-year"]
        constraints = [
            year_in_range("ruleset_year_range"),
            one_of("ruleset_status_known", "status", RuleStatus, "Status aturan tidak dikenal."),
            one_of("ruleset_minimize_known", "minimize_formula", MinimizeFormulaChoice, "Rumus tidak dikenal."),
            one_of("ruleset_overall_known", "overall_method", OverallMethodChoice, "Cara rata-rata tidak dikenal."),
            in_order("ruleset_bounds_order", "floor", "cap", "Batas bawah capaian tidak boleh melebihi batas atas."),
            models.UniqueConstraint(
                name="ruleset_once",
                fields=["institution", "year"],
                violation_error_message="Instansi ini sudah mempunyai aturan untuk tahun yang sama.",
            ),
        ]

    def __str__(self):
        return f"{self.name} {self.year}"

    def as_policy(self):
        """The rule set as the engine reads it."""
        return Policy(
            minimize_formula=MinimizeFormula(self.minimize_formula),
            cap=self.cap,
            floor=self.floor,
            overall_method=self.overall_method,
        )


class PredicateScale(models.Model):
    """A named scale whose values are words, such as the opinion WTP > WDP > TW > TMP; never divided."""

    code = models.SlugField("kode", max_length=40, unique=True)
    name = models.CharField("nama", max_length=150)
    source = models.CharField("sumber", max_length=300, blank=True)

    class Meta:
        verbose_name = "skala predikat indikator"
        verbose_name_plural = "skala predikat indikator"
        ordering = ["code"]

    def __str__(self):
        return self.name

    def as_ranks(self):
        """Label to rank, a higher rank being better; uses the prefetched rows."""
        return {rank.label: rank.rank for rank in self.ranks.all()}


class PredicateRank(models.Model):
    """One word of a predicate scale and its rank."""

    scale = models.ForeignKey(PredicateScale, models.CASCADE, related_name="ranks", verbose_name="skala")
    label = models.CharField("predikat", max_length=60)
    rank = models.PositiveSmallIntegerField("peringkat", help_text="Makin besar makin baik.")

    class Meta:
        verbose_name = "peringkat predikat"
        verbose_name_plural = "peringkat predikat"
        ordering = ["scale", "-rank"]
        constraints = [
            models.UniqueConstraint(
                name="predicaterank_label_once",
                fields=["scale", "label"],
                violation_error_message="Predikat ini sudah ada pada skala yang sama.",
            ),
            models.UniqueConstraint(
                name="predicaterank_rank_once",
                fields=["scale", "rank"],
                violation_error_message="Peringkat ini sudah dipakai pada skala yang sama.",
            ),
        ]

    def __str__(self):
        return self.label

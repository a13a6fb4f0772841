"""The indicator with its manual, and the components its calculation needs."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Prefetch, Q

from indicators.achievement import Polarity
from indicators.formula import Accumulation, Calculation
from indicators.models.plan import Objective
from indicators.models.ruleset import PredicateScale
from lakin.formatting import MISSING, by_measure
from lakin.rules import in_order, not_blank, not_negative, one_of, year_in_range


class Measure(models.TextChoices):
    PERCENT = "percent", "Persen"
    SCORE = "score", "Nilai"
    COUNT = "count", "Jumlah"
    RUPIAH = "rupiah", "Rupiah"
    PREDICATE = "predicate", "Predikat"


class PolarityChoice(models.TextChoices):
    MAXIMIZE = Polarity.MAXIMIZE.value, "Makin tinggi makin baik"
    MINIMIZE = Polarity.MINIMIZE.value, "Makin rendah makin baik"
    RANGE = Polarity.RANGE.value, "Dalam rentang"


class AccumulationChoice(models.TextChoices):
    SUM = Accumulation.SUM.value, "Jumlah triwulan"
    AVERAGE = Accumulation.AVERAGE.value, "Rata-rata triwulan"
    LAST = Accumulation.LAST.value, "Posisi akhir"


class CalculationChoice(models.TextChoices):
    RATIO = Calculation.RATIO.value, "Rasio n/T × 100"
    WEIGHTED = Calculation.WEIGHTED.value, "Komponen berbobot"
    MEAN = Calculation.MEAN.value, "Rata-rata komponen"
    SUM = Calculation.SUM.value, "Penjumlahan komponen"
    POOLED = Calculation.POOLED.value, "Rasio gabungan beberapa unit"
    SURVEY = Calculation.SURVEY.value, "Survei kepuasan (IKM)"
    EXTERNAL = Calculation.EXTERNAL.value, "Nilai dari pihak lain"
    COUNT = Calculation.COUNT.value, "Jumlah hitungan"
    TYPED = Calculation.TYPED.value, "Diisi langsung"


class IndicatorQuerySet(models.QuerySet):
    def in_year(self, year):
        """Indicators that are valid in the year; an empty bound is open."""
        started = Q(year_from__isnull=True) | Q(year_from__lte=year)
        return self.filter(started, Q(year_to__isnull=True) | Q(year_to__gte=year))


class Indicator(models.Model):
    """One indikator kinerja with its manual; what its values are computed by is locked once one is verified."""

    COMPUTED_BY = ("polarity", "calculation", "accumulation", "measure", "predicate_scale")

    objective = models.ForeignKey(Objective, models.CASCADE, related_name="indicators", verbose_name="sasaran")
    code = models.CharField("nomor", max_length=20)
    order = models.PositiveIntegerField("urutan")
    name = models.CharField("nama", max_length=600)
    short_name = models.CharField("nama singkat", max_length=120, blank=True)
    measure = models.CharField("satuan", max_length=10, choices=Measure)
    measure_label = models.CharField("sebutan satuan", max_length=40, blank=True, help_text="Misalnya satker, dokumen.")
    decimals = models.PositiveSmallIntegerField("angka di belakang koma", default=2)
    polarity = models.CharField("arah", max_length=10, choices=PolarityChoice, default=PolarityChoice.MAXIMIZE)
    calculation = models.CharField(
        "cara menghitung", max_length=10, choices=CalculationChoice, default=CalculationChoice.TYPED
    )
    accumulation = models.CharField(
        "akumulasi triwulan", max_length=10, choices=AccumulationChoice, default=AccumulationChoice.LAST
    )
    predicate_scale = models.ForeignKey(
        PredicateScale, models.PROTECT, null=True, blank=True, related_name="indicators", verbose_name="skala predikat"
    )
    numerator_label = models.CharField("arti pembilang (n)", max_length=250, blank=True)
    denominator_label = models.CharField("arti penyebut (T)", max_length=250, blank=True)
    definition = models.TextField("definisi", blank=True)
    formula = models.TextField("rumus dalam kata", blank=True)
    data_source = models.CharField("sumber data", max_length=300, blank=True)
    regulation = models.CharField("peraturan terkait", max_length=400, blank=True)
    criterion = models.TextField("kriteria keberhasilan", blank=True)
    owner = models.CharField("penanggung jawab", max_length=200, blank=True)
    is_key = models.BooleanField("indikator kinerja utama (IKU)", default=True)
    predecessor = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="successors", verbose_name="indikator pendahulu"
    )
    year_from = models.PositiveSmallIntegerField("berlaku sejak tahun", null=True, blank=True)
    year_to = models.PositiveSmallIntegerField("berlaku sampai tahun", null=True, blank=True)

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        verbose_name = "indikator kinerja"
        verbose_name_plural = "indikator kinerja"
        ordering = ["objective__plan", "objective__order", "order"]
        constraints = [
            not_blank("indicator_name_filled", "name", "Nama indikator wajib diisi."),
            one_of("indicator_measure_known", "measure", Measure, "Satuan tidak dikenal."),
            one_of("indicator_polarity_known", "polarity", PolarityChoice, "Arah indikator tidak dikenal."),
            one_of("indicator_calculation_known", "calculation", CalculationChoice, "Cara menghitung tidak dikenal."),
            one_of("indicator_accumulation_known", "accumulation", AccumulationChoice, "Akumulasi tidak dikenal."),
            year_in_range("indicator_from_range", "year_from"),
            year_in_range("indicator_to_range", "year_to"),
            in_order(
                "indicator_period_order", "year_from", "year_to", "Tahun akhir berlaku tidak boleh sebelum tahun awal."
            ),
            models.UniqueConstraint(
                name="indicator_code_once",
                fields=["objective", "code"],
                violation_error_message="Nomor indikator ini sudah dipakai pada sasaran yang sama.",
            ),
            models.CheckConstraint(
                name="indicator_decimals_range",
                condition=Q(decimals__lte=4),
                violation_error_message="Angka di belakang koma paling banyak 4.",
            ),
            models.CheckConstraint(
                name="indicator_predicate_needs_scale",
                condition=~Q(measure=Measure.PREDICATE) | Q(predicate_scale__isnull=False),
                violation_error_message="Indikator bersatuan predikat harus menunjuk skala predikatnya.",
            ),
        ]

    def __str__(self):
        return f"{self.code} {self.name}"

    def written(self, value, text=""):
        """The value in this indicator's measure, a predicate as its word; a dash when it is not known."""
        if self.measure == Measure.PREDICATE or value is None:
            return text or MISSING
        return by_measure(value, self.measure, self.decimals)

    def clean(self):
        changed = changed_fields(self, self.COMPUTED_BY)
        if changed and self.realizations.settled().exists():
            raise ValidationError({name: locked_words(self, name) for name in changed})


def changed_fields(row: models.Model, names: tuple[str, ...]) -> list[str]:
    """Those of the fields that differ from what is stored; none for a row that is not stored yet."""
    stored = type(row).objects.filter(pk=row.pk).first() if row.pk else None
    columns = {name: row._meta.get_field(name).attname for name in names}
    return [name for name, column in columns.items() if stored and getattr(stored, column) != getattr(row, column)]


def locked_words(row: models.Model, name: str) -> str:
    label = row._meta.get_field(name).verbose_name
    return f"Isian {label} terkunci karena sudah ada realisasi yang terverifikasi."


class ComponentRole(models.TextChoices):
    PART = "bagian", "Bagian perhitungan"
    CONTEXT = "konteks", "Keterangan"
    ITEM = "rincian", "Rincian"


class Component(models.Model):
    """One component of an indicator's calculation in a year; only parts enter the calculation.

    Parts come, go and change only until a realization of that indicator and year is verified.
    """

    COMPUTED_BY = ("indicator", "year", "role", "weight")
    NO_NEW_PART = "Komponen perhitungan tidak dapat ditambah: tahun ini sudah ada realisasi yang terverifikasi."
    VALUED = "Komponen ini tidak dapat dihapus karena sudah ada nilainya."
    COUNTED = "Komponen ini tidak dapat dihapus karena ikut menentukan realisasi yang sudah terverifikasi."

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="components", verbose_name="indikator")
    year = models.PositiveSmallIntegerField("tahun")
    order = models.PositiveIntegerField("urutan")
    group = models.CharField("kelompok", max_length=80, blank=True)
    name = models.CharField("komponen", max_length=300)
    role = models.CharField("peran", max_length=10, choices=ComponentRole, default=ComponentRole.PART)
    measure_label = models.CharField("sebutan satuan", max_length=40, blank=True)
    weight = models.DecimalField("bobot (%)", max_digits=7, decimal_places=4, null=True, blank=True)

    class Meta:
        verbose_name = "komponen indikator"
        verbose_name_plural = "komponen indikator"
        ordering = ["indicator", "year", "order"]
        constraints = [
            year_in_range("component_year_range"),
            one_of("component_role_known", "role", ComponentRole, "Peran komponen tidak dikenal."),
            not_negative("component_weight_not_negative", "weight", "Bobot tidak boleh negatif."),
            models.CheckConstraint(
                name="component_weight_at_most_100",
                condition=Q(weight__isnull=True) | Q(weight__lte=100),
                violation_error_message="Bobot paling banyak 100.",
            ),
            models.UniqueConstraint(
                name="component_order_once",
                fields=["indicator", "year", "order"],
                violation_error_message="Nomor urut komponen ini sudah dipakai pada tahun yang sama.",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def is_settled(self):
        """True when a realization of its indicator and year is verified, or was before its correction."""
        return self.indicator.realizations.settled().filter(year=self.year).exists()

    def clean(self):
        if not self.indicator_id or self.year is None:
            return
        stored = Component.objects.filter(pk=self.pk).first() if self.pk else None
        if stored is None and self.role == ComponentRole.PART and self.is_settled:
            raise ValidationError(self.NO_NEW_PART)
        changed = changed_fields(self, self.COMPUTED_BY)
        if changed and (self.is_settled or stored.is_settled):
            raise ValidationError({name: locked_words(self, name) for name in changed})

    def kept_because(self):
        """Why the component may not be deleted; empty while it may."""
        if self.values.exists():
            return self.VALUED
        return self.COUNTED if self.role == ComponentRole.PART and self.is_settled else ""


def components_of_each(way: str = "") -> Prefetch:
    """The components of indicators already read, by year and order; `way` leads from the rows to their indicators."""
    # Not in the order of the model: for that every unit, plan and objective above would be joined and sorted.
    return Prefetch(f"{way}components", Component.objects.order_by("year", "order"))

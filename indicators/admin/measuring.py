"""Indicators with their components, and what was measured, in the admin."""

from django.contrib import admin

from indicators import models
from indicators.admin import guidance
from indicators.admin.indicator_form import IndicatorForm
from lakin.formatting import percent, quarter_name
from units.admin_access import ReadOnly, ScopedAdmin, ScopedInline
from units.admin_columns import figure_shown
from units.admin_links import to_list, to_page, to_row
from units.admin_site import site
from units.tables import TableAdmin

FILLED_ELSEWHERE = "Realisasi diisi di halaman triwulan."


class ComponentInline(ScopedInline):
    model = models.Component
    guidance = guidance.COMPONENT
    unit_lookup = "indicator__objective__plan__unit"
    fields = ["year", "order", "group", "name", "role", "measure_label", "weight"]

    def kept_because(self, row):
        return row.kept_because()


@admin.register(models.Indicator, site=site)
class IndicatorAdmin(TableAdmin):
    form = IndicatorForm
    guidance = guidance.INDICATOR
    unit_lookup = "objective__plan__unit"
    year_lookups = ("objective__plan__year_from", "objective__plan__year_to")
    list_display = ["code", "name", "unit_shown", "measure", "calculation", "manual_shown"]
    list_display_links = ["code", "name"]
    list_filter = ["measure", "polarity", "calculation", "is_key"]
    list_select_related = ["objective__plan__unit"]
    search_fields = ["name", "short_name", "code", "objective__plan__unit__name"]
    autocomplete_fields = ["objective", "predicate_scale", "predecessor"]
    inlines = [ComponentInline]
    fieldsets = [
        (None, {"fields": ["objective", "code", "order", "name", "short_name", "is_key"]}),
        ("Pengukuran", {"fields": ["measure", "measure_label", "decimals", "polarity", "predicate_scale"]}),
        (
            "Penghitungan",
            {"fields": ["calculation", "accumulation", "numerator_label", "denominator_label", "formula"]},
        ),
        ("Manual indikator", {"fields": ["definition", "criterion", "data_source", "regulation", "owner"]}),
        ("Masa berlaku", {"fields": ["year_from", "year_to", "predecessor"]}),
    ]

    def onward(self, request, row):
        unit = row.objective.plan.unit
        return [
            to_row(row.objective, "Sasaran"),
            to_list(models.Component, "Komponen", unit, q=row.code),
            to_list(models.StrategicTarget, "Target jangka menengah", unit, q=row.code),
            to_list(models.Realization, "Realisasi", unit, q=row.code),
        ]

    @admin.display(description="unit", ordering="objective__plan__unit__path")
    def unit_shown(self, row):
        return row.objective.plan.unit.label

    @admin.display(description="manual", boolean=True)
    def manual_shown(self, row):
        return bool(row.definition and row.formula and row.data_source)


class OfIndicator(TableAdmin):
    """A table whose rows hang on an indicator."""

    unit_lookup = "indicator__objective__plan__unit"
    year_lookups = ("year",)
    list_select_related = ["indicator"]
    search_fields = ["indicator__name", "indicator__code", "indicator__objective__plan__unit__name"]
    autocomplete_fields = ["indicator"]


@admin.register(models.Component, site=site)
class ComponentAdmin(OfIndicator):
    guidance = guidance.COMPONENT
    list_display = ["name", "indicator", "year", "order", "role", "weight_shown"]
    list_filter = ["role"]
    weight_shown = figure_shown("weight", "bobot (%)")
    search_fields = ["name", *OfIndicator.search_fields]

    def kept_because(self, row):
        return row.kept_because()


class ComponentValueInline(ScopedInline):
    model = models.ComponentValue
    unit_lookup = "realization__unit"


@admin.register(models.Realization, site=site)
class RealizationAdmin(ReadOnly, OfIndicator):
    """Facts are only looked at here; they are filled in, handed in and verified on the pages of the quarter."""

    unit_lookup = "unit"
    import_export_change_list_template = "admin/realization_list.html"
    list_display = ["indicator", "unit", "year", "quarter_shown", "value_shown", "status"]
    list_filter = ["quarter", "status"]
    list_select_related = ["indicator", "unit"]
    # By place in the tree the database would sort every fact of the ministry.
    ordering = ["-pk"]
    inlines = [ComponentValueInline]

    def onward(self, request, row):
        place = (row.unit.code, row.year, row.quarter)
        return [
            *to_page("reports:quarter-show", f"Halaman {quarter_name(row.quarter)} {row.year}", *place),
            to_row(row.indicator, "Indikator"),
            to_list(models.Evidence, "Bukti dukung", row.unit, row.year),
        ]

    @admin.display(description="triwulan", ordering="quarter")
    def quarter_shown(self, row):
        return quarter_name(row.quarter)

    @admin.display(description="nilai", ordering="value")
    def value_shown(self, row):
        return row.indicator.written(row.value, row.text)

    def frozen_because(self, row):
        return FILLED_ELSEWHERE


@admin.register(models.ComponentValue, site=site)
class ComponentValueAdmin(ReadOnly, TableAdmin):
    unit_lookup = "realization__unit"
    year_lookups = ("realization__year",)
    list_display = ["component", "realization", "numerator_shown", "denominator_shown", "score_shown"]
    list_select_related = ["component", "realization__indicator"]
    search_fields = ["component__name", "realization__indicator__name"]
    numerator_shown = figure_shown("numerator", "realisasi/n")
    denominator_shown = figure_shown("denominator", "target/T")
    score_shown = figure_shown("score", "nilai")

    def onward(self, request, row):
        return [to_row(row.realization, "Realisasi"), to_row(row.component, "Komponen")]

    def frozen_because(self, row):
        return FILLED_ELSEWHERE


@admin.register(models.HistoricalValue, site=site)
class HistoricalValueAdmin(OfIndicator):
    guidance = guidance.HISTORY
    unit_lookup = "unit"
    year_lookups = ("year_from", "year_to")
    list_display = ["indicator", "unit", "kind", "year_from", "year_to", "value_shown", "source"]
    list_filter = ["kind"]
    list_select_related = ["indicator", "unit"]
    autocomplete_fields = ["unit", "indicator"]

    @admin.display(description="nilai", ordering="value")
    def value_shown(self, row):
        if row.kind == models.HistoryKind.ACHIEVEMENT and row.value is not None:
            return percent(row.value)
        return row.indicator.written(row.value, row.text)


@admin.register(models.Evidence, site=site)
class EvidenceAdmin(ReadOnly, ScopedAdmin):
    """Evidence is uploaded where the realization is filled in; here it is only seen."""

    unit_lookup = "realization__unit"
    list_display = ["title", "realization", "size", "uploaded_by", "uploaded_at"]
    year_lookups = ("realization__year",)
    list_select_related = ["realization__indicator", "uploaded_by"]
    search_fields = ["title", "sha256", "realization__indicator__name"]
    fields = ["realization", "title", "sha256", "size", "content_type", "uploaded_by", "uploaded_at"]

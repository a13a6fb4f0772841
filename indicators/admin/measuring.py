"""Indicators with their components, and what was measured, in the admin."""

from django.contrib import admin

from indicators import models
from lakin.formatting import percent
from units.admin_access import ScopedAdmin, ScopedInline, UnitFilter
from units.admin_site import site
from units.tables import TableAdmin


class ComponentInline(ScopedInline):
    model = models.Component
    unit_lookup = "indicator__objective__plan__unit"
    fields = ["year", "order", "group", "name", "role", "measure_label", "weight"]


@admin.register(models.Indicator, site=site)
class IndicatorAdmin(TableAdmin):
    unit_lookup = "objective__plan__unit"
    list_display = ["code", "name", "unit_shown", "measure", "calculation"]
    list_display_links = ["code", "name"]
    list_filter = [UnitFilter, "measure", "polarity", "calculation", "is_key"]
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

    @admin.display(description="unit", ordering="objective__plan__unit__path")
    def unit_shown(self, row):
        return row.objective.plan.unit.label


class OfIndicator(TableAdmin):
    """A table whose rows hang on an indicator."""

    unit_lookup = "indicator__objective__plan__unit"
    list_filter = [UnitFilter, "year"]
    list_select_related = ["indicator"]
    search_fields = ["indicator__name", "indicator__code", "indicator__objective__plan__unit__name"]
    autocomplete_fields = ["indicator"]


@admin.register(models.Component, site=site)
class ComponentAdmin(OfIndicator):
    list_display = ["name", "indicator", "year", "order", "role", "weight"]
    search_fields = ["name", *OfIndicator.search_fields]


class ComponentValueInline(ScopedInline):
    model = models.ComponentValue
    unit_lookup = "realization__unit"
    autocomplete_fields = ["component"]


@admin.register(models.Realization, site=site)
class RealizationAdmin(OfIndicator):
    """Facts are kept here; submitting and verifying belong to the workflow."""

    unit_lookup = "unit"
    locked_fields = ("status", "submitted_by", "verified_by", "verified_at")
    list_display = ["indicator", "unit", "year", "quarter", "value_shown", "status"]
    list_filter = [UnitFilter, "year", "quarter", "status"]
    list_select_related = ["indicator", "unit"]
    autocomplete_fields = ["unit", "indicator"]
    readonly_fields = locked_fields
    # By place in the tree the database would sort every fact of the ministry.
    ordering = ["-pk"]
    inlines = [ComponentValueInline]

    @admin.display(description="nilai", ordering="value")
    def value_shown(self, row):
        return row.indicator.written(row.value, row.text)

    def frozen_because(self, row):
        if row.status == models.RealizationStatus.VERIFIED:
            return "Realisasi sudah terverifikasi; perbaikannya lewat koreksi, bukan mengubah nilai yang sah."
        return ""


@admin.register(models.ComponentValue, site=site)
class ComponentValueAdmin(TableAdmin):
    unit_lookup = "realization__unit"
    list_display = ["component", "realization", "numerator", "denominator", "score"]
    list_filter = [UnitFilter, "realization__year"]
    list_select_related = ["component", "realization__indicator"]
    search_fields = ["component__name", "realization__indicator__name"]
    autocomplete_fields = ["realization", "component"]

    def frozen_because(self, row):
        return site._registry[models.Realization].frozen_because(row.realization)


@admin.register(models.HistoricalValue, site=site)
class HistoricalValueAdmin(OfIndicator):
    unit_lookup = "unit"
    list_display = ["indicator", "unit", "kind", "year_from", "year_to", "value_shown", "source"]
    list_filter = [UnitFilter, "kind", "year_from"]
    list_select_related = ["indicator", "unit"]
    autocomplete_fields = ["unit", "indicator"]

    @admin.display(description="nilai", ordering="value")
    def value_shown(self, row):
        if row.kind == models.HistoryKind.ACHIEVEMENT and row.value is not None:
            return percent(row.value)
        return row.indicator.written(row.value, row.text)


@admin.register(models.Evidence, site=site)
class EvidenceAdmin(ScopedAdmin):
    """Evidence is uploaded where the realization is filled in; here it is only seen."""

    unit_lookup = "realization__unit"
    list_display = ["title", "realization", "size", "uploaded_by", "uploaded_at"]
    list_filter = [UnitFilter, "realization__year"]
    list_select_related = ["realization__indicator", "uploaded_by"]
    search_fields = ["title", "sha256", "realization__indicator__name"]
    fields = ["realization", "title", "sha256", "size", "content_type", "uploaded_by", "uploaded_at"]

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

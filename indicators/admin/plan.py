"""The Renstra with its versions, statements, objectives and targets in the admin."""

from django.contrib import admin
from django.db.models import Count

from indicators import models
from indicators.admin import guidance
from indicators.admin.indicator_form import IndicatorForm
from units.admin_access import ScopedInline
from units.admin_links import to_list, to_row
from units.admin_site import site
from units.tables import TableAdmin


class PlanVersionInline(ScopedInline):
    model = models.PlanVersion
    guidance = guidance.VERSION
    unit_lookup = "plan__unit"
    fields = ["number", "document", "decided_on", "reason"]
    show_change_link = True


class ObjectiveInline(ScopedInline):
    model = models.Objective
    guidance = guidance.OBJECTIVE
    unit_lookup = "plan__unit"
    fields = ["code", "order", "level", "name", "indicators_shown"]
    readonly_fields = ["indicators_shown"]
    show_change_link = True

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(indicator_count=Count("indicators"))

    @admin.display(description="indikator")
    def indicators_shown(self, row):
        return getattr(row, "indicator_count", "")


@admin.register(models.StrategicPlan, site=site)
class StrategicPlanAdmin(TableAdmin):
    guidance = guidance.PLAN
    year_lookups = ("year_from", "year_to")
    list_display = ["name", "unit", "year_from", "year_to"]
    list_select_related = ["unit"]
    search_fields = ["name", "unit__name", "unit__code"]
    autocomplete_fields = ["unit"]
    inlines = [PlanVersionInline, ObjectiveInline]

    def onward(self, request, row):
        return [
            to_list(models.Objective, "Sasaran", row.unit),
            to_list(models.Indicator, "Indikator kinerja", row.unit),
            to_list(models.TargetTable, "Tabel target", row.unit),
            to_list(models.StrategicTarget, "Target jangka menengah", row.unit),
        ]


class PlanStatementInline(ScopedInline):
    model = models.PlanStatement
    guidance = guidance.STATEMENT
    unit_lookup = "version__plan__unit"
    fields = ["kind", "number", "order", "text", "objective"]
    autocomplete_fields = ["objective"]


class TargetTableInline(ScopedInline):
    model = models.TargetTable
    guidance = guidance.TARGET_TABLE
    unit_lookup = "version__plan__unit"
    show_change_link = True


@admin.register(models.PlanVersion, site=site)
class PlanVersionAdmin(TableAdmin):
    guidance = guidance.VERSION
    year_lookups = ("plan__year_from", "plan__year_to")
    unit_lookup = "plan__unit"
    list_display = ["plan", "number", "document", "decided_on"]
    list_select_related = ["plan"]
    search_fields = ["plan__name", "document", "plan__unit__name"]
    autocomplete_fields = ["plan"]
    inlines = [PlanStatementInline, TargetTableInline]

    def onward(self, request, row):
        return [to_row(row.plan, "Renstra"), to_list(models.TargetTable, "Tabel target", row.plan.unit)]


@admin.register(models.PlanStatement, site=site)
class PlanStatementAdmin(TableAdmin):
    guidance = guidance.STATEMENT
    year_lookups = ("version__plan__year_from", "version__plan__year_to")
    unit_lookup = "version__plan__unit"
    list_display = ["text", "kind", "number", "version"]
    list_filter = ["kind"]
    list_select_related = ["version__plan"]
    search_fields = ["text", "number", "version__plan__unit__name"]
    autocomplete_fields = ["version", "objective"]


class IndicatorInline(ScopedInline):
    model = models.Indicator
    form = IndicatorForm
    guidance = guidance.INDICATOR
    unit_lookup = "objective__plan__unit"
    fields = ["code", "order", "name", "measure", "polarity", "calculation", "accumulation"]
    show_change_link = True


@admin.register(models.Objective, site=site)
class ObjectiveAdmin(TableAdmin):
    guidance = guidance.OBJECTIVE
    year_lookups = ("plan__year_from", "plan__year_to")
    unit_lookup = "plan__unit"
    upward_field = "parent"
    list_display = ["code", "name", "level", "years_shown", "unit_shown"]
    list_display_links = ["code", "name"]
    list_filter = ["level"]
    list_select_related = ["plan__unit"]
    search_fields = ["name", "code", "plan__unit__name"]
    autocomplete_fields = ["plan", "parent"]
    inlines = [IndicatorInline]

    def onward(self, request, row):
        return [to_row(row.plan, "Renstra"), *(to_row(found) for found in row.indicators.all()[:20])]

    @admin.display(description="Renstra", ordering="plan__year_from")
    def years_shown(self, row):
        return f"{row.plan.year_from}–{row.plan.year_to}"

    @admin.display(description="unit", ordering="plan__unit__path")
    def unit_shown(self, row):
        return row.plan.unit.label


class StrategicTargetInline(ScopedInline):
    model = models.StrategicTarget
    guidance = guidance.STRATEGIC_TARGET
    unit_lookup = "table__version__plan__unit"
    autocomplete_fields = ["indicator"]


@admin.register(models.TargetTable, site=site)
class TargetTableAdmin(TableAdmin):
    guidance = guidance.TARGET_TABLE
    year_lookups = ("year_from", "year_to")
    unit_lookup = "version__plan__unit"
    list_display = ["title", "version", "number", "year_from", "year_to"]
    list_select_related = ["version__plan"]
    search_fields = ["title", "version__plan__name", "version__plan__unit__name"]
    autocomplete_fields = ["version"]
    inlines = [StrategicTargetInline]


@admin.register(models.StrategicTarget, site=site)
class StrategicTargetAdmin(TableAdmin):
    guidance = guidance.STRATEGIC_TARGET
    year_lookups = ("year_from", "year_to")
    unit_lookup = "table__version__plan__unit"
    list_display = ["indicator", "year_from", "year_to", "value_shown", "table"]
    list_select_related = ["indicator", "table"]
    search_fields = ["indicator__name", "indicator__code", "table__title"]
    autocomplete_fields = ["table", "indicator"]

    @admin.display(description="target", ordering="value")
    def value_shown(self, row):
        return row.indicator.written(row.value, row.text)

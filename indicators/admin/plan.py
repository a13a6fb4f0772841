"""The Renstra with its versions, statements, objectives and targets in the admin."""

from django.contrib import admin

from indicators import models
from units.admin_access import ScopedInline, UnitFilter
from units.admin_site import site
from units.tables import TableAdmin


class PlanVersionInline(ScopedInline):
    model = models.PlanVersion
    unit_lookup = "plan__unit"
    fields = ["number", "document", "decided_on", "reason"]
    show_change_link = True


class ObjectiveInline(ScopedInline):
    model = models.Objective
    unit_lookup = "plan__unit"
    fields = ["code", "order", "level", "name"]
    show_change_link = True


@admin.register(models.StrategicPlan, site=site)
class StrategicPlanAdmin(TableAdmin):
    list_display = ["name", "unit", "year_from", "year_to"]
    list_filter = [UnitFilter, "year_from"]
    list_select_related = ["unit"]
    search_fields = ["name", "unit__name", "unit__code"]
    autocomplete_fields = ["unit"]
    inlines = [PlanVersionInline, ObjectiveInline]


class PlanStatementInline(ScopedInline):
    model = models.PlanStatement
    unit_lookup = "version__plan__unit"
    fields = ["kind", "number", "order", "text", "objective"]
    autocomplete_fields = ["objective"]


class TargetTableInline(ScopedInline):
    model = models.TargetTable
    unit_lookup = "version__plan__unit"
    show_change_link = True


@admin.register(models.PlanVersion, site=site)
class PlanVersionAdmin(TableAdmin):
    unit_lookup = "plan__unit"
    list_display = ["plan", "number", "document", "decided_on"]
    list_filter = [UnitFilter]
    list_select_related = ["plan"]
    search_fields = ["plan__name", "document", "plan__unit__name"]
    autocomplete_fields = ["plan"]
    inlines = [PlanStatementInline, TargetTableInline]


@admin.register(models.PlanStatement, site=site)
class PlanStatementAdmin(TableAdmin):
    unit_lookup = "version__plan__unit"
    list_display = ["text", "kind", "number", "version"]
    list_filter = [UnitFilter, "kind"]
    list_select_related = ["version__plan"]
    search_fields = ["text", "number", "version__plan__unit__name"]
    autocomplete_fields = ["version", "objective"]


class IndicatorInline(ScopedInline):
    model = models.Indicator
    unit_lookup = "objective__plan__unit"
    fields = ["code", "order", "name", "measure", "polarity"]
    show_change_link = True


@admin.register(models.Objective, site=site)
class ObjectiveAdmin(TableAdmin):
    unit_lookup = "plan__unit"
    upward_field = "parent"
    list_display = ["code", "name", "level", "unit_shown"]
    list_display_links = ["code", "name"]
    list_filter = [UnitFilter, "level"]
    list_select_related = ["plan__unit"]
    search_fields = ["name", "code", "plan__unit__name"]
    autocomplete_fields = ["plan", "parent"]
    inlines = [IndicatorInline]

    @admin.display(description="unit", ordering="plan__unit__path")
    def unit_shown(self, row):
        return row.plan.unit.label


class StrategicTargetInline(ScopedInline):
    model = models.StrategicTarget
    unit_lookup = "table__version__plan__unit"
    autocomplete_fields = ["indicator"]


@admin.register(models.TargetTable, site=site)
class TargetTableAdmin(TableAdmin):
    unit_lookup = "version__plan__unit"
    list_display = ["title", "version", "number", "year_from", "year_to"]
    list_filter = [UnitFilter]
    list_select_related = ["version__plan"]
    search_fields = ["title", "version__plan__name", "version__plan__unit__name"]
    autocomplete_fields = ["version"]
    inlines = [StrategicTargetInline]


@admin.register(models.StrategicTarget, site=site)
class StrategicTargetAdmin(TableAdmin):
    unit_lookup = "table__version__plan__unit"
    list_display = ["indicator", "year_from", "year_to", "value_shown", "table"]
    list_filter = [UnitFilter, "year_from"]
    list_select_related = ["indicator", "table"]
    search_fields = ["indicator__name", "indicator__code", "table__title"]
    autocomplete_fields = ["table", "indicator"]

    @admin.display(description="target", ordering="value")
    def value_shown(self, row):
        return row.indicator.written(row.value, row.text)

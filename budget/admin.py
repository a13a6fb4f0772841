"""DIPA, its revisions, the POK tree and spending in the admin."""

from django.contrib import admin

from budget import models
from lakin.formatting import rupiah
from units.admin_access import ScopedInline, UnitFilter
from units.admin_site import site
from units.tables import TableAdmin


def rupiah_shown(name, description):
    """A column with an amount in rupiah."""

    @admin.display(description=description, ordering=name)
    def shown(self, row):
        return rupiah(getattr(row, name))

    return shown


class DipaRevisionInline(ScopedInline):
    model = models.DipaRevision
    unit_lookup = "dipa__unit"


class ExpenditureTotalInline(ScopedInline):
    model = models.ExpenditureTotal
    unit_lookup = "dipa__unit"


@admin.register(models.Satker, site=site)
class SatkerAdmin(TableAdmin):
    list_display = ["code", "name", "unit"]
    list_filter = [UnitFilter]
    list_select_related = ["unit"]
    search_fields = ["code", "name", "unit__name"]
    autocomplete_fields = ["unit"]


@admin.register(models.Dipa, site=site)
class DipaAdmin(TableAdmin):
    list_display = ["unit", "year", "number", "satker"]
    list_filter = [UnitFilter, "year"]
    list_select_related = ["unit", "satker"]
    search_fields = ["unit__name", "unit__code", "number"]
    autocomplete_fields = ["unit", "satker"]
    inlines = [DipaRevisionInline, ExpenditureTotalInline]


class OfDipa(TableAdmin):
    """A table whose rows hang on a DIPA."""

    unit_lookup = "dipa__unit"
    list_filter = [UnitFilter, "dipa__year"]
    list_select_related = ["dipa__unit"]
    autocomplete_fields = ["dipa"]


@admin.register(models.DipaRevision, site=site)
class DipaRevisionAdmin(OfDipa):
    list_display = ["dipa", "order", "kind", "number", "date", "amount_shown", "digital_stamp"]
    list_filter = [*OfDipa.list_filter, "kind"]
    search_fields = ["dipa__unit__name", "number", "digital_stamp"]
    amount_shown = rupiah_shown("amount", "pagu")


@admin.register(models.ExpenditureTotal, site=site)
class ExpenditureTotalAdmin(OfDipa):
    list_display = ["kind", "dipa", "ceiling_shown", "spent_shown"]
    list_filter = [*OfDipa.list_filter, "kind"]
    search_fields = ["dipa__unit__name"]
    ceiling_shown = rupiah_shown("ceiling", "pagu")
    spent_shown = rupiah_shown("spent", "realisasi")


class CeilingInline(ScopedInline):
    model = models.Ceiling
    unit_lookup = "line__dipa__unit"
    autocomplete_fields = ["revision"]


class SpendingInline(ScopedInline):
    model = models.Spending
    unit_lookup = "line__dipa__unit"


class OutputVolumeInline(ScopedInline):
    model = models.OutputVolume
    unit_lookup = "line__dipa__unit"


@admin.register(models.BudgetLine, site=site)
class BudgetLineAdmin(OfDipa):
    list_display = ["path", "name", "level", "dipa", "is_partial"]
    list_filter = [*OfDipa.list_filter, "level", "is_partial"]
    search_fields = ["path", "name", "dipa__unit__name"]
    autocomplete_fields = ["dipa", "parent", "objective"]
    inlines = [CeilingInline, SpendingInline, OutputVolumeInline]


class OfBudgetLine(TableAdmin):
    """A table whose rows hang on a line of the POK."""

    unit_lookup = "line__dipa__unit"
    list_filter = [UnitFilter, "line__dipa__year"]
    list_select_related = ["line"]
    search_fields = ["line__path", "line__name", "line__dipa__unit__name"]
    autocomplete_fields = ["line"]


@admin.register(models.Ceiling, site=site)
class CeilingAdmin(OfBudgetLine):
    list_display = ["line", "revision", "amount_shown"]
    list_select_related = ["line", "revision"]
    autocomplete_fields = ["line", "revision"]
    amount_shown = rupiah_shown("amount", "pagu")


@admin.register(models.Spending, site=site)
class SpendingAdmin(OfBudgetLine):
    list_display = ["line", "month_from", "month_to", "amount_shown"]
    amount_shown = rupiah_shown("amount", "realisasi")


@admin.register(models.OutputVolume, site=site)
class OutputVolumeAdmin(OfBudgetLine):
    list_display = ["line", "measure_label", "target", "realized"]


@admin.register(models.SupportingActivity, site=site)
class SupportingActivityAdmin(TableAdmin):
    list_display = ["name", "unit", "year", "objective", "indicator", "line"]
    list_filter = [UnitFilter, "year"]
    list_select_related = ["unit", "objective", "indicator", "line"]
    search_fields = ["name", "unit__name"]
    autocomplete_fields = ["unit", "objective", "indicator", "line"]

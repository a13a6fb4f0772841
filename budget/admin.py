"""DIPA, its revisions, the POK tree and spending in the admin."""

from django.contrib import admin
from django.db.models import OuterRef, Subquery
from django.utils.html import format_html

from budget import guidance, models
from lakin.formatting import rupiah
from units.admin_access import ScopedInline
from units.admin_columns import figure_shown, rupiah_shown
from units.admin_links import to_list, to_new, to_page, to_row
from units.admin_site import site
from units.tables import TableAdmin


class DipaRevisionInline(ScopedInline):
    model = models.DipaRevision
    guidance = guidance.REVISION
    unit_lookup = "dipa__unit"


class ExpenditureTotalInline(ScopedInline):
    model = models.ExpenditureTotal
    unit_lookup = "dipa__unit"


@admin.register(models.Satker, site=site)
class SatkerAdmin(TableAdmin):
    guidance = guidance.SATKER
    list_display = ["code", "name", "unit"]
    list_select_related = ["unit"]
    search_fields = ["code", "name", "unit__name"]
    autocomplete_fields = ["unit"]


@admin.register(models.Dipa, site=site)
class DipaAdmin(TableAdmin):
    guidance = guidance.DIPA
    year_lookups = ("year",)
    list_display = ["unit", "year", "number", "satker", "amount_shown"]
    list_select_related = ["unit", "satker"]
    search_fields = ["unit__name", "unit__code", "number"]
    autocomplete_fields = ["unit", "satker"]
    inlines = [DipaRevisionInline, ExpenditureTotalInline]

    def get_queryset(self, request):
        newest = models.DipaRevision.objects.in_force().filter(dipa=OuterRef("pk")).order_by("-order")
        return super().get_queryset(request).annotate(newest_amount=Subquery(newest.values("amount")[:1]))

    def onward(self, request, row):
        return [
            to_list(models.BudgetLine, "Baris POK", row.unit, row.year),
            to_new(models.BudgetLine, "Tambah program", dipa=row.pk, level=models.LineLevel.PROGRAM),
            to_list(models.Ceiling, "Pagu", row.unit, row.year),
            to_list(models.Spending, "Realisasi anggaran", row.unit, row.year),
            to_list(models.PlannedWithdrawal, "Rencana penarikan dana", row.unit, row.year),
            *to_page("reports:budget-show", "Halaman anggaran", row.unit.code, row.year),
        ]

    @admin.display(description="pagu revisi terakhir")
    def amount_shown(self, row):
        return rupiah(row.newest_amount)


class OfDipa(TableAdmin):
    """A table whose rows hang on a DIPA."""

    unit_lookup = "dipa__unit"
    year_lookups = ("dipa__year",)
    list_select_related = ["dipa__unit"]
    autocomplete_fields = ["dipa"]


@admin.register(models.DipaRevision, site=site)
class DipaRevisionAdmin(OfDipa):
    guidance = guidance.REVISION
    list_display = ["dipa", "order", "kind", "number", "state", "date", "amount_shown", "digital_stamp"]
    list_filter = ["kind", "state"]
    search_fields = ["dipa__unit__name", "number", "digital_stamp"]
    amount_shown = rupiah_shown("amount", "pagu")


@admin.register(models.ExpenditureTotal, site=site)
class ExpenditureTotalAdmin(OfDipa):
    list_display = ["kind", "dipa", "ceiling_shown", "spent_shown"]
    list_filter = ["kind"]
    search_fields = ["dipa__unit__name"]
    ceiling_shown = rupiah_shown("ceiling", "pagu")
    spent_shown = rupiah_shown("spent", "realisasi")


class CeilingInline(ScopedInline):
    model = models.Ceiling
    guidance = guidance.CEILING
    unit_lookup = "line__dipa__unit"

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        """Only revisions of the line's own DIPA."""
        if db_field.name == "revision":
            scoped = self.admin_site._registry[models.DipaRevision].get_queryset(request)
            kwargs["queryset"] = scoped.filter(dipa=dipa_of(request))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


def dipa_of(request) -> int | None:
    """The id of the DIPA of the line that is edited or added; None before one was chosen."""
    line_id = request.resolver_match.kwargs.get("object_id", "") if request.resolver_match else ""
    if line_id.isdecimal():
        return models.BudgetLine.objects.filter(pk=line_id).values_list("dipa_id", flat=True).first()
    chosen = request.POST.get("dipa") or request.GET.get("dipa") or ""
    return int(chosen) if chosen.isascii() and chosen.isdecimal() and len(chosen) < 18 else None


class SpendingInline(ScopedInline):
    model = models.Spending
    guidance = guidance.SPENDING
    unit_lookup = "line__dipa__unit"


class OutputVolumeInline(ScopedInline):
    model = models.OutputVolume
    guidance = guidance.VOLUME
    unit_lookup = "line__dipa__unit"


@admin.register(models.BudgetLine, site=site)
class BudgetLineAdmin(OfDipa):
    """The POK as a tree: a line stands right below its parent, further in."""

    guidance = guidance.LINE
    list_display = ["line_shown", "level", "ceiling_shown", "dipa"]
    list_per_page = 200
    # In the order of an index: a ministry has millions of lines.
    ordering = ["dipa_id", "path"]
    list_filter = ["level", "is_partial"]
    search_fields = ["path", "name", "dipa__unit__name"]
    autocomplete_fields = ["dipa", "parent", "objective"]
    inlines = [CeilingInline, SpendingInline, OutputVolumeInline]

    def get_queryset(self, request):
        decided = models.Ceiling.objects.filter(line=OuterRef("pk"), revision__state=models.RevisionState.IN_FORCE)
        newest = decided.order_by("-revision__order").values("amount")
        return super().get_queryset(request).annotate(newest_ceiling=Subquery(newest[:1]))

    def onward(self, request, row):
        levels = list(models.LineLevel)
        below = levels[levels.index(row.level) + 1 : levels.index(row.level) + 2]
        started = {"dipa": row.dipa_id, "parent": row.pk, "path": f"{row.path}."}
        return [
            to_row(row.dipa, "DIPA"),
            *([to_row(row.parent, f"Baris induk: {row.parent}")] if row.parent else []),
            *(
                to_new(models.BudgetLine, f"Tambah {level.label} di bawahnya", level=level, **started)
                for level in below
            ),
            *(to_row(child) for child in row.children.order_by("path")[:20]),
        ]

    @admin.display(description="baris POK", ordering="path")
    def line_shown(self, row):
        words = '<span class="tree-row tree-{}"><b>{}</b> {}</span>'
        return format_html(words, row.path.count("."), row.code, row.name)

    @admin.display(description="pagu revisi terakhir")
    def ceiling_shown(self, row):
        return rupiah(row.newest_ceiling)


class OfBudgetLine(TableAdmin):
    """A table whose rows hang on a line of the POK."""

    unit_lookup = "line__dipa__unit"
    year_lookups = ("line__dipa__year",)
    list_select_related = ["line"]
    search_fields = ["line__path", "line__name", "line__dipa__unit__name"]
    autocomplete_fields = ["line"]


@admin.register(models.Ceiling, site=site)
class CeilingAdmin(OfBudgetLine):
    guidance = guidance.CEILING
    list_display = ["line", "revision", "amount_shown", "blocked_shown"]
    list_select_related = ["line", "revision"]
    autocomplete_fields = ["line", "revision"]
    amount_shown = rupiah_shown("amount", "pagu")
    blocked_shown = rupiah_shown("blocked", "blokir")


@admin.register(models.Spending, site=site)
class SpendingAdmin(OfBudgetLine):
    guidance = guidance.SPENDING
    list_display = ["line", "month_from", "month_to", "amount_shown"]
    amount_shown = rupiah_shown("amount", "realisasi")


@admin.register(models.OutputVolume, site=site)
class OutputVolumeAdmin(OfBudgetLine):
    guidance = guidance.VOLUME
    list_display = ["line", "measure_label", "target_shown", "realized_shown"]
    target_shown = figure_shown("target", "target volume")
    realized_shown = figure_shown("realized", "realisasi volume")


@admin.register(models.VolumeTarget, site=site)
class VolumeTargetAdmin(OfBudgetLine):
    guidance = guidance.VOLUME_TARGET
    list_display = ["line", "revision", "amount_shown"]
    list_select_related = ["line", "revision"]
    autocomplete_fields = ["line", "revision"]
    amount_shown = figure_shown("amount", "target volume")


@admin.register(models.PlannedWithdrawal, site=site)
class PlannedWithdrawalAdmin(TableAdmin):
    guidance = guidance.WITHDRAWAL
    unit_lookup = "revision__dipa__unit"
    year_lookups = ("revision__dipa__year",)
    list_display = ["revision", "month", "kind", "amount_shown"]
    list_filter = ["kind"]
    list_select_related = ["revision__dipa__unit"]
    search_fields = ["revision__dipa__unit__name"]
    autocomplete_fields = ["revision"]
    amount_shown = rupiah_shown("amount", "rencana penarikan")


@admin.register(models.SupportingActivity, site=site)
class SupportingActivityAdmin(TableAdmin):
    guidance = guidance.ACTIVITY
    year_lookups = ("year",)
    list_display = ["name", "unit", "year", "objective", "indicator", "line"]
    list_select_related = ["unit", "objective", "indicator", "line"]
    search_fields = ["name", "unit__name"]
    autocomplete_fields = ["unit", "objective", "indicator", "line"]

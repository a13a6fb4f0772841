"""The LKj and what people add to it in the admin; outlines are shared by all."""

from django.contrib import admin
from django.utils.text import Truncator

from reports import models
from reports.openness import frozen_because
from reports.writing import leave_version, leave_versions
from units.admin_access import ADMINISTRATORS, EVERY_EDITOR, ScopedAdmin, ScopedInline
from units.admin_site import site
from units.tables import SharedTable, TableAdmin


class LegalReferenceInline(ScopedInline):
    model = models.LegalReference
    unit_lookup = "report__unit"
    fields = ["order", "kind", "number", "year", "title", "sections"]


class ContextFigureInline(ScopedInline):
    model = models.ContextFigure
    unit_lookup = "report__unit"


class NationalTargetInline(ScopedInline):
    model = models.NationalTarget
    unit_lookup = "report__unit"
    autocomplete_fields = ["indicator"]


@admin.register(models.Report, site=site)
class ReportAdmin(TableAdmin):
    locked_fields = ("status",)
    list_display = ["title", "unit", "year", "status", "date"]
    year_lookups = ("year",)
    list_filter = ["status"]
    list_select_related = ["unit"]
    search_fields = ["title", "unit__name", "unit__code"]
    autocomplete_fields = ["unit", "outline"]
    readonly_fields = ["status"]
    inlines = [LegalReferenceInline, ContextFigureInline, NationalTargetInline]

    def frozen_because(self, row):
        return frozen_because(row)


class OfReport(TableAdmin):
    """A part of a report; it may change as long as the report does."""

    unit_lookup = "report__unit"
    year_lookups = ("report__year",)
    list_select_related = ["report"]
    autocomplete_fields = ["report"]

    def frozen_because(self, row):
        return frozen_because(row.report)


@admin.register(models.Narrative, site=site)
class NarrativeAdmin(OfReport):
    list_display = ["section", "report", "objective", "indicator", "analysis", "beginning"]
    list_filter = ["section", "analysis"]
    list_select_related = ["report", "objective", "indicator"]
    search_fields = ["section", "text", "report__title"]
    autocomplete_fields = ["report", "objective", "indicator"]

    @admin.display(description="teks")
    def beginning(self, row):
        return Truncator(row.text or row.not_applicable_reason).chars(80)

    def keep(self, request, obj):
        leave_versions(models.Narrative.objects.filter(pk=obj.pk), by=None)
        super().keep(request, obj)
        leave_version(obj, by=request.user)


@admin.register(models.Illustration, site=site)
class IllustrationAdmin(OfReport):
    list_display = ["caption", "section", "report", "order"]
    search_fields = ["caption", "section", "report__title"]
    autocomplete_fields = ["report", "indicator"]


@admin.register(models.LegalReference, site=site)
class LegalReferenceAdmin(OfReport):
    list_display = ["kind", "number", "year", "title", "report"]
    list_filter = ["kind"]
    search_fields = ["number", "title", "report__title"]


@admin.register(models.ContextFigure, site=site)
class ContextFigureAdmin(OfReport):
    list_display = ["label", "key", "value", "measure_label", "as_of", "report"]
    search_fields = ["label", "key", "report__title"]


@admin.register(models.NationalTarget, site=site)
class NationalTargetAdmin(OfReport):
    list_display = ["label", "value", "measure_label", "year", "report"]
    search_fields = ["label", "report__title"]
    autocomplete_fields = ["report", "indicator"]


@admin.register(models.PrintedFigure, site=site)
class PrintedFigureAdmin(OfReport):
    list_display = ["place", "subject", "key", "measure", "as_printed", "report"]
    list_filter = ["subject", "measure"]
    search_fields = ["place", "key", "as_printed", "report__title"]


@admin.register(models.Finding, site=site)
class FindingAdmin(ScopedAdmin):
    """Rules make findings; people explain them."""

    unit_lookup = "report__unit"
    list_display = ["code", "severity", "place", "subject", "state", "report"]
    year_lookups = ("report__year",)
    list_filter = ["severity", "state"]
    list_select_related = ["report"]
    search_fields = ["code", "place", "subject", "message", "report__title"]
    fields = [
        *("report", "code", "severity", "certainty", "place", "subject", "message", "printed", "expected"),
        *("state", "explanation"),
    ]
    readonly_fields = fields[:-2]

    def has_add_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class OutlineSectionInline(ScopedInline):
    model = models.OutlineSection
    unit_lookup = ""
    viewers, editors = EVERY_EDITOR, ADMINISTRATORS
    fields = ["order", "part", "number", "title", "key", "kind", "is_landscape"]


@admin.register(models.Outline, site=site)
class OutlineAdmin(SharedTable):
    list_display = ["name", "code", "source"]
    search_fields = ["name", "code"]
    inlines = [OutlineSectionInline]


@admin.register(models.OutlineSection, site=site)
class OutlineSectionAdmin(SharedTable):
    list_display = ["title", "number", "key", "kind", "part", "outline"]
    list_filter = ["outline", "part"]
    list_select_related = ["outline"]
    search_fields = ["title", "key"]
    autocomplete_fields = ["outline", "parent"]


@admin.register(models.ChecklistItem, site=site)
class ChecklistItemAdmin(SharedTable):
    list_display = ["text", "group", "order", "is_proven_by_silence", "is_active"]
    list_filter = ["group", "is_active"]
    search_fields = ["text", "rules"]

"""Perjanjian Kinerja in the admin: open while it is a draft, only to read once it is signed."""

from django.contrib import admin

from agreements import models
from agreements.models import AgreementStatus
from lakin.formatting import rupiah
from units.admin_access import ScopedInline, UnitFilter
from units.admin_site import site
from units.tables import TableAdmin

SIGNED = "Perjanjian Kinerja ini sudah ditandatangani. Perubahannya dibuat sebagai versi baru dengan alasannya."


def target_of(row, indicator) -> str:
    """The target as the agreement states it."""
    if indicator.polarity == "range" and not row.target_text:
        return " s.d. ".join(indicator.written(bound) for bound in (row.target_lower, row.target_upper))
    return indicator.written(row.target, row.target_text)


class AgreementLineInline(ScopedInline):
    model = models.AgreementLine
    unit_lookup = "agreement__unit"
    fields = ["order", "indicator", "target", "target_lower", "target_upper", "target_text"]
    autocomplete_fields = ["indicator"]
    show_change_link = True


class AgreementBudgetInline(ScopedInline):
    model = models.AgreementBudget
    unit_lookup = "agreement__unit"


@admin.register(models.PerformanceAgreement, site=site)
class PerformanceAgreementAdmin(TableAdmin):
    locked_fields = ("status",)
    list_display = ["unit", "year", "version_name", "status", "signed_on", "first_party_name"]
    list_display_links = ["unit", "version_name"]
    list_filter = [UnitFilter, "year", "status"]
    list_select_related = ["unit"]
    search_fields = ["unit__name", "unit__code", "first_party_name", "second_party_name"]
    autocomplete_fields = ["unit"]
    # The leader signs, on a page of its own.
    readonly_fields = ["status"]
    inlines = [AgreementLineInline, AgreementBudgetInline]
    fieldsets = [
        (None, {"fields": ["unit", "year", "version", "status", "place", "signed_on", "signed_precision"]}),
        ("Pihak pertama", {"fields": ["first_party_name", "first_party_nip", "first_party_position"]}),
        ("Pihak kedua", {"fields": ["second_party_name", "second_party_nip", "second_party_position"]}),
        ("Alasan perubahan", {"fields": ["reason", "reason_text"], "description": "Hanya untuk versi perubahan."}),
        ("Catatan", {"fields": ["note"]}),
    ]

    @admin.display(description="versi", ordering="version")
    def version_name(self, row):
        return row.version_name.capitalize()

    def frozen_because(self, row):
        return "" if row.status == AgreementStatus.DRAFT else SIGNED


class QuarterTargetInline(ScopedInline):
    model = models.QuarterTarget
    unit_lookup = "line__agreement__unit"
    max_num = 4


class ActionStepInline(ScopedInline):
    model = models.ActionStep
    unit_lookup = "line__agreement__unit"


class OfAgreement(TableAdmin):
    """A part of an agreement; it may change as long as the agreement is a draft."""

    unit_lookup = "agreement__unit"
    list_filter = [UnitFilter, "agreement__year", "agreement__status"]
    search_fields = ["agreement__unit__name", "agreement__unit__code"]

    def frozen_because(self, row):
        return "" if self.agreement_of(row).status == AgreementStatus.DRAFT else SIGNED

    def agreement_of(self, row):
        return row.agreement


@admin.register(models.AgreementLine, site=site)
class AgreementLineAdmin(OfAgreement):
    upward_field = "parent"
    list_display = ["indicator", "agreement", "target_shown"]
    list_select_related = ["indicator", "agreement__unit"]
    search_fields = ["indicator__name", "indicator__code", *OfAgreement.search_fields]
    autocomplete_fields = ["agreement", "indicator", "parent"]
    inlines = [QuarterTargetInline, ActionStepInline]

    @admin.display(description="target", ordering="target")
    def target_shown(self, row):
        return target_of(row, row.indicator)


@admin.register(models.AgreementBudget, site=site)
class AgreementBudgetAdmin(OfAgreement):
    list_display = ["code", "name", "agreement", "amount_shown"]
    list_select_related = ["agreement__unit"]
    search_fields = ["code", "name", *OfAgreement.search_fields]
    autocomplete_fields = ["agreement"]

    @admin.display(description="anggaran", ordering="amount")
    def amount_shown(self, row):
        return rupiah(row.amount)


class OfLine(OfAgreement):
    """A part of the Rencana Aksi; quarter targets and steps are made after signing, so they stay open."""

    unit_lookup = "line__agreement__unit"
    list_filter = [UnitFilter, "line__agreement__year"]
    list_select_related = ["line__indicator"]
    search_fields = ["line__indicator__name", "line__agreement__unit__name"]
    autocomplete_fields = ["line"]

    def frozen_because(self, row):
        return ""


@admin.register(models.QuarterTarget, site=site)
class QuarterTargetAdmin(OfLine):
    list_display = ["line", "quarter", "target_shown"]

    @admin.display(description="target", ordering="target")
    def target_shown(self, row):
        return row.line.indicator.written(row.target, row.target_text)


@admin.register(models.ActionStep, site=site)
class ActionStepAdmin(OfLine):
    list_display = ["description", "line", "quarter_from", "quarter_to", "person_in_charge", "budget_shown"]
    search_fields = ["description", "person_in_charge", *OfLine.search_fields]

    @admin.display(description="anggaran", ordering="budget")
    def budget_shown(self, row):
        return rupiah(row.budget)

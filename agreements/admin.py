"""Perjanjian Kinerja in the admin: open while it is a draft, only to read once it is signed."""

from django.contrib import admin

from agreements import guidance, models
from agreements.models import REPLACED, SETTLED, AgreementStatus
from lakin.formatting import editable, quarter_name, roman
from units.access import has_role
from units.admin_access import ScopedInline
from units.admin_columns import rupiah_shown
from units.admin_links import to_list, to_page, to_row
from units.admin_site import site
from units.tables import TableAdmin

SIGNED = "Perjanjian Kinerja ini sudah ditandatangani. Perubahannya dibuat sebagai versi baru dengan alasannya."
QUARTERS = (1, 2, 3, 4)


def is_replaced(agreement) -> bool:
    """True for a version that another one replaced; nothing below it changes any more."""
    return agreement.status == AgreementStatus.SUPERSEDED


def target_of(row, indicator) -> str:
    """The target as the agreement states it."""
    if indicator.polarity == "range" and not row.target_text:
        return " s.d. ".join(indicator.written(bound) for bound in (row.target_lower, row.target_upper))
    return indicator.written(row.target, row.target_text)


def quarters_of(line) -> str:
    """The quarter targets of a line in one text: "I 25, II 50, III 75, IV 100"; a dash for a quarter without one."""
    found = {target.quarter: target for target in line.quarter_targets.all()}
    if not found:
        return ""
    return ", ".join(f"{roman(quarter)} {quarter_text(found.get(quarter))}" for quarter in QUARTERS)


def quarter_text(target) -> str:
    if target is None:
        return "–"
    return target.target_text or editable(target.target) or "–"


class AgreementLineInline(ScopedInline):
    model = models.AgreementLine
    guidance = guidance.LINE
    unit_lookup = "agreement__unit"
    fields = [
        *("order", "indicator", "target", "target_lower", "target_upper", "target_text"),
        *("quarters_shown", "steps_shown"),
    ]
    readonly_fields = ["quarters_shown", "steps_shown"]
    autocomplete_fields = ["indicator"]
    show_change_link = True

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("indicator").prefetch_related("quarter_targets", "steps")

    @admin.display(description="target triwulan")
    def quarters_shown(self, row):
        return quarters_of(row) if row.pk else ""

    @admin.display(description="langkah")
    def steps_shown(self, row):
        return len(row.steps.all()) if row.pk else ""


class AgreementBudgetInline(ScopedInline):
    model = models.AgreementBudget
    guidance = guidance.BUDGET
    unit_lookup = "agreement__unit"


@admin.register(models.PerformanceAgreement, site=site)
class PerformanceAgreementAdmin(TableAdmin):
    guidance = guidance.AGREEMENT
    year_lookups = ("year",)
    # The leader signs, on a page of its own; a revision is made there too.
    locked_fields = ("status", "based_on", "signed_by")
    list_display = ["unit", "year", "version_name", "status", "signed_on", "first_party_name"]
    list_display_links = ["unit", "version_name"]
    list_filter = ["status"]
    list_select_related = ["unit"]
    search_fields = ["unit__name", "unit__code", "first_party_name", "second_party_name"]
    autocomplete_fields = ["unit"]
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

    def onward(self, request, row):
        return [*made_on_its_page(row), to_list(models.AgreementLine, "Butir PK", row.unit, row.year)]


def made_on_its_page(agreement) -> list:
    """The way to the page of the agreement, where it is signed and revised."""
    words = "Halaman PK" if agreement.status == AgreementStatus.DRAFT else "Buat PK Perubahan"
    return to_page("reports:agreement-show", words, agreement.unit.code, agreement.year, agreement.version)


class OfLineInline(ScopedInline):
    """What is still written below a signed line, until another version replaces the agreement."""

    unit_lookup = "line__agreement__unit"
    stays_open = True

    def may_change_below(self, request, parent):
        return super().may_change_below(request, parent) and (parent is None or not is_replaced(parent.agreement))


class QuarterTargetInline(OfLineInline):
    model = models.QuarterTarget
    guidance = guidance.QUARTER
    # A target is emptied, not deleted, so that a verified quarter keeps its own.
    can_delete = False
    extra = max_num = len(QUARTERS)

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        return type(formset.__name__, (EveryQuarter, formset), {})


class EveryQuarter:
    """The quarters that a line has no target for yet stand ready, each with its number."""

    def __init__(self, *arguments, instance=None, **named):
        taken = {target.quarter for target in instance.quarter_targets.all()} if instance and instance.pk else set()
        self.extra = len(QUARTERS) - len(taken)
        initial = [{"quarter": quarter} for quarter in QUARTERS if quarter not in taken]
        super().__init__(*arguments, instance=instance, **{"initial": initial} | named)


class ActionStepInline(OfLineInline):
    model = models.ActionStep
    guidance = guidance.STEP


class OfAgreement(TableAdmin):
    """A part of an agreement; it may change as long as the agreement is a draft."""

    unit_lookup = "agreement__unit"
    year_lookups = ("agreement__year",)
    list_filter = ["agreement__status"]
    search_fields = ["agreement__unit__name", "agreement__unit__code"]

    def frozen_because(self, row):
        return "" if self.agreement_of(row).status == AgreementStatus.DRAFT else SIGNED

    def agreement_of(self, row):
        return row.agreement


@admin.register(models.AgreementLine, site=site)
class AgreementLineAdmin(OfAgreement):
    """A line is only read once signed, but its quarter targets and steps go on."""

    guidance = guidance.LINE
    upward_field = "parent"
    # Signing keeps the words of the day.
    locked_fields = ("objective_name", "indicator_name")
    readonly_fields = locked_fields
    list_display = ["indicator", "agreement", "target_shown", "quarters_shown"]
    list_select_related = ["indicator", "agreement__unit"]
    search_fields = ["indicator__name", "indicator__code", *OfAgreement.search_fields]
    autocomplete_fields = ["agreement", "indicator", "parent"]
    inlines = [QuarterTargetInline, ActionStepInline]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("quarter_targets")

    def has_change_permission(self, request, obj=None):
        """Also for a signed line, all of whose own fields are only read."""
        return super().has_change_permission(request, obj) or self.is_signed_of(request, obj)

    def get_readonly_fields(self, request, obj=None):
        if obj is None or not self.frozen_because(obj):
            return super().get_readonly_fields(request, obj)
        bounds = ("target", "target_lower", "target_upper", "target_text")
        others = [field.name for field in self.opts.concrete_fields if not field.primary_key]
        return [*(name for name in others if name not in bounds), "target_shown"]

    def get_fields(self, request, obj=None):
        if obj is None or not self.frozen_because(obj):
            return super().get_fields(request, obj)
        return self.get_readonly_fields(request, obj)

    def still_open(self, row):
        is_open = not is_replaced(row.agreement)
        return "Target triwulan dan langkah rencana aksi di bawah tetap dapat diisi." if is_open else ""

    def with_above(self, rows, request):
        """A line is derived from what a unit above has signed; what it still drafts is its own business."""
        return super().with_above(rows, request).exclude(agreement__status=AgreementStatus.DRAFT)

    def get_search_results(self, request, queryset, search_term):
        """A parent is looked for among what is in force in the years that the user drafts agreements for."""
        rows, has_duplicates = super().get_search_results(request, queryset, search_term)
        if request.GET.get("field_name") == self.upward_field:
            agreements = site._registry[models.PerformanceAgreement].get_queryset(request)
            drafts = agreements.filter(status=AgreementStatus.DRAFT).order_by()
            rows = rows.filter(agreement__status=AgreementStatus.SIGNED, agreement__year__in=drafts.values("year"))
        return rows, has_duplicates

    def is_signed_of(self, request, row) -> bool:
        """True for a signed line of a unit the user plans for, until another version replaces it."""
        if row is None or not self.frozen_because(row) or is_replaced(row.agreement):
            return False
        return has_role(request.user, row.agreement.unit, *self.editors)

    def onward(self, request, row):
        others = row.agreement.lines.exclude(pk=row.pk).order_by("order").select_related("indicator")
        following = others.filter(order__gt=row.order).first()
        return [
            to_row(row.agreement, "Perjanjian Kinerja"),
            to_row(row.indicator, "Indikator"),
            *([to_row(following, f"Butir berikutnya: {following}")] if following else []),
            *(made_on_its_page(row.agreement) if self.frozen_because(row) else []),
        ]

    @admin.display(description="target", ordering="target")
    def target_shown(self, row):
        return target_of(row, row.indicator)

    @admin.display(description="target triwulan")
    def quarters_shown(self, row):
        return quarters_of(row)


@admin.register(models.AgreementBudget, site=site)
class AgreementBudgetAdmin(OfAgreement):
    guidance = guidance.BUDGET
    list_display = ["code", "name", "agreement", "amount_shown"]
    list_select_related = ["agreement__unit"]
    search_fields = ["code", "name", *OfAgreement.search_fields]
    autocomplete_fields = ["agreement"]
    amount_shown = rupiah_shown("amount", "anggaran")


class OfLine(OfAgreement):
    """A part of the Rencana Aksi; quarter targets and steps are made after signing, so they stay open."""

    unit_lookup = "line__agreement__unit"
    year_lookups = ("line__agreement__year",)
    list_filter = []
    list_select_related = ["line__indicator", "line__agreement"]
    search_fields = ["line__indicator__name", "line__agreement__unit__name"]
    autocomplete_fields = ["line"]

    def frozen_because(self, row):
        return REPLACED if row.line_id and is_replaced(row.line.agreement) else ""


@admin.register(models.QuarterTarget, site=site)
class QuarterTargetAdmin(OfLine):
    guidance = guidance.QUARTER
    list_display = ["line", "quarter_shown", "target_shown"]
    list_filter = ["quarter"]

    def frozen_because(self, row):
        return super().frozen_because(row) or (SETTLED if row.line_id and row.is_settled else "")

    @admin.display(description="triwulan", ordering="quarter")
    def quarter_shown(self, row):
        return quarter_name(row.quarter)

    @admin.display(description="target", ordering="target")
    def target_shown(self, row):
        return row.line.indicator.written(row.target, row.target_text)


@admin.register(models.ActionStep, site=site)
class ActionStepAdmin(OfLine):
    guidance = guidance.STEP
    list_display = ["description", "line", "quarters_shown", "person_in_charge", "budget_shown"]
    search_fields = ["description", "person_in_charge", *OfLine.search_fields]
    budget_shown = rupiah_shown("budget", "anggaran")

    @admin.display(description="triwulan", ordering="quarter_from")
    def quarters_shown(self, row):
        return f"{roman(row.quarter_from)}–{roman(row.quarter_to)}"

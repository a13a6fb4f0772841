"""Rights in the admin: every table is narrowed to the units where the user plans or administers."""

from functools import reduce

from django import forms
from django.contrib import admin
from django.contrib.admin import ModelAdmin, TabularInline
from django.db.models import Q, QuerySet

from units.access import has_role, memberships_of, visible_units
from units.models import Role, Unit

PLANNERS = frozenset({Role.PLANNER})
ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})
EVERY_EDITOR = PLANNERS | ADMINISTRATORS
UNITS_IN_FILTER = 60


class ScopedForm(forms.ModelForm):
    """Refuses a row that would lie outside the user's units or in something that may no longer change."""

    model_admin = None
    request = None

    def _post_clean(self):
        super()._post_clean()
        if not self.errors and (reason := self.model_admin.refusal(self.request, self.instance)):
            self.add_error(None, reason)


class ScopedAccess:
    """What a table and an inline share: whose rows they show and who may change them."""

    # The way from a row to its unit, such as "agreement__unit"; "self" for a unit, empty for a shared table.
    unit_lookup = "unit"
    viewers = PLANNERS
    editors = PLANNERS
    # A foreign key that may also point to a row of a unit above, as a cascading objective does.
    upward_field = ""

    def get_queryset(self, request):
        return self.in_scope(super().get_queryset(request), request, self.viewers)

    def in_scope(self, rows: QuerySet, request, roles) -> QuerySet:
        """The rows of units where the user holds one of the roles."""
        if not self.unit_lookup or request.user.is_superuser:
            return rows
        units = visible_units(request.user, roles)
        return (
            rows.filter(pk__in=units)
            if self.unit_lookup == "self"
            else rows.filter(**{self.unit_lookup + "__in": units})
        )

    def may(self, request, roles) -> bool:
        """True when the user holds one of the roles anywhere; for a shared table editing asks for it at the root."""
        if request.user.is_superuser:
            return True
        is_root_asked = not self.unit_lookup and roles == self.editors
        return any(
            held.role in roles and not (is_root_asked and held.unit.parent_id) for held in memberships_of(request.user)
        )

    def may_change(self, request, row) -> bool:
        return self.may(request, self.editors) and (row is None or row.pk is None or not self.refusal(request, row))

    def refusal(self, request, row) -> str:
        """Why the user may not change the row; empty when nothing speaks against it."""
        unit = self.unit_of(row)
        if unit and not has_role(request.user, unit, *self.editors):
            return f"{unit.name} berada di luar kewenangan Anda."
        return self.frozen_because(row)

    def unit_of(self, row) -> Unit | None:
        """The unit the row belongs to; None for a shared table or a row that is not complete yet."""
        if not self.unit_lookup:
            return None
        if self.unit_lookup == "self":
            return row if row.pk else row.parent
        return reduce(lambda found, name: found and getattr(found, name, None), self.unit_lookup.split("__"), row)

    def frozen_because(self, row) -> str:
        """Why nobody may change the row any more; empty while it may change."""
        return ""

    def has_view_permission(self, request, obj=None):
        return self.may(request, self.viewers) or self.may(request, self.editors)

    def has_module_permission(self, request):
        return self.has_view_permission(request)

    def has_add_permission(self, request, obj=None):
        return self.may(request, self.editors)

    def has_change_permission(self, request, obj=None):
        return self.may_change(request, obj)

    def has_delete_permission(self, request, obj=None):
        return self.may_change(request, obj)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        related = self.admin_site._registry.get(db_field.remote_field.model)
        if related and "queryset" not in kwargs:
            kwargs["queryset"] = related.get_queryset(request)
            if db_field.name == self.upward_field:
                kwargs["queryset"] = related.with_above(kwargs["queryset"], request)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def with_above(self, rows: QuerySet, request) -> QuerySet:
        """The rows and those of every unit above the user's own."""
        codes = {code for held in memberships_of(request.user) for code in held.unit.path.strip("/").split("/")}
        above = self.model._default_manager.filter(**{self.unit_lookup + "__code__in": codes})
        return self.model._default_manager.filter(Q(pk__in=rows.order_by().values("pk")) | Q(pk__in=above.values("pk")))


class ScopedAdmin(ScopedAccess, ModelAdmin):
    form = ScopedForm
    list_per_page = 50
    show_full_result_count = False
    save_on_top = True

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        return type(form.__name__, (form,), {"model_admin": self, "request": request})

    def get_search_results(self, request, queryset, search_term):
        if self.upward_field and request.GET.get("field_name") == self.upward_field:
            queryset = self.with_above(queryset, request)
        return super().get_search_results(request, queryset, search_term)


class ScopedInline(ScopedAccess, TabularInline):
    """Rows inside the page of what they belong to; they may change as long as that may."""

    form = ScopedForm
    extra = 0

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        formset.form = type(formset.form.__name__, (formset.form,), {"model_admin": self, "request": request})
        return formset

    def may_change_below(self, request, parent) -> bool:
        if parent is None:
            return self.may(request, self.editors)
        above = self.admin_site._registry[self.parent_model]
        unit = above.unit_of(parent)
        allowed = has_role(request.user, unit, *self.editors) if unit else self.may(request, self.editors)
        return allowed and not above.frozen_because(parent)

    def has_add_permission(self, request, obj=None):
        return self.may_change_below(request, obj)

    def has_change_permission(self, request, obj=None):
        return self.may_change_below(request, obj)

    def has_delete_permission(self, request, obj=None):
        return self.may_change_below(request, obj)


class UnitFilter(admin.SimpleListFilter):
    """Units with rows in the table, as long as they are few enough to read."""

    title = "unit"
    parameter_name = "unit"

    def lookups(self, request, model_admin):
        rows = model_admin.get_queryset(request).order_by()
        units = Unit.objects.filter(pk__in=rows.values(model_admin.unit_lookup))[: UNITS_IN_FILTER + 1]
        return [(unit.code, unit.label) for unit in units] if len(units) <= UNITS_IN_FILTER else []

    def queryset(self, request, queryset):
        lookup = f"{self.model_admin_lookup}__code"
        return queryset.filter(**{lookup: self.value()}) if self.value() else queryset

    def __init__(self, request, params, model, model_admin):
        self.model_admin_lookup = model_admin.unit_lookup
        super().__init__(request, params, model, model_admin)

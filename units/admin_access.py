"""Rights in the admin: every table is narrowed to the units where the user plans or administers."""

from functools import reduce

from django import forms
from django.contrib.admin import ModelAdmin, ShowFacets, TabularInline
from django.core.exceptions import ValidationError
from django.db.models import BigIntegerField, DecimalField, Q, QuerySet
from django.http import Http404

from units.access import has_role, memberships_of, visible_units
from units.admin_fields import AmountBox, FigureBox
from units.admin_filters import ScopeFilter
from units.admin_return import LeadsBack
from units.models import Role, Unit

PLANNERS = frozenset({Role.PLANNER})
ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})
EVERY_EDITOR = PLANNERS | ADMINISTRATORS
BOXES = ((DecimalField, FigureBox), (BigIntegerField, AmountBox))


class ScopedForm(forms.ModelForm):
    """Refuses a row that would lie outside the user's units or in something that may no longer change."""

    model_admin = None
    request = None

    def _post_clean(self):
        super()._post_clean()
        if self.fields and not self.errors and (reason := self.model_admin.refusal(self.request, self.instance)):
            self.add_error(None, reason)


class ScopedAccess:
    """What a table and an inline share: whose rows they show and who may change them."""

    # The way from a row to its unit, such as "agreement__unit"; "self" for a unit, empty for a shared table.
    unit_lookup = "unit"
    viewers = PLANNERS
    editors = PLANNERS
    # A foreign key that may also point to a row of a unit above, as a cascading objective does.
    upward_field = ""
    # What stands under a field: plain words by the name of the field.
    guidance = {}

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

    def kept_because(self, row) -> str:
        """Why the row may not be deleted although it may change; empty while it may."""
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
        return self.may_change(request, obj) and (obj is None or not self.kept_because(obj))

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if words := self.guidance.get(db_field.name):
            kwargs.setdefault("help_text", words)
        if box := next((box for kind, box in BOXES if isinstance(db_field, kind)), None):
            kwargs.setdefault("form_class", box)
        return super().formfield_for_dbfield(db_field, request, **kwargs)

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


class ScopedAdmin(LeadsBack, ScopedAccess, ModelAdmin):
    form = ScopedForm
    list_per_page = 50
    list_max_show_all = 200
    show_full_result_count = False
    show_facets = ShowFacets.NEVER
    # The way to the year of a row, or to the first and the last year of its period; empty when it has none.
    year_lookups = ()

    class Media:
        js = ("kelola.js",)

    def get_list_filter(self, request):
        own = super().get_list_filter(request)
        return [ScopeFilter, *own] if self.unit_lookup or self.year_lookups else own

    def render_change_form(self, request, context, *arguments, obj=None, **named):
        """The page of a row says why it may not change, and where the work goes on."""
        if obj is not None:
            context |= {"frozen": self.frozen_because(obj), "still_open": self.still_open(obj)}
            context["onward"] = self.onward(request, obj)
        return super().render_change_form(request, context, *arguments, obj=obj, **named)

    def still_open(self, row) -> str:
        """What may still be written below a row that may only be read."""
        return ""

    def onward(self, request, row) -> list[tuple[str, str]]:
        """Where the work goes on from the row: address and words."""
        return []

    def _get_obj_does_not_exist_redirect(self, request, opts, object_id):
        raise Http404("Baris ini tidak ada di unit Anda.")

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        return type(form.__name__, (form,), {"model_admin": self, "request": request})

    def get_search_results(self, request, queryset, search_term):
        if self.upward_field and request.GET.get("field_name") == self.upward_field:
            queryset = self.with_above(queryset, request)
        return super().get_search_results(request, queryset, search_term)


class ReadOnly:
    """A table that is only looked at in the admin, also by a superuser; its rows are written elsewhere."""

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class KeptRows:
    """Refuses to delete a row that has to stay, and says why."""

    def clean(self):
        super().clean()
        for form in self.deleted_forms:
            if form.instance.pk and (reason := form.model_admin.kept_because(form.instance)):
                raise ValidationError(f"{form.instance}: {reason}")


class ScopedInline(ScopedAccess, TabularInline):
    """Rows inside the page of what they belong to; they may change as long as that may."""

    form = ScopedForm
    extra = 0
    # True for what is still written while the row above it may only be read.
    stays_open = False

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        formset.form = type(formset.form.__name__, (formset.form,), {"model_admin": self, "request": request})
        return type(formset.__name__, (KeptRows, formset), {})

    def may_change_below(self, request, parent) -> bool:
        if parent is None:
            return self.may(request, self.editors)
        above = self.admin_site._registry[self.parent_model]
        unit = above.unit_of(parent)
        allowed = has_role(request.user, unit, *self.editors) if unit else self.may(request, self.editors)
        return allowed and (self.stays_open or not above.frozen_because(parent))

    def has_add_permission(self, request, obj=None):
        return self.may_change_below(request, obj)

    def has_change_permission(self, request, obj=None):
        return self.may_change_below(request, obj)

    def has_delete_permission(self, request, obj=None):
        return self.may_change_below(request, obj)

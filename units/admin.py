"""Units, their people and the users of LAKIN in the admin."""

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.contrib.auth.admin import UserAdmin as BaseUserAdmin
from django.shortcuts import redirect

from units.access import has_role, memberships_of, visible_units
from units.admin_access import ADMINISTRATORS, EVERY_EDITOR, ScopedAdmin, ScopedInline
from units.admin_site import site
from units.given_passwords import AccountForm, GivenPasswordForm, NewAccountForm
from units.models import Membership, Official, StaffCount, Unit, UnitFunction, UnitName, User
from units.tables import TableAdmin


class OfficialInline(ScopedInline):
    model = Official
    fields = ["position", "name", "nip", "status", "started_on", "ended_on"]


class UnitFunctionInline(ScopedInline):
    model = UnitFunction
    fields = ["kind", "order", "text"]


class UnitNameInline(ScopedInline):
    model = UnitName
    fields = ["name", "short_name", "valid_from", "valid_until", "legal_basis"]


@admin.register(Unit, site=site)
class UnitAdmin(TableAdmin):
    """Administrators shape the tree; planners keep what hangs on a unit."""

    unit_lookup = "self"
    viewers, editors = EVERY_EDITOR, ADMINISTRATORS
    list_display = ["name", "code", "kind", "parent", "head_position", "is_active"]
    list_filter = ["kind", "is_active"]
    list_select_related = ["parent"]
    search_fields = ["name", "short_name", "code", "city"]
    autocomplete_fields = ["parent"]
    inlines = [OfficialInline, UnitFunctionInline, UnitNameInline]

    def refusal(self, request, row):
        """A unit may only be put under a unit the administrator administers too."""
        was_under = Unit.objects.filter(pk=row.pk).values_list("parent_id", flat=True).first()
        if row.parent_id != was_under and row.parent and not has_role(request.user, row.parent, *self.editors):
            return f"{row.parent.name} berada di luar kewenangan Anda."
        if row.pk is None and row.parent is None and not request.user.is_superuser:
            return "Pilih unit induk di dalam kewenangan Anda."
        return super().refusal(request, row)


class OfUnit(TableAdmin):
    autocomplete_fields = ["unit"]
    list_select_related = ["unit"]


@admin.register(Official, site=site)
class OfficialAdmin(OfUnit):
    list_display = ["name", "position", "unit", "status", "started_on", "ended_on"]
    list_filter = ["status"]
    search_fields = ["name", "nip", "position", "unit__name"]


@admin.register(UnitFunction, site=site)
class UnitFunctionAdmin(OfUnit):
    list_display = ["text", "unit", "kind", "order"]
    list_filter = ["kind"]
    search_fields = ["text", "unit__name"]


@admin.register(StaffCount, site=site)
class StaffCountAdmin(OfUnit):
    list_display = ["name", "group", "unit", "year", "count", "is_total"]
    year_lookups = ("year",)
    search_fields = ["name", "group", "unit__name"]


@admin.register(UnitName, site=site)
class UnitNameAdmin(OfUnit):
    list_display = ["name", "unit", "valid_from", "valid_until"]
    search_fields = ["name", "short_name", "unit__name"]


@admin.register(Membership, site=site)
class MembershipAdmin(ScopedAdmin):
    viewers = editors = ADMINISTRATORS
    list_display = ["user", "role", "unit"]
    list_filter = ["role"]
    list_select_related = ["user", "unit"]
    search_fields = ["user__username", "user__first_name", "user__last_name", "unit__name"]
    autocomplete_fields = ["user", "unit"]


class MembershipInline(ScopedInline):
    model = Membership
    viewers = editors = ADMINISTRATORS
    autocomplete_fields = ["unit"]


@admin.register(User, site=site)
class UserAdmin(ScopedAdmin, BaseUserAdmin):
    """Accounts; an administrator sees those that hold no role outside the own units."""

    unit_lookup = ""
    viewers = editors = ADMINISTRATORS
    form, add_form, change_password_form = AccountForm, NewAccountForm, GivenPasswordForm
    list_display = ["username", "first_name", "last_name", "email", "is_active", "last_login"]
    list_filter = ["is_active", "memberships__role"]
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        ("Orangnya", {"fields": ["first_name", "last_name", "email"]}),
        ("Keadaan", {"fields": ["is_active", "must_change_password", "last_login", "date_joined"]}),
    ]
    add_fieldsets = [
        (None, {"fields": ["username", "usable_password", "password1", "password2", "must_change_password"]}),
        ("Orangnya", {"fields": ["first_name", "last_name", "email"]}),
    ]
    readonly_fields = ["last_login", "date_joined"]
    filter_horizontal = []
    inlines = [MembershipInline]

    def get_queryset(self, request):
        users = super().get_queryset(request)
        if request.user.is_superuser:
            return users
        outside = Membership.objects.exclude(unit__in=visible_units(request.user, ADMINISTRATORS))
        return users.filter(is_superuser=False).exclude(pk__in=outside.values("user"))

    def may(self, request, roles):
        return request.user.is_superuser or any(held.role in roles for held in memberships_of(request.user))

    def user_change_password(self, request, id, form_url=""):
        """Sets another person's password; the own one is changed where everybody changes it."""
        # An address may write the same key in more than one way, such as "07" for "7".
        if self.get_object(request, unquote(id)) == request.user:
            return redirect("kata-sandi")
        return super().user_change_password(request, id, form_url)

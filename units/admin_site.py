"""The admin of LAKIN: open to whoever plans or administers somewhere, its tables in the order of the work."""

from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse

from units.access import memberships_of
from units.models import Role

EDITOR_ROLES = frozenset({Role.PLANNER, Role.ADMINISTRATOR})
GROUPS = (
    ("Unit kerja", "Unit Official UnitFunction StaffCount UnitName"),
    (
        "Rencana dan indikator",
        "StrategicPlan PlanVersion PlanStatement Objective Indicator TargetTable StrategicTarget",
    ),
    ("Perjanjian Kinerja", "PerformanceAgreement AgreementLine QuarterTarget ActionStep AgreementBudget"),
    ("Realisasi", "Realization Component ComponentValue HistoricalValue Evidence"),
    (
        "Anggaran",
        "Dipa DipaRevision BudgetLine Ceiling Spending PlannedWithdrawal OutputVolume VolumeTarget ExpenditureTotal "
        "SupportingActivity Satker",
    ),
    (
        "Laporan Kinerja",
        "Report Narrative Illustration LegalReference ContextFigure NationalTarget PrintedFigure Finding",
    ),
    (
        "Aturan dan pengguna",
        "RuleSet RatingScale RatingBand PredicateScale PredicateRank Outline OutlineSection ChecklistItem "
        "User Membership",
    ),
)


class LakinAdmin(AdminSite):
    site_header = "LAKIN · Kelola data"
    site_title = "LAKIN"
    index_title = "Kelola data"
    empty_value_display = "–"
    # People go by unit and by what a page leads on to, not by a list of forty links.
    enable_nav_sidebar = False

    def has_permission(self, request):
        """True for whoever may edit something: a planner or an administrator of any unit."""
        user = request.user
        if not user.is_active or not user.is_authenticated:
            return False
        return user.is_superuser or any(held.role in EDITOR_ROLES for held in memberships_of(user))

    def login(self, request, extra_context=None):
        """There is one door to sign in; whoever is in already lacks the role."""
        if request.user.is_authenticated:
            raise PermissionDenied("Kelola data terbuka untuk perencana dan administrator.")
        return redirect_to_login(request.GET.get(REDIRECT_FIELD_NAME) or reverse("admin:index"), settings.LOGIN_URL)

    def index(self, request, extra_context=None):
        """The tables, and for a planner the way to the preparation of a year."""
        return super().index(request, {"is_planner": is_planner(request.user)} | (extra_context or {}))

    def password_change(self, request, extra_context=None):
        """There is one page to change the own password."""
        return redirect("kata-sandi")

    def get_app_list(self, request, app_label=None):
        """The tables in groups that follow the work instead of our apps."""
        apps = super().get_app_list(request, app_label)
        if app_label:
            return apps
        models = {model["object_name"]: model for app in apps for model in app["models"]}
        return [group for name, names in GROUPS if (group := grouped(name, names.split(), models))["models"]]


def is_planner(user) -> bool:
    """True for whoever may prepare the year of some unit."""
    return user.is_superuser or any(held.role == Role.PLANNER for held in memberships_of(user))


def grouped(name, names, models) -> dict:
    """One group as the admin's templates read it, with the tables the user may open."""
    found = [models[model] for model in names if model in models]
    url = found[0]["admin_url"] if found else ""
    return {
        "name": name,
        "app_label": name.lower().replace(" ", "-"),
        "app_url": url,
        "has_module_perms": True,
        "models": found,
    }


site = LakinAdmin(name="admin")

"""Starting a Perjanjian Kinerja from nothing, and throwing a draft away."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from agreements.holding import held, held_unit
from agreements.models import AgreementLine, AgreementStatus, PerformanceAgreement
from agreements.revision import save_new
from indicators.models import Indicator
from units.access import has_role
from units.models import Role, Unit, UnitKind, User


@transaction.atomic
def draft_agreement(*, unit: Unit, year: int, by: User) -> PerformanceAgreement:
    """Make the first draft of a year: the parties by their positions, and a line without target for each indicator."""
    # Whoever starts the same year at the same moment waits here.
    unit = held_unit(unit.pk)
    if not has_role(by, unit, Role.PLANNER):
        raise PermissionDenied("Perjanjian Kinerja disiapkan oleh perencana.")
    if PerformanceAgreement.objects.filter(unit=unit, year=year).exists():
        raise ValidationError(f"Perjanjian Kinerja {unit.label} tahun {year} sudah ada; lanjutkan yang ada.")
    first, second = positions(unit, year)
    draft = PerformanceAgreement(
        unit=unit, year=year, place=unit.city[:80], first_party_position=first, second_party_position=second
    )
    save_new(draft)
    for order, indicator in enumerate(indicators_of(unit, year), start=1):
        # One by one, so that the trail of changes has them.
        AgreementLine(agreement=draft, indicator=indicator, order=order).save()
    return draft


def indicators_of(unit: Unit, year: int):
    """The unit's own indicators that are valid in the year, of the plan that covers it, in their order."""
    rows = Indicator.objects.in_year(year).filter(
        objective__plan__unit=unit, objective__plan__year_from__lte=year, objective__plan__year_to__gte=year
    )
    return rows.select_related("objective__plan").order_by("objective__order", "objective_id", "order", "pk")


def positions(unit: Unit, year: int) -> tuple[str, str]:
    """The positions of both parties: as the units name them now, else as in the agreement of an earlier year."""
    before = PerformanceAgreement.objects.filter(unit=unit, year__lt=year).order_by("year", "version").last()
    above = unit.parent.head_position if unit.parent else head_of_state(unit)
    first = unit.head_position or (before.first_party_position if before else "")
    second = above or (before.second_party_position if before else "")
    lacking = [
        f"{holder.name}" for holder, position in ((unit, first), (unit.parent, second)) if holder and not position
    ]
    if lacking:
        raise ValidationError(
            [f"Jabatan kepala {name} belum diisi. Isi lebih dahulu pada data unitnya." for name in lacking]
        )
    if not second:
        raise ValidationError("Unit ini tidak mempunyai unit induk, sehingga pihak kedua tidak diketahui.")
    return first, second


def head_of_state(unit: Unit) -> str:
    """To whom a minister answers; empty for any other unit without one above."""
    return "Presiden Republik Indonesia" if unit.kind == UnitKind.MINISTRY else ""


@transaction.atomic
def discard(*, agreement: PerformanceAgreement, by: User) -> None:
    """Delete a draft with all that hangs on it; what was signed stays for good."""
    agreement = held(agreement)
    if not has_role(by, agreement.unit, Role.PLANNER):
        raise PermissionDenied("Konsep Perjanjian Kinerja dihapus oleh perencana.")
    if agreement.status != AgreementStatus.DRAFT:
        raise ValidationError("Versi yang sudah ditandatangani tidak dapat dihapus.")
    agreement.delete()

"""Starting the Laporan Kinerja of a unit and year."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from reports.models import Report
from reports.outlines import default_outline
from units.access import has_role
from units.models import Role, Unit, User


@transaction.atomic
def begin_report(*, unit: Unit, year: int, by: User) -> Report:
    """Make the draft of the LKj by the outline of PermenPANRB 53/2014, signed by the head of the unit."""
    # Whoever starts the same year at the same moment waits here.
    unit = Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)
    if not has_role(by, unit, Role.PLANNER):
        raise PermissionDenied("Laporan Kinerja dibuat oleh perencana.")
    if Report.objects.filter(unit=unit, year=year).exists():
        raise ValidationError(f"Laporan Kinerja {unit.label} tahun {year} sudah ada; lanjutkan yang ada.")
    report = Report(
        unit=unit,
        year=year,
        title=f"Laporan Kinerja {unit.name} Tahun {year}"[:250],
        outline=default_outline(),
        place=unit.city[:80],
        signatory_position=unit.head_position,
    )
    report.full_clean()
    report.save()
    return report

"""Cascading: lines of a child unit's agreement derived from its parent's, and still linked to them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max, QuerySet

from agreements.holding import held_version
from agreements.models import AgreementLine, AgreementStatus, PerformanceAgreement
from agreements.revision import TARGETS, figures
from indicators.models import Indicator
from units.access import has_role
from units.models import Role, Unit, User


def lines_above(agreement: PerformanceAgreement) -> QuerySet[AgreementLine]:
    """The lines of the agreements in force of every unit above, nearest first; what a line can be derived from."""
    above = Unit.objects.above(agreement.unit).exclude(pk=agreement.unit_id)
    versions = PerformanceAgreement.objects.filter(unit__in=above, year=agreement.year, status=AgreementStatus.SIGNED)
    lines = AgreementLine.objects.filter(agreement__in=versions)
    return lines.select_related("agreement__unit", "indicator__objective").order_by("-agreement__unit__path", "order")


@transaction.atomic
def derive(*, agreement: PerformanceAgreement, pairs: Iterable[tuple[AgreementLine, Indicator]], by: User) -> list:
    """Add a line for each pair of a line above and the child's own indicator; a line that exists is only linked.

    The target stays empty: what the child promises is its own figure, unless both share the same indicator.
    """
    agreement = held_version(agreement)
    if not has_role(by, agreement.unit, Role.PLANNER):
        raise PermissionDenied("Butir Perjanjian Kinerja diturunkan oleh perencana.")
    if agreement.status != AgreementStatus.DRAFT:
        raise ValidationError("Versi ini sudah ditandatangani; butirnya tidak dapat ditambah.")
    allowed = {line.pk for line in lines_above(agreement)}
    pairs = list(pairs)
    asked = Indicator.objects.filter(pk__in={indicator.pk for _parent, indicator in pairs})
    valid = set(asked.in_year(agreement.year).values_list("pk", flat=True))
    made = []
    for parent, indicator in pairs:
        if parent.pk not in allowed:
            raise ValidationError("Butir induk ini bukan milik Perjanjian Kinerja unit di atas yang berlaku.")
        if indicator.pk not in valid:
            raise ValidationError(f"Indikator {indicator.code} tidak berlaku pada tahun {agreement.year}.")
        made.append(linked(agreement, parent, indicator))
    return made


def linked(agreement, parent, indicator) -> AgreementLine:
    """The child's line for an indicator, new or existing, pointing to its parent."""
    is_shared = indicator.pk == parent.indicator_id
    if not is_shared and indicator.objective.plan.unit_id != agreement.unit_id:
        raise ValidationError(
            "Butir turunan memakai indikator unit ini, atau indikator yang sama dengan butir induknya."
        )
    line = agreement.lines.filter(indicator=indicator).first()
    if line is None:
        last = agreement.lines.aggregate(last=Max("order"))["last"] or 0
        targets = {name: getattr(parent, name) for name in TARGETS} if is_shared else {}
        line = AgreementLine(agreement=agreement, indicator=indicator, order=last + 1, **targets)
    line.parent = parent
    line.full_clean()
    line.save()
    return line


@dataclass(frozen=True)
class StaleLink:
    """A line whose parent was superseded; `now` is the parent in the version in force, None where it was dropped."""

    line: AgreementLine
    now: AgreementLine | None

    @property
    def has_changed(self) -> bool:
        """Whether the unit above promises something else now, or nothing."""
        return self.now is None or figures(self.now) != figures(self.line.parent)


def stale_links(agreement: PerformanceAgreement) -> dict[int, StaleLink]:
    """The lines whose parent line was superseded, by their id, in two queries."""
    lines = agreement.lines.filter(parent__agreement__status=AgreementStatus.SUPERSEDED)
    stale = list(lines.select_related("parent__agreement", "parent__indicator"))
    held = AgreementLine.objects.filter(
        agreement__unit__in={line.parent.agreement.unit_id for line in stale},
        agreement__year=agreement.year,
        agreement__status=AgreementStatus.SIGNED,
        indicator__in={line.parent.indicator_id for line in stale},
    ).select_related("agreement__unit", "indicator")
    now = {(row.agreement.unit_id, row.indicator_id): row for row in held}
    return {
        line.pk: StaleLink(line, now.get((line.parent.agreement.unit_id, line.parent.indicator_id))) for line in stale
    }

"""What waits on the first page for those who verify, sign and plan; reporters have theirs in reports/due.py."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from django.db.models import Exists, OuterRef
from django.utils import timezone

from agreements.models import AgreementStatus, PerformanceAgreement
from agreements.queue import counted, waiting
from agreements.signing import lacks_of
from units.access import memberships_of, reach
from units.models import Membership, Role, Unit, User, paths_above

MOST_DRAFTS = 10
# From October on the year to prepare is the next one.
NEXT_YEAR_FROM = 10


@dataclass(frozen=True)
class Queue:
    """How many quarters wait for the verifier, and how many of them too long."""

    count: int
    overdue: int


@dataclass(frozen=True)
class Preparing:
    """The year to prepare; `unit` None where the planner has more than one to choose from."""

    year: int
    unit: Unit | None


@dataclass(frozen=True)
class Tasks:
    """What a person is asked for besides filling in; None and () where the role is not held."""

    queue: Queue | None
    drafts: tuple[PerformanceAgreement, ...]
    preparing: Preparing | None


def tasks(user: User, today: date | None = None) -> Tasks:
    """The tasks of the person's own roles, in a constant number of queries for up to ten drafts."""
    roles = {row.role for row in memberships_of(user)}
    return Tasks(
        queue_of(user) if Role.VERIFIER in roles else None,
        drafts_of(user) if Role.LEADER in roles else (),
        preparing_of(user, today or timezone.localdate()) if Role.PLANNER in roles else None,
    )


def queue_of(user: User) -> Queue:
    """What waits in the units that the person verifies."""
    count, late, _ = counted(waiting(Unit.objects.filter(reach(user, {Role.VERIFIER}))))
    return Queue(count, late)


def drafts_of(user: User) -> tuple[PerformanceAgreement, ...]:
    """The drafts that lack nothing but the person's signature, the latest year first."""
    led = Exists(Unit.objects.filter(reach(user, {Role.LEADER}), pk=OuterRef("unit")))
    drafts = PerformanceAgreement.objects.filter(led, status=AgreementStatus.DRAFT)
    ordered = drafts.order_by("-year", "unit__path", "version")
    near = list(islice(nearest(user, ordered), MOST_DRAFTS))
    return tuple(draft for draft in ordered.filter(pk__in=near).select_related("unit") if not lacks_of(draft))


def nearest(user: User, drafts) -> Iterator[int]:
    """The keys of those of which no other leader is nearer to the unit."""
    held = Membership.objects.filter(role=Role.LEADER, user__is_active=True).values_list("unit__path", "user_id")
    leaders: dict[str, set[int]] = {}
    for path, person in held:
        leaders.setdefault(path, set()).add(person)
    for pk, unit_path in drafts.values_list("pk", "unit__path"):
        place = next((path for path in reversed(paths_above(unit_path)) if path in leaders), None)
        if place and user.pk in leaders[place]:
            yield pk


def preparing_of(user: User, today: date) -> Preparing:
    """The year to prepare next, with the unit where there is only one."""
    units = list(Unit.objects.filter(reach(user, {Role.PLANNER}))[:2])
    year = today.year + 1 if today.month >= NEXT_YEAR_FROM else today.year
    return Preparing(year, units[0] if len(units) == 1 else None)

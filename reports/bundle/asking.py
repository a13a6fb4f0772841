"""A bundle that somebody asks for: made by the worker, one at a time for a unit and year, kept like any file."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from reports.jobs import AskingError, is_stuck
from reports.models import ACTIVE, ZIP, JobState, RenderJob
from units.access import visible_units
from units.models import Unit, User


@dataclass(frozen=True)
class BundleState:
    """The bundles of a unit and year: the last that was asked for, and the last one to take; None for none."""

    asked: RenderJob | None = None
    made: RenderJob | None = None
    is_stuck: bool = False

    @property
    def is_active(self) -> bool:
        return self.asked is not None and self.asked.state in ACTIVE

    @property
    def is_failed(self) -> bool:
        return self.asked is not None and self.asked.state == JobState.FAILED


def ask(*, unit: Unit, year: int, by: User, now: datetime | None = None) -> RenderJob:
    """The job that makes the bundle: a second click, or a second person, gets the one that is being made."""
    if not visible_units(by).filter(pk=unit.pk).exists():
        raise AskingError("Unit ini di luar unit kerja Anda.")
    job = RenderJob(unit=unit, year=year, form=ZIP, asked_by=by, asked_at=now or timezone.now())
    job.full_clean(validate_constraints=False)
    try:
        with transaction.atomic():
            job.save()
    except IntegrityError:
        return bundles_of(unit, year).first()
    return job


def bundles_of(unit: Unit, year: int):
    """What was asked for, the latest first."""
    return RenderJob.objects.filter(form=ZIP, unit=unit, year=year)


def state_of(unit: Unit, year: int, now: datetime | None = None) -> BundleState:
    """How the bundle stands."""
    held = bundles_of(unit, year).select_related("asked_by")
    asked, made = held.first(), held.filter(state=JobState.DONE).first()
    return BundleState(asked, made, asked is not None and is_stuck([asked], now or timezone.now()))

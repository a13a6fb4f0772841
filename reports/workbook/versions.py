"""Narratives that an import writes leave versions too, so that the text before it can be put back."""

from collections.abc import Iterator
from contextlib import contextmanager

from reports.models import Narrative
from reports.workbook.stage import Stage
from reports.writing import leave_versions
from units.models import User


@contextmanager
def keeping_versions(stage: Stage, user: User | None) -> Iterator[None]:
    """Around the writing of a stage: a version of every text that is about to go, and of every one that came."""
    rows = [row for row in stage.staged["narasi"].values() if row.is_touched]
    leave_versions(Narrative.objects.filter(pk__in=[row.pk for row in rows if row.stored]), by=None)
    yield
    leave_versions(Narrative.objects.filter(pk__in=[row.pk for row in rows]), by=user)

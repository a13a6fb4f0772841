"""Live references: what {{ capaian 5.2 }} and its kin stand for in a narrative, found among the facts of a report."""

from reports.references.resolving import catalogue, resolve
from reports.references.scores import in_measure, realization_of, target_of
from reports.references.totals import first_revision, revision_count, slug
from reports.references.value import LiveValue, UnknownReference

__all__ = [
    "LiveValue",
    "UnknownReference",
    "catalogue",
    "first_revision",
    "in_measure",
    "realization_of",
    "resolve",
    "revision_count",
    "slug",
    "target_of",
]

"""Errors that are put into a clean report, one kind each: in printed figures, in data, and in texts."""

from benchmarks.planting import data, figures, texts
from benchmarks.planting.kind import Kind

__all__ = ["KINDS", "Kind"]

KINDS = (*figures.KINDS, *data.KINDS, *texts.KINDS)

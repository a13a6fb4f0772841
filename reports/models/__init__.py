"""The reading of all of it: the report, its outline and text, printed figures of the past, and findings."""

from reports.models.finding import Finding, FindingState, PrintedFigure, PrintedSubject, Severity
from reports.models.outline import Outline, OutlineSection, SectionPart
from reports.models.report import (
    Analysis,
    ContextFigure,
    Illustration,
    LegalReference,
    Narrative,
    NationalTarget,
    Report,
    ReportStatus,
)

__all__ = [
    "Analysis",
    "ContextFigure",
    "Finding",
    "FindingState",
    "Illustration",
    "LegalReference",
    "Narrative",
    "NationalTarget",
    "Outline",
    "OutlineSection",
    "PrintedFigure",
    "PrintedSubject",
    "Report",
    "ReportStatus",
    "SectionPart",
    "Severity",
]

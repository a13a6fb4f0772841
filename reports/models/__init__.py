"""The reading of all of it: the report, its outline and text, findings, review, and what was frozen."""

from reports.models.appendix import Appendix, AppendixKind
from reports.models.edition import Edition, EditionFile, EditionState, ReportAction, ReportStep
from reports.models.finding import Finding, FindingState, PrintedFigure, PrintedSubject, Severity
from reports.models.gap import TreeGap, TreeGapMark
from reports.models.job import ACTIVE, SLOW_ACTIONS, ZIP, JobState, RenderJob
from reports.models.limit import RequestCount
from reports.models.outline import Outline, OutlineSection, SectionPart
from reports.models.published import PublishedAgreement
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
from reports.models.review import ChecklistGroup, ChecklistItem, MarginNote, Review, ReviewAnswer, Verdict
from reports.models.standing import (
    ObjectiveStanding,
    PlanStanding,
    Reach,
    Shortfall,
    StandingDue,
    StandingMark,
    UnitStanding,
)
from reports.models.token import ApiToken, TokenScope
from reports.models.writing import NarrativeDraft, NarrativeVersion

__all__ = [
    "ACTIVE",
    "SLOW_ACTIONS",
    "ZIP",
    "Analysis",
    "ApiToken",
    "Appendix",
    "AppendixKind",
    "ChecklistGroup",
    "ChecklistItem",
    "ContextFigure",
    "Edition",
    "EditionFile",
    "EditionState",
    "Finding",
    "FindingState",
    "Illustration",
    "JobState",
    "LegalReference",
    "MarginNote",
    "Narrative",
    "NarrativeDraft",
    "NarrativeVersion",
    "NationalTarget",
    "ObjectiveStanding",
    "Outline",
    "OutlineSection",
    "PlanStanding",
    "PrintedFigure",
    "PrintedSubject",
    "PublishedAgreement",
    "Reach",
    "RenderJob",
    "Report",
    "ReportAction",
    "ReportStatus",
    "ReportStep",
    "RequestCount",
    "Review",
    "ReviewAnswer",
    "SectionPart",
    "Severity",
    "Shortfall",
    "StandingDue",
    "StandingMark",
    "TokenScope",
    "TreeGap",
    "TreeGapMark",
    "UnitStanding",
    "Verdict",
]

"""The tables of reports whose changes are kept."""

from reports import models
from units.trail import record

record(models.Report, unit="unit", year="year")
record(models.Narrative, unit="report__unit", year="report__year")
record(models.Illustration, unit="report__unit", year="report__year")
record(models.Appendix, unit="report__unit", year="report__year")
record(models.LegalReference, unit="report__unit", year="report__year")
record(models.ContextFigure, unit="report__unit", year="report__year")
record(models.NationalTarget, unit="report__unit", year="report__year")
record(models.PrintedFigure, unit="report__unit", year="report__year")
record(models.Finding, unit="report__unit", year="report__year")
record(models.Outline, unit="")
record(models.OutlineSection, unit="")
record(models.ChecklistItem, unit="")
record(models.Review, unit="report__unit", year="report__year")
record(models.ReviewAnswer, unit="review__report__unit", year="review__report__year")
record(models.MarginNote, unit="review__report__unit", year="review__report__year")
# The bytes and figures of a public copy never change, and a key must not be readable anywhere.
record(models.PublishedAgreement, unit="agreement__unit", year="agreement__year", hidden=["content", "data"])
record(models.ApiToken, unit="unit", hidden=["last_used_at"], masked=["digest"])

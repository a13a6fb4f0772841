"""Where a narrative stands in a report: a section of the outline, and the indicator or objective it is about there."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404
from django.urls import reverse

from agreements.models import AgreementLine, PerformanceAgreement
from reports.models import Analysis, Narrative, OutlineSection, Report

# Kinds of sections whose builders print what people write; the others are made of data alone.
NARRATED = {
    *("narrative", "foreword", "summary", "background", "purpose", "functions", "organisation", "staff"),
    *("strategic_role", "strategic_issues", "structure", "national_plan", "strategic_plan", "performance_tree"),
    *("agreement", "programs", "dipa_history", "performance_overview", "objective_pages", "efficiency", "spending"),
    *("conclusion", "next_steps"),
}
ANALYSED = "objective_pages"


@dataclass(frozen=True)
class Place:
    """The key of a section, with the id of an objective or an indicator and the analysis; None and "" for the whole."""

    section: str
    objective: int | None = None
    indicator: int | None = None
    analysis: str = ""

    @property
    def columns(self) -> dict:
        """The columns that find the narrative."""
        return {
            "section": self.section,
            "objective_id": self.objective,
            "indicator_id": self.indicator,
            "analysis": self.analysis,
        }

    @property
    def query(self) -> str:
        """What follows the address of the section."""
        given = {"sasaran": self.objective, "indikator": self.indicator, "analisis": self.analysis}
        words = urlencode({name: value for name, value in given.items() if value})
        return f"?{words}" if words else ""


def address(report: Report, place: Place, page: str = "writing-edit") -> str:
    """The address of a page about the place."""
    arguments = {"code": report.unit.code, "year": report.year, "section": place.section}
    return reverse(f"reports:{page}", kwargs=arguments) + place.query


def place_of(row) -> Place:
    """Where a narrative or a draft stands."""
    return Place(row.section, row.objective_id, row.indicator_id, row.analysis)


def place_at(report: Report, section: str, query) -> Place:
    """The place that an address names; 404 for one the report does not have."""
    entry = OutlineSection.objects.filter(outline=report.outline_id, key=section, kind__in=NARRATED).first()
    indicator, objective = number_in(query, "indikator"), number_in(query, "sasaran")
    analysis = query.get("analisis", "")
    if entry is None or (analysis and analysis not in Analysis.values) or (analysis and not (indicator or objective)):
        raise Http404("Bagian laporan ini tidak ada.")
    if (indicator or objective) and (entry.kind != ANALYSED or not is_promised(report, indicator, objective)):
        raise Http404("Indikator ini tidak ada dalam Perjanjian Kinerja unit.")
    return held_at(report, Place(section, objective, indicator, analysis))


def number_in(query, name: str) -> int | None:
    """The id that a query names; None without one, 404 for what is no id."""
    word = query.get(name, "")
    if word and not (word.isascii() and word.isdigit() and len(word) < 10):
        raise Http404("Bagian laporan ini tidak ada.")
    return int(word) if word else None


def is_promised(report: Report, indicator: int | None, objective: int | None) -> bool:
    """Whether the agreement in force has a line about them."""
    in_force = PerformanceAgreement.objects.in_force(report.unit, report.year).values("pk")
    lines = AgreementLine.objects.filter(agreement=in_force)
    lines = lines.filter(indicator=indicator) if indicator else lines
    return (lines.filter(indicator__objective=objective) if objective else lines).exists()


def held_at(report: Report, place: Place) -> Place:
    """The same place, with its objective where the stored text of an indicator names it too, as old workbooks do."""
    if not place.indicator or place.objective:
        return place
    rows = Narrative.objects.filter(report=report, **{**place.columns, "objective_id": None})
    if rows.exists():
        return place
    named = Narrative.objects.filter(
        report=report, section=place.section, indicator=place.indicator, analysis=place.analysis
    )
    row = named.exclude(objective=None).first()
    return place_of(row) if row else place

"""One place of a report as its writer sees it: what stands there, what was typed, and how it will be printed."""

from dataclasses import dataclass

from django.http import Http404
from django.utils.safestring import SafeString

from reports.coverage import IndicatorRow, indicator_row
from reports.facts import Facts, facts_of
from reports.flaws import Flaw, flaws
from reports.models import Analysis, Illustration, Narrative, NarrativeDraft, Report
from reports.openness import frozen_because
from reports.outlines import Entry
from reports.places import NARRATED, Place, place_at
from reports.preview import printed, with_text
from reports.writing import draft_at, fingerprint, may_write, narrative_at
from units.access import holders
from units.models import Role, Unit, User


@dataclass(frozen=True)
class Seat:
    """As much of a place as saving needs."""

    report: Report
    place: Place
    is_writer: bool
    lock: str

    @property
    def unit(self) -> Unit:
        return self.report.unit

    @property
    def may_write(self) -> bool:
        return self.is_writer and not self.lock


@dataclass(frozen=True)
class Desk(Seat):
    """The place with all that stands around it; `narrative` and `draft` None where nobody wrote or typed."""

    facts: Facts
    entry: Entry
    narrative: Narrative | None
    draft: NarrativeDraft | None
    illustrations: tuple[Illustration, ...]

    @property
    def seen(self) -> str:
        return fingerprint(self.narrative)

    @property
    def is_draft_behind(self) -> bool:
        """Whether the stored text changed after the draft was begun."""
        return self.draft is not None and self.draft.base != self.seen

    @property
    def stored(self) -> dict[str, str]:
        """What the report says here now."""
        return columns_of(self.narrative)

    @property
    def typed(self) -> dict[str, str]:
        """What the form begins with: the writer's draft, else what is stored."""
        return columns_of(self.draft or self.narrative)

    @property
    def row(self) -> IndicatorRow | None:
        """The seven analyses of the indicator; None at a place without one."""
        for at, objective in enumerate(self.facts.scorecard.objectives, 1):
            for order, score in enumerate(objective.indicators, 1):
                if score.indicator.pk == self.place.indicator:
                    return indicator_row(self.facts, self.place.section, score, at, order)
        return None

    @property
    def title(self) -> str:
        """What the text is about."""
        if row := self.row:
            return f"{row.score.code} {row.score.indicator.short_name or row.score.name}"
        objective = next(
            (one for one in self.facts.scorecard.objectives if one.objective.pk == self.place.objective), None
        )
        return f"Sasaran {objective.code} {objective.name}" if objective else self.entry.title

    @property
    def analysis(self) -> str:
        """The number and name of the analysis; empty for a text about the whole."""
        return f"{self.place.analysis}. {Analysis(self.place.analysis).label}" if self.place.analysis else ""

    @property
    def neighbours(self) -> tuple[Entry | None, Entry | None]:
        """The sections that take text before and after this one; None at the ends."""
        entries = [entry for entry in self.facts.outline if entry.kind in NARRATED]
        at = entries.index(self.entry)
        return (entries[at - 1] if at else None, entries[at + 1] if at + 1 < len(entries) else None)


@dataclass(frozen=True)
class Result:
    """A text as it will be printed, as a page of its own, and what is wrong in it."""

    html: SafeString
    flaws: tuple[Flaw, ...]


def report_at(unit: Unit, year: int) -> Report:
    """The report of the unit and year; 404 without one."""
    report = Report.objects.filter(unit=unit, year=year).select_related("unit", "outline").first()
    if report is None:
        raise Http404("Laporan Kinerja ini belum dibuat.")
    return report


def seat(user: User, unit: Unit, year: int, section: str, query) -> Seat:
    """The seat at the place that an address names; 404 for a place the report does not have."""
    report = report_at(unit, year)
    return Seat(report, place_at(report, section, query), may_write(user, report), frozen_because(report))


def desk(user: User, unit: Unit, year: int, section: str, query) -> Desk:
    """The same place with all that stands around it."""
    at = seat(user, unit, year, section, query)
    facts = facts_of(at.report)
    place = at.place
    return Desk(
        report=at.report,
        place=place,
        is_writer=at.is_writer,
        lock=at.lock,
        facts=facts,
        entry=next(entry for entry in facts.outline if entry.key == section),
        narrative=narrative_at(at.report, place),
        draft=draft_at(at.report, place, user) if at.is_writer else None,
        illustrations=tuple(row for row in facts.illustrations if is_at(row, place)),
    )


def is_at(row: Illustration, place: Place) -> bool:
    return (row.section, row.indicator_id) == (place.section, place.indicator)


def columns_of(row: Narrative | NarrativeDraft | None) -> dict[str, str]:
    """The text and the reason of a row; empty ones without a row."""
    return {name: getattr(row, name) if row else "" for name in ("text", "not_applicable_reason")}


def result(facts: Facts, place: Place, text: str, reason: str = "") -> Result:
    """What a text gives; nothing of it is stored."""
    return Result(printed(with_text(facts, place, text, reason), place), flaws(facts, text))


def writers_of(unit: Unit) -> tuple[tuple[str, str], ...]:
    """Who writes for the unit, by name with the role."""
    roles = ((Role.REPORTER, "pengisi"), (Role.PLANNER, "perencana"))
    return tuple(
        (person.get_full_name() or person.get_username(), word)
        for role, word in roles
        for person in holders(unit, role)
    )

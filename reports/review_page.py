"""What stands on the desk of reviu: the checklist, the notes in the margin, the findings, and what is in the way."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from reports import lifecycle
from reports.checklist import Row, grouped, progress, rows_of
from reports.models import (
    Finding,
    FindingState,
    MarginNote,
    Report,
    ReportStatus,
    Review,
    Severity,
    Verdict,
)
from reports.moving import Asked, asked_of
from reports.outlines import Entry, entries_of
from reports.reviewing import UNIT_ROLES, WRITABLE
from reports.reviu.found import Found
from reports.reviu.recording import fingerprint
from units.access import has_role
from units.models import Role


@dataclass(frozen=True)
class FindingRow:
    """A finding with its mark and what the unit said about it."""

    found: Found
    mark: str
    explanation: str = ""

    @property
    def is_explained(self) -> bool:
        return bool(self.explanation)


@dataclass(frozen=True)
class AnswerRow:
    """A statement with what is shown in its form: what was typed, else what is stored."""

    row: Row
    verdict: str
    note: str
    errors: tuple[str, ...] = ()

    @property
    def refuted_by(self) -> list[tuple[str, int, str]]:
        """The rules that refute it: their names, how many findings each has, and the mark of the first."""
        counts, first = Counter(), {}
        for found in self.row.refuting:
            counts[found.title] += 1
            first.setdefault(found.title, fingerprint(found))
        return [(title, count, first[title]) for title, count in counts.items()]


@dataclass(frozen=True)
class NoteRow:
    """A note with the section it stands beside."""

    note: MarginNote
    place: str


@dataclass(frozen=True)
class Typed:
    """What somebody sent that could not be kept."""

    answers: Mapping = field(default_factory=dict)
    errors: Mapping = field(default_factory=dict)
    fields: Mapping = field(default_factory=dict)


@dataclass(frozen=True)
class Desk:
    """The whole page; `review` None before anybody handed the report in."""

    report: Report
    review: Review | None
    groups: tuple[tuple[str, list[AnswerRow]], ...]
    progress: str
    notes: tuple[NoteRow, ...]
    severities: tuple[tuple[Severity, list[FindingRow]], ...]
    done: tuple[Finding, ...]
    lacks: tuple[str, ...]
    sections: tuple[Entry, ...]
    mark: str
    statement: Review | None
    is_void: bool
    reviews_here: bool
    answers_here: bool
    asked: Asked | None

    @property
    def is_open(self) -> bool:
        return self.report.status == ReportStatus.IN_REVIEW

    @property
    def open_notes(self) -> int:
        return sum(row.note.closed_at is None for row in self.notes)


def desk(report: Report, user, typed: Typed | None = None) -> Desk:
    """The desk as a person finds it; a constant number of queries."""
    typed = typed or Typed()
    asked = asked_of(report)
    read = lifecycle.examine(report)
    review = report.reviews.select_related("opened_by", "closed_by").first()
    rows = rows_of(review, read.found) if review else []
    stored = {row.fingerprint: row for row in report.findings.all()}
    found = [finding_row(one, stored) for one in read.found]
    reviews_here = has_role(user, report.unit, Role.REVIEWER)
    statement = report.reviews.filter(is_cleared=True).first()
    is_reviewed = report.status == ReportStatus.REVIEWED
    return Desk(
        report=report,
        review=review,
        groups=tuple((label, [answer_row(row, typed) for row in members]) for label, members in grouped(rows)),
        progress=progress(rows) if rows else "",
        notes=notes_of(report, review, read.facts.outline),
        severities=tuple((one, [row for row in found if row.found.severity == one]) for one in Severity),
        done=tuple(row for row in stored.values() if row.state == FindingState.DONE),
        lacks=tuple(lifecycle.lacks_of(report, read.found)) if report.status == ReportStatus.IN_REVIEW else (),
        sections=entries_of(report.outline),
        mark=read.content_hash,
        statement=statement,
        is_void=is_reviewed and read.content_hash != review.content_hash,
        reviews_here=reviews_here and report.status == ReportStatus.IN_REVIEW,
        answers_here=report.status in WRITABLE and has_role(user, report.unit, *UNIT_ROLES),
        asked=asked,
    )


def finding_row(found: Found, stored: Mapping[str, Finding]) -> FindingRow:
    """A finding with the explanation that is kept of it."""
    mark = fingerprint(found)
    row = stored.get(mark)
    return FindingRow(found, mark, row.explanation if row and row.state == FindingState.EXPLAINED else "")


def answer_row(row: Row, typed: Typed) -> AnswerRow:
    """A statement with its form; an answer of an earlier round is what one begins with."""
    given, shown = typed.answers.get(row.item.pk), row.shown
    verdict = given.verdict if given else shown.verdict if shown else ""
    note = given.note if given else shown.note if shown else ""
    return AnswerRow(row, verdict, note, tuple(typed.errors.get(f"butir-{row.item.pk}", ())))


def notes_of(report: Report, review: Review | None, outline) -> tuple[NoteRow, ...]:
    """The notes of the last round and those of earlier ones that are still open, in the order of the report."""
    titles = {entry.key: f"{entry.number} {entry.title}".strip() for entry in outline}
    order = {key: index for index, key in enumerate(titles)}
    rows = MarginNote.objects.filter(review__report=report).select_related("by", "answered_by", "closed_by", "review")
    wanted = [row for row in rows if row.closed_at is None or row.review_id == review.pk]
    wanted.sort(key=lambda row: (row.closed_at is not None, order.get(row.section, len(order)), row.at))
    return tuple(NoteRow(row, titles.get(row.section, row.section)) for row in wanted)


VERDICTS = tuple(Verdict)

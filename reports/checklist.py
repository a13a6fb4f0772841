"""The checklist of reviu: what the machine proves or refutes of each statement, and what people answered."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from lakin.formatting import number
from reports.models import ChecklistGroup, ChecklistItem, Review, ReviewAnswer, Severity, Verdict
from reports.reviu.found import Found
from units.models import User

ROUND_ENDED = "Tidak ada putaran reviu yang terbuka."
PROVEN_NOTE = "Terbukti mesin: tidak ada temuan dari aturan yang memeriksanya."


class Proof(StrEnum):
    PROVEN = "terbukti"
    REFUTED = "gagal"
    UNREAD = "dibaca"


@dataclass(frozen=True)
class Row:
    """One statement with the findings that refute it, its answer in this round, and that of the round before."""

    item: ChecklistItem
    refuting: tuple[Found, ...] = ()
    answer: ReviewAnswer | None = None
    before: ReviewAnswer | None = None

    @property
    def proof(self) -> Proof:
        """What the machine can say alone."""
        if self.refuting:
            return Proof.REFUTED
        return Proof.PROVEN if self.item.is_proven_by_silence else Proof.UNREAD

    @property
    def is_settled(self) -> bool:
        """True when nobody needs to look at it any more."""
        return self.answer is not None or self.proof is Proof.PROVEN

    @property
    def shown(self) -> ReviewAnswer | None:
        """The answer to begin with: that of this round, else that of the round before."""
        return self.answer or self.before

    @property
    def mark(self) -> str:
        """The mark of its state, as the rest of the site draws it."""
        return {Proof.PROVEN: "met", Proof.REFUTED: "far_below", Proof.UNREAD: "unknown"}[self.proof]

    @property
    def words(self) -> str:
        count = number(len(self.refuting), 0)
        return {
            Proof.PROVEN: "Terbukti mesin",
            Proof.REFUTED: f"Gagal: {count} temuan",
            Proof.UNREAD: "Perlu dibaca",
        }[self.proof]


def rows_of(review: Review, found: Iterable[Found]) -> list[Row]:
    """The statements in use, in their order; three queries."""
    items = ChecklistItem.objects.filter(is_active=True).order_by("order")
    answers = {row.item_id: row for row in review.answers.select_related("by")}
    earlier = ReviewAnswer.objects.filter(review__report=review.report_id, review__number__lt=review.number)
    before = {row.item_id: row for row in earlier.select_related("by", "review").order_by("review__number")}
    grave = [one for one in found if one.severity != Severity.INFORMATION]
    return [
        Row(
            item,
            tuple(one for one in grave if any(refutes(rule, one) for rule in item.rules.split())),
            answers.get(item.pk),
            before.get(item.pk),
        )
        for item in items
    ]


def refutes(rule: str, found: Found) -> bool:
    """Whether a finding is one of the rule: its code, or with a stroke the code and a part it must speak of."""
    code, _, part = rule.partition("/")
    return found.code == code and (not part or part in found.parts)


def grouped(rows: list[Row]) -> list[tuple[str, list[Row]]]:
    """The rows under the names of their groups."""
    groups = ((group.label, [row for row in rows if row.item.group == group]) for group in ChecklistGroup)
    return [(label, members) for label, members in groups if members]


def progress(rows: list[Row]) -> str:
    """ "23 butir: 17 terbukti mesin, 2 gagal, 4 perlu dibaca; 3 sudah dijawab"."""
    counts = {proof: sum(row.proof is proof for row in rows) for proof in Proof}
    answered = sum(row.answer is not None for row in rows)
    return (
        f"{number(len(rows), 0)} butir: {number(counts[Proof.PROVEN], 0)} terbukti mesin, "
        f"{number(counts[Proof.REFUTED], 0)} gagal, {number(counts[Proof.UNREAD], 0)} perlu dibaca; "
        f"{number(answered, 0)} sudah dijawab"
    )


def proven_answers(rows: list[Row], review: Review, by: User, now: datetime) -> list[ReviewAnswer]:
    """The answers that the machine's proof stands for where nobody gave another, so that the record is complete."""
    return [
        ReviewAnswer(review=review, item=row.item, verdict=Verdict.MET, note=PROVEN_NOTE, by=by, at=now)
        for row in rows
        if row.answer is None and row.proof is Proof.PROVEN
    ]

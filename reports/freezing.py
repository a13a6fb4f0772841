"""A report made final: its files written once and kept byte by byte, under a code that nobody can guess."""

import secrets
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from itertools import chain

from reports.authenticity import Authenticity, Statement
from reports.content import program_version, with_status
from reports.facts import Facts
from reports.models import Edition, EditionFile, EditionState, PublishedAgreement, Report, ReportStatus, Review, Verdict
from reports.publishing import WRITERS
from units.models import User
from units.trail import name_of

# Without letters and digits that one takes for another; twelve of them are 59 bits.
LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
LENGTH = 12
VALID = (EditionState.FINAL, EditionState.PUBLISHED)
FROZEN = (ReportStatus.FINAL, ReportStatus.PUBLISHED)


def new_code() -> str:
    """A code for a new edition."""
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


def statement_of(review: Review) -> Statement:
    """What a round of review ended with, as it is printed."""
    unmet = review.answers.filter(verdict=Verdict.UNMET).select_related("item").order_by("item__order")
    return Statement(
        reviewer=person(review.closed_by),
        reviewed_at=review.closed_at,
        pdf_sha256=review.pdf_sha256,
        content_hash=review.content_hash,
        note=review.note,
        exceptions=tuple(f"{row.item.text.rstrip('.')}: {row.note}" for row in unmet),
    )


def person(user: User) -> str:
    """The name of a person as it is printed."""
    return user.get_full_name() or name_of(user)


def coming(report: Report, review: Review, by: User, now: datetime) -> Authenticity:
    """What the next edition will say of itself."""
    number = 1 + (report.editions.order_by("-number").values_list("number", flat=True).first() or 0)
    return Authenticity(new_code(), number, now, person(by), program_version(), statement_of(review))


def authenticity_of(edition: Edition) -> Authenticity:
    """What an edition says of itself, for writing its files again."""
    return Authenticity(
        edition.code,
        edition.number,
        edition.frozen_at,
        person(edition.frozen_by),
        edition.program_version,
        statement_of(edition.review),
    )


def written(facts: Facts, authenticity: Authenticity) -> dict[str, bytes]:
    """Every file of an edition; the same facts and the same authenticity give the same bytes."""
    final = replace(facts, report=with_status(facts.report, ReportStatus.FINAL), authenticity=authenticity)
    return {form: write(final) for form, write in WRITERS.items()}


def freeze(*, report: Report, review: Review, files: Mapping[str, bytes], proof: Authenticity, by: User) -> Edition:
    """Keep the files as the valid edition of the report; the one before is replaced by it."""
    before = report.editions.filter(state__in=VALID).first()
    if before:
        before.state, before.ended_at = EditionState.REPLACED, proof.frozen_at
        before.ended_because = f"Digantikan edisi {proof.number}."
        before.full_clean()
        before.save()
    edition = Edition(
        report=report,
        review=review,
        number=proof.number,
        code=proof.code,
        program_version=proof.program_version,
        frozen_at=proof.frozen_at,
        frozen_by=by,
    )
    edition.full_clean()
    edition.save()
    for form, content in files.items():
        row = EditionFile(edition=edition, form=form, sha256=sha256(content).hexdigest(), size=len(content))
        row.content = content
        row.full_clean()
        row.save()
    return edition


def frozen_file(report: Report, form: str) -> EditionFile | None:
    """The file of the edition that stands for the report; None while the report is written."""
    if report.status not in FROZEN:
        return None
    rows = EditionFile.objects.filter(edition__report=report, edition__state__in=VALID, form=form)
    return rows.select_related("edition").first()


def differing() -> Iterator[EditionFile | PublishedAgreement]:
    """Stored files whose bytes are not those that were frozen, one at a time; public copies of agreements too."""
    files = EditionFile.objects.select_related("edition__report").order_by("pk").iterator(chunk_size=1)
    copies = PublishedAgreement.objects.select_related("agreement__unit").order_by("pk").iterator(chunk_size=1)
    for row in chain(files, copies):
        content = bytes(row.content)
        if len(content) != row.size or sha256(content).hexdigest() != row.sha256:
            yield row

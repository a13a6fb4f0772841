"""What institutions opened to everybody, newest first: editions of LKj and copies of Perjanjian Kinerja."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import CharField, F, Q, QuerySet, Value

from agreements.models import AgreementStatus
from lakin.identity_numbers import without_nip
from reports.blocks import Status
from reports.models import Edition, EditionFile, EditionState, PublishedAgreement
from units.models import Unit

REPORT, AGREEMENT = "lkj", "pk"
NAMES = {REPORT: "Laporan Kinerja", AGREEMENT: "Perjanjian Kinerja"}
OPEN = (EditionState.PUBLISHED, EditionState.REPLACED)
IN_FORCE, REVISED, WITHDRAWN = Status("met", "Sah"), Status("near", "Direvisi"), Status("below", "Ditarik")
IN_FORCE_AGREEMENT, SUPERSEDED = Status("met", "Berlaku"), Status("unknown", "Digantikan")


@dataclass(frozen=True)
class Paper:
    """One document that everybody may know of; `has_file` False once it was withdrawn. `code` is that of an edition."""

    kind: str
    unit: Unit
    year: int
    version: int
    version_name: str
    status: Status
    published_at: datetime
    ended_at: datetime | None
    because: str
    sha256: str
    size: int
    has_file: bool
    code: str = ""

    @property
    def name(self) -> str:
        return f"{NAMES[self.kind]} {self.year}, {self.version_name}"


def editions() -> QuerySet[Edition]:
    """The editions that were ever published; one that was withdrawn before that never was."""
    return Edition.objects.filter(published_at__isnull=False)


def agreements() -> QuerySet[PublishedAgreement]:
    """The copies of agreements that were ever published, without their bytes."""
    return PublishedAgreement.objects.defer("content", "data")


def open_copy(agreement) -> PublishedAgreement | None:
    """The copy of a version that everybody has now; None while it is not published."""
    return agreements().open().filter(agreement=agreement).first()


def entries(units: QuerySet | None = None, *, kind: str = "", year: int | None = None) -> QuerySet:
    """Kind, key and moment of every published document, the newest first, as one query."""
    held = {
        REPORT: marked(editions(), REPORT, "report__unit", "report__year", units, year),
        AGREEMENT: marked(agreements(), AGREEMENT, "agreement__unit", "agreement__year", units, year),
    }
    rows = held[kind] if kind else held[REPORT].union(held[AGREEMENT], all=True)
    return rows.order_by("-at", "sort", "-row")


def marked(rows: QuerySet, kind: str, unit: str, year_lookup: str, units, year) -> QuerySet:
    """The rows of one kind as the union has them."""
    wanted = Q() if units is None else Q(**{f"{unit}__in": units})
    if year is not None:
        wanted &= Q(**{year_lookup: year})
    named = {"sort": Value(kind, output_field=CharField()), "row": F("pk"), "at": F("published_at")}
    return rows.filter(wanted).order_by().annotate(**named).values("sort", "row", "at")


def years() -> list[int]:
    """The years of which something was published, the latest first."""
    held = editions().order_by().values_list("report__year"), agreements().order_by().values_list("agreement__year")
    return sorted({year for (year,) in held[0].union(held[1])}, reverse=True)


def content_of(row: int) -> bytes:
    """The PDF of a public copy as it was frozen."""
    return bytes(PublishedAgreement.objects.values_list("content", flat=True).get(pk=row))


def exact(text: str) -> Decimal:
    """A figure of frozen data, which is written as text so that it stays exact."""
    return Decimal(text)


def papers(found: Iterable[dict]) -> tuple[Paper, ...]:
    """The documents of entries in the same order, in three queries however many they are."""
    keys = [(entry["sort"], entry["row"]) for entry in found]
    made = {(REPORT, paper_id): paper for paper_id, paper in reports_of(of_kind(keys, REPORT))}
    made |= {(AGREEMENT, paper_id): paper for paper_id, paper in agreements_of(of_kind(keys, AGREEMENT))}
    return tuple(made[key] for key in keys)


def of_kind(keys, kind: str) -> list[int]:
    return [row for held, row in keys if held == kind]


def reports_of(rows: list[int]) -> list[tuple[int, Paper]]:
    """Editions as documents; without a file once withdrawn."""
    pdfs = EditionFile.objects.filter(edition__in=rows, form="pdf").values_list("edition_id", "sha256", "size")
    marks = {edition: (digest, size) for edition, digest, size in pdfs}
    return [
        (row.pk, report_paper(row, *marks.get(row.pk, ("", 0))))
        for row in Edition.objects.filter(pk__in=rows).select_related("report__unit")
    ]


def report_paper(row: Edition, digest: str, size: int) -> Paper:
    states = {EditionState.PUBLISHED: IN_FORCE, EditionState.REPLACED: REVISED, EditionState.WITHDRAWN: WITHDRAWN}
    return Paper(
        kind=REPORT,
        unit=row.report.unit,
        year=row.report.year,
        version=row.number,
        version_name=f"edisi {row.number}",
        status=states[row.state],
        published_at=row.published_at,
        ended_at=row.ended_at,
        because=without_nip(row.ended_because),
        sha256=digest,
        size=size,
        has_file=bool(digest) and row.state in OPEN,
        code=row.code,
    )


def agreements_of(rows: list[int]) -> list[tuple[int, Paper]]:
    """Copies of agreements as documents; without a file once withdrawn."""
    found = agreements().filter(pk__in=rows).select_related("agreement__unit")
    return [(row.pk, agreement_paper(row, row.agreement)) for row in found]


def agreement_paper(row: PublishedAgreement, agreement) -> Paper:
    held = IN_FORCE_AGREEMENT if agreement.status == AgreementStatus.SIGNED else SUPERSEDED
    return Paper(
        kind=AGREEMENT,
        unit=agreement.unit,
        year=agreement.year,
        version=agreement.version,
        version_name=agreement.version_name,
        status=WITHDRAWN if row.withdrawn_at else held,
        published_at=row.published_at,
        ended_at=row.withdrawn_at,
        because=without_nip(row.withdrawn_because),
        sha256=row.sha256,
        size=row.size,
        has_file=row.withdrawn_at is None,
    )

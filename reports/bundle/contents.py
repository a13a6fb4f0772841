"""What belongs into a bundle, and each document with its bytes or why it is missing; nothing is written anew here."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from agreements.models import AgreementStatus
from reports.bundle.figures import achievement_table
from reports.bundle.kept import kept_paper
from reports.facts import AgreementFacts
from reports.models import Edition, EditionFile, EditionState, PublishedAgreement, Report
from reports.papers import review_statement
from reports.papers.facts import PaperFacts, is_draft, paper_facts
from reports.papers.publishing import KINDS
from units.models import Unit

PLANNING, MEASURING, REPORTING, EVALUATING = (
    "Perencanaan kinerja",
    "Pengukuran kinerja",
    "Pelaporan kinerja",
    "Evaluasi internal",
)
OUTSIDE = "Tidak disusun LAKIN; ambil dari sumbernya."
NOT_FROZEN = "Laporan Kinerja belum difinalkan."
STANDING = (EditionState.FINAL, EditionState.PUBLISHED)


@dataclass(frozen=True)
class Item:
    """One document: `order` and `stem` make its name; `content` gives its bytes, None with the words in `lack`."""

    component: str
    document: str
    order: int
    stem: str
    form: str = "pdf"
    state: str = ""
    day: date | None = None
    lack: str = ""
    content: Callable[[], bytes] | None = None

    def file_name(self, unit: Unit, year: int) -> str:
        """dit-rsa/03_PK-Perubahan-1_dit-rsa_2023.pdf: the unit's folder, the order of the index, what, whose, when."""
        return f"{unit.code}/{self.order:02d}_{self.stem}_{unit.code}_{year}.{self.form}"


def items_of(unit: Unit, year: int) -> Iterator[Item]:
    """Every document of a unit and year in the order of the index, each with a number of its own."""
    facts = paper_facts(unit, year)
    report = Report.objects.filter(unit=unit, year=year).select_related("unit", "outline").first()
    edition = standing_edition(report)
    found = (
        matrix(facts),
        Item(PLANNING, "Rencana Kerja (Renja)", 0, "Renja", lack=OUTSIDE),
        *agreements(facts),
        paper(facts, "rencana-aksi", PLANNING, "Rencana-Aksi"),
        paper(facts, "manual-iku", MEASURING, "Manual-IKU"),
        achievements(edition),
        edition_pdf(edition),
        statement(report),
        Item(EVALUATING, "Laporan Hasil Evaluasi AKIP", 0, "LHE-AKIP", lack=OUTSIDE),
    )
    for order, item in enumerate(found, start=1):
        yield numbered(item, order)


def numbered(item: Item, order: int) -> Item:
    return Item(**vars(item) | {"order": order})


def matrix(facts: PaperFacts) -> Item:
    return paper(facts, "matriks-renstra", PLANNING, "Matriks-Renstra")


def paper(facts: PaperFacts, kind: str, component: str, stem: str) -> Item:
    """A paper as it is written from the data of today; one that rests on a draft is not handed to anybody."""
    name = KINDS[kind].name
    if lack := KINDS[kind].lack(facts, None):
        return Item(component, name, 0, stem, lack=lack)
    item = facts.agreement()
    if kind == "rencana-aksi" and item and is_draft(item):
        return Item(component, name, 0, stem, lack="Perjanjian Kinerja masih konsep.")
    return Item(component, name, 0, stem, state="Dari data hari ini", content=lambda: kept_paper(kind, facts, None))


def agreements(facts: PaperFacts) -> tuple[Item, ...]:
    """Every version of the agreement: the copy that everybody has where there is one, else the paper."""
    if not facts.agreements:
        return (Item(PLANNING, KINDS["pk"].name, 0, "PK", lack=KINDS["pk"].lack(facts, None)),)
    copies = {
        row.agreement_id: row
        for row in PublishedAgreement.objects.open()
        .defer("content", "data")
        .filter(agreement__unit=facts.unit, agreement__year=facts.year)
    }
    return tuple(agreement(facts, item, copies.get(item.agreement.pk)) for item in facts.agreements)


def agreement(facts: PaperFacts, item: AgreementFacts, copy: PublishedAgreement | None) -> Item:
    """One version."""
    row = item.agreement
    name = f"{KINDS['pk'].name} {row.version_name}"
    stem = "PK-Awal" if row.version == 0 else f"PK-Perubahan-{row.version}"
    lack = "Masih konsep; belum ditandatangani." if is_draft(item) else KINDS["pk"].lack(facts, row.version)
    if lack:
        return Item(PLANNING, name, 0, stem, lack=lack)
    state = "Digantikan" if row.status == AgreementStatus.SUPERSEDED else "Berlaku"
    if copy:
        frozen = f"{state}, salinan untuk umum"
        return Item(PLANNING, name, 0, stem, state=frozen, day=row.signed_on, content=lambda: bytes(copy.content))
    made = lambda: kept_paper("pk", facts, row.version)  # noqa: E731
    return Item(PLANNING, name, 0, stem, state=state, day=row.signed_on, content=made)


def standing_edition(report: Report | None) -> Edition | None:
    """The edition that holds now, final or published; None while there is none."""
    return report.editions.filter(state__in=STANDING).first() if report else None


def achievements(edition: Edition | None) -> Item:
    """The table of capaian as the edition froze it."""
    name, stem = "Tabel capaian", "Tabel-Capaian"
    if edition is None:
        return Item(MEASURING, name, 0, stem, "xlsx", lack=NOT_FROZEN)
    made = lambda: achievement_table(EditionFile.objects.select_related("edition").get(edition=edition, form="json"))  # noqa: E731
    return Item(MEASURING, name, 0, stem, "xlsx", state_of(edition), day_of(edition.frozen_at), content=made)


def edition_pdf(edition: Edition | None) -> Item:
    """The PDF of the edition, byte for byte."""
    name = "Laporan Kinerja"
    if edition is None:
        return Item(REPORTING, name, 0, "LKj", lack=NOT_FROZEN)
    files = EditionFile.objects.filter(edition=edition, form="pdf").values_list("content", flat=True)
    return Item(
        REPORTING,
        name,
        0,
        "LKj",
        state=state_of(edition),
        day=day_of(edition.frozen_at),
        content=lambda: bytes(files.get()),
    )


def state_of(edition: Edition) -> str:
    word = "terbit" if edition.state == EditionState.PUBLISHED else "final, belum terbit"
    return f"Edisi {edition.number}, {word}"


def day_of(moment: datetime) -> date:
    return timezone.localdate(moment)


def statement(report: Report | None) -> Item:
    """The Pernyataan Telah Direviu, which says itself when it does not hold any more."""
    name, stem = review_statement.TITLE, "Pernyataan-Telah-Direviu"
    review = report.reviews.filter(is_cleared=True).first() if report else None
    if review is None:
        return Item(REPORTING, name, 0, stem, lack="Laporan Kinerja belum dinyatakan telah direviu.")
    return Item(
        REPORTING,
        name,
        0,
        stem,
        state="Pernyataan terakhir",
        day=day_of(review.closed_at),
        content=lambda: review_statement.write(report, "pdf"),
    )

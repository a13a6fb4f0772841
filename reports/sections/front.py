"""The front of the report: foreword, statement of review, and the lists of contents."""

from reports.authenticity import ASSURANCE, OFFICE, statement_blocks
from reports.blocks import Contents, Missing, Paragraph, Part, Section, Shown, Signature
from reports.facts import Facts
from reports.models import ReportStatus
from reports.narration import narrative
from reports.outlines import Entry
from reports.sentences import budget_sentence, overall_sentence
from reports.wording import written_date

UNREVIEWED = (ReportStatus.DRAFT, ReportStatus.IN_REVIEW)


def foreword(facts: Facts, entry: Entry) -> tuple[Section, ...]:
    """The foreword as it is written, the year in one paragraph, and where the head signs."""
    report = facts.report
    position = report.signatory_position or facts.unit.head_position
    average = overall_sentence(facts.scorecard, with_method=False, is_open=facts.is_year_open)
    return (
        entry.section(
            *narrative(facts, entry.key, what="kata pengantar", owner=position),
            Paragraph((*promised_sentence(facts), " ", *average)),
            Paragraph(budget_sentence(facts.budget.total, facts.year, in_words=False)),
            Signature(
                report.place or facts.unit.city,
                written_date(report.date, report.date_precision),
                position,
                report.signatory_name,
                report.signatory_nip,
            ),
        ),
    )


def promised_sentence(facts: Facts) -> tuple[Part, ...]:
    """How many objectives and indicators were promised; says so when no agreement is known."""
    card, of_year = facts.scorecard, f"{facts.unit.name} tahun {facts.year}"
    if not card.indicators:
        return (f"Perjanjian Kinerja {of_year} belum tercatat.",)
    count = Shown(len(card.objectives), "count"), " sasaran dengan ", Shown(len(card.indicators), "count")
    return (f"Perjanjian Kinerja {of_year} memuat ", *count, " indikator.")


def review_statement(facts: Facts, entry: Entry) -> tuple[Section, ...]:
    """The statement of the internal auditor; until the review ends, that it is not there yet."""
    name, year = facts.unit.name, facts.year
    if facts.report.status in UNREVIEWED:
        lack = Missing(
            "Pernyataan Telah Direviu",
            "aparat pengawasan intern pemerintah (APIP)",
            "Pernyataan terbit setelah reviu selesai dan tidak ada temuan yang menghalangi.",
        )
        return (entry.section(Paragraph((f"Laporan Kinerja {name} Tahun {year} ini belum direviu.",)), lack),)
    if facts.authenticity:
        return (entry.section(*statement_blocks(facts.authenticity.statement, name, year)),)
    return (
        entry.section(
            Paragraph(
                (f"Laporan Kinerja {name} Tahun {year} telah direviu sesuai pedoman reviu atas laporan kinerja.",)
            ),
            Paragraph((f"Isi laporan ini menjadi tanggung jawab pimpinan {name}.",)),
            Paragraph((f"{ASSURANCE}.",)),
            Signature(position=OFFICE),
        ),
    )


def contents(facts: Facts, entry: Entry) -> tuple[Section, ...]:
    """The list of sections with their pages."""
    return (entry.section(Contents("sections")),)


def list_of_tables(facts: Facts, entry: Entry) -> tuple[Section, ...]:
    """The list of tables with their pages."""
    return (entry.section(Contents("tables")),)


def list_of_figures(facts: Facts, entry: Entry) -> tuple[Section, ...]:
    """The list of figures with their pages."""
    return (entry.section(Contents("figures")),)

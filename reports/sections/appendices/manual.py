"""Lampiran: the manual of every indicator that was promised."""

from reports.blocks import Column, Missing, Section, Table
from reports.facts import Facts
from reports.outlines import Entry
from reports.sections.plan import measure_label
from reports.sections.revision import grouped_rows

FIELDS = (
    ("definition", "Definisi", 3),
    ("formula", "Cara menghitung", 1.8),
    ("data_source", "Sumber data", 1.7),
    ("regulation", "Peraturan terkait", 1.8),
    ("criterion", "Kriteria keberhasilan", 2.3),
    ("owner", "Penanggung jawab", 1.4),
)


def measured(indicator) -> str:
    """The measure with the direction that is better."""
    return f"{measure_label(indicator)}; {indicator.get_polarity_display().lower()}"


def appendix_manual(facts: Facts, entry: Entry) -> tuple[Section, ...]:
    """One row per indicator, with only those columns that some manual fills; what is unknown is a dash."""
    scores = facts.scorecard.indicators
    if not scores:
        return (entry.section(Missing("manual indikator kinerja", f"perencana {facts.unit.label}")),)
    fields = [field for field in FIELDS if any(getattr(score.indicator, field[0]) for score in scores)]
    columns = (
        Column("No.", width=0.5),
        Column("Sasaran dan indikator", width=2.8),
        Column("Satuan dan arah", width=1.3),
        *(Column(head, width=width) for _, head, width in fields),
    )
    rows = grouped_rows(
        (
            score.indicator.objective,
            (
                *(score.code, score.name, measured(score.indicator)),
                *(getattr(score.indicator, field) or None for field, _, _ in fields),
            ),
        )
        for score in scores
    )
    lacks = [score.code for score in scores if not (score.indicator.definition and score.indicator.data_source)]
    lack = (Missing(f"definisi atau sumber data indikator {', '.join(lacks)}", f"perencana {facts.unit.label}"),)
    table = Table("tabel-manual-indikator", f"Manual indikator kinerja tahun {facts.year}", columns, rows)
    return (entry.section(table, *(lack if lacks else ())),)

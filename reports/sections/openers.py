"""What stands under the title of a chapter: a lead and its three or four figures."""

from reports.blocks import Callout, Paragraph, Section, Shown
from reports.facts import Facts
from reports.outlines import Entry
from reports.references import first_revision, revision_count
from reports.sections.summary import reached


def introduction(facts: Facts, entry: Entry) -> tuple[Section, ...]:
    """Who reports: parts, people, indicators and pagu."""
    totals = [row.count for row in facts.staff if row.is_total]
    return opened(
        entry,
        f"Bab ini memperkenalkan {facts.unit.name}: tugas, susunan, sumber daya, dan isu yang dihadapi.",
        ("Unsur organisasi", Shown(len(facts.children), "count")),
        ("Pegawai", Shown(totals[0] if totals else None, "count")),
        ("Indikator kinerja", Shown(len(facts.scorecard.indicators), "count")),
        ("Pagu", Shown(facts.budget.total.ceiling, "rupiah_short")),
    )


def planning(facts: Facts, entry: Entry) -> tuple[Section, ...]:
    """What was promised: objectives, indicators, versions of the agreement and of the DIPA."""
    revisions = revision_count(facts) if first_revision(facts) else None
    return opened(
        entry,
        f"Bab ini memuat janji kinerja tahun {facts.year} dan anggaran yang disediakan untuk mewujudkannya.",
        ("Sasaran", Shown(len(facts.scorecard.objectives), "count")),
        ("Indikator kinerja", Shown(len(facts.scorecard.indicators), "count")),
        ("Versi Perjanjian Kinerja", Shown(len(facts.agreements), "count")),
        ("Revisi DIPA", Shown(revisions, "count")),
    )


def accountability(facts: Facts, entry: Entry) -> tuple[Section, ...]:
    """What was reached: the average, the indicators at or above and below target, and the absorption."""
    card = facts.scorecard
    below = Shown(card.counts.below if card.indicators else None, "count")
    return opened(
        entry,
        f"Bab ini membandingkan hasil tahun {facts.year} dengan yang dijanjikan, dan anggaran dengan penggunaannya.",
        ("Rata-rata capaian", Shown(card.overall.value, "percent")),
        ("Indikator mencapai target", reached(facts)),
        ("Indikator di bawah target", below),
        ("Serapan", Shown(facts.budget.total.absorption, "percent")),
    )


def closing(facts: Facts, entry: Entry) -> tuple[Section, ...]:
    """What is concluded: the average, the indicators at or above target, and what was left of the money."""
    total = facts.budget.total
    return opened(
        entry,
        f"Bab ini merangkum kinerja tahun {facts.year} dan langkah perbaikan untuk tahun berikutnya.",
        ("Rata-rata capaian", Shown(facts.scorecard.overall.value, "percent")),
        ("Indikator mencapai target", reached(facts)),
        ("Sisa anggaran", Shown(total.remaining, "rupiah_short")),
    )


def opened(entry: Entry, lead: str, *figures) -> tuple[Section, ...]:
    return (entry.section(Paragraph((lead,), "lead"), Callout(figures)),)

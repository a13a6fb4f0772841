"""Bab III A: how capaian is computed, every objective and indicator in one table, and what stands above and below."""

from indicators.achievement import MinimizeFormula, Polarity, Standing
from indicators.models import Measure
from indicators.rulesets import BUILT_IN
from indicators.scales import Band
from lakin.formatting import join_words, plain
from reports.blocks import (
    Block,
    Column,
    Items,
    Missing,
    Paragraph,
    Reference,
    Row,
    Section,
    Shown,
    Status,
    Table,
)
from reports.facts import Facts
from reports.narration import written
from reports.outlines import Entry
from reports.sections.overtime import over_time
from reports.sections.ratings import bars
from reports.sections.scores import score_table
from reports.sentences import counts_sentence, overall_sentence
from reports.wording import inside, sentence

SCORES, SCALE, BARS = "tabel-capaian-kinerja", "tabel-skala-predikat", "gambar-capaian-kinerja"
FORMULAS = {
    MinimizeFormula.DIFFERENCE: "(2 × target - realisasi) / target × 100%",
    MinimizeFormula.INVERSE: "target / realisasi × 100%",
}


def performance_overview(facts: Facts, entry: Entry) -> tuple[Section, ...]:
    """The whole scorecard with its rules; a Missing block when nothing was promised."""
    text = written(facts, facts.narrative(entry.key))
    if not facts.scorecard.indicators:
        lack = Missing(f"Perjanjian Kinerja tahun {facts.year} beserta butirnya", f"perencana {facts.unit.label}")
        return (entry.section(*text, lack),)
    return (entry.section(*method(facts), scale_table(facts), *results(facts, text), *over_time(facts)),)


def method(facts: Facts) -> tuple[Block, ...]:
    """The formulas in force for the indicators of this report, and where the rules come from."""
    rules = facts.scorecard.rules
    status = "terverifikasi" if rules.is_verified else "perlu verifikasi"
    source = f"; sumber: {rules.source}" if rules.source and rules is not BUILT_IN else ""
    return (
        *compared(formulas(facts)),
        Paragraph((f"Aturan yang dipakai: {inside(rules.name)}{source} ({status}).", *bounds(rules.policy)), "note"),
    )


def compared(found: list[str]) -> tuple[Block, ...]:
    """The formulas as a list, a single one in its sentence."""
    opening = "Capaian membandingkan realisasi dengan target dalam Perjanjian Kinerja"
    if len(found) == 1:
        return (Paragraph((sentence(f"{opening}. Untuk seluruh indikator berlaku {found[0]}"),)),)
    points = (*(f"{text};" for text in found[:-1]), sentence(found[-1]))
    return Paragraph((f"{opening} menurut arah setiap indikator:",)), Items(points)


def formulas(facts: Facts) -> list[str]:
    """One line for each kind of comparison that the indicators of this report need."""
    kinds = {kind_of(score.indicator) for score in facts.scorecard.indicators}
    minimize = FORMULAS[MinimizeFormula(facts.scorecard.rules.policy.minimize_formula)]
    texts = (
        (Polarity.MAXIMIZE, "makin tinggi makin baik: realisasi / target × 100%"),
        (Polarity.MINIMIZE, f"makin rendah makin baik: {minimize}"),
        (Polarity.RANGE, "dalam rentang: 100% di dalam rentang, di luarnya dibandingkan dengan batas yang dilampaui"),
        (Measure.PREDICATE, "predikat: dibandingkan menurut urutan pada skalanya dan tidak dinyatakan dalam persen"),
    )
    return [text for kind, text in texts if kind in kinds]


def kind_of(indicator) -> str:
    """How an indicator is compared: by its polarity, or as a predicate."""
    return Measure.PREDICATE if indicator.measure == Measure.PREDICATE else Polarity(indicator.polarity)


def bounds(policy) -> tuple:
    """The cap and the floor of a capaian, where the rules set them."""
    cap = (" Capaian dibatasi paling tinggi ", Shown(policy.cap, "percent"), ".") if policy.cap is not None else ()
    floor = (
        (" Capaian dibatasi paling rendah ", Shown(policy.floor, "percent"), ".") if policy.floor is not None else ()
    )
    return (*cap, *floor)


def scale_table(facts: Facts) -> Table:
    """The words for a capaian with the range of each."""
    columns = (Column("Predikat", "status", 2), Column("Capaian", width=3))
    rows = tuple(Row((Status(band.mark, band.label), span(band))) for band in facts.scorecard.rules.bands)
    return Table(SCALE, "Skala predikat capaian", columns, rows, facts.scorecard.rules.name)


def span(band: Band) -> str:
    """The range of a band in words, as "90% sampai kurang dari 100%"."""
    low, high = (None if bound is None else f"{plain(bound)}%" for bound in (band.lower, band.upper))
    if low is not None and low == high:
        return f"tepat {low}"
    from_low = f"{'' if band.lower_closed else 'lebih dari '}{low}"
    to_high = f"{'' if band.upper_closed else 'kurang dari '}{high}"
    if low is None:
        return to_high if not band.upper_closed else f"sampai {high}"
    if high is None:
        return from_low if not band.lower_closed else f"mulai {low}"
    return f"{from_low} sampai {to_high}"


def results(facts: Facts, text: tuple[Block, ...]) -> tuple[Block, ...]:
    """Counts and mean in words, the table, what is below target by name, what people wrote, and the bars."""
    card = facts.scorecard
    average = overall_sentence(card, is_open=facts.is_year_open)
    return (
        Paragraph((*counts_sentence(card.counts), " ", *average, " Rinciannya pada ", Reference(SCORES), ".")),
        *((Paragraph((card.overall.trace,), "formula"),) if card.overall.trace else ()),
        score_table(facts, SCORES, f"Capaian kinerja tahun {facts.year}"),
        *weak_paragraph(facts),
        *text,
        bars(facts, BARS, f"Capaian setiap indikator terhadap target tahun {facts.year}"),
    )


def weak_paragraph(facts: Facts) -> tuple[Paragraph, ...]:
    """The indicators below target and those without capaian, by number and name."""
    groups = (
        ("Di bawah target", [score for score in facts.scorecard.indicators if score.standing == Standing.BELOW]),
        ("Belum mempunyai capaian", [score for score in facts.scorecard.indicators if score.standing is None]),
    )
    texts = [f"{word}: {join_words(named(score) for score in scores)}." for word, scores in groups if scores]
    return (Paragraph((" ".join(texts),)),) if texts else ()


def named(score) -> str:
    """The indicator by its number and short name."""
    return f"{score.code} {score.indicator.short_name or score.name}"

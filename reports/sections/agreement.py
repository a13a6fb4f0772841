"""Bab II: the Perjanjian Kinerja, its versions with their reasons, and what each revision changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from agreements.models import AgreementLine, PerformanceAgreement
from lakin.formatting import by_measure, join_words
from reports.blocks import Block, Cell, Column, Missing, Paragraph, Reference, Row, Section, Shown, Table
from reports.facts import AgreementFacts, Facts
from reports.narration import written
from reports.outlines import Entry
from reports.references import in_measure
from reports.sections.plan import measure_label
from reports.sections.revision import UNCHANGED, Change, grouped_rows, revision_table
from reports.wording import written_date

IN_FORCE = "tabel-perjanjian-kinerja"
VERSIONS = "tabel-versi-perjanjian"


@dataclass(frozen=True)
class Promised:
    """An objective as an agreement worded it."""

    code: str
    name: str


def agreement(facts: Facts, entry: Entry) -> tuple[Section, ...]:
    """Versions, the promise in force, and semula/menjadi between versions whose lines are known."""
    text = written(facts, facts.narrative(entry.key))
    if facts.agreement is None:
        lack = Missing(f"Perjanjian Kinerja tahun {facts.year}", f"perencana {facts.unit.label}")
        return (entry.section(*text, lack),)
    return (
        entry.section(
            Paragraph((opening(facts), "Versinya tampak pada ", Reference(VERSIONS), ".")),
            versions_table(facts),
            *unknown_sentences(facts),
            *text,
            *promise(facts),
            *comparisons(facts.agreements),
        ),
    )


def opening(facts: Facts) -> str:
    """Between whom the agreement stands and how often it was revised."""
    row = facts.agreement.agreement
    revised = sum(1 for item in facts.agreements if item.agreement.version > 0)
    times = f"diubah {by_measure(revised, 'count')} kali" if revised else "tidak diubah"
    return (
        f"Perjanjian Kinerja {facts.unit.name} Tahun {facts.year} adalah kesepakatan antara "
        f"{row.first_party_position} dan {row.second_party_position}. Selama tahun itu perjanjian ini {times}; "
        f"yang menjadi dasar pengukuran adalah versi {row.version_name}. "
    )


def versions_table(facts: Facts) -> Table:
    """Every version with its date, parties and reason; what is not known is a dash."""
    columns = (
        Column("Versi", width=1.1),
        Column("Tanggal", width=1.1),
        Column("Pihak pertama", width=1.8),
        Column("Pihak kedua", width=1.8),
        Column("Alasan perubahan", width=2.8),
    )
    rows = tuple(Row(version_cells(item.agreement)) for item in facts.agreements)
    return Table(VERSIONS, f"Versi Perjanjian Kinerja tahun {facts.year}", columns, rows)


def version_cells(row: PerformanceAgreement) -> tuple[Cell, ...]:
    return (
        row.version_name.capitalize() + (" (draf)" if row.status == "draft" else ""),
        written_date(row.signed_on, row.signed_precision) or None,
        party(row.first_party_position, row.first_party_name),
        party(row.second_party_position, row.second_party_name),
        reason(row),
    )


def party(position: str, name: str) -> Cell:
    """The position at signing, and the name where it is known."""
    return f"{name}, {position}" if name else position


def reason(row: PerformanceAgreement) -> Cell:
    """Why the version replaced the one before; None for the first."""
    return ": ".join(filter(None, (row.get_reason_display() if row.reason else "", row.reason_text))) or None


def unknown_sentences(facts: Facts) -> tuple[Paragraph, ...]:
    """Which versions have no date and which miss a name."""
    rows = [item.agreement for item in facts.agreements]
    undated = [row.version_name for row in rows if row.signed_on is None]
    unnamed = [row.version_name for row in rows if not (row.first_party_name and row.second_party_name)]
    said = [
        (undated, "Tanggal penandatanganan"),
        (unnamed, "Nama penanda tangan"),
    ]
    return tuple(
        Paragraph((f"{what} versi {join_words(names)} belum tercatat.",), "note") for names, what in said if names
    )


def promise(facts: Facts) -> tuple[Block, ...]:
    """The objectives, indicators and targets of the version in force."""
    lines = facts.agreement.lines
    if not lines:
        return (Missing("butir Perjanjian Kinerja", f"perencana {facts.unit.label}"),)
    name = facts.agreement.agreement.version_name
    caption = f"Perjanjian Kinerja tahun {facts.year} yang berlaku"
    return (promised_table(IN_FORCE, caption, lines, f"Perjanjian Kinerja versi {name}"),)


def promised_table(key: str, caption: str, lines: Iterable[AgreementLine], source: str = "") -> Table:
    """The objectives, indicators and targets of an agreement as they were worded at signing."""
    columns = (
        Column("No.", width=0.5),
        Column("Sasaran dan indikator kinerja", width=5),
        Column("Satuan"),
        Column("Target", "number"),
    )
    rows = grouped_rows(
        (promised(line), (line.indicator.code, worded(line), measure_label(line.indicator), target_cell(line)))
        for line in lines
    )
    return Table(key, caption, columns, rows, source)


def promised(line: AgreementLine) -> Promised:
    """The objective as it was worded at signing."""
    objective = line.indicator.objective
    return Promised(objective.code, line.objective_name or objective.name)


def worded(line: AgreementLine) -> str:
    """The indicator as it was worded at signing."""
    return line.indicator_name or line.indicator.name


def target_cell(line: AgreementLine) -> Shown | str:
    """The target in the indicator's measure; of a range both bounds, of a predicate its word."""
    if line.target_lower is None or line.target_upper is None:
        return in_measure(line.indicator, line.target, line.target_text)
    how = line.indicator.measure, line.indicator.decimals
    return " sampai ".join(by_measure(bound, *how) for bound in (line.target_lower, line.target_upper))


def comparisons(versions: tuple[AgreementFacts, ...]) -> tuple[Block, ...]:
    """A table for each revision whose lines and those before it are known; otherwise a sentence says so."""
    blocks: list[Block] = []
    silent = [item.agreement.version_name for item in versions if not item.lines]
    for before, after in pairwise(item for item in versions if item.lines):
        name = after.agreement.version_name
        changes = changes_of(before, after)
        if all(change.word == UNCHANGED for change in changes):
            blocks.append(Paragraph((f"Versi {name} tidak mengubah indikator maupun target.",)))
            continue
        caption = f"Target semula ({before.agreement.version_name}) dan menjadi ({name})"
        blocks += revision_table(f"tabel-perubahan-perjanjian-{after.agreement.version}", caption, changes)
    if silent:
        words = f"Butir versi {join_words(silent)} tidak tersedia, sehingga perubahan targetnya tidak disandingkan."
        blocks.append(Paragraph((words,), "note"))
    return tuple(blocks)


def changes_of(before: AgreementFacts, after: AgreementFacts) -> list[Change]:
    """The change of every indicator that either version has, in the order of the objectives."""
    old, new = ({line.indicator_id: line for line in item.lines} for item in (before, after))
    headings = headings_of(before, after)
    order = sorted((old | new).values(), key=lambda line: (line.indicator.objective.order, line.order))
    return [
        change_of(
            headings[line.indicator.objective_id],
            old.get(line.indicator_id),
            new.get(line.indicator_id),
            str(after.agreement.year),
        )
        for line in order
    ]


def headings_of(before: AgreementFacts, after: AgreementFacts) -> dict[int, Promised]:
    """The objectives of both versions by id in their last wording, with the former one where it differs."""
    old, new = ({line.indicator.objective_id: promised(line) for line in item.lines} for item in (before, after))
    return {key: Promised(last.code, reworded(old.get(key, last).name, last.name)) for key, last in (old | new).items()}


def change_of(heading: Promised, old: AgreementLine | None, new: AgreementLine | None, period: str) -> Change:
    """What became of one line; None is a version that does not have it."""
    line = new or old
    former = worded(old or line)
    name = reworded(former, worded(line))
    has_both = (old is not None, new is not None)
    cells = cell_of(old), cell_of(new)
    return Change(heading, line.indicator.code, name, period, *cells, *has_both, former != worded(line))


def reworded(former: str, name: str) -> str:
    """The name, with the former one where it differs."""
    return name if former == name else f"{name} (semula: {former})"


def cell_of(line: AgreementLine | None) -> Cell:
    return target_cell(line) if line else None

"""Bab I: the organisation as it is drawn, and its people."""

from itertools import groupby

from indicators import formula
from reports.blocks import Block, Column, Figure, Missing, Paragraph, Reference, Row, Section, Shown, Table
from reports.charts import Part, group_bars
from reports.facts import Facts
from reports.narration import written
from reports.outlines import Entry
from reports.references import slug
from reports.trees import Node
from reports.trees import organisation as drawn
from reports.wording import lowered
from units.models import Unit, UnitKind

# Beyond these, sister units of one kind stand together in one panel.
MOST_SISTERS = 6


def organisation(facts: Facts, entry: Entry) -> tuple[Section, ...]:
    """The unit in its tree: the unit above it, its sisters, and its own parts."""
    unit, parent = facts.unit, facts.ancestors[-2] if len(facts.ancestors) > 1 else None
    basis = f" berdasarkan {unit.legal_basis}" if unit.legal_basis else ""
    key = "gambar-struktur-organisasi"
    above = f"{unit.name} berada di bawah {parent.name}{basis}. " if parent else ""
    parts = parts_sentence(facts)
    root = box(parent, children=sisters(facts)) if parent else own_box(facts)
    title = f"Struktur organisasi {unit.name}"
    return (
        entry.section(
            *written(facts, facts.narrative(entry.key)),
            Paragraph((f"{above}{parts} Susunannya tampak pada ", Reference(key), ".")),
            Figure(key, title, drawn(root, title=title, source=unit.legal_basis)),
        ),
    )


def parts_sentence(facts: Facts) -> str:
    """Which parts the unit has."""
    names = [unit.name for unit in facts.children]
    if not names:
        return f"{facts.unit.name} tidak mempunyai unsur organisasi yang tercatat."
    return f"{facts.unit.name} terdiri atas {'; '.join(names)}."


def box(unit: Unit, subtitle: str = "", children: tuple[Node, ...] = ()) -> Node:
    """One unit as a box with its head's position below the name."""
    return Node(unit.name, subtitle or unit.head_position, children=children)


def own_box(facts: Facts) -> Node:
    """The reporting unit with its parts."""
    parts = tuple(box(unit) for unit in facts.children)
    head = facts.unit.head_position
    return box(facts.unit, f"{head} (unit pelapor)" if head else "unit pelapor", parts)


def sisters(facts: Facts) -> tuple[Node, ...]:
    """The units beside the reporting one, which keeps its place; many of one kind become one panel."""
    own = facts.unit
    by_kind: dict[str, list[Unit]] = {}
    for unit in facts.siblings:
        by_kind.setdefault(unit.kind, []).append(unit)
    nodes: list[Node] = []
    for kind, units in by_kind.items():
        others = [unit for unit in units if unit.pk != own.pk]
        if len(others) <= MOST_SISTERS:
            nodes += [own_box(facts) if unit.pk == own.pk else box(unit) for unit in units]
            continue
        nodes += [own_box(facts)] if len(others) < len(units) else []
        label = UnitKind(kind).label
        nodes.append(Node(f"{label} ({len(others)})", children=tuple(Node(unit.label) for unit in others)))
    return tuple(nodes)


def staff(facts: Facts, entry: Entry) -> tuple[Section, ...]:
    """How many people the unit has, then each grouping as a chart with its table."""
    text = written(facts, facts.narrative(entry.key))
    if not facts.staff:
        lack = Missing(f"jumlah pegawai tahun {facts.year}", f"perencana {facts.unit.label}")
        return (entry.section(*text, lack),)
    groups = groupby((row for row in facts.staff if not row.is_total), key=lambda row: row.group)
    blocks = [block for name, rows in groups for block in grouping(facts, name, tuple(rows))]
    return (entry.section(total_sentence(facts), *text, *blocks),)


def total_sentence(facts: Facts) -> Paragraph:
    """The number of staff in total, or that it is not known."""
    totals = [row for row in facts.staff if row.is_total]
    if not totals or totals[0].count is None:
        return Paragraph((f"Jumlah seluruh pegawai {facts.unit.name} tahun {facts.year} belum diketahui.",))
    row = totals[0]
    count = Shown(row.count, "count")
    kind = f" ({row.name})" if row.name else ""
    return Paragraph(
        (
            f"Pada tahun {facts.year} {facts.unit.name} didukung oleh ",
            *(count, " (", Shown(row.count, "words"), f") pegawai{kind}."),
        )
    )


def grouping(facts: Facts, name: str, rows) -> tuple[Block, ...]:
    """One grouping of the staff; when no count is known a sentence says so instead of an empty chart."""
    known = [row for row in rows if row.count is not None]
    if not known:
        what = f"Jumlah pegawai menurut {lowered(name)} belum diketahui."
        return (Paragraph((what,), "note"), Missing(f"jumlah pegawai menurut {lowered(name)}"))
    total = sum(row.count for row in known) if len(known) == len(rows) else None
    parts = tuple(Part(row.name or "–", row.count, formula.ratio(row.count, total).value) for row in rows)
    title = f"Pegawai menurut {lowered(name)} tahun {facts.year}"
    key = slug(name) or "pegawai"
    gap = () if total is not None else (unknown_note(name, rows, known),)
    chart = group_bars(parts, title=leading(parts, name))
    return (Figure(f"gambar-pegawai-{key}", title, chart, table=staff_table(key, title, parts, total)), *gap)


def leading(parts, name) -> str:
    """What the chart shows: the largest of the known groups."""
    most = max((part for part in parts if part.value is not None), key=lambda part: part.value)
    return f"{most.label} adalah kelompok {lowered(name)} terbesar yang diketahui"


def staff_table(key, title, parts, total) -> Table:
    """The numbers of the chart; the sum is shown where every group is known."""
    rows = [Row((part.label, part.value, part.share)) for part in parts]
    if total is not None:
        rows.append(Row(("Jumlah", total, formula.ratio(total, total).value), "total"))
    columns = (Column("Kelompok", width=3), Column("Jumlah (orang)", "integer"), Column("Bagian (%)", "percent"))
    return Table(f"tabel-pegawai-{key}", title, columns, tuple(rows))


def unknown_note(name, rows, known) -> Paragraph:
    """Which groups have no known count."""
    names = "; ".join(row.name or "–" for row in rows if row not in known)
    return Paragraph((f"Jumlah pegawai menurut {lowered(name)} belum lengkap: {names} belum diketahui.",), "note")

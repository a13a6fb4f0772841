"""Bab I: the organisation as it is drawn, and its people."""

from itertools import groupby

from indicators import formula
from lakin.formatting import join_words, percent
from reports.blocks import Block, Column, Figure, Missing, Paragraph, Reference, Row, Section, Shown, Table
from reports.charts import Part, group_bars
from reports.drawing import BESIDE_WIDTH, PAGE_WIDTH
from reports.facts import Facts
from reports.narration import written
from reports.outlines import Entry
from reports.references import slug
from reports.trees import Node
from reports.trees import organisation as drawn
from reports.wording import lowered
from units.models import StaffCount, Unit, UnitKind

# Beyond these, sister units of one kind stand together in one panel.
MOST_SISTERS = 6
# More groups than these make a table that is too long to stand beside their bars.
MOST_BESIDE = 6


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
    return f"{facts.unit.name} terdiri atas {listed(names)}."


def listed(names: list[str]) -> str:
    """The names in a row; where one of them has a comma or "dan" of its own, semicolons part them."""
    if len(names) < 2 or not any("," in name or " dan " in name.lower() for name in names):
        return join_words(names)
    return f"{'; '.join(names[:-1])}; dan {names[-1]}"


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
    groups = [
        (name, tuple(rows))
        for name, rows in groupby((row for row in facts.staff if not row.is_total), key=lambda row: row.group)
    ]
    known = [(name, rows) for name, rows in groups if any(row.count is not None for row in rows)]
    blocks = [block for name, rows in known for block in grouping(facts, name, rows)]
    silent = [lowered(name) for name, rows in groups if (name, rows) not in known]
    return (entry.section(total_sentence(facts), *text, *blocks, *unknown_groups(facts, silent)),)


def head_count(facts: Facts) -> StaffCount | None:
    """The row of all staff; None when it is not recorded or not known."""
    return next((row for row in facts.staff if row.is_total and row.count is not None), None)


def total_sentence(facts: Facts) -> Paragraph:
    """The number of staff in total, or that it is not known."""
    row, year = head_count(facts), facts.year
    if row is None:
        return Paragraph((f"Jumlah seluruh pegawai {facts.unit.name} tahun {year} belum diketahui.",))
    count, kind = row.count, f" ({lowered(row.name)})" if row.name else ""
    opening = f"Jumlah pegawai {facts.unit.name} tahun {year} adalah "
    return Paragraph((opening, Shown(count, "count"), " (", Shown(count, "words"), f") orang{kind}."))


def unknown_groups(facts: Facts, names: list[str]) -> tuple[Block, ...]:
    """That no count of these groupings is known; nothing when there is none of them."""
    if not names:
        return ()
    what = f"jumlah pegawai menurut {join_words(names)}"
    said = Paragraph((f"{what.capitalize()} tahun {facts.year} belum diketahui.",), "note")
    return (said, Missing(what, f"perencana {facts.unit.label}"))


def grouping(facts: Facts, name: str, rows) -> tuple[Block, ...]:
    """One grouping of the staff with the share each group has in all staff."""
    counts = [row.count for row in rows]
    counted = None if None in counts else sum(counts)
    everyone = head_count(facts)
    whole = everyone.count if everyone else counted
    parts = tuple(Part(row.name or "–", row.count, formula.ratio(row.count, whole).value) for row in rows)
    title = f"Pegawai menurut {lowered(name)} tahun {facts.year}"
    key = slug(name) or "pegawai"
    table = staff_table(key, title, parts, counted, whole)
    return (*staff_chart(key, title, parts, table, leading(parts, name)), *coverage(name, rows, counted, whole))


def staff_chart(key, title, parts, table, heading) -> tuple[Block, ...]:
    """The groups as bars with their table, beside them while they are few; the table alone for a single known group."""
    if sum(part.value is not None for part in parts) < 2:
        return (table,)
    width = BESIDE_WIDTH if len(parts) <= MOST_BESIDE else PAGE_WIDTH
    return (Figure(f"gambar-pegawai-{key}", title, group_bars(parts, title=heading, width=width), table=table),)


def leading(parts, name) -> str:
    """What the chart shows: the largest of the known groups."""
    most = max((part for part in parts if part.value is not None), key=lambda part: part.value)
    known = " yang diketahui" if any(part.value is None for part in parts) else ""
    share = "" if most.share is None else f" ({percent(most.share)})"
    return f"Terbanyak menurut {lowered(name)}{known}: {most.label}{share}"


def staff_table(key, title, parts, counted, whole) -> Table:
    """The numbers of the chart; the sum is shown where every group is known."""
    rows = [Row((part.label, part.value, part.share)) for part in parts]
    if counted is not None and len(parts) > 1:
        rows.append(Row(("Jumlah", counted, formula.ratio(counted, whole).value), "total"))
    columns = (Column("Kelompok", width=3), Column("Jumlah (orang)", "integer"), Column("Bagian (%)", "percent"))
    return Table(f"tabel-pegawai-{key}", title, columns, tuple(rows))


def coverage(name, rows, counted, whole) -> tuple[Block, ...]:
    """What the grouping leaves out: groups without a count, or staff who stand in none of its groups."""
    if counted is None:
        names = listed([row.name or "–" for row in rows if row.count is None])
        words = (f"Pengelompokan menurut {lowered(name)} belum lengkap: {names} belum diketahui.",)
    elif counted != whole:
        shown = Shown(counted, "count"), " dari ", Shown(whole, "count")
        words = (
            f"Pengelompokan menurut {lowered(name)} mencakup ",
            *shown,
            " pegawai; bagian dihitung dari seluruhnya.",
        )
    else:
        return ()
    return (Paragraph(words, "note"),)

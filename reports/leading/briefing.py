"""One page of paper for a leader: what to decide, the figures, a small map, and where all of it comes from."""

from datetime import datetime

from lakin.formatting import date_long, datetime_wib, number, percent
from reports.blocks import Block, Callout, Cell, Column, Figure, Items, Paragraph, Row, Section, Shown, Strong, Table
from reports.drawing import text_width
from reports.leading.drawings import heat_chart, trend_chart
from reports.leading.picture import Picture, Shortfall

# What one page holds beside the rest, measured with the longest words.
MOST_ROWS, MOST_COLUMNS, MOST_OBJECTIVES, MOST_LAGGING = 7, 6, 4, 4
# The width of the page between its margins, of the words of a list, and of columns of its tables.
WIDTH, LISTED, NAMED, PLACED, OBJECTIVE = 672.0, 640.0, 420.0, 200.0, 430.0
# The sizes of running text and of tables and notes, in pixels.
SIZE, SMALL = 12.0, 11.3
RISE = 60.0
KEY = "ringkasan-pimpinan"


def briefing(picture: Picture, now: datetime) -> tuple[Section, ...]:
    """The sections of the page."""
    head = Section(KEY, f"Ringkasan pimpinan {picture.period}", blocks=(figures(picture), *shortened_notes(picture)))
    parts = (
        ("putusan", "Yang perlu diputuskan", decisions(picture)),
        ("peta", "Unit di bawahnya dan sasaran", heat(picture)),
        ("sasaran", "Sasaran", () if picture.is_branch else (*objectives(picture), *years(picture))),
        ("tertinggal", "Indikator yang paling tertinggal", lagging(picture)),
    )
    made = tuple(Section(f"{KEY}-{key}", title, level=2, blocks=blocks) for key, title, blocks in parts if blocks)
    last = Section(f"{KEY}-sumber", "Sumber", level=2, blocks=(source(picture, now),))
    return (head, *made, last)


def figures(picture: Picture) -> Callout:
    """The four figures that stand first."""
    counts, hero = picture.figures, picture.hero
    reached = f"{number(counts.above + counts.met, 0)} dari {number(counts.promised, 0)}" if counts.promised else None
    handed = f"{number(counts.submitted, 0)} dari {number(counts.due, 0)}" if counts.due else None
    return Callout(
        (
            (f"Capaian ({hero.status.word.lower()})", Shown(hero.value, "percent")),
            ("Indikator mencapai target", reached),
            ("Isian diajukan", handed),
            (f"Serapan {picture.year}", Shown(counts.absorption, "percent")),
        )
    )


def shortened_notes(picture: Picture) -> tuple[Block, ...]:
    """How the first figure is a mean, and what is missing from the figures."""
    words = [f"Capaian: {picture.method}."]
    if picture.hero.note:
        words.append(f"Baru {picture.hero.note} indikator diketahui, jadi belum diberi predikat.")
    if picture.figures.unreported_units:
        words.append(f"{number(picture.figures.unreported_units, 0)} unit belum lengkap melapor.")
    if not picture.figures.is_money_whole:
        words.append("Anggaran belum lengkap.")
    return (Paragraph((" ".join(words),), "note"),)


def decisions(picture: Picture) -> tuple[Block, ...]:
    """What to decide, the most pressing first."""
    if not picture.decisions:
        return (Paragraph(("Tidak ada yang menunggu keputusan.",)),)
    items = tuple(
        (Strong(f"{cut(one.text, LISTED - 80)} ({one.word}). "), cut(one.detail, 2 * LISTED))
        for one in picture.decisions
    )
    return (Items(items, is_ordered=True),)


def cut(words: str, room: float, size: float = SIZE) -> str:
    """The words as far as they fit into so many pixels, over however many lines."""
    if text_width(words, size) <= room:
        return words
    while text_width(f"{words}…", size) > room:
        words = words[: words.rstrip().rfind(" ")]
    return f"{words.removesuffix(' dan').rstrip(' ,.;:')}…"


def heat(picture: Picture) -> tuple[Block, ...]:
    """The map of the lowest units; its numbers stand in its cells."""
    drawing = heat_chart(picture, WIDTH, MOST_ROWS, MOST_COLUMNS)
    return (Figure(f"{KEY}-gambar", "", drawing), *legend(picture)) if drawing else ()


def legend(picture: Picture) -> tuple[Block, ...]:
    """The objectives behind the numbers over the columns."""
    named = [column.label for column in picture.columns[:MOST_COLUMNS] if column.objective_id]
    return (Paragraph((cut(f"Sasaran: {'; '.join(named)}.", 1.9 * WIDTH, SMALL),), "note"),) if named else ()


def years(picture: Picture) -> tuple[Block, ...]:
    """The years of a unit with nothing below it, which leaves room for them."""
    drawing = trend_chart(picture, WIDTH, RISE)
    return (Figure(f"{KEY}-tren", "", drawing),) if drawing else ()


def objectives(picture: Picture) -> tuple[Block, ...]:
    """The objectives of a unit with nothing below it."""
    columns = (Column("Sasaran", width=5), Column("Capaian (%)", "percent"), Column("Predikat", "status", 1.6))
    rows = tuple(
        Row((cut(f"{row.code} {row.name}", OBJECTIVE, SMALL), row.own.value, row.own.status))
        for row in picture.objectives[:MOST_OBJECTIVES]
    )
    return (Table(f"{KEY}-tabel-sasaran", "", columns, rows),) if rows else ()


def lagging(picture: Picture) -> tuple[Block, ...]:
    """The indicators that lag most, with the forecast in a column of its own."""
    is_open = picture.is_foreseen
    columns = (
        Column("Indikator", width=4.5),
        Column("Unit", width=2),
        Column("Capaian (%)", "percent", 1.6),
        *((Column("Perkiraan garis lurus", "value", 1.6),) if is_open else ()),
    )
    rows = tuple(
        Row(
            (
                cut(f"{one.code} {one.name}", NAMED, SMALL),
                cut(one.unit.label, PLACED, SMALL),
                reached(one),
                *((forecast(one),) if is_open else ()),
            )
        )
        for one in picture.shortfalls[:MOST_LAGGING]
    )
    return (Table(f"{KEY}-tabel-tertinggal", "", columns, rows),) if rows else ()


def reached(one: Shortfall) -> Cell:
    """The capaian, and of which earlier quarter its value is."""
    if not one.period_words:
        return one.achieved
    return f"{number(one.achieved)}, {one.period_words}"


def forecast(one: Shortfall) -> Cell:
    """The forecast with its error, in words that cannot be taken for a capaian."""
    if one.straight.value is None:
        return None
    error = "belum terukur" if one.straight.error is None else percent(one.straight.error)
    return f"{percent(one.straight.value)}, galat {error}"


def source(picture: Picture, now: datetime) -> Block:
    """Where the page comes from, and when it was true."""
    kept = datetime_wib(picture.computed_at) if picture.computed_at else "saat dicetak"
    return Paragraph(
        (
            f"Perjanjian Kinerja dan realisasi terverifikasi sampai {picture.period}; rekap dihitung {kept}. "
            f"{'Perkiraan bukan capaian. ' if picture.is_foreseen else ''}Dicetak {date_long(now)}.",
        ),
        "note",
    )

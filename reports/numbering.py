"""Numbers of tables and figures, and the lists of contents, worked out from a document alone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reports.blocks import Document, Figure, Section, Table


@dataclass(frozen=True)
class Entry:
    """A line of a list of contents; `is_roman` when its page stands in the front matter."""

    key: str
    number: str
    title: str
    level: int = 1
    is_roman: bool = False


@dataclass(frozen=True)
class Numbering:
    """`labels` gives "Tabel 3.4" for a key; a table without caption or in the front matter has none."""

    labels: dict[str, str]
    sections: tuple[Entry, ...]
    tables: tuple[Entry, ...]
    figures: tuple[Entry, ...]


def number_document(document: Document) -> Numbering:
    """Tables and figures counted per chapter ("Tabel 3.4") or appendix ("Tabel L1.2"); ValueError on a double key.

    A paper counts none: each of its tables stands alone under its heading.
    """
    is_paper = document.kind == "paper"
    placed = [] if is_paper else [*_placed(document.chapters, ""), *_placed(document.appendices, "L")]
    counts: dict[tuple[str, str], int] = {}
    entries: dict[str, list[Entry]] = {"Tabel": [], "Gambar": []}
    for prefix, block in placed:
        word = "Tabel" if isinstance(block, Table) else "Gambar"
        counts[word, prefix] = counts.get((word, prefix), 0) + 1
        number = f"{word} {prefix}.{counts[word, prefix]}"
        entries[word].append(Entry(block.key, number, block.caption))
    _refuse_twice(document)
    return Numbering(
        {entry.key: entry.number for kind in entries.values() for entry in kind},
        (
            *(Entry(one.key, one.number, one.title, one.level, True) for one in document.front),
            *(Entry(one.key, one.number, one.title, one.level) for one in document.chapters + document.appendices),
        ),
        tuple(entries["Tabel"]),
        tuple(entries["Gambar"]),
    )


def _placed(sections: Sequence[Section], letter: str) -> Iterator[tuple[str, Table | Figure]]:
    """Each captioned table and figure with the number of its chapter or appendix."""
    count = 0
    for section in sections:
        if section.level == 1:
            count = section.chapter_no or count + 1
        for block in section.blocks:
            if isinstance(block, Table | Figure) and block.caption:
                yield f"{letter}{count}", block


def _refuse_twice(document: Document) -> None:
    seen: set[str] = set()
    for section in (*document.front, *document.chapters, *document.appendices):
        captioned = [block for block in section.blocks if isinstance(block, Table | Figure)]
        for key in (section.key, *(block.key for block in captioned)):
            if key in seen:
                raise ValueError(f"Kunci {key!r} dipakai dua kali dalam dokumen.")
            seen.add(key)

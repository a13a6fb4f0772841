"""The real report made larger: its document with chapters again and again, its workbook with more indicators."""

import csv
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

from benchmarks.measuring import ROOT
from reports.blocks import Document, Figure, Reference, Section, Table

UNIT, YEAR = "dit-rsa", 2023
FIXTURE = ROOT / "fixtures" / f"{UNIT}-{YEAR}"


def repeated(document: Document, times: int) -> Document:
    """The document with its chapters and appendices that many times over, each copy with keys of its own."""
    return replace(
        document,
        chapters=tuple(_copies(document.chapters, times)),
        appendices=tuple(_copies(document.appendices, times)),
    )


def _copies(sections: tuple[Section, ...], times: int) -> Iterator[Section]:
    for copy in range(times):
        yield from (_renamed(section, f"-salinan-{copy}") if copy else section for section in sections)


def _renamed(part: Any, ending: str) -> Any:
    """The part with `ending` behind the key of everything in it that has one, references included."""
    if isinstance(part, tuple):
        return tuple(_renamed(one, ending) for one in part)
    if not is_dataclass(part):
        return part
    changes = {field.name: _renamed(getattr(part, field.name), ending) for field in fields(part)}
    if isinstance(part, Section | Table | Figure | Reference):
        changes["key"] = f"{part.key}{ending}"
    return replace(part, **changes)


def write_enlarged(source: Path, target: Path, times: int) -> None:
    """Writes the workbook with every indicator, and every row about one, that many times."""
    target.mkdir()
    for path in source.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            rows = [copy for row in reader for copy in _copies_of_row(path.stem, row, times)]
        with (target / path.name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, reader.fieldnames)
            writer.writeheader()
            writer.writerows(rows)


def _copies_of_row(sheet: str, row: dict[str, str], times: int) -> Iterator[dict[str, str]]:
    """The row, and for one about an indicator its copies about the copies of that indicator."""
    yield row
    column = "nomor" if sheet == "indikator" else "indikator"
    if not row.get(column) or sheet == "angka_tercetak":
        return
    for copy in range(1, times):
        more = {column: f"{row[column]}.{copy}"}
        if sheet in ("indikator", "butir_pk"):
            more["urutan"] = str(int(row["urutan"]) + 100 * copy)
        yield row | more

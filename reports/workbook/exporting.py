"""Exports the workbook of a unit and year; importing it again changes nothing."""

import csv
from collections.abc import Iterable, Iterator
from io import StringIO
from pathlib import Path
from typing import Any

from budget.models import RevisionState
from reports.workbook.cells import MAX_CSV_TEXT, as_text
from reports.workbook.collecting import Collection, collect
from reports.workbook.columns import Sheet, Spill
from reports.workbook.keys import Key, address
from reports.workbook.loading import stored_rows
from reports.workbook.sheets import BY_NAME, SHEETS
from reports.workbook.spreadsheet import spreadsheet
from units.models import Unit

# What these sheets say of a unit and those above it holds for every year.
TIMELESS = {"unit", "nama_unit", "pejabat", "tugas_fungsi", "pegawai", "aturan", "satker", "riwayat"}

Rows = dict[str, list[list[Any]]]


class ExportError(Exception):
    """The workbook cannot be written; the message is Indonesian."""


def export_workbook(unit: Unit, year: int, path_or_file) -> None:
    """Write the workbook: .xlsx to a path with that ending or to an open binary file, else a folder of .csv."""
    rows = workbook_rows(unit, year)
    if hasattr(path_or_file, "write"):
        path_or_file.write(_xlsx(rows))
        return
    path = Path(path_or_file)
    if path.suffix.casefold() == ".xlsx":
        path.write_bytes(_xlsx(rows))
        return
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise ExportError(f"{path} sudah ada dan tidak kosong; pilih folder lain.")
    path.mkdir(parents=True, exist_ok=True)
    for sheet in SHEETS:
        if rows[sheet.name]:
            (path / f"{sheet.name}.csv").write_text(_csv(sheet, rows[sheet.name]), encoding="utf-8", newline="")


def has_data(unit: Unit, year: int) -> bool:
    """Whether the unit has a plan, agreement, budget, realization or report for the year."""
    own = collect(unit, year).conditions
    return any(BY_NAME[name].model._default_manager.filter(own[name]).exists() for name in own.keys() - TIMELESS)


def workbook_rows(unit: Unit, year: int) -> Rows:
    """The column values of every sheet, in the order in which people read them."""
    collection = collect(unit, year)
    keyed = {sheet.name: list(_rows(collection, sheet)) for sheet in SHEETS}
    for sheet in SHEETS:
        for spill in sheet.spills:
            _draw_in(keyed, sheet, spill)
    return {name: [values for _key, values in rows] for name, rows in keyed.items()}


def _rows(collection: Collection, sheet: Sheet) -> Iterator[tuple[Key, list[Any]]]:
    seen: set[Key] = set()
    ordered = collection.rows(sheet).order_by(*sheet.model._meta.ordering, "pk")
    for _pk, key, values in stored_rows(sheet, ordered):
        if key in seen:
            raise ExportError(f'{sheet.name} "{address(key)}" ada dua kali; bedakan nomornya lebih dahulu.')
        seen.add(key)
        yield key, values


def _draw_in(keyed: dict[str, list[tuple[Key, list[Any]]]], sheet: Sheet, spill: Spill) -> None:
    """Moves rows of the other sheet into the columns that can state them: the last revision, the whole year."""
    target = BY_NAME[spill.to]
    fixed = {target.places[name]: value for name, value in spill.constants.items()}
    latest = _latest_revisions(keyed) if not fixed else {}
    owners = dict(keyed[sheet.name])
    kept = []
    for key, values in keyed[target.name]:
        is_latest = not fixed and latest.get(key[:3]) == key[-1]
        is_whole = fixed and all(values[place] == value for place, value in fixed.items())
        if not (is_latest or is_whole):
            kept.append((key, values))
            continue
        owner = owners[key[:4]]
        for own, theirs in spill.columns.items():
            owner[sheet.places[own]] = values[target.places[theirs]]
    keyed[target.name] = kept


def _latest_revisions(keyed: dict[str, list[tuple[Key, list[Any]]]]) -> dict[Key, int]:
    """The order of the last revision in force of each DIPA."""
    latest: dict[Key, int] = {}
    state = BY_NAME["revisi_dipa"].places["keadaan"]
    for (*dipa, order), values in keyed["revisi_dipa"]:
        if values[state] == RevisionState.IN_FORCE:
            latest[tuple(dipa)] = max(order, latest.get(tuple(dipa), order))
    return latest


def _csv(sheet: Sheet, rows: Iterable[list[Any]]) -> str:
    file = StringIO(newline="")
    plain = csv.writer(file, lineterminator="\n")
    # A lone carriage return is not quoted by itself, and would end the row when read.
    quoted = csv.writer(file, lineterminator="\n", quoting=csv.QUOTE_ALL)
    plain.writerow([column.name for column in sheet.columns])
    for row in rows:
        texts = [as_text(sheet, column, value) for column, value in zip(sheet.columns, row, strict=True)]
        if any(len(text) > MAX_CSV_TEXT for text in texts):
            raise ExportError(f"Lembar {sheet.name} memuat teks yang lebih panjang dari {MAX_CSV_TEXT} karakter.")
        (quoted if any("\r" in text for text in texts) else plain).writerow(texts)
    return file.getvalue()


def _xlsx(rows: Rows) -> bytes:
    try:
        return spreadsheet(rows)
    except ValueError as error:
        raise ExportError(str(error)) from error

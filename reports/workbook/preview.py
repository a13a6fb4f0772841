"""What an import would change, per sheet, as the preview page and the command show it."""

from collections.abc import Iterator
from dataclasses import dataclass

from reports.workbook.cells import shown
from reports.workbook.columns import Sheet
from reports.workbook.keys import label
from reports.workbook.rows import Row
from reports.workbook.sheets import SHEETS
from reports.workbook.stage import Stage, container_of


@dataclass(frozen=True)
class FieldChange:
    """One column of a row: what the database holds and what would stand there."""

    column: str
    old: str
    new: str


@dataclass(frozen=True)
class RowChange:
    """One row that would change, by its number in the workbook and its address."""

    row: int
    address: str
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True)
class SheetPreview:
    """One sheet: addresses of new rows, changed rows, how many stay, and addresses that only the database has."""

    sheet: str
    new: tuple[str, ...]
    changed: tuple[RowChange, ...]
    unchanged: int
    only_in_database: tuple[str, ...]

    @property
    def has_changes(self) -> bool:
        return bool(self.new or self.changed)


def previews(stage: Stage) -> Iterator[SheetPreview]:
    """The preview of every sheet that stands in the workbook, or that another sheet feeds."""
    for sheet in SHEETS:
        rows = stage.staged[sheet.name]
        if sheet.name not in stage.present:
            continue
        changed = [row for row in rows.values() if row.stored and row.changed]
        new = [row for row in rows.values() if not row.stored]
        yield SheetPreview(
            sheet.name,
            tuple(label(row.key) for row in new),
            tuple(RowChange(row.number, label(row.key), _fields(sheet, row)) for row in changed),
            len(rows) - len(new) - len(changed),
            tuple(_only_in_database(stage, sheet)),
        )


def _fields(sheet: Sheet, row: Row) -> tuple[FieldChange, ...]:
    return tuple(
        FieldChange(
            sheet.columns[place].name,
            shown(sheet, sheet.columns[place], row.stored.values[place]),
            shown(sheet, sheet.columns[place], row.values[place]),
        )
        for place in row.changed
    )


def _only_in_database(stage: Stage, sheet: Sheet) -> Iterator[str]:
    """Rows of the same units, years and documents that the workbook does not mention; they are kept."""
    rows, described = stage.staged[sheet.name], stage.described[sheet.name]
    for key in stage.stored[sheet.name]:
        if key not in rows and container_of(sheet, key) in described:
            yield label(key)

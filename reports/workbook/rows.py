"""From raw cells to typed rows: every cell read by its column, every fault a problem at its place."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator, RegexValidator, validate_slug

from lakin.parsing import ParseError
from reports.workbook.cells import reader
from reports.workbook.columns import Column, Sheet, Spill
from reports.workbook.keys import Key
from reports.workbook.problems import Problem
from reports.workbook.reading import Table
from reports.workbook.scanning import column_letters
from reports.workbook.sheets import BY_NAME

SLUG = RegexValidator(r"^[-a-zA-Z0-9_]+\Z", "Hanya boleh memuat huruf, angka, garis bawah, dan tanda hubung.")


class Gap(Enum):
    """Why a row has no value in a column."""

    ABSENT = "the workbook has no such column: what the database holds stays"
    INVALID = "the cell could not be read: its problem is already told"


@dataclass(slots=True, eq=False)
class Row:
    """One row of a sheet, from its cells to what is written; `spill` is set when another sheet stated it."""

    sheet: Sheet
    number: int
    values: list[Any]
    spill: Spill | None = None
    origin: Sheet | None = None
    key: Key | None = None
    stored: "Stored | None" = None
    targets: list[Any] | None = None
    changed: tuple[int, ...] = ()
    is_sound: bool = True
    pk: Any = None

    @property
    def is_touched(self) -> bool:
        """Whether the row would be written."""
        return self.stored is None or bool(self.changed)

    def problem(self, message: str, column: str = "") -> Problem:
        """A problem at the place where the planner wrote it."""
        self.is_sound = False
        if self.spill:
            column = next((own for own, theirs in self.spill.columns.items() if theirs == column), self.spill.when)
        return Problem(message, (self.origin or self.sheet).name, self.number, column)


@dataclass(slots=True, eq=False)
class Stored:
    """A row as the database has it, in the columns of its sheet."""

    pk: Any
    values: list[Any]
    key: Key


@dataclass(frozen=True, slots=True)
class Field:
    """How the cells of one column become values."""

    column: Column
    index: int | None
    read: Callable[[Any], Any]
    checks: tuple[Callable[[Any], None], ...]
    is_required: bool
    default: Any


def typed(table: Table, problems: list[Problem]) -> list[Row]:
    """The rows of a table; a cell that cannot be read leaves Gap.INVALID and a problem."""
    problems += _flag_problems(table)
    rows = [Row(table.sheet, number, []) for number, _cells in table.rows]
    columns = [_values(_field(table, column), table, rows, problems) for column in table.sheet.columns]
    for row, values in zip(rows, zip(*columns, strict=True), strict=True):
        row.values = list(values)
    return rows


def spilled(rows: list[Row], problems: list[Problem]) -> Iterator[Row]:
    """The rows of other sheets that these rows state in their spill columns."""
    for row in rows:
        for spill in row.sheet.spills:
            target = BY_NAME[spill.to]
            if row.values[row.sheet.places[spill.when]] in (None, Gap.ABSENT, Gap.INVALID):
                problems += without_its_row(row, spill, target)
                continue
            values = [_spilled_value(row, spill, column) for column in target.columns]
            found = Row(target, row.number, values, spill, row.sheet)
            for column, value in zip(target.columns, values, strict=True):
                if target.is_required(column) and value in (None, Gap.ABSENT):
                    own = next(own for own, theirs in spill.columns.items() if theirs == column.name)
                    problems.append(row.problem(f"Isi kolom ini bila kolom {spill.when} diisi.", own))
                    found.is_sound = False
            if found.is_sound:
                yield found


def without_its_row(row: Row, spill: Spill, target: Sheet) -> Iterator[Problem]:
    """What is filled in of a row that is not stated, and would be lost with it."""
    for own, theirs in spill.columns.items():
        is_extra = not target.is_required(target.by_name[theirs])
        if is_extra and row.values[row.sheet.places[own]] not in (None, Gap.ABSENT, Gap.INVALID):
            yield row.problem(f"Isi kolom {spill.when} bila kolom ini diisi.", own)


def _spilled_value(row: Row, spill: Spill, column: Column) -> Any:
    if column.name in spill.constants:
        return spill.constants[column.name]
    own = next((own for own, theirs in spill.columns.items() if theirs == column.name), None)
    value = row.values[row.sheet.places[own]] if own else Gap.ABSENT
    # An empty cell means in the other sheet what it means there.
    return BY_NAME[spill.to].default(column) if value is None else value


def _field(table: Table, column: Column) -> Field:
    sheet = table.sheet
    return Field(
        column,
        table.header.get(column.name),
        reader(sheet, column, table.is_csv),
        _checks(sheet, column),
        sheet.is_required(column),
        sheet.default(column),
    )


def _checks(sheet: Sheet, column: Column) -> tuple[Callable[[Any], None], ...]:
    """The validators of the field behind a column, also of one that spills into another sheet."""
    field = sheet.model_field(column)
    for spill in sheet.spills:
        if field is None and column.name in spill.columns:
            target = BY_NAME[spill.to]
            field = target.model_field(target.by_name[spill.columns[column.name]])
    if field is None or field.is_relation:
        return ()
    # Control characters are refused earlier, and Django's message about a slug is no office language.
    known = [check for check in field.validators if not isinstance(check, ProhibitNullCharactersValidator)]
    return tuple(SLUG if check is validate_slug else check for check in known)


def _values(field: Field, table: Table, rows: list[Row], problems: list[Problem]) -> list[Any]:
    """The values of one column, top to bottom; what was read once is not read again."""
    index = field.index
    if index is None:
        return [_without_column(field, table.sheet)] * len(rows)
    flagged = {number for number, place in table.flags if place == index + 1}
    seen: dict[str, Any] = {}
    values = []
    for row, (number, cells) in zip(rows, table.rows, strict=True):
        raw = cells[index] if index < len(cells) else None
        if raw.__class__ is str and raw in seen:
            values.append(seen[raw])
            continue
        value = _invalid(row) if number in flagged else _value(field, row, raw, problems)
        # Only texts are remembered: 1, 1.0 and True are one key, yet different cells.
        if raw.__class__ is str and value is not Gap.INVALID:
            seen[raw] = value
        values.append(value)
    return values


def _without_column(field: Field, sheet: Sheet) -> Any:
    """What a row has where the workbook leaves the column out."""
    is_optional_key = field.column.name in sheet.key and not field.is_required
    return field.default if is_optional_key else Gap.ABSENT


def _invalid(row: Row) -> Gap:
    row.is_sound = False
    return Gap.INVALID


def _value(field: Field, row: Row, raw: Any, problems: list[Problem]) -> Any:
    try:
        value = None if raw is None or raw == "" else field.read(raw)
        if value is not None:
            for check in field.checks:
                check(value)
            return value
    except ParseError as error:
        message = str(error)
    except ValidationError as error:
        message = " ".join(error.messages)
    else:
        if not field.is_required:
            return field.default
        message = "Wajib diisi."
    problems.append(row.problem(message, field.column.name))
    return Gap.INVALID


def _flag_problems(table: Table) -> Iterator[Problem]:
    names = {index + 1: name for name, index in table.header.items()}
    for (number, index), reason in sorted(table.flags.items()):
        yield Problem(f"{reason} (sel {column_letters(index)}{number})", table.sheet.name, number, names.get(index, ""))

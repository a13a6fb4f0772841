"""A budget file between its upload and its storing: whose it is, which sheet and which columns were chosen."""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from budget.files.heads import is_filled
from budget.files.lines import Reading
from budget.files.reading import Reader
from budget.files.rows import Frame, as_text, is_numbering, is_repeated_head, titles_of
from budget.files.titles import Stated, stated
from budget.importing.layouts import known_layout
from budget.importing.writing import Source
from budget.models import FileLayout
from reports.budget_file.opening import SheetCells, open_file
from units import uploads

SESSION_KEY = "budget_files"
MOST_SAMPLES, LONGEST_SAMPLE, DEEPEST_SAMPLE = 3, 60, 300


@dataclass
class Staged:
    """One uploaded file of a unit and year; `roles` is empty until somebody or a layout says what the columns are."""

    token: str
    source: Source
    sheets: list[SheetCells]
    sheet: SheetCells
    layout: FileLayout | None
    roles: tuple[str, ...]

    @property
    def is_explained(self) -> bool:
        return bool(self.roles)

    @property
    def suggested(self) -> list[str]:
        """The role of each column as it was chosen, else as its title is known."""
        return list(self.roles) or self.sheet.head.roles

    def stated(self) -> Stated:
        """What the titles say of the whole file."""
        return stated(self.sheet.rows, self.sheet.head)

    def reading(self) -> Reading:
        """The lines of the chosen sheet by the chosen columns."""
        found = Reader(self.sheet.rows, Frame(self.sheet.head, self.roles), self.sheet.flags).read()
        if len(self.sheets) > 1:
            found.found = [placed(one, self.sheet.name) for one in found.found]
        return found


def placed(one, sheet: str):
    """The same with the name of its sheet."""
    return type(one)(one.severity, one.message, one.row, one.column, sheet)


def keep(request, unit, year: int, uploaded) -> str:
    """Keeps an upload that can be opened, and returns its token; Refused says why it cannot."""
    content = uploaded.read()
    open_file(content)
    uploaded.seek(0)
    token = uploads.keep(request.session, uploaded)
    known = {"unit": unit.code, "year": year, "name": Path(uploaded.name).name[:200]}
    request.session[SESSION_KEY] = {**request.session.get(SESSION_KEY, {}), token: known}
    return token


def find(request, unit, year: int, token: str, sheet_name: str = "") -> Staged:
    """The kept file; Gone when this session did not upload it for this unit and year, or when it is gone."""
    path = uploads.found(request.session, token)
    known = request.session.get(SESSION_KEY, {}).get(token, {})
    if (known.get("unit"), known.get("year")) != (unit.code, year):
        raise uploads.Gone
    content = path.read_bytes()
    sheets = open_file(content)
    wanted = sheet_name or known.get("sheet")
    sheet = next((sheet for sheet in sheets if sheet.name == wanted), sheets[0])
    layout = known_layout(unit, sheet.head)
    roles = tuple(role for _title, role in layout.columns) if layout else ()
    return Staged(token, Source(known["name"], sha256(content).hexdigest()), sheets, sheet, layout, roles)


def choose_sheet(request, token: str, name: str) -> None:
    """Keeps which sheet of the file is meant."""
    known = request.session.get(SESSION_KEY, {})
    request.session[SESSION_KEY] = {**known, token: {**known[token], "sheet": name}}


def discard(request, token: str) -> None:
    """Removes the file and what the session knows of it."""
    uploads.discard(request.session, token)
    known = dict(request.session.get(SESSION_KEY, {}))
    known.pop(token, None)
    request.session[SESSION_KEY] = known


def samples(sheet: SheetCells) -> list[list[str]]:
    """The first different values below each title."""
    start = sheet.head.first + sheet.head.height
    titles = titles_of(sheet.rows, sheet.head)
    found: list[list[str]] = [[] for _column in sheet.head.columns]
    for cells in sheet.rows[start : start + DEEPEST_SAMPLE]:
        if is_repeated_head(cells, titles) or is_numbering(cells):
            continue
        for values, column in zip(found, sheet.head.columns, strict=True):
            if len(values) < MOST_SAMPLES:
                filled = (
                    as_text(cell)[:LONGEST_SAMPLE] for cell in cells[column.start : column.end] if is_filled(cell)
                )
                value = " ".join(filled)[:LONGEST_SAMPLE]
                if value and value not in values:
                    values.append(value)
    return found

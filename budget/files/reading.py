"""From the cells of a sheet to its lines, once it is known which column is what."""

from collections.abc import Iterable, Mapping, Sequence

from budget.files import amounts, codes
from budget.files.codes import ACTIVITY, COMPONENT, KRO, LEVELS, PROGRAM, SUBCOMPONENT, Codes
from budget.files.columns import AMOUNT_ROLES, LEVEL_ROLES, NAME_ROLES, Role, month_of
from budget.files.columns import LABELS as ROLE_LABELS
from budget.files.found import blocking, letters, warning
from budget.files.heads import Column, is_filled
from budget.files.lines import LONGEST_NAME, Line, OpenLines, Reading, TotalRow, missing_above
from budget.files.rows import (
    Frame,
    as_text,
    code_and_name,
    first_cell,
    is_numbering,
    is_repeated_head,
    texts_of,
    titles_of,
    total_kind,
)
from lakin.parsing import ParseError

Cells = Sequence[object]
MOST_FOUND = 500
UNKNOWN_CODE = "Kode “{code}” tidak dikenali bentuknya; periksa apakah kolom kodenya benar."
TWO_READINGS = (
    "Kode “{code}” dapat berarti program atau subkomponen; tulis program lengkap seperti 054.01.{code} atau "
    "subkomponen lengkap seperti 051.{code}."
)


class Reader:
    """Reads one sheet row by row; what it says ends up in `reading`."""

    def __init__(self, rows: Sequence[Cells], frame: Frame, flags: Mapping[tuple[int, int], str] | None = None):
        self.rows, self.frame, self.flags = rows, frame, flags or {}
        self.amounts = frame.all_of(AMOUNT_ROLES)
        self.parts = frame.all_of({Role.PART})
        self.levels = dict(frame.all_of(LEVEL_ROLES))
        self.coded = [(level, role, self.levels.get(role)) for level, role in enumerate(LEVEL_ROLES)]
        self.known: dict[tuple[int, object], str] = {}
        self.names = dict(frame.all_of(NAME_ROLES))
        self.is_flat = not (frame.column(Role.CODE) or frame.column(Role.CODE_AND_NAME))
        self.opened, self.current = OpenLines(), None
        self.plain_totals: list[TotalRow] = []
        roles = set(frame.roles)
        self.reading = Reading(
            has_ceiling=Role.CEILING in roles,
            has_blocked=Role.BLOCKED in roles,
            is_monthly=any(month_of(role) for role in roles),
            has_spent=Role.SPENT in roles or any(month_of(role) for role in roles),
            places={role: self.place(column) for role, column in self.amounts},
        )

    def read(self) -> Reading:
        """The lines of the sheet with everything that is wrong in it."""
        start = self.frame.head.first + self.frame.head.height
        titles = titles_of(self.rows, self.frame.head)
        body = list(enumerate(self.rows[start:], start=start + 1))
        self.mark = self.style(body)
        self.prefers = self.two_letters(body)
        for number, cells in body:
            if not any(map(is_filled, cells)) or is_repeated_head(cells, titles) or is_numbering(cells):
                continue
            self.refuse_flagged(number)
            if kind := "" if self.has_code(cells) else total_kind(cells):
                self.total(number, cells, kind)
            elif self.is_flat:
                self.flat(number, cells)
            else:
                self.indented(number, cells)
        return self.finished()

    def style(self, body) -> str | None:
        """The decimal mark of the sheet; two of them are refused at their place."""
        cells = (
            (number, place, cell)
            for number, cells in body
            for _role, column in self.amounts
            for place, cell in enumerate(cells[column.start : column.end], start=column.start)
        )
        style = amounts.style_of(cells)
        if style.clash:
            number, place = style.clash
            cell = as_text(self.rows[number - 1][place])
            self.block(f"“{cell}” {amounts.MIXED}.", number, letters(place))
        return style.mark

    def two_letters(self, body: Iterable) -> int | None:
        """What two letters alone mean in this sheet: its other codes prove it; None when they do not."""
        if self.is_flat:
            return None
        texts = [code_and_name(cells, self.frame)[0] for _number, cells in body]
        if any(codes.is_long_program(text) for text in texts if text):
            return SUBCOMPONENT
        readings = (codes.read(text) for text in texts if "." in text)
        proves = any(one[0].top != PROGRAM and one[0].level == SUBCOMPONENT for one in readings if one)
        return PROGRAM if proves else None

    def flat(self, number: int, cells: Cells) -> None:
        """A row with a column for each code."""
        way = self.way(number, cells)
        if way is None:
            return
        if not way:
            if self.has_amount(cells):
                self.warn("Baris ini berangka tetapi tanpa kode, jadi tidak dibaca.", number)
            self.reading.left_out += 1
            return
        line = self.reading.line(way)
        self.name_levels(cells, line)
        own = texts_of(cells, self.frame.column(Role.NAME)) or texts_of(cells, self.names.get(NAME_ROLES[line.level]))
        self.whose(number, cells)
        self.fill(line, number, cells, " ".join(own))

    def way(self, number: int, cells: Cells) -> list[tuple[int, str]] | None:
        """The codes of a flat row from the program down; None when one of them cannot be."""
        found: list[tuple[int, str]] = []
        gap = None
        for level, role, column in self.coded:
            cell = first_cell(cells, column)
            if cell is None and level == ACTIVITY and column is None:
                # Where only the output has a column, it carries the kegiatan.
                carrier = first_cell(cells, self.levels.get(LEVEL_ROLES[KRO]))
                cell = None if carrier is None else codes.activity_of(as_text(carrier))
            if cell is None:
                gap = level if gap is None and level != SUBCOMPONENT else gap
                continue
            code = self.known.get((level, cell)) or self.code_of(level, cell)
            if code is None:
                self.block(f"“{as_text(cell)}” bukan k{ROLE_LABELS[role][1:]}.", number, self.place(column))
                return None
            if gap is not None:
                self.block(f"{ROLE_LABELS[role]} terisi, tetapi kode {LEVELS[gap]} kosong.", number, self.place(column))
                return None
            found.append((level, code))
        return found

    def code_of(self, level: int, cell: object) -> str | None:
        """The code in a cell of a level; the same few codes come thousands of times."""
        code = codes.of_level(level, as_text(cell))
        if code is not None:
            self.known[level, cell] = code
        return code

    def name_levels(self, cells: Cells, line: Line) -> None:
        """The names of the lines above, where the sheet has columns for them."""
        while self.names and line is not None:
            column = self.names.get(NAME_ROLES[line.level])
            if column is not None and not line.name:
                line.name = self.short(" ".join(texts_of(cells, column)), line.row)
            line = self.reading.lines.get(line.parent)

    def indented(self, number: int, cells: Cells) -> None:
        """A row of a report, whose place follows from the rows above it."""
        text, name = code_and_name(cells, self.frame)
        if not text:
            self.detail(number, cells, name)
            return
        found = self.placed(number, text, cells)
        if found is None:
            return
        line = self.reading.line(self.opened.open(found))
        self.current = line
        self.whose(number, cells)
        self.fill(line, number, cells, name)

    def placed(self, number: int, text: str, cells: Cells) -> Codes | None:
        """The reading of a code that fits here; None after saying why there is none."""
        column = self.place(self.frame.column(Role.CODE) or self.frame.column(Role.CODE_AND_NAME))
        readings = codes.read(text)
        if not readings:
            if self.has_amount(cells):
                self.block(UNKNOWN_CODE.format(code=text[:40]), number, column)
            self.reading.left_out += 1
            return None
        fitting = [one for one in readings if self.opened.accepts(one)]
        if len(fitting) > 1 and self.prefers is not None:
            fitting = [one for one in fitting if one.top == self.prefers]
        if len(fitting) > 1:
            self.block(TWO_READINGS.format(code=text), number, column)
            return None
        if not fitting:
            above = ", ".join(missing_above(readings[0], self.opened))
            self.block(f"Kode “{text}” tidak punya tempat: di atasnya belum ada {above}.", number, column)
            return None
        return fitting[0]

    def detail(self, number: int, cells: Cells, name: str) -> None:
        """A line below an akun: it is not stored, but its figures must add up."""
        ceiling, spent, months, blocked = self.figures(number, cells, is_quiet=True)
        if ceiling is None and spent is None and months is None:
            return
        line = self.current
        if line is None or line.level < COMPONENT:
            self.warn(f"Baris berangka tanpa kode tidak dibaca{f': “{name[:60]}”' if name else '.'}", number)
            self.reading.left_out += 1
            return
        self.reading.details += 1
        column = self.frame.column(Role.NAME) or self.frame.column(Role.CODE_AND_NAME)
        if column and any(as_text(cell) in (">", ">>") for cell in cells[column.start : column.end] if is_filled(cell)):
            line.has_groups = True
        line.detail_ceiling = added(line.detail_ceiling, ceiling)
        line.detail_spent = added(line.detail_spent, spent)
        line.detail_blocked = added(line.detail_blocked, blocked)

    def fill(self, line: Line, number: int, cells: Cells, name: str) -> None:
        """Gives a line its name and figures; a second row of the same code adds to it only where the rows differ."""
        part = tuple(as_text(first_cell(cells, column) or "") for _role, column in self.parts)
        ceiling, spent, months, blocked = self.figures(number, cells)
        if line.row is not None:
            seen = (line.parts or {}).get(part)
            if not self.parts or seen is not None:
                where = f"baris {seen or line.row}"
                self.block(f"{line.label} sudah ada di {where}; satu kode hanya boleh sekali.", number)
                return
            line.ceiling, line.spent = added(line.ceiling, ceiling), added(line.spent, spent)
            line.months, line.blocked = added_months(line.months, months), added(line.blocked, blocked)
        else:
            line.row, line.ceiling, line.spent, line.months = number, ceiling, spent, months
            line.blocked = blocked
            line.name = self.short(name, number) or line.name
        if self.parts:
            line.parts = {**(line.parts or {}), part: number}

    def figures(self, number: int, cells: Cells, is_quiet: bool = False):
        """Pagu, spending, monthly spending and blokir of a row; a cell that cannot be read is said at its place."""
        ceiling = spent = months = blocked = None
        is_marked = False
        for role, column in self.amounts:
            cell = first_cell(cells, column)
            if role == Role.BLOCKED and amounts.is_mark(cell):
                is_marked = True
                continue
            if cell is None or (is_quiet and not amounts.is_amount(cell)):
                continue
            value = self.amount(number, cell, column)
            if role == Role.CEILING:
                ceiling = value
            elif role == Role.SPENT:
                spent = value
            elif role == Role.BLOCKED:
                blocked = value
            else:
                months = months or [None] * 12
                months[month_of(role) - 1] = value
        return ceiling, spent, months, ceiling if is_marked else blocked

    def amount(self, number: int, cell: object, column: Column) -> int | None:
        try:
            return amounts.rupiah(cell, self.mark)
        except ParseError as error:
            self.block(str(error), number, self.place(column))
            return None

    def total(self, number: int, cells: Cells, kind: str) -> None:
        """Keeps a sum of everything; other sums only help a reader on paper."""
        self.reading.left_out += 1
        if kind == "part":
            return
        found = TotalRow(number, *self.figures(number, cells, is_quiet=True)[:3])
        if found.ceiling is None and found.spent is None and found.months is None:
            return
        (self.reading.totals if kind == "grand" else self.plain_totals).append(found)

    def whose(self, number: int, cells: Cells) -> None:
        """Keeps the satker and the year that a row names."""
        for text in texts_of(cells, self.frame.column(Role.SATKER))[:1]:
            self.reading.satkers.setdefault(text.zfill(6) if text.isdigit() else text, number)
        for text in texts_of(cells, self.frame.column(Role.YEAR))[:1]:
            if text.isdigit() and len(text) == 4:
                self.reading.years.setdefault(int(text), number)

    def finished(self) -> Reading:
        """The reading with what only the whole sheet tells."""
        if len(self.plain_totals) == 1:
            # Several bare sums are those of the pages; a single one is that of the sheet.
            self.reading.totals += self.plain_totals
        for line in self.reading.lines.values():
            if not line.has_groups:
                line.ceiling = line.detail_ceiling if line.ceiling is None else line.ceiling
                line.blocked = line.detail_blocked if line.blocked is None else line.blocked
                if line.months is None and line.spent is None:
                    line.spent = line.detail_spent
        if not self.reading.lines:
            self.block("Tidak ada satu pun baris anggaran yang terbaca; periksa pilihan kolomnya.")
        return self.reading

    def has_code(self, cells: Cells) -> bool:
        if self.is_flat:
            return any(is_filled(first_cell(cells, column)) for column in self.levels.values())
        return bool(code_and_name(cells, self.frame)[0])

    def has_amount(self, cells: Cells) -> bool:
        return any(
            amounts.is_amount(cell) for _role, column in self.amounts for cell in cells[column.start : column.end]
        )

    def refuse_flagged(self, number: int) -> None:
        """Refuses a formula or a fault of Excel in a column that is used."""
        if not self.flags:
            return
        for column, role in zip(self.frame.head.columns, self.frame.roles, strict=True):
            for place in range(column.start, column.end) if role != Role.IGNORED else ():
                if reason := self.flags.get((number, place + 1)):
                    self.block(reason, number, letters(place))

    def short(self, name: str, number: int | None) -> str:
        if len(name) > LONGEST_NAME:
            self.warn(f"Uraian lebih panjang dari {LONGEST_NAME} huruf dan dipotong.", number)
        return name[:LONGEST_NAME].strip()

    def place(self, column: Column | None) -> str:
        return "" if column is None else f"{letters(column.start)} ({column.title})"

    def block(self, *said) -> None:
        if len(self.reading.found) < MOST_FOUND:
            self.reading.found.append(blocking(*said))

    def warn(self, *said) -> None:
        if len(self.reading.found) < MOST_FOUND:
            self.reading.found.append(warning(*said))


def added(one: int | None, other: int | None) -> int | None:
    """The sum of what is known; None only when nothing is."""
    if one is None or other is None:
        return one if other is None else other
    return one + other


def added_months(one, other):
    """The same, month by month."""
    if one is None or other is None:
        return one or other
    return [added(a, b) for a, b in zip(one, other, strict=True)]

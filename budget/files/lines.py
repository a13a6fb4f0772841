"""The lines of a budget file as a tree: each with its full code, name and figures; the parents it only implies too."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from budget.files.codes import ACCOUNT, LABELS, LEVELS, SUBCOMPONENT, Codes
from budget.files.found import Found

LONGEST_NAME = 400


@dataclass(slots=True)
class Line:
    """One line; `row` is its number in the sheet, None for a parent that only the codes of its children name."""

    path: str
    parent: str
    level: int
    row: int | None = None
    name: str = ""
    ceiling: int | None = None
    spent: int | None = None
    blocked: int | None = None
    months: list[int | None] | None = None
    parts: dict[tuple, int] | None = None
    detail_ceiling: int | None = None
    detail_spent: int | None = None
    detail_blocked: int | None = None
    has_groups: bool = False

    @property
    def code(self) -> str:
        return self.path.rpartition(".")[2]

    @property
    def label(self) -> str:
        """The level and code as people say them: Akun 521211."""
        return f"{LABELS[self.level]} {self.path}"

    def spent_through(self, month: int) -> int | None:
        """The spending from January up to the month; None where the file says nothing of it."""
        if self.months is None:
            return self.spent
        known = [amount for amount in self.months[:month] if amount is not None]
        return sum(known) if known else None


@dataclass
class TotalRow:
    """A row of the file that says what all lines add up to."""

    row: int
    ceiling: int | None
    spent: int | None
    months: list[int | None] | None


@dataclass
class Reading:
    """Everything a sheet says: its lines in their order, its totals, whose and what year it is, what was left aside."""

    lines: dict[str, Line] = field(default_factory=dict)
    totals: list[TotalRow] = field(default_factory=list)
    found: list[Found] = field(default_factory=list)
    satkers: dict[str, int] = field(default_factory=dict)
    years: dict[int, int] = field(default_factory=dict)
    details: int = 0
    left_out: int = 0
    has_ceiling: bool = False
    has_blocked: bool = False
    has_spent: bool = False
    is_monthly: bool = False
    # Where each kind of figure stands, as a message names the column.
    places: dict[str, str] = field(default_factory=dict)

    def line(self, codes: list[tuple[int, str]]) -> Line:
        """The line of these codes from the program down, made with all its parents when it is new."""
        parent = ""
        line = None
        for level, code in codes:
            path = f"{parent}.{code}" if parent else code
            line = self.lines.get(path)
            if line is None:
                line = self.lines[path] = Line(path, parent, level)
            parent = path
        return line

    def children(self) -> dict[str, list[Line]]:
        """The lines by the path of their parent."""
        found: dict[str, list[Line]] = {}
        for line in self.lines.values():
            found.setdefault(line.parent, []).append(line)
        return found

    def without_spending(self) -> "Reading":
        """The same file as if it had no column of spending."""
        lines = {path: replace(line, spent=None, months=None, detail_spent=None) for path, line in self.lines.items()}
        totals = [replace(total, spent=None, months=None) for total in self.totals]
        return replace(self, lines=lines, totals=totals, has_spent=False, is_monthly=False)

    def latest_month(self) -> int | None:
        """The last month in which any line has an amount that is not zero; None without monthly columns."""
        if not self.is_monthly:
            return None
        months = (line.months for line in self.lines.values() if line.months)
        return max((place for row in months for place, amount in enumerate(row, start=1) if amount), default=None)


class OpenLines:
    """The codes that are open while an indented report is read from above."""

    def __init__(self):
        self.codes: list[tuple[int, str]] = []

    def above(self, level: int) -> list[tuple[int, str]]:
        return [pair for pair in self.codes if pair[0] < level]

    def accepts(self, codes: Codes) -> bool:
        """True when what must stand above the codes is open."""
        top = codes.top
        levels = {level for level, _code in self.codes}
        needed = set(range(top)) - ({SUBCOMPONENT} if top == ACCOUNT else set())
        return needed <= levels

    def open(self, codes: Codes) -> list[tuple[int, str]]:
        """Opens the codes below what stays open, and returns the whole way from the program."""
        self.codes = [*self.above(codes.top), *codes]
        return self.codes

    @property
    def deepest(self) -> int:
        return self.codes[-1][0] if self.codes else -1


def missing_above(codes: Codes, opened: OpenLines) -> Iterator[str]:
    """The levels that should be open above the codes and are not, in words."""
    levels = {level for level, _code in opened.codes}
    for level in range(codes.top):
        if level not in levels and not (level == SUBCOMPONENT and codes.top == ACCOUNT):
            yield LABELS[level]


def level_word(level: int) -> str:
    """The level as the database keeps it."""
    return LEVELS[level]

"""Where the titles of a sheet stand, and which cells each title owns: up to the next one, since titles are merged."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass

from budget.files import columns
from budget.files.amounts import is_amount
from budget.files.codes import ACTIVITY, KRO, SUBCOMPONENT
from budget.files.columns import Role

DEEPEST_HEAD = 80
MOST_COLUMNS = 120
Cells = Sequence[object]


@dataclass(frozen=True)
class Column:
    """One titled column: its cells are those from `start` up to `end`, and the first filled one speaks."""

    title: str
    start: int
    end: int


@dataclass(frozen=True)
class Head:
    """The titles of a sheet: how many rows they take from which row on (0 is the first), and their columns."""

    first: int
    height: int
    columns: tuple[Column, ...]
    is_known: bool

    @property
    def signature(self) -> str:
        """What files of the same layout share; a year in a title does not count."""
        return hashlib.sha256(json.dumps(self.plain_titles).encode()).hexdigest()

    @property
    def plain_titles(self) -> list[str]:
        """The titles as they are compared, a year as #."""
        return [columns.plain(column.title) for column in self.columns]

    @property
    def roles(self) -> list[str]:
        """The role each column is known by; what nobody knows is not used."""
        found = [columns.role_of(column.title) or known_part(column.title) for column in self.columns]
        return completed(found)


def find_head(rows: Sequence[Cells]) -> Head | None:
    """The titles of a sheet; None when no row of it can be titles."""
    best, most = None, 0
    for place in range(min(len(rows), DEEPEST_HEAD)):
        if not is_textual(rows[place]):
            continue
        for height in (1, 2):
            found = head_at(rows, place, height)
            score = 0 if found is None else worth(found)
            if score > most:
                best, most = found, score
    return best or widest(rows)


def head_at(rows: Sequence[Cells], first: int, height: int) -> Head | None:
    """The titles if they stood in these rows; None when the second one is no continuation of titles."""
    titles = filled(rows[first])
    if height == 2:
        known = [text for text in titles.values() if columns.role_of(text)]
        if len(known) < 2 or first + 1 >= len(rows) or not is_textual(rows[first + 1]):
            return None
        titles = joined(titles, filled(rows[first + 1]))
    return Head(first, height, spans(titles, max(map(len, rows), default=0)), True)


def filled(cells: Cells) -> dict[int, str]:
    """The texts of a row by their place."""
    return {place: " ".join(str(cell).split()) for place, cell in enumerate(cells[:MOST_COLUMNS]) if is_filled(cell)}


def is_filled(cell: object) -> bool:
    return cell is not None and cell != "" and not (cell.__class__ is str and cell.isspace())


def is_textual(cells: Cells) -> bool:
    """True for a row of words alone, with at least one."""
    texts = [cell for cell in cells if is_filled(cell)]
    return bool(texts) and all(cell.__class__ is str and not is_amount(cell) for cell in texts)


def joined(upper: dict[int, str], lower: dict[int, str]) -> dict[int, str]:
    """The titles of two rows: a lower one belongs to the nearest upper one on its left."""
    titles = dict(upper)
    for place, text in lower.items():
        above = max((start for start in upper if start <= place), default=None)
        titles[place] = text if above is None else f"{upper[above]} / {text}"
    return dict(sorted(titles.items()))


def spans(titles: dict[int, str], width: int) -> tuple[Column, ...]:
    """Each title with the cells up to the next one."""
    starts = sorted(titles)
    ends = [*starts[1:], max(width, starts[-1] + 1)] if starts else []
    return tuple(Column(titles[start], start, end) for start, end in zip(starts, ends, strict=True))


def known_part(title: str) -> str:
    """The role of a joined title by its parts: the lower one says it, unless it says nothing."""
    parts = title.split(" / ")
    return next((role for part in reversed(parts) if (role := columns.role_of(part))), str(Role.IGNORED))


def worth(head: Head) -> int:
    """How much the titles say: first how many different things of use they name, then how many are known at all."""
    named = {role for role in head.roles if role != Role.IGNORED}
    if len(named) < 2 or (len(named) == 2 and not columns.AMOUNT_ROLES & named):
        return 0
    known = sum(columns.role_of(part) is not None for column in head.columns for part in column.title.split(" / "))
    return len(named) * MOST_COLUMNS * 2 + known


def completed(roles: list[str]) -> list[str]:
    """The roles with what follows from each other: no second pagu or realisasi, and a lone name column holds codes."""
    found: list[str] = []
    for role in roles:
        is_second = role not in columns.MAY_REPEAT and role in found
        found.append(str(Role.IGNORED) if is_second else str(role))
    if Role.SPENT in found and any(role in columns.MONTH_ROLES for role in found):
        found = [str(Role.IGNORED) if role == Role.SPENT else role for role in found]
    found = without_gap(found)
    has_code = Role.CODE in found or any(role in columns.LEVEL_ROLES for role in found)
    if not has_code and Role.NAME in found:
        found[found.index(str(Role.NAME))] = str(Role.CODE_AND_NAME)
    return found


def without_gap(roles: list[str]) -> list[str]:
    """The codes down to the first level without a column; those below it tell rows of that level apart."""
    levels = columns.LEVEL_ROLES
    has = [role in roles for role in levels]
    # A subkomponen may be left out, and an output of SPAN carries its kegiatan.
    has[SUBCOMPONENT] = True
    has[ACTIVITY] = has[ACTIVITY] or has[KRO]
    if all(has) or not has[0]:
        return roles
    reach = has.index(False)
    below = {
        **dict.fromkeys(levels[reach:], str(Role.PART)),
        **dict.fromkeys(columns.NAME_ROLES[reach:], str(Role.IGNORED)),
    }
    return [below.get(role, role) for role in roles]


def widest(rows: Sequence[Cells]) -> Head | None:
    """Titles that nobody knows: the row of most words before the first number; None when no row has three."""
    best, most = None, 2
    for place, cells in enumerate(rows[:DEEPEST_HEAD]):
        if not is_textual(cells):
            continue
        count = len(filled(cells))
        if count > most and any(is_amount(cell) for row in rows[place + 1 : place + 40] for cell in row):
            best, most = place, count
    if best is None:
        return None
    return Head(best, 1, spans(filled(rows[best]), max(map(len, rows))), False)

"""Two texts line by line: what stayed, what went, and what came."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

SAME, GONE, COME = "tetap", "dihapus", "ditambah"


@dataclass(frozen=True)
class Line:
    """One line, and what became of it in a word."""

    change: str
    text: str

    @property
    def is_changed(self) -> bool:
        return self.change != SAME


def lines_between(before: str, after: str) -> tuple[Line, ...]:
    """The lines of both texts in order, those that went before those that came; empty ones say nothing."""
    old, new = ([line for line in text.splitlines() if line.strip()] for text in (before, after))
    matcher = SequenceMatcher(a=old, b=new, autojunk=False)
    return tuple(line for step in matcher.get_opcodes() for line in of_step(old, new, *step))


def of_step(old: list[str], new: list[str], tag: str, start: int, end: int, first: int, last: int) -> Iterator[Line]:
    """The lines of one step of the comparison."""
    if tag == "equal":
        yield from (Line(SAME, text) for text in old[start:end])
        return
    yield from (Line(GONE, text) for text in old[start:end])
    yield from (Line(COME, text) for text in new[first:last])

"""How far a long piece of work is: said where the work is done, heard by whoever waits for it; else by nobody."""

import logging
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Listener = Callable[[int, str], None]

_listener: ContextVar[Listener | None] = ContextVar("listener", default=None)
# What the engine of the PDF logs while it works: laying out pages up to 70%, drawing them up to 95%.
ENGINE = "weasyprint.progress"
PAGE = re.compile(r"Creating layout - Page (\d+)")
PART, AGAIN = "Step 1", "Repagination"
LAYOUT, DRAWING = (15, 70), (75, "Menggambar halaman")
# Letters of HTML to a page of the report, fonts and pictures left out.
LETTERS_PER_PAGE = 5000
CARRIED = re.compile(r"data:[\w/+-]+;base64,[\w+/=]+")


@contextmanager
def heard_by(listener: Listener) -> Iterator[None]:
    """Whatever is said inside is told to the listener as percent and words."""
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)


def say(percent: int, doing: str) -> None:
    """Tells how far the work is and what is being done now."""
    if listener := _listener.get():
        listener(percent, doing)


@contextmanager
def within(span: tuple[int, int], doing: str) -> Iterator[None]:
    """What is said inside is one step of a longer work: it counts within the span and is told after the step's name."""
    heard = _listener.get()
    if heard is None:
        yield
        return
    heard(span[0], doing)
    with heard_by(lambda percent, words: heard(share(percent, 100, span), f"{doing}: {words[:1].lower()}{words[1:]}")):
        yield


def share(done: int, of: int, span: tuple[int, int]) -> int:
    """The percent after `done` steps of `of`, within a span of percents."""
    first, last = span
    return first + (last - first) * min(done, of) // max(of, 1)


@contextmanager
def pages_counted(html: str) -> Iterator[None]:
    """Tells the listener which page the engine lays out; how many there will be is estimated from the HTML."""
    if _listener.get() is None:
        yield
        return
    expected = max(1, len(CARRIED.sub("", html)) // LETTERS_PER_PAGE)
    logger, handler = logging.getLogger(ENGINE), Counter(expected)
    before = logger.level, logger.propagate
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    logger.propagate = False
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.setLevel(before[0])
        logger.propagate = before[1]


class Counter(logging.Handler):
    """Turns the engine's messages into percents; a second round of layout keeps the percent of the first."""

    def __init__(self, expected: int):
        super().__init__(logging.INFO)
        self.expected, self.is_again, self.before, self.page = expected, False, 0, 0

    def emit(self, record):
        message = record.getMessage()
        if PART in message:
            self.is_again, self.before, self.page = False, self.before + self.page, 0
        elif found := PAGE.search(message):
            page = self.before + int(found[1])
            self.page = max(self.page, int(found[1]))
            words = "Memeriksa ulang halaman" if self.is_again else "Menata halaman"
            say(share(self.before + self.page, self.expected, LAYOUT), f"{words} {page}")
        elif AGAIN in message:
            self.is_again = True
        elif "Creating PDF" in message:
            say(*DRAWING)

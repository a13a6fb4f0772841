"""The sentences that show how a figure came about; sums over thousands of units, which nobody reads, do without."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_is_told = ContextVar("is_told", default=True)


@contextmanager
def without_traces() -> Iterator[None]:
    """Inside, results carry their values and reasons but no trace; the arithmetic is the same."""
    token = _is_told.set(False)
    try:
        yield
    finally:
        _is_told.reset(token)


def told(words: Callable[[], str]) -> str:
    """The sentence; empty where nobody will read it."""
    return words() if _is_told.get() else ""

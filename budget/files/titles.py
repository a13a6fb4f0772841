"""What the words above a table say of the whole file: its year, its month, its satker and its revision."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from budget.files.heads import Head, is_filled
from budget.files.rows import as_text
from lakin.formatting import MONTHS

_MONTHS = {name.lower(): month for month, name in enumerate(MONTHS, start=1)} | {"pebruari": 2, "nopember": 11}
_MONTH = re.compile(rf"\b({'|'.join(_MONTHS)})\b", re.IGNORECASE)
_PERIOD = re.compile(r"\b(?:periode|bulan|s\.?\s?d\.?|sampai dengan|per|keadaan|posisi)\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:tahun(?: anggaran)?|t\.?\s?a\.?|periode)\b[^0-9]{0,30}?((?:19|20)\d{2})\b", re.IGNORECASE)
_SATKER = re.compile(r"\b(?:satker|satuan kerja)\b.*?\b(\d{6})\b", re.IGNORECASE)
_REVISION = re.compile(r"\brevisi\s*(?:ke)?[\s:.-]*(\d{1,3})\b", re.IGNORECASE)
_INITIAL = re.compile(r"\bdipa awal\b", re.IGNORECASE)


@dataclass(frozen=True)
class Stated:
    """What the titles of a file say; None where they say nothing. Revision 0 is the DIPA awal."""

    year: int | None = None
    month: int | None = None
    satker: str | None = None
    revision: int | None = None


def stated(rows: Sequence[Sequence[object]], head: Head) -> Stated:
    """What stands above the titles of the columns, and in them."""
    texts = [" ".join(as_text(cell) for cell in cells if is_filled(cell)) for cells in rows[: head.first]]
    year = first(_YEAR, [*texts, *(column.title for column in head.columns)])
    satker = first(_SATKER, texts)
    revision = first(_REVISION, texts)
    if revision is None and any(_INITIAL.search(text) for text in texts):
        revision = "0"
    return Stated(
        int(year) if year else None,
        month_in(texts),
        satker,
        int(revision) if revision is not None else None,
    )


def first(pattern: re.Pattern, texts: Sequence[str]) -> str | None:
    """The first thing the pattern finds."""
    return next((match[1] for text in texts if (match := pattern.search(text))), None)


def month_in(texts: Sequence[str]) -> int | None:
    """The last month of the period that the titles name."""
    for text in texts:
        named = _MONTH.findall(text)
        if named and _PERIOD.search(text):
            return _MONTHS[named[-1].lower()]
    return None

"""Findings as text for people and as JSON for machines; both without a query."""

import json
import textwrap
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from reports.models import Severity
from reports.reviu.found import Found

WIDTH = 110
INDENT = " " * 4
# As wide as the longest label, "menurut data", and a gap.
GAP = 14


def as_text(found: Sequence[Found], title: str) -> str:
    """A summary line and the findings by severity; the same finding at several places stands once."""
    lines = [title, summary(found)]
    for severity in Severity:
        entries = merged(item for item in found if item.severity == severity)
        if entries:
            lines += ["", f"== {severity.label} =="]
        for item, places in entries:
            lines += ["", *entry(item, places)]
    return "\n".join(lines) + "\n"


def summary(found: Iterable[Found]) -> str:
    """How many findings there are, each place counted."""
    counted = Counter(item.severity for item in found)
    return ", ".join(f"{counted[severity]} {severity.label.lower()}" for severity in Severity) + "."


def merged(found: Iterable[Found]) -> list[tuple[Found, list[str]]]:
    """Findings that differ in nothing but their place, with all their places."""
    places: dict[Found, list[str]] = {}
    for item in found:
        places.setdefault(replace(item, place=""), []).append(item.place)
    return [(replace(item, place=where[0]), where) for item, where in places.items()]


def entry(item: Found, places: Sequence[str]) -> Iterable[str]:
    """The lines of one finding; what is stored is "tercatat", what an old report shows "tercetak"."""
    yield f"{item.code}  {item.title}"
    where = places[0] if len(places) == 1 else f"{len(places)} tempat: {', '.join(places)}"
    yield from wrapped(f"{item.subject} [{where}]", INDENT)
    if not says_only_the_figures(item):
        yield from wrapped(item.message, INDENT)
    values = {
        "tercatat" if item.place.startswith("Data:") else "tercetak": item.printed,
        "menurut data": item.expected,
        "dugaan sebab": item.cause,
        "keyakinan": str(item.certainty),
        "perbaikan": item.remedy,
    }
    for label, value in values.items():
        if value:
            yield from wrapped(value, f"{INDENT}{label:<{GAP}}")


def says_only_the_figures(item: Found) -> bool:
    """True when the message repeats the printed and the expected figure that stand below it."""
    return item.message == f"Tercetak {item.printed}, menurut data {item.expected}."


def wrapped(text: str, first: str) -> list[str]:
    """A text broken into lines, the later ones under the first."""
    return textwrap.wrap(text, WIDTH, initial_indent=first, subsequent_indent=" " * len(first), break_long_words=False)


def as_json(found: Iterable[Found]) -> str:
    """A list with the same keys for every finding; numbers are texts as people read them."""
    return json.dumps([as_dict(item) for item in found], ensure_ascii=False, indent=2) + "\n"


def as_dict(item: Found) -> dict:
    """One finding; `target` is the sheet and row of the workbook to mend, null where there is none."""
    return {
        "code": item.code,
        "title": item.title,
        "severity": str(item.severity),
        "certainty": str(item.certainty),
        "place": item.place,
        "subject": item.subject,
        "message": item.message,
        "printed": item.printed,
        "expected": item.expected,
        "cause": item.cause,
        "remedy": item.remedy,
        "target": {"sheet": item.target.sheet, "row": item.target.row} if item.target else None,
    }

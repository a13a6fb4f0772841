"""What a report says, as one mark: the same data and program give the same mark, any change gives another."""

import tomllib
from copy import copy
from dataclasses import replace
from functools import cache
from hashlib import sha256

from django.conf import settings

from reports.assembly import assemble
from reports.facts import Facts
from reports.models import ReportStatus
from reports.writers.json import write_json


def content_hash(facts: Facts) -> str:
    """The SHA-256 of everything a reader finds: the data, the text, the pictures, and the version of the program.

    The status of the report is no part of it, so that a review does not change what it speaks of.
    """
    said = drafted(facts)
    mark = sha256()
    for part in (program_version(), write_json(said), repr(assemble(said)), *appended(facts)):
        content = part if isinstance(part, bytes) else part.encode()
        mark.update(len(content).to_bytes(8))
        mark.update(content)
    return mark.hexdigest()


def read_alike(facts: Facts) -> Facts:
    """The facts as they are written: only what is frozen as an edition reads as a final, all else as a draft."""
    return facts if facts.authenticity else drafted(facts)


def drafted(facts: Facts) -> Facts:
    """The facts as a draft shows them."""
    return replace(facts, report=with_status(facts.report, ReportStatus.DRAFT), authenticity=None)


def with_status(report, status):
    """A copy of the report that is not stored, with another status."""
    found = copy(report)
    found.status = status
    return found


def appended(facts: Facts) -> list[str]:
    """The added documents in their order, each as its title and the mark of its file."""
    return [f"{row.title}\x1f{row.sha256}" for row in facts.appendices]


@cache
def program_version() -> str:
    """The version that pyproject.toml gives the program."""
    return tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())["project"]["version"]

"""Figures as they were frozen and published: read from the very data behind the document, never computed again."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from budget.models import LineLevel
from reports.models import EditionFile, EditionState, PublishedAgreement

UNVERIFIED = "Realisasi belum terverifikasi."
STANDINGS = {"above": "di atas target", "equal": "sesuai target", "below": "di bawah target"}
LEVELS = (LineLevel.PROGRAM, LineLevel.ACTIVITY)
TOTAL, EXPENDITURE = "jumlah", "jenis belanja"
UNRATED = {"standing": None, "rating": None}


@dataclass(frozen=True)
class Frozen:
    """One line of a published document: `document` says which, `line` is a part of its data."""

    document: dict[str, Any]
    line: dict[str, Any]


def report_files(unit: str = "", year: int | None = None) -> QuerySet[EditionFile]:
    """The data of every edition that is published and in force, of a unit by its code, of a year, or of all.

    A replaced edition is left out, although its document stays open: its figures hold no more.
    """
    rows = EditionFile.objects.filter(
        narrowed("edition__report", unit, year),
        form="json",
        edition__state=EditionState.PUBLISHED,
        edition__published_at__isnull=False,
    )
    ordered = rows.order_by("-edition__report__year", "edition__report__unit__path")
    return ordered.select_related("edition__report__unit")


def agreement_copies(unit: str = "", year: int | None = None) -> QuerySet[PublishedAgreement]:
    """The figures of every agreement that is open to everybody, without the bytes of its PDF."""
    rows = PublishedAgreement.objects.open().filter(narrowed("agreement", unit, year)).defer("content")
    ordered = rows.order_by("-agreement__year", "agreement__unit__path", "agreement__version")
    return ordered.select_related("agreement__unit")


def narrowed(way: str, unit: str, year: int | None) -> Q:
    """The condition on a unit's code and a year; both may be left open."""
    wanted = Q(**{f"{way}__unit__code": unit}) if unit else Q()
    return wanted if year is None else wanted & Q(**{f"{way}__year": year})


def report_data(file: EditionFile) -> tuple[dict[str, Any], dict[str, Any]]:
    """What names the edition, and its frozen data."""
    data, edition = json.loads(bytes(file.content)), file.edition
    named = {"unit": data["unit"], "year": data["year"], "edition": edition.number, "code": edition.code}
    return named, data


def indicator_rows(files: Iterable[EditionFile]) -> Iterator[Frozen]:
    """Every indicator of the editions; what was not verified when it was frozen stays unknown."""
    for file in files:
        document, data = report_data(file)
        for objective in data["objectives"]:
            for line in objective["indicators"]:
                yield Frozen(document, {"objective": objective} | verified(line))


def verified(line: dict[str, Any]) -> dict[str, Any]:
    """The indicator as frozen, its realization and capaian emptied unless they rest on a verified value."""
    realization, result = line["realization"], line["achievement"]
    reason = result["reason"] or realization["reason"]
    is_known = realization["value"] is not None or bool(realization["text"])
    if is_known and not realization["is_verified"]:
        nothing = {"value": None, "text": "", "source_year": None}
        return line | {"realization": nothing, "achievement": {"value": None}, **UNRATED, "reason": UNVERIFIED}
    return line | {"reason": reason or ""}


def budget_rows(files: Iterable[EditionFile]) -> Iterator[Frozen]:
    """The total of each edition, its programs and kegiatan, and its kinds of spending."""
    for file in files:
        document, data = report_data(file)
        budget = data["budget"]
        if budget["total"]:
            yield Frozen(document, {"level": TOTAL, "code": "", "name": "Seluruh anggaran"} | budget["total"])
        for line in budget["lines"]:
            if line["level"] in LEVELS:
                yield Frozen(document, line | {"code": line["path"]})
        for kind in budget["by_expenditure_type"]:
            yield Frozen(document, kind | {"level": EXPENDITURE})


def target_rows(copies: Iterable[PublishedAgreement]) -> Iterator[Frozen]:
    """Every promise of the copies; whether a version is still in force is known only today."""
    for copy in copies:
        document = copy.data | {"state": copy.agreement.get_status_display().lower()}
        for line in copy.data["lines"]:
            yield Frozen(document, line)

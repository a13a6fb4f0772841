"""The evidence of one quarter as a page shows it.

For a page: put `evidence_box(...)` of this file into the context as `box`, load `static/evidence.js` with `defer`,
and write `{% include "reports/_evidence.html" with box=box %}` outside of every other form.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.urls import reverse

from indicators.evidence import MOST_FILES, shared_with, takes_more, verified_files
from indicators.file_kinds import ALLOWED, KINDS
from indicators.models import Evidence, Indicator, Realization, RealizationStatus
from indicators.periods import period_state
from indicators.workflow import lock_reason, returned_at
from lakin.formatting import quarter_name
from lakin.packages import MEGABYTE
from units.access import has_role, visible_units
from units.models import Role, Unit, User


@dataclass(frozen=True)
class OtherUse:
    """Another realization that shows the same file, with the page where it is filled in."""

    words: str
    url: str


@dataclass(frozen=True)
class EvidenceFile:
    """One file of the list; `thumbnail_url` empty for what is no picture, `remove_url` for who may not remove it."""

    pk: int
    title: str
    kind: str
    ending: str
    size: int
    by: str
    at: datetime
    is_verified: bool
    url: str
    thumbnail_url: str
    remove_url: str
    other_uses: tuple[OtherUse, ...]


@dataclass(frozen=True)
class EvidenceBox:
    """The files and the place to add one; `add_url` is empty when nothing may be added now, and `why_not` says why."""

    files: tuple[EvidenceFile, ...]
    add_url: str
    why_not: str
    most_files: int
    most_bytes: int
    allowed: str
    endings: str
    errors: tuple[str, ...] = ()
    news: str = ""

    @property
    def most_megabytes(self) -> int:
        return self.most_bytes // MEGABYTE

    @property
    def left(self) -> int:
        return max(0, self.most_files - len(self.files))


def evidence_box(
    *,
    user: User,
    unit: Unit,
    indicator: Indicator,
    year: int,
    quarter: int,
    realization: Realization | None = None,
    lock: str | None = None,
    errors: Iterable[str] = (),
    news: str = "",
) -> EvidenceBox:
    """The box of one quarter, in a constant number of queries; `realization` None before anything was filled in.

    `lock` is why the quarter may not be filled in now, "" when it may; a page that knows it saves two queries.
    """
    place = {"code": unit.code, "year": year, "quarter": quarter, "indicator_id": indicator.pk}
    fills = has_role(user, unit, Role.REPORTER)
    if lock is None:
        lock = _lock(unit, year, quarter, realization)
    may_add = not lock or (fills and takes_more(realization))
    rows = list(realization.evidence.select_related("uploaded_by")) if realization and realization.pk else []
    uses = shared_with({row.sha256 for row in rows}, realization, visible_units(user)) if rows else {}
    kept = verified_files(realization) if fills and not lock else frozenset()
    files = tuple(
        file_of(row, realization, fills and not lock and row.sha256 not in kept, uses.get(row.sha256, ()))
        for row in rows
    )
    why_not = _why_not(fills, "" if may_add else lock, len(files))
    return EvidenceBox(
        files=files,
        add_url="" if why_not else reverse("reports:evidence-attach", kwargs=place),
        why_not=why_not,
        most_files=MOST_FILES,
        most_bytes=settings.EVIDENCE_MAX_MB * MEGABYTE,
        allowed=ALLOWED,
        endings=",".join((*sorted(kind.ending for kind in KINDS.values()), ".jpeg")),
        errors=tuple(errors),
        news=news,
    )


def page_of(realization: Realization) -> str:
    """Where the quarter of an indicator is filled in."""
    row = realization
    place = {"code": row.unit.code, "year": row.year, "quarter": row.quarter, "indicator_id": row.indicator_id}
    return reverse("reports:realization-edit", kwargs=place)


def _lock(unit: Unit, year: int, quarter: int, realization: Realization | None) -> str:
    status = realization.status if realization else RealizationStatus.DRAFT
    came_back = returned_at(realization) if realization and realization.pk else None
    return lock_reason(status, period_state(unit, year, quarter), came_back)


def _why_not(fills: bool, lock: str, count: int) -> str:
    if not fills:
        return "Bukti dukung diunggah oleh pengisi unit ini."
    if not lock and count >= MOST_FILES:
        return f"Sudah {MOST_FILES} berkas, jumlah paling banyak. Hapus salah satu untuk menambah yang lain."
    return lock


def file_of(
    row: Evidence, realization: Realization, may_remove=False, uses: Iterable[Realization] = ()
) -> EvidenceFile:
    """One file as a page lists it."""
    kind = KINDS.get(row.content_type)
    return EvidenceFile(
        pk=row.pk,
        title=row.title,
        kind=kind.word if kind else "Berkas",
        ending=kind.ending.removeprefix(".").upper() if kind else "–",
        size=row.size,
        by=row.uploaded_by.get_full_name() or row.uploaded_by.get_username(),
        at=row.uploaded_at,
        is_verified=realization.status == RealizationStatus.VERIFIED,
        url=reverse("reports:evidence-show", kwargs={"pk": row.pk}),
        thumbnail_url=reverse("reports:evidence-thumbnail", kwargs={"pk": row.pk}) if row.thumbnail else "",
        remove_url=reverse("reports:evidence-detach", kwargs={"pk": row.pk}) if may_remove else "",
        other_uses=tuple(_other_use(use, realization) for use in uses),
    )


def _other_use(use: Realization, here: Realization) -> OtherUse:
    return OtherUse(_use_words(use, here), page_of(use))


def _use_words(use: Realization, here: Realization) -> str:
    words = f"{quarter_name(use.quarter)} {use.year}"
    if use.indicator_id != here.indicator_id:
        words += f", indikator {use.indicator.code} {use.indicator.short_name or use.indicator.name}"
    return words if use.unit_id == here.unit_id else f"{words} ({use.unit.label})"

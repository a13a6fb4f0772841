"""The files that prove a realization: brought, taken away, and found again where the same file serves twice."""

import re
import secrets
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from pathlib import PurePath

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import transaction
from django.db.models import QuerySet

from indicators.corrections import former_of, pending_of
from indicators.evidence_store import digest_of, erase, write
from indicators.file_kinds import KINDS, FileKind, recognized
from indicators.models import Evidence, Realization
from indicators.workflow import begun, held, period_lock, refuse_locked, refuse_role, waits_as_correction
from lakin.packages import MEGABYTE
from units.models import Role, Unit, User

MOST_FILES = 20
TITLE_LENGTH = 250
UNNAMED = "Bukti dukung"
_ENDINGS = {kind.ending for kind in KINDS.values()} | {".jpeg"}
# Other, control, format (bidi overrides), surrogate, private; line and paragraph separators.
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def attach(*, realization: Realization, file: File, by: User, title: str = "", now=None) -> Evidence:
    """Store a file as evidence; a realization that is not saved yet begins as an empty draft.

    ValidationError for a file that cannot be accepted and while the quarter is locked; then neither row nor file stays.
    """
    refuse_role(by, realization.unit, Role.REPORTER)
    refuse_size(file)
    name = file.name or ""
    # A picture takes a while to check, so nothing is held in the database meanwhile.
    kind, small = recognized(file, name)
    evidence = described(file, kind, title=cleaned(title) or title_of(name), by=by, is_picture=bool(small))
    try:
        with transaction.atomic():
            evidence.realization = opened(realization, now)
            evidence.full_clean()
            write(evidence, file, small)
            evidence.save()
    except BaseException:
        erase(evidence)
        raise
    return evidence


@transaction.atomic
def detach(*, evidence: Evidence, by: User, now=None) -> None:
    """Take a file away from its realization; the file itself goes when the transaction is through."""
    refuse_role(by, evidence.realization.unit, Role.REPORTER)
    row = held(evidence.realization_id)
    refuse_locked(row, now)
    if evidence.sha256 in verified_files(row):
        raise ValidationError("Berkas ini bukti dari nilai yang sudah diverifikasi dan tidak dapat dihapus.")
    transaction.on_commit(lambda: erase(evidence))
    Evidence.objects.filter(pk=evidence.pk).delete()


def shared_with(
    hashes: Iterable[str], realization: Realization, units: QuerySet[Unit]
) -> dict[str, tuple[Realization, ...]]:
    """For each of the hashes that serves elsewhere in these units: those realizations, the newest quarter last."""
    rows = (
        Evidence.objects.filter(sha256__in=hashes, realization__unit__in=units)
        .exclude(realization=realization)
        .select_related("realization__unit", "realization__indicator")
        .order_by("realization__year", "realization__quarter", "realization__indicator__code", "pk")
    )
    found = defaultdict(list)
    for row in rows:
        found[row.sha256].append(row.realization)
    return {digest: tuple(uses) for digest, uses in found.items()}


def verified_files(realization: Realization | None) -> frozenset[str]:
    """The hashes of the files that proved what a pending correction replaces; they stay until it is decided."""
    step = pending_of(realization)
    former = former_of(step) if step else None
    return former.evidence if former else frozenset()


def opened(realization: Realization, now) -> Realization:
    """The row that takes one more file, held until the transaction ends; ValidationError when it may not."""
    place = realization.unit, realization.indicator, realization.year, realization.quarter
    row = held(realization.pk or begun(*place).pk)
    refuse_closed(row, now)
    if row.evidence.count() >= MOST_FILES:
        raise ValidationError(f"Satu isian memuat paling banyak {MOST_FILES} berkas bukti. Hapus dahulu salah satunya.")
    return row


def refuse_closed(row: Realization, now) -> None:
    """Raises Locked when no file may be added now."""
    if not takes_more(row, now):
        refuse_locked(row, now)


def takes_more(realization: Realization | None, now=None) -> bool:
    """True for a correction that waits while its quarter is open: the files that prove the new value still come."""
    return waits_as_correction(realization) and not period_lock(realization, now)


def refuse_size(file: File) -> None:
    """Raises ValidationError for an empty file and for one above EVIDENCE_MAX_MB."""
    if not file.size:
        raise ValidationError("Berkas ini kosong (0 byte). Periksa berkas aslinya lalu unggah lagi.")
    if file.size > settings.EVIDENCE_MAX_MB * MEGABYTE:
        raise ValidationError(f"Berkas ini terlalu besar; paling besar {settings.EVIDENCE_MAX_MB} MB satu berkas.")


def described(file: File, kind: FileKind, *, title: str, by: User, is_picture: bool) -> Evidence:
    """A row for the file, not stored yet; where the file will lie says nothing of what a person typed."""
    place = secrets.token_hex(16)
    columns = Evidence._meta
    return Evidence(
        title=title,
        file=columns.get_field("file").generate_filename(None, f"{place}{kind.ending}"),
        thumbnail=columns.get_field("thumbnail").generate_filename(None, f"{place}-kecil.jpg") if is_picture else "",
        sha256=digest_of(file),
        size=file.size,
        content_type=kind.content_type,
        uploaded_by=by,
    )


def cleaned(text: str) -> str:
    """The text on one line without characters that cannot be seen, at most 250 long."""
    composed = unicodedata.normalize("NFC", text)
    seen = "".join(" " if sign in "\t\r\n" else sign for sign in composed)
    shown = "".join(sign for sign in seen if unicodedata.category(sign) not in _UNSEEN)
    return re.sub(r"\s+", " ", shown).strip()[:TITLE_LENGTH].rstrip()


def title_of(name: str) -> str:
    """A title from the name a file came with: no folders, no ending of a known kind."""
    last = PurePath(re.split(r"[/\\]", cleaned(name))[-1])
    if last.name.casefold() in _ENDINGS:
        return UNNAMED
    words = last.stem if last.suffix.casefold() in _ENDINGS else last.name
    return words.strip(" .") or UNNAMED

"""The chain of DIPA revisions: dates, numbers, digital stamps, and whether it begins with the first DIPA."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import groupby, pairwise

from budget.models import DipaRevision, RevisionKind
from lakin.formatting import date_long, join_words, rupiah
from reports.reviu.dossier import Dossier
from reports.reviu.found import Found, Target, information, suspicion, warning

PLACE = "Data: revisi DIPA"


def chains(dossier: Dossier) -> list[list[DipaRevision]]:
    """The revisions of each DIPA in their order."""
    rows = dossier.facts.budget.revisions
    return [list(group) for _, group in groupby(rows, key=lambda row: row.dipa_id)]


def fields_of(revision: DipaRevision, message: str) -> dict:
    """What every finding about one revision says."""
    where = Target("revisi_dipa", "" if revision.number is None else str(revision.number))
    return {"place": PLACE, "subject": str(revision), "message": message, "target": where}


def dates(dossier: Dossier) -> Iterator[Found]:
    """Revisions dated before the one they follow."""
    for chain in chains(dossier):
        for before, after in pairwise(row for row in chain if row.date):
            if after.date < before.date:
                message = f"{after} bertanggal {date_long(after.date)}, sebelum {before} ({date_long(before.date)})."
                yield warning("dipa-tanggal", printed=date_long(after.date), **fields_of(after, message))


def years(dossier: Dossier) -> Iterator[Found]:
    """Dates outside the budget year; a DIPA is issued, and may be revised, in the last months of the year before."""
    year = dossier.facts.year
    for chain in chains(dossier):
        for row in chain:
            if row.date and not date(year - 1, 10, 1) <= row.date <= date(year, 12, 31):
                message = f"{row} bertanggal {date_long(row.date)}, di luar tahun anggaran {year}."
                yield suspicion("dipa-tahun", printed=date_long(row.date), **fields_of(row, message))


def numbers(dossier: Dossier) -> Iterator[Found]:
    """Revision numbers that are skipped, or that go back."""
    for chain in chains(dossier):
        given = [row for row in chain if row.number is not None]
        for before, after in pairwise(given):
            if after.number < before.number:
                message = f"{after} tercatat sesudah {before}."
                yield warning("dipa-nomor", printed=str(after.number), **fields_of(after, message))
        held = {row.number for row in given}
        skipped = [str(number) for number in range(max(held, default=0)) if number not in held]
        if skipped:
            yield information(
                "dipa-nomor",
                place=PLACE,
                subject="Nomor revisi",
                message=f"Nomor {join_words(skipped)} tidak ada; revisinya tidak tercatat atau tidak pernah terbit.",
                target=Target("revisi_dipa"),
            )


def stamps(dossier: Dossier) -> Iterator[Found]:
    """Revisions that share a digital stamp; with one amount perhaps because the DIPA itself did not change."""
    for chain in chains(dossier):
        shared = defaultdict(list)
        for row in chain:
            if row.digital_stamp:
                shared[row.digital_stamp].append(row)
        for stamp, rows in shared.items():
            if len(rows) > 1:
                yield stamped(stamp, rows)


def stamped(stamp: str, rows: list[DipaRevision]) -> Found:
    """One stamp on several revisions."""
    amounts = sorted({row.amount for row in rows if row.amount is not None})
    names = join_words(map(str, rows))
    fields = {
        "place": PLACE,
        "subject": f"Digital stamp {stamp}",
        "printed": stamp,
        "target": Target("revisi_dipa", str(rows[0].number or "")),
    }
    if len(amounts) > 1:
        message = f"{names} memakai digital stamp yang sama, padahal pagunya {join_words(map(rupiah, amounts))}."
        return warning("dipa-stamp", message=message, **fields)
    message = f"{names} memakai digital stamp yang sama; wajar hanya bila revisinya tidak mengubah DIPA."
    return suspicion("dipa-stamp", message=message, **fields)


def history(dossier: Dossier) -> Iterator[Found]:
    """A chain without its first DIPA, or with dates that are not known."""
    for chain in chains(dossier):
        if words := missing_history(chain):
            yield information(
                "dipa-riwayat", place=PLACE, subject="Riwayat DIPA", message=words, target=Target("revisi_dipa")
            )


def missing_history(chain: list[DipaRevision]) -> str:
    """What the history of a DIPA lacks, in sentences; empty when nothing."""
    if all(row.kind == RevisionKind.CLOSING for row in chain):
        return "Hanya pagu akhir yang tercatat; DIPA awal dan revisi-revisinya tidak ada."
    has_initial = any(row.kind == RevisionKind.INITIAL for row in chain)
    undated = [str(row) for row in chain if row.date is None]
    words = [] if has_initial else ["DIPA awal tidak tercatat."]
    words += [f"Tanggal {join_words(undated)} tidak diketahui."] if undated else []
    return " ".join(words)

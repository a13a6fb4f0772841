"""Head counts: groups against their total and against all staff."""

from collections import defaultdict
from collections.abc import Iterator

from indicators.formula import known_sum
from lakin.formatting import number
from reports.reviu.dossier import Dossier
from reports.reviu.found import Found, Target, blocking, information, suspicion

PLACE = "Data: pegawai"


def sums(dossier: Dossier) -> Iterator[Found]:
    """Groups that do not add up to their own total, or that exceed all staff."""
    groups = by_group(dossier)
    everyone = [row.count for rows in groups.values() for row in rows if row.is_total and row.count is not None]
    for group, rows in groups.items():
        summed = known_sum(row.count for row in rows if not row.is_total)
        own = next((row.count for row in rows if row.is_total), None)
        if summed is None:
            continue
        if own is not None and summed != own:
            # Fewer than the total may be a list that names only some groups.
            severe = blocking if summed > own else suspicion
            yield severe("pegawai-jumlah", **fields_of(group, summed, own, "jumlah kelompok ini"))
        elif own is None and everyone and summed > max(everyone):
            yield suspicion("pegawai-jumlah", **fields_of(group, summed, max(everyone), "seluruh pegawai"))


def by_group(dossier: Dossier) -> dict[str, list]:
    """The head counts by their group, in order."""
    found = defaultdict(list)
    for row in dossier.facts.staff:
        found[row.group].append(row)
    return dict(found)


def fields_of(group: str, summed: int, total: int, of_what: str) -> dict:
    """What a finding about a sum says."""
    return {
        "place": PLACE,
        "subject": f"Pegawai menurut {group.lower()}",
        "message": f"Kelompoknya berjumlah {number(summed, 0)}, {of_what} {number(total, 0)}.",
        "printed": number(total, 0),
        "expected": number(summed, 0),
        "target": Target("pegawai", group),
    }


def incomplete(dossier: Dossier) -> Iterator[Found]:
    """Groups of which a count is not known."""
    for group, rows in by_group(dossier).items():
        absent = [row.name for row in rows if row.count is None]
        if absent:
            yield information(
                "pegawai-belum-lengkap",
                place=PLACE,
                subject=f"Pegawai menurut {group.lower()}",
                message=f"{len(absent)} dari {len(rows)} kelompok belum ada jumlahnya.",
                target=Target("pegawai", group),
            )

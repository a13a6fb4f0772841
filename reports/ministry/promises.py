"""The Perjanjian Kinerja of a made-up ministry: signed each January, revised in some units in the last year."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from agreements.models import AgreementLine, AgreementStatus, PerformanceAgreement, QuarterTarget, RevisionReason
from reports.ministry.keys import carries, promised_key
from reports.ministry.kinds import POOL, SCALE, SLOTS, kinds_of, promised, target_of

REVISED = 9
RANGE_BOUNDS = ("0", "5")


@dataclass(frozen=True)
class Version:
    """One version of an agreement, before it is stored."""

    pk: int
    place: object
    year: int
    since: int
    number: int
    status: str
    based_on: int | None


def add_agreements(load, ministry) -> None:
    """Store every version with its lines and the targets of its quarters."""
    kept = list(versions(ministry))
    signed = (
        "place",
        "signed_on",
        "first_party_position",
        "second_party_position",
        "reason",
        "reason_text",
        "based_on",
    )
    load.add(
        PerformanceAgreement, ("id", "unit", "year", "version", "status", *signed), map(agreement_row(ministry), kept)
    )
    columns = (
        "id",
        "agreement",
        "indicator",
        "order",
        "target",
        "target_lower",
        "target_upper",
        "target_text",
        "parent",
    )
    load.add(AgreementLine, columns, lines(ministry, kept))
    load.add(QuarterTarget, ("line", "quarter", "target", "target_text"), quarter_targets(ministry, kept))


def versions(ministry) -> Iterator[Version]:
    """The versions of every unit and year, the first before its revision."""
    key = 0
    for since, year in enumerate(ministry.years):
        for place in ministry.places:
            is_revised = year == ministry.years[-1] and place.pk % REVISED == 4
            for number in range(2 if is_revised else 1):
                key += 1
                status = AgreementStatus.SIGNED if number or not is_revised else AgreementStatus.SUPERSEDED
                yield Version(key, place, year, since, number, status, key - 1 if number else None)


def agreement_row(ministry):
    """How a version becomes a row."""
    heads = {place.pk: place.head for place in ministry.places}

    def row(version: Version) -> tuple:
        place, number = version.place, version.number
        signed_on = date(version.year, 7 if number else 1, 10 + place.pk % 15).isoformat()
        above = heads.get(place.parent, "Presiden")
        reason = (RevisionReason.PRIORITY, "Penyesuaian target tengah tahun.") if number else ("", "")
        parties = ("Jakarta", signed_on, place.head, above)
        return version.pk, place.pk, version.year, number, version.status, *parties, *reason, version.based_on

    return row


def line_key(version: Version, slot: int) -> int:
    """The key of a line of a version."""
    return (version.pk - 1) * SLOTS + slot + 1


def target(ministry, version: Version, kind) -> float:
    """The year's target; a revision asks a little less."""
    whole = target_of(kind, ministry.abilities[version.place.pk], version.since)
    return whole * 0.96 if version.number and kind.polarity == "maximize" else whole


def lines(ministry, kept: list[Version]) -> Iterator[tuple]:
    """Eight of each version; the pooled one of a leaf is derived from the line of the unit above."""
    in_force = {
        (version.place.pk, version.year): version for version in kept if version.status == AgreementStatus.SIGNED
    }
    for version in kept:
        place = version.place
        above = in_force.get((place.parent, version.year))
        for slot, kind in enumerate(kinds_of(place)):
            is_word, is_range = kind.measure == "predicate", kind.polarity == "range"
            value = None if is_word or is_range else f"{target(ministry, version, kind):.2f}"
            bounds = RANGE_BOUNDS if is_range else (None, None)
            parent = line_key(above, POOL) if carries(place, slot) else None
            own = (line_key(version, slot), version.pk, promised_key(place, slot), slot + 1)
            yield *own, value, *bounds, SCALE[4] if is_word else "", parent


def quarter_targets(ministry, kept: list[Version]) -> Iterator[tuple]:
    """Four of each line; a predicate is promised for the year's end."""
    for version in kept:
        for slot, kind in enumerate(kinds_of(version.place)):
            is_word, is_range = kind.measure == "predicate", kind.polarity == "range"
            whole = target(ministry, version, kind)
            for quarter in (1, 2, 3, 4):
                value = None if is_word or is_range else promised(kind, whole, quarter)
                yield line_key(version, slot), quarter, value, SCALE[4] if is_word and quarter == 4 else ""

"""Which rules of arithmetic hold for a unit in a year."""

from collections.abc import Iterable
from dataclasses import dataclass

from indicators.achievement import DEFAULT, Policy
from indicators.models import RuleSet
from indicators.scales import DEFAULT_BANDS, Band


@dataclass(frozen=True)
class Rules:
    """The policy and the rating scale in force, and what the report says about their source."""

    policy: Policy
    bands: tuple[Band, ...]
    name: str
    source: str
    is_verified: bool


BUILT_IN = Rules(DEFAULT, DEFAULT_BANDS, "Aturan bawaan LAKIN", "docs/capaian.md", False)


def rules_for(unit, year: int) -> Rules:
    """The rule set of the nearest institution above the unit for the year; LAKIN's own where none is set."""
    return rules_over(unit, [year])[year]


def rules_over(unit, years: Iterable[int]) -> dict[int, Rules]:
    """The rules of each year, in two queries for all of them."""
    codes = unit.path.strip("/").split("/")
    found = (
        RuleSet.objects.filter(institution__code__in=codes, year__in=years)
        .select_related("institution", "rating_scale")
        .prefetch_related("rating_scale__bands")
    )
    nearest = {row.year: row for row in sorted(found, key=lambda row: len(row.institution.path))}
    return {year: as_rules(nearest[year]) if year in nearest else BUILT_IN for year in years}


def as_rules(row: RuleSet) -> Rules:
    """The rules as the engine reads them; uses the prefetched rows."""
    bands = row.rating_scale.as_bands() if row.rating_scale else DEFAULT_BANDS
    return Rules(row.as_policy(), bands, row.name, row.source, row.status == "terverifikasi")

"""Which rules of arithmetic hold for a unit in a year."""

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
    codes = unit.path.strip("/").split("/")
    found = (
        RuleSet.objects.filter(institution__code__in=codes, year=year)
        .select_related("institution", "rating_scale")
        .prefetch_related("rating_scale__bands")
    )
    nearest = max(found, key=lambda rules: len(rules.institution.path), default=None)
    if nearest is None:
        return BUILT_IN
    scale = nearest.rating_scale
    return Rules(
        nearest.as_policy(),
        scale.as_bands() if scale else DEFAULT_BANDS,
        nearest.name,
        nearest.source,
        nearest.status == "terverifikasi",
    )

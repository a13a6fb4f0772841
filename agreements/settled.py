"""What a revision may no longer change: targets of quarters whose realization is already verified."""

from dataclasses import dataclass, field

from agreements.models import AgreementLine, PerformanceAgreement, QuarterTarget
from agreements.revision import base_of, figures, quarter_figures, verified_quarters

LAST_QUARTER = 4
NOTHING = quarter_figures(None)


@dataclass(frozen=True)
class Settled:
    """Indicator and quarter of what is verified, and what the version that is revised promised for it.

    `years` holds the year's figures by indicator, `quarters` those of a quarter by indicator and quarter.
    """

    keys: frozenset[tuple[int, int]] = frozenset()
    years: dict[int, tuple] = field(default_factory=dict)
    quarters: dict[tuple[int, int], tuple] = field(default_factory=dict)

    def has_quarter(self, indicator_id: int, quarter: int) -> bool:
        return (indicator_id, quarter) in self.keys

    def has_year(self, indicator_id: int) -> bool:
        """True once the last quarter is verified, which is what the target of the year is held against."""
        return (indicator_id, LAST_QUARTER) in self.keys and indicator_id in self.years

    def refuses_quarter(self, indicator_id: int, quarter: int, promised: tuple) -> bool:
        """True for any promise but the one that stood when the quarter was verified."""
        key = (indicator_id, quarter)
        return key in self.keys and self.quarters.get(key, NOTHING) != promised

    def refuses_year(self, indicator_id: int, promised: tuple) -> bool:
        return self.has_year(indicator_id) and self.years[indicator_id] != promised


def settled_of(agreement: PerformanceAgreement) -> Settled:
    """What is settled for this version; nothing for one that revises no other."""
    base = base_of(agreement)
    keys = verified_quarters(agreement.unit, agreement.year) if base else set()
    if not keys:
        return Settled()
    years = {line.indicator_id: figures(line) for line in AgreementLine.objects.filter(agreement=base)}
    return Settled(frozenset(keys), years, targets_of(base.pk))


def touched_quarters(agreement: PerformanceAgreement) -> list[tuple[str, int]]:
    """Code and quarter of each target that a revision changes although its realization is verified.

    An indicator that the revision drops altogether promises nothing any more; what was reported of it stays.
    """
    settled = settled_of(agreement)
    lines = dict(agreement.lines.values_list("indicator_id", "indicator__code")) if settled.keys else {}
    now = targets_of(agreement.pk) if lines else {}
    return sorted(
        (lines[key[0]], key[1])
        for key in settled.keys
        if key[0] in lines and settled.refuses_quarter(*key, now.get(key, NOTHING))
    )


def touched_years(agreement: PerformanceAgreement) -> list[str]:
    """Codes of the indicators whose target of the year a revision changes after their last quarter was verified."""
    settled = settled_of(agreement)
    lines = agreement.lines.select_related("indicator").order_by("order") if settled.keys else ()
    return [line.indicator.code for line in lines if settled.refuses_year(line.indicator_id, figures(line))]


def targets_of(agreement_id: int) -> dict[tuple[int, int], tuple]:
    """The quarter targets of a version by indicator and quarter."""
    rows = QuarterTarget.objects.filter(line__agreement=agreement_id).select_related("line")
    return {(row.line.indicator_id, row.quarter): quarter_figures(row) for row in rows}

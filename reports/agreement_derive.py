"""Which lines of the agreements above a draft can be derived from, and what a planner chose among them."""

from dataclasses import dataclass
from itertools import groupby

from django.core.exceptions import ValidationError

from agreements.cascading import lines_above, stale_links
from agreements.drafting import indicators_of
from agreements.models import AgreementLine, PerformanceAgreement
from indicators.models import Indicator
from reports.agreement_page import target_words

SAME = "sama"


@dataclass(frozen=True)
class LineAbove:
    """A line of an agreement above; `own` is the line that hangs on it already, `chosen` the indicator to offer first.

    `is_stale` tells that the own line still points to a version that was replaced.
    """

    line: AgreementLine
    target: str
    own: AgreementLine | None
    chosen: int | None
    is_stale: bool


@dataclass(frozen=True)
class Derivable:
    """The agreements in force above, nearest first, each with its lines, and the unit's own indicators."""

    agreements: tuple[tuple[PerformanceAgreement, tuple[LineAbove, ...]], ...]
    indicators: tuple[Indicator, ...]


def derivable(agreement: PerformanceAgreement) -> Derivable:
    """What the draft can be derived from, in a constant number of queries."""
    held = agreement.lines.exclude(parent=None).select_related("parent__agreement", "indicator")
    # By unit and indicator, since a later version of the agreement above is the same promise.
    own = {(line.parent.agreement.unit_id, line.parent.indicator_id): line for line in held}
    stale = stale_links(agreement)
    rows = [
        line_above(line, own.get((line.agreement.unit_id, line.indicator_id)), stale) for line in lines_above(agreement)
    ]
    return Derivable(
        tuple((above, tuple(group)) for above, group in groupby(rows, key=lambda row: row.line.agreement)),
        tuple(indicators_of(agreement.unit, agreement.year)),
    )


def line_above(line: AgreementLine, own: AgreementLine | None, stale) -> LineAbove:
    """One line with what hangs on it."""
    is_stale = own is not None and own.pk in stale
    return LineAbove(line, target_words(line), own, own.indicator_id if own else None, is_stale)


def chosen_pairs(agreement: PerformanceAgreement, posted) -> list[tuple[AgreementLine, Indicator]]:
    """The ticked lines with the indicator chosen for each; ValidationError when one was not chosen."""
    ticked = set(posted.getlist("butir"))
    own = {str(indicator.pk): indicator for indicator in indicators_of(agreement.unit, agreement.year)}
    pairs = []
    for line in lines_above(agreement):
        if str(line.pk) not in ticked:
            continue
        choice = posted.get(f"indikator-{line.pk}", "")
        indicator = line.indicator if choice == SAME else own.get(choice)
        if indicator is None:
            raise ValidationError(f"Pilih indikator unit ini untuk butir {line.indicator.code}.")
        pairs.append((line, indicator))
    return pairs

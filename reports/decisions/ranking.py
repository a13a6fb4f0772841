"""Which decisions come first: the most urgent, then in the order of the rules, then the largest."""

from collections import Counter
from collections.abc import Iterable, Iterator

from reports.decisions.rules import RULES, Decision
from reports.decisions.situation import Situation

MOST, LEAST = 5, 3
# One rule must not fill the list while another has something to say.
MOST_OF_A_RULE = 2


def decisions(now: Situation) -> tuple[Decision, ...]:
    """Three to five things to decide, fewer where there are no more."""
    return chosen(ranked(now))


def ranked(now: Situation) -> list[Decision]:
    """Everything the rules say, the most pressing first."""
    found = [(place, one) for place, rule in enumerate(RULES) for one in rule(now)]
    return [one for _, one in sorted(found, key=lambda item: (item[1].urgency, item[0], -item[1].size))]


def chosen(found: list[Decision]) -> tuple[Decision, ...]:
    """The first five with at most two of a rule; where that leaves fewer than three, more of the same rule."""
    kept = list(varied(found))[:MOST]
    rest = [one for one in found if one not in kept]
    kept += rest[: max(0, LEAST - len(kept))]
    return tuple(one for one in found if one in kept)


def varied(found: Iterable[Decision]) -> Iterator[Decision]:
    """Those of which their rule has not said enough already."""
    said = Counter()
    for one in found:
        said[one.code] += 1
        if said[one.code] <= MOST_OF_A_RULE:
            yield one

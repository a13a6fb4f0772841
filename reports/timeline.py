"""What happened to one realization, as a page tells it: who, when, what, why, and which figure became which.

For a page: put `timeline(realization)` into the context as `events` and write
`{% include "reports/_timeline.html" with events=events %}`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from indicators.models import Action, Realization, Step

MARKS = {
    Action.SUBMIT: "above",
    Action.WITHDRAW: "unknown",
    Action.SEND_BACK: "below",
    Action.VERIFY: "met",
    Action.CORRECT: "near",
    Action.CANCEL: "met",
}


@dataclass(frozen=True)
class Event:
    """One step in words; `before` is the figure of the step before it where that differs, else empty."""

    action: str
    words: str
    mark: str
    by: str
    at: datetime
    note: str
    before: str
    after: str
    numerator: Decimal | None
    denominator: Decimal | None


def timeline(realization: Realization | None) -> tuple[Event, ...]:
    """The steps of a realization, the latest first, in one query; none for one that does not exist yet."""
    if realization is None or realization.pk is None:
        return ()
    steps = realization.steps.select_related("by").order_by("at", "pk")
    return tuple(reversed(events(steps, realization.indicator)))


def events(steps: Iterable[Step], indicator) -> list[Event]:
    """Steps in the order in which they happened, each beside the figure before it."""
    found, last = [], None
    for step in steps:
        figure = indicator.written(step.value, step.text)
        found.append(
            Event(
                step.action,
                step.get_action_display(),
                MARKS[step.action],
                step.by.get_full_name() or step.by.get_username(),
                step.at,
                step.note,
                last if last not in (None, figure) else "",
                figure,
                step.numerator,
                step.denominator,
            )
        )
        last = figure
    return found

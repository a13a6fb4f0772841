"""Where the rows that entries of the trail are about are seen: the row's own page where there is one."""

from collections import defaultdict
from collections.abc import Iterable

from auditlog.models import AbstractLogEntry
from django.urls import reverse

from units.models import Change

# The page, and the way from a row to what the page asks for besides unit and year.
OF_INDICATOR, OF_AGREEMENT, OF_PERIOD = "reports:realization-edit", "reports:agreement-show", "reports:period-list"
PLACES = {
    "indicators.realization": (OF_INDICATOR, ("quarter", "indicator_id")),
    "indicators.componentvalue": (OF_INDICATOR, ("realization__quarter", "realization__indicator_id")),
    "indicators.evidence": (OF_INDICATOR, ("realization__quarter", "realization__indicator_id")),
    "agreements.performanceagreement": (OF_AGREEMENT, ("version",)),
    "agreements.agreementline": (OF_AGREEMENT, ("agreement__version",)),
    "agreements.agreementbudget": (OF_AGREEMENT, ("agreement__version",)),
    "agreements.quartertarget": (OF_AGREEMENT, ("line__agreement__version",)),
    "agreements.actionstep": (OF_AGREEMENT, ("line__agreement__version",)),
    "indicators.period": (OF_PERIOD, ()),
    "indicators.extension": (OF_PERIOD, ()),
}
# Of every other row of an app that has a unit and a year.
PAGES = {
    "indicators": "reports:scorecard-show",
    "agreements": "reports:agreement-list",
    "budget": "reports:budget-show",
    "reports": "reports:report-show",
}


class Addresses:
    """The addresses of the rows of many entries, with one query per kind of row that has its own page."""

    def __init__(self, entries: Iterable[tuple[Change, type]]):
        wanted: dict[type, set[int]] = defaultdict(set)
        for change, model in entries:
            if model is not None and PLACES.get(model._meta.label_lower, ("", ()))[1]:
                wanted[model].add(change.object_id)
        self.found = {}
        for model, keys in wanted.items():
            lookups = PLACES[model._meta.label_lower][1]
            rows = model._base_manager.filter(pk__in=keys).values_list("pk", *lookups)
            self.found[model] = {pk: values for pk, *values in rows}

    def of(self, change: Change, model) -> str:
        """Where the row is seen; empty for a deleted one and where no page shows it."""
        if change.unit is None or model is None or change.action == AbstractLogEntry.Action.DELETE:
            return ""
        if not change.year:
            return reverse("reports:unit-open", args=[change.unit.code])
        page, lookups = PLACES.get(model._meta.label_lower, ("", ()))
        rest = self.found.get(model, {}).get(change.object_id) if lookups else ()
        if page and rest is not None:
            return reverse(page, args=[change.unit.code, change.year, *rest])
        page = PAGES.get(model._meta.app_label, "reports:scorecard-show")
        return reverse(page, args=[change.unit.code, change.year])

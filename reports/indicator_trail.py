"""The latest changes of everything one indicator of a unit rests on, for who may read them."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q

from agreements.models import ActionStep, AgreementLine, QuarterTarget
from indicators.models import ComponentValue, Evidence, HistoricalValue, Indicator, Realization, StrategicTarget
from reports.indicator_rows import IndicatorRows
from reports.trail import Entry, read
from reports.trail_filters import readable

MOST = 20


def indicator_trail(user, rows: IndicatorRows) -> tuple[tuple[Entry, ...], bool]:
    """The latest entries, and whether there are older ones."""
    about = Q(pk__in=[])
    for model, keys in keys_of(rows).items():
        if keys:
            about |= Q(content_type=ContentType.objects.get_for_model(model), object_id__in=keys)
    found = [*readable(user).filter(about)[: MOST + 1]]
    return read(found[:MOST]), len(found) > MOST


def keys_of(rows: IndicatorRows) -> dict[type, list[int]]:
    """The keys of every row about the indicator, the unit and, where it has one, the year."""
    own = [row.pk for row in rows.own.values()]
    line = [rows.line.pk] if rows.line.pk else []
    return {
        Indicator: [rows.indicator.pk],
        Realization: own,
        AgreementLine: line,
        QuarterTarget: [target.pk for target in rows.targets.values()],
        HistoricalValue: [row.pk for row in rows.history],
        StrategicTarget: [row.pk for row in rows.plan],
        ComponentValue: [part.pk for row in rows.own.values() for part in row.parts.all()],
        Evidence: list(Evidence.objects.filter(realization__in=own).values_list("pk", flat=True)),
        ActionStep: list(ActionStep.objects.filter(line__in=line).values_list("pk", flat=True)),
    }

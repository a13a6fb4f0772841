"""Whether a row that came back was touched since, as the trail of changes and its files tell."""

from django.contrib.contenttypes.models import ContentType

from indicators.entry import COLUMNS
from indicators.models import ComponentValue, Evidence, Realization, RealizationStatus
from indicators.workflow import returned_at
from units.models import Change


def is_untouched(realization: Realization) -> bool:
    """True for a returned row of which neither the entry nor the evidence changed since it came back."""
    came_back = returned_at(realization) if realization.status == RealizationStatus.RETURNED else None
    if came_back is None:
        return False
    kinds = ContentType.objects.get_for_models(Realization, ComponentValue, Evidence)
    since = (
        Change.objects.filter(unit_id=realization.unit_id, timestamp__gt=came_back, content_type__in=kinds.values())
        .select_related("content_type")
        .order_by()
    )
    own = kinds[Realization].pk
    return not any(
        is_of_entry(change, realization) if change.content_type_id == own else is_of_row(change, realization)
        for change in since
    )


def is_of_entry(change: Change, realization: Realization) -> bool:
    """Whether the change is one of what is typed; moves of the row change only its status and signatures."""
    return change.object_id == realization.pk and not set(COLUMNS).isdisjoint(change.changes or {})


def is_of_row(change: Change, realization: Realization) -> bool:
    """Whether the change is one of a component value or a file of the row; of a change only what differs is kept."""
    named = (change.changes or {}).get("realization")
    if named is not None:
        return str(realization.pk) in map(str, named)
    model = change.content_type.model_class()
    return model.objects.filter(pk=change.object_id, realization=realization).exists()

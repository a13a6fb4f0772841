"""What people know a row by, as one address: "dit-rsa/2020/1/1.1", written like the addresses of the workbook."""

from functools import reduce
from itertools import combinations, pairwise

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db.models import F, ForeignKey, Model, Q, UniqueConstraint

SEPARATOR = "/"
# A part may hold slashes of its own, as the number of a DIPA does; then every way to cut the text is tried.
MOST_READINGS = 200


def identity(model: type[Model]) -> tuple[str, ...]:
    """The fields by which a row of the model is known: a unique field, else its first unique constraint."""
    for field in model._meta.concrete_fields:
        if field.unique and not field.primary_key and field.editable:
            return (field.name,)
    rule = next(rule for rule in model._meta.constraints if isinstance(rule, UniqueConstraint))
    return rule.fields or tuple(column_of(expression) for expression in rule.expressions)


def column_of(expression) -> str:
    """The field of an expression in a constraint: itself, or what it falls back from when that is empty."""
    return expression.name if isinstance(expression, F) else column_of(expression.get_source_expressions()[0])


def key_lookups(model: type[Model]) -> tuple[str, ...]:
    """The same across foreign keys: ("objective__plan__unit__code", ..., "code") for an indicator."""
    found = []
    for name in identity(model):
        field = model._meta.get_field(name)
        below = key_lookups(field.remote_field.model) if field.is_relation else ("",)
        found += [f"{name}__{lookup}".removesuffix("__") for lookup in below]
    return tuple(found)


def key_of(row: Model) -> str:
    """The address of a row; its last parts are left out while they are empty."""
    values = (reduce(getattr, lookup.split("__"), row) for lookup in key_lookups(type(row)))
    parts = ["" if value is None else str(value) for value in values]
    while parts and not parts[-1]:
        parts.pop()
    return SEPARATOR.join(parts)


def row_at(address: str, rows) -> Model:
    """The one row of the queryset at the address; ObjectDoesNotExist when none is, ValueError when several could be."""
    lookups = key_lookups(rows.model)
    found = {}
    for parts in readings(address, len(lookups)):
        for row in rows_with(rows, dict(zip(lookups, parts, strict=True))):
            found[row.pk] = row
    if not found:
        raise ObjectDoesNotExist
    if len(found) > 1:
        raise ValueError(f"Alamat “{address}” dapat berarti lebih dari satu baris.")
    return next(iter(found.values()))


def readings(address: str, width: int):
    """Every way to cut the address into the parts of a key, at most MOST_READINGS; missing last parts are empty."""
    pieces = address.split(SEPARATOR)
    if len(pieces) <= width:
        yield [piece.strip() for piece in pieces] + [""] * (width - len(pieces))
        pieces_are_enough = len(pieces) == width
        if pieces_are_enough:
            return
    for count, places in enumerate(cuts(len(pieces), width)):
        if count >= MOST_READINGS:
            return
        edges = [0, *places, len(pieces)]
        parts = [SEPARATOR.join(pieces[start:end]).strip() for start, end in pairwise(edges)]
        yield parts + [""] * (width - len(parts))


def cuts(pieces: int, width: int):
    """Where the pieces can be cut into the width of parts, or into one fewer when the last part is empty."""
    for parts in (width, width - 1):
        if 0 < parts < pieces:
            yield from combinations(range(1, pieces), parts - 1)


def rows_with(rows, values):
    """At most two rows with the values; none when a value cannot be one of its field."""
    condition = Q()
    for lookup, text in values.items():
        condition &= empty(rows.model, lookup) if text == "" else Q(**{lookup: text})
    try:
        return list(rows.filter(condition)[:2])
    except (ValueError, ValidationError, OverflowError):
        return []


def empty(model, lookup: str) -> Q:
    """The condition that the field behind the lookup holds nothing."""
    *steps, name = lookup.split("__")
    for step in steps:
        model = model._meta.get_field(step).remote_field.model
    field = model._meta.get_field(name)
    if isinstance(field, ForeignKey) or field.null:
        return Q(**{f"{lookup}__isnull": True})
    return Q(**{lookup: ""}) if field.empty_strings_allowed else Q(pk__in=[])

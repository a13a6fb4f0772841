"""The named constraints of the models, read in Python: twenty thousand rows cannot each ask the database."""

import operator
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db.models import CheckConstraint, F, Model, Q, UniqueConstraint
from django.db.models.functions import Coalesce

# SQL knows three answers: True, False, and None for "cannot be told", which a check lets pass.
Answer = bool | None
Predicate = Callable[[Any], Answer]
# From the name of a field to the function that reads it from a row.
Reads = Callable[[str], Callable[[Any], Any]]

_COMPARISONS = {"exact": operator.eq, "lt": operator.lt, "lte": operator.le, "gt": operator.gt, "gte": operator.ge}


@dataclass(frozen=True)
class Check:
    """One check constraint: its condition, the fields it reads, and what it says when a row does not pass."""

    name: str
    condition: Q
    fields: tuple[str, ...]
    message: str


def checks(model: type[Model]) -> tuple[Check, ...]:
    """Every check constraint of the model."""
    return tuple(
        Check(found.name, found.condition, fields_of(found.condition), str(found.get_violation_error_message()))
        for found in model._meta.constraints
        if isinstance(found, CheckConstraint)
    )


@dataclass(frozen=True)
class Unique:
    """One unique constraint: its fields, whether an unknown value equals no other, what it says, and for which rows."""

    name: str
    fields: tuple[str, ...]
    is_open: bool
    message: str
    condition: Q | None = None


def uniques(model: type[Model]) -> tuple[Unique, ...]:
    """Every unique constraint of the model; raises NotImplementedError for one that is more than a list of fields."""
    return tuple(_unique(found) for found in model._meta.constraints if isinstance(found, UniqueConstraint))


def _unique(found: UniqueConstraint) -> Unique:
    names = found.fields or tuple(_field_name(expression) for expression in found.expressions)
    is_open = bool(found.fields) and found.nulls_distinct is not False
    return Unique(found.name, names, is_open, str(found.get_violation_error_message()), found.condition)


def _field_name(expression) -> str:
    """The field behind a field, or behind a field with a stand-in for what is not known."""
    if isinstance(expression, Coalesce):
        expression = expression.get_source_expressions()[0]
    if not isinstance(expression, F):
        raise NotImplementedError(expression)
    return expression.name


def fields_of(condition: Q) -> tuple[str, ...]:
    """The fields a condition reads, in its order."""
    found: list[str] = []
    for child in condition.children:
        if isinstance(child, Q):
            found += fields_of(child)
        else:
            found.append(child[0].partition("__")[0])
            if isinstance(child[1], F):
                found.append(child[1].name)
    return tuple(dict.fromkeys(found))


def compiled(condition: Q, reads: Reads) -> Predicate:
    """The condition as a function of a row; raises NotImplementedError for a lookup that is not known here."""
    parts = [
        compiled(child, reads) if isinstance(child, Q) else _lookup(child[0], child[1], reads)
        for child in condition.children
    ]
    joined = _any(parts) if condition.connector == Q.OR else _all(parts)
    if condition.connector not in (Q.OR, Q.AND):
        raise NotImplementedError(condition.connector)
    return _not(joined) if condition.negated else joined


def _any(parts: list[Predicate]) -> Predicate:
    def answer(row):
        is_unknown = False
        for part in parts:
            found = part(row)
            if found:
                return True
            is_unknown = is_unknown or found is None
        return None if is_unknown else False

    return answer


def _all(parts: list[Predicate]) -> Predicate:
    def answer(row):
        is_unknown = False
        for part in parts:
            found = part(row)
            if found is False:
                return False
            is_unknown = is_unknown or found is None
        return None if is_unknown else True

    return answer


def _not(part: Predicate) -> Predicate:
    def answer(row):
        found = part(row)
        return None if found is None else not found

    return answer


def _lookup(name: str, operand: Any, reads: Reads) -> Predicate:
    field, _mark, lookup = name.partition("__")
    lookup = lookup or "exact"
    read = reads(field)
    if lookup == "isnull":
        return lambda row: (read(row) is None) is operand
    if isinstance(operand, F) and lookup in _COMPARISONS:
        return _between_fields(read, reads(operand.name), _COMPARISONS[lookup])
    tests = {
        **{known: partial(_flipped, compare, operand) for known, compare in _COMPARISONS.items()},
        "in": lambda value: value in operand,
        "range": lambda value: operand[0] <= value <= operand[1],
        "regex": lambda value: re.search(operand, value, re.ASCII) is not None,
    }
    if lookup not in tests or isinstance(operand, F):
        raise NotImplementedError(name)
    test = tests[lookup]
    return lambda row: None if (value := read(row)) is None else test(value)


def _flipped(compare: Callable[[Any, Any], bool], operand: Any, value: Any) -> bool:
    return compare(value, operand)


def _between_fields(left: Callable, right: Callable, compare: Callable[[Any, Any], bool]) -> Predicate:
    def answer(row):
        first, second = left(row), right(row)
        return None if first is None or second is None else compare(first, second)

    return answer

"""One case: a constraint by its name, what breaks it, and what just keeps it."""

from dataclasses import dataclass

from django.apps import apps
from django.db.models import UniqueConstraint

OURS = ("units", "indicators", "agreements", "budget", "reports")
CONSTRAINTS = {
    constraint.name: (model, constraint)
    for model in apps.get_models()
    if model._meta.app_label in OURS
    for constraint in model._meta.constraints
}


@dataclass(frozen=True)
class Case:
    """What breaks a constraint and what just keeps it; `column` is the field whose own rule speaks first."""

    name: str
    make: object
    broken: object
    valid: object
    column: str = ""

    @property
    def constraint(self):
        return CONSTRAINTS[self.name][1]

    def row(self, changes):
        """A row with the changes: another one where the constraint compares rows, else the same one."""
        row = self.make()
        if isinstance(self.constraint, UniqueConstraint):
            row = another(row)
        for name, value in (changes(row) if callable(changes) else changes).items():
            setattr(row, name, value)
        return row


def another(row):
    """A row that is not stored yet and says the same."""
    stored = (field for field in row._meta.concrete_fields if not field.primary_key)
    return type(row)(**{field.attname: getattr(row, field.attname) for field in stored})


def itself(row):
    return {"parent": row}

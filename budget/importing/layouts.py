"""Layouts of files as planners explained them once: found again by their titles, changed, and forgotten."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from budget.files.columns import faults, plain
from budget.files.heads import Head
from budget.models import FileLayout
from units.access import has_role
from units.models import Role, Unit

LONGEST_NAME = 200


def known_layout(unit: Unit, head: Head) -> FileLayout | None:
    """The layout of these titles as the unit knows it, or the nearest unit above; None when nobody explained it."""
    above = Unit.objects.above(unit)
    rows = FileLayout.objects.filter(unit__in=above, signature=head.signature).order_by("-unit__path")
    found = rows.first()
    # Titles that only share a hash would give a column the meaning of another.
    if found is None or [plain(title) for title, _role in found.columns] != head.plain_titles:
        return None
    return found


@transaction.atomic
def remember(*, unit: Unit, head: Head, roles: list[str], by) -> FileLayout:
    """Keeps which column is what for the next file with these titles; ValueError for roles that cannot be."""
    if len(roles) != len(head.columns) or faults(roles):
        raise ValueError("Pilihan kolom tidak lengkap.")
    found = FileLayout.objects.filter(unit=unit, signature=head.signature).first()
    layout = found or FileLayout(unit=unit, signature=head.signature, name=name_of(head))
    return save(layout, [[column.title, role] for column, role in zip(head.columns, roles, strict=True)], by)


@transaction.atomic
def change(*, layout: FileLayout, roles: list[str], by) -> FileLayout:
    """The same layout with other roles."""
    if len(roles) != len(layout.columns) or faults(roles):
        raise ValueError("Pilihan kolom tidak lengkap.")
    return save(layout, [[title, role] for (title, _old), role in zip(layout.columns, roles, strict=True)], by)


def save(layout: FileLayout, columns: list, by) -> FileLayout:
    refuse(layout, by)
    layout.columns, layout.saved_at, layout.saved_by = columns, timezone.now(), by
    layout.full_clean()
    layout.save()
    return layout


@transaction.atomic
def forget(*, layout: FileLayout, by) -> None:
    """The next file with these titles is asked about again."""
    refuse(layout, by)
    layout.delete()


def refuse(layout: FileLayout, by) -> None:
    """Raises PermissionDenied for who does not plan for the unit of the layout."""
    if not has_role(by, layout.unit, Role.PLANNER):
        raise PermissionDenied("Susunan kolom diatur oleh perencana.")


def name_of(head: Head) -> str:
    """The first titles, by which people know the file."""
    return ", ".join(column.title for column in head.columns)[:LONGEST_NAME]

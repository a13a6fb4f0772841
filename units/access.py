"""The one door: who may see a unit and who may act for it. Outside your units a thing does not exist (404)."""

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404

from lakin.fields import prefix_range
from units.models import Membership, Role, Unit

# A reporter sees and fills only the own unit; every other role reaches down the tree.
SUBTREE_ROLES = frozenset(Role) - {Role.REPORTER}


def memberships_of(user):
    """The user's memberships with their units, read once per request; none for who may not sign in."""
    if not hasattr(user, "_memberships"):
        held = Membership.objects.filter(user=user).select_related("unit") if user.is_active else ()
        user._memberships = list(held)
    return user._memberships


def remember_memberships(users):
    """Reads the memberships of several people at once, for whoever asks about each of them."""
    people = {user.pk: user for user in users}
    held = {pk: [] for pk in people}
    rows = Membership.objects.filter(user__in=people, user__is_active=True).select_related("unit")
    for row in rows:
        held[row.user_id].append(row)
    for user in users:
        user._memberships = held[user.pk]


def reach(user, roles=frozenset(Role)):
    """A condition on units that the user reaches in one of the roles; matches nothing for an outsider."""
    condition = Q(pk__in=[])
    for membership in memberships_of(user):
        if membership.role not in roles:
            continue
        if membership.role in SUBTREE_ROLES:
            first, beyond = prefix_range(membership.unit.path)
            condition |= Q(path__gte=first, path__lt=beyond)
        else:
            condition |= Q(pk=membership.unit_id)
    return condition


def visible_units(user, roles=frozenset(Role)):
    """The units the user may see; everything for a superuser, nothing for an outsider."""
    if user.is_superuser and user.is_active:
        return Unit.objects.all()
    return Unit.objects.filter(reach(user, roles))


def is_visible(user, unit_id, path):
    """Whether the user may see the unit of that id and path; for many rows of which only these were read."""
    return (user.is_superuser and user.is_active) or any(
        unit_id == membership.unit_id or (membership.role in SUBTREE_ROLES and path.startswith(membership.unit.path))
        for membership in memberships_of(user)
    )


def enter(user, code, *roles):
    """The unit by its code: 404 when the user may not know of it, 403 when none of the roles is held there."""
    unit = visible_units(user).filter(code=code).first()
    if unit is None:
        raise Http404("Unit kerja tidak ditemukan.")
    if roles and not has_role(user, unit, *roles):
        raise PermissionDenied("Peran Anda di unit ini tidak mencakup tindakan tersebut.")
    return unit


def has_role(user, unit, *roles):
    """True when the user holds one of the roles for the unit; a superuser holds them all."""
    return (user.is_superuser and user.is_active) or any(
        membership.role in roles
        and (
            membership.unit_id == unit.pk
            or (membership.role in SUBTREE_ROLES and unit.path.startswith(membership.unit.path))
        )
        for membership in memberships_of(user)
    )


def holders(unit, role):
    """Who holds a role for the unit, the nearest to it first; only those who may sign in."""
    reaching = Unit.objects.above(unit) if role in SUBTREE_ROLES else [unit]
    held = Membership.objects.filter(role=role, unit__in=reaching, user__is_active=True).select_related("user")
    people = {row.user_id: row.user for row in held.order_by("-unit__path", "user__username")}
    return list(people.values())

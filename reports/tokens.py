"""Keys of other systems: made and taken back by an administrator, worth no more than their maker is today."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from lakin.formatting import date_long
from reports.models import ApiToken, TokenScope
from units.access import has_role, remember_memberships, visible_units
from units.models import Role, Unit, User

ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})
# A name of its own, so that a key that slipped into a file is found by who looks for such.
PREFIX = "lakin_"
SHOWN = 12
LONGEST = timedelta(days=366)
# So often the last use is written down, and not with every request.
NOTED = timedelta(hours=1)


@transaction.atomic
def issue(
    *, unit: Unit, name: str, scopes: Iterable[str], expires_on: date, by: User, now: datetime | None = None
) -> tuple[ApiToken, str]:
    """A new key for a unit and all below it, with its secret, which nobody can read again."""
    now = now or timezone.now()
    refuse(unit, by)
    refuse_expiry(expires_on, timezone.localdate(now))
    secret = PREFIX + secrets.token_urlsafe(32)
    token = ApiToken(
        name=name.strip(),
        unit=unit,
        scopes=" ".join(scopes),
        digest=digest_of(secret),
        beginning=secret[:SHOWN],
        created_at=now,
        created_by=by,
        expires_on=expires_on,
    )
    token.full_clean()
    token.save()
    return token, secret


@transaction.atomic
def revoke(*, token: ApiToken, by: User, now: datetime | None = None) -> ApiToken:
    """Takes a key back for good."""
    token = ApiToken.objects.select_for_update(of=("self",)).select_related("unit").get(pk=token.pk)
    refuse(token.unit, by)
    if token.revoked_at:
        raise ValidationError("Token ini sudah dicabut.")
    token.revoked_at, token.revoked_by = now or timezone.now(), by
    token.full_clean()
    token.save()
    return token


def refuse(unit: Unit, by: User) -> None:
    if not has_role(by, unit, *ADMINISTRATORS):
        raise PermissionDenied("Token API dibuat dan dicabut oleh administrator unit itu.")


def refuse_expiry(expires_on: date, today: date) -> None:
    """A key lives at most a year, so that a forgotten one ends by itself."""
    if not today <= expires_on <= today + LONGEST:
        raise ValidationError({"expires_on": "Masa berlaku paling lama satu tahun dari hari ini."})


def digest_of(secret: str) -> str:
    """What is kept of a key: it is as long as a key can be, so that guessing needs no slow hash to prevent it."""
    return sha256(secret.encode()).hexdigest()


class TokenError(Exception):
    """A key that opens nothing; the message says why."""


def valid_token(secret: str, now: datetime | None = None) -> ApiToken:
    """The key as it is stored, its last use noted hourly; TokenError for an unknown one and one that holds no more."""
    now = now or timezone.now()
    token = ApiToken.objects.filter(digest=digest_of(secret)).select_related("unit", "created_by").first()
    if token is None:
        raise TokenError("Token tidak dikenal.")
    if reason := invalid_because(token, timezone.localdate(now)):
        raise TokenError(f"Token tidak berlaku karena {reason}.")
    if token.last_used_at is None or token.last_used_at < now - NOTED:
        unnoted = Q(last_used_at=None) | Q(last_used_at__lt=now - NOTED)
        ApiToken.objects.filter(unnoted, pk=token.pk).update(last_used_at=now)
    return token


def invalid_because(token: ApiToken, today: date) -> str:
    """Why the key opens nothing, "" while it is valid; it never outlives the right by which it was made."""
    if token.revoked_at:
        return f"sudah dicabut pada {date_long(timezone.localdate(token.revoked_at))}"
    if token.expires_on < today:
        return f"masa berlakunya berakhir pada {date_long(token.expires_on)}"
    if not token.created_by.is_active:
        return "akun pembuatnya tidak aktif lagi"
    if not has_role(token.created_by, token.unit, *ADMINISTRATORS):
        return "pembuatnya bukan lagi administrator unit itu"
    return ""


@dataclass(frozen=True)
class Listed:
    """A key and why it opens nothing, "" while it is valid."""

    token: ApiToken
    because: str


def tokens_of(user: User):
    """The keys of all units that the user administers."""
    units = visible_units(user, ADMINISTRATORS)
    return ApiToken.objects.filter(unit__in=units).select_related("unit", "created_by", "revoked_by")


def listed(user: User, today: date) -> tuple[Listed, ...]:
    """The same keys with how they stand, in two queries however many they are."""
    tokens = list(tokens_of(user))
    remember_memberships([token.created_by for token in tokens])
    return tuple(Listed(token, invalid_because(token, today)) for token in tokens)


def units_of(token: ApiToken):
    """The units whose data the key opens."""
    return Unit.objects.below(token.unit)


def opens(token: ApiToken, scope: TokenScope) -> bool:
    return scope in token.allowed

"""A person's inbox: telling something once, reading it, and the one mail a day that carries what was not mailed yet."""

from collections.abc import Iterable

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from units.models import Notice, User

# A person who was away long gets the newest; the rest waits in the inbox.
MOST_IN_A_MAIL = 40


def tell(notices: Iterable[Notice]) -> int:
    """Put notices into inboxes and return how many were new; one with a known key is never told again."""
    notices = list({(notice.user_id, notice.key): notice for notice in notices}.values())
    users = {notice.user_id for notice in notices}
    before = Notice.objects.filter(user__in=users).count()
    Notice.objects.bulk_create(notices, batch_size=500, ignore_conflicts=True)
    return Notice.objects.filter(user__in=users).count() - before


def unread_count(user: User) -> int:
    """How many notices the user has not read."""
    return Notice.objects.filter(user=user, read_at=None).count()


def read(*, user: User, pk: int | None = None) -> int:
    """Mark one notice of the user as read, or all of them; returns how many were unread until now."""
    unread = Notice.objects.filter(user=user, read_at=None)
    return (unread if pk is None else unread.filter(pk=pk)).update(read_at=timezone.now())


def mail_digests() -> tuple[int, int]:
    """Send each person with an address one mail with all that is unread and was not mailed; returns sent and failed."""
    waiting = Notice.objects.filter(read_at=None, mailed_at=None, user__is_active=True).exclude(user__email="")
    results = [mail_digest(user) for user in User.objects.filter(pk__in=waiting.order_by().values("user").distinct())]
    return results.count(True), results.count(False)


def mail_digest(user: User) -> bool | None:
    """Send one person's digest; None when another process was faster, False when the mail could not be handed over.

    The notices are claimed before the mail leaves: whoever dies in between sends nothing, and nobody sends twice.
    """
    claimed = claim(user)
    if not claimed:
        return None
    subject, text = digest(user, claimed)
    try:
        send_mail(subject, text, settings.DEFAULT_FROM_EMAIL, [user.email])
    except OSError:
        Notice.objects.filter(pk__in=[notice.pk for notice in claimed]).update(mailed_at=None)
        return False
    return True


@transaction.atomic
def claim(user: User) -> list[Notice]:
    """The notices that this process mails, marked so that no other does."""
    free = Notice.objects.select_for_update().filter(user=user, read_at=None, mailed_at=None)
    claimed = list(free.order_by("-created_at", "-pk"))
    Notice.objects.filter(pk__in=[notice.pk for notice in claimed]).update(mailed_at=timezone.now())
    return claimed


def digest(user: User, notices: list[Notice]) -> tuple[str, str]:
    """Subject and text of the mail; the newest first, the rest counted."""
    context = {
        "user": user,
        "notices": notices[:MOST_IN_A_MAIL],
        "more": max(0, len(notices) - MOST_IN_A_MAIL),
        "site": settings.SITE_URL,
    }
    subject = notices[0].subject if len(notices) == 1 else f"{len(notices)} pemberitahuan LAKIN"
    return " ".join(subject.split()), render_to_string("units/digest.txt", context)

"""Appendices that a unit adds to its report: brought, put in order, taken away while the report is being written."""

import secrets
from hashlib import sha256

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from indicators.evidence import cleaned, title_of
from reports.appendix_files import checked
from reports.models import Appendix, Report
from reports.openness import frozen_because
from units.access import has_role
from units.models import Role, User

MOST = 30
WRITERS = (Role.PLANNER, Role.REPORTER)
TITLE_LENGTH = 200
# Set aside while two change places: an order of a report is taken once.
ASIDE = 32_000


def add(*, report: Report, file: File, by: User, title: str = "", now=None) -> Appendix:
    """Store a cleaned copy as the last appendix; ValidationError for what may not be one, then nothing stays."""
    refuse(report, by)
    # Cleaning takes a while, so nothing is held in the database meanwhile.
    good = checked(file)
    name = Appendix._meta.get_field("file").generate_filename(None, f"{secrets.token_hex(16)}{good.ending}")
    try:
        with transaction.atomic():
            row = Appendix(
                report=held(report, by),
                order=next_order(report),
                title=(cleaned(title) or title_of(file.name or ""))[:TITLE_LENGTH],
                kind=good.kind,
                file=name,
                sha256=sha256(good.content).hexdigest(),
                size=len(good.content),
                pages=good.pages,
                added_by=by,
                added_at=now or timezone.now(),
            )
            row.full_clean()
            default_storage.save(name, ContentFile(good.content))
            row.save()
    except BaseException:
        default_storage.delete(name)
        raise
    return row


@transaction.atomic
def rename(*, appendix: Appendix, title: str, by: User) -> Appendix:
    """Give an appendix another title."""
    held(appendix.report, by)
    appendix = Appendix.objects.get(pk=appendix.pk)
    appendix.title = cleaned(title)[:TITLE_LENGTH]
    appendix.full_clean()
    appendix.save()
    return appendix


@transaction.atomic
def move(*, appendix: Appendix, by: User, is_up: bool) -> None:
    """Change places with the one before or after; the first stays first and the last stays last."""
    report = held(appendix.report, by)
    appendix = Appendix.objects.get(pk=appendix.pk)
    rows = report.appendices.order_by("-order" if is_up else "order")
    there = {"order__lt": appendix.order} if is_up else {"order__gt": appendix.order}
    other = rows.filter(**there).first()
    if other is None:
        return
    places = appendix.order, other.order
    for row, order in ((other, ASIDE), (appendix, places[1]), (other, places[0])):
        row.order = order
        row.full_clean()
        row.save()


@transaction.atomic
def remove(*, appendix: Appendix, by: User) -> None:
    """Take an appendix away; its file goes when the transaction is through."""
    report = held(appendix.report, by)
    appendix = Appendix.objects.get(pk=appendix.pk)
    name = appendix.file.name
    transaction.on_commit(lambda: default_storage.delete(name))
    appendix.delete()
    for row in report.appendices.filter(order__gt=appendix.order).order_by("order"):
        row.order -= 1
        row.full_clean()
        row.save()


def refuse(report: Report, by: User) -> None:
    """Raises PermissionDenied for who does not write here, ValidationError when the report is not being written."""
    if not has_role(by, report.unit, *WRITERS):
        raise PermissionDenied("Lampiran diatur oleh perencana dan pengisi unit ini.")
    if why := frozen_because(report):
        raise ValidationError(why)


def held(report: Report, by: User) -> Report:
    """The report, held until the transaction ends, so that two changes of its order come one after the other."""
    report = Report.objects.select_for_update(of=("self",)).select_related("unit").get(pk=report.pk)
    refuse(report, by)
    return report


def next_order(report: Report) -> int:
    """The place after the last; ValidationError when there are too many."""
    if report.appendices.count() >= MOST:
        raise ValidationError(
            f"Satu laporan memuat paling banyak {MOST} lampiran. Gabungkan atau hapus dahulu sebagian."
        )
    return (report.appendices.aggregate(last=Max("order"))["last"] or 0) + 1

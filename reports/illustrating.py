"""The pictures of a report: brought with a caption, put in order, described anew, taken away."""

import secrets

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.db import transaction
from django.db.models import Max

from indicators.evidence import cleaned, refuse_size
from indicators.file_kinds import recognized
from indicators.pictures import small_copy
from reports.illustrations import LARGEST
from reports.models import Illustration, Report
from reports.places import Place
from reports.writing import opened
from units.models import User

MOST_PICTURES = 12
NO_PICTURE = "Berkas ini bukan gambar. Yang diterima: JPEG, PNG atau WEBP."
TOO_MANY = f"Satu bagian memuat paling banyak {MOST_PICTURES} gambar. Hapus dahulu salah satunya."


def add_illustration(
    *, report: Report, place: Place, file: File, caption: str, source: str = "", by: User
) -> Illustration:
    """Store a picture at the end of those of the place, made small and without what the camera added.

    ValidationError for a file that is no picture and without a caption; then neither row nor file stays.
    """
    content = ContentFile(picture_of(file))
    with transaction.atomic():
        report = opened(report, by)
        beside = Illustration.objects.filter(report=report, section=place.section, indicator=place.indicator)
        if beside.count() >= MOST_PICTURES:
            raise ValidationError(TOO_MANY)
        row = Illustration(
            report=report,
            section=place.section,
            indicator_id=place.indicator,
            order=(beside.aggregate(last=Max("order"))["last"] or 0) + 1,
            caption=cleaned(caption),
            source=cleaned(source)[: Illustration._meta.get_field("source").max_length],
        )
        # Where the file will lie says nothing of what a person typed.
        name = f"{secrets.token_hex(16)}.jpg"
        row.image.name = row.image.field.generate_filename(row, name)
        row.full_clean()
        row.image.save(name, content, save=False)
        try:
            row.save()
        except BaseException:
            row.image.storage.delete(row.image.name)
            raise
    return row


def picture_of(file: File) -> bytes:
    """The picture as a JPEG that fits a page; ValidationError for everything else, whatever it is called."""
    refuse_size(file)
    kind, small = recognized(file, file.name or "")
    if not small:
        raise ValidationError(f"{NO_PICTURE} Isi berkas ini: {kind.word}.")
    return small_copy(file, LARGEST[0])


@transaction.atomic
def describe(*, illustration: Illustration, caption: str, source: str = "", by: User) -> Illustration:
    """Another caption and source under a picture."""
    opened(illustration.report, by)
    illustration.caption, illustration.source = cleaned(caption), cleaned(source)
    illustration.full_clean()
    illustration.save()
    return illustration


@transaction.atomic
def move_up(*, illustration: Illustration, by: User) -> None:
    """Put a picture before the one in front of it; the first stays where it is."""
    opened(illustration.report, by)
    beside = Illustration.objects.filter(
        report=illustration.report_id, section=illustration.section, indicator=illustration.indicator_id
    )
    before = beside.filter(order__lt=illustration.order).order_by("-order").first()
    if before is None:
        return
    place, other = before.order, illustration.order
    # Two pictures never have the same number, not even for a moment.
    illustration.order = (beside.aggregate(last=Max("order"))["last"] or 0) + 1
    illustration.save()
    before.order = other
    before.save()
    illustration.order = place
    illustration.save()


@transaction.atomic
def remove(*, illustration: Illustration, by: User) -> None:
    """Take a picture away; its file goes when the transaction is through."""
    opened(illustration.report, by)
    storage, name = illustration.image.storage, illustration.image.name
    transaction.on_commit(lambda: storage.delete(name))
    illustration.delete()

"""The first step of a unit's budget year: its DIPA, of a satker that is known or becomes known with it."""

from django.core.exceptions import ValidationError
from django.db import transaction

from budget.models import Dipa, Satker
from units.models import Unit

ALREADY = "Unit ini sudah punya DIPA tahun {year}."
UNKNOWN = "Satker {code} belum dikenal LAKIN; isi juga namanya."


@transaction.atomic
def start_dipa(*, unit: Unit, year: int, number: str = "", satker_code: str = "", satker_name: str = "") -> Dipa:
    """The unit's first DIPA of the year; without a satker its files are not checked against one."""
    # Locked, so that a form sent twice makes one DIPA.
    unit = Unit.objects.select_for_update(of=("self",)).get(pk=unit.pk)
    if Dipa.objects.filter(unit=unit, year=year).exists():
        raise ValidationError(ALREADY.format(year=year))
    satker = satker_of(unit, satker_code.strip(), satker_name.strip()) if satker_code.strip() else None
    dipa = Dipa(unit=unit, year=year, number=number.strip(), satker=satker)
    dipa.full_clean()
    dipa.save()
    return dipa


def satker_of(unit: Unit, code: str, name: str) -> Satker:
    """The satker of that code; a new one belongs to the unit and needs a name."""
    known = Satker.objects.filter(code=code).first()
    if known:
        return known
    made = Satker(code=code, name=name, unit=unit)
    if not name:
        raise ValidationError(UNKNOWN.format(code=code))
    made.full_clean()
    made.save()
    return made

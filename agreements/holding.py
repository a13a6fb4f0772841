"""Holding a unit and a version of its Perjanjian Kinerja until the transaction ends: always the unit first."""

from agreements.models import PerformanceAgreement
from units.models import Unit


def held_unit(pk: int) -> Unit:
    """The unit with the one above it, kept from others who start, revise, sign or throw away one of its agreements.

    Rows that only point to the unit, such as a realization, can still be written meanwhile.
    """
    return Unit.objects.select_for_update(of=("self",), no_key=True).select_related("parent").get(pk=pk)


def held_version(agreement: PerformanceAgreement) -> PerformanceAgreement:
    """The version as it is stored now, kept from others who fill it in."""
    return PerformanceAgreement.objects.select_for_update(of=("self",)).select_related("unit").get(pk=agreement.pk)


def held(agreement: PerformanceAgreement) -> PerformanceAgreement:
    """Both, for whoever changes which version is in force."""
    held_unit(agreement.unit_id)
    return held_version(agreement)

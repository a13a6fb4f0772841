"""Perjanjian Kinerja: lines, quarter targets, steps and budget."""

from agreements import models as agreements
from tests.factories.people import default_unit
from tests.factories.plans import make_indicator
from tests.factories.rows import YEAR, create, following


def make_agreement(*, unit=None, year=YEAR, version=0, status=agreements.AgreementStatus.SIGNED, **fields):
    """A signed agreement that supersedes earlier ones, unless `status` says otherwise; a later version has a reason."""
    place = {"unit": unit or default_unit(), "year": year, "version": version, "status": status}
    reason = agreements.RevisionReason.STRATEGY if version else ""
    parties = {"first_party_position": "Direktur", "second_party_position": "Direktur Jenderal"}
    if status == agreements.AgreementStatus.SIGNED:
        held = agreements.PerformanceAgreement.objects.filter(unit=place["unit"], year=year, status=status)
        held.filter(version__lt=version).update(status=agreements.AgreementStatus.SUPERSEDED)
    return create(agreements.PerformanceAgreement, fields, reason=reason, **place, **parties)


def agreement_of(unit=None):
    """The unit's latest agreement."""
    unit = unit or default_unit()
    return unit.agreements.order_by("year", "version").last() or make_agreement(unit=unit)


def make_line(*, agreement=None, indicator=None, order=None, target=80, lower=None, upper=None, **fields):
    """The next line of the agreement, for a new indicator of its unit unless one is given."""
    agreement = agreement or agreement_of()
    indicator = indicator or make_indicator(unit=agreement.unit)
    targets = {"target": target, "target_lower": lower, "target_upper": upper}
    order = order or following(agreement.lines)
    return create(agreements.AgreementLine, targets | fields, agreement=agreement, indicator=indicator, order=order)


def line_of():
    """The first line of any agreement."""
    return agreements.AgreementLine.objects.first() or make_line()


def make_quarter_target(**fields):
    return create(agreements.QuarterTarget, fields, line=line_of, quarter=1, target=20)


def make_step(*, line=None, quarter_from=1, quarter_to=2, **fields):
    line = line or line_of()
    quarters = {"quarter_from": quarter_from, "quarter_to": quarter_to}
    order = following(line.steps)
    return create(agreements.ActionStep, fields, line=line, order=order, description="Menyusun pedoman", **quarters)


def make_agreement_budget(*, agreement=None, **fields):
    agreement = agreement or agreement_of()
    defaults = {"order": following(agreement.budget), "level": "program", "code": "DQ", "name": "Program"}
    return create(agreements.AgreementBudget, fields, agreement=agreement, **defaults)

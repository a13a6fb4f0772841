"""Small reports for the rules: a promise with its realization, printed figures, and what a rule finds in them."""

from reports.facts import facts_of
from reports.models import PrintedFigure
from reports.reviu import Dossier
from tests.factories import (
    following,
    make_agreement,
    make_indicator,
    make_line,
    make_realization,
    make_report,
    report_of,
)
from tests.report_factories import make_printed_figure


def promise(*, target=80, value=None, n=None, t=None, indicator=None, status="verified", source_year=None, **fields):
    """A promised indicator with its realization of the year; further fields are those of the indicator."""
    report_of()
    indicator = indicator or make_indicator(**fields)
    make_line(indicator=indicator, target=target)
    make_realization(indicator=indicator, value=value, n=n, t=t, status=status, source_year=source_year)
    return indicator


def prints(value, as_printed="", *, key="1.1", measure="capaian", subject="indikator", place="bab3_tabel1"):
    """A figure the old report prints."""
    order = following(PrintedFigure.objects.all())
    fields = {"subject": subject, "key": key, "measure": measure, "place": place}
    return make_printed_figure(order=order, value=value, as_printed=as_printed, **fields)


def found_by(rule, report=None):
    """What one rule finds in the report of the default unit."""
    report = report or report_of()
    return list(rule(Dossier(facts_of(report), tuple(report.printed_figures.all()))))


def sole(rule):
    """The one thing a rule finds."""
    (found,) = found_by(rule)
    return found


def empty_report():
    """A report of a unit with a signed agreement and nothing else."""
    report = make_report()
    make_agreement(unit=report.unit)
    return report

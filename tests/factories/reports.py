"""Reports with their outline and texts."""

from reports import models as reports
from tests.factories.people import default_unit
from tests.factories.rows import YEAR, create


def make_outline(code="contoh", **fields):
    return create(reports.Outline, fields, code=code, name="Kerangka contoh")


def outline_of():
    """The first outline: LAKIN's own, which the migrations bring."""
    return reports.Outline.objects.first() or make_outline()


def make_section(**fields):
    defaults = {"key": "latar-belakang", "kind": "narasi", "order": 1, "title": "Latar belakang"}
    return create(reports.OutlineSection, fields, outline=make_outline, **defaults)


def make_report(*, unit=None, year=YEAR, **fields):
    unit = unit or default_unit()
    return create(reports.Report, fields, unit=unit, year=year, outline=outline_of, title="Laporan Kinerja")


def report_of():
    """The first report."""
    return reports.Report.objects.first() or make_report()


def make_narrative(**fields):
    text = "Unit ini dibentuk pada tahun 2022."
    return create(reports.Narrative, fields, report=report_of, section="latar-belakang", text=text)

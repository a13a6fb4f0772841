"""What the rules of reviu found in reports, for other systems of the ministry; never open data, even once published."""

from django.db.models import Q, QuerySet

from reports.exchange.columns import TEXT, WHOLE, Column
from reports.exchange.resource import Asked, Resource, plain
from reports.models import Finding, FindingState, ReportStatus, Severity, TokenScope
from reports.models.finding import Certainty
from reports.openness import WRITABLE


def findings_of(asked: Asked) -> QuerySet[Finding]:
    """The findings of reports that are reviewed or further, and of those being written for who may see drafts."""
    wanted = Q(report__unit__in=asked.units)
    wanted = wanted if asked.year is None else wanted & Q(report__year=asked.year)
    rows = Finding.objects.filter(wanted).select_related("report__unit")
    return rows if asked.is_draft_open else rows.exclude(report__status__in=WRITABLE)


FINDINGS = Resource(
    "findings",
    "Temuan reviu",
    "Temuan LKj yang sudah direviu, final, terbit, atau ditarik, seperti tercatat pada pemeriksaan terakhir; yang "
    "masih ditulis hanya dengan lingkup drafts.",
    TokenScope.FINDINGS,
    (
        plain("id", WHOLE, "Kunci temuan."),
        Column("unit", TEXT, "Kode unit kerja.", lambda row: row.report.unit.code),
        Column("year", WHOLE, "Tahun kinerja.", lambda row: row.report.year),
        Column("report_status", TEXT, f"{', '.join(ReportStatus.values)}.", lambda row: row.report.status),
        plain("code", TEXT, "Kode aturan; artinya di docs/reviu.md."),
        plain("severity", TEXT, f"{', '.join(Severity.values)}."),
        plain("certainty", TEXT, f"{', '.join(Certainty.values)}."),
        plain("place", TEXT, "Tempatnya di laporan."),
        plain("subject", TEXT, "Pokok temuan."),
        plain("message", TEXT, "Uraian beserta angkanya."),
        plain("printed", TEXT, "Yang tercetak; boleh kosong."),
        plain("expected", TEXT, "Yang seharusnya menurut data; boleh kosong."),
        plain("state", TEXT, f"{', '.join(FindingState.values)}."),
        plain("explanation", TEXT, "Penjelasan unit; kosong selama belum dijelaskan."),
    ),
    findings_of,
    filters=("unit", "year"),
    one_by="id",
)

"""Whether a report may still be written: while it is a draft or under review."""

from reports.models import Report, ReportStatus

WRITABLE = frozenset({ReportStatus.DRAFT, ReportStatus.IN_REVIEW})
FROZEN = "Laporan ini sudah {status}; perubahannya dibuat sebagai versi baru."


def frozen_because(report: Report) -> str:
    """Why nothing in the report may change any more; empty while it is written."""
    return "" if report.status in WRITABLE else FROZEN.format(status=report.get_status_display().lower())

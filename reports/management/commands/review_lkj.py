"""Prints what the rules find in the Laporan Kinerja of a unit and year."""

import sys

from django.core.management.base import BaseCommand, CommandError

from reports.models import Severity
from reports.publishing import PublishingError, report_of
from reports.reviu import review
from reports.reviu.recording import record
from reports.reviu.writing import as_json, as_text

# 1 says that findings block, so a review that never took place needs a code of its own.
NOTHING_TO_REVIEW = 2


class Command(BaseCommand):
    help = (
        "Mereviu Laporan Kinerja suatu unit dan tahun; berakhir dengan 1 bila ada temuan yang menghalangi, "
        "dan dengan 2 bila unit atau laporannya tidak ada."
    )

    def add_arguments(self, parser):
        parser.add_argument("unit", metavar="UNIT", help="kode unit, misalnya dit-rsa")
        parser.add_argument("year", metavar="TAHUN", type=int)
        parser.add_argument("--format", choices=("text", "json"), default="text", help="bentuk keluaran (bawaan: text)")
        parser.add_argument("--record", action="store_true", help="catat temuannya pada laporan")

    def handle(self, *, unit, year, format, **options):
        try:
            report = report_of(unit, year)
        except PublishingError as error:
            raise CommandError(str(error), returncode=NOTHING_TO_REVIEW) from None
        found = review(report.unit, year)
        if options["record"]:
            record(report=report, found=found)
        self.stdout.write(as_json(found) if format == "json" else as_text(found, f"Reviu {report.title}"), ending="")
        if any(item.severity == Severity.BLOCKING for item in found):
            sys.exit(1)

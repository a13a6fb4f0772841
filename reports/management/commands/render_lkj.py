"""Writes the Laporan Kinerja of a unit and year to a file."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from reports.management.saving import save
from reports.publishing import FORMATS, PublishingError, render


class Command(BaseCommand):
    help = "Menulis Laporan Kinerja suatu unit dan tahun ke berkas."

    def add_arguments(self, parser):
        parser.add_argument("unit", metavar="UNIT", help="kode unit, misalnya dit-rsa")
        parser.add_argument("year", metavar="TAHUN", type=int)
        parser.add_argument("--format", choices=FORMATS, default="pdf", help="bentuk berkas (bawaan: pdf)")
        parser.add_argument("--output", metavar="BERKAS", type=Path, required=True, help="berkas yang ditulis")

    def handle(self, *, unit, year, format, output, **options):
        try:
            content = render(unit, year, format)
        except PublishingError as error:
            raise CommandError(str(error)) from None
        save(content, output)
        self.stdout.write(f"Laporan Kinerja {unit} tahun {year} ditulis ke {output}.")

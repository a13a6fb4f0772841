"""Writes the Laporan Kinerja of a unit and year to a file."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

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
        try:
            output.parent.mkdir(parents=True, exist_ok=True)
            output.write_bytes(content)
        except OSError as error:
            raise CommandError(f"Berkas {output} tidak dapat ditulis: {error.strerror}.") from None
        self.stdout.write(f"Laporan Kinerja {unit} tahun {year} ditulis ke {output}.")

"""Exports the workbook of a unit and year from the command line."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from reports.management.saving import unwritten
from reports.workbook.exporting import ExportError, export_workbook, has_data
from units.models import Unit


class Command(BaseCommand):
    help = "Mengekspor buku kerja sebuah unit dan tahun: .xlsx, atau folder .csv."

    def add_arguments(self, parser):
        parser.add_argument("unit", metavar="UNIT", help="Kode unit, misalnya dit-rsa.")
        parser.add_argument("year", metavar="TAHUN", type=int)
        parser.add_argument("path", metavar="LETAK", type=Path, help="Berkas .xlsx, atau folder baru untuk .csv.")

    def handle(self, *args, unit, year, path, **options):
        found = Unit.objects.filter(code=unit).first()
        if found is None:
            raise CommandError(f"Unit {unit} tidak ditemukan.")
        if not has_data(found, year):
            raise CommandError(f"Belum ada data {unit} tahun {year}; tidak ada yang ditulis.")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            export_workbook(found, year, path)
        except ExportError as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(unwritten(path, error)) from error
        self.stdout.write(f"Buku kerja {unit} {year} ditulis ke {path}.")

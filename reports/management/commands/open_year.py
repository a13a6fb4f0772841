"""Opens a year for a unit from the command line."""

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from reports.opening import open_year
from units.models import Unit


class Command(BaseCommand):
    help = "Membuka tahun baru untuk sebuah unit: struktur tahun sebelumnya disalin, target dan anggaran dikosongkan."

    def add_arguments(self, parser):
        parser.add_argument("unit", metavar="UNIT", help="Kode unit, misalnya dit-rsa.")
        parser.add_argument("year", metavar="TAHUN", type=int)

    def handle(self, *args, unit, year, **options):
        found = Unit.objects.filter(code=unit).first()
        if found is None:
            raise CommandError(f"Unit {unit} tidak ditemukan.")
        try:
            opened = open_year(unit=found, year=year)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        made = ", ".join(f"{count} {name}" for name, count in opened.counts.items())
        self.stdout.write(f"Tahun {year} dibuka dari {opened.source_year}: {made}.")

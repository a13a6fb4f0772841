"""Writes the bundle of a unit and year, or of all units below it, as one zip for the ministry's document repository."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from reports.bundle.packing import BundleError, packed
from reports.management.saving import unwritten
from reports.overview import with_data
from units.models import Unit


class Command(BaseCommand):
    help = "Menulis bundel dokumen SAKIP sebuah unit dan tahun sebagai satu zip beserta indeksnya."

    def add_arguments(self, parser):
        parser.add_argument("unit", metavar="UNIT", help="kode unit, misalnya dit-rsa")
        parser.add_argument("year", metavar="TAHUN", type=int)
        parser.add_argument("path", metavar="LETAK", type=Path, help="berkas .zip yang ditulis")
        parser.add_argument(
            "--subtree", action="store_true", help="juga semua unit di bawahnya yang mempunyai data tahun itu"
        )

    def handle(self, *, unit, year, path, subtree, **options):
        top = Unit.objects.filter(code=unit).first()
        if top is None:
            raise CommandError(f"Unit dengan kode {unit} tidak ditemukan.")
        units = with_data(Unit.objects.below(top), year) if subtree else [top]
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("wb") as book:
                for piece in packed(units, year, self.stdout.write):
                    book.write(piece)
        except OSError as error:
            raise CommandError(unwritten(path, error)) from error
        except BundleError as error:
            # Half a zip looks like a whole one until somebody opens it.
            path.unlink(missing_ok=True)
            raise CommandError(str(error)) from error
        self.stdout.write(f"Bundel {unit} tahun {year} ditulis ke {path}.")

"""Makes a backup of the database and the media."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from reports.backing.making import make
from reports.backing.manifest import BackupError
from reports.management.saving import unwritten


class Command(BaseCommand):
    help = "Membuat cadangan basis data dan media di sebuah folder baru di bawah FOLDER."

    def add_arguments(self, parser):
        parser.add_argument("folder", metavar="FOLDER", type=Path)
        parser.add_argument("--keep", metavar="N", type=int, help="hapus cadangan lama, sisakan N yang terbaru")

    def handle(self, *, folder, keep, **options):
        if keep is not None and keep < 1:
            raise CommandError("--keep paling sedikit 1.")
        try:
            made = make(folder, timezone.localtime(), keep=keep)
        except BackupError as error:
            raise CommandError(str(error)) from None
        except OSError as error:
            raise CommandError(unwritten(folder, error)) from error
        self.stdout.write(f"Cadangan ditulis ke {made}.")

"""Says whether a backup is whole."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from lakin.formatting import number
from reports.backing.manifest import BackupError, read


class Command(BaseCommand):
    help = "Memeriksa SHA-256 setiap berkas sebuah cadangan; berakhir dengan 1 bila ada yang berbeda."

    def add_arguments(self, parser):
        parser.add_argument("folder", metavar="CADANGAN", type=Path)

    def handle(self, *, folder, **options):
        try:
            told = read(folder)
        except BackupError as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"Cadangan utuh: {number(len(told['files']), 0)} berkas, dibuat {told['made_at']}.")

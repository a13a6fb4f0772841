"""Restores a backup into an empty database."""

import os
from pathlib import Path

import environ
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connections
from django.utils import timezone

from reports.backing.manifest import BackupError
from reports.backing.restoring import restore


class Command(BaseCommand):
    help = "Memulihkan cadangan setelah setiap berkasnya diperiksa. Basis data yang berisi ditolak tanpa --replace."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("folder", metavar="CADANGAN", type=Path)
        parser.add_argument("--into", metavar="DATABASE_URL", help="basis data tujuan (bawaan: DATABASE_URL)")
        parser.add_argument("--replace", action="store_true", help="ganti isi basis data dan media yang ada")

    def handle(self, *, folder, into, replace, **options):
        # An address with a password belongs into the environment: others can read the list of processes.
        address = into or os.environ.get("DATABASE_URL") or f"sqlite:///{settings.DATABASES['default']['NAME']}"
        connections.close_all()
        try:
            said = restore(folder, environ.Env.db_url_config(address), address, timezone.localtime(), replace=replace)
        except BackupError as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"{said}Cadangan {folder.name} dipulihkan.")

"""Looks at a database and its media: migrations, frozen editions, evidence."""

from hashlib import file_digest

from django.core.files.storage import default_storage
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from indicators.models import Evidence
from lakin.formatting import number


class Command(BaseCommand):
    help = "Memeriksa migrasi, SHA-256 semua edisi, dan SHA-256 semua bukti dukung."

    def handle(self, **options):
        try:
            call_command("migrate", check_unapplied=True, verbosity=0)
        except SystemExit:
            raise CommandError("Ada migrasi yang belum dijalankan: manage.py migrate.") from None
        self.stdout.write("Semua migrasi sudah dijalankan.")
        call_command("verify_editions", stdout=self.stdout, stderr=self.stderr)
        rows = Evidence.objects.order_by("pk")
        wrong = [row for row in rows.iterator() if not is_whole(row)]
        for row in wrong:
            self.stderr.write(f"BERBEDA: bukti dukung {row.pk}, {row.file.name}")
        self.stdout.write(f"{number(rows.count(), 0)} bukti dukung diperiksa, {number(len(wrong), 0)} berbeda.")
        if wrong:
            raise CommandError("Bukti dukung tidak utuh.")


def is_whole(row: Evidence) -> bool:
    """True when the stored file is the one that was attached."""
    if not default_storage.exists(row.file.name):
        return False
    with default_storage.open(row.file.name) as file:
        return file_digest(file, "sha256").hexdigest() == row.sha256

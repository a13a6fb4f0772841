"""Writes the tables of docs/workbook.md from the declarations of the sheets."""

from django.conf import settings
from django.core.management.base import BaseCommand

from reports.workbook.describing import BEGIN, described


class Command(BaseCommand):
    help = "Menulis ulang tabel lembar dan kolom di docs/workbook.md."

    def handle(self, *args, **options):
        page = settings.BASE_DIR / "docs" / "workbook.md"
        before, _mark, _after = page.read_text(encoding="utf-8").partition(BEGIN)
        page.write_text(f"{before.rstrip()}\n\n{described()}\n", encoding="utf-8")
        self.stdout.write(f"{page.name} ditulis ulang.")

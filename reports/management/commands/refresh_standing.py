"""Brings the kept sums of the ministry up to date, or fills them anew."""

from django.core.management.base import BaseCommand

from reports.standing.rebuilding import rebuild


class Command(BaseCommand):
    help = "Menyegarkan rekap semua unit dari mesin hitung; --all menyusunnya ulang seluruhnya."

    def add_arguments(self, parser):
        parser.add_argument("--all", action="store_true", help="susun ulang semuanya, bukan hanya yang berubah")
        parser.add_argument("--year", type=int, help="hanya tahun ini")

    def handle(self, *, year, **options):
        rebuild(years=[year] if year else None, tell=self.stdout.write)

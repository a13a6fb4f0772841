"""Brings the kept sums of the ministry up to date, or fills them anew."""

from django.core.management.base import BaseCommand

from reports.standing.rebuilding import rebuild
from reports.standing.refreshing import refresh_changed, years_missing


class Command(BaseCommand):
    help = "Menyegarkan rekap semua unit dari mesin hitung; --all menyusunnya ulang seluruhnya."

    def add_arguments(self, parser):
        parser.add_argument("--all", action="store_true", help="susun ulang semuanya, bukan hanya yang berubah")
        parser.add_argument("--year", type=int, help="susun ulang hanya tahun ini")
        parser.add_argument("--processes", type=int, default=1, help="proses sekaligus untuk menyusun ulang")

    def handle(self, *, year, processes, **options):
        if year or options["all"]:
            rebuild(years=[year] if year else None, processes=processes, tell=self.stdout.write)
        else:
            self.stdout.write(f"{refresh_changed()} unit dan tahun disegarkan.")
        if missing := years_missing():
            years = ", ".join(map(str, missing))
            self.stdout.write(f"Rekap belum lengkap: tahun {years} belum disusun. Jalankan refresh_standing --all.")

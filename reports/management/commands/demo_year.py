"""Fills the demo's invented sentra with a running year; never on a server others can reach."""

from datetime import date

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from reports.demo.year import missing, play


class Command(BaseCommand):
    help = (
        "Menjalankan tahun 2026 sentra rekaan: periode, realisasi, bukti dukung, verifikasi; hanya pada mesin sendiri."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--today", type=date.fromisoformat, metavar="TTTT-BB-HH", help="Tanggal yang dianggap hari ini."
        )

    def handle(self, *args, today=None, **options):
        if not settings.IS_LOCAL:
            raise CommandError("Data contoh hanya dibuat pada mesin sendiri: ALLOWED_HOSTS memuat alamat lain.")
        if absent := missing():
            words = "Impor fixtures/sentra-contoh-2026 dan jalankan demo_users lebih dahulu."
            raise CommandError(f"Belum ada: {', '.join(absent)}. {words}")
        is_changed = play(today or timezone.localdate())
        self.stdout.write("Tahun contoh dijalankan." if is_changed else "Tahun contoh sudah ada dan tidak berubah.")

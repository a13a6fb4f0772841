"""Makes a believable ministry of any size in an empty database; never on a server others can reach."""

import secrets

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from lakin.fast_rows import count_rows
from reports.ministry.making import Made, Ministry, make_ministry
from reports.standing.rebuilding import rebuild
from units.models import Unit

PASSWORD_BYTES = 9


class Command(BaseCommand):
    help = "Mengisi basis data kosong dengan kementerian contoh; hanya pada mesin sendiri."

    def add_arguments(self, parser):
        parser.add_argument("--units", type=int, default=200, help="banyaknya unit, paling sedikit 12")
        parser.add_argument("--years", type=int, default=3, help="banyaknya tahun; tahun terakhir sedang berjalan")
        parser.add_argument("--year", type=int, help="tahun terakhir, biasanya tahun ini")
        parser.add_argument("--seed", type=int, default=1, help="benih yang sama memberi isi yang sama")
        parser.add_argument("--password", help="sandi bersama pengguna contoh")
        parser.add_argument("--processes", type=int, default=1, help="proses sekaligus untuk menyusun rekap")
        parser.add_argument("--no-standing", action="store_true", help="tanpa menyusun rekap")

    def handle(self, *, units, years, year, seed, password, processes, no_standing, **options):
        if not settings.IS_LOCAL:
            raise CommandError("Kementerian contoh hanya dibuat pada mesin sendiri: ALLOWED_HOSTS memuat alamat lain.")
        if Unit.objects.exists():
            raise CommandError(
                "Basis data ini sudah berisi unit. Kementerian contoh hanya dibuat dalam basis data kosong."
            )
        if units < 12 or years < 1:
            raise CommandError("Paling sedikit 12 unit dan 1 tahun.")
        last = year or timezone.localdate().year
        given = password or secrets.token_urlsafe(PASSWORD_BYTES)
        ministry = Ministry(units, list(range(last - years + 1, last + 1)), seed)
        made = make_ministry(ministry, password=given, tell=self.stdout.write)
        self.tell(made, ministry, given)
        count_rows()
        if not no_standing:
            rebuild(processes=processes, tell=self.stdout.write)
            count_rows()

    def tell(self, made: Made, ministry: Ministry, password: str) -> None:
        """Says what was made, how fast, and who may look at it."""
        for model, count in made.counts.items():
            self.stdout.write(f"  {count:>9} {model._meta.verbose_name}")
        self.stdout.write(
            f"{made.rows} baris dalam {made.seconds:.1f} detik, {made.rows // max(1, round(made.seconds))} per detik."
        )
        for role, (user, place) in ministry.people.items():
            self.stdout.write(f"  {user.username:<14} {place.code} ({role.label})")
        self.stdout.write(f"  Sandi pengguna baru: {password}")

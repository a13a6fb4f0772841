"""Makes one user per role for a trial on this machine; never on a server others can reach."""

import secrets

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from units.models import Membership, Role, Unit, User

PASSWORD_BYTES = 9
# The role, the unit it is held in, and what the person may do there.
PEOPLE = (
    (Role.PLANNER, "ditjen-rehsos", "rencana, Perjanjian Kinerja, anggaran, buku kerja"),
    (Role.REPORTER, "dit-rsa", "realisasi dan bukti dukung satu unit"),
    (Role.VERIFIER, "ditjen-rehsos", "memeriksa realisasi"),
    (Role.LEADER, "ditjen-rehsos", "membaca semua di bawahnya"),
    (Role.REVIEWER, "kemensos", "reviu APIP"),
    (Role.ADMINISTRATOR, "kemensos", "unit, pengguna, aturan"),
)


class Command(BaseCommand):
    help = "Membuat pengguna contoh untuk tiap peran; hanya pada mesin sendiri."

    def add_arguments(self, parser):
        parser.add_argument("--password", help="Sandi bersama; tanpa ini dibuat acak dan ditampilkan sekali.")

    @transaction.atomic
    def handle(self, *args, password=None, **options):
        if not settings.IS_LOCAL:
            raise CommandError("Pengguna contoh hanya dibuat pada mesin sendiri: ALLOWED_HOSTS memuat alamat lain.")
        units = {unit.code: unit for unit in Unit.objects.filter(code__in={code for _, code, _ in PEOPLE})}
        if missing := sorted({code for _, code, _ in PEOPLE} - set(units)):
            raise CommandError(f"Unit belum ada: {', '.join(missing)}. Impor buku kerja contoh lebih dahulu.")
        given = password or secrets.token_urlsafe(PASSWORD_BYTES)
        for role, code, can in PEOPLE:
            user, _ = User.objects.get_or_create(username=role.value)
            user.set_password(given)
            user.save(update_fields=["password"])
            Membership.objects.get_or_create(user=user, unit=units[code], role=role)
            self.stdout.write(f"  {user.username:<14} {units[code].label}: {can}")
        self.stdout.write(f"  Sandi semuanya: {given}")

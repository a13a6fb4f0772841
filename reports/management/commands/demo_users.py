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
# Held as well where the invented sentra has been imported.
ALSO = (Role.REPORTER, "sentra-contoh", "realisasi dan bukti dukung sentra rekaan")


class Command(BaseCommand):
    help = "Membuat pengguna contoh untuk tiap peran; hanya pada mesin sendiri."

    def add_arguments(self, parser):
        parser.add_argument("--password", help="Sandi bersama, juga untuk pengguna yang sudah ada.")
        parser.add_argument("--reset", action="store_true", help="Mengganti sandi semuanya dengan sandi acak baru.")

    @transaction.atomic
    def handle(self, *args, password=None, reset=False, **options):
        if not settings.IS_LOCAL:
            raise CommandError("Pengguna contoh hanya dibuat pada mesin sendiri: ALLOWED_HOSTS memuat alamat lain.")
        units = {unit.code: unit for unit in Unit.objects.filter(code__in={code for _, code, _ in PEOPLE})}
        if missing := sorted({code for _, code, _ in PEOPLE} - set(units)):
            raise CommandError(f"Unit belum ada: {', '.join(missing)}. Impor buku kerja contoh lebih dahulu.")
        names = [role.value for role, _, _ in PEOPLE]
        known = set(User.objects.filter(username__in=names).values_list("username", flat=True))
        renewed = names if password or reset else [name for name in names if name not in known]
        given = password or secrets.token_urlsafe(PASSWORD_BYTES)
        for role, code, can in PEOPLE:
            user, _ = User.objects.get_or_create(username=role.value)
            if role.value in renewed:
                user.set_password(given)
                user.must_change_password = False
                user.save(update_fields=["password", "must_change_password"])
            Membership.objects.get_or_create(user=user, unit=units[code], role=role)
            also = self.join_sentra(user) if role == ALSO[0] else ""
            self.stdout.write(f"  {user.username:<14} {units[code].label}: {can}{also}")
        self.tell(given, renewed, names)

    def join_sentra(self, user) -> str:
        """What is said about the invented sentra that the reporter fills in too; empty without it."""
        role, code, can = ALSO
        unit = Unit.objects.filter(code=code).first()
        if unit is None:
            return ""
        Membership.objects.get_or_create(user=user, unit=unit, role=role)
        return f"; {unit.label}: {can}"

    def tell(self, given, renewed, names):
        """Says the password when it is new; an earlier one is stored only as a hash."""
        if renewed:
            whose = "semuanya" if len(renewed) == len(names) else ", ".join(renewed)
            self.stdout.write(f"  Sandi {whose}: {given}")
        if len(renewed) < len(names):
            self.stdout.write("  Sandi yang diberikan dahulu tetap berlaku; demo_users --reset membuat sandi baru.")

"""Reminds people of what is due, what came back and what waits; meant to be run by cron, as often as one likes."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from reports import pulses
from reports.reminders import remind
from units.inbox import mail_digests


class Command(BaseCommand):
    help = "Mengisi kotak masuk dan mengirim satu surel rangkuman per orang; yang sudah dikirim tidak dikirim lagi."

    def add_arguments(self, parser):
        parser.add_argument("--no-mail", action="store_true", help="Hanya kotak masuk, tanpa surel.")

    def handle(self, *args, no_mail=False, **options):
        self.stdout.write(f"{remind()} pemberitahuan baru.")
        if no_mail or not settings.CAN_MAIL:
            self.stdout.write("Tidak ada surel yang dikirim" + ("." if no_mail else ": EMAIL_URL belum diisi."))
            pulses.beat(pulses.REMINDERS)
            return
        sent, failed = mail_digests()
        self.stdout.write(f"{sent} surel rangkuman dikirim.")
        if failed:
            raise CommandError(f"{failed} surel tidak terkirim; dicoba lagi pada jalan berikutnya.")
        pulses.beat(pulses.REMINDERS)

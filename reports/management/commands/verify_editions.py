"""Says whether the files of every final report and public copy are still those that were frozen."""

import sys

from django.core.management.base import BaseCommand

from lakin.formatting import number
from reports.freezing import differing
from reports.models import EditionFile, PublishedAgreement


def named(row: EditionFile | PublishedAgreement) -> str:
    """Which file it is."""
    if isinstance(row, PublishedAgreement):
        return f"{row}"
    return f"{row.edition.report} edisi {row.edition.number}, berkas {row.form.upper()}"


class Command(BaseCommand):
    help = "Memeriksa SHA-256 semua berkas laporan final; berakhir dengan 1 bila ada yang berbeda."

    def handle(self, **options):
        wrong = 0
        for row in differing():
            wrong += 1
            self.stderr.write(f"BERBEDA: {named(row)}")
        count = EditionFile.objects.count() + PublishedAgreement.objects.count()
        self.stdout.write(f"{number(count, 0)} berkas diperiksa, {number(wrong, 0)} berbeda.")
        if wrong:
            sys.exit(1)

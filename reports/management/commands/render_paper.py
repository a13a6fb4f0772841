"""Writes a paper of a unit and year to a file: Perjanjian Kinerja, Rencana Aksi, Manual IKU or the Renstra's matrix."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from reports.management.saving import save
from reports.papers.publishing import FORMATS, KINDS, paper
from reports.publishing import PublishingError


class Command(BaseCommand):
    help = (
        "Menulis dokumen tahunan suatu unit ke berkas: Perjanjian Kinerja, Rencana Aksi, Manual IKU, Matriks Renstra."
    )

    def add_arguments(self, parser):
        parser.add_argument("kind", metavar="JENIS", choices=KINDS, help=", ".join(KINDS))
        parser.add_argument("unit", metavar="UNIT", help="kode unit, misalnya dit-rsa")
        parser.add_argument("year", metavar="TAHUN", type=int)
        parser.add_argument("--format", choices=FORMATS, default="pdf", help="bentuk berkas (bawaan: pdf)")
        parser.add_argument("--output", metavar="BERKAS", type=Path, required=True, help="berkas yang ditulis")
        parser.add_argument(
            "--versi", metavar="N", type=int, help="versi PK, atau versi Renstra untuk matriks (bawaan: yang berlaku)"
        )

    def handle(self, *, kind, unit, year, format, output, versi, **options):
        try:
            content = paper(kind, unit, year, format, versi)
        except PublishingError as error:
            raise CommandError(str(error)) from None
        save(content, output)
        self.stdout.write(f"{KINDS[kind].name} {unit} tahun {year} ditulis ke {output}.")

"""Imports a workbook from the command line."""

from django.core.management.base import BaseCommand, CommandError

from reports.workbook.importing import import_workbook

MOST_SHOWN = 200
MOST_ROWS = 20


class Command(BaseCommand):
    help = "Mengimpor buku kerja (.xlsx atau folder .csv): semuanya, atau tidak sama sekali."

    def add_arguments(self, parser):
        parser.add_argument("path", metavar="LETAK", help="Berkas .xlsx atau folder .csv.")
        parser.add_argument("--dry-run", action="store_true", help="Hanya memeriksa dan menampilkan perubahan.")

    def handle(self, *args, path, dry_run, **options):
        result = import_workbook(path, dry_run=dry_run)
        if result.errors:
            self.fail(result.errors)
        for sheet in result.preview:
            self.show(sheet, options["verbosity"])
        if not result.has_changes:
            self.stdout.write("Tidak ada perubahan.")
        elif dry_run:
            self.stdout.write("Belum ditulis: ini hanya pemeriksaan.")
        else:
            self.stdout.write("Semua perubahan ditulis.")

    def fail(self, errors):
        for error in errors[:MOST_SHOWN]:
            self.stderr.write(str(error))
        if len(errors) > MOST_SHOWN:
            self.stderr.write(f"... dan {len(errors) - MOST_SHOWN} kesalahan lagi.")
        raise CommandError(f"{len(errors)} kesalahan; tidak ada yang ditulis.")

    def show(self, sheet, verbosity):
        counts = f"{len(sheet.new)} baru, {len(sheet.changed)} berubah, {sheet.unchanged} tetap"
        extra = f", {len(sheet.only_in_database)} hanya di basis data" if sheet.only_in_database else ""
        self.stdout.write(f"{sheet.sheet}: {counts}{extra}")
        most = None if verbosity > 1 else MOST_ROWS
        for change in sheet.changed[:most]:
            for field in change.fields:
                self.stdout.write(f"  {change.address} {field.column}: {field.old or '–'} -> {field.new or '–'}")
        if most and len(sheet.changed) > most:
            self.stdout.write(f"  ... dan {len(sheet.changed) - most} baris berubah lagi; -v 2 menampilkan semuanya.")

"""The default outline as it stood when LAKIN was first installed; reports.outlines holds the present one."""

from django.db import migrations

CODE = "permenpan-53-2014"
NAME = "Laporan Kinerja menurut PermenPANRB 53/2014"
SOURCE = "Peraturan Menteri PANRB Nomor 53 Tahun 2014"

# Key, kind, part, key of the parent, number, title, whether its pages lie on their side.
SECTIONS = (
    ("kata-pengantar", "foreword", "depan", "", "", "Kata Pengantar", False),
    ("pernyataan-reviu", "review_statement", "depan", "", "", "Pernyataan Telah Direviu", False),
    ("ikhtisar", "summary", "depan", "", "", "Ikhtisar Eksekutif", False),
    ("daftar-isi", "contents", "depan", "", "", "Daftar Isi", False),
    ("daftar-tabel", "list_of_tables", "depan", "", "", "Daftar Tabel", False),
    ("daftar-gambar", "list_of_figures", "depan", "", "", "Daftar Gambar", False),
    ("bab-1", "introduction", "isi", "", "Bab I", "Pendahuluan", False),
    ("latar-belakang", "background", "isi", "bab-1", "A", "Latar Belakang", False),
    ("maksud-tujuan", "purpose", "isi", "bab-1", "B", "Maksud dan Tujuan", False),
    ("tugas-fungsi", "functions", "isi", "bab-1", "C", "Tugas dan Fungsi", False),
    ("struktur-organisasi", "organisation", "isi", "bab-1", "D", "Struktur Organisasi", False),
    ("sumber-daya-manusia", "staff", "isi", "bab-1", "E", "Sumber Daya Manusia", False),
    ("peran-strategis", "strategic_role", "isi", "bab-1", "F", "Peran Strategis", False),
    ("isu-strategis", "strategic_issues", "isi", "bab-1", "G", "Isu Strategis", False),
    ("sistematika", "structure", "isi", "bab-1", "H", "Sistematika Penyajian", False),
    ("bab-2", "planning", "isi", "", "Bab II", "Perencanaan Kinerja", False),
    ("perencanaan-nasional", "national_plan", "isi", "bab-2", "A", "Perencanaan Nasional", False),
    ("renstra", "strategic_plan", "isi", "bab-2", "B", "Rencana Strategis", False),
    ("pohon-kinerja", "performance_tree", "isi", "bab-2", "C", "Pohon Kinerja", False),
    ("perjanjian-kinerja", "agreement", "isi", "bab-2", "D", "Perjanjian Kinerja", False),
    ("program-anggaran", "programs", "isi", "bab-2", "E", "Program dan Anggaran", False),
    ("kronologi-dipa", "dipa_history", "isi", "bab-2", "F", "Kronologi DIPA", False),
    ("bab-3", "accountability", "isi", "", "Bab III", "Akuntabilitas Kinerja", False),
    ("capaian-kinerja", "performance_overview", "isi", "bab-3", "A", "Capaian Kinerja", False),
    ("capaian-sasaran", "objective_pages", "isi", "bab-3", "B", "Capaian per Sasaran dan Indikator", False),
    ("efisiensi", "efficiency", "isi", "bab-3", "C", "Efisiensi Penggunaan Sumber Daya", False),
    ("realisasi-anggaran", "spending", "isi", "bab-3", "D", "Realisasi Anggaran", False),
    ("bab-4", "closing", "isi", "", "Bab IV", "Penutup", False),
    ("simpulan", "conclusion", "isi", "bab-4", "A", "Simpulan", False),
    ("langkah-perbaikan", "next_steps", "isi", "bab-4", "B", "Langkah Perbaikan", False),
    ("lampiran-pk", "appendix_agreement", "lampiran", "", "Lampiran 1", "Perjanjian Kinerja", False),
    ("lampiran-rencana-aksi", "appendix_action_plan", "lampiran", "", "Lampiran 2", "Rencana Aksi", True),
    ("lampiran-manual-iku", "appendix_manual", "lampiran", "", "Lampiran 3", "Manual Indikator Kinerja", True),
    ("lampiran-pok", "appendix_pok", "lampiran", "", "Lampiran 4", "Petunjuk Operasional Kegiatan", True),
    ("lampiran-target-berikutnya", "appendix_next_targets", "lampiran", "", "Lampiran 5", "Capaian terhadap Target Tahun Berikutnya", False),
    ("lampiran-dasar-hukum", "appendix_regulations", "lampiran", "", "Lampiran 6", "Dasar Hukum", False),
)


def create(apps, schema_editor):
    Outline = apps.get_model("reports", "Outline")
    Section = apps.get_model("reports", "OutlineSection")
    outline, is_new = Outline.objects.get_or_create(code=CODE, defaults={"name": NAME, "source": SOURCE})
    if not is_new:
        return
    made = {}
    for order, (key, kind, part, parent, number, title, is_landscape) in enumerate(SECTIONS, 1):
        made[key] = Section.objects.create(
            outline=outline,
            parent=made.get(parent),
            part=part,
            key=key,
            kind=kind,
            order=order,
            number=number,
            title=title,
            is_landscape=is_landscape,
        )


def remove(apps, schema_editor):
    Outline = apps.get_model("reports", "Outline")
    Outline.objects.filter(code=CODE, reports__isnull=True).delete()


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_initial")]

    operations = [migrations.RunPython(create, remove)]

"""The checklist of reviu after Lampiran III of PermenPANRB 53/2014, in words of our own."""

from django.db import migrations

SOURCE = "PermenPANRB 53/2014, Lampiran III, {} butir {}"
# Group, its words in the source, statement, how to look at it, findings that refute it, proven when there are none.
ITEMS = (
    ("format", "Format", "Data penting unit tersaji: tugas, organisasi, pegawai, dan anggaran.",
     "Bandingkan Bab I dengan dokumen organisasi unit.",
     "pegawai-belum-lengkap pegawai-jumlah pegawai-tercetak anggaran-kosong", True),
    ("format", "Format", "Target kinerja tersaji untuk setiap sasaran dan indikator.",
     "Lihat Bab II dan tabel target.", "pk-tidak-ada pk-isi target-kosong target-tercetak", True),
    ("format", "Format", "Capaian kinerja tersaji memadai untuk setiap indikator.",
     "Lihat tabel capaian Bab III; setiap indikator mempunyai realisasi dan capaian.",
     "capaian-tidak-ada capaian-tercetak realisasi-tercetak rata-rata-tercetak jumlah-tercetak angka-tidak-tercetak",
     True),
    ("format", "Format", "Lampiran mendukung isi badan laporan.",
     "Periksa Perjanjian Kinerja, rencana aksi, dan dokumen lain yang dirujuk.", "pk-tidak-ada pk-isi", True),
    ("format", "Format", "Upaya perbaikan ke depan disebutkan.",
     "Baca Bab IV: langkahnya menjawab penyebab yang ditulis di Bab III.", "", False),
    ("format", "Format", "Akuntabilitas keuangan tersaji.",
     "Lihat realisasi anggaran di Bab III dan cocokkan dengan DIPA.",
     "anggaran-kosong pagu-tercetak realisasi-anggaran-tercetak serapan-tercetak sisa-tercetak pagu-anak "
     "realisasi-anak belanja-melebihi-pagu jenis-belanja pagu-revisi", True),
    ("mekanisme", "Mekanisme Penyusunan", "Laporan disusun oleh bagian yang bertugas menyusunnya.",
     "Cocokkan penyusunnya dengan tugas dan fungsi unit.", "", False),
    ("mekanisme", "Mekanisme Penyusunan", "Informasi dalam laporan didukung data yang memadai.",
     "Ambil beberapa angka dan telusuri buktinya.",
     "realisasi-tanpa-hitungan angka-tanpa-data bukti-berulang rujukan-narasi", True),
    ("mekanisme", "Mekanisme Penyusunan", "Ada alur penyampaian data dari bagian kepada penyusun laporan.",
     "Riwayat isian menunjukkan siapa yang mengajukan dan siapa yang memverifikasi.", "belum-terverifikasi", True),
    ("mekanisme", "Mekanisme Penyusunan", "Setiap bagian mempunyai penanggung jawab pengumpulan data.",
     "Lihat daftar pengisi unit dan penanggung jawab pada manual indikator.", "", False),
    ("mekanisme", "Mekanisme Penyusunan", "Keandalan data kinerja dapat diyakini.",
     "Data sudah diverifikasi dan hitungannya menghasilkan angka yang sama.",
     "belum-terverifikasi realisasi-beda-hitungan realisasi-beda-rincian n-melebihi-t nilai-sama-tahun-lalu "
     "pembilang-tercetak komponen-tercetak cetakan-berbeda", True),
    ("mekanisme", "Mekanisme Penyusunan", "Analisis dalam laporan diketahui bagian yang bersangkutan.",
     "Tanyakan kepada penanggung jawab beberapa indikator.", "", False),
    ("mekanisme", "Mekanisme Penyusunan", "Laporan menggabungkan sumbangan unit di bawahnya.",
     "Bandingkan dengan laporan unit di bawahnya bila ada.", "", False),
    ("substansi", "Substansi", "Sasaran dalam laporan sesuai dengan Perjanjian Kinerja.",
     "Cocokkan sasaran, indikator, dan targetnya.",
     "pk-tidak-ada target-tercetak indikator-dihapus pk-urutan pk-alasan", True),
    ("substansi", "Substansi", "Sasaran dalam laporan selaras dengan Renstra.",
     "Cocokkan dengan Renstra yang mencakup tahun laporan.",
     "renstra-tidak-ada target-renstra target-renstra-kosong", True),
    ("substansi", "Substansi", "Perbedaan dengan Perjanjian Kinerja atau Renstra dijelaskan memadai.",
     "Bila dua butir sebelumnya terpenuhi, jawab tidak berlaku.", "", False),
    ("substansi", "Substansi", "Sasaran dalam laporan sesuai dengan indikator kinerjanya.",
     "Cocokkan nama, satuan, dan artinya.", "satuan-nama label-ganda indikator-dihapus", True),
    ("substansi", "Substansi", "Sasaran dalam laporan sesuai dengan indikator kinerja utama.",
     "Cocokkan dengan penetapan indikator kinerja utama unit.", "", False),
    ("substansi", "Substansi", "Perbedaan dengan indikator kinerja dijelaskan memadai.",
     "Bila dua butir sebelumnya terpenuhi, jawab tidak berlaku.", "", False),
    ("substansi", "Substansi", "Kinerja dibandingkan dengan tahun lalu, standar nasional, dan pembanding lain.",
     "Lihat analisis tiap indikator di Bab III.", "", False),
    ("substansi", "Substansi", "Indikator cukup untuk mengukur sasarannya.",
     "Tanyakan apakah sasaran dapat tercapai sementara indikatornya tidak, atau sebaliknya.", "", False),
    ("substansi", "Substansi", "Kekurangan indikator dijelaskan memadai.",
     "Bila butir sebelumnya terpenuhi, jawab tidak berlaku.", "", False),
    ("substansi", "Substansi", "Indikator spesifik, terukur, dapat dicapai, relevan, dan berbatas waktu.",
     "Baca manual indikator: definisi, rumus, dan sumber datanya.", "bobot-komponen unsur-survei capaian-tinggi", False),
)


def seed(apps, schema_editor):
    ChecklistItem = apps.get_model("reports", "ChecklistItem")
    counts = {}
    for order, (group, heading, text, guidance, rules, is_proven) in enumerate(ITEMS, 1):
        counts[group] = counts.get(group, 0) + 1
        ChecklistItem.objects.create(
            group=group,
            order=order,
            text=text,
            guidance=guidance,
            source=SOURCE.format(heading, counts[group]),
            rules=rules,
            is_proven_by_silence=is_proven,
        )


class Migration(migrations.Migration):
    dependencies = [("reports", "0003_trusted_report")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]

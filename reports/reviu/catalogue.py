"""Every code a finding can carry, with its name and how to mend it; docs/reviu.md explains the same list."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Rule:
    """The name of a rule and what to do about what it finds."""

    title: str
    remedy: str


RETYPE = "Ganti angka tercetak dengan angka menurut data; bila datanya yang keliru, perbaiki datanya lebih dahulu."
CHECK_SOURCE = "Cocokkan dengan dokumen sumber, lalu perbaiki angka yang keliru."
KNOW = "Tidak perlu tindakan; ketahui saja, dan sebutkan dalam laporan bila penting bagi pembaca."

CATALOGUE = {
    "rujukan-narasi": Rule(
        "Rujukan dalam narasi tidak menghasilkan angka",
        "Ganti rujukan dengan yang dikenal, atau lengkapi data yang dirujuknya.",
    ),
    "target-tercetak": Rule("Target tercetak berbeda dari Perjanjian Kinerja", RETYPE),
    "realisasi-tercetak": Rule("Realisasi tercetak berbeda dari data", RETYPE),
    "capaian-tercetak": Rule("Capaian tercetak bukan hasil hitungnya", RETYPE),
    "komponen-tercetak": Rule("Angka komponen tercetak berbeda dari data", RETYPE),
    "pembilang-tercetak": Rule("Pembilang atau penyebut tercetak tidak menghasilkan realisasi", CHECK_SOURCE),
    "pagu-tercetak": Rule("Pagu tercetak berbeda dari data", RETYPE),
    "realisasi-anggaran-tercetak": Rule("Realisasi anggaran tercetak berbeda dari data", RETYPE),
    "serapan-tercetak": Rule("Serapan tercetak bukan realisasi terhadap pagu", RETYPE),
    "sisa-tercetak": Rule("Sisa tercetak bukan pagu dikurangi realisasi", RETYPE),
    "pegawai-tercetak": Rule("Angka pegawai tercetak berbeda dari data", RETYPE),
    "rata-rata-tercetak": Rule("Rata-rata capaian tercetak bukan hasil hitungnya", RETYPE),
    "cara-rata-rata": Rule(
        "Rata-rata tercetak memakai cara lain",
        "Pilih satu cara merata-ratakan pada aturan penghitungan instansi, dan cetak namanya di samping angkanya.",
    ),
    "jumlah-tercetak": Rule("Hitungan tercetak berbeda dari data", RETYPE),
    "pembulatan-tercetak": Rule(
        "Angka tercetak tidak dibulatkan dengan benar",
        "Bulatkan setengah ke atas, satu kali, dari angka utuh; jangan memotong desimal.",
    ),
    "capaian-dibulatkan": Rule(
        "Pembulatan menyembunyikan kedudukan terhadap target",
        "Cetak capaian dengan dua desimal di semua tempat.",
    ),
    "tahun-sumber-tercetak": Rule(
        "Nilai tahun lain tercetak tanpa tanda",
        "Beri tanda bintang dan catatan kaki di setiap tempat nilai tahun lain dipakai.",
    ),
    "satuan-tercetak": Rule(
        "Nilai tercetak sebagai persen",
        "Hapus tanda persen pada target dan realisasi yang bersatuan nilai atau jumlah.",
    ),
    "angka-tidak-tercetak": Rule(
        "Angka yang ada datanya tidak tercetak",
        "Lengkapi sel atau kalimat yang kosong dengan angka menurut data.",
    ),
    "angka-tanpa-data": Rule(
        "Angka tercetak tidak dapat diperiksa",
        "Lengkapi datanya dari dokumen sumber, atau hapus angka yang tidak bersumber.",
    ),
    "cetakan-berbeda": Rule("Satu hal tercetak dengan angka berbeda", CHECK_SOURCE),
    "realisasi-beda-hitungan": Rule(
        "Realisasi yang diisi bukan hasil hitungnya",
        "Perbaiki pembilang, penyebut, atau komponennya; kosongkan nilai yang diisi langsung bila hitungannya benar.",
    ),
    "realisasi-beda-rincian": Rule(
        "Realisasi yang diisi berbeda dari rinciannya",
        "Isi pembilang dan penyebut, atau jelaskan mengapa rinciannya tidak menghasilkan realisasi itu.",
    ),
    "realisasi-tanpa-hitungan": Rule(
        "Realisasi tidak dapat dihitung ulang",
        "Isi pembilang, penyebut, atau nilai komponen dari dokumen sumber.",
    ),
    "n-melebihi-t": Rule(
        "Pembilang melebihi penyebut",
        "Periksa pembilang dan penyebut; bila penyebutnya rencana, sebutkan itu pada arti penyebut.",
    ),
    "capaian-tinggi": Rule(
        "Capaian di atas 150%", "Tinjau targetnya saat menyusun Perjanjian Kinerja tahun berikutnya."
    ),
    "capaian-tidak-ada": Rule("Capaian tidak dapat dihitung", "Isi realisasi, atau jelaskan mengapa belum ada."),
    "belum-terverifikasi": Rule("Realisasi belum terverifikasi", "Minta verifikator memeriksa realisasi triwulan itu."),
    "nilai-tahun-lain": Rule(
        "Realisasi memakai nilai tahun lain",
        "Ganti dengan nilai tahun berjalan bila sudah terbit; sampai saat itu tandanya tetap dicetak.",
    ),
    "nilai-sama-tahun-lalu": Rule(
        "Realisasi sama persis dengan tahun sebelumnya",
        "Periksa apakah nilai lama terpakai kembali; bila ya, isi tahun nilai yang dipakai.",
    ),
    "satuan-nama": Rule("Satuan tidak sesuai dengan nama indikator", "Perbaiki satuan atau nama indikatornya."),
    "label-ganda": Rule("Nama yang sama dipakai lebih dari sekali", "Bedakan namanya, atau hapus baris yang berulang."),
    "kata-ganda": Rule("Satu kata tertulis dua kali berturut-turut", "Hapus kata yang berulang."),
    "bukti-berulang": Rule(
        "Berkas bukti yang sama dipakai lebih dari sekali", "Unggah bukti milik triwulan dan indikatornya sendiri."
    ),
    "bobot-komponen": Rule("Jumlah bobot komponen bukan 100%", "Perbaiki bobot sehingga jumlahnya tepat 100%."),
    "unsur-survei": Rule(
        "Unsur survei bukan sembilan",
        "Pakai sembilan unsur PermenPANRB 14/2017, atau sebutkan dasar survei yang dipakai.",
    ),
    "pagu-anak": Rule("Pagu rincian tidak sama dengan pagu induknya", CHECK_SOURCE),
    "realisasi-anak": Rule("Realisasi rincian tidak sama dengan realisasi induknya", CHECK_SOURCE),
    "rincian-sebagian": Rule("Rincian anggaran hanya sebagian", KNOW),
    "belanja-melebihi-pagu": Rule("Realisasi melebihi pagu", CHECK_SOURCE),
    "belanja-memakai-blokir": Rule("Realisasi memakai pagu yang diblokir", CHECK_SOURCE),
    "jenis-belanja": Rule("Jumlah jenis belanja tidak sama dengan jumlah anggaran", CHECK_SOURCE),
    "pagu-revisi": Rule("Pagu POK tidak sama dengan pagu revisi DIPA terakhir", CHECK_SOURCE),
    "anggaran-sasaran": Rule(
        "Sebagian anggaran belum terhubung dengan sasaran",
        "Hubungkan kegiatan atau RO dengan sasaran yang dibiayainya.",
    ),
    "sasaran-melebihi-program": Rule("Anggaran sasaran melebihi anggaran program", CHECK_SOURCE),
    "anggaran-kosong": Rule("Data anggaran belum ada", "Isi DIPA, POK, dan realisasi anggaran."),
    "rencana-pagu": Rule(
        "Rencana penarikan tidak sama dengan pagu",
        "Mutakhirkan halaman III DIPA sesudah revisi, atau lengkapi bulan dan jenis belanja yang belum tercatat.",
    ),
    "rencana-jenis": Rule(
        "Jenis belanja tanpa rencana penarikan, atau sebaliknya",
        "Cocokkan jenis belanja pada halaman III dengan akun pada POK.",
    ),
    "usulan-menunggu": Rule(
        "Usulan revisi DIPA belum diputus", "Tetapkan atau batalkan usulan itu di halaman Periksa usulan revisi."
    ),
    "dipa-tanggal": Rule("Tanggal revisi DIPA tidak berurutan", CHECK_SOURCE),
    "dipa-tahun": Rule("Tanggal revisi DIPA di luar tahun anggaran", CHECK_SOURCE),
    "dipa-nomor": Rule("Nomor revisi DIPA melompat atau mundur", "Lengkapi revisi yang hilang bila dokumennya ada."),
    "dipa-stamp": Rule("Digital stamp yang sama pada beberapa revisi", CHECK_SOURCE),
    "dipa-riwayat": Rule("Riwayat DIPA tidak lengkap", "Lengkapi DIPA awal dan tanggal setiap revisi."),
    "target-renstra": Rule(
        "Target Perjanjian Kinerja berbeda dari Renstra",
        "Samakan targetnya, atau sebutkan alasan perbedaannya dalam laporan.",
    ),
    "target-renstra-kosong": Rule(
        "Target Renstra tidak ada", "Isi target Renstra untuk tahun ini bila dokumennya ada."
    ),
    "target-turun": Rule(
        "Target diturunkan", "Cetak target semula dan menjadi beserta alasannya, dan capaian terhadap keduanya."
    ),
    "indikator-dihapus": Rule(
        "Indikator dihapus oleh perubahan", "Sebutkan penghapusan dan alasannya; jangan laporkan capaiannya."
    ),
    "renstra-tidak-ada": Rule("Renstra tidak ada", "Isi Renstra yang mencakup tahun laporan."),
    "pk-tidak-ada": Rule("Perjanjian Kinerja tidak ada", "Tandatangani Perjanjian Kinerja tahun ini."),
    "pk-isi": Rule(
        "Isi Perjanjian Kinerja tidak lengkap", "Lengkapi butir dan pihak Perjanjian Kinerja dari dokumennya."
    ),
    "pk-terlambat": Rule(
        "Perjanjian Kinerja ditandatangani terlambat",
        "Jelaskan keterlambatannya; tahun depan tandatangani tepat waktu.",
    ),
    "pk-tanggal": Rule(
        "Tanggal Perjanjian Kinerja tidak dapat diperiksa", "Isi tanggal Perjanjian Kinerja dan DIPA awal."
    ),
    "pk-urutan": Rule("Perubahan Perjanjian Kinerja bertanggal mundur", CHECK_SOURCE),
    "pk-tahun": Rule(
        "Perubahan Perjanjian Kinerja bertanggal sesudah tahunnya",
        "Cocokkan tanggalnya dengan dokumen; target tidak diubah lagi sesudah tahunnya berakhir.",
    ),
    "pk-alasan": Rule("Perubahan Perjanjian Kinerja tanpa alasan", "Isi alasan perubahan dan uraiannya."),
    "pk-anggaran": Rule("Anggaran Perjanjian Kinerja berbeda dari DIPA", CHECK_SOURCE),
    "target-kosong": Rule("Target belum diisi", "Isi target pada Perjanjian Kinerja."),
    "pegawai-jumlah": Rule("Jumlah pegawai tidak sama", CHECK_SOURCE),
    "pegawai-belum-lengkap": Rule("Jumlah pegawai belum lengkap", "Isi jumlah pegawai setiap kelompok."),
    "angka-narasi-beda": Rule(
        "Angka dalam teks berbeda dari angka laporan",
        "Ganti angka yang diketik dengan rujukan hidup, supaya selalu sama dengan datanya.",
    ),
    "angka-narasi-tanpa-sumber": Rule(
        "Angka dalam teks tidak ada sumbernya",
        "Masukkan angkanya sebagai angka konteks beserta sumbernya, lalu pakai rujukannya; atau hapus.",
    ),
    "angka-dan-kata": Rule(
        "Angka berbeda dari kata-katanya", "Samakan angka dan katanya; rujukan terbilang menulis katanya sendiri."
    ),
    "nama-unit-lain": Rule(
        "Nama unit lain di tempat unit ini", "Ganti dengan nama unit ini, atau sebutkan hubungan dengan unit itu."
    ),
    "nama-unit-lama": Rule(
        "Nama lama unit masih dipakai", "Pakai nama yang berlaku, atau tulis bahwa nama itu nama sebelumnya."
    ),
    "peraturan-lebih-baru": Rule(
        "Peraturan lebih baru daripada laporannya", "Periksa nomor dan tahun peraturannya pada dokumen aslinya."
    ),
    "peraturan-tidak-terdaftar": Rule(
        "Peraturan tidak ada pada daftar dasar hukum",
        "Tambahkan pada daftar dasar hukum laporan, atau hapus dari teks.",
    ),
    "tanggal-narasi": Rule("Tanggal dalam teks tidak mungkin", CHECK_SOURCE),
    "kalimat-berulang": Rule(
        "Kalimat yang sama di dua tempat",
        "Tulis uraian yang khusus bagi setiap indikator, atau pindahkan ke sasarannya.",
    ),
    "kalimat-tahun-lalu": Rule(
        "Teks sama dengan laporan tahun lalu", "Periksa apakah uraiannya masih benar untuk tahun ini."
    ),
    "pagu-sama-tahun-lalu": Rule("Anggaran sama persis dengan tahun lalu", CHECK_SOURCE),
    "analisis-kosong": Rule(
        "Analisis indikator belum ada", "Tulis analisisnya, atau nyatakan tidak berlaku dengan alasannya."
    ),
    "bagian-kosong": Rule("Bagian laporan belum ditulis", "Tulis bagiannya, atau lengkapi data yang membentuknya."),
    "bukti-tidak-ada": Rule("Realisasi terverifikasi tanpa bukti", "Unggah berkas bukti pada triwulan itu."),
    "realisasi-terlambat": Rule("Realisasi diajukan terlambat", KNOW),
    "laporan-terlambat": Rule(
        "Laporan bertanggal terlambat", "Periksa tanggal laporan; bila benar, jelaskan keterlambatannya."
    ),
    "laporan-tanggal": Rule("Laporan bertanggal sebelum tahunnya berakhir", "Perbaiki tanggal laporan."),
}

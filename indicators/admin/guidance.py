"""What stands under the fields of plans and indicators, in plain words; the terms are those of docs/glossary.md."""

PLAN = {
    "name": "Misalnya Renstra Direktorat Rehabilitasi Sosial Anak 2025–2029.",
    "year_from": "Tahun pertama periode nasional, misalnya 2025.",
    "year_to": "Tahun terakhir periode nasional, misalnya 2029.",
}
VERSION = {
    "number": "Biarkan 0 untuk Renstra awal; 1 untuk revisi pertama, 2 untuk revisi kedua, dan seterusnya.",
    "document": "Nomor dan judul surat keputusan yang menetapkan versi ini.",
    "decided_on": "Tanggal surat keputusan.",
    "vision": "Bunyi visi seperti tertulis dalam dokumen.",
    "reason": "Hanya untuk revisi: mengapa Renstra diubah.",
}
STATEMENT = {
    "number": "Nomor seperti tercetak dalam dokumen; boleh melompat.",
    "order": "Urutan dalam daftar: 1, 2, 3, dan seterusnya.",
    "objective": "Sasaran yang sekarang menggantikan rumusan ini, bila ada.",
}
OBJECTIVE = {
    "code": "Nomor seperti tercetak, misalnya 1 atau SS.2.",
    "order": "Urutan dalam Renstra: 1, 2, 3, dan seterusnya.",
    "level": "Strategis untuk kementerian, program untuk eselon I, kegiatan untuk unit di bawahnya.",
    "name": "Yang hendak diwujudkan, misalnya “Meningkatnya kemampuan anak penerima layanan”.",
    "parent": "Sasaran di atasnya dalam pohon kinerja; boleh milik unit induk.",
}
TARGET_TABLE = {
    "number": "1 untuk tabel pertama; Renstra boleh mempunyai lebih dari satu tabel target.",
    "title": "Judul tabel seperti tercetak dalam Renstra.",
    "year_from": "Tahun pertama dalam tabel.",
    "year_to": "Tahun terakhir dalam tabel.",
}
STRATEGIC_TARGET = {
    "year_from": "Tahun target.",
    "year_to": "Sama dengan tahun awal, kecuali target berlaku untuk satu masa sekaligus.",
    "value": "Angka dengan koma, misalnya 87,5. Kosong berarti belum ditetapkan, bukan nol.",
    "text": "Hanya untuk indikator bersatuan predikat, misalnya WTP.",
}
INDICATOR = {
    "objective": "Sasaran yang keberhasilannya diukur indikator ini.",
    "code": "Nomor seperti tercetak, misalnya 1.2.",
    "order": "Urutan dalam sasarannya: 1, 2, 3, dan seterusnya.",
    "name": "Bunyi lengkap seperti dalam Perjanjian Kinerja.",
    "short_name": "Sebutan pendek untuk tabel dan grafik; boleh kosong.",
    "is_key": "Centang bila termasuk indikator kinerja utama (IKU) unit.",
    "measure": "Persen, nilai, jumlah, rupiah, atau predikat. Nama “Jumlah ...” memakai satuan jumlah, bukan persen. "
    "Terkunci setelah ada realisasi terverifikasi.",
    "measure_label": "Yang dihitung, misalnya anak, satker, dokumen. Untuk persen biarkan kosong: tanda % sudah ada.",
    "decimals": "Banyaknya angka di belakang koma saat ditampilkan; perhitungan tetap memakai nilai utuh. Kosong pada "
    "indikator baru berarti 0 untuk jumlah dan rupiah, 2 untuk yang lain.",
    "polarity": "Makin tinggi makin baik, makin rendah makin baik, atau harus berada dalam rentang. "
    "Terkunci setelah ada realisasi terverifikasi.",
    "predicate_scale": "Wajib bila satuannya predikat: urutan predikat dari terendah sampai tertinggi. "
    "Terkunci setelah ada realisasi terverifikasi.",
    "calculation": "Cara memperoleh realisasi. Rasio n/T × 100 meminta pembilang dan penyebut; komponen meminta daftar "
    "komponen di bawah. Terkunci setelah ada realisasi terverifikasi.",
    "accumulation": "Cara triwulan menjadi nilai setahun: dijumlahkan, dirata-ratakan, atau memakai posisi akhir. "
    "Terkunci setelah ada realisasi terverifikasi.",
    "numerator_label": "Arti n, misalnya anak yang meningkat kemampuannya.",
    "denominator_label": "Arti T, misalnya seluruh anak penerima layanan.",
    "formula": "Rumus dalam kata, seperti dalam manual indikator.",
    "definition": "Apa yang diukur dan apa yang tidak termasuk, sehingga dua orang menghitung sama.",
    "criterion": "Kapan indikator dinyatakan berhasil.",
    "data_source": "Dari mana angka diperoleh: aplikasi, laporan, atau unit pemberi data.",
    "regulation": "Peraturan yang menjadi dasar ukuran, bila ada.",
    "owner": "Jabatan atau tim yang menyediakan datanya.",
    "year_from": "Kosong berarti sejak awal Renstra.",
    "year_to": "Kosong berarti sampai akhir Renstra.",
    "predecessor": "Indikator lama yang digantikan, agar riwayatnya bersambung.",
}
COMPONENT = {
    "year": "Komponen berlaku untuk satu tahun; tahun berikutnya disalin saat tahun dibuka.",
    "group": "Judul kelompok dalam tabel komponen, bila ada.",
    "role": "Hanya bagian perhitungan yang ikut dihitung; keterangan dan rincian ditampilkan saja. "
    "Terkunci setelah ada realisasi terverifikasi pada tahunnya.",
    "weight": "Dalam persen; bobot semua bagian perhitungan berjumlah 100. "
    "Terkunci setelah ada realisasi terverifikasi pada tahunnya.",
    "measure_label": "Yang dihitung, misalnya anak atau dokumen.",
}
HISTORY = {
    "kind": "Target, realisasi, atau capaian tahun sebelum LAKIN dipakai.",
    "value": "Angka seperti tercetak dalam sumbernya.",
    "source": "Dokumen tempat angka tercetak.",
}

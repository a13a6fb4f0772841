"""The invented figures and words of the demo's sentra for 2026: what its reporter types, quarter by quarter."""

CODE, YEAR, INSTITUTION = "sentra-contoh", 2026, "ditjen-rehsos"

# By indicator, quarter I to III: n/T, one figure per component, or a value and then its details.
FIGURES = {
    "1.1": ("148/198", "312/395", "489/602"),
    "1.2": ("64 120 96", "58 141 102", "61 118 84"),
    "1.3": ("3.4", "2.9", "2.4"),
    "1.4": ("21450000", "28300000", "17900000"),
    "2.1": (
        "3.42 3.45 3.38 3.72 3.47 3.51 3.58 3.40 3.44",
        "3.45 3.48 3.40 3.74 3.50 3.54 3.61 3.43 3.47",
        "3.49 3.52 3.44 3.75 3.53 3.58 3.64 3.49 3.51",
    ),
    "2.2": ("33/40 18/20 40/48", "34/40 18/20 42/48", "35/40 19/20 42/48"),
    "2.3": ("11880/13500", "12558/13650", "13524/13800"),
    "2.4": ("B", "B", "A-"),
    "3.1": ("77.85", "77.85", "79.60 82 78.5 81 77.2"),
    "3.2": ("91.20", "92.85", "94.60"),
    "3.3": ("78 76 72", "80.5 77 73.5", "82 78.5 74.25"),
    "3.4": ("2 3", "1 3", "1 2"),
}
# What was handed in at first, and mended or corrected later.
AT_FIRST = {(2, "1.2"): "58 141 117", (2, "2.2"): "34/40 18/20 44/48"}
# Quarter IV so far: half filled in.
DRAFTS = {"1.1": "655/", "2.1": "3.50 3.53 3.46 3.76"}
# Quarters in which the score of 2025 stands in.
OLD_SCORES = {(1, "2.4"), (2, "2.4"), (1, "3.1"), (2, "3.1")}

WITHDRAWN = {(1, "3.2")}
LATE = {(2, "2.1")}
LATE_REASON = "Pengolahan survei kepuasan menunggu isian dari dua kabupaten."
MENDED = {(2, "2.2"): "Tenaga yang memenuhi standar tertulis 44, daftar pegawai memuat 42. Mohon dicocokkan."}
CORRECTED = {(2, "1.2"): "Lima belas penerima manfaat layanan komunitas tercatat dua kali; rekap sudah diperbaiki."}
VERIFIED_IN_3 = ("1.1", "2.1", "2.2", "3.2", "3.3")
RETURNED_IN_3 = {
    "1.2": "Layanan komunitas 84 orang, rekap terlampir berhenti di Agustus. Lampirkan rekap sampai September.",
    "1.4": "Nota penjualan bulan Agustus belum ada pada bukti dukung. Lampirkan, lalu ajukan kembali.",
}

# By indicator: what helped, what hindered, what is done about it, and who does it.
WORDS = {
    "1.1": ("Asesmen ulang berjalan menurut jadwal.", "", "", ""),
    "1.2": (
        "Penjangkauan bersama dinas sosial menambah rujukan.",
        "Perjalanan dinas berkurang sesudah revisi DIPA.",
        "Menggabungkan layanan komunitas dengan kegiatan dinas sosial.",
        "Ketua Tim Kerja Layanan",
    ),
    "1.3": ("Piket respons kasus berjalan setiap hari.", "", "", ""),
    "1.4": (
        "",
        "Pembeli terbesar belum memesan kembali.",
        "Menjajaki penjualan melalui koperasi pegawai dan toko daring.",
        "Ketua Tim Kerja Keterampilan",
    ),
    "2.1": ("Unsur perilaku pelaksana dinilai tinggi.", "Unsur waktu penyelesaian terendah.", "", ""),
    "2.2": (
        "Penilaian mandiri dilakukan setiap bulan.",
        "Lima butir sarana menunggu pengadaan peralatan asrama.",
        "Menyelesaikan pengadaan peralatan asrama.",
        "Kepala Subbagian Tata Usaha",
    ),
    "2.3": ("", "Rujukan masuk meningkat sejak pertengahan tahun.", "", ""),
    "2.4": ("Bukti dukung penilaian dipenuhi sejak awal tahun.", "", "", ""),
    "3.1": ("Rekomendasi evaluasi tahun lalu ditindaklanjuti.", "Evaluasi internal belum merata.", "", ""),
    "3.2": ("Rencana penarikan dana diperbarui setiap triwulan.", "", "", ""),
    "3.3": ("", "Sebagian tenaga asuh belum mengikuti uji kompetensi.", "", ""),
    "3.4": (
        "",
        "Rekomendasi tentang aset menunggu dokumen lama.",
        "Menyelesaikan penelusuran dokumen aset.",
        "Kepala Subbagian Tata Usaha",
    ),
}

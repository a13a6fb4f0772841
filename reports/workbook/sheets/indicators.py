"""Sheets about what is measured: indicators with their manual, components, realizations and history."""

from indicators.models import Component, ComponentValue, HistoricalValue, Indicator, Realization
from reports.workbook.columns import Column, Kind, Link, Sheet

MEASURES = {"percent": "persen", "score": "nilai", "count": "jumlah", "rupiah": "rupiah", "predicate": "predikat"}
POLARITIES = {"maximize": "makin_tinggi", "minimize": "makin_rendah", "range": "rentang"}
CALCULATIONS = {
    "ratio": "rasio",
    "weighted": "berbobot",
    "mean": "rata_rata",
    "sum": "jumlah",
    "pooled": "gabungan",
    "survey": "survei",
    "external": "pihak_lain",
    "count": "hitungan",
    "typed": "langsung",
}
ACCUMULATIONS = {"sum": "jumlah", "average": "rata_rata", "last": "posisi_akhir"}
STATUSES = {"draft": "draf", "submitted": "diajukan", "returned": "dikembalikan", "verified": "terverifikasi"}
HISTORY_KINDS = {"target": "target", "realization": "realisasi", "achievement": "capaian"}

INDICATOR = Sheet(
    name="indikator",
    model=Indicator,
    about="Indikator kinerja beserta manualnya.",
    columns=(
        Column("renstra", to="renstra", about="Alamat Renstra."),
        Column("nomor", "code", "Nomor indikator, tunggal dalam satu Renstra, misalnya 5.2."),
        Column("sasaran", about="Nomor sasaran dalam Renstra yang sama.", kind=Kind.TEXT, is_required=True),
        Column("urutan", "order", "Urutan tampil dalam sasarannya."),
        Column("nama", "name", "Nama indikator.", width=70),
        Column("nama_singkat", "short_name", "Nama untuk grafik dan kolom sempit.", width=32),
        Column("satuan", "measure", "Satuan nilai.", words=MEASURES),
        Column("sebutan_satuan", "measure_label", "Sebutan yang dicetak, misalnya dokumen."),
        Column("desimal", "decimals", "Banyaknya angka di belakang koma yang dicetak."),
        Column("arah", "polarity", "Arah yang diinginkan.", words=POLARITIES),
        Column("cara_hitung", "calculation", "Cara menghitung realisasi.", words=CALCULATIONS),
        Column("akumulasi", "accumulation", "Cara menggabungkan triwulan.", words=ACCUMULATIONS),
        Column("skala_predikat", "predicate_scale", "Kode skala, untuk satuan predikat.", to="skala_predikat"),
        Column("arti_pembilang", "numerator_label", "Arti n.", width=40),
        Column("arti_penyebut", "denominator_label", "Arti T.", width=40),
        Column("definisi", "definition", "Definisi operasional.", width=60),
        Column("rumus", "formula", "Rumus dalam kata.", width=40),
        Column("sumber_data", "data_source", "Sumber data.", width=32),
        Column("peraturan", "regulation", "Peraturan terkait.", width=40),
        Column("kriteria", "criterion", "Kriteria keberhasilan.", width=40),
        Column("penanggung_jawab", "owner", "Penanggung jawab indikator.", width=32),
        Column("iku", "is_key", "Ya bila indikator kinerja utama."),
        Column("pendahulu", "predecessor", "Alamat indikator yang digantikan; kosong bila tidak ada.", to="indikator"),
        Column("berlaku_sejak", "year_from", "Tahun pertama berlaku; kosong berarti sejak awal Renstra."),
        Column("berlaku_sampai", "year_to", "Tahun terakhir berlaku; kosong berarti sampai akhir Renstra."),
    ),
    key=("renstra", "nomor"),
    container=("renstra",),
    links=(Link("objective", "sasaran", ("renstra", "sasaran")),),
)

COMPONENT = Sheet(
    name="komponen",
    model=Component,
    about="Komponen perhitungan sebuah indikator dalam satu tahun; hanya yang berperan bagian ikut dihitung.",
    columns=(
        Column("indikator", "indicator", "Alamat indikator.", to="indikator"),
        Column("tahun", "year", "Tahun."),
        Column("urutan", "order", "Nomor urut komponen; nilai_komponen menunjuk nomor ini."),
        Column("kelompok", "group", "Kelompok komponen.", width=24),
        Column("nama", "name", "Nama komponen.", width=60),
        Column("peran", "role", "Bagian, konteks, atau rincian."),
        Column("sebutan_satuan", "measure_label", "Satuan yang dicetak, misalnya anak."),
        Column("bobot", "weight", "Bobot (%), untuk cara hitung berbobot."),
    ),
    key=("indikator", "tahun", "urutan"),
    container=("indikator", "tahun"),
)

REALIZATION = Sheet(
    name="realisasi",
    model=Realization,
    about="Realisasi satu indikator dalam satu triwulan; yang sudah terverifikasi tidak berubah lewat buku kerja.",
    columns=(
        Column("unit", "unit", "Kode unit yang merealisasikan.", to="unit"),
        Column("tahun", "year", "Tahun."),
        Column("triwulan", "quarter", "1 sampai 4."),
        Column("indikator", "indicator", "Alamat indikator.", to="indikator"),
        Column("nilai", "value", "Realisasi berupa angka; kosong berarti belum diketahui."),
        Column("predikat", "text", "Realisasi berupa kata, untuk satuan predikat."),
        Column("pembilang", "numerator", "n, untuk cara hitung rasio."),
        Column("penyebut", "denominator", "T, untuk cara hitung rasio."),
        Column("memakai_nilai_tahun", "source_year", "Diisi bila nilai tahun lain dipakai sementara."),
        Column("sumber", "source", "Sumber data.", width=40),
        Column("faktor_pendorong", "supporting_factors", "Faktor pendorong.", width=50),
        Column("faktor_penghambat", "hindering_factors", "Faktor penghambat.", width=50),
        Column("tindak_lanjut", "follow_up", "Tindak lanjut.", width=50),
        Column("penanggung_jawab_tindak_lanjut", "follow_up_by", "Siapa yang menjalankan tindak lanjut.", width=32),
        Column("tanggal_tindak_lanjut", "follow_up_on", "Kapan tindak lanjut selesai."),
        Column("catatan", "note", "Catatan bebas.", width=40),
        Column("status", "status", "Keadaan verifikasi.", words=STATUSES),
        Column("waktu_verifikasi", "verified_at", "Waktu verifikasi, misalnya 2023-10-05T10:42:00+07:00.", width=28),
    ),
    key=("unit", "tahun", "triwulan", "indikator"),
    container=("unit", "tahun"),
)

COMPONENT_VALUE = Sheet(
    name="nilai_komponen",
    model=ComponentValue,
    about="Nilai komponen dalam satu realisasi.",
    columns=(
        Column("unit", to="unit", about="Kode unit yang merealisasikan."),
        Column("tahun", about="Tahun.", kind=Kind.INTEGER),
        Column("triwulan", about="1 sampai 4.", kind=Kind.INTEGER),
        Column("indikator", to="indikator", about="Alamat indikator."),
        Column("komponen", about="Nomor urut komponen.", kind=Kind.INTEGER),
        Column("pembilang", "numerator", "Realisasi atau n."),
        Column("penyebut", "denominator", "Target atau T."),
        Column("nilai", "score", "Nilai, untuk komponen yang dinilai."),
        Column("keterangan", "text", "Keterangan.", width=40),
    ),
    key=("unit", "tahun", "triwulan", "indikator", "komponen"),
    container=("unit", "tahun"),
    links=(
        Link("realization", "realisasi", ("unit", "tahun", "triwulan", "indikator")),
        Link("component", "komponen", ("indikator", "tahun", "komponen")),
    ),
)

HISTORY = Sheet(
    name="riwayat",
    model=HistoricalValue,
    about="Angka tahun-tahun sebelum aplikasi dipakai, sebagaimana tertulis dalam sumbernya.",
    columns=(
        Column("unit", "unit", "Kode unit.", to="unit"),
        Column("indikator", "indicator", "Alamat indikator.", to="indikator"),
        Column("jenis", "kind", "Target, realisasi, atau capaian.", words=HISTORY_KINDS),
        Column("tahun_awal", "year_from", "Tahun, atau tahun pertama bila nilai satu masa."),
        Column("tahun_akhir", "year_to", "Sama dengan tahun_awal, atau tahun terakhir bila nilai satu masa."),
        Column("nilai", "value", "Nilai berupa angka."),
        Column("predikat", "text", "Nilai berupa kata."),
        Column("sumber", "source", "Dokumen asal nilai.", width=40),
        Column("catatan", "note", "Catatan bebas.", width=40),
    ),
    key=("unit", "indikator", "jenis", "tahun_awal", "tahun_akhir"),
    container=("unit",),
)

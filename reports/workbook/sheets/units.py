"""Sheets about who: units, their names, officials, functions and staff."""

from reports.workbook.columns import Column, Kind, Sheet
from units.models import Official, StaffCount, Unit, UnitFunction, UnitName

UNIT = Sheet(
    name="unit",
    model=Unit,
    about="Unit kerja yang disebut di lembar lain: unit pelapor, unit di atasnya, dan unit di bawahnya.",
    columns=(
        Column("kode", "code", "Kode unit: huruf kecil, angka, dan tanda hubung, misalnya dit-rsa. Tidak berubah."),
        Column("nama", "name", "Nama resmi yang berlaku sekarang.", width=50),
        Column("nama_singkat", "short_name", "Nama untuk judul kolom dan grafik.", width=24),
        Column("jenis", "kind", "Jenis unit."),
        Column("induk", "parent", "Kode unit induk; kosong untuk kementerian.", to="unit"),
        Column("urutan", "order", "Urutan di antara unit dengan induk yang sama."),
        Column("eselon", "echelon", "Eselon kepala unit, misalnya I atau II."),
        Column("jabatan_kepala", "head_position", "Nama jabatan kepala unit.", width=40),
        Column("alamat", "address", "Alamat kantor.", width=40),
        Column("kota", "city", "Kota, dipakai di bawah tanda tangan."),
        Column("surel", "email", "Alamat surel kantor.", width=24),
        Column("telepon", "phone", "Nomor telepon kantor.", kind=Kind.DIGITS),
        Column("dasar_hukum", "legal_basis", "Peraturan yang membentuk unit.", width=40),
        Column("catatan", "note", "Catatan bebas.", width=40),
        Column("aktif", "is_active", "Tidak bila unit sudah dihapus dari struktur."),
    ),
    key=("kode",),
    container=("kode",),
)

UNIT_NAME = Sheet(
    name="nama_unit",
    model=UnitName,
    about="Riwayat nama unit; nama lama yang tersisa di laporan ditemukan saat reviu.",
    columns=(
        Column("unit", "unit", "Kode unit.", to="unit"),
        Column("nama", "name", "Nama yang pernah atau sedang dipakai.", width=50),
        Column("nama_singkat", "short_name", "Nama singkatnya.", width=24),
        Column("berlaku_sejak", "valid_from", "Tanggal mulai dipakai."),
        Column("berlaku_sampai", "valid_until", "Tanggal terakhir dipakai; kosong bila masih berlaku."),
        Column("dasar_hukum", "legal_basis", "Peraturan yang menetapkan nama.", width=40),
    ),
    key=("unit", "nama"),
    container=("unit",),
)

OFFICIAL = Sheet(
    name="pejabat",
    model=Official,
    about="Pejabat unit dan masa jabatannya.",
    columns=(
        Column("unit", "unit", "Kode unit.", to="unit"),
        Column("jabatan", "position", "Nama jabatan.", width=40),
        Column("nama", "name", "Nama pejabat dengan gelar.", width=32),
        Column("nip", "nip", "NIP 18 angka, ditulis sebagai teks.", kind=Kind.DIGITS, width=22),
        Column("status", "status", "Status jabatan; plt dan plh untuk pelaksana."),
        Column("mulai", "started_on", "Tanggal mulai menjabat; kosong bila tidak diketahui."),
        Column("selesai", "ended_on", "Tanggal selesai menjabat; kosong bila masih menjabat atau tidak diketahui."),
    ),
    key=("unit", "jabatan", "nama", "mulai"),
    container=("unit",),
)

UNIT_FUNCTION = Sheet(
    name="tugas_fungsi",
    model=UnitFunction,
    about="Tugas dan fungsi unit menurut dasar hukumnya.",
    columns=(
        Column("unit", "unit", "Kode unit.", to="unit"),
        Column("jenis", "kind", "Tugas, fungsi, atau tugas khusus."),
        Column("urutan", "order", "Nomor urut dalam jenisnya."),
        Column("uraian", "text", "Bunyi tugas atau fungsi.", width=70),
    ),
    key=("unit", "jenis", "urutan"),
    container=("unit",),
)

STAFF_COUNT = Sheet(
    name="pegawai",
    model=StaffCount,
    about="Jumlah pegawai per kelompok pada akhir tahun.",
    columns=(
        Column("unit", "unit", "Kode unit.", to="unit"),
        Column("tahun", "year", "Tahun keadaan."),
        Column("pengelompokan", "group", "Dasar pengelompokan, misalnya Pendidikan.", width=24),
        Column("kelompok", "name", "Nama kelompok, misalnya S1.", width=24),
        Column("urutan", "order", "Urutan kelompok dalam pengelompokannya."),
        Column("jumlah", "count", "Jumlah pegawai; kosong bila tidak terbaca atau tidak diketahui."),
        Column("jumlah_seluruhnya", "is_total", "Ya bila baris ini jumlah seluruh pegawai."),
        Column("catatan", "note", "Catatan bebas.", width=40),
    ),
    key=("unit", "tahun", "pengelompokan", "kelompok"),
    container=("unit", "tahun"),
)

SHEETS = (UNIT, UNIT_NAME, OFFICIAL, UNIT_FUNCTION, STAFF_COUNT)

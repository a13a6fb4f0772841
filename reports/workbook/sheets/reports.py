"""Sheets about the report: outline, narrative, legal basis, context, national targets and printed figures."""

from django.db.models import F

from reports.models import (
    ContextFigure,
    LegalReference,
    Narrative,
    NationalTarget,
    Outline,
    OutlineSection,
    PrintedFigure,
    Report,
)
from reports.workbook.columns import Column, Kind, Link, Sheet

STATUSES = {
    "draft": "draf",
    "in_review": "direviu",
    "reviewed": "telah_direviu",
    "final": "final",
    "published": "terbit",
    "withdrawn": "ditarik",
}

OUTLINE = Sheet(
    name="kerangka",
    model=Outline,
    about="Kerangka laporan.",
    columns=(
        Column("kode", "code", "Kode kerangka."),
        Column("nama", "name", "Nama kerangka.", width=50),
        Column("sumber", "source", "Peraturan asal kerangka.", width=40),
    ),
    key=("kode",),
    container=("kode",),
)

SECTION = Sheet(
    name="bagian_kerangka",
    model=OutlineSection,
    about="Bab dan bagian sebuah kerangka, menurut urutannya.",
    columns=(
        Column("kerangka", "outline", "Kode kerangka.", to="kerangka"),
        Column("kunci", "key", "Kunci bagian; lembar narasi menunjuk kunci ini.", width=28),
        Column("urutan", "order", "Urutan dalam laporan."),
        Column("letak", "part", "Depan, isi, atau lampiran."),
        Column("jenis_isi", "kind", "Nama penyusun isi bagian.", width=24),
        Column("nomor", "number", "Nomor yang dicetak, misalnya Bab I."),
        Column("judul", "title", "Judul bagian.", width=50),
        Column("induk", about="Kunci bagian induk; kosong untuk bab.", kind=Kind.TEXT),
        Column("mendatar", "is_landscape", "Ya bila halamannya mendatar."),
    ),
    key=("kerangka", "kunci"),
    container=("kerangka",),
    links=(Link("parent", "bagian_kerangka", ("kerangka", "induk")),),
    parking={"order": {"order": F("order") + 1_000_000}},
)

REPORT = Sheet(
    name="laporan",
    model=Report,
    about="Laporan Kinerja unit; yang sudah final tidak berubah lewat buku kerja.",
    columns=(
        Column("unit", "unit", "Kode unit.", to="unit"),
        Column("tahun", "year", "Tahun laporan."),
        Column("judul", "title", "Judul laporan.", width=60),
        Column("kerangka", "outline", "Kode kerangka.", to="kerangka", width=24),
        Column("status", "status", "Keadaan laporan.", words=STATUSES),
        Column("tempat", "place", "Tempat penandatanganan."),
        Column(
            "tanggal",
            "date",
            "Tanggal laporan, misalnya 2024-01-31, atau 2024-01 bila harinya tidak diketahui.",
            kind=Kind.DATE_OR_MONTH,
            precision_field="date_precision",
        ),
        Column("jabatan_penanda_tangan", "signatory_position", "Jabatan penanda tangan.", width=40),
        Column("nama_penanda_tangan", "signatory_name", "Nama penanda tangan.", width=32),
        Column("nip_penanda_tangan", "signatory_nip", "NIP penanda tangan.", kind=Kind.DIGITS, width=22),
        Column("catatan", "note", "Catatan bebas.", width=40),
    ),
    key=("unit", "tahun"),
    container=("unit", "tahun"),
)

NARRATIVE = Sheet(
    name="narasi",
    model=Narrative,
    about="Narasi laporan dalam Markdown; angka ditulis sebagai acuan hidup, misalnya {{ capaian 5.2 }}.",
    columns=(
        Column("laporan", "report", "Alamat laporan.", to="laporan"),
        Column("bagian", "section", "Kunci bagian pada kerangka laporan.", width=28),
        Column("sasaran", "objective", "Alamat sasaran; kosong bila tidak khusus.", to="sasaran"),
        Column("indikator", "indicator", "Alamat indikator; kosong bila tidak khusus.", to="indikator"),
        Column("analisis", "analysis", "Nomor analisis 1 sampai 7; kosong bila bukan analisis."),
        Column("teks", "text", "Isi narasi.", width=80),
        Column("tidak_berlaku_karena", "not_applicable_reason", "Alasan bila analisis tidak berlaku.", width=40),
    ),
    key=("laporan", "bagian", "sasaran", "indikator", "analisis"),
    container=("laporan",),
)

LEGAL_REFERENCE = Sheet(
    name="dasar_hukum",
    model=LegalReference,
    about="Peraturan yang menjadi dasar laporan.",
    columns=(
        Column("laporan", "report", "Alamat laporan.", to="laporan"),
        Column("urutan", "order", "Nomor urut."),
        Column("jenis", "kind", "Jenis peraturan, misalnya Perpres.", width=20),
        Column("nomor", "number", "Nomor peraturan."),
        Column("tahun", "year", "Tahun peraturan."),
        Column("tentang", "title", "Judul peraturan.", width=60),
        Column("dipakai_pada", "sections", "Bagian laporan yang merujuknya.", width=32),
        Column("catatan", "note", "Catatan bebas.", width=40),
    ),
    key=("laporan", "urutan"),
    container=("laporan",),
)

CONTEXT_FIGURE = Sheet(
    name="angka_konteks",
    model=ContextFigure,
    about="Angka tentang keadaan di sekitar unit, dikutip dalam narasi dengan {{ angka KUNCI }}.",
    columns=(
        Column("laporan", "report", "Alamat laporan.", to="laporan"),
        Column("kunci", "key", "Kunci: huruf, angka, garis bawah, atau tanda hubung.", width=28),
        Column("sebutan", "label", "Sebutan angka.", width=50),
        Column("nilai", "value", "Nilai; kosong berarti tidak diketahui."),
        Column("satuan", "measure_label", "Satuan."),
        Column("keadaan_tahun", "as_of", "Tahun keadaan."),
        Column("catatan", "note", "Catatan bebas.", width=40),
    ),
    key=("laporan", "kunci"),
    container=("laporan",),
)

NATIONAL_TARGET = Sheet(
    name="target_nasional",
    model=NationalTarget,
    about="Target RPJMN atau standar nasional pembanding.",
    columns=(
        Column("laporan", "report", "Alamat laporan.", to="laporan"),
        Column("urutan", "order", "Nomor urut."),
        Column("sasaran_nasional", "label", "Sebutan sasaran nasional.", width=50),
        Column("target", "value", "Target; kosong berarti tidak diketahui."),
        Column("satuan", "measure_label", "Satuan."),
        Column("tahun", "year", "Tahun target."),
        Column("sumber", "source", "Dokumen asal target.", width=32),
        Column("indikator", "indicator", "Alamat indikator yang dibandingkan.", to="indikator"),
    ),
    key=("laporan", "urutan"),
    container=("laporan",),
)

PRINTED_FIGURE = Sheet(
    name="angka_tercetak",
    model=PrintedFigure,
    about="Angka laporan lama sebagaimana tercetak; hanya dibandingkan dengan data, tidak pernah ikut dihitung.",
    columns=(
        Column("laporan", "report", "Alamat laporan.", to="laporan"),
        Column("urutan", "order", "Nomor urut."),
        Column("tempat", "place", "Tempat angka tercetak.", width=24),
        Column("pokok", "subject", "Hal yang diterangkan angka."),
        Column("kunci", "key", "Nomor indikator, kode baris POK, atau nama kelompok.", width=32),
        Column("ukuran", "measure", "Ukuran yang dicetak.", width=20),
        Column("nilai", "value", "Nilai yang tercetak, sebagai angka."),
        Column("tercetak_sebagai", "as_printed", "Tulisan aslinya.", kind=Kind.TEXT, width=32),
        Column("catatan", "note", "Catatan bebas.", width=40),
    ),
    key=("laporan", "urutan"),
    container=("laporan",),
)

SHEETS = (
    OUTLINE,
    SECTION,
    REPORT,
    NARRATIVE,
    LEGAL_REFERENCE,
    CONTEXT_FIGURE,
    NATIONAL_TARGET,
    PRINTED_FIGURE,
)

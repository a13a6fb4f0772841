"""Sheets about what was promised: agreements, their lines, quarter targets, steps and budget annex."""

from agreements.models import ActionStep, AgreementBudget, AgreementLine, PerformanceAgreement, QuarterTarget
from reports.workbook.columns import Column, Kind, Link, Sheet

STATUSES = {"draft": "draf", "signed": "ditandatangani", "superseded": "digantikan"}
LINE_LINK = Link("line", "butir_pk", ("pk", "indikator"))

AGREEMENT = Sheet(
    name="pk",
    model=PerformanceAgreement,
    about="Versi Perjanjian Kinerja; yang sudah ditandatangani tidak berubah lewat buku kerja.",
    columns=(
        Column("unit", "unit", "Kode unit.", to="unit"),
        Column("tahun", "year", "Tahun."),
        Column("versi", "version", "0 = awal, 1 = perubahan pertama, dan seterusnya."),
        Column("status", "status", "Keadaan naskah.", words=STATUSES),
        Column("tempat", "place", "Tempat penandatanganan."),
        Column(
            "tanggal",
            "signed_on",
            "Tanggal penandatanganan, misalnya 2023-01-30, atau 2023-01 bila harinya tidak diketahui.",
            kind=Kind.DATE_OR_MONTH,
            precision_field="signed_precision",
        ),
        Column("pihak_pertama_nama", "first_party_name", "Nama pihak pertama saat ditandatangani.", width=32),
        Column("pihak_pertama_nip", "first_party_nip", "NIP pihak pertama.", kind=Kind.DIGITS, width=22),
        Column("pihak_pertama_jabatan", "first_party_position", "Jabatan pihak pertama.", width=40),
        Column("pihak_kedua_nama", "second_party_name", "Nama pihak kedua saat ditandatangani.", width=32),
        Column("pihak_kedua_nip", "second_party_nip", "NIP pihak kedua.", kind=Kind.DIGITS, width=22),
        Column("pihak_kedua_jabatan", "second_party_position", "Jabatan pihak kedua.", width=40),
        Column("alasan", "reason", "Alasan perubahan; kosong untuk versi awal."),
        Column("uraian_alasan", "reason_text", "Uraian alasan perubahan.", width=50),
        Column("catatan", "note", "Catatan bebas.", width=40),
    ),
    key=("unit", "tahun", "versi"),
    container=("unit", "tahun"),
)

LINE = Sheet(
    name="butir_pk",
    model=AgreementLine,
    about="Indikator dan target dalam satu versi Perjanjian Kinerja.",
    columns=(
        Column("pk", "agreement", "Alamat Perjanjian Kinerja.", to="pk"),
        Column("indikator", "indicator", "Alamat indikator.", to="indikator"),
        Column("urutan", "order", "Urutan dalam naskah."),
        Column("target", "target", "Target berupa angka; kosong berarti belum ditetapkan."),
        Column("batas_bawah", "target_lower", "Batas bawah, untuk arah rentang."),
        Column("batas_atas", "target_upper", "Batas atas, untuk arah rentang."),
        Column("predikat", "target_text", "Target berupa kata, untuk satuan predikat."),
        Column("bunyi_sasaran", "objective_name", "Bunyi sasaran saat ditandatangani.", width=50),
        Column("bunyi_indikator", "indicator_name", "Bunyi indikator saat ditandatangani.", width=50),
        Column("induk_pk", to="pk", about="Alamat Perjanjian Kinerja unit induk, bila butir ini turunannya."),
        Column("induk_indikator", to="indikator", about="Alamat indikator pada Perjanjian Kinerja unit induk itu."),
    ),
    key=("pk", "indikator"),
    container=("pk",),
    links=(Link("parent", "butir_pk", ("induk_pk", "induk_indikator")),),
)

QUARTER_TARGET = Sheet(
    name="target_triwulan",
    model=QuarterTarget,
    about="Target sampai akhir setiap triwulan; terkunci bila realisasi triwulan itu sudah terverifikasi.",
    columns=(
        Column("pk", to="pk", about="Alamat Perjanjian Kinerja."),
        Column("indikator", to="indikator", about="Alamat indikator."),
        Column("triwulan", "quarter", "1 sampai 4."),
        Column("target", "target", "Target berupa angka; kosong berarti belum ditetapkan."),
        Column("predikat", "target_text", "Target berupa kata."),
    ),
    key=("pk", "indikator", "triwulan"),
    container=("pk",),
    links=(LINE_LINK,),
)

STEP = Sheet(
    name="rencana_aksi",
    model=ActionStep,
    about="Langkah Rencana Aksi untuk setiap butir Perjanjian Kinerja.",
    columns=(
        Column("pk", to="pk", about="Alamat Perjanjian Kinerja."),
        Column("indikator", to="indikator", about="Alamat indikator."),
        Column("urutan", "order", "Nomor urut langkah."),
        Column("langkah", "description", "Uraian langkah.", width=60),
        Column("triwulan_awal", "quarter_from", "Triwulan mulai."),
        Column("triwulan_akhir", "quarter_to", "Triwulan selesai."),
        Column("penanggung_jawab", "person_in_charge", "Penanggung jawab langkah.", width=32),
        Column("anggaran", "budget", "Anggaran dalam rupiah."),
    ),
    key=("pk", "indikator", "urutan"),
    container=("pk",),
    links=(LINE_LINK,),
)

BUDGET = Sheet(
    name="anggaran_pk",
    model=AgreementBudget,
    about="Lampiran anggaran Perjanjian Kinerja per program atau kegiatan.",
    columns=(
        Column("pk", "agreement", "Alamat Perjanjian Kinerja.", to="pk"),
        Column("kode", "code", "Kode program atau kegiatan."),
        Column("urutan", "order", "Urutan dalam lampiran."),
        Column("tingkat", "level", "Program atau kegiatan."),
        Column("nama", "name", "Nama program atau kegiatan.", width=50),
        Column("anggaran", "amount", "Anggaran dalam rupiah."),
    ),
    key=("pk", "kode"),
    container=("pk",),
)

SHEETS = (AGREEMENT, LINE, QUARTER_TARGET, STEP, BUDGET)

"""Sheets about the Renstra: versions, statements, objectives and target tables."""

from indicators.models import Objective, PlanStatement, PlanVersion, StrategicPlan, StrategicTarget, TargetTable
from reports.workbook.columns import Column, Kind, Link, Sheet

PLAN = Sheet(
    name="renstra",
    model=StrategicPlan,
    about="Renstra unit.",
    columns=(
        Column("unit", "unit", "Kode unit.", to="unit"),
        Column("tahun_awal", "year_from", "Tahun pertama Renstra."),
        Column("tahun_akhir", "year_to", "Tahun terakhir Renstra."),
        Column("nama", "name", "Nama dokumen Renstra.", width=60),
    ),
    key=("unit", "tahun_awal"),
    container=("unit",),
)

PLAN_VERSION = Sheet(
    name="versi_renstra",
    model=PlanVersion,
    about="Versi Renstra: yang pertama dan setiap revisinya.",
    columns=(
        Column("renstra", "plan", "Alamat Renstra.", to="renstra"),
        Column("versi", "number", "0 = awal, 1 = revisi pertama, dan seterusnya."),
        Column("dokumen", "document", "Nomor dokumen penetapan.", width=40),
        Column("tanggal", "decided_on", "Tanggal penetapan."),
        Column("visi", "vision", "Bunyi visi.", width=60),
        Column("alasan", "reason", "Alasan perubahan; kosong untuk versi awal.", width=60),
    ),
    key=("renstra", "versi"),
    container=("renstra",),
)

STATEMENT = Sheet(
    name="pernyataan_renstra",
    model=PlanStatement,
    about="Misi, tujuan, arah kebijakan, dan bunyi lain sebagaimana tertulis dalam satu versi Renstra.",
    columns=(
        Column("versi_renstra", "version", "Alamat versi Renstra.", to="versi_renstra"),
        Column("jenis", "kind", "Jenis pernyataan.", width=20),
        Column("nomor", "number", "Nomor menurut dokumen; boleh melompat."),
        Column("urutan", "order", "Urutan tampil dalam jenisnya."),
        Column("bunyi", "text", "Bunyi pernyataan.", width=70),
        Column("sasaran", "objective", "Alamat sasaran yang terkait; kosong bila tidak ada.", to="sasaran"),
    ),
    key=("versi_renstra", "jenis", "nomor"),
    container=("versi_renstra",),
)

OBJECTIVE = Sheet(
    name="sasaran",
    model=Objective,
    about="Sasaran strategis, program, dan kegiatan; sasaran induk boleh milik unit lain (pohon kinerja).",
    columns=(
        Column("renstra", "plan", "Alamat Renstra.", to="renstra"),
        Column("nomor", "code", "Nomor sasaran, tunggal dalam satu Renstra."),
        Column("urutan", "order", "Urutan tampil."),
        Column("tingkat", "level", "Tingkat sasaran."),
        Column("nama", "name", "Bunyi sasaran.", width=70),
        Column("induk", "parent", "Alamat sasaran induk; kosong bila tidak ada.", to="sasaran"),
    ),
    key=("renstra", "nomor"),
    container=("renstra",),
)

TARGET_TABLE = Sheet(
    name="tabel_target",
    model=TargetTable,
    about="Tabel target dalam satu versi Renstra; satu versi boleh memuat beberapa tabel.",
    columns=(
        Column("versi_renstra", "version", "Alamat versi Renstra.", to="versi_renstra"),
        Column("tabel", "number", "Nomor tabel."),
        Column("judul", "title", "Judul tabel.", width=60),
        Column("tahun_awal", "year_from", "Tahun pertama dalam tabel."),
        Column("tahun_akhir", "year_to", "Tahun terakhir dalam tabel."),
    ),
    key=("versi_renstra", "tabel"),
    container=("versi_renstra",),
)

STRATEGIC_TARGET = Sheet(
    name="target_renstra",
    model=StrategicTarget,
    about="Target jangka menengah per indikator dan tahun; tahun yang tidak disebut berarti tidak ditargetkan.",
    columns=(
        Column("versi_renstra", to="versi_renstra", about="Alamat versi Renstra."),
        Column("tabel", about="Nomor tabel target.", kind=Kind.INTEGER),
        Column("indikator", "indicator", "Alamat indikator.", to="indikator"),
        Column("tahun_awal", "year_from", "Tahun target."),
        Column("tahun_akhir", "year_to", "Sama dengan tahun_awal, atau tahun terakhir bila target satu masa."),
        Column("target", "value", "Target berupa angka; kosong berarti belum diketahui."),
        Column("predikat", "text", "Target berupa kata, untuk indikator bersatuan predikat."),
    ),
    key=("versi_renstra", "tabel", "indikator", "tahun_awal", "tahun_akhir"),
    container=("versi_renstra",),
    links=(Link("table", "tabel_target", ("versi_renstra", "tabel")),),
)

SHEETS = (PLAN, PLAN_VERSION, OBJECTIVE, STATEMENT, TARGET_TABLE)

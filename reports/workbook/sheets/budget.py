"""Sheets about what it costs: satker, DIPA and its revisions, the POK tree, pagu, spending and volumes."""

from budget.models import (
    BudgetLine,
    Ceiling,
    Dipa,
    DipaRevision,
    ExpenditureTotal,
    LineLevel,
    OutputVolume,
    PlannedWithdrawal,
    Satker,
    Spending,
    SupportingActivity,
    VolumeTarget,
)
from reports.workbook.columns import Column, Kind, Link, Sheet, Spill

LINE_LINK = Link("line", "pok", ("dipa", "kode"))


def parent_from_code(values, places):
    """Fills an empty `induk`: the code without its last part; a program stands alone."""
    if values[places["induk"]] is None and values[places["tingkat"]] != LineLevel.PROGRAM:
        values[places["induk"]] = values[places["kode"]].rpartition(".")[0] or None


SATKER = Sheet(
    name="satker",
    model=Satker,
    about="Satuan kerja menurut perbendaharaan.",
    columns=(
        Column("kode", "code", "Enam angka kode satker, ditulis sebagai teks.", kind=Kind.DIGITS),
        Column("nama", "name", "Nama satker.", width=50),
        Column("unit", "unit", "Kode unit pemilik satker.", to="unit"),
    ),
    key=("kode",),
    container=("kode",),
)

DIPA = Sheet(
    name="dipa",
    model=Dipa,
    about="DIPA unit, atau bagian unit dari DIPA bersama.",
    columns=(
        Column("unit", "unit", "Kode unit.", to="unit"),
        Column("tahun", "year", "Tahun anggaran."),
        Column("nomor", "number", "Nomor DIPA; kosong bila tidak diketahui.", width=30),
        Column("satker", "satker", "Kode satker.", to="satker"),
        Column("catatan", "note", "Catatan bebas.", width=40),
    ),
    key=("unit", "tahun", "nomor"),
    container=("unit", "tahun"),
)

REVISION = Sheet(
    name="revisi_dipa",
    model=DipaRevision,
    about="Keadaan DIPA dari awal sampai revisi terakhir.",
    columns=(
        Column("dipa", "dipa", "Alamat DIPA.", to="dipa", width=22),
        Column("urutan", "order", "Urutan waktu; lembar pok dan pagu menunjuk nomor ini."),
        Column("nomor", "number", "Nomor revisi yang tercetak; boleh melompat, 0 untuk DIPA awal."),
        Column("jenis", "kind", "Jenis revisi."),
        Column("keadaan", "state", "Usulan tidak mengubah angka mana pun sebelum ditetapkan."),
        Column("pagu", "amount", "Pagu dalam rupiah."),
        Column("tanggal", "date", "Tanggal revisi."),
        Column("digital_stamp", "digital_stamp", "Digital stamp, ditulis sebagai teks.", kind=Kind.DIGITS, width=24),
        Column("catatan", "note", "Catatan bebas.", width=40),
    ),
    key=("dipa", "urutan"),
    container=("dipa",),
    # Two revisions may trade their printed numbers; a closing row is the only kind that may go without one meanwhile.
    parking={"number": {"number": None, "kind": "akhir"}},
)

LINE = Sheet(
    name="pok",
    model=BudgetLine,
    about=(
        "Pohon POK: satu baris per program, kegiatan, KRO, RO, komponen, subkomponen, dan akun. Pagu satu revisi "
        "dan realisasi setahun boleh ditulis di sini; pagu revisi lain dan realisasi per bulan di lembarnya sendiri."
    ),
    columns=(
        Column("dipa", "dipa", "Alamat DIPA.", to="dipa", width=22),
        Column("kode", "path", "Kode lengkap dari program ke bawah, dipisah titik.", kind=Kind.TEXT, width=34),
        Column(
            "induk", about="Kode lengkap baris induk; kosong berarti kode tanpa bagian terakhirnya.", kind=Kind.TEXT
        ),
        Column("tingkat", "level", "Tingkat baris."),
        Column("urutan", "order", "Urutan tampil dalam DIPA."),
        Column("uraian", "name", "Uraian baris.", width=60),
        Column("rincian_sebagian", "is_partial", "Ya bila rincian di bawah baris ini tidak lengkap pada sumbernya."),
        Column("sasaran", "objective", "Alamat sasaran yang dibiayai; kosong bila tidak ditentukan.", to="sasaran"),
        Column("revisi", about="Urutan revisi DIPA yang menetapkan kolom pagu.", kind=Kind.INTEGER),
        Column("pagu", about="Pagu dalam rupiah menurut revisi itu.", kind=Kind.INTEGER),
        Column("blokir", about="Bagian pagu itu yang diblokir; boleh tanpa kolom ini.", kind=Kind.INTEGER),
        Column("realisasi", about="Realisasi Januari sampai Desember dalam rupiah.", kind=Kind.INTEGER),
    ),
    key=("dipa", "kode"),
    container=("dipa",),
    links=(Link("parent", "pok", ("dipa", "induk")),),
    spills=(
        Spill("pagu", "pagu", {"dipa": "dipa", "kode": "kode", "revisi": "revisi", "pagu": "pagu", "blokir": "blokir"}),
        Spill(
            "realisasi_anggaran",
            "realisasi",
            {"dipa": "dipa", "kode": "kode", "realisasi": "realisasi"},
            {"bulan_awal": 1, "bulan_akhir": 12},
        ),
    ),
    complete=parent_from_code,
)

CEILING = Sheet(
    name="pagu",
    model=Ceiling,
    about="Pagu sebuah baris POK pada satu revisi; baris tanpa pagu di sini tetap memakai pagu revisi sebelumnya.",
    columns=(
        Column("dipa", to="dipa", about="Alamat DIPA.", width=22),
        Column("kode", about="Kode lengkap baris POK.", kind=Kind.TEXT, width=34),
        Column("revisi", about="Urutan revisi DIPA.", kind=Kind.INTEGER),
        Column("pagu", "amount", "Pagu dalam rupiah."),
        Column("blokir", "blocked", "Bagian pagu yang diblokir; kosong berarti 0, boleh tanpa kolom ini."),
    ),
    key=("dipa", "kode", "revisi"),
    container=("dipa",),
    links=(LINE_LINK, Link("revision", "revisi_dipa", ("dipa", "revisi"))),
)

SPENDING = Sheet(
    name="realisasi_anggaran",
    model=Spending,
    about="Realisasi sebuah baris POK dari bulan awal sampai bulan akhir; koreksi boleh negatif.",
    columns=(
        Column("dipa", to="dipa", about="Alamat DIPA.", width=22),
        Column("kode", about="Kode lengkap baris POK.", kind=Kind.TEXT, width=34),
        Column("bulan_awal", "month_from", "1 sampai 12."),
        Column("bulan_akhir", "month_to", "1 sampai 12."),
        Column("realisasi", "amount", "Realisasi dalam rupiah."),
    ),
    key=("dipa", "kode", "bulan_awal", "bulan_akhir"),
    container=("dipa",),
    links=(LINE_LINK,),
)

VOLUME = Sheet(
    name="volume_ro",
    model=OutputVolume,
    about="Volume target dan realisasi setiap RO.",
    columns=(
        Column("dipa", to="dipa", about="Alamat DIPA.", width=22),
        Column("kode", about="Kode lengkap RO.", kind=Kind.TEXT, width=34),
        Column("satuan", "measure_label", "Satuan volume, misalnya orang."),
        Column("target", "target", "Target volume; kosong berarti tidak diketahui."),
        Column("realisasi", "realized", "Realisasi volume; kosong berarti tidak diketahui."),
    ),
    key=("dipa", "kode"),
    container=("dipa",),
    links=(LINE_LINK,),
)

VOLUME_TARGET = Sheet(
    name="volume_revisi",
    model=VolumeTarget,
    about="Target volume sebuah RO menurut satu revisi; RO tanpa baris di sini tetap memakai target sebelumnya.",
    columns=(
        Column("dipa", to="dipa", about="Alamat DIPA.", width=22),
        Column("kode", about="Kode lengkap RO.", kind=Kind.TEXT, width=34),
        Column("revisi", about="Urutan revisi DIPA.", kind=Kind.INTEGER),
        Column("target", "amount", "Target volume."),
    ),
    key=("dipa", "kode", "revisi"),
    container=("dipa",),
    links=(LINE_LINK, Link("revision", "revisi_dipa", ("dipa", "revisi"))),
)

WITHDRAWAL = Sheet(
    name="rencana_penarikan",
    model=PlannedWithdrawal,
    about=(
        "Halaman III DIPA: rencana penarikan dana per bulan dan jenis belanja. Halaman III sebuah revisi menggantikan "
        "seluruh halaman III sebelumnya."
    ),
    columns=(
        Column("dipa", to="dipa", about="Alamat DIPA.", width=22),
        Column("revisi", about="Urutan revisi DIPA.", kind=Kind.INTEGER),
        Column("bulan", "month", "1 sampai 12."),
        Column("jenis", "kind", "Dua angka pertama akun: 51, 52, 53, atau 57."),
        Column("rencana", "amount", "Rencana penarikan bulan itu dalam rupiah, bukan kumulatif."),
    ),
    key=("dipa", "revisi", "bulan", "jenis"),
    container=("dipa",),
    links=(Link("revision", "revisi_dipa", ("dipa", "revisi")),),
)

EXPENDITURE = Sheet(
    name="jenis_belanja",
    model=ExpenditureTotal,
    about="Pagu dan realisasi per jenis belanja, bila sumbernya tidak memuat akun.",
    columns=(
        Column("dipa", "dipa", "Alamat DIPA.", to="dipa", width=22),
        Column("jenis", "kind", "Dua angka pertama akun: 51, 52, 53, atau 57."),
        Column("pagu", "ceiling", "Pagu dalam rupiah."),
        Column("realisasi", "spent", "Realisasi dalam rupiah."),
    ),
    key=("dipa", "jenis"),
    container=("dipa",),
)

ACTIVITY = Sheet(
    name="kegiatan_penunjang",
    model=SupportingActivity,
    about="Program dan kegiatan yang menunjang sasaran atau indikator.",
    columns=(
        Column("unit", "unit", "Kode unit.", to="unit"),
        Column("tahun", "year", "Tahun."),
        Column("urutan", "order", "Nomor urut."),
        Column("nama", "name", "Nama program atau kegiatan.", width=60),
        Column("sasaran", "objective", "Alamat sasaran.", to="sasaran"),
        Column("indikator", "indicator", "Alamat indikator.", to="indikator"),
        Column("dipa", to="dipa", about="Alamat DIPA baris POK yang membiayai.", width=22),
        Column("kode", about="Kode lengkap baris POK yang membiayai.", kind=Kind.TEXT, width=34),
    ),
    key=("unit", "tahun", "urutan"),
    container=("unit", "tahun"),
    links=(LINE_LINK,),
)

SHEETS = (
    SATKER,
    DIPA,
    REVISION,
    LINE,
    CEILING,
    SPENDING,
    VOLUME,
    VOLUME_TARGET,
    WITHDRAWAL,
    EXPENDITURE,
    ACTIVITY,
)

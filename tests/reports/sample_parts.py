"""Tables, rows and trees of the made-up report; their figures mean nothing."""

from datetime import date
from decimal import Decimal as D

from reports.blocks import Column, Noted, Row, Shown, Status, Table
from reports.charts import BarRow
from reports.timelines import Milestone
from reports.trees import Node

NAMES = (
    "Persentase (%) anak yang memanfaatkan bantuan dukungan pemenuhan kebutuhan hidup layak berdasarkan hasil asesmen",
    "Persentase (%) anak yang meningkat kemampuannya dalam menjalankan tanggung jawab terhadap diri sendiri, keluarga, "
    "masyarakat dan/atau lingkungan",
    "Persentase (%) pendamping rehabilitasi sosial yang melaksanakan pelayanan sesuai standar",
    "Nilai akuntabilitas kinerja direktorat",
    "Jumlah satuan kerja berpredikat Wilayah Bebas dari Korupsi",
)
# A grey square, so that the page needs no file.
PHOTO = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='400' height='260'%3E"
    "%3Crect width='400' height='260' fill='%23B9C4CE'/%3E%3C/svg%3E"
)
SENTENCE = (
    "Kegiatan pendampingan dilaksanakan bersama pemerintah daerah, sentra, dan lembaga kesejahteraan sosial mitra, "
    "sehingga layanan menjangkau lebih banyak keluarga daripada tahun sebelumnya dan laporan masuk tepat waktu. "
)


def bar_rows():
    facts = (
        (D(100), D(100), D(100), "met", "Sesuai target"),
        (D(80), D("87.50"), D("109.375"), "above", "Melampaui target"),
        (D(95), D("92.25"), D("97.105"), "near", "Mendekati target"),
        (D(80), None, None, "unknown", ""),
        (D(2), D("6.35"), D("317.5"), "above", "Melampaui target"),
    )
    return [
        BarRow(f"{at}.1", name, target, value, result, mark, word, "score" if at > 3 else "percent")
        for at, (name, (target, value, result, mark, word)) in enumerate(zip(NAMES, facts, strict=True), 1)
    ]


def achievement_table(key="capaian"):
    rows = []
    for at, row in enumerate(bar_rows(), 1):
        rows.append(Row((f"Sasaran {at}. Meningkatnya kemampuan anak dan keluarganya",), "group"))
        status = Status(row.mark, row.word or "Belum ada data")
        value = Shown(row.realization, row.measure)
        cells = (row.number, row.label, Shown(row.target, row.measure), value, row.achievement, status)
        if at == 2:
            cells = (*cells[:3], Noted(value, "Realisasi memakai nilai tahun 2022."), *cells[4:])
        rows.append(Row(cells))
    rows.append(Row(("", "Rata-rata", None, None, D("155.995"), Status("above", "Melampaui target")), "total"))
    return Table(
        key,
        "Capaian kinerja tahun 2023",
        (
            Column("No.", width=0.5),
            Column("Indikator kinerja", width=4),
            Column("Target", "value", 1),
            Column("Realisasi", "value", 1.1),
            Column("Capaian (%)", "percent", 1.1),
            Column("Predikat", "status", 1.7),
        ),
        tuple(rows),
        "Perjanjian Kinerja 2023 dan hasil pengukuran",
    )


def budget_table(key="pok", lines=110, *, is_landscape=False):
    rows = [Row(("DQ", "Program Perlindungan Sosial", 551372435000, 550653073465, D("99.87"), 719361535))]
    for at in range(lines):
        depth = (1, 2, 3, 4, 5, 5, 4, 5)[at % 8]
        code = ("DQ.6279", "PBN", "PBN.101", "101", "0A", "0B", "102", "0A")[at % 8]
        name = "Sosialisasi tentang hak dasar anak yang memerlukan perlindungan khusus" if depth > 3 else "Kebijakan"
        pagu = 7440971000 + at * 1311
        rows.append(Row((code, f"{name} {at + 1}", pagu, pagu - 81035057, D("98.91"), 81035057), depth=depth))
    rows.append(Row(("", "Jumlah", 551372435000, 550653073465, D("99.87"), 719361535), "total"))
    return Table(
        key,
        "Rincian anggaran menurut baris POK",
        (
            Column("Kode", width=1.2),
            Column("Uraian", width=4),
            Column("Pagu (Rp)", "rupiah", 1.9),
            Column("Realisasi (Rp)", "rupiah", 1.9),
            Column("%", "percent", 0.9),
            Column("Sisa (Rp)", "rupiah", 1.5),
        ),
        tuple(rows),
        "OM-SPAN",
        is_landscape,
        is_tree=True,
    )


def action_plan():
    quarters = tuple(Column(name, "value", 0.8, over="Target triwulan") for name in ("I", "II", "III", "IV"))
    rows = tuple(
        Row(
            (
                f"{at}.1",
                NAMES[at % 5],
                *(Shown(D(value), "percent") for value in (20, 40, 60, 80)),
                ("Menyusun pedoman dan jadwal", "Melatih pendamping di 31 sentra", "Memantau laporan bulanan"),
                250_000_000 * at,
                "Ketua Tim Perlindungan Khusus",
            )
        )
        for at in range(1, 9)
    )
    columns = (
        Column("No.", width=0.5),
        Column("Indikator", width=3),
        *quarters,
        Column("Langkah", width=3),
        Column("Anggaran (Rp)", "rupiah", 1.4),
        Column("Penanggung jawab", width=1.6),
    )
    return Table("rencana-aksi", "Rencana aksi tahun 2023", columns, rows, "Rencana Aksi 2023", True)


def dipa_points():
    dates = ((2022, 11, 30), (2023, 3, 29), (2023, 4, 18), (2023, 6, 25), (2023, 7, 13), (2023, 9, 19), (2023, 11, 23))
    amounts = (84434561000, 84434561000, 84434561000, 538940561000, 538940561000, 551372435000, 551372435000)
    return [
        Milestone(date(*on), amount, f"Revisi {at}") for at, (on, amount) in enumerate(zip(dates, amounts, strict=True))
    ]


def goals():
    objectives = tuple(
        Node(
            "Meningkatnya kemampuan anak dalam menjalankan tanggung jawab sosialnya",
            number=f"S{at}",
            children=tuple(
                Node(row.label, "target 80,00%", f"{at}.{each}", row.mark) for each, row in enumerate(bar_rows()[:2], 1)
            ),
        )
        for at in range(1, 9)
    )
    return (Node("Terwujudnya kesejahteraan sosial anak", number="T1", children=objectives),)


def staff():
    leaves = tuple(Node(f"Sentra {at}") for at in range(1, 32))
    directorates = ("Anak", "Lanjut Usia", "Penyandang Disabilitas", "Tuna Sosial dan Korban Perdagangan Orang")
    return Node(
        "Direktorat Jenderal Rehabilitasi Sosial",
        "Direktur Jenderal",
        children=(
            Node("Sekretariat Direktorat Jenderal", "Sekretaris", children=(Node("Bagian Umum"),)),
            *(Node(f"Direktorat Rehabilitasi Sosial {name}", "Direktur") for name in directorates),
            Node("Unit pelaksana teknis", "Sentra dan Sentra Terpadu", children=leaves),
        ),
    )

"""One made-up report with every kind of block, for tests and for the eye; its figures mean nothing."""

from datetime import date
from decimal import Decimal as D

from django.utils.safestring import SafeString

from reports.blocks import (
    Callout,
    Column,
    Contents,
    Definitions,
    Document,
    Figure,
    Image,
    Items,
    Metadata,
    Missing,
    Note,
    Noted,
    Paragraph,
    Prose,
    Reference,
    Row,
    Seal,
    Section,
    Shown,
    Signature,
    Status,
    Strong,
    Table,
)
from reports.charts import BarRow, Part, ShareRow, achievement_bars, composition, group_bars, share_bars
from reports.timelines import Milestone, Series, milestones, trend
from reports.trees import Node, organisation, performance_trees

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


def front():
    summary = achievement_table("ringkasan-capaian")
    thanks = Paragraph((SENTENCE * 4,))
    return (
        Section(
            "kata-pengantar",
            "Kata Pengantar",
            blocks=(thanks, thanks, Signature("Jakarta", "31 Januari 2024", "Direktur Rehabilitasi Sosial Anak")),
        ),
        Section(
            "ringkasan",
            "Ringkasan Eksekutif",
            blocks=(
                Paragraph(("Empat dari lima indikator mencapai target.",), "lead"),
                Paragraph(
                    (
                        "Pagu sebesar ",
                        Shown(551372435000, "rupiah"),
                        " (",
                        Shown(551372435000, "rupiah_words"),
                        ") terserap ",
                        Strong("99,87%"),
                        ".",
                    )
                ),
                summary,
            ),
        ),
        Section("daftar-isi", "Daftar Isi", blocks=(Contents("sections"),)),
        Section("daftar-tabel", "Daftar Tabel", blocks=(Contents("tables"),)),
        Section("daftar-gambar", "Daftar Gambar", blocks=(Contents("figures"),)),
    )


def chapter_one():
    bars = group_bars(
        [Part("S3", 1, D("3.57")), Part("S2", 9, D("32.14")), Part("S1/D-IV", 13, D("46.43")), Part("SMA", None)],
        title="Hampir separuh pegawai berpendidikan S1",
    )
    return (
        Section(
            "bab-1",
            "Pendahuluan",
            "Bab I",
            blocks=(
                Callout((("Pegawai", Shown(28, "count")), ("Pagu", Shown(551372435000, "rupiah_short")))),
                Prose(SafeString(f"<p>{SENTENCE * 3}</p><ul><li>{SENTENCE}</li><li>{SENTENCE}</li></ul>")),
            ),
        ),
        Section(
            "bab-1-a",
            "Struktur Organisasi",
            "A.",
            2,
            (
                Paragraph(("Susunan organisasi ada pada ", Reference("gambar-organisasi"), ".")),
                Figure("gambar-organisasi", "Struktur organisasi", organisation(staff()), source="Permensos 1/2022"),
            ),
        ),
        Section(
            "bab-1-b",
            "Sumber Daya Manusia",
            "B.",
            2,
            (
                Figure("gambar-sdm", "Pegawai menurut pendidikan", bars, source="Sistem kepegawaian, 31 Desember 2023"),
                Definitions((("Kepala", "Direktur"), ("Pegawai", Shown(28, "count")), ("Alamat", None))),
                Items(("Menyusun kebijakan", ("Melaksanakan ", Strong("pembinaan teknis"))), is_ordered=True),
            ),
        ),
    )


def chapter_three():
    rows = [
        ShareRow("Kebijakan Bidang Sosial", 7440971000, 7359935943, D("98.91")),
        ShareRow("Bantuan Kebutuhan Dasar", 543931464000, 543293137522, D("99.88")),
        ShareRow("Kegiatan yang belum dilaporkan", 100000000, None, None),
    ]
    parts = [
        Part("Belanja Pegawai", 12_000_000_000, D("2.18")),
        Part("Belanja Barang", 84_000_000_000, D("15.23")),
        Part("Belanja Bantuan Sosial", 455_372_435_000, D("82.59")),
    ]
    series = (
        Series("Realisasi", (D("70.1"), None, D("72.3"), D("83.36"))),
        Series("Target Renstra", (D(68), D(70), D(71), D(72)), True),
    )
    years = (2020, 2021, 2022, 2023)
    notes = [
        Paragraph((SENTENCE, Note(f"Catatan {at}: data dihimpun dari laporan bulanan seluruh sentra."), SENTENCE * 2))
        for at in range(1, 7)
    ]
    return (
        Section(
            "bab-3",
            "Akuntabilitas Kinerja",
            "Bab III",
            chapter_no=3,
            blocks=(
                Callout(
                    (
                        ("Rata-rata capaian lima sasaran", Shown(D("155.995"), "percent")),
                        ("Indikator di atas, sesuai, dan di bawah target", "2, 1, dan 1"),
                        ("Serapan anggaran", Shown(D("99.87"), "percent")),
                    )
                ),
                achievement_table(),
                Figure(
                    "gambar-capaian",
                    "Capaian tiap indikator terhadap target",
                    achievement_bars(bar_rows(), title="Tiga dari lima indikator mencapai target"),
                    source="Hasil pengukuran",
                ),
            ),
        ),
        Section(
            "bab-3-a",
            "Analisis Capaian",
            "A.",
            2,
            (
                *notes,
                Missing(
                    "analisis penyebab keberhasilan atau kegagalan", "Ketua Tim Perlindungan Khusus", "Indikator 5.1"
                ),
                Paragraph(("(82,50 / 83,00) × 100 = 99,40%",), "formula"),
            ),
        ),
        Section(
            "bab-3-a-1",
            "Perbandingan dengan tahun sebelumnya",
            "1.",
            3,
            (
                Figure(
                    "gambar-tren",
                    "Realisasi dan target 2020-2023",
                    trend(series, years=years, title="Realisasi 2023 melampaui target Renstra"),
                    Table(
                        "angka-tren",
                        "",
                        (Column("Uraian", width=2), *(Column(str(year), "percent") for year in years)),
                        tuple(Row((one.name, *one.values)) for one in series),
                    ),
                    "Laporan Kinerja 2020-2022",
                ),
                Figure(
                    "gambar-foto",
                    "Pendampingan di dua sentra",
                    (
                        Image(PHOTO, "Pendamping dan anak", "Sentra pertama"),
                        Image(PHOTO, "Ruang belajar", "Sentra kedua"),
                    ),
                ),
            ),
        ),
        Section(
            "bab-3-b",
            "Realisasi Anggaran",
            "B.",
            2,
            (
                Figure(
                    "gambar-dipa", "Kronologi DIPA", milestones(dipa_points(), title="Pagu naik pada dua revisi DJA")
                ),
                Figure(
                    "gambar-belanja", "Jenis belanja", composition(parts, title="Bansos menempati empat perlima pagu")
                ),
                Figure("gambar-serapan", "Serapan", share_bars(rows, title="Serapan 99,87% dari pagu")),
                budget_table(),
                Paragraph((SENTENCE * 2,)),
                action_plan(),
                Paragraph((SENTENCE * 2,)),
            ),
        ),
    )


def document(status="draft"):
    trees = performance_trees(goals(), title="Pohon kinerja")
    goal = Section(
        "bab-2",
        "Perencanaan Kinerja",
        "Bab II",
        blocks=(
            Callout((("Tujuan", 1), ("Sasaran", 8), ("Indikator", 16))),
            *(Figure(f"gambar-pohon-{at}", tree.title, tree) for at, tree in enumerate(trees, 1)),
        ),
    )
    closing = Section(
        "bab-4",
        "Penutup",
        "Bab IV",
        chapter_no=4,
        blocks=(
            Paragraph((SENTENCE * 5,)),
            Signature("Jakarta", "31 Januari 2024", "Direktur Rehabilitasi Sosial Anak", "Nama Pejabat", "19700101"),
        ),
    )
    seal = Seal("https://contoh.go.id/verifikasi/abc", ("Dokumen final.", "SHA-256 " + "0123456789abcdef" * 4))
    lines = budget_table("lampiran-pok", 30)
    appendix = Section("lampiran-1", "Rencana Kegiatan dan Anggaran", "Lampiran 1", blocks=(lines,), is_landscape=True)
    return Document(
        "Laporan Kinerja",
        "Direktorat Rehabilitasi Sosial Anak",
        "Kementerian Sosial Republik Indonesia",
        2023,
        "Jakarta",
        "Januari 2024",
        status,
        front(),
        (*chapter_one(), goal, *chapter_three(), closing),
        (
            appendix,
            Section("lampiran-2", "Keterangan", "Lampiran 2", blocks=(Paragraph((SENTENCE,)), seal)),
        ),
        Metadata(
            "Direktorat Rehabilitasi Sosial Anak", "Laporan Kinerja 2023", ("LKj", "2023"), date(2024, 1, 31), "abc"
        ),
    )

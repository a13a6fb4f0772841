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
    Paragraph,
    Prose,
    Reference,
    Row,
    Seal,
    Section,
    Shown,
    Signature,
    Strong,
    Table,
)
from reports.charts import Part, ShareRow, achievement_bars, composition, group_bars, share_bars
from reports.timelines import Series, milestones, trend
from reports.trees import organisation, performance_trees
from tests.reports.sample_parts import (
    PHOTO,
    SENTENCE,
    achievement_table,
    action_plan,
    bar_rows,
    budget_table,
    dipa_points,
    goals,
    staff,
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
        Section("bab-3-a", "Analisis Capaian", "A.", 2, analysis()),
        Section("bab-3-a-1", "Perbandingan dengan tahun sebelumnya", "1.", 3, (years(), photographs())),
        Section("bab-3-b", "Realisasi Anggaran", "B.", 2, money()),
    )


def analysis():
    notes = [
        Paragraph((SENTENCE, Note(f"Catatan {at}: data dihimpun dari laporan bulanan seluruh sentra."), SENTENCE * 2))
        for at in range(1, 7)
    ]
    missing = Missing("analisis penyebab keberhasilan atau kegagalan", "Ketua Tim Perlindungan Khusus", "Indikator 5.1")
    return (*notes, missing, Paragraph(("(82,50 / 83,00) × 100 = 99,40%",), "formula"))


def years():
    series = (
        Series("Realisasi", (D("70.1"), None, D("72.3"), D("83.36"))),
        Series("Target Renstra", (D(68), D(70), D(71), D(72)), True),
    )
    span = (2020, 2021, 2022, 2023)
    return Figure(
        "gambar-tren",
        "Realisasi dan target 2020-2023",
        trend(series, years=span, title="Realisasi 2023 melampaui target Renstra"),
        Table(
            "angka-tren",
            "",
            (Column("Uraian", width=2), *(Column(str(year), "percent") for year in span)),
            tuple(Row((one.name, *one.values)) for one in series),
        ),
        "Laporan Kinerja 2020-2022",
    )


def photographs():
    pictures = (Image(PHOTO, "Pendamping dan anak", "Sentra pertama"), Image(PHOTO, "Ruang belajar", "Sentra kedua"))
    return Figure("gambar-foto", "Pendampingan di dua sentra", pictures)


def money():
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
    return (
        Figure("gambar-dipa", "Kronologi DIPA", milestones(dipa_points(), title="Pagu naik pada dua revisi DJA")),
        Figure("gambar-belanja", "Jenis belanja", composition(parts, title="Bansos menempati empat perlima pagu")),
        Figure("gambar-serapan", "Serapan", share_bars(rows, title="Serapan 99,87% dari pagu")),
        budget_table(),
        Paragraph((SENTENCE * 2,)),
        action_plan(),
        Paragraph((SENTENCE * 2,)),
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

"""The outline a report follows, read as frozen entries, and the default one of LAKIN."""

from dataclasses import dataclass

from django.db import transaction

from reports.blocks import Block, Section
from reports.models import Outline, OutlineSection, SectionPart

DEFAULT_CODE = "permenpan-53-2014"
DEFAULT_NAME = "Laporan Kinerja menurut PermenPANRB 53/2014"
DEFAULT_SOURCE = "Peraturan Menteri PANRB Nomor 53 Tahun 2014"

FRONT, BODY, APPENDIX = SectionPart.FRONT, SectionPart.BODY, SectionPart.APPENDIX

# Key, kind, part, key of the parent, number, title, whether its pages lie on their side.
DEFAULT_SECTIONS = (
    ("kata-pengantar", "foreword", FRONT, "", "", "Kata Pengantar", False),
    ("pernyataan-reviu", "review_statement", FRONT, "", "", "Pernyataan Telah Direviu", False),
    ("ikhtisar", "summary", FRONT, "", "", "Ikhtisar Eksekutif", False),
    ("daftar-isi", "contents", FRONT, "", "", "Daftar Isi", False),
    ("daftar-tabel", "list_of_tables", FRONT, "", "", "Daftar Tabel", False),
    ("daftar-gambar", "list_of_figures", FRONT, "", "", "Daftar Gambar", False),
    ("bab-1", "introduction", BODY, "", "Bab I", "Pendahuluan", False),
    ("latar-belakang", "background", BODY, "bab-1", "A", "Latar Belakang", False),
    ("maksud-tujuan", "purpose", BODY, "bab-1", "B", "Maksud dan Tujuan", False),
    ("tugas-fungsi", "functions", BODY, "bab-1", "C", "Tugas dan Fungsi", False),
    ("struktur-organisasi", "organisation", BODY, "bab-1", "D", "Struktur Organisasi", False),
    ("sumber-daya-manusia", "staff", BODY, "bab-1", "E", "Sumber Daya Manusia", False),
    ("peran-strategis", "strategic_role", BODY, "bab-1", "F", "Peran Strategis", False),
    ("isu-strategis", "strategic_issues", BODY, "bab-1", "G", "Isu Strategis", False),
    ("sistematika", "structure", BODY, "bab-1", "H", "Sistematika Penyajian", False),
    ("bab-2", "planning", BODY, "", "Bab II", "Perencanaan Kinerja", False),
    ("perencanaan-nasional", "national_plan", BODY, "bab-2", "A", "Perencanaan Nasional", False),
    ("renstra", "strategic_plan", BODY, "bab-2", "B", "Rencana Strategis", False),
    ("pohon-kinerja", "performance_tree", BODY, "bab-2", "C", "Pohon Kinerja", False),
    ("perjanjian-kinerja", "agreement", BODY, "bab-2", "D", "Perjanjian Kinerja", False),
    ("program-anggaran", "programs", BODY, "bab-2", "E", "Program dan Anggaran", False),
    ("kronologi-dipa", "dipa_history", BODY, "bab-2", "F", "Kronologi DIPA", False),
    ("bab-3", "accountability", BODY, "", "Bab III", "Akuntabilitas Kinerja", False),
    ("capaian-kinerja", "performance_overview", BODY, "bab-3", "A", "Capaian Kinerja", False),
    ("capaian-sasaran", "objective_pages", BODY, "bab-3", "B", "Capaian per Sasaran dan Indikator", False),
    ("efisiensi", "efficiency", BODY, "bab-3", "C", "Efisiensi Penggunaan Sumber Daya", False),
    ("realisasi-anggaran", "spending", BODY, "bab-3", "D", "Realisasi Anggaran", False),
    ("bab-4", "closing", BODY, "", "Bab IV", "Penutup", False),
    ("simpulan", "conclusion", BODY, "bab-4", "A", "Simpulan", False),
    ("langkah-perbaikan", "next_steps", BODY, "bab-4", "B", "Langkah Perbaikan", False),
    ("lampiran-pk", "appendix_agreement", APPENDIX, "", "Lampiran 1", "Perjanjian Kinerja", False),
    ("lampiran-rencana-aksi", "appendix_action_plan", APPENDIX, "", "Lampiran 2", "Rencana Aksi", True),
    ("lampiran-manual-iku", "appendix_manual", APPENDIX, "", "Lampiran 3", "Manual Indikator Kinerja", True),
    ("lampiran-pok", "appendix_pok", APPENDIX, "", "Lampiran 4", "Petunjuk Operasional Kegiatan", True),
    (
        *("lampiran-target-berikutnya", "appendix_next_targets", APPENDIX, "", "Lampiran 5"),
        *("Capaian terhadap Target Tahun Berikutnya", False),
    ),
    ("lampiran-dasar-hukum", "appendix_regulations", APPENDIX, "", "Lampiran 6", "Dasar Hukum", False),
)


@dataclass(frozen=True)
class Entry:
    """One row of an outline; level 1 is a chapter, an appendix or a front page, 2 stands under it, and so on."""

    key: str
    kind: str
    number: str
    title: str
    level: int
    part: str
    is_landscape: bool = False

    def section(self, *blocks: Block) -> Section:
        """The entry's heading with blocks under it."""
        return Section(self.key, self.title, self.number, self.level, blocks, self.is_landscape)


def entries_of(outline: Outline) -> tuple[Entry, ...]:
    """The rows of an outline in order, in one query."""
    levels: dict[int, int] = {}
    entries = []
    for row in outline.sections.order_by("order"):
        levels[row.pk] = levels.get(row.parent_id, 0) + 1
        entries.append(Entry(row.key, row.kind, row.number, row.title, levels[row.pk], row.part, row.is_landscape))
    return tuple(entries)


@transaction.atomic
def default_outline() -> Outline:
    """The outline after PermenPANRB 53/2014, made when it is not there yet."""
    outline, is_new = Outline.objects.get_or_create(
        code=DEFAULT_CODE, defaults={"name": DEFAULT_NAME, "source": DEFAULT_SOURCE}
    )
    if is_new:
        fill(outline, DEFAULT_SECTIONS)
    return outline


def fill(outline: Outline, sections) -> None:
    """Writes sections into an empty outline, each parent before its children."""
    made: dict[str, OutlineSection] = {}
    for order, (key, kind, part, parent, number, title, is_landscape) in enumerate(sections, 1):
        section = OutlineSection(
            outline=outline,
            parent=made.get(parent),
            part=part,
            key=key,
            kind=kind,
            order=order,
            number=number,
            title=title,
            is_landscape=is_landscape,
        )
        section.full_clean()
        section.save()
        made[key] = section

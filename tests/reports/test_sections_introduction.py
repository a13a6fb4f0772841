"""Bab I: background, purpose, tasks, organisation, people, and how the report is laid out."""

import pytest

from reports.blocks import Figure, Items, Prose
from reports.sections import introduction, organisation
from reports.wording import regulation
from tests import factories as make
from tests import report_factories as report_rows
from tests.reports.full_report import built, full_report, missing, table, words
from units.models import FunctionKind, UnitKind

pytestmark = pytest.mark.django_db


def test_the_background_has_the_text_and_the_regulations_of_its_place():
    report = full_report()
    report_rows.make_legal_reference(
        report=report, order=2, kind="UU", number="35", title="Anak", sections="bab1_latar_belakang"
    )
    blocks = built(introduction.background, report, "latar-belakang")
    assert isinstance(blocks[0], Prose)
    assert blocks[-1].items == ("Undang-Undang Nomor 35 Tahun 2014 tentang Anak.",)


def test_regulations_without_a_place_are_left_to_their_appendix():
    blocks = built(introduction.background, full_report(), "latar-belakang")
    assert words(blocks).endswith("Dasar hukum laporan ini (1 peraturan) dimuat pada Lampiran 6.")


def test_regulations_without_a_place_stand_in_the_background_of_a_report_without_the_appendix():
    report = full_report()
    report.outline.sections.get(key="lampiran-dasar-hukum").delete()
    blocks = built(introduction.background, report, "latar-belakang")
    assert blocks[-1].items == ("Peraturan Presiden Nomor 29 Tahun 2014 tentang Sistem Akuntabilitas Kinerja.",)


def test_a_regulation_whose_number_holds_its_year_does_not_repeat_it():
    report = make.make_report()
    row = report_rows.make_legal_reference(report=report, kind="Kepmensos", number="15 A/HUK/2010", year=2010, title="")
    assert regulation(row) == "Keputusan Menteri Sosial Nomor 15 A/HUK/2010"


@pytest.mark.parametrize("kind", ["Permen PANRB", "Permenpan RB", "PermenPANRB", "Permenpan"])
def test_a_kind_of_regulation_has_one_name_however_it_was_typed(kind):
    row = report_rows.make_legal_reference(report=make.make_report(), kind=kind, number="53", year=2014, title="")
    assert regulation(row) == "Peraturan Menteri PANRB Nomor 53 Tahun 2014"


def test_without_text_and_regulations_both_are_missing():
    assert missing(built(introduction.background, make.make_report(), "latar-belakang")) == [
        "latar belakang",
        "dasar hukum laporan",
    ]


def test_the_purpose_names_the_unit_above():
    blocks = built(introduction.purpose, full_report(), "maksud-tujuan")
    assert "kepada Ditjen Contoh atas kinerja" in blocks[1].items[0]


def test_a_purpose_that_people_wrote_stands_alone():
    report = full_report()
    make.make_narrative(report=report, section="maksud-tujuan", text="Menjelaskan hasil.")
    (block,) = built(introduction.purpose, report, "maksud-tujuan")
    assert block.html == "<p>Menjelaskan hasil.</p>\n"


def test_tasks_and_functions_stand_under_their_names():
    blocks = built(introduction.functions, full_report(), "tugas-fungsi")
    assert "Tugas: Melaksanakan rehabilitasi sosial anak." in words(blocks)
    assert [block.items for block in blocks if isinstance(block, Items)] == [
        ("Perumusan kebijakan.", "Evaluasi dan pelaporan.")
    ]


def test_parts_of_the_unit_have_a_table_and_silent_parts_are_named():
    report = full_report()
    part = make.make_unit("dit-anak-kjf", parent=report.unit, kind=UnitKind.FUNCTIONAL_GROUP, name="Kelompok JF")
    make.make_function(unit=part, kind=FunctionKind.TASK, text="Tugas kelompok")
    blocks = built(introduction.functions, report, "tugas-fungsi")
    assert [row.cells for row in table(blocks, "tabel-tugas-unsur").rows] == [("Kelompok JF", ("Tugas kelompok.",))]
    assert "Tugas Subbagian Tata Usaha belum tercatat." in words(blocks)


def test_a_unit_without_tasks_says_what_is_missing():
    assert missing(built(introduction.functions, make.make_report(), "tugas-fungsi")) == [
        "tugas dan fungsi Unit dit-contoh"
    ]


def test_the_organisation_is_drawn_from_the_unit_above_down_to_the_parts():
    *_, figure = built(organisation.organisation, full_report(), "struktur-organisasi")
    assert [(row[0], row[2]) for row in figure.drawing.rows] == [
        (1, "Ditjen Contoh"),
        (2, "Direktorat Anak"),
        (3, "Subbagian Tata Usaha"),
        (2, "Sekretariat Ditjen"),
    ]


def test_many_sister_units_of_one_kind_share_a_panel():
    report = full_report()
    for at in range(organisation.MOST_SISTERS + 2):
        make.make_unit(f"sentra-{at}", parent=report.unit.parent, kind=UnitKind.UPT, name=f"Sentra {at}")
    *_, figure = built(organisation.organisation, report, "struktur-organisasi")
    assert (2, "", "Sentra/UPT (8)", "") in figure.drawing.rows


def test_a_unit_at_the_root_is_drawn_alone():
    *_, figure = built(organisation.organisation, make.make_report(), "struktur-organisasi")
    assert [row[2] for row in figure.drawing.rows] == ["Unit dit-contoh"]


def test_staff_groups_show_their_share_of_all_staff():
    blocks = built(organisation.staff, full_report(), "sumber-daya-manusia")
    figure = next(block for block in blocks if isinstance(block, Figure))
    assert "adalah 40 (empat puluh) orang (seluruh pegawai)." in words(blocks)
    assert [row.cells for row in figure.table.rows] == [
        ("Perempuan", 30, 75),
        ("Laki-laki", 10, 25),
        ("Jumlah", 40, 100),
    ]


def test_a_group_whose_counts_are_unknown_says_so_and_is_not_drawn():
    report = make.make_report()
    make.make_staff_count(unit=report.unit, group="Golongan", name="Belum terbaca", count=None)
    blocks = built(organisation.staff, report, "sumber-daya-manusia")
    assert "Jumlah pegawai menurut golongan tahun 2023 belum diketahui." in words(blocks)
    assert missing(blocks) == ["jumlah pegawai menurut golongan"]
    assert not [block for block in blocks if isinstance(block, Figure)]


def test_a_group_that_leaves_people_out_says_how_many_it_covers():
    report = full_report()
    make.make_staff_count(unit=report.unit, group="Pendidikan", name="S1", count=13)
    blocks = built(organisation.staff, report, "sumber-daya-manusia")
    assert "menurut pendidikan mencakup 13 dari 40 pegawai" in words(blocks)


def test_a_group_with_one_unknown_count_has_no_sum():
    report = full_report()
    make.make_staff_count(unit=report.unit, group="Jabatan", name="Pelaksana", count=None)
    make.make_staff_count(unit=report.unit, group="Jabatan", name="Struktural", count=2)
    blocks = built(organisation.staff, report, "sumber-daya-manusia")
    # A single known group is no picture.
    rows = table(blocks, "tabel-pegawai-jabatan").rows
    assert [row.cells for row in rows] == [("Pelaksana", None, None), ("Struktural", 2, 5)]
    assert not [block for block in blocks if isinstance(block, Figure) and "jabatan" in block.key]
    assert "menurut jabatan belum lengkap: Pelaksana belum diketahui." in words(blocks)


def test_without_staff_counts_they_are_missing():
    assert missing(built(organisation.staff, make.make_report(), "sumber-daya-manusia")) == [
        "jumlah pegawai tahun 2023"
    ]


@pytest.mark.parametrize(
    ("builder", "key", "what"),
    [
        (introduction.strategic_role, "peran-strategis", "peran strategis Unit dit-contoh"),
        (introduction.strategic_issues, "isu-strategis", "isu strategis tahun 2023"),
    ],
)
def test_what_people_must_write_is_missing_until_they_do(builder, key, what):
    assert missing(built(builder, make.make_report(), key)) == [what]


def test_the_layout_follows_the_outline():
    blocks = built(introduction.structure, make.make_report(), "sistematika")
    first, *_, last = blocks[1].items
    assert first[0].text == "Bab I Pendahuluan"
    assert first[1].startswith(" memuat latar belakang; maksud dan tujuan;")
    assert "perencanaan nasional; rencana strategis" in blocks[1].items[1][1]
    assert last[0].text == "Lampiran"

from dataclasses import replace

import pytest

from reports.blocks import Column, Document, Row, Section, Table
from reports.numbering import number_document
from tests.reports.sample import document


def table(key, caption="Judul"):
    return Table(key, caption, (Column("A"),), (Row(("a",)),))


def report(chapters=(), front=(), appendices=()):
    return Document(
        "Laporan Kinerja", "Unit", "Kementerian", 2023, front=front, chapters=chapters, appendices=appendices
    )


def test_tables_and_figures_are_counted_apart_in_each_chapter():
    labels = number_document(document()).labels
    assert [labels[key] for key in ("capaian", "pok", "rencana-aksi")] == ["Tabel 3.1", "Tabel 3.2", "Tabel 3.3"]
    assert [labels[key] for key in ("gambar-organisasi", "gambar-sdm")] == ["Gambar 1.1", "Gambar 1.2"]
    assert labels["gambar-capaian"] == "Gambar 3.1"


def test_a_chapter_of_its_own_keeps_the_number_it_has_in_the_report():
    chapter = Section("bab-3", "Akuntabilitas", "Bab III", blocks=(table("a"),), chapter_no=3)
    assert number_document(report((chapter,))).labels == {"a": "Tabel 3.1"}


def test_chapters_without_a_number_are_counted():
    chapters = tuple(Section(key, key, blocks=(table(f"t-{key}"),)) for key in ("satu", "dua"))
    assert number_document(report(chapters)).labels == {"t-satu": "Tabel 1.1", "t-dua": "Tabel 2.1"}


def test_appendices_are_numbered_with_an_l():
    appendices = tuple(Section(key, key, blocks=(table(f"t-{key}"),)) for key in ("satu", "dua"))
    assert number_document(report(appendices=appendices)).labels == {"t-satu": "Tabel L1.1", "t-dua": "Tabel L2.1"}


def test_the_front_matter_and_tables_without_caption_have_no_number():
    front = (Section("ringkasan", "Ringkasan", blocks=(table("a"),)),)
    chapters = (Section("bab-1", "Pendahuluan", blocks=(table("b", ""), table("c"))),)
    numbering = number_document(report(chapters, front))
    assert numbering.labels == {"c": "Tabel 1.1"}
    assert [entry.key for entry in numbering.tables] == ["c"]


def test_the_list_of_sections_has_roman_pages_in_front_only():
    entries = number_document(document()).sections
    assert [entry.is_roman for entry in entries] == [True] * 5 + [False] * (len(entries) - 5)
    assert (entries[5].number, entries[5].title) == ("Bab I", "Pendahuluan")


def test_a_key_used_twice_is_refused():
    twice = replace(document(), appendices=(*document().appendices, Section("bab-1", "Lagi")))
    with pytest.raises(ValueError, match=r"Kunci 'bab-1' dipakai dua kali dalam dokumen\."):
        number_document(twice)

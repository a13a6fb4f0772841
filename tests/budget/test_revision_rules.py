"""The twelve checks before a POK revision is decided, each with figures that meet it, break it or leave it open."""

from dataclasses import replace
from datetime import date

import pytest

from budget import sources
from budget.revision_rules import CHECKS, Block, Move, Proposed, Volume, check, decider_of

NAMES = {"51": "Belanja Pegawai", "52": "Belanja Barang", "53": "Belanja Modal", "57": "Belanja Bantuan Sosial"}
LEVELS = ("program", "kegiatan", "kro", "ro", "komponen", "subkomponen", "akun")


def move(path, before, after, spent=0, below=None):
    level = LEVELS[path.count(".")]
    return Move(path, "Baris", level, before, after, spent, below)


RO = "DQ.1.QAA.001"
SOUND = Proposed(
    kind="pok",
    year=2026,
    total_before=100,
    total_after=100,
    moves=[
        move(RO, 100, 100, 40, 100),
        move(f"{RO}.051.A.521211", 60, 50, 30),
        move(f"{RO}.051.A.521219", 40, 50, 10),
    ],
    kinds_before={"52": 100},
    kinds_after={"52": 100},
    volumes=[Volume(RO, 10, 10)],
    plan={"52": 100},
    on=date(2026, 10, 12),
    last_on=date(2026, 5, 20),
    order=3,
    last_order=2,
    kind_names=NAMES,
)


def found(code, **changed):
    return next(one for one in check(replace(SOUND, **changed)) if one.rule.code == code)


def test_a_sound_proposal_meets_every_check_but_what_is_not_kept():
    verdicts = {one.rule.code: one.verdict.value for one in check(SOUND)}
    assert len(CHECKS) == len(verdicts) == 12
    assert {code for code, verdict in verdicts.items() if verdict != "sesuai"} == {"blokir"}
    assert verdicts["blokir"] == "tidak dapat diperiksa"
    assert decider_of(check(SOUND)) == "KPA"


BROKEN = [
    ("total", {"total_after": 120}, "tidak sesuai", "Jumlah pagu berubah dari Rp 100 menjadi Rp 120", "DJA"),
    ("total", {"total_after": None}, "tidak dapat diperiksa", "tidak diketahui", ""),
    ("batas", {"moves": [move("DQ", 10, 5), move("WA", 5, 10)]}, "tidak sesuai", "antarprogram: DQ turun Rp 5", "DJA"),
    ("batas", {"moves": [move("DQ.1.QAA", 10, 5)]}, "tidak sesuai", "antar-KRO", "Kanwil DJPb"),
    ("batas", {"kind": "kanwil", "moves": [move("DQ.1.QAA", 10, 5)]}, "sesuai", "antar-KRO", "Kanwil DJPb"),
    ("batas", {"moves": [move(RO, 10, 5)]}, "sesuai", "antar-RO dalam satu KRO", "KPA"),
    ("batas", {"moves": []}, "tidak dapat diperiksa", "belum memuat pagu", ""),
    ("volume", {"volumes": [Volume(RO, 10, 9)]}, "tidak sesuai", f"Target volume turun: {RO}.", "DJA"),
    ("volume", {"volumes": []}, "tidak dapat diperiksa", "tidak tercatat", ""),
    ("volume", {"volumes": [Volume(RO, 1, 2), Volume("b", None, 1)]}, "perlu perhatian", "1 RO tanpa target", "KPA"),
    ("jenis", {"kinds_after": {"52": 90, "53": 10}}, "tidak sesuai", "Belanja Modal naik Rp 10", "Kanwil DJPb"),
    ("jenis", {"kind": "kanwil", "kinds_after": {"51": 5}}, "perlu perhatian", "bergeser", "Kanwil DJPb"),
    ("jenis", {"moves": [move(f"{RO}.001", 10, 8)]}, "tidak sesuai", "Belanja operasional berkurang", "DJA"),
    ("jenis", {"kinds_after": None}, "tidak dapat diperiksa", "tidak terinci sampai akun", ""),
    ("realisasi", {"moves": [move(RO, 10, 5, 6)]}, "tidak sesuai", f"{RO} Rp 5 dari realisasi Rp 6", ""),
    ("realisasi", {"moves": [move(RO, 10, 5, None)]}, "tidak dapat diperiksa", "belum tercatat", ""),
    (
        "realisasi",
        {"moves": [move(RO, 10, 5, None), move("DQ", 9, 9, 1)]},
        "perlu perhatian",
        "1 baris yang pagunya turun",
        "",
    ),
    ("minus", {"moves": [move(RO, 10, 10, 0, 12)]}, "tidak sesuai", f"Rincian melebihi pagu barisnya: {RO}", ""),
    ("minus", {"moves": [move(RO, 10, -1)]}, "tidak sesuai", "Rincian melebihi", ""),
    ("bansos", {"kinds_after": {"57": 7}}, "tidak sesuai", "bertambah Rp 7. Usulan ini tidak menyebut", "Kanwil DJPb"),
    ("bansos", {"kinds_after": {"57": 7}, "note": "Bencana"}, "perlu perhatian", '"Bencana"', "Kanwil DJPb"),
    ("bansos", {"kinds_before": None}, "tidak dapat diperiksa", "akun 57", ""),
    ("akun", {"moves": [move(f"{RO}.051.A.591111", 0, 5)]}, "tidak sesuai", "Akun tidak dikenal", ""),
    ("akun", {"moves": [move(f"{RO}.051.A.5211", 0, 5)]}, "tidak sesuai", "Akun tidak dikenal", ""),
    ("akun", {"moves": [move(RO, 0, 5)]}, "tidak dapat diperiksa", "tidak terinci", ""),
    ("halaman-iii", {"plan": None}, "tidak dapat diperiksa", "belum tercatat", ""),
    ("halaman-iii", {"own_plan": {"52": 90}}, "tidak sesuai", "mengubah halaman III", "Kanwil DJPb"),
    ("halaman-iii", {"plan": {"52": 90}}, "tidak sesuai", "Belanja Barang Rp 90 dari pagu Rp 100", "Kanwil DJPb"),
    ("halaman-iii", {"kinds_after": None, "plan": {"52": 60, "53": 40}}, "sesuai", "tetap sama", "KPA"),
    ("urutan", {"order": 2}, "tidak sesuai", "Urutan", ""),
    ("urutan", {"on": None}, "tidak dapat diperiksa", "belum diisi", ""),
    ("urutan", {"on": date(2026, 5, 1)}, "tidak sesuai", "1 Mei 2026 sebelum revisi terakhir, 20 Mei 2026", ""),
    ("batas-akhir", {"on": date(2026, 12, 28)}, "tidak sesuai", "melewati batas akhir 27 Desember 2026", "KPA"),
    ("batas-akhir", {"kind": "dja", "on": date(2026, 11, 1)}, "tidak sesuai", "31 Oktober 2026", "DJA"),
    ("batas-akhir", {"kind": "akhir"}, "tidak dapat diperiksa", "tidak mempunyai batas akhir", ""),
]


@pytest.mark.parametrize(("code", "changed", "verdict", "words", "decider"), BROKEN)
def test_a_check_says_what_it_found_and_who_decides(code, changed, verdict, words, decider):
    one = found(code, **changed)
    assert (one.verdict.value, one.decider) == (verdict, decider)
    assert words in one.message.replace("\xa0", " ")


def test_the_highest_of_those_named_decides_the_whole():
    assert decider_of(check(replace(SOUND, total_after=120))) == "DJA"


def test_a_rule_that_was_not_read_in_its_original_text_says_so():
    unverified = {one.rule.code for one in check(SOUND) if one.rule.status == "perlu verifikasi"}
    assert unverified == {"volume", "jenis", "realisasi", "minus", "bansos", "blokir", "akun"}
    assert found("batas-akhir", kind="kanwil", year=2024).rule.status == "perlu verifikasi"
    assert found("batas-akhir", kind="kanwil").rule.status == "terverifikasi"


@pytest.mark.parametrize(
    ("code", "changed"),
    [
        ("total", {"total_after": 120}),
        ("batas", {"moves": [move("DQ.1", 10, 5)]}),
    ],
)
def test_what_lies_above_the_kpa_was_not_read_in_its_original_text(code, changed):
    assert found(code).rule.status == "terverifikasi"
    rule = found(code, **changed).rule
    assert (rule.status, rule.source) == ("perlu verifikasi", sources.ABOVE_KPA.words)


def test_what_was_read_of_an_older_rule_is_verified_only_for_its_years():
    moved = {"moves": [move("DQ.1.QAA", 10, 5)]}
    assert found("batas", year=2023, **moved).rule.status == "terverifikasi"
    later = found("batas", **moved).rule
    assert later.status == "perlu verifikasi"
    assert later.source.endswith("belum dicocokkan untuk 2026")


@pytest.mark.parametrize(
    ("block", "kind", "verdict", "words"),
    [
        (Block(RO, 20, 20, 50, 10), "pok", "sesuai", "Blokir 1 baris tetap, berjumlah Rp 20."),
        (Block(RO, 60, 60, 50, 10), "pok", "tidak sesuai", f"Pagu di bawah blokirnya: {RO} Rp 60."),
        (Block(RO, 20, 0, 50, 10), "pok", "tidak sesuai", f"Blokir berubah: {RO} turun Rp 20."),
        (Block(RO, 20, 0, 50, 10), "dja", "perlu perhatian", f"Blokir berubah: {RO} turun Rp 20."),
        (Block(RO, 20, 20, 50, 31), "pok", "tidak sesuai", f"Realisasi memakai pagu yang diblokir: {RO}."),
    ],
)
def test_blokir_is_neither_moved_nor_spent(block, kind, verdict, words):
    one = found("blokir", kind=kind, blocks=[block])
    assert (one.verdict, one.message.replace("\N{NO-BREAK SPACE}", " ")) == (verdict, words)


@pytest.mark.parametrize("name", [name for name in vars(sources) if isinstance(vars(sources)[name], sources.Source)])
def test_a_text_is_verified_only_with_its_place_and_day(name):
    source = vars(sources)[name]
    assert source.title
    assert (source.status == "terverifikasi") == bool(source.read_on and source.place)

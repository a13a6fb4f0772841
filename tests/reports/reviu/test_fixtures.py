"""The contradictions that are really in the two old reports, each checked by hand against its source."""

from collections import Counter
from pathlib import Path

import pytest
from django.db import transaction

from reports.reviu import review
from reports.workbook.importing import import_workbook
from units.models import Unit

# Without a marked test pytest-django makes no test database, and the import would go into the real one.
pytestmark = pytest.mark.django_db
FIXTURES = Path(__file__).parents[3] / "fixtures"


@pytest.fixture(scope="module")
def found(django_db_setup, django_db_blocker):
    """What the rules find in both reports, by unit; the database is left as it was."""
    with django_db_blocker.unblock(), transaction.atomic():
        for folder in ("dit-rsa-2023", "setditjen-rehsos-2023"):
            assert import_workbook(FIXTURES / folder).errors == ()
        units = Unit.objects.filter(code__in=("dit-rsa", "setditjen-rehsos"))
        result = {unit.code: review(unit, 2023) for unit in units}
        transaction.set_rollback(True)
    return result


def plain(text):
    """The text with ordinary spaces."""
    return text.replace("\xa0", " ")


def blocking(found):
    """Code, start of the subject, printed and expected of each blocking finding, with the number of its places."""
    severe = [item for item in found if item.severity == "menghalangi"]
    return Counter(
        (item.code, item.subject.split()[1 if item.subject[0] == "I" else 0], plain(item.printed)) for item in severe
    )


def test_the_directorate_has_these_contradictions_and_no_other(found):
    assert blocking(found["dit-rsa"]) == {
        ("capaian-tercetak", "5.2", "105,78%"): 9,
        ("capaian-tercetak", "3.1", "101,38%"): 1,
        ("capaian-tercetak", "7.1", "100%"): 2,
        ("capaian-tercetak", "7.1", "100,37%"): 1,
        ("target-tercetak", "3.1", "95,25%"): 1,
        ("komponen-tercetak", "1.1", "406.756"): 1,
        ("komponen-tercetak", "7.1", "90,75"): 1,
        ("pembilang-tercetak", "2.1", "31.810.713"): 1,
        ("pagu-tercetak", "DIPA", "Rp 48.434.561.000"): 1,
        ("realisasi-anggaran-tercetak", "DQ.6279.PBN.101.102.0B", "Rp 2.911.719.032"): 1,
        ("sisa-tercetak", "DQ.6279.QAA.104", "Rp 3.178.497"): 1,
        ("sisa-tercetak", "DQ.6279.QAA.104.101", "Rp 3.178.497"): 1,
        ("sisa-tercetak", "DQ.6279.QAA.104.101.0A", "Rp 3.178.497"): 1,
    }


def test_the_secretariat_has_one_contradiction_at_two_places(found):
    severe = [item for item in found["setditjen-rehsos"] if item.severity == "menghalangi"]
    assert [item.place for item in severe] == ["ikhtisar", "bab3_a"]
    assert {(item.code, item.printed) for item in severe} == {("rata-rata-tercetak", "122,20%")}
    means = "169,41% (rata-rata dari rata-rata sasaran); 130,51% (rata-rata seluruh indikator)"
    assert severe[0].expected == means
    assert "baris 2.5 yang kosong di bab3_ringkas dihitung nol, 122,18%" in severe[0].cause


@pytest.mark.parametrize(
    ("printed", "cause"),
    [
        ("105,78%", "satu angka salah: angka ke-2 tercetak 0, seharusnya 1"),
        ("Rp 48.434.561.000", "dua angka tertukar: 8 dan 4 (angka ke-1 dan ke-2)"),
        ("31.810.713", "tanda desimal bergeser (100 kali terlalu besar): 318.107,13 / 363.551 = 87,50%"),
        ("90,75", "dengan 90,00 keseluruhannya 90,22 seperti tercetak"),
        ("Rp 2.911.719.032", "tercetak benar di bab3_c_tabel"),
        ("95,25%", "satu angka berbeda dari realisasi indikator 3.1, 96,25"),
    ],
)
def test_the_likely_cause_is_named(found, printed, cause):
    item = next(item for item in found["dit-rsa"] if plain(item.printed) == printed)
    assert cause in plain(item.cause)


@pytest.mark.parametrize(
    ("unit", "warnings"),
    [
        (
            "dit-rsa",
            {
                "pembulatan-tercetak": 11,
                "capaian-dibulatkan": 3,
                "satuan-tercetak": 16,
                "tahun-sumber-tercetak": 5,
                "dipa-stamp": 4,
                "analisis-kosong": 3,
                "bagian-kosong": 1,
            },
        ),
        (
            "setditjen-rehsos",
            {"angka-tidak-tercetak": 2, "tahun-sumber-tercetak": 1, "analisis-kosong": 1, "bagian-kosong": 2},
        ),
    ],
)
def test_the_warnings_are_these(found, unit, warnings):
    assert Counter(item.code for item in found[unit] if item.severity == "peringatan") == warnings


def test_a_tree_that_the_source_prints_in_part_is_not_accused(found):
    partial = [item for item in found["dit-rsa"] if item.code == "rincian-sebagian"]
    assert {item.severity for item in partial} == {"informasi"}
    assert {"DQ.6279.QAA.101.005", "DQ.6279.QAA.102.101", "DQ.6279.QDB.101.101"} <= {
        item.subject.split()[0] for item in partial
    }


def test_the_lowered_target_and_the_dropped_indicator_are_told(found):
    told = {item.code: item.message for item in found["setditjen-rehsos"] if item.severity == "informasi"}
    assert "Terhadap target semula capaiannya 62,69 / 91 = 68,89%." in told["target-turun"]
    assert told["indikator-dihapus"] == "Dihapus oleh Renstra revisi 1 dan tidak dilaporkan."


def test_our_own_texts_are_not_accused(found):
    about_texts = ("angka-", "nama-unit", "peraturan-", "tanggal-narasi", "kalimat-")
    codes = {item.code for items in found.values() for item in items if item.place.startswith("Narasi")}
    assert [code for code in codes if code.startswith(about_texts)] == []


def test_what_the_directorate_lacks_is_told(found):
    lacks = [item.message for item in found["dit-rsa"] if item.code in ("analisis-kosong", "bagian-kosong")]
    assert len(lacks) == 4
    assert any("(6) efisiensi (anggaran belum ditautkan dengan sasaran 7)" in message for message in lacks)
    assert any("jumlah pegawai menurut golongan" in message for message in lacks)


def test_the_numbers_that_the_dipa_skips_are_told(found):
    skipped = next(item for item in found["dit-rsa"] if item.code == "dipa-nomor")
    assert skipped.message.startswith("Nomor 1, 2, 3, 4, 7, 11, 14, dan 16 tidak ada")

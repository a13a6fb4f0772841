import pytest

from reports.reviu import in_words
from tests.factories import make_narrative, report_of
from tests.reports.reviu.dossiers import found_by

pytestmark = pytest.mark.django_db


def written(text):
    make_narrative(report=report_of(), text=text)
    return found_by(in_words.against_words)


@pytest.mark.parametrize(
    ("text", "words", "right"),
    [
        ("Terdapat 13 (empat belas) indikator.", "empat belas", "tiga belas"),
        ("Sebanyak empat belas (13) indikator.", "empat belas", "tiga belas"),
        ("Capaiannya 80% (delapan puluh lima persen).", "delapan puluh lima persen", "delapan puluh"),
        ("Pagu Rp 5.000.000 (lima ribu rupiah).", "lima ribu rupiah", "lima juta"),
        (
            "Nilainya 87,5 (delapan puluh tujuh koma enam).",
            "delapan puluh tujuh koma enam",
            "delapan puluh tujuh koma lima",
        ),
        ("Terdapat 12 (dua dua) unit.", "dua dua", "dua belas"),
    ],
)
def test_words_that_say_another_number_are_found(text, words, right):
    (found,) = written(text)
    assert (found.code, found.severity) == ("angka-dan-kata", "peringatan")
    assert (found.printed, found.expected) == (words, right)


@pytest.mark.parametrize(
    "text",
    [
        "Terdapat 14 (empat belas) indikator pada empat (4) sasaran.",
        "Capaiannya 80% (delapan puluh persen).",
        "Pagu Rp 5.000.000 (lima juta rupiah), yaitu Rp5 juta (lima juta rupiah).",
        "Sebanyak 15 (sebagian besar di timur) lembaga.",
        "Ada satu (satu-satunya) lembaga di 3 kota.",
        "Indikator {{ jumlah_indikator }} ({{ terbilang jumlah_indikator }}).",
        "Tahun 2023 (dua ribu dua puluh tiga) dan Pasal 5 (lima).",
    ],
)
def test_words_that_say_the_same_and_other_brackets_are_left_alone(text):
    assert written(text) == []

import pytest

from reports.facts import facts_of
from reports.reviu import repeated
from reports.reviu.dossier import Dossier
from reports.reviu.surroundings import surroundings_of
from tests.factories import make_budget_line, make_dipa, make_narrative, make_report, make_unit
from tests.reports.reviu.dossiers import found_by, promise

pytestmark = pytest.mark.django_db

LONG = (
    "Hasil ini didukung oleh pendampingan keluarga yang dijadwalkan sejak awal tahun dan dipantau setiap bulan. "
    "Kendalanya adalah data dari daerah yang datang bertahap sehingga penyaluran harus dijadwalkan beberapa kali."
)


def around(rule, report):
    facts = facts_of(report)
    return list(rule(Dossier(facts, (), surroundings_of(facts))))


def under_two_indicators(one, other):
    for text in (one, other):
        make_narrative(section="capaian-sasaran", indicator=promise(value=90), analysis="5", text=text)
    return found_by(repeated.copied)


def test_a_passage_under_two_indicators_is_found():
    (found,) = under_two_indicators(LONG, f"Serupa dengan yang lain. {LONG}")
    assert (found.code, found.certainty) == ("kalimat-berulang", "mungkin")
    assert "indikator 1.1, analisis 5" in found.subject


def test_one_sentence_or_short_ones_may_stand_twice():
    assert under_two_indicators(LONG.partition(". ")[0], LONG.partition(". ")[0]) == []


def test_different_passages_are_left_alone():
    assert under_two_indicators(LONG, LONG.replace("keluarga", "anak").replace("daerah", "mitra")) == []


def test_a_text_of_last_year_is_told():
    report = make_report()
    make_narrative(report=make_report(unit=report.unit, year=2022), text=LONG)
    make_narrative(report=report, text=LONG)
    make_narrative(
        report=report,
        section="simpulan",
        text=f"{LONG} Tahun ini jadwal pemantauannya lebih rapat dan dilakukan bersama semua mitra di daerah.",
    )
    (found,) = around(repeated.copied_from_last_year, report)
    assert (found.code, found.severity, found.place) == ("kalimat-tahun-lalu", "informasi", "Narasi: latar-belakang")


def with_budgets(now, before):
    report = make_report(unit=make_unit())
    for year, (ceiling, spent) in ((2023, now), (2022, before)):
        dipa = make_dipa(unit=report.unit, year=year)
        make_budget_line("DQ.6279", dipa=dipa, ceiling=ceiling, spent=spent)
    return around(repeated.same_amounts, report)


def test_an_amount_down_to_the_rupiah_that_repeats_is_found():
    (found,) = with_budgets((5_210_000_000, 4_595_621_503), (5_100_000_000, 4_595_621_503))
    assert (found.code, found.subject.split()[0]) == ("pagu-sama-tahun-lalu", "DQ")
    assert "Realisasi Rp\xa04.595.621.503 sama persis dengan tahun 2022" in found.message


@pytest.mark.parametrize(
    ("now", "before"),
    [
        ((5_210_000_000, 4_595_621_503), (5_210_000_000, 4_595_621_504)),
        ((5_210_000_000, 4_000_000_000), (5_210_000_000, 4_000_000_000)),
    ],
)
def test_other_and_round_amounts_are_left_alone(now, before):
    assert with_budgets(now, before) == []

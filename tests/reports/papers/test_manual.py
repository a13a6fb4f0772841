"""The Manual IKU as a paper: a block per indicator, in Excel a row per indicator."""

import pytest

from reports.blocks import Shown
from reports.papers import manual
from reports.papers.facts import paper_facts
from tests import factories as make
from tests.reports.papers.cast import body, document, pairs, predicate, tables, unit_with_papers

pytestmark = pytest.mark.django_db


def manuals(unit, version=None):
    """The pairs of each indicator by its printed number."""
    found = document("manual-iku", unit, version).chapters[1:]
    return {one.number: pairs(one.blocks)[0] for one in found}


def test_each_promised_indicator_has_a_block():
    unit = unit_with_papers()
    assert list(manuals(unit)) == ["1.1", "1.2", "1.4"]
    assert list(manuals(unit, 0)) == ["1.1", "1.2", "1.3"]


def test_a_block_says_how_to_measure_and_shows_dashes_for_what_is_not_written():
    indicator = make.make_indicator(
        calculation="ratio", numerator_label="anak terlayani", denominator_label="semua anak", polarity="minimize"
    )
    make.make_line(indicator=indicator)
    found = manuals(indicator.objective.plan.unit)["1.1"]
    assert found["Cara menghitung"] == "Rasio n/T × 100"
    assert (found["Pembilang (n)"], found["Penyebut (T)"]) == ("anak terlayani", "semua anak")
    assert found["Arah"] == "Makin rendah makin baik"
    assert found["Target 2023"] == Shown(80, "percent", 2)
    assert found["Definisi"] is None
    assert "Komponen" not in found


def test_weighted_components_and_the_words_of_a_predicate_are_listed():
    line = make.make_line(indicator=predicate(), target=None, target_text="WTP")
    for name, weight in (("Ketepatan", 60), ("Kelengkapan", "37.5")):
        make.make_component(indicator=line.indicator, name=name, weight=weight)
    make.make_component(indicator=line.indicator, name="Keterangan", role="konteks")
    found = manuals(line.agreement.unit)["1.1"]
    assert found["Komponen"] == ("Ketepatan (60%)", "Kelengkapan (37,5%)")
    assert found["Skala predikat"] == "Opini BPK: WTP > WDP > TW > TMP"
    assert found["Target 2023"] == "WTP"


def test_without_an_agreement_the_indicators_of_the_year_stand_there():
    indicator = make.make_indicator()
    make.make_indicator(year_to=2022)
    assert list(manuals(indicator.objective.plan.unit)) == ["1.1"]


def test_excel_has_one_row_for_each_indicator():
    found = document("manual-iku", unit_with_papers(), format="xlsx")
    (table,) = tables(found.chapters[0].blocks)
    assert [row[:2] for row in body(table)] == [("1.1", "tetap"), ("1.2", "naik"), ("1.4", "baru")]
    assert [column.head for column in table.columns][2:4] == ["Sasaran", "Definisi"]


def test_a_unit_without_indicators_says_so():
    facts = paper_facts(make.default_unit(), 2023)
    assert manual.lack(facts) == "Belum ada indikator Unit dit-contoh yang berlaku pada tahun 2023."

"""Bab IV: the conclusion follows from the data, the next steps from what people noted."""

import pytest

from reports.blocks import Items
from reports.display import part_text
from reports.sections import closing
from tests import factories as make
from tests.reports.full_report import built, full_report, missing, table, words

pytestmark = pytest.mark.django_db


def concluded(report):
    return built(closing.conclusion, report, "simpulan")


def points(blocks):
    """The items among the blocks as text."""
    found = [item for block in blocks if isinstance(block, Items) for item in block.items]
    return ["".join(part_text(part, {}) for part in item) for item in found]


def test_the_conclusion_counts_averages_and_states_the_budget():
    blocks = concluded(full_report())
    said = words(blocks)
    assert "Seluruh 2 indikator melampaui target. Rata-rata capaian 109,38%" in said
    assert "terealisasi Rp\u00a01.500.000.000 atau 75,00%." in said
    assert missing(blocks) == ["simpulan"]


def test_what_is_below_target_and_what_is_unknown_is_listed_apart():
    for value in (40, None):
        indicator = make.make_line().indicator
        make.make_realization(indicator=indicator, value=value)
    blocks = concluded(make.make_report())
    assert "Indikator yang belum mencapai target:" in words(blocks)
    assert points(blocks) == [
        "1.1 Indikator 1.1. Target 80,00%, realisasi 40,00%, capaian 50,00%: di bawah target.",
        "1.2 Indikator 1.2. Target 80,00%; realisasinya belum ada, sehingga capaian belum dapat dihitung.",
    ]


def test_nothing_is_listed_when_every_target_is_reached():
    assert points(concluded(full_report())) == []


def test_follow_ups_of_the_indicators_are_gathered():
    report = full_report()
    assert missing(built(closing.next_steps, report, "langkah-perbaikan")) == ["langkah perbaikan tahun berikutnya"]
    realization = report.unit.realizations.first()
    realization.follow_up = "Pemadanan NIK\nRekonsiliasi"
    realization.save()
    rows = table(built(closing.next_steps, report, "langkah-perbaikan"), closing.FOLLOW_UPS).rows
    assert rows[0].cells == ("1.1", "Indikator 1.1", ("Pemadanan NIK", "Rekonsiliasi"))

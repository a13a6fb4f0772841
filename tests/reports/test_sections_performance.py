"""Bab III A: the rules in force, every objective with its mean, what is below target, and all indicators over time."""

from decimal import Decimal as D

import pytest

from indicators.achievement import Polarity
from indicators.models import RuleStatus
from indicators.scales import Band
from reports.blocks import Figure, Items, Noted, Paragraph, Shown, Status
from reports.sections import performance
from tests import factories as make
from tests.reports.full_report import built, full_report, missing, table, words

pytestmark = pytest.mark.django_db


def overview(report):
    return built(performance.performance_overview, report, "capaian-kinerja")


def items(blocks):
    return next(block for block in blocks if isinstance(block, Items)).items


def test_every_objective_stands_above_its_indicators_with_its_mean():
    rows = table(overview(full_report()), performance.SCORES).rows
    group, first = rows[0], rows[1]
    assert (group.kind, group.cells[:2], group.cells[4]) == ("group", ("1", "Sasaran 1"), D("109.375"))
    assert first.cells[2:4] == (Shown(D(80), "percent", 2), Shown(D("87.5"), "percent", 2))
    assert first.cells[5] == Status("above", "Di atas target")


def test_the_last_row_is_the_overall_mean_and_its_trace_is_printed():
    blocks = overview(full_report())
    assert table(blocks, performance.SCORES).rows[-1].cells[4] == D("109.375")
    assert Paragraph(("Rata-rata dari rata-rata sasaran: (109,375 + 109,375) / 2 = 109,38%",), "formula") in blocks


@pytest.mark.parametrize(
    ("quarter", "status", "is_open"),
    [(4, "verified", False), (3, "verified", True), (4, "submitted", True)],
)
def test_the_mean_of_a_year_that_is_not_verified_to_its_end_says_so(quarter, status, is_open):
    report = full_report(indicators=1)
    last(report).lines.get().indicator.realizations.filter(year=2023).update(quarter=quarter, status=status)
    make.make_realization(indicator=make.make_line(agreement=last(report)).indicator, value=70)
    assert ("terhadap target setahun, hanya isian terverifikasi" in words(overview(report))) == is_open


def test_only_the_formulas_that_are_used_are_explained():
    report = full_report()
    assert "Untuk seluruh indikator berlaku makin tinggi makin baik: realisasi / target × 100%." in words(
        overview(report)
    )
    make.make_line(indicator=make.make_indicator(unit=report.unit, polarity=Polarity.MINIMIZE), agreement=last(report))
    assert items(overview(report))[1] == "makin rendah makin baik: (2 × target - realisasi) / target × 100%."


def last(report):
    return report.unit.agreements.order_by("version").last()


def test_the_rules_name_their_source_status_and_bounds():
    report = full_report()
    ministry = report.unit.parent.parent
    make.make_rule_set(institution=ministry, source="Permensos 1/2020", status=RuleStatus.VERIFIED, cap=105)
    said = words(overview(report))
    assert "aturan kementerian; sumber: Permensos 1/2020 (terverifikasi)." in said
    assert "Capaian dibatasi paling tinggi 105,00%." in said


@pytest.mark.parametrize(
    ("band", "said"),
    [
        (Band(D(100), None, False, False, "", "above"), "lebih dari 100%"),
        (Band(D(100), None, True, False, "", "above"), "mulai 100%"),
        (Band(D(100), D(100), True, True, "", "met"), "tepat 100%"),
        (Band(D(90), D(100), True, False, "", "near"), "90% sampai kurang dari 100%"),
        (Band(D("90.5"), D(100), False, True, "", "near"), "lebih dari 90,5% sampai 100%"),
        (Band(None, D(50), False, False, "", "far_below"), "kurang dari 50%"),
        (Band(None, D(50), False, True, "", "far_below"), "sampai 50%"),
    ],
)
def test_a_band_is_read_with_its_open_and_closed_ends(band, said):
    assert performance.span(band) == said


def test_what_is_below_target_and_what_is_unknown_is_named():
    report = full_report()
    for value in ("40", None):
        indicator = make.make_indicator(unit=report.unit)
        make.make_line(agreement=last(report), indicator=indicator)
        make.make_realization(indicator=indicator, value=value)
    said = words(overview(report))
    assert "Di bawah target: 1.2 Indikator 1.2. Belum mempunyai capaian: 1.3 Indikator 1.3." in said


def test_the_bars_say_how_many_reached_their_target():
    figure = next(block for block in overview(full_report()) if isinstance(block, Figure))
    assert figure.drawing.title == "Seluruh indikator mencapai target"


def test_a_value_of_another_year_says_why_in_its_footnote():
    line = make.make_line()
    make.make_realization(indicator=line.indicator, value="80.09", source_year=2022, note="Evaluasi 2023 belum terbit")
    cell = table(overview(make.make_report()), performance.SCORES).rows[1].cells[3]
    assert cell == Noted(
        Shown(D("80.09"), "percent", 2), "Realisasi memakai nilai tahun 2022. Evaluasi 2023 belum terbit."
    )


def test_all_indicators_stand_beside_their_last_year_and_the_end_of_the_renstra():
    row = table(overview(full_report()), "tabel-antartahun").rows[0]
    assert row.cells[2:5] == ("70,00% (2022)", Shown(D("87.5"), "percent", 2), "naik 17,50 poin persen")
    assert row.cells[5:] == (Shown(D(75), "percent", 2), D("87.5") * 100 / 75)


def test_without_an_agreement_it_is_missing():
    assert missing(overview(make.make_report())) == ["Perjanjian Kinerja tahun 2023 beserta butirnya"]


def test_a_borrowed_value_has_no_change_of_its_own():
    line = make.make_line()
    make.make_historical_value(indicator=line.indicator, year_from=2021, value=70)
    make.make_realization(indicator=line.indicator, value=80, source_year=2022)
    row = table(overview(make.make_report()), "tabel-antartahun").rows[0]
    assert (row.cells[2], row.cells[4]) == ("70,00% (2021)", None)


def test_a_period_of_years_is_compared_by_its_capaian():
    line = make.make_line()
    period = {"year_from": 2020, "year_to": 2022, "kind": "achievement"}
    make.make_historical_value(indicator=line.indicator, value=90, **period)
    make.make_realization(indicator=line.indicator, value=80)
    row = table(overview(make.make_report()), "tabel-antartahun").rows[0]
    assert (row.cells[2], row.cells[4]) == ("90,00% (2020-2022)", "capaian +10,00 poin")

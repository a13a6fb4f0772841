import inspect
import json
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from benchmarks.clean_report import clean_report as whole_report
from reports.models import Finding, Report
from reports.reviu import RULES, review
from tests.factories import (
    default_unit,
    make_agreement,
    make_agreement_budget,
    make_budget_line,
    make_component,
    make_expenditure_total,
    make_indicator,
    make_line,
    make_objective,
    make_part,
    make_realization,
    make_report,
    make_revision,
    make_staff_count,
    make_strategic_target,
)
from tests.reports.reviu.dossiers import prints, promise

pytestmark = pytest.mark.django_db


def clean_report(indicators=3):
    """A new report without a fault: promises met or missed, a budget that adds up, no printed figures."""
    report = make_report()
    agreement = make_agreement(signed_on=date(2022, 12, 20), first_party_name="A", second_party_name="B")
    for number in range(indicators):
        promised(agreement, number)
    make_revision(amount=100_000, date=date(2022, 11, 30), digital_stamp="0233188332530803")
    make_revision(amount=120_000, date=date(2023, 3, 1), digital_stamp="0639658674164407")
    objective = report.unit.strategic_plans.get().objectives.get()
    make_budget_line("DQ", ceiling=120_000, spent=110_000, objective=objective)
    for number in range(indicators):
        amount = 120_000 - 1000 * (indicators - 1) if number == 0 else 1000
        make_budget_line(f"DQ.{number}", ceiling=amount, spent=amount - 10_000 if number == 0 else amount)
    make_expenditure_total(kind="52", ceiling=120_000, spent=110_000)
    make_agreement_budget(agreement=agreement, code="DQ", amount=120_000)
    make_staff_count(group="Seluruh pegawai", name="Pegawai", count=10, is_total=True)
    make_staff_count(count=10)
    return report


def promised(agreement, number):
    """One indicator, in turn a ratio, a weighted value and a predicate-free score from outside."""
    calculation = ("ratio", "weighted", "external")[number % 3]
    indicator = make_indicator(calculation=calculation, measure="score" if number % 3 == 2 else "percent")
    make_strategic_target(indicator=indicator)
    make_line(agreement=agreement, indicator=indicator)
    figures = {"ratio": {"n": 35, "t": 40}, "external": {"value": 70 + number}}.get(calculation, {})
    realization = make_realization(indicator=indicator, **figures)
    for weight in (30, 70) if calculation == "weighted" else ():
        component = make_component(indicator=indicator, weight=weight)
        make_part(realization=realization, component=component, n=9, t=10)


@pytest.mark.parametrize("seed", [1, 2])
def test_a_whole_report_without_a_fault_gives_no_finding_at_all(seed):
    report = whole_report(seed).report
    assert review(report.unit, report.year) == ()


def test_clean_data_that_nobody_wrote_about_lacks_nothing_but_words_and_files():
    report = clean_report()
    codes = {item.code for item in review(report.unit, report.year)}
    assert codes == {"analisis-kosong", "bagian-kosong", "bukti-tidak-ada"}


def test_the_number_of_queries_does_not_depend_on_how_much_there_is():
    report = clean_report(indicators=2)
    with CaptureQueriesContext(
        connection,
    ) as few:
        review(report.unit, report.year)
    grown(report)
    with CaptureQueriesContext(connection) as many:
        review(report.unit, report.year)
    assert len(many) == len(few)


def grown(report):
    """Makes the report ten times as large."""
    agreement = report.unit.agreements.get()
    objective = make_objective(plan=report.unit.strategic_plans.get())
    for number in range(20):
        make_line(agreement=agreement, indicator=make_indicator(objective=objective))
        make_budget_line(f"DQ.X.{number}", ceiling=1, spent=1)
        prints(number, key=f"9.{number}")


def test_a_unit_without_a_report_is_refused():
    with pytest.raises(Report.DoesNotExist):
        review(default_unit(), 2023)


def is_rule(item):
    """True for a function that reads a dossier and nothing else."""
    return inspect.isfunction(item) and str(inspect.signature(item)) == str(inspect.signature(RULES[0]))


def test_every_rule_of_a_module_is_registered_once():
    modules = {inspect.getmodule(rule) for rule in RULES}
    written = [item for module in modules for item in vars(module).values() if is_rule(item)]
    assert sorted(rule.__qualname__ for rule in RULES) == sorted(item.__qualname__ for item in written)


def wrong_report():
    promise(target=72, value="83.36")
    for place in ("ikhtisar", "bab3_tabel1"):
        prints("105.78", "105,78 %", place=place)


def test_the_command_groups_places_and_ends_with_1_when_something_blocks(capsys):
    wrong_report()
    with pytest.raises(SystemExit, match="1"):
        call_command("review_lkj", "dit-contoh", 2023)
    lines = capsys.readouterr().out.splitlines()
    assert lines[1].startswith("2 menghalangi, ")
    assert "== Menghalangi ==" in lines
    assert "    Indikator 1.1 Indikator 1.1: capaian [2 tempat: ikhtisar, bab3_tabel1]" in lines
    assert "    tercetak      105,78%" in lines
    assert "    menurut data  83,36 / 72 = 115,78%" in lines
    assert "    dugaan sebab  satu angka salah: angka ke-2 tercetak 0, seharusnya 1" in lines


def test_the_command_ends_with_0_when_nothing_blocks(capsys):
    clean_report()
    call_command("review_lkj", "dit-contoh", 2023)
    assert capsys.readouterr().out.splitlines()[1].startswith("0 menghalangi, ")


def test_json_has_the_same_keys_for_every_finding(capsys):
    wrong_report()
    with pytest.raises(SystemExit):
        call_command("review_lkj", "dit-contoh", 2023, format="json")
    found = json.loads(capsys.readouterr().out)
    assert len({tuple(item) for item in found}) == 1
    assert found[0]["code"] == "capaian-tercetak"
    assert found[0]["target"] == {"sheet": "realisasi", "row": "1.1"}
    assert (found[0]["severity"], found[0]["certainty"]) == ("menghalangi", "pasti")


def test_the_command_records_only_when_asked(capsys):
    wrong_report()
    with pytest.raises(SystemExit):
        call_command("review_lkj", "dit-contoh", 2023)
    assert not Finding.objects.exists()
    with pytest.raises(SystemExit):
        call_command("review_lkj", "dit-contoh", 2023, record=True)
    assert Finding.objects.filter(code="capaian-tercetak").count() == 2


def test_the_command_says_that_there_is_no_report():
    clean_report()
    with pytest.raises(CommandError, match=r"Laporan Kinerja dit-contoh tahun 2024 belum dibuat\.") as refused:
        call_command("review_lkj", "dit-contoh", 2024)
    assert refused.value.returncode == 2


def test_the_command_says_that_there_is_no_unit():
    with pytest.raises(CommandError, match=r"Unit dengan kode dit-lain tidak ditemukan\.") as refused:
        call_command("review_lkj", "dit-lain", 2023)
    assert refused.value.returncode == 2

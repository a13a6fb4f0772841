"""A report as a file: every format, clear errors, the same bytes for the same data."""

import json

import pytest
from django.core.management import CommandError, call_command

from reports.facts import facts_of
from reports.publishing import PublishingError, lkj_html, render
from reports.writers.json import write_json
from tests import factories as make
from tests.reports.full_report import full_report

pytestmark = [pytest.mark.django_db, pytest.mark.same_everywhere]


@pytest.mark.parametrize(
    ("unit", "year", "form", "message"),
    [
        ("tidak-ada", 2023, "html", "Unit dengan kode tidak-ada tidak ditemukan."),
        ("dit-anak", 2022, "html", "Laporan Kinerja dit-anak tahun 2022 belum dibuat."),
        ("dit-anak", 2023, "odt", "Format odt tidak dikenal. Pilihannya: html, pdf, docx, xlsx, json."),
    ],
)
def test_what_does_not_exist_is_said_in_indonesian(unit, year, form, message):
    full_report()
    with pytest.raises(PublishingError) as error:
        render(unit, year, form)
    assert str(error.value) == message


def test_a_unit_may_be_given_by_itself_or_by_its_code():
    report = full_report()
    assert lkj_html(report.unit, 2023) == lkj_html("dit-anak", 2023) == render("dit-anak", 2023, "html").decode()


def test_the_page_shows_figures_in_indonesian_form():
    full_report()
    html = lkj_html("dit-anak", 2023)
    assert "109,38%" in html
    assert "Rp\u00a02.000.000.000" in html


def test_what_people_name_things_cannot_become_markup():
    report = full_report()
    name = "<script>alert(1)</script>"
    report.unit.name = name
    report.unit.save()
    make.make_function(unit=report.unit, text=name)
    make.make_narrative(report=report, section="isu-strategis", text=name)
    assert name not in lkj_html("dit-anak", 2023)


def test_the_same_data_gives_the_same_pdf():
    full_report()
    first, second = (render("dit-anak", 2023, "pdf") for _ in range(2))
    assert first.startswith(b"%PDF")
    assert first == second


def test_the_command_writes_the_file(tmp_path, capsys):
    full_report()
    path = tmp_path / "baru" / "lkj.html"
    call_command("render_lkj", "dit-anak", "2023", "--format", "html", "--output", str(path))
    assert path.read_text().startswith("<!DOCTYPE html>")
    assert "ditulis ke" in capsys.readouterr().out


def test_the_command_says_what_is_wrong(tmp_path):
    with pytest.raises(CommandError, match="Unit dengan kode x tidak ditemukan"):
        call_command("render_lkj", "x", "2023", "--output", str(tmp_path / "x.pdf"))


def test_the_command_says_when_the_file_cannot_be_written(tmp_path):
    full_report()
    with pytest.raises(CommandError, match="tidak dapat ditulis: itu sebuah folder; sebutkan juga nama berkasnya"):
        call_command("render_lkj", "dit-anak", "2023", "--format", "json", "--output", str(tmp_path))


def test_json_keeps_exact_decimals_as_text():
    make.make_line(target=3)
    make.make_realization(indicator=make.indicator_of(), value=1)
    data = json.loads(write_json(facts_of(make.make_report())))
    (score,) = data["objectives"][0]["indicators"]
    assert score["target"]["value"] == "3"
    assert score["achievement"]["value"].startswith("33.33333333333333333333333333")
    assert data["budget"]["total"]["ceiling"] is None


def test_json_has_money_to_the_rupiah_and_dates_in_order():
    data = json.loads(write_json(facts_of(full_report())))
    assert data["budget"]["total"] == {
        "absorption": "75",
        "ceiling": "2000000000",
        "remaining": "500000000",
        "spent": "1500000000",
    }
    assert data["report"]["date"] == "2024-01-31"
    assert data["budget"]["revisions"][0]["digital_stamp"] == "0233188332530803"


def test_json_is_the_same_twice_and_its_keys_are_sorted():
    facts = facts_of(full_report())
    text = write_json(facts)
    assert text == write_json(facts)
    keys = list(json.loads(text))
    assert keys == sorted(keys)


@pytest.mark.parametrize("form", ["html", "docx", "xlsx", "json"])
def test_a_report_of_a_unit_without_any_facts_is_written_all_the_same(form):
    make.make_report()
    assert render("dit-contoh", 2023, form)


def test_an_empty_draft_says_what_is_missing():
    make.make_report()
    assert lkj_html("dit-contoh", 2023).count("Belum diisi:") > 10

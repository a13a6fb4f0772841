"""What stands around a text: its flaws, its printed page, the figures to choose from, earlier texts, pasted pages."""

import pytest

from reports.facts import facts_of
from reports.figure_list import MOST, SOURCES, figure_list, source_of
from reports.flaws import flaws
from reports.models import Analysis
from reports.narration import problems_of
from reports.pasting import as_markdown
from reports.places import Place, place_of
from reports.preview import printed, with_text
from reports.references import resolve
from reports.references.resolving import FAMILIES
from reports.text_diff import lines_between
from reports.writing_desk import result
from tests import factories as make
from tests.reports.full_report import full_report

pytestmark = pytest.mark.django_db
PLACE = Place("latar-belakang")


@pytest.fixture
def facts():
    return facts_of(full_report(indicators=3))


@pytest.mark.parametrize(
    "text", ["{{ capain 1 }} {{ pagu", "{{ serapan }}\n}}", "Baik {{ capaian 1.1 }}.", "{{ terbilang unit }}"]
)
def test_the_flaws_of_references_are_those_the_review_finds(facts, text):
    row = make.make_narrative(report=facts.report, section="simpulan", text=text)
    assert [(one.expression, one.message) for one in flaws(facts, text)] == sorted(
        [(one.expression, one.message) for one in problems_of(facts, row)],
        key=lambda pair: text.index(pair[0]),
    )


def test_a_reference_without_a_value_is_told_and_not_refused(facts):
    (flaw,) = flaws(facts, "{{ predikat 1.1 }} {{ pembilang 1.1 }} {{ pagu }}")
    assert (flaw.expression, flaw.is_refused) == ("{{ pembilang 1.1 }}", False)


def test_the_page_shows_what_is_typed_and_stores_nothing(facts):
    html = result(facts, PLACE, "Pagu {{ pagu }}, {{ terbilang jumlah_indikator }} indikator.").html
    assert "Rp\u00a02.000.000.000" in html
    assert "tiga</span> indikator" in html
    assert "Pagu" not in "".join(text.text for text in facts.narratives)


def test_a_typed_text_takes_the_place_of_the_stored_one(facts):
    rows = with_text(facts, PLACE, "Baru.").narratives
    assert [row.text for row in rows if place_of(row) == PLACE] == ["Baru."]


def test_the_page_holds_only_the_section_of_the_place(facts):
    html = printed(facts, PLACE)
    assert html.count("<section") == 1
    assert 'id="latar-belakang"' in html
    assert "cover" not in html


def test_the_page_of_an_analysis_is_the_one_of_its_indicator(facts):
    score = facts.scorecard.indicators[1]
    place = Place("capaian-sasaran", indicator=score.indicator.pk, analysis=Analysis.CAUSES.value)
    html = printed(with_text(facts, place, "Karena **kerja sama**."), place)
    assert html.count("<section") == 1
    assert "Karena <strong>kerja sama</strong>." in html
    assert score.name in html


def test_the_page_of_an_objective_is_its_own(facts):
    objective = facts.scorecard.objectives[0]
    place = Place("capaian-sasaran", objective=objective.objective.pk)
    html = printed(with_text(facts, place, "Sasaran ini tercapai."), place)
    assert 'id="sasaran-1"' in html
    assert "Sasaran ini tercapai." in html


def test_a_reason_stands_on_the_page_in_place_of_the_text(facts):
    html = result(facts, PLACE, "Tidak dicetak", "unit baru dibentuk").html
    assert "Tidak berlaku: unit baru dibentuk" in html
    assert "Tidak dicetak" not in html


def test_tables_on_the_page_carry_the_numbers_of_the_whole_report(facts):
    place = Place("capaian-kinerja")
    assert "Tabel 3." in printed(facts, place)


def test_hostile_text_stays_text_on_the_page(facts):
    html = result(facts, PLACE, "<script>alert(1)</script> [x](javascript:alert(1))").html
    assert "<script" not in html
    assert "javascript:" not in html.replace("[x](javascript:alert(1))", "")


def test_every_reference_has_a_source_and_a_page(facts):
    assert set(SOURCES) == set(FAMILIES)
    assert all(source_of(facts, one.expression).href.startswith("/unit/dit-anak/2023/") for one in all_of(facts))


def all_of(facts):
    return [figure for name in FAMILIES for figure in figure_list(facts, name).figures]


def test_every_listed_figure_is_what_its_reference_prints(facts):
    listed = all_of(facts)
    assert len(listed) > len(FAMILIES)
    for figure in listed:
        assert figure.text == resolve(facts, figure.expression).text
        if figure.in_words:
            assert figure.in_words == resolve(facts, f"terbilang {figure.expression}").text


def test_a_search_finds_by_all_its_words(facts):
    found = figure_list(facts, "1.1 CAPAIAN")
    assert "capaian 1.1" in [figure.expression for figure in found.figures]
    assert all(
        "1.1" in figure.expression and "capaian" in f"{figure.expression} {figure.label}".lower()
        for figure in found.figures
    )
    assert figure_list(facts, "tidak ada").figures == ()


def test_the_figures_of_the_indicator_at_hand_come_first(facts):
    code = facts.scorecard.indicators[-1].code
    assert figure_list(facts, code=code).figures[0].expression.split()[1] == code


def test_a_long_list_is_cut_and_says_so(facts):
    found = figure_list(facts)
    assert len(found.figures) == MOST
    assert found.is_cut


def test_a_capaian_says_how_it_was_worked_out(facts):
    score = facts.scorecard.indicators[0]
    assert score.achievement.trace in source_of(facts, f"terbilang capaian {score.code}").words


def test_the_difference_of_two_texts_is_told_line_by_line():
    lines = lines_between("satu\ndua\ntiga", "satu\ndua baru\ntiga\nempat")
    assert [(line.change, line.text) for line in lines] == [
        ("tetap", "satu"),
        ("dihapus", "dua"),
        ("ditambah", "dua baru"),
        ("tetap", "tiga"),
        ("ditambah", "empat"),
    ]


@pytest.mark.parametrize(
    ("pasted", "text"),
    [
        (
            "<h2 style='mso-x:1'>Judul</h2><p class=MsoNormal>Isi <b>tebal</b> dan <i>miring</i><o:p></o:p></p>",
            "## Judul\n\nIsi **tebal** dan *miring*",
        ),
        ("<ul><li>satu</li><li>dua<ol><li>a</li></ol></li></ul>", "- satu\n- dua\n  1. a"),
        (
            "<p class=MsoListParagraph><span>·<span>&nbsp;&nbsp; </span></span>satu</p>"
            "<p class=MsoListParagraph>·&nbsp; dua</p>",
            "- satu\n- dua",
        ),
        ("<p class=MsoListParagraph>1.&nbsp; satu</p><p class=MsoListParagraph>2.&nbsp; dua</p>", "1. satu\n2. dua"),
        (
            "<table><tr><td>Uraian</td><td>Nilai</td></tr><tr><td>Pagu</td><td>5</td></tr></table>",
            "| Uraian | Nilai |\n| --- | --- |\n| Pagu | 5 |",
        ),
        ("<style>p{mso-a:b}</style><script>alert(1)</script><p>Isi<img src=x onerror=alert(1)></p>", "Isi"),
        ("<a href='javascript:alert(1)'>x</a> <a href='https://a.id'>laman</a>", "x [laman](https://a.id)"),
        ("<html><head><title>Dokumen1</title></head><body>kata</body></html>", "kata"),
        ("<p>{{ realisasi_lalu 1.1 }}</p>", "{{ realisasi_lalu 1.1 }}"),
        ("<!--[if gte mso 9]><xml><o:p>x</o:p></xml><![endif]-->kata", "kata"),
    ],
)
def test_what_is_pasted_becomes_markdown(pasted, text):
    assert as_markdown(pasted) == text


@pytest.mark.parametrize("pasted", ["", "<", "<p class=MsoListParagraph>", "\x00", "<table><tr>" * 500, "x" * 40_000])
def test_whatever_is_pasted_is_answered(pasted):
    assert len(as_markdown(pasted)) <= 30_000


def test_what_was_pasted_can_be_saved(facts):
    pasted = "<h1>A</h1><p>5 &lt; 6 &amp; <b>b</b></p><table><tr><td>a|b</td></tr></table><ol><li>x</li></ol>"
    assert flaws(facts, as_markdown(pasted)) == ()

"""What people type: Markdown becomes safe HTML, references become figures, and nothing hostile gets through."""

from html.parser import HTMLParser

import pytest

from reports.blocks import Missing, Paragraph, Prose
from reports.facts import facts_of
from reports.narration import led, narrative, problems, prose
from reports.rendering import render_pdf
from tests import factories as make
from tests.reports.full_report import full_report

pytestmark = pytest.mark.django_db


class Elements(HTMLParser):
    """The elements and attributes that a browser would find."""

    def __init__(self):
        super().__init__()
        self.tags, self.attributes = set(), set()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes.update(attrs)


@pytest.fixture
def facts():
    return facts_of(full_report())


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("**Tebal** dan *miring*", "<p><strong>Tebal</strong> dan <em>miring</em></p>"),
        ("- satu\n- dua", "<ul>\n<li>satu</li>\n<li>dua</li>\n</ul>"),
        ("# Judul", "<h5>Judul</h5>"),
        ("[laman](https://contoh.go.id)", '<p><a href="https://contoh.go.id">laman</a></p>'),
        ("<b>tebal</b>", "<p>&lt;b&gt;tebal&lt;/b&gt;</p>"),
        ("A & B < C", "<p>A &amp; B &lt; C</p>"),
        ("Serapan {{ serapan }}.", '<p>Serapan <span class="live">75,00%</span>.</p>'),
        ("**{{ jumlah_indikator }}**", '<p><strong><span class="live">2</span></strong></p>'),
        ("{{ capain 1.1 }}", '<p><strong class="broken">[rujukan tidak dikenal: capain 1.1]</strong></p>'),
    ],
)
def test_markdown_with_references_becomes_html(facts, text, html):
    assert prose(facts, text).strip() == html


def test_a_table_keeps_the_alignment_of_its_columns(facts):
    html = prose(facts, "| Uraian | Nilai |\n|---|---:|\n| Pagu | {{ pagu }} |")
    assert '<td style="text-align:right"><span class="live">Rp\u00a02.000.000.000</span></td>' in html


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](data:text/html;base64,AAAA)",
        "[x](vbscript:a)",
        "[x](/admin/)",
        "[x](//jahat.example/a)",
        "[x](file:///etc/passwd)",
        "<javascript:alert(1)>",
        "[y]\n\n[y]: javascript:alert(1)",
        "![foto](http://jahat.example/a.png)",
        "![foto](data:image/png;base64,AAAA)",
        "![foto](file:///etc/passwd)",
        '[x](https://a.id "judul\\" onmouseover=\\"alert(1)")',
        "`<script>alert(1)</script>`",
        "| <b onclick=x> |\n|---|\n| <style>*{display:none}</style> |",
        "{{ <script>alert(1)</script> }}",
        "{{ terbilang {{ pagu }} }}",
        "[x]({{ pagu }})",
        '[x](https://a.id "{{ pagu }}")',
        "&#xE000;0&#xE001; {{ pagu }}",
        "&#xE000;7&#xE001;",
        "\ue0000\ue001\ue00099\ue001",
        "&lt;script&gt;",
        "\x00<scr\x00ipt>",
    ],
)
@pytest.mark.same_everywhere
def test_hostile_text_stays_text(facts, text):
    html = prose(facts, text)
    elements = Elements()
    elements.feed(html)
    assert elements.tags <= {"p", "a", "strong", "span", "code", "pre", "table", "thead", "tbody", "tr", "th", "td"}
    assert elements.attributes <= {("class", "live"), ("class", "broken"), ("href", "https://a.id")}
    assert not {"\ue000", "\ue001", "\x00"} & set(html)


def test_a_hostile_figure_name_is_escaped(facts):
    make.make_narrative(report=facts.report, section="isu-strategis", text="{{ unit }}")
    facts.unit.name = "Direktorat <script>"
    assert prose(facts, "{{ unit }}") == '<p><span class="live">Direktorat &lt;script&gt;</span></p>\n'


def test_a_remote_picture_is_never_fetched(facts):
    html = prose(facts, "![foto](http://127.0.0.1:9/a.png)")
    assert "127.0.0.1" not in html
    assert "gambar disisipkan sebagai ilustrasi" in html
    assert render_pdf(html).startswith(b"%PDF")


def test_what_nobody_wrote_is_missing_with_its_owner(facts):
    (block,) = narrative(facts, "isu-strategis", what="isu strategis")
    assert block == Missing("isu strategis", "penyusun LKj Direktorat Anak")


def test_what_does_not_apply_says_why(facts):
    make.make_narrative(report=facts.report, section="isu-strategis", text="", not_applicable_reason="unit baru")
    (block,) = narrative(facts_of(facts.report), "isu-strategis", what="isu strategis")
    assert block == Paragraph(("Tidak berlaku: unit baru",), "note")


def test_a_written_text_is_prose(facts):
    (block,) = narrative(facts, "latar-belakang", what="latar belakang")
    assert isinstance(block, Prose)
    assert "109,38%" in block.html


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>Naik.</p>", "<p><strong>5. Penyebab &amp; upaya.</strong> Naik.</p>"),
        ("<ul><li>Naik</li></ul>", "<p><strong>5. Penyebab &amp; upaya.</strong> </p><ul><li>Naik</li></ul>"),
    ],
)
def test_a_name_stands_in_front_of_the_first_words_of_a_narrative(html, expected):
    assert led(Prose(html), "5. Penyebab & upaya.").html == expected


def test_problems_name_the_reference_and_the_reason(facts):
    make.make_narrative(
        report=facts.report, section="isu-strategis", text="{{ capain 5.2 }} {{ predikat 1.1 }} {{ pagu"
    )
    found = [
        (problem.text.section, problem.expression, problem.message) for problem in problems(facts_of(facts.report))
    ]
    assert found == [
        ("isu-strategis", "{{ capain 5.2 }}", "rujukan tidak dikenal: capain 5.2"),
        ("isu-strategis", "{{", "kurung kurawal rujukan tidak berpasangan"),
    ]


def test_a_reference_without_a_value_is_a_problem(facts):
    make.make_narrative(report=facts.report, section="isu-strategis", text="{{ pembilang 1.1 }}")
    (found,) = problems(facts_of(facts.report))
    assert found.message == "Pembilang (n) indikator 1.1 belum ada nilainya"

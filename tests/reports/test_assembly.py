"""The outline as data, the facts in a constant number of queries, and the document made of both."""

from importlib import import_module

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image

from agreements.scorecard import scorecard
from reports.assembly import BUILDERS, assemble
from reports.blocks import Figure, Prose, Table
from reports.charts import Chart
from reports.facts import facts_of
from reports.models import ReportStatus
from reports.outlines import DEFAULT_SECTIONS, default_outline, entries_of
from reports.publishing import lkj_html
from reports.rendering import render_html
from tests import factories as make
from tests import report_factories as report_rows
from tests.reports.full_report import full_report, missing

pytestmark = pytest.mark.django_db


def queries_of(work):
    with CaptureQueriesContext(connection) as queries:
        work()
    return len(queries)


def test_the_migration_and_the_code_have_the_same_default_outline():
    migration = import_module("reports.migrations.0002_default_outline")
    assert migration.SECTIONS == DEFAULT_SECTIONS


def test_the_default_outline_is_there_once():
    assert default_outline() == default_outline()
    assert len(entries_of(default_outline())) == len(DEFAULT_SECTIONS)


def test_the_default_outline_comes_back_when_it_was_deleted():
    default_outline().delete()
    entries = entries_of(default_outline())
    assert [(one.key, one.level) for one in entries[6:9]] == [("bab-1", 1), ("latar-belakang", 2), ("maksud-tujuan", 2)]


def test_every_kind_of_the_default_outline_has_a_builder():
    assert {row[1] for row in DEFAULT_SECTIONS} <= set(BUILDERS)


def test_the_document_follows_the_outline():
    document = assemble(facts_of(full_report()))
    assert [one.key for one in document.front][:3] == ["kata-pengantar", "pernyataan-reviu", "ikhtisar"]
    assert [one.number for one in document.chapters if one.level == 1] == ["Bab I", "Bab II", "Bab III", "Bab IV"]
    assert document.appendices[0].key == "lampiran-pk"
    cover = (document.title, document.unit_name, document.ministry, document.date_text)
    assert cover == ("Laporan Kinerja", "Direktorat Anak", "Kementerian Contoh", "31 Januari 2024")


def test_a_chapter_that_a_ministry_adds_is_narrative():
    report = full_report()
    make.make_section(outline=report.outline, key="reformasi", kind="narrative", title="Reformasi Birokrasi", order=99)
    make.make_narrative(report=report, section="reformasi", text="Sudah berjalan.")
    added = assemble(facts_of(report)).chapters[-1]
    assert added.title == "Reformasi Birokrasi"
    assert isinstance(added.blocks[0], Prose)


def test_an_unknown_kind_says_so_at_its_place():
    report = full_report()
    make.make_section(outline=report.outline, key="asing", kind="entah", title="Asing", order=99)
    assert missing(assemble(facts_of(report)).chapters[-1].blocks) == ["isi bagian “Asing”"]


@pytest.mark.parametrize("status", [ReportStatus.DRAFT, ReportStatus.IN_REVIEW, ReportStatus.REVIEWED])
def test_anything_before_final_is_a_draft(status):
    assert assemble(facts_of(full_report(status=status))).status == "draft"


def test_a_published_report_is_final():
    assert assemble(facts_of(full_report(status=ReportStatus.PUBLISHED))).status == "final"


def test_a_page_takes_at_most_forty_queries_and_eighty_indicators_take_no_more():
    report = full_report(indicators=7)
    scale = make.make_predicate_scale()
    opinion = make.make_indicator(unit=report.unit, measure="predicate", predicate_scale=scale)
    make.make_line(agreement=report.unit.agreements.last(), indicator=opinion, target=None, target_text="WTP")
    make.make_rule_set(institution=report.unit.parent, rating_scale=make.make_rating_scale())
    needed = queries_of(lambda: lkj_html("dit-anak", 2023))
    assert needed <= 40
    grow(report.unit)
    assert queries_of(lambda: lkj_html("dit-anak", 2023)) == needed


def grow(unit):
    """Adds seventy-two indicators with all that hangs on them."""
    plan, last = unit.strategic_plans.get(), unit.agreements.order_by("version").last()
    for _ in range(72):
        indicator = make.make_indicator(objective=plan.objectives.first())
        line = make.make_line(agreement=last, indicator=indicator)
        make.make_step(line=line)
        make.make_realization(indicator=indicator, value=50)


def test_the_facts_carry_the_same_scorecard_as_everywhere_else():
    report = full_report()
    pooled = make.make_indicator(unit=report.unit, calculation="pooled")
    make.make_line(agreement=report.unit.agreements.last(), indicator=pooled, target=80)
    for at, (n, t) in enumerate([(9, 10), (5, 10)]):
        sentra = make.make_unit(f"sentra-{at}", parent=report.unit.parent)
        make.make_realization(indicator=pooled, unit=sentra, n=n, t=t)
    draft = make.make_indicator(unit=report.unit)
    make.make_line(agreement=report.unit.agreements.last(), indicator=draft)
    make.make_realization(indicator=draft, value=99, status="submitted")
    assert facts_of(report).scorecard == scorecard(report.unit, 2023)
    assert facts_of(report).score(pooled.code).measurement.value == 70


def test_objectives_of_the_same_order_keep_their_indicators_together_in_the_report():
    agreement = make.make_agreement()
    plan = make.make_plan(unit=agreement.unit)
    first, second = (make.make_objective(plan=plan, code=code, order=1) for code in "12")
    for at, objective in enumerate((first, second, first), 1):
        indicator = make.make_indicator(objective=objective)
        make.make_line(agreement=agreement, indicator=indicator, order=at)
        make.make_realization(indicator=indicator, value=40 * at)
    card = facts_of(make.make_report(unit=agreement.unit)).scorecard
    assert [(item.code, item.mean.value) for item in card.objectives] == [("1", 100), ("2", 100)]
    assert card == scorecard(agreement.unit, 2023)


def test_what_is_quoted_of_an_indicator_is_of_its_last_verified_quarter():
    indicator = make.make_indicator()
    verified = make.make_realization(indicator=indicator, quarter=3, n=3, t=4)
    make.make_realization(indicator=indicator, quarter=4, n=9, t=9, status="draft")
    facts = facts_of(make.make_report(unit=indicator.objective.plan.unit))
    assert facts.last_realization(indicator.pk) == verified
    assert facts.last_realization(0) is None


def test_assembling_and_rendering_ask_the_database_nothing(django_assert_num_queries):
    facts = facts_of(full_report())
    with django_assert_num_queries(0):
        render_html(assemble(facts))


def test_every_chart_of_a_report_stands_with_a_table_of_its_numbers():
    document = assemble(facts_of(full_report()))
    sections = (*document.front, *document.chapters, *document.appendices)
    charts = [(section, block) for section in sections for block in section.blocks if is_chart(block)]
    assert {block.drawing.kind for _, block in charts} >= {"achievement", "groups", "milestones"}
    for section, block in charts:
        assert block.drawing.title
        assert block.table or any(isinstance(one, Table) for one in section.blocks), block.key


def is_chart(block):
    return isinstance(block, Figure) and isinstance(block.drawing, Chart)


def test_the_same_facts_give_the_same_page():
    report = full_report()
    first, second = (render_html(assemble(facts_of(report))) for _ in range(2))
    assert first == second


def test_an_illustration_stands_in_its_section_without_the_camera_data(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)
    exif = Image.Exif()
    exif[0x010E] = "rahasia"
    Image.new("RGB", (3000, 100), "red").save(tmp_path / "foto.jpg", exif=exif)
    report = full_report()
    report_rows.make_illustration(report=report, section="latar-belakang", image="foto.jpg", caption="Kegiatan")
    section = next(one for one in assemble(facts_of(report)).chapters if one.key == "latar-belakang")
    figure = section.blocks[-1]
    assert isinstance(figure, Figure)
    assert figure.drawing[0].href.startswith("data:image/jpeg;base64,")
    assert "cmFoYXNpY" not in figure.drawing[0].href


def test_a_picture_that_is_gone_is_missing():
    report = full_report()
    report_rows.make_illustration(report=report, image="tidak-ada.jpg", caption="Kegiatan")
    section = next(one for one in assemble(facts_of(report)).chapters if one.key == "latar-belakang")
    assert missing(section.blocks) == ["gambar “Kegiatan”"]

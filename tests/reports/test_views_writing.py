"""The pages on which a report is written: read by all members, written by some, kept while typing, nothing lost."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from indicators.models import Indicator
from reports.models import Illustration, Narrative, NarrativeDraft, ReportStatus
from reports.places import Place, address
from reports.publishing import render
from reports.writing import fingerprint, save_narrative
from tests import factories as make
from tests.evidence_files import picture, uploaded
from tests.pages import furnish, seen
from tests.report_factories import make_narrative_draft

pytestmark = pytest.mark.django_db
HOME = "/unit/dit-anak/2023/lkj/tulis/"
TEXT = f"{HOME}latar-belakang/"
EMPTY = fingerprint(None)


@pytest.fixture
def report(directorate):
    furnish(directorate)
    return directorate.reports.get()


@pytest.fixture
def writer(client, siti, report):
    client.force_login(siti)
    return client


def typed(text="Teks baru.", **more):
    return {"text": text, "not_applicable_reason": "", "seen": EMPTY, "tindakan": "simpan"} | more


def test_the_overview_tells_how_far_the_report_is(writer):
    page = seen(writer.get(HOME))
    assert "Tujuh analisis setiap indikator 1 dari 7 analisis lengkap" in page
    assert "Penulis: siti (pengisi)" in page
    assert "Yang menghalangi laporan difinalkan" in page


def test_the_overview_of_a_year_without_a_report_does_not_exist(client, siti, directorate):
    client.force_login(siti)
    assert client.get(HOME).status_code == 404


def queries_of(client, page):
    client.get(page)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(page).status_code == 200
    return len(queries)


@pytest.mark.parametrize("page", [HOME, TEXT, f"{TEXT}versi/"])
@pytest.mark.same_everywhere
def test_a_page_costs_the_same_with_many_rows(writer, report, directorate, page):
    make.make_narrative(report=report)
    few = queries_of(writer, page)
    agreement = directorate.agreements.get()
    for order in range(5):
        indicator = make.make_indicator(objective=make.make_objective(plan=make.plan_of(directorate)), unit=directorate)
        make.make_line(agreement=agreement, indicator=indicator)
        make.make_narrative(report=report, section="capaian-sasaran", indicator=indicator, analysis="5")
        make.make_narrative(report=report, section="simpulan" if not order else f"bagian-{order}")
    assert queries_of(writer, page) <= few


def test_a_reader_sees_the_text_and_no_form(client, pak_dir, report):
    make.make_narrative(report=report)
    client.force_login(pak_dir)
    response = client.get(TEXT)
    assert "Unit ini dibentuk pada tahun 2022." in seen(response)
    assert "Anda membaca saja" in seen(response)
    assert 'name="text"' not in response.content.decode()


def test_a_closed_report_shows_why_it_cannot_be_written_and_what_was_typed(writer, report, siti):
    make_narrative_draft(report=report, user=siti, text="Terlambat disimpan.")
    report.status = ReportStatus.FINAL
    report.save()
    response = writer.get(TEXT)
    assert "Laporan ini sudah final" in seen(response)
    assert "Ketikan Anda yang belum disimpan Terlambat disimpan." in seen(response)
    assert 'name="text"' not in response.content.decode()
    assert writer.post(TEXT, typed()).status_code == 423


def test_a_saved_text_stands_in_the_report(writer):
    response = writer.post(TEXT, typed("Pagu **{{ pagu }}**."), follow=True)
    assert "Versi sebelumnya tetap ada" in seen(response)
    assert Narrative.objects.get().text == "Pagu **{{ pagu }}**."
    assert "Pagu &lt;strong&gt;" in response.content.decode()


def test_a_text_of_an_analysis_is_saved_at_its_indicator(writer, report):
    indicator = Indicator.objects.get()
    place = Place("capaian-sasaran", indicator=indicator.pk, analysis="5")
    assert writer.post(address(report, place), typed()).status_code == 302
    row = Narrative.objects.get()
    assert (row.indicator, row.analysis) == (indicator, "5")


@pytest.mark.parametrize(
    "query",
    [
        "capaian-sasaran/?indikator=999&analisis=5",
        "capaian-sasaran/?indikator=x",
        "capaian-sasaran/?analisis=5",
        "capaian-sasaran/?sasaran=0999",
        "latar-belakang/?indikator=1",
        "daftar-isi/",
        "tidak-ada/",
    ],
)
def test_a_place_that_the_report_does_not_have_is_not_found(writer, query):
    assert writer.get(f"{HOME}{query}").status_code == 404


def test_a_refused_text_comes_back_with_its_line(writer):
    response = writer.post(TEXT, typed("Baik.\n{{ capain }}"))
    assert response.status_code == 422
    assert "Baris 2, {{ capain }} : rujukan tidak dikenal" in seen(response)
    assert "Baik." in response.content.decode()


def test_two_texts_that_parted_stand_side_by_side(writer, report):
    make.make_narrative(report=report, text="Tulisan rina.")
    response = writer.post(TEXT, typed("Tulisan siti."))
    page = seen(response)
    assert response.status_code == 409
    assert "Di laporan sekarang Tulisan rina. Ketikan Anda Tulisan siti." in page
    again = typed("Tulisan siti.", seen=response.context["seen"])
    assert writer.post(TEXT, again).status_code == 302
    assert Narrative.objects.get().versions.count() == 2


def test_typing_is_kept_and_comes_back(writer, siti):
    answer = writer.post(f"{TEXT}ketikan/", typed("Belum selesai"))
    assert "belum masuk laporan" in answer.json()["words"]
    assert answer.json()["seen"] == EMPTY
    response = writer.get(TEXT)
    assert "ketikan Anda dari" in seen(response)
    assert "Belum selesai" in response.content.decode()
    assert not Narrative.objects.exists()


@pytest.mark.parametrize(
    ("given", "status"),
    [({"seen": "lain"}, 409), ({"text": "a" * 30_001}, 422), ({"orang": "999999"}, 403)],
)
def test_typing_that_cannot_be_kept_says_so(writer, given, status):
    answer = writer.post(f"{TEXT}ketikan/", typed() | given)
    assert answer.status_code == status
    assert answer.json()["words"]
    assert not NarrativeDraft.objects.exists()


def test_a_draft_of_an_older_text_is_shown_beside_the_present_one(writer, report, siti):
    make_narrative_draft(report=report, user=siti, base=EMPTY, text="Ketikan lama.")
    make.make_narrative(report=report, text="Sudah diganti.")
    assert "Di laporan sekarang Sudah diganti. Ketikan Anda Ketikan lama." in seen(writer.get(TEXT))


def test_a_draft_is_thrown_away_at_a_word(writer, report, siti):
    make_narrative_draft(report=report, user=siti)
    response = writer.post(TEXT, typed(tindakan="buang"), follow=True)
    assert "Ketikan yang belum disimpan dibuang" in seen(response)
    assert not NarrativeDraft.objects.exists()


def test_nobody_sees_the_draft_of_another(client, rina, report, siti):
    make_narrative_draft(report=report, user=siti, text="Rahasia siti")
    client.force_login(rina)
    assert "Rahasia siti" not in client.get(TEXT).content.decode()


@pytest.mark.parametrize(("page", "given"), [("hasil/", {}), ("", {"tindakan": "lihat"})])
def test_what_is_typed_is_shown_as_it_will_be_printed_and_not_saved(writer, page, given):
    response = writer.post(f"{TEXT}{page}", typed("Serapan {{ serapan }} dan {{ capain }}.") | given)
    html = response.content.decode()
    assert "75,00%" in html
    assert "rujukan tidak dikenal: capain" in html
    assert not Narrative.objects.exists()


def test_the_figures_are_found_with_their_value(writer):
    url = reverse("reports:figure-list", kwargs={"code": "dit-anak", "year": 2023})
    page = seen(writer.get(url, {"cari": "serapan"}))
    assert "Serapan 75,00%" in page
    part = writer.get(url, {"cari": "serapan"}, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part


def test_a_pasted_page_comes_back_as_markdown(writer):
    answer = writer.post("/unit/dit-anak/2023/lkj/tempel/", {"html": "<p class=MsoNormal><b>Isi</b></p>"})
    assert answer.json() == {"text": "**Isi**"}


def test_a_pasted_page_that_is_too_large_is_refused(writer, monkeypatch):
    monkeypatch.setattr("reports.views.pasting.MOST_PASTED", 5)
    assert writer.post("/unit/dit-anak/2023/lkj/tempel/", {"html": "<p>Isi</p>"}).status_code == 413


@pytest.fixture
def written(report, siti):
    """A narrative with two versions."""
    for text in ("Baris satu.\nBaris dua.", "Baris satu.\nBaris baru."):
        row = Narrative.objects.first()
        place = Place("latar-belakang")
        save_narrative(report=report, place=place, text=text, seen=fingerprint(row), by=siti)
    return Narrative.objects.get()


def test_an_earlier_text_is_compared_in_words(writer, written):
    page = seen(writer.get(f"{TEXT}versi/"))
    assert "Baris satu. dihapus Baris dua. ditambah Baris baru." in page


def test_an_earlier_text_is_put_back_as_a_new_version(writer, written):
    given = {"versi": written.versions.last().pk, "seen": fingerprint(written)}
    response = writer.post(f"{TEXT}versi/", given, follow=True)
    assert "dipulihkan sebagai versi baru" in seen(response)
    written.refresh_from_db()
    assert (written.text, written.versions.count()) == ("Baris satu.\nBaris dua.", 3)


def test_a_version_of_another_place_is_not_found(writer, written):
    version = written.versions.last().pk
    assert writer.get(f"{HOME}simpulan/versi/?versi={version}").status_code == 404
    assert writer.post(f"{HOME}simpulan/versi/", {"versi": version, "seen": EMPTY}).status_code == 404


def test_the_report_page_leads_to_the_writing(client, pak_dir, report):
    client.force_login(pak_dir)
    assert HOME in client.get("/unit/dit-anak/2023/lkj/").content.decode()


def test_a_picture_is_brought_and_stands_on_the_page(writer):
    given = {"image": uploaded(picture(), "foto.png"), "caption": "Kegiatan"}
    response = writer.post(f"{TEXT}gambar/", given, follow=True)
    assert "Gambar tersimpan" in seen(response)
    assert Illustration.objects.get().caption == "Kegiatan"
    assert "data:image/jpeg" in response.content.decode()


@pytest.mark.parametrize("given", [{"caption": "Kegiatan"}, {"image": uploaded(picture(), "foto.png"), "caption": ""}])
def test_a_picture_that_lacks_something_is_not_brought(writer, given):
    assert "Gambar belum tersimpan" in seen(writer.post(f"{TEXT}gambar/", given, follow=True))
    assert not Illustration.objects.exists()


def test_the_page_for_reading_says_where_a_live_figure_comes_from(writer, report):
    make.make_narrative(report=report, text="Serapan {{ serapan }}, {{ terbilang serapan }}.")
    html = writer.get("/unit/dit-anak/2023/lkj/baca/").content.decode()
    assert html.count("Sumber: realisasi anggaran terhadap pagu") == 2
    assert html.count('<a href="/unit/dit-anak/2023/anggaran/">Lihat faktanya</a>') == 2


def test_no_file_carries_what_the_page_for_reading_says(report):
    make.make_narrative(report=report, text="Serapan {{ serapan }}.")
    assert "Lihat faktanya" not in render(report.unit, 2023, "html").decode()

"""The LKj page: state, what is lacking, findings by severity, and files with safe headers."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reports import publishing, reviu
from reports.reviu.found import Target, blocking, information, suspicion
from reports.writers.pictures import PictureError
from tests import factories as make
from tests.pages import furnish, seen

pytestmark = pytest.mark.django_db
ADDRESS = "/unit/dit-anak/2023/lkj/"
PLACE = {"place": "Tabel 3.1", "subject": "Indikator 5.2"}
FINDINGS = (
    blocking("capaian-tercetak", **PLACE, message="Tercetak 105,78%, seharusnya 115,78%.", cause="angka tertukar"),
    blocking("capaian-tercetak", **PLACE | {"place": "Bab IV"}, message="Tercetak 105,79%."),
    suspicion("pembulatan-tercetak", **PLACE, message="Tercetak 88,65.", target=Target("realisasi", "5.2")),
    information("angka-tidak-tercetak", **PLACE, message="Sel kosong."),
)


@pytest.fixture
def leader(client, pak_dir, directorate):
    """The client of the directorate's leader."""
    client.force_login(pak_dir)
    return client


@pytest.fixture
def _found(monkeypatch):
    monkeypatch.setattr(reviu, "linked", lambda dossier: FINDINGS)


def test_without_a_report_the_page_says_who_begins_it(leader):
    assert "Laporan Kinerja 2023 belum dibuat" in seen(leader.get(ADDRESS))


def test_the_page_tells_state_and_readiness(leader, directorate):
    furnish(directorate)
    words = seen(leader.get(ADDRESS))
    for told in ("Keadaan Draf", "Awal berlaku", "Lengkap untuk 1 indikator", "Serapan 75,00%", "Belum ada teks"):
        assert told in words


def test_what_is_missing_is_said_and_never_green(leader, directorate):
    make.make_report(unit=directorate)
    make.make_line(agreement=make.make_agreement(unit=directorate, status="draft"))
    response = leader.get(ADDRESS)
    told = {check.label: (check.mark, check.word) for check in response.context["checks"]}
    assert told["Perjanjian Kinerja"] == ("far_below", "Belum ada yang ditandatangani")
    assert told["Realisasi terverifikasi"] == ("unknown", "Belum ada indikator yang diperjanjikan")
    assert told["Anggaran"] == ("unknown", "Pagu atau realisasi belum lengkap")


def test_missing_realizations_are_counted(leader, directorate):
    make.make_report(unit=directorate)
    make.make_line(agreement=make.make_agreement(unit=directorate))
    assert "1 dari 1 indikator belum ada" in seen(leader.get(ADDRESS))


@pytest.mark.usefixtures("_found")
def test_findings_stand_by_severity_and_rule_with_their_counts(leader, directorate):
    furnish(directorate)
    response = leader.get(ADDRESS)
    words = seen(response)
    assert "Menghalangi (2) Capaian tercetak bukan hasil hitungnya 2" in words
    assert "Tercetak 105,78%, seharusnya 115,78%. Dugaan sebab: angka tertukar." in words
    assert "Tabel 3.1 · Indikator 5.2 · mungkin, perlu dibaca" in words
    assert [count for _, count, _ in response.context["severities"]] == [2, 1, 1]


@pytest.mark.usefixtures("_found")
@pytest.mark.parametrize(("person", "is_told"), [("rina", True), ("pak_dir", False)])
def test_who_plans_is_told_where_to_mend_a_finding(client, request, directorate, person, is_told):
    furnish(directorate)
    client.force_login(request.getfixturevalue(person))
    words = seen(client.get(ADDRESS))
    assert ("buku kerja, lembar realisasi baris 5.2" in words) is is_told


def test_without_findings_the_page_says_so(leader, directorate, monkeypatch):
    furnish(directorate)
    monkeypatch.setattr(reviu, "linked", lambda dossier: ())
    assert "Tidak ada temuan" in seen(leader.get(ADDRESS))


def test_every_format_that_can_be_written_has_a_button(leader, directorate, monkeypatch):
    furnish(directorate)
    monkeypatch.setattr(publishing, "WRITERS", {"pdf": None, "json": None})
    words = seen(leader.get(ADDRESS))
    assert "Buat berkas PDF" in words
    assert "Unduh JSON" in words
    assert "Unduh HTML" not in words


def test_a_file_comes_with_a_name_and_is_not_kept(leader, directorate, monkeypatch):
    furnish(directorate)
    monkeypatch.setattr(publishing, "render", lambda unit, year, form: f"{unit.code} {year} {form}".encode())
    response = leader.get(f"{ADDRESS}unduh/json/")
    assert response.content == b"dit-anak 2023 json"
    assert response["Content-Type"] == "application/json"
    assert response["Content-Disposition"] == 'attachment; filename="lkj-dit-anak-2023.json"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "private, no-store"


def test_a_drawing_that_cannot_be_made_is_told_on_the_page(leader, directorate, monkeypatch):
    furnish(directorate)

    def refuse(facts):
        raise PictureError("Program rsvg-convert tidak ada.")

    monkeypatch.setitem(publishing.WRITERS, "html", refuse)
    response = leader.get(f"{ADDRESS}unduh/html/", follow=True)
    assert response.redirect_chain == [(ADDRESS, 302)]
    assert "Program rsvg-convert tidak ada." in seen(response)


@pytest.mark.parametrize("address", ["baca/", "unduh/pdf/", "unduh/exe/"])
def test_without_a_report_there_is_nothing_to_read(leader, address):
    assert leader.get(ADDRESS + address).status_code == 404


def test_the_document_is_the_one_that_becomes_the_pdf(leader, directorate):
    furnish(directorate)
    response = leader.get(f"{ADDRESS}baca/")
    assert response.content.decode() == publishing.lkj_html(directorate, 2023)


def test_the_document_may_use_its_own_fonts_and_runs_no_script(leader, directorate):
    furnish(directorate)
    policy = leader.get(f"{ADDRESS}baca/")["Content-Security-Policy"]
    assert "font-src 'self' data:" in policy
    assert "script-src 'self'" in policy


@pytest.mark.usefixtures("_found")
def test_queries_do_not_grow_with_the_findings(leader, directorate, monkeypatch):
    furnish(directorate)
    counts = []
    for found in (FINDINGS, FINDINGS * 20):
        monkeypatch.setattr(reviu, "linked", lambda dossier, found=found: found)
        with CaptureQueriesContext(connection) as queries:
            leader.get(ADDRESS)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 71

"""The doors of evidence: who may read, bring and take it, and what a browser is told about the file."""

import logging
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.contrib.messages import get_messages
from django.core.files.storage import default_storage
from django.template.loader import render_to_string
from django.urls import get_resolver
from django.utils import timezone

from indicators.evidence import attach
from indicators.models import Evidence, Period, Realization, RealizationStatus
from reports.evidence import evidence_box
from tests import factories as make
from tests.evidence_files import PDF, photograph, picture, uploaded
from tests.pages import PEOPLE, seen
from units.models import Unit

pytestmark = pytest.mark.django_db

HTMX = {"HTTP_HX_REQUEST": "true"}
READERS = [person for person in PEOPLE if person != "stranger"]


@pytest.fixture
def indicator(directorate):
    """Promised by the directorate for a year whose quarters are open today."""
    today = timezone.localdate()
    dates = {"opens_on": today - timedelta(9), "due_on": today + timedelta(9), "closes_on": today + timedelta(19)}
    for quarter in range(1, 5):
        Period.objects.create(unit=directorate, year=2023, quarter=quarter, **dates)
    indicator = make.make_indicator(unit=directorate, short_name="Anak mandiri")
    make.make_line(agreement=make.make_agreement(unit=directorate), indicator=indicator)
    return indicator


@pytest.fixture
def draft(directorate, indicator):
    return make.make_realization(unit=directorate, indicator=indicator, quarter=3, status=RealizationStatus.DRAFT)


@pytest.fixture
def evidence(draft, siti):
    return attach(realization=draft, file=uploaded(PDF, "Rekap “TW III”/baru.pdf"), by=siti, title="Rekap é/III")


@pytest.fixture
def photo(draft, siti):
    return attach(realization=draft, file=uploaded(photograph(), "foto.jpg"), by=siti)


def address(indicator, quarter=3):
    return f"/unit/dit-anak/2023/triwulan/{quarter}/{indicator.pk}/bukti/"


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def box_for(user, row, **options):
    place = {"unit": row.unit, "indicator": row.indicator, "year": row.year, "quarter": row.quarter}
    return evidence_box(user=user, **place, realization=row, **options)


@pytest.mark.parametrize("person", READERS)
def test_every_role_of_the_unit_reads_the_file_and_its_small_picture(request, client, evidence, photo, person):
    client.force_login(request.getfixturevalue(person))
    assert b"".join(client.get(f"/bukti/{evidence.pk}/").streaming_content) == PDF
    assert client.get(f"/bukti/{photo.pk}/kecil/").status_code == 200


def test_for_a_stranger_there_is_no_evidence(client, evidence, photo, indicator, stranger):
    client.force_login(stranger)
    answers = [
        client.get(f"/bukti/{evidence.pk}/"),
        client.get(f"/bukti/{photo.pk}/kecil/"),
        client.post(f"/bukti/{evidence.pk}/hapus/"),
        client.post(address(indicator), {"files": uploaded(PDF)}),
    ]
    assert [answer.status_code for answer in answers] == [404] * 4
    assert answers[0].content.count(b"Halaman tidak ditemukan") == client.get("/bukti/0/").content.count(
        b"Halaman tidak ditemukan"
    )


def test_whoever_is_not_signed_in_is_sent_to_the_door(client, evidence):
    assert client.get(f"/bukti/{evidence.pk}/").url.startswith("/masuk/")


@pytest.mark.parametrize("person", ["budi", "rina", "pak_dir", "itjen", "administrator"])
def test_only_the_reporter_brings_and_takes(request, client, evidence, indicator, person):
    client.force_login(request.getfixturevalue(person))
    assert client.post(address(indicator), {"files": uploaded(PDF)}).status_code == 403
    assert client.post(f"/bukti/{evidence.pk}/hapus/").status_code == 403
    assert Evidence.objects.count() == 1


def test_a_reporter_of_another_unit_below_the_same_parent_finds_nothing(client, evidence, sentra):
    other = make.make_user("dewi")
    make.make_membership(user=other, unit=sentra)
    client.force_login(other)
    assert client.get(f"/bukti/{evidence.pk}/").status_code == 404


def test_a_file_is_handed_out_sealed(client, evidence, siti):
    client.force_login(siti)
    response = client.get(f"/bukti/{evidence.pk}/")
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == "attachment; filename*=utf-8''Rekap%20%C3%A9-III.pdf"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["Cache-Control"] == "private, no-store"


def test_a_type_that_nobody_may_upload_is_handed_out_as_bytes(client, evidence, siti):
    client.force_login(siti)
    Evidence.objects.update(content_type="text/html")
    assert client.get(f"/bukti/{evidence.pk}/")["Content-Type"] == "application/octet-stream"


def test_the_small_picture_stands_in_the_page_and_may_be_kept(client, photo, siti):
    client.force_login(siti)
    response = client.get(f"/bukti/{photo.pk}/kecil/")
    assert response["Content-Type"] == "image/jpeg"
    assert response["Content-Disposition"].startswith("inline")
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["Cache-Control"] == "private, max-age=31536000, immutable"


def test_what_is_no_picture_has_no_small_one(client, evidence, siti):
    client.force_login(siti)
    assert client.get(f"/bukti/{evidence.pk}/kecil/").status_code == 404


def test_a_file_that_is_gone_from_the_disk_is_explained_and_logged(client, evidence, siti, caplog):
    default_storage.delete(evidence.file.name)
    client.force_login(siti)
    with caplog.at_level(logging.ERROR):
        response = client.get(f"/bukti/{evidence.pk}/")
    assert response.status_code == 404
    assert "Berkas tidak ada lagi di penyimpanan" in seen(response)
    assert f"Evidence {evidence.pk} lacks its file {evidence.file.name}" in caplog.text


def test_the_media_folder_has_no_address(client, evidence, siti, settings):
    client.force_login(siti)
    for path in (f"/{evidence.file.name}", f"/media/{evidence.file.name}", f"/static/{evidence.file.name}"):
        assert client.get(path).status_code == 404
    routes = {getattr(pattern.pattern, "_route", "") for pattern in get_resolver().url_patterns}
    assert not any("media" in route for route in routes)
    assert settings.MEDIA_URL in ("", "/")
    assert not Path(settings.MEDIA_ROOT).is_relative_to(settings.STATIC_ROOT)


def test_several_files_come_at_once_and_begin_the_draft(client, siti, indicator):
    client.force_login(siti)
    files = [uploaded(PDF, "surat.pdf"), uploaded(picture(), "foto.png"), uploaded(b"<html>", "palsu.pdf")]
    response = client.post(address(indicator), {"files": files})
    assert response.status_code == 302
    assert response.url.endswith("#bukti")
    news, error = said(response)
    assert news == "Tersimpan: surat, foto."
    assert error.startswith("palsu.pdf: Berkas ini halaman web (HTML).")
    assert Realization.objects.get().evidence.count() == 2


def test_nothing_chosen_is_said_and_begins_nothing(client, siti, indicator):
    client.force_login(siti)
    assert said(client.post(address(indicator))) == ["Pilih dahulu berkasnya."]
    assert not Realization.objects.exists()


@pytest.mark.parametrize("path", ["triwulan/5/{}/bukti/", "triwulan/0/{}/bukti/", "triwulan/3/0/bukti/"])
def test_there_is_no_quarter_or_indicator_beyond_the_agreement(client, siti, indicator, path):
    client.force_login(siti)
    response = client.post(f"/unit/dit-anak/2023/{path.format(indicator.pk)}", {"files": uploaded(PDF)})
    assert (response.status_code, Realization.objects.count()) == (404, 0)


def test_an_indicator_that_nobody_promised_takes_no_evidence(client, siti, directorate, indicator):
    client.force_login(siti)
    other = make.make_indicator(unit=directorate)
    assert client.post(address(other), {"files": uploaded(PDF)}).status_code == 404


def test_the_script_gets_the_box_alone(client, siti, indicator):
    client.force_login(siti)
    response = client.post(address(indicator), {"files": uploaded(PDF, "surat.pdf")}, **HTMX)
    assert response.status_code == 200
    assert response.content.lstrip().startswith(b"<section")
    assert "Tersimpan: surat." in seen(response)


def test_the_script_gets_the_reason_of_a_refusal(client, siti, indicator):
    client.force_login(siti)
    response = client.post(address(indicator), {"files": uploaded(b"", "kosong.pdf")}, **HTMX)
    assert response.context["box"].errors == (
        "kosong.pdf: Berkas ini kosong (0 byte). Periksa berkas aslinya lalu unggah lagi.",
    )
    assert "kosong.pdf: Berkas ini kosong (0 byte)" in seen(response)


def test_a_name_with_markup_stays_text(client, siti, indicator):
    client.force_login(siti)
    response = client.post(address(indicator), {"files": uploaded(b"", "<img src=x>.pdf")}, **HTMX)
    assert b"<img src=x>" not in response.content


def test_the_reporter_takes_a_file_away(client, siti, evidence):
    client.force_login(siti)
    response = client.post(f"/bukti/{evidence.pk}/hapus/")
    assert response.url.endswith("#bukti")
    assert said(response) == ["“Rekap é/III” sudah dihapus dari bukti dukung."]
    assert not Evidence.objects.exists()


def test_a_settled_quarter_keeps_its_evidence_and_says_why(client, siti, evidence):
    client.force_login(siti)
    Realization.objects.update(status=RealizationStatus.SUBMITTED)
    response = client.post(f"/bukti/{evidence.pk}/hapus/", **HTMX)
    assert "Tarik kembali bila isian harus diubah" in seen(response)
    assert Evidence.objects.exists()


def test_a_get_changes_nothing(client, siti, evidence, indicator):
    client.force_login(siti)
    assert client.get(f"/bukti/{evidence.pk}/hapus/").status_code == 405
    assert client.get(address(indicator)).status_code == 405


def test_an_upload_needs_the_token_of_the_form(siti, indicator, client):
    client.handler.enforce_csrf_checks = True
    client.force_login(siti)
    assert client.post(address(indicator), {"files": uploaded(PDF)}).status_code == 403


def test_the_box_of_a_reporter_offers_adding_and_removing(siti, evidence, photo, rf):
    box = box_for(siti, evidence.realization)
    assert (box.add_url, box.why_not, box.left) == (address(evidence.realization.indicator), "", 18)
    first, second = box.files
    assert (first.kind, first.ending, first.thumbnail_url) == ("PDF", "PDF", "")
    assert second.thumbnail_url == f"/bukti/{photo.pk}/kecil/"
    assert first.remove_url == f"/bukti/{evidence.pk}/hapus/"


def test_the_box_of_a_reader_says_who_brings_evidence(budi, evidence):
    box = box_for(budi, evidence.realization)
    assert (box.add_url, box.files[0].remove_url) == ("", "")
    assert box.why_not == "Bukti dukung diunggah oleh pengisi unit ini."


def test_the_box_of_a_locked_quarter_says_why(siti, evidence):
    evidence.realization.status = RealizationStatus.VERIFIED
    box = box_for(siti, evidence.realization)
    assert "Sudah terverifikasi" in box.why_not
    assert (box.add_url, box.files[0].remove_url, box.files[0].is_verified) == ("", "", True)
    assert box_for(siti, evidence.realization, lock="Ditutup.").why_not == "Ditutup."


def test_the_box_before_anything_was_filled_in(siti, directorate, indicator):
    place = {"unit": directorate, "indicator": indicator, "year": 2023, "quarter": 2}
    box = evidence_box(user=siti, **place)
    assert (box.files, box.add_url) == ((), address(indicator, 2))


def test_a_full_box_says_so(siti, draft):
    for number in range(20):
        make.make_evidence(realization=draft, sha256=f"{number:064}", uploaded_by=siti)
    assert box_for(siti, draft).why_not.startswith("Sudah 20 berkas")


def test_the_same_file_elsewhere_is_named_with_its_page(siti, evidence, directorate):
    other = make.make_realization(unit=directorate, indicator=evidence.realization.indicator, quarter=1)
    third = make.make_realization(unit=directorate, indicator=make.make_indicator(unit=directorate, name="Lain"))
    for row in (other, third):
        make.make_evidence(realization=row, sha256=evidence.sha256, uploaded_by=siti)
    first, second = box_for(siti, evidence.realization).files[0].other_uses
    assert first.words == "Triwulan I 2023"
    assert second.words.startswith("Triwulan IV 2023, indikator ")
    shown = render_to_string("reports/_evidence.html", {"box": box_for(siti, evidence.realization)})
    assert "Berkas yang sama juga dipakai untuk" in shown


def test_the_same_file_of_a_unit_outside_is_not_told(siti, evidence, outsider):
    row = make.make_realization(indicator=evidence.realization.indicator, unit=outsider, quarter=3)
    make.make_evidence(realization=row, sha256=evidence.sha256, uploaded_by=siti)
    assert box_for(siti, evidence.realization).files[0].other_uses == ()


@pytest.mark.parametrize("count", [1, 15])
def test_the_box_costs_the_same_for_few_and_many_files(siti, draft, django_assert_num_queries, count):
    other = make.make_realization(unit=draft.unit, indicator=draft.indicator, quarter=1)
    for number in range(count):
        for row in (draft, other):
            make.make_evidence(realization=row, sha256=f"{number:064}", uploaded_by=siti, title=f"{number}")
    row = Realization.objects.select_related("unit", "indicator").get(pk=draft.pk)
    unit = Unit.objects.get(pk=row.unit_id)
    siti = type(siti).objects.get(pk=siti.pk)
    with django_assert_num_queries(5):
        box = evidence_box(user=siti, unit=unit, indicator=row.indicator, year=2023, quarter=3, realization=row)
        render_to_string("reports/_evidence.html", {"box": box})
    assert len(box.files) == count


def test_a_box_is_readable_at_a_glance(siti, evidence):
    Evidence.objects.update(size=1_234_567, uploaded_at=datetime(2023, 7, 3, 3, 42, tzinfo=UTC))
    shown = render_to_string("reports/_evidence.html", {"box": box_for(siti, evidence.realization)})
    for words in (
        "1,2 MB",
        "3 Juli 2023 pukul 10.42 WIB",
        "Rekap é/III",
        "Paling besar 10 MB satu berkas; masih dapat 19 berkas lagi",
    ):
        assert words in shown

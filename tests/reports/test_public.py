"""The page that anybody may open: what it says of each state, what it hands out, and whether a file is the one."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests import factories as make
from tests import report_factories as made
from tests.pages import seen

pytestmark = pytest.mark.django_db
CONTENT = b"%PDF-1.7 edisi pertama"


@pytest.fixture
def edition(directorate):
    report = make.make_report(unit=directorate, year=2023, status="published")
    edition = made.make_edition(report=report, state="published", published_at=made.NOON)
    made.make_edition_file(edition=edition, content=CONTENT)
    return edition


def page(client, edition):
    return client.get(reverse("reports:public-show", args=[edition.code]))


def ended(edition, **fields):
    for name, value in fields.items():
        setattr(edition, name, value)
    edition.ended_at = made.NOON
    edition.save()


def sent(client, edition, content):
    upload = SimpleUploadedFile("laporan.pdf", content, "application/pdf")
    return client.post(reverse("reports:public-show", args=[edition.code]), {"berkas": upload})


def test_a_valid_edition_says_so_to_a_stranger_and_hands_out_the_file(client, edition):
    response = page(client, edition)
    words = seen(response)
    for one in ("Sah", "Direktorat Anak", "2023", "1 Februari 2024", edition.files.get().sha256, "Unduh PDF"):
        assert one in words
    file = client.get(reverse("reports:public-download", args=[edition.code]))
    assert file.content == CONTENT
    assert 'filename="lkj-dit-anak-2023-edisi-1.pdf"' in file["Content-Disposition"]


def test_a_code_is_found_however_its_letters_were_typed(client, edition):
    assert client.get(f"/sah/{edition.code.upper()}/").status_code == 200


def test_a_replaced_edition_leads_to_the_newer_one_once_that_is_published(client, edition):
    ended(edition, state="replaced")
    newer = made.make_edition(report=edition.report, number=2, code="mnpqrstuvw33")
    assert "Edisi penggantinya belum terbit." in seen(page(client, edition))
    newer.state, newer.published_at = "published", made.NOON
    newer.save()
    response = page(client, edition)
    assert "Direvisi" in seen(response)
    assert "Buka edisi 2 yang berlaku Unduh PDF edisi 1 yang lama" in seen(response)
    assert "/sah/mnpqrstuvw33/" in response.content.decode()


def test_a_withdrawn_edition_says_why_and_hands_out_nothing(client, edition):
    ended(edition, state="withdrawn", ended_because="Angka <b>keliru</b>")
    response = page(client, edition)
    assert "Ditarik" in seen(response)
    assert "Angka &lt;b&gt;keliru&lt;/b&gt;" in response.content.decode()
    assert client.get(reverse("reports:public-download", args=[edition.code])).status_code == 404


def test_a_final_that_is_not_public_is_told_but_not_handed_out(client, edition):
    edition.state, edition.published_at = "final", None
    edition.save()
    words = seen(page(client, edition))
    assert "belum dibuka untuk umum" in words
    assert "Unduh PDF" not in words
    assert client.get(reverse("reports:public-download", args=[edition.code])).status_code == 404


def test_an_unknown_code_is_explained_in_words(client, edition):
    response = client.get("/sah/tidakdikenal/")
    assert response.status_code == 404
    assert "Tidak ada Laporan Kinerja dengan kode ini" in seen(response)


def test_the_genuine_file_is_recognized(client, edition):
    assert "Berkas ini asli" in seen(sent(client, edition, CONTENT))


def test_a_file_with_one_changed_letter_is_not(client, edition):
    words = seen(sent(client, edition, CONTENT.replace(b"pertama", b"Pertama")))
    assert "Berkas ini bukan PDF yang dibekukan" in words
    assert "Berkas ini asli" not in words


def test_a_file_of_another_edition_is_named(client, edition):
    ended(edition, state="replaced")
    newer = made.make_edition(report=edition.report, number=2, code="mnpqrstuvw33", state="published")
    made.make_edition_file(edition=newer, content=b"%PDF-1.7 edisi kedua")
    assert "Berkas ini edisi 1 dari laporan yang sama" in seen(sent(client, newer, CONTENT))


def test_no_file_is_asked_for(client, edition):
    response = client.post(reverse("reports:public-show", args=[edition.code]), {})
    assert "Pilih berkas PDF" in seen(response)


def test_a_file_that_is_too_large_is_not_read(client, edition, settings):
    settings.CHECKED_MAX_MB = 0
    assert "Berkas lebih besar dari 0 MB" in seen(sent(client, edition, b"x" * 100_000))
    assert "Berkas lebih besar dari 0 MB" in seen(sent(client, edition, CONTENT))


def test_nothing_of_a_checked_file_is_kept(client, edition, settings, tmp_path):
    sent(client, edition, b"y" * 3_000_000)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_the_page_asks_the_same_number_of_questions_for_every_state(client, edition, django_assert_num_queries):
    with django_assert_num_queries(2):
        page(client, edition)
    ended(edition, state="withdrawn", ended_because="Keliru")
    with django_assert_num_queries(2):
        page(client, edition)


def test_a_person_with_a_given_password_may_still_verify(client, siti, edition):
    siti.must_change_password = True
    siti.save()
    client.force_login(siti)
    assert page(client, edition).status_code == 200

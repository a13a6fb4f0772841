"""The steps of a report on its pages: what is offered to whom, what a step asks for, and the frozen files."""

import pytest
from django.core.exceptions import ValidationError

from reports import lifecycle
from reports.models import Report
from tests import factories as make
from tests import report_factories as made
from tests.pages import furnish, seen

pytestmark = pytest.mark.django_db
PAGE = "/unit/dit-anak/2023/lkj/"


@pytest.fixture
def report(directorate, rina):
    furnish(directorate)
    return Report.objects.get()


@pytest.fixture
def published(report):
    edition = made.make_edition(report=report, state="published", published_at=made.NOON)
    for form in ("html", "pdf", "docx", "xlsx", "json"):
        made.make_edition_file(edition=edition, form=form, content=f"beku {form}".encode())
    Report.objects.update(status="published")
    return edition


def read(client, user, address=PAGE):
    client.force_login(user)
    return client.get(address)


OFFERED = {
    "draft": {"rina": ["Ajukan untuk direviu"]},
    "in_review": {},
    "reviewed": {"rina": ["Ajukan untuk direviu"], "itjen": ["Minta perbaikan"]},
    "final": {"pak_dir": ["Terbitkan", "Tarik"], "rina": ["Buka versi baru"]},
    "published": {"pak_dir": ["Tarik"], "rina": ["Buka versi baru"]},
    "withdrawn": {"rina": ["Buka versi baru"]},
}
BUTTONS = {"Ajukan untuk direviu", "Minta perbaikan", "Finalkan", "Terbitkan", "Tarik", "Buka versi baru"}


@pytest.mark.parametrize("status", OFFERED)
def test_everybody_is_offered_their_own_steps_only(request, client, report, status):
    Report.objects.update(status=status)
    for person in ("siti", "budi", "rina", "pak_dir", "itjen", "administrator"):
        page = read(client, request.getfixturevalue(person)).content.decode()
        shown = {words for words in BUTTONS if f">{words}</a>" in page}
        assert shown == set(OFFERED[status].get(person, ())), person


def test_a_reason_that_is_missing_is_asked_for_and_what_was_typed_stays(client, published, pak_dir, monkeypatch):
    client.force_login(pak_dir)
    response = client.post(f"{PAGE}langkah/tarik/", {"note": " "})
    assert response.status_code == 422
    assert "Alasan penarikan wajib diisi." in seen(response)

    def refuse(**given):
        raise ValidationError("Sedang dikerjakan orang lain.")

    monkeypatch.setattr("reports.views.lifecycle.VERBS", {"withdraw": refuse})
    response = client.post(f"{PAGE}langkah/tarik/", {"note": "Angka keliru"})
    assert "Sedang dikerjakan orang lain." in seen(response)
    assert "Angka keliru" in seen(response)


def test_withdrawing_is_told_on_the_page_of_the_report(client, published, pak_dir):
    client.force_login(pak_dir)
    response = client.post(f"{PAGE}langkah/tarik/", {"note": "Angka keliru"}, follow=True)
    words = seen(response)
    for one in ("Laporan Kinerja 2023 ditarik.", "Angka keliru", "Perencana dapat membuka versi baru"):
        assert one in words


def test_an_edition_is_withdrawn_from_the_page_while_its_new_version_is_written(client, published, pak_dir):
    Report.objects.update(status="in_review")
    made.make_report_step(report=published.report, action="hand_in", status="in_review")
    assert ">Tarik</a>" in read(client, pak_dir).content.decode()
    before = read(client, pak_dir).context["standing"].words
    assert client.get(f"{PAGE}langkah/tarik/").status_code == 200
    words = seen(client.post(f"{PAGE}langkah/tarik/", {"note": "Angka keliru"}, follow=True))
    assert "Edisi yang berlaku dari Laporan Kinerja 2023 ditarik." in words
    assert "Angka keliru" in words
    page = read(client, pak_dir)
    assert ">Tarik</a>" not in page.content.decode()
    assert page.context["standing"].words == before


def test_a_step_that_does_not_apply_leads_back(client, report, pak_dir):
    client.force_login(pak_dir)
    response = client.get(f"{PAGE}langkah/terbitkan/", follow=True)
    assert response.redirect_chain == [(PAGE, 302)]
    assert "Laporan berstatus draf; langkah ini tidak berlaku." in seen(response)


@pytest.mark.parametrize("form", ["pdf", "docx", "xlsx", "json", "html"])
def test_a_final_report_hands_out_its_frozen_bytes(client, published, siti, form):
    file = read(client, siti, f"{PAGE}unduh/{form}/")
    assert file.content == f"beku {form}".encode()
    assert f"lkj-dit-anak-2023-edisi-1.{form}" in file["Content-Disposition"]


def test_a_final_report_is_read_as_it_was_frozen_and_the_present_data_only_when_asked_for(client, published, siti):
    assert read(client, siti, f"{PAGE}baca/").content == b"beku html"
    assert "DRAF" in read(client, siti, f"{PAGE}baca/?draf").content.decode()


def test_a_version_that_is_written_is_no_frozen_one_but_the_old_one_can_be_taken(client, published, siti):
    Report.objects.update(status="draft")
    assert read(client, siti, f"{PAGE}baca/").content != b"beku html"
    assert read(client, siti, f"{PAGE}edisi/1/pdf/").content == b"beku pdf"
    assert "Edisi 1 tetap berlaku" in seen(read(client, siti))


def test_the_page_names_the_editions_with_their_marks_and_addresses(client, published, siti, settings):
    settings.SITE_URL = "https://lakin.contoh.go.id"
    words = seen(read(client, siti))
    assert published.files.get(form="pdf").sha256 in words
    assert "https://lakin.contoh.go.id/sah/abcdefghjk22/" in words


def test_an_imported_final_without_an_edition_is_told_what_to_do(report, pak_dir):
    Report.objects.update(status="final")
    with pytest.raises(ValidationError, match="tidak mempunyai edisi yang dibekukan"):
        lifecycle.publish(report=report, by=pak_dir)


def test_another_unit_has_no_edition_of_this_one(client, published, sentra, rina):
    make.make_report(unit=sentra)
    assert read(client, rina, "/unit/sentra-timur/2023/lkj/edisi/1/pdf/").status_code == 404


def test_the_page_asks_no_more_for_many_editions_and_steps(client, published, siti, django_assert_max_num_queries):
    def questions():
        with django_assert_max_num_queries(200) as asked:
            client.get(PAGE)
        return len(asked)

    client.force_login(siti)
    made.make_report_step(report=published.report)
    few = questions()
    for number in range(2, 6):
        ended = {"state": "replaced", "code": f"abcdefghjk3{number}"}
        made.make_edition_file(edition=made.make_edition(report=published.report, number=number, **ended))
        made.make_report_step(report=published.report)
    assert questions() == few


def test_publishing_says_how_many_nip_the_document_prints(client, report, pak_dir):
    edition = made.make_edition(report=report)
    Report.objects.update(status="final")
    made.make_edition_file(
        edition=edition, content=b"<p>NIP 198001012005011001 dan 19800101 200501 1 002</p>", form="html"
    )
    page = seen(read(client, pak_dir, f"{PAGE}langkah/terbitkan/"))
    assert "Dokumen ini mencetak 2 NIP" in page


def test_handing_in_says_that_the_preface_prints_a_nip(client, report, rina):
    Report.objects.update(status="draft", signatory_nip="198001012005011001")
    address = f"{PAGE}langkah/ajukan/"
    assert "Kata pengantar mencetak NIP penanda tangan" in seen(read(client, rina, address))
    Report.objects.update(signatory_nip="")
    assert "NIP" not in seen(read(client, rina, address))

"""What everybody may read: published figures only, escaped, by pages, kept by a mark, not too often."""

import csv
import json
from io import StringIO

import pytest
from django.urls import reverse

from agreements.models import AgreementStatus
from reports import agreement_publishing
from reports.exchange import datasets, limits
from reports.exchange.datasets import DATASETS
from reports.models import PublishedAgreement
from reports.papers import publishing
from tests import factories as make
from tests import report_factories as made
from tests.pages import seen
from tests.reports.published import SECRET, altered, ended, published, unpublished

pytestmark = pytest.mark.django_db
TABLES = [f"/data/v1/{key}.{form}" for key in DATASETS for form in ("json", "csv")]
PUBLIC = ["/publik/", "/publik/dit-anak/", "/data/", *TABLES]


@pytest.fixture(autouse=True)
def _quick_papers(monkeypatch):
    """Typesetting is tested elsewhere."""
    monkeypatch.setitem(publishing.WRITERS, "pdf", lambda document: document.title.encode())


@pytest.fixture
def edition(directorate, pak_dir):
    return published(directorate, pak_dir)


def rows(client, key, **asked):
    response = client.get(f"/data/v1/{key}.json", asked)
    assert response.status_code == 200
    return response.json()["baris"]


@pytest.mark.parametrize("address", PUBLIC)
def test_what_is_not_published_never_comes_out(client, edition, sentra, address):
    unpublished(sentra)
    text = client.get(address).content.decode()
    assert not any(word in text for word in (str(SECRET), "tertutup", "sentra-timur", "Sentra Timur"))


@pytest.mark.parametrize("address", ["/publik/sentra-timur/", "/publik/sentra-timur/2023/pk/0/"])
def test_a_unit_without_publications_has_no_page(client, edition, sentra, address):
    unpublished(sentra)
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("state", ["withdrawn", "replaced"])
def test_figures_of_an_edition_that_holds_no_more_are_gone(client, edition, state):
    ended(edition, state)
    assert rows(client, "capaian") == rows(client, "anggaran") == []
    assert "87,50%" not in client.get("/publik/dit-anak/").content.decode()
    document = next(row for row in rows(client, "dokumen") if row["jenis"] == "lkj")
    assert (document["keadaan"], document["alasan"]) == (
        {"withdrawn": "ditarik", "replaced": "direvisi"}[state],
        "Angka keliru",
    )


def test_a_unit_without_figures_in_force_offers_none(client, edition):
    assert "capaian (CSV)" in seen(client.get("/publik/dit-anak/"))
    ended(edition, "withdrawn")
    words = seen(client.get("/publik/dit-anak/"))
    assert ("capaian (CSV)" in words, "Tidak ada angka di data terbuka" in words) == (False, True)


def test_an_edition_withdrawn_before_it_was_published_is_not_even_listed(client, directorate, pak_dir):
    published(directorate, pak_dir, state="withdrawn", published_at=None, ended_because="Keliru")
    assert [row["jenis"] for row in rows(client, "dokumen")] == ["pk"]


def test_capaian_is_what_the_edition_froze(client, edition, directorate):
    directorate.realizations.update(numerator=1)
    row = rows(client, "capaian")[0]
    assert (row["target"], row["realisasi"], row["capaian"]) == ("80", "87.5", "109.375")
    assert (row["unit"], row["tahun"], row["terhadap_target"], row["kode_verifikasi"]) == (
        *("dit-anak", 2023, "di atas target", edition.code),
    )


def test_a_figure_frozen_unverified_stays_unknown(client, edition):
    def unverify(data):
        data["objectives"][0]["indicators"][0]["realization"]["is_verified"] = False

    altered(edition, unverify)
    row = rows(client, "capaian")[0]
    assert (row["realisasi"], row["capaian"], row["predikat"]) == (None, None, "")
    assert row["keterangan"] == "Realisasi belum terverifikasi."


def test_budget_totals_come_from_the_edition(client, edition):
    total = rows(client, "anggaran")[0]
    assert (total["tingkat"], total["pagu"], total["realisasi"], total["serapan"]) == (
        *("jumlah", "2000000", "1500000", "75"),
    )


def test_targets_come_from_the_copy_and_end_with_its_withdrawal(client, edition, directorate, pak_dir):
    agreement = directorate.agreements.get()
    agreement.lines.update(target=SECRET)
    assert [(row["target"], row["keadaan"]) for row in rows(client, "target")] == [("80", "ditandatangani")]
    agreement_publishing.withdraw(agreement=agreement, note="Salah unggah", by=pak_dir)
    assert rows(client, "target") == []
    assert client.get("/publik/dit-anak/2023/pk/0/").status_code == 404
    assert "Salah unggah" in seen(client.get("/publik/dit-anak/"))


def test_a_superseded_agreement_stays_as_replaced(client, edition, directorate):
    directorate.agreements.update(status=AgreementStatus.SUPERSEDED)
    assert rows(client, "target")[0]["keadaan"] == "digantikan"
    assert "Digantikan" in seen(client.get("/publik/"))


def test_no_nip_and_no_name_is_in_the_data(client, edition, directorate, pak_dir):
    agreement = make.make_agreement(unit=directorate, year=2024, first_party_nip="198001012005011001")
    make.make_line(agreement=agreement, indicator=make.make_indicator(unit=directorate))
    copy = agreement_publishing.publish(agreement=agreement, by=pak_dir)
    assert "198001012005011001" not in json.dumps(copy.data)
    assert all("198001012005011001" not in client.get(address).content.decode() for address in PUBLIC)


def test_a_nip_that_somebody_typed_into_a_text_stays_out(client, edition):
    def typed(data):
        data["objectives"][0]["name"] = "Ditetapkan oleh NIP 19800101 200501 1 001"

    altered(edition, typed)
    assert rows(client, "capaian")[0]["nama_sasaran"] == "Ditetapkan oleh NIP (NIP tidak ditampilkan)"
    assert "19800101" not in client.get("/data/v1/capaian.csv").content.decode()
    ended(edition, "withdrawn")
    type(edition).objects.update(ended_because="Salah NIP 198001012005011001")
    for address in ("/publik/dit-anak/", f"/sah/{edition.code}/", "/data/v1/dokumen.json"):
        text = client.get(address).content.decode()
        assert ("198001012005011001" in text, "Salah NIP (NIP tidak ditampilkan)" in text) == (False, True)


def test_what_people_typed_is_escaped(client, edition, directorate):
    directorate.name = "<script>alert(1)</script>"
    directorate.save()
    for address in ("/publik/", "/publik/dit-anak/"):
        assert "<script>alert" not in client.get(address).content.decode()


def test_both_styles_of_csv(client, edition):
    def formula(data):
        data["objectives"][0]["name"] = "=1+1"

    altered(edition, formula)
    common = client.get("/data/v1/capaian.csv").content.decode()
    excel = client.get("/data/v1/capaian.csv?gaya=excel").content.decode("utf-8-sig")
    first = next(csv.DictReader(StringIO(common)))
    second = next(csv.DictReader(StringIO(excel), delimiter=";"))
    assert (first["capaian"], second["capaian"]) == ("109.375", "109,375")
    assert first["nama_sasaran"] == second["nama_sasaran"] == "'=1+1"


def test_a_page_leads_to_the_next_one(client, edition, monkeypatch):
    monkeypatch.setitem(DATASETS, "dokumen", datasets.Dataset(**vars(datasets.PAPERS) | {"per_page": 1}))
    first = client.get("/data/v1/dokumen.json")
    assert first.json()["jumlah_halaman"] == 2
    assert first["Link"] == f'<{first.json()["berikutnya"]}>; rel="next"'
    second = client.get("/data/v1/dokumen.json?halaman=2").json()
    assert (second["berikutnya"], {first.json()["baris"][0]["jenis"], second["baris"][0]["jenis"]}) == (
        None,
        {"lkj", "pk"},
    )
    assert client.get("/data/v1/dokumen.json?halaman=3").status_code == 404


@pytest.mark.parametrize("asked", ["tahun=23", "halaman=0", "halaman=x", "unitt=dit-anak", "gaya=bebas"])
def test_a_question_without_meaning_is_refused(client, db, asked):
    response = client.get(f"/data/v1/capaian.csv?{asked}")
    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")


def test_what_did_not_change_is_not_sent_again(client, edition):
    first = client.get("/data/v1/capaian.json")
    again = client.get("/data/v1/capaian.json", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert first["Access-Control-Allow-Origin"] == again["Access-Control-Allow-Origin"] == "*"
    assert "Cookie" not in first.get("Vary", "")
    ended(edition, "withdrawn")
    assert client.get("/data/v1/capaian.json", headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_the_copy_is_sent_as_it_was_frozen(client, edition):
    copy = PublishedAgreement.objects.get()
    response = client.get("/publik/dit-anak/2023/pk/0/")
    assert response.content == bytes(copy.content)
    assert client.get("/publik/dit-anak/2023/pk/0/", headers={"If-None-Match": response["ETag"]}).status_code == 304


def test_another_site_may_read_and_nobody_may_write(client, db):
    assert client.options("/data/v1/capaian.json").status_code == 204
    assert client.post("/data/v1/capaian.json").status_code == 405


def test_too_many_requests_of_one_address_wait(client, db, settings, monkeypatch):
    settings.PUBLIC_REQUESTS_PER_MINUTE = 2
    monkeypatch.setattr(limits, "time", lambda: 6000.0)
    statuses = [client.get("/data/v1/dokumen.json").status_code for _ in range(3)]
    assert statuses == [200, 200, 429]
    assert client.get("/data/v1/dokumen.json")["Retry-After"] == "60"
    assert client.get("/data/v1/dokumen.json", REMOTE_ADDR="10.0.0.9").status_code == 200
    monkeypatch.setattr(limits, "time", lambda: 6060.0)
    assert client.get("/data/v1/dokumen.json").status_code == 200


@pytest.mark.parametrize("address", PUBLIC)
def test_the_number_of_queries_does_not_grow(
    client, edition, directorate, sentra, address, django_assert_max_num_queries
):
    with django_assert_max_num_queries(12) as few:
        client.get(address)
    another = made.make_edition(
        report=make.make_report(unit=directorate, year=2022),
        review=made.make_cleared_review(report=directorate.reports.get(year=2022)),
        code="mnpqrstuvw33",
        state="published",
        published_at=made.NOON,
    )
    data = bytes(edition.files.get(form="json").content)
    made.make_edition_file(edition=another, content=b"%PDF-1.7 lain")
    made.make_edition_file(edition=another, content=data, form="json")
    with django_assert_max_num_queries(len(few.captured_queries)):
        client.get(address)


def test_search_narrows_by_name_kind_year_and_document(client, edition):
    counts = {
        asked: client.get(f"/publik/?{asked}").context["page"].paginator.count
        for asked in ("q=anak", "q=entah", "jenis=sentra", "tahun=2022", "dokumen=pk", "tahun=2023&dokumen=lkj")
    }
    assert list(counts.values()) == [2, 0, 0, 0, 1, 1]


def test_the_first_page_says_when_nothing_is_published(client, db):
    assert "Belum ada dokumen yang terbit" in seen(client.get("/publik/"))


def test_the_licence_is_that_of_the_setting(client, db, settings):
    assert "Lisensi: tidak dinyatakan" in seen(client.get("/data/"))
    settings.DATA_LICENCE = "CC BY 4.0"
    assert "Lisensi: CC BY 4.0" in seen(client.get("/data/"))
    assert client.get("/data/v1/dokumen.json").json()["lisensi"] == "CC BY 4.0"


@pytest.mark.parametrize("name", ["open-list", "data-list"])
def test_the_door_and_the_public_pages_lead_to_each_other(client, db, name):
    assert reverse("reports:open-list") in client.get("/masuk/").content.decode()
    assert f'href="{reverse("reports:home")}"' in client.get(reverse(f"reports:{name}")).content.decode()

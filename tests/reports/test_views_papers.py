"""The papers page: every paper with its state, why one cannot be made, and files with safe headers."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reports.papers import publishing
from tests import factories as make
from tests.pages import furnish, seen

pytestmark = pytest.mark.django_db
ADDRESS = "/unit/dit-anak/2023/dokumen/"


@pytest.fixture
def leader(client, pak_dir, directorate):
    """The client of the directorate's leader."""
    client.force_login(pak_dir)
    return client


@pytest.fixture
def _quick(monkeypatch):
    monkeypatch.setattr(publishing, "paper", lambda kind, unit, year, form, version: f"{kind} {version}".encode())


def states(response):
    return [(row.paper.name, row.status.word) for row in response.context["rows"]]


def test_every_version_stands_with_its_state(leader, directorate):
    furnish(directorate)
    directorate.agreements.update(status="superseded")
    for version, status in ((1, "signed"), (2, "draft")):
        make.make_line(agreement=make.make_agreement(unit=directorate, version=version, status=status))
    listed = states(leader.get(ADDRESS))
    assert listed[:3] == [
        ("Perjanjian Kinerja awal", "Digantikan"),
        ("Perjanjian Kinerja perubahan ke-1", "Berlaku"),
        ("Perjanjian Kinerja perubahan ke-2", "Draf"),
    ]
    assert [name for name, _ in listed[3:]] == ["Rencana Aksi", "Manual IKU", "Matriks Renstra"]


def test_what_cannot_be_made_says_why_and_has_no_link(leader, directorate):
    response = leader.get(ADDRESS)
    words = seen(response)
    assert "Belum dapat dibuat" in words
    assert "tahun 2023 belum dibuat. Perencana unit ini yang melengkapinya." in words
    assert "/dokumen/pk/" not in response.content.decode()


def test_who_plans_is_led_to_where_it_is_filled_in(client, rina, directorate):
    client.force_login(rina)
    assert "/admin/agreements/performanceagreement/" in client.get(ADDRESS).content.decode()


def test_a_paper_asks_for_its_version(leader, directorate):
    furnish(directorate)
    assert "dokumen/pk/pdf/?versi=0" in leader.get(ADDRESS).content.decode()


@pytest.mark.usefixtures("_quick")
def test_a_file_comes_with_a_name_and_is_not_kept(leader, directorate):
    furnish(directorate)
    response = leader.get(f"{ADDRESS}pk/pdf/?versi=0")
    assert response.content == b"pk 0"
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'attachment; filename="pk-dit-anak-2023-versi-0.pdf"'
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Content-Type-Options"] == "nosniff"


def test_a_paper_is_read_with_its_own_fonts_and_runs_no_script(leader, directorate):
    furnish(directorate)
    response = leader.get(f"{ADDRESS}pk/html/")
    assert response.content == publishing.paper("pk", directorate, 2023, "html")
    assert "font-src 'self' data:" in response["Content-Security-Policy"]
    assert "script-src 'self'" in response["Content-Security-Policy"]


@pytest.mark.parametrize(
    "address",
    [
        *("gaji/pdf/", "pk/exe/", "pk/json/", "matriks-renstra/pdf/?versi=0"),
        *(f"pk/pdf/?versi={text}" for text in ("7", "x", "-1", "²", "9999999999")),
    ],
)
def test_what_was_never_offered_is_no_page(leader, directorate, address):
    furnish(directorate)
    assert leader.get(ADDRESS + address).status_code == 404


def test_a_matrix_takes_the_version_of_the_renstra(leader, directorate):
    plan = make.make_plan(unit=directorate)
    make.make_plan_version(plan=plan, number=3)
    response = leader.get(f"{ADDRESS}matriks-renstra/pdf/?versi=3", follow=True)
    assert "belum berisi" in seen(response)


def test_what_is_lacking_is_told_on_the_page(leader, directorate):
    response = leader.get(f"{ADDRESS}pk/pdf/", follow=True)
    assert response.redirect_chain == [(ADDRESS, 302)]
    assert "tahun 2023 belum dibuat." in seen(response)


@pytest.mark.parametrize("address", ["", "pk/pdf/", "pk/html/"])
def test_papers_of_a_neighbour_do_not_exist(leader, sentra, address):
    furnish(sentra)
    assert leader.get(f"/unit/sentra-timur/2023/dokumen/{address}").status_code == 404


def test_queries_do_not_grow_with_the_lines(leader, directorate):
    furnish(directorate)
    counts = []
    for _ in range(2):
        for _ in range(5):
            make.make_step(line=make.make_line(agreement=directorate.agreements.first()))
        with CaptureQueriesContext(connection) as queries:
            leader.get(ADDRESS)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 40

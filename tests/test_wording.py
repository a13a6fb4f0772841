"""The interface speaks Indonesian: no English of ours or of a library reaches a person."""

import re

import pytest
from django.urls import reverse

from tests.pages import furnish, seen
from tests.test_architecture import ROOT, sources, templates
from units.admin_site import site
from units.models import Role
from units.tables import TableAdmin

pytestmark = [pytest.mark.django_db, pytest.mark.same_everywhere]
ENGLISH = re.compile(
    r"\b(the|and|of|for|with|your|this|that|is|are|not|all|any|by|from|to|select|selected|save|saved|delete|deleted|add"
    r"|added|change|changed|search|home|log ?out|log ?in|password|username|submit|import|export|yes|unknown|true|false"
    r"|none|error|errors|page|file|field|fields|please|new|update|row|rows|choose|view|show|name|value|draft|signed"
    r"|verified|percent|score|count|maximize|last|typed|ratio|required|invalid|must|should|found|forbidden|denied"
    r"|today|next|previous|first|loading|download|upload|preview|confirm)\b",
    re.IGNORECASE,
)
# Words that are Indonesian office language too, or a name that stands so in the regulations.
LOANED = {"digital stamp", "single"}
PAGES = [
    "/",
    "/?q=tidak+ada",
    "/?tahun=2019",
    "/unit/dit-anak/2023/",
    "/unit/dit-anak/2023/pimpinan/",
    "/unit/dit-anak/2020/pimpinan/",
    "/unit/dit-anak/2023/anggaran/",
    "/unit/dit-anak/2023/anggaran/belanja/",
    "/unit/dit-anak/2023/anggaran/rencana/",
    "/unit/dit-anak/2023/anggaran/ikpa/",
    "/unit/dit-anak/2023/anggaran/perubahan/",
    "/cari-indikator/?q=anak",
    "/unit/dit-anak/2023/anggaran/berkas/",
    "/unit/dit-anak/2023/anggaran/berkas/unggah/",
    "/unit/dit-anak/2023/lkj/",
    "/unit/dit-anak/2023/lkj/tulis/",
    "/unit/dit-anak/2023/lkj/tulis/latar-belakang/",
    "/unit/dit-anak/2023/lkj/tulis/latar-belakang/versi/",
    "/unit/dit-anak/2023/lkj/angka/",
    "/unit/dit-anak/2023/lkj/reviu/",
    "/unit/dit-anak/2023/lkj/langkah/ajukan/",
    "/sah/tidakdikenal/",
    "/publik/",
    "/publik/?q=entah",
    "/data/",
    "/unit/dit-anak/2023/dokumen/",
    "/unit/dit-anak/2020/",
    "/unit/dit-anak/2020/anggaran/",
    "/unit/dit-anak/2020/lkj/",
    "/buku-kerja/",
    "/kata-sandi/",
    "/kata-sandi/selesai/",
    "/tidak-ada/",
    "/admin/",
    "/admin/tidak-ada/",
]
TABLES = sorted(site._registry.items(), key=lambda item: item[0]._meta.label)


def english(response):
    return sorted({word.lower() for word in ENGLISH.findall(seen(response))} - LOANED)


@pytest.fixture
def planner(client, rina, directorate):
    furnish(directorate)
    client.force_login(rina)
    return client


@pytest.mark.parametrize("address", PAGES)
def test_a_page_speaks_indonesian(planner, address):
    response = planner.get(address)
    assert english(response) == []
    assert 'lang="id"' in response.content.decode()


def test_the_door_speaks_indonesian(client, db):
    assert english(client.get("/masuk/")) == english(client.post("/masuk/", {})) == []


@pytest.mark.parametrize("address", ["/buku-kerja/", "/kata-sandi/"])
def test_a_refused_form_speaks_indonesian(planner, address):
    assert english(planner.post(address, {})) == []


def test_the_keys_of_other_systems_speak_indonesian(client, administrator):
    client.force_login(administrator)
    assert english(client.get("/token/")) == english(client.post("/token/", {})) == []


@pytest.mark.parametrize("person", ["siti", "stranger"])
def test_a_refusal_speaks_indonesian(client, request, directorate, person):
    client.force_login(request.getfixturevalue(person))
    for address in ("/buku-kerja/", "/unit/dit-anak/2023/buku-kerja/", "/unit/ditjen-rehsos/2023/"):
        assert english(client.get(address)) == []


@pytest.mark.parametrize(("model", "table"), TABLES, ids=[model._meta.label for model, _ in TABLES])
def test_a_table_of_the_admin_speaks_indonesian(client, directorate, rina, administrator, model, table):
    furnish(directorate)
    client.force_login(rina if Role.PLANNER in table.editors else administrator)
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
    pages = [f"{name}_changelist", f"{name}_add"] + ([f"{name}_import"] if isinstance(table, TableAdmin) else [])
    for page in pages:
        assert english(client.get(reverse(page))) == []
    row = model.objects.first()
    if row:
        assert english(client.get(reverse(f"{name}_change", args=[row.pk]))) == []


def test_five_wrong_passwords_lock_the_door_in_indonesian(client, siti, settings):
    for _ in range(settings.AXES_FAILURE_LIMIT):
        response = client.post("/masuk/", {"username": "siti", "password": "salah"})
    assert response.status_code == 429
    assert "Akun terkunci sementara" in seen(response)
    assert english(response) == []


def test_a_password_has_one_name():
    # The addresses keep their hyphen.
    texts = sources() | templates() | {"docs": (ROOT / "docs/workbook.md").read_text(encoding="utf-8")}
    assert [path for path, text in texts.items() if "kata sandi" in text.lower()] == []


def test_the_check_sees_english():
    class Page:
        content = b"<p>Please select a file</p><script>the</script>"

    assert english(Page) == ["file", "please", "select"]

"""The API: what each token opens, refusals as problem documents, pages, and a schema that the answers keep to."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate

from indicators.models import Indicator
from reports.exchange.columns import flattened
from reports.exchange.resources import RESOURCES
from reports.exchange.schema import openapi
from reports.models import ApiToken, TokenScope
from reports.tokens import issue
from tests import factories as make
from tests.pages import furnish
from tests.report_factories import make_finding

pytestmark = pytest.mark.django_db
ASKED = {"scorecards": "?year=2023", "budget": "?year=2023"}


@pytest.fixture
def ask(client, directorate_general, administrator):
    """Asks with a token of the directorate general that opens every kind but the drafts, unless others are named."""

    def answer(address, *scopes, unit=directorate_general):
        kinds = scopes or [scope for scope in TokenScope if scope != TokenScope.DRAFTS]
        expires = timezone.localdate() + timedelta(days=1)
        _, secret = issue(unit=unit, name="Uji", scopes=kinds, expires_on=expires, by=administrator)
        return client.get(f"/api/v1/{address}", headers={"Authorization": f"Bearer {secret}"})

    return answer


def reviewed(unit):
    """A finding of the unit's report, which is reviewed."""
    unit.reports.update(status="reviewed")
    return make_finding(report=unit.reports.get())


def problem(response):
    assert response["Content-Type"] == "application/problem+json"
    body = response.json()
    assert (body["status"], bool(body["title"]), bool(body["detail"])) == (response.status_code, True, True)
    return response.status_code


@pytest.mark.parametrize("header", ["", "Bearer ", "Bearer lakin_entah", "Basic c2l0aTpzaXRp"])
def test_without_a_valid_token_nothing_is_told(client, directorate, header):
    response = client.get("/api/v1/units", headers={"Authorization": header})
    assert (problem(response), response["WWW-Authenticate"]) == (401, "Bearer")


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ({"expires_on": date(2024, 1, 1)}, "masa berlakunya berakhir pada 1 Januari 2024"),
        ({"revoked_at": "2024-01-01T00:00:00Z"}, "sudah dicabut pada 1 Januari 2024"),
    ],
)
def test_an_ended_token_opens_nothing_and_says_why(client, directorate, administrator, state, words):
    _, secret = issue(unit=directorate, name="Uji", scopes=["units"], expires_on=timezone.localdate(), by=administrator)
    ApiToken.objects.update(**state)
    response = client.get("/api/v1/units", headers={"Authorization": f"Bearer {secret}"})
    assert (problem(response), response["WWW-Authenticate"]) == (401, "Bearer")
    assert f"Token tidak berlaku karena {words}." in response.json()["detail"]


def test_a_token_ends_with_the_role_of_its_maker(client, directorate, administrator):
    _, secret = issue(unit=directorate, name="Uji", scopes=["units"], expires_on=timezone.localdate(), by=administrator)
    administrator.memberships.all().delete()
    response = client.get("/api/v1/units", headers={"Authorization": f"Bearer {secret}"})
    assert problem(response) == 401
    assert "pembuatnya bukan lagi administrator unit itu" in response.json()["detail"]


@pytest.mark.parametrize("name", RESOURCES)
def test_a_token_of_another_kind_is_refused(ask, name):
    others = [scope for scope in TokenScope if scope != RESOURCES[name].scope]
    assert problem(ask(f"{name}{ASKED.get(name, '')}", *others)) == 403


@pytest.mark.parametrize("name", RESOURCES)
def test_a_unit_outside_does_not_exist(ask, outsider, name):
    furnish(outsider)
    year = ASKED.get(name, "")
    assert ask(f"{name}{year}").json()["data"] == [] or name == "units"
    assert problem(ask(f"{name}{year or '?'}&unit={outsider.code}")) == 404
    assert outsider.code not in ask(f"{name}{year}").content.decode()


@pytest.mark.parametrize("name", ["units", "indicators", "agreements", "realizations", "findings"])
def test_a_row_outside_does_not_exist(ask, directorate, outsider, name):
    rows = {}
    for unit in (directorate, outsider):
        furnish(unit)
    for unit in (directorate, outsider):
        held = {
            "units": lambda unit: unit.code,
            "indicators": lambda unit: Indicator.objects.get(objective__plan__unit=unit).pk,
            "agreements": lambda unit: unit.agreements.get().pk,
            "realizations": lambda unit: unit.realizations.get().pk,
            "findings": lambda unit: reviewed(unit).pk,
        }
        rows[unit] = held[name](unit)
    assert ask(f"{name}/{rows[directorate]}").status_code == 200
    assert problem(ask(f"{name}/{rows[outsider]}")) == 404
    assert problem(ask(f"{name}/{'tidak-ada'}")) == 404


def test_drafts_come_only_with_their_scope(ask, directorate):
    furnish(directorate)
    directorate.realizations.update(status="submitted")
    directorate.agreements.update(status="draft")
    make_finding(report=directorate.reports.get())
    for name, scope in (("realizations", "realizations"), ("agreements", "agreements"), ("findings", "findings")):
        assert ask(name).json()["data"] == []
        (row,) = ask(name, scope, "drafts").json()["data"]
        assert row.get("status", row.get("report_status")) in ("submitted", "draft")


@pytest.mark.parametrize(
    ("status", "count"),
    [("draft", 0), ("in_review", 0), ("reviewed", 1), ("final", 1), ("published", 1), ("withdrawn", 1)],
)
def test_findings_are_told_once_their_report_is_reviewed(ask, directorate, status, count):
    furnish(directorate)
    make_finding(report=directorate.reports.get())
    directorate.reports.update(status=status)
    assert len(ask("findings").json()["data"]) == count


def test_findings_are_no_open_data(client, directorate):
    furnish(directorate)
    make_finding(report=directorate.reports.get())
    directorate.reports.update(status="published")
    assert client.get("/data/v1/findings.json").status_code == client.get("/data/v1/temuan.json").status_code == 404
    assert "capaian-tercetak" not in client.get("/data/v1/capaian.json").content.decode()


def test_what_is_told_is_what_the_pages_tell(ask, directorate):
    furnish(directorate)
    card = ask("scorecards?year=2023").json()["data"][0]
    assert (card["unit"], card["achievement"], card["indicators"][0]["realization"]) == ("dit-anak", "109.375", "87.5")
    money = ask("budget?year=2023").json()["data"][0]
    assert (money["ceiling"], money["spent"], money["absorption"]) == ("2000000", "1500000", "75")
    line = ask("agreements?year=2023").json()["data"][0]["lines"][0]
    assert (line["target"], line["quarters"]) == ("80", [])


def test_pages_follow_a_cursor_to_the_end(ask, directorate, sentra):
    seen, cursor = [], ""
    while cursor is not None:
        page = ask(f"units?limit=2&cursor={cursor}").json()
        seen, cursor = seen + [row["code"] for row in page["data"]], page["next_cursor"]
    assert seen == ["ditjen-rehsos", "dit-anak", "sentra-timur"]


@pytest.mark.parametrize(
    "asked", ["?limit=0", "?limit=201", "?cursor=abc", "?entah=1", "?year=99", "?quarter=5", "?cursor=c2VzdWRhaDo"]
)
def test_a_question_without_meaning_is_refused(ask, asked):
    assert problem(ask(f"realizations{asked}")) == 400


@pytest.mark.parametrize("name", ["scorecards", "budget"])
def test_the_year_is_asked_for(ask, name):
    assert problem(ask(name)) == 400


def test_nothing_can_be_written(client, db):
    assert [problem(getattr(client, method)("/api/v1/units")) for method in ("post", "put", "delete")] == [405] * 3


def test_a_table_that_is_not_there(ask):
    assert problem(ask("pegawai")) == problem(ask("scorecards/1")) == 404


def test_the_same_token_waits_when_it_asks_too_often(client, directorate, administrator, settings):
    settings.API_REQUESTS_PER_MINUTE = 2
    _, secret = issue(unit=directorate, name="Uji", scopes=["units"], expires_on=timezone.localdate(), by=administrator)
    header = {"Authorization": f"Bearer {secret}"}
    statuses = [client.get("/api/v1/units", headers=header).status_code for _ in range(3)]
    assert statuses == [200, 200, 429]


@pytest.mark.parametrize("name", RESOURCES)
def test_the_number_of_queries_does_not_grow(ask, directorate, sentra, name, django_assert_max_num_queries):
    furnish(directorate)
    reviewed(directorate)
    with django_assert_max_num_queries(30) as few:
        ask(f"{name}{ASKED.get(name, '')}")
    furnish(sentra)
    reviewed(sentra)
    with django_assert_max_num_queries(len(few.captured_queries)):
        ask(f"{name}{ASKED.get(name, '')}")


def test_the_schema_is_valid():
    validate(openapi())


@pytest.mark.parametrize("name", RESOURCES)
def test_answers_keep_to_the_schema(ask, directorate, name):
    furnish(directorate)
    reviewed(directorate)
    make.make_quarter_target(line=directorate.agreements.get().lines.get())
    body = ask(f"{name}{ASKED.get(name, '')}").json()
    assert body["data"]
    schema = openapi()["paths"][f"/api/v1/{name}"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    Draft202012Validator(schema | {"components": openapi()["components"]}).validate(body)


def test_no_person_is_in_any_answer(ask, directorate):
    furnish(directorate)
    reviewed(directorate)
    directorate.agreements.update(first_party_name="Nama Direktur", first_party_nip="198001012005011001")
    for name in RESOURCES:
        text = ask(f"{name}{ASKED.get(name, '')}").content.decode()
        assert "Nama Direktur" not in text
        assert "1980" not in text


def test_the_page_explains_every_table_and_column(client, db):
    text = client.get("/api/").content.decode()
    for resource in RESOURCES.values():
        assert f"/api/v1/{resource.key}" in text
        assert all(f"<code>{name}</code>" in text for name, _ in flattened(resource.columns))
    assert "<code>lines[].quarters[].target</code>" in text

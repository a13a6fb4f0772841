"""Every request has a mark, stands in the log with it once, and gives nothing private away there."""

import json
import logging
import sys

import pytest

from lakin.request_log import JsonLines, WithMark, mark, marked


@pytest.fixture
def lines(caplog):
    """What is written about requests, as the fields of each line."""
    caplog.set_level(logging.INFO, "lakin.access")
    return lambda: [record.fields for record in caplog.records if record.name == "lakin.access"]


def written(**fields):
    """One line of a logger as JSON."""
    record = logging.LogRecord("lakin", logging.ERROR, __file__, 1, "Gagal %s", ("dua",), fields.get("error"))
    WithMark().filter(record)
    return json.loads(JsonLines().format(record))


@pytest.mark.parametrize("given", ["abcdef12", "3f2504e0-4f89-11d3-9a0c-0305e82c3301"])
def test_a_mark_from_the_proxy_is_kept(client, given):
    assert client.get("/sehat/", headers={"X-Request-ID": given}).headers["X-Request-ID"] == given


@pytest.mark.parametrize(
    "given", ["", "pendek", "a" * 65, "dengan spasi", "baris\nbaru-sekali", "<script>alert</script>"]
)
def test_any_other_mark_is_made_anew(client, given):
    found = client.get("/sehat/", headers={"X-Request-ID": given}).headers["X-Request-ID"]
    assert found != given
    assert len(found) == 32


def test_a_request_leaves_one_line_with_its_user_and_queries(client, siti, lines):
    client.force_login(siti)
    client.get("/kata-sandi/?nama=Budi")
    (line,) = lines()
    assert (line["method"], line["path"], line["view"], line["status"]) == ("GET", "/kata-sandi/", "kata-sandi", 200)
    assert line["user"] == siti.pk
    assert line["queries"] > 0
    assert "Budi" not in str(line)
    assert "siti" not in str(line)


@pytest.mark.django_db
def test_an_address_that_opens_a_door_is_not_written(client, lines):
    client.get("/lupa-sandi/MQ/rahasia-sekali/")
    assert lines()[0]["path"] == "/lupa-sandi/<uidb64>/<token>/"


def test_what_django_says_of_a_refusal_carries_the_mark(client, caplog):
    caplog.handler.addFilter(WithMark())
    found = client.get("/tidak/ada/", headers={"X-Request-ID": "dari-proksi-7"})
    assert found.headers["X-Request-ID"] == "dari-proksi-7"
    assert {record.mark for record in caplog.records if record.name == "django.request"} == {"dari-proksi-7"}


def test_an_error_is_written_with_its_mark_and_where_it_happened():
    before = mark.get()
    with marked("job-7-1"):
        try:
            raise ValueError("salah")
        except ValueError:
            line = written(error=sys.exc_info())
    assert (line["request_id"], line["level"], line["message"]) == ("job-7-1", "ERROR", "Gagal dua")
    assert "ValueError: salah" in line["exception"]
    assert mark.get() == before

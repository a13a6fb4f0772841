"""Alive, ready, and figures: what machines ask, and that they learn nothing else."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import connection
from django.utils import timezone

from reports import pulses, site_health
from tests import report_factories as made


@pytest.fixture(autouse=True)
def _asked_anew():
    site_health.LAST.clear()


def broken(*_):
    raise ConnectionError("postgres://lakin:rahasia@10.0.0.5/lakin")


def ready(client):
    """The answer and its checks by name."""
    response = client.get("/siap/")
    return response, {check["name"]: check for check in response.json()["checks"]}


def test_being_alive_asks_no_database(client):
    assert client.get("/sehat/").content == b"sehat"


@pytest.mark.django_db
def test_a_site_with_a_worker_is_ready(client):
    pulses.beat(pulses.worker_name())
    response, checks = ready(client)
    assert response.status_code == 200
    assert {check["words"] for check in checks.values()} == {"baik"}
    assert len(checks) == 6


@pytest.mark.django_db
def test_who_asks_again_within_seconds_gets_the_same_answer(client, monkeypatch, django_assert_num_queries):
    now = [100.0]
    monkeypatch.setattr(site_health, "monotonic", lambda: now[0])
    ready(client)
    now[0] += site_health.FRESH - 1
    with django_assert_num_queries(0):
        ready(client)
    monkeypatch.setattr("reports.site_health.TemporaryFile", broken)
    assert ready(client)[0].status_code == 200
    now[0] += 2
    assert ready(client)[0].status_code == 503


@pytest.mark.django_db
def test_asking_leaves_nothing_on_the_disk(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    assert ready(client)[1]["media"]["ok"]
    assert not list(tmp_path.iterdir())


@pytest.mark.django_db
def test_without_a_worker_people_are_served_and_the_operator_is_told(client):
    response, checks = ready(client)
    assert response.status_code == 200
    assert checks["pekerja"]["words"] == "tidak ada yang berjalan; berkas laporan menunggu"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("part", "name"),
    [
        ("MigrationExecutor", "migrasi"),
        ("cache.set", "cache"),
        ("TemporaryFile", "media"),
        ("shutil.disk_usage", "ruang penyimpanan"),
    ],
)
def test_what_fails_is_named_without_its_secrets(client, monkeypatch, part, name):
    monkeypatch.setattr(f"reports.site_health.{part}", broken)
    response, checks = ready(client)
    assert response.status_code == 503
    assert [one["name"] for one in checks.values() if one["needed"] and not one["ok"]] == [name]
    assert "rahasia" not in response.content.decode()


@pytest.mark.django_db
def test_a_database_that_is_away_is_not_ready_but_alive(client, monkeypatch):
    monkeypatch.setattr(site_health.connection, "cursor", broken)
    response, checks = ready(client)
    assert (response.status_code, checks["basis data"]["words"]) == (503, "tidak menjawab")
    assert client.get("/sehat/").status_code == 200


@pytest.mark.django_db
def test_little_room_and_waiting_migrations_are_not_ready(client, monkeypatch):
    monkeypatch.setattr("shutil.disk_usage", lambda path: SimpleNamespace(free=1))
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'reports'")
    _, checks = ready(client)
    assert checks["ruang penyimpanan"]["words"] == "hampir penuh"
    assert checks["migrasi"]["words"] == "belum semua dijalankan"


@pytest.mark.django_db
def test_people_read_lines(client):
    response = client.get("/siap/", headers={"Accept": "text/html"})
    assert response.content.decode().startswith("siap\nbasis data: baik\n")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("settled", "headers", "status"),
    [
        ({}, {}, 404),
        ({"METRICS_TOKEN": "kunci-metrik"}, {}, 404),
        ({"METRICS_TOKEN": "kunci-metrik"}, {"Authorization": "Bearer lain"}, 404),
        ({"METRICS_TOKEN": ""}, {"Authorization": "Bearer "}, 404),
        ({"METRICS_TOKEN": "kunci-metrik"}, {"Authorization": "Bearer kunci-metrik"}, 200),
        ({"METRICS_ALLOWED": ["10.0.0.0/8"]}, {}, 404),
        ({"METRICS_ALLOWED": ["127.0.0.0/8"]}, {}, 200),
        ({"METRICS_ALLOWED": ["127.0.0.0/8"], "BEHIND_PROXY": True}, {"X-Forwarded-For": "203.0.113.9"}, 404),
        ({"METRICS_ALLOWED": ["127.0.0.0/8"], "BEHIND_PROXY": True}, {"X-Forwarded-For": "bukan alamat"}, 404),
    ],
)
def test_figures_are_for_the_monitor_only(client, settings, settled, headers, status):
    for name, value in settled.items():
        setattr(settings, name, value)
    assert client.get("/metrik/", headers=headers).status_code == status


@pytest.mark.django_db
def test_figures_tell_requests_queue_workers_and_what_was_done(client, settings):
    settings.METRICS_ALLOWED = ["127.0.0.1"]
    now = timezone.now()
    made.make_render_job(state="waiting", asked_at=now - timedelta(minutes=5))
    done = {"state": "done", "started_at": now - timedelta(seconds=30), "finished_at": now}
    made.make_render_job(**done, content_hash="f" * 64)
    pulses.beat(pulses.worker_name())
    pulses.beat(pulses.BACKUP)
    client.get("/sehat/")
    client.get("/tidak/ada/sama/sekali/")
    told = client.get("/metrik/").content.decode()
    assert 'lakin_request_seconds_count{method="GET",status="200",view="sehat"}' in told
    assert 'lakin_jobs{state="waiting"} 1.0' in told
    assert "lakin_jobs_done_24h 1.0" in told
    assert "lakin_jobs_seconds_24h 30.0" in told
    assert "lakin_workers 1.0" in told
    assert "lakin_last_backup_timestamp_seconds" in told
    assert "lakin_last_reminders" not in told
    assert 300 <= float(told.partition("\nlakin_jobs_oldest_waiting_seconds ")[2].split()[0]) < 360
    assert "sekali" not in told

"""What Prometheus asks for: the requests that all processes counted, and the queue as the database has it now."""

import os
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Count, F, Min, Q, Sum
from django.utils import timezone
from prometheus_client import REGISTRY, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector

from reports import pulses
from reports.models import JobState, RenderJob

RECENT = timedelta(hours=24)


def text(now: datetime | None = None) -> bytes:
    """Every figure in the format of Prometheus."""
    site = Site(now or timezone.now())
    own = CollectorRegistry()
    own.register(site)
    return generate_latest(requests()) + generate_latest(own)


def requests() -> CollectorRegistry:
    """What was counted: by all processes together where they share a folder, else by this one."""
    if not os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        return REGISTRY
    together = CollectorRegistry()
    MultiProcessCollector(together)
    return together


class Site:
    """The figures that any process reads alike."""

    def __init__(self, now: datetime):
        self.now = now

    def collect(self) -> Iterator[Metric]:
        yield from self.queue()
        yield gauge("lakin_workers", "Pekerja yang hidup", pulses.workers_alive(self.now))
        for name, at in (("backup", pulses.BACKUP), ("reminders", pulses.REMINDERS)):
            done = pulses.last(at)
            if done:
                yield gauge(f"lakin_last_{name}_timestamp_seconds", "Kapan terakhir berhasil", done.timestamp())

    def queue(self) -> Iterator[Metric]:
        since = self.now - RECENT
        states = dict(RenderJob.objects.order_by().values_list("state").annotate(Count("pk")))
        active = GaugeMetricFamily("lakin_jobs", "Permintaan berkas menurut keadaan", labels=["state"])
        for state in JobState.values:
            active.add_metric([state], states.get(state, 0))
        yield active
        found = RenderJob.objects.aggregate(
            oldest=Min("asked_at", filter=Q(state=JobState.WAITING)),
            failed=Count("pk", filter=Q(state=JobState.FAILED, finished_at__gte=since)),
            done=Count("pk", filter=Q(state=JobState.DONE, finished_at__gte=since)),
            took=Sum(F("finished_at") - F("started_at"), filter=Q(state=JobState.DONE, finished_at__gte=since)),
        )
        waited = self.now - found["oldest"] if found["oldest"] else timedelta()
        yield gauge("lakin_jobs_oldest_waiting_seconds", "Umur permintaan tertua", waited.total_seconds())
        yield gauge("lakin_jobs_failed_24h", "Permintaan yang gagal dalam 24 jam", found["failed"])
        yield gauge("lakin_jobs_done_24h", "Permintaan yang selesai dalam 24 jam", found["done"])
        took = found["took"] or timedelta()
        yield gauge("lakin_jobs_seconds_24h", "Jumlah lama penyusunan semuanya", took.total_seconds())


def gauge(name: str, about: str, value: float) -> Metric:
    return GaugeMetricFamily(name, about, value=value)

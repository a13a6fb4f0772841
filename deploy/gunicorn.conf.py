"""gunicorn for LAKIN: a few processes with threads, replaced now and then, one line of log per request from LAKIN."""

import os
from pathlib import Path

from prometheus_client import multiprocess

wsgi_app = "lakin.wsgi:application"
bind = os.environ.get("GUNICORN_BIND", "127.0.0.1:8000")
# Each process holds about 130 MB; the threads wait for the database.
workers = int(os.environ.get("GUNICORN_WORKERS", "3"))
threads = 4
timeout = 60
graceful_timeout = 30
# Memory that fragments goes back; not all processes at the same moment.
max_requests, max_requests_jitter = 2000, 400
# Only our own proxy stands before it.
forwarded_allow_ips = "127.0.0.1,::1"
# LAKIN writes its own line for every request, with its mark and without names.
accesslog = None
errorlog = "-"
# The service manager starts, reloads and stops it; nothing else needs a way in.
control_socket_disable = True
COUNTED = os.environ.get("PROMETHEUS_MULTIPROC_DIR")


def on_starting(server):
    """What the processes of an earlier start counted is thrown away, and nothing else that lies in that folder."""
    if COUNTED:
        Path(COUNTED).mkdir(parents=True, exist_ok=True)
        for file in Path(COUNTED).glob("*.db"):
            file.unlink()


def child_exit(server, worker):
    """A process that ended leaves what it counted, but no longer counts as alive."""
    if COUNTED:
        multiprocess.mark_process_dead(worker.pid)

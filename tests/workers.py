"""The worker of a test: a process beside it on the same database, or one turn of it in the test itself."""

import os
import subprocess
import sys

from django.conf import settings
from django.db import connection

from reports import job_process, job_queue


def database():
    """Where the database of this test is, for another process."""
    found = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{found['NAME']}"
    word = f":{found['PASSWORD']}" if found["PASSWORD"] else ""
    port = f":{found['PORT']}" if found["PORT"] else ""
    return f"postgres://{found['USER']}{word}@{found['HOST']}{port}/{found['NAME']}"


def worker(*options, where=""):
    """A worker in a process group of its own, on the database of the test or another."""
    return subprocess.Popen(
        [sys.executable, "manage.py", "render_worker", *options],
        env=os.environ | {"DATABASE_URL": where or database(), "MEDIA_ROOT": str(settings.MEDIA_ROOT), "DEBUG": "1"},
        cwd=settings.BASE_DIR,
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


def work():
    """What a worker does with the oldest job."""
    job = job_queue.take()
    job_process.render(job)
    job.refresh_from_db()
    return job

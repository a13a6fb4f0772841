"""A file from outside read by a process of its own: a hostile one can only bring that process down."""

import json
import subprocess
import sys

from django.conf import settings


class Failed(Exception):
    """The process gave no answer: it broke down or took too long."""


def answer_of(module: str, *paths: str, patience: int) -> dict:
    """What a program of ours says of files, in JSON; Failed when it says nothing within so many seconds."""
    command = [sys.executable, "-m", module, *paths]
    try:
        done = subprocess.run(  # noqa: S603 - our own program on a file of ours
            command, cwd=settings.BASE_DIR, capture_output=True, timeout=patience, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise Failed from error
    if done.returncode:
        raise Failed
    return json.loads(done.stdout)

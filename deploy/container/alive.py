"""Ends with 0 when the site in this container answers; asked by the container's health check."""

import os
import sys
from urllib.request import Request, urlopen

HOST = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0].lstrip(".")
ASKED = Request("http://127.0.0.1:8000/sehat/", headers={"Host": HOST})
with urlopen(ASKED, timeout=4) as answer:  # noqa: S310 - a fixed address
    sys.exit(answer.status != 200)

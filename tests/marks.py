"""What can be shown on one of the databases only."""

import pytest
from django.db import connection

needs_several_writers = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer")
# SQLite chooses by its rules, so that a plan seen on a few rows is that of a ministry.
needs_settled_plans = pytest.mark.skipif(
    connection.vendor != "sqlite", reason="PostgreSQL chooses by how many rows there are"
)

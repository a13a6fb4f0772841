"""What one process counts for Prometheus; with PROMETHEUS_MULTIPROC_DIR the processes of the site count together."""

from prometheus_client import Histogram

# The names of our views and the statuses they give: a few hundred rows, whatever is asked for.
REQUESTS = Histogram(
    "lakin_request_seconds",
    "Lama permintaan sampai dijawab",
    ["method", "view", "status"],
    buckets=(0.05, 0.1, 0.25, 0.5, 1, 2.5, 10),
)

"""A report as a file: found by unit and year, put together, and written in the format asked for."""

from collections.abc import Callable

from reports.assembly import assemble
from reports.facts import Facts, facts_of
from reports.models import Report
from reports.rendering import AttachedFile, render_html, render_pdf
from reports.writers.json import write_json
from units.models import Unit


class PublishingError(Exception)

"""Papers that take a while: kept by what they say, so that the same paper is not typeset twice."""

from datetime import timedelta
from hashlib import sha256

from django.core.cache import cache

from reports.content import program_version
from reports.papers.facts import PaperFacts
from reports.papers.publishing import document_of
from reports.rendering import render_html, render_pdf

KEPT = timedelta(days=14)


def kept_paper(kind: str, facts: PaperFacts, version: int | None) -> bytes:
    """The PDF of a paper; its HTML, which holds the style as well, decides whether it is the one already made."""
    html = render_html(document_of(kind, facts, "pdf", version))
    key = f"dokumen:{sha256(f'{program_version()} {html}'.encode()).hexdigest()}"
    if (found := cache.get(key)) is None:
        found = render_pdf(html)
        cache.set(key, found, KEPT.total_seconds())
    return found

"""The part of a report around one place as it will be printed, with a text that is not saved yet."""

from dataclasses import replace

from django.templatetags.static import static
from django.utils.safestring import SafeString

from reports.assembly import assemble
from reports.blocks import Document, Section
from reports.facts import Facts
from reports.models import Narrative
from reports.numbering import number_document
from reports.places import Place, place_of
from reports.rendering import render_sections


def with_text(facts: Facts, place: Place, text: str, reason: str = "") -> Facts:
    """The facts as they would be with this text at the place."""
    typed = Narrative(report=facts.report, **place.columns, text="" if reason else text, not_applicable_reason=reason)
    others = tuple(row for row in facts.narratives if place_of(row) != place)
    return replace(facts, narratives=(*others, typed))


def printed(facts: Facts, place: Place) -> SafeString:
    """The section of the place as a page of its own, its tables numbered as in the whole report."""
    document = assemble(facts)
    return render_sections(
        sections_at(facts, document, place),
        number_document(document),
        css_href=static("document.css"),
        is_draft=document.status == "draft",
    )


def all_sections(document: Document) -> tuple[Section, ...]:
    """Every section of a document, from the front to the last appendix."""
    return (*document.front, *document.chapters, *document.appendices)


def sections_at(facts: Facts, document: Document, place: Place) -> tuple[Section, ...]:
    """The section that holds the place: that of an indicator or an objective has a key by its number."""
    key = key_of(facts, place) or place.section
    return tuple(section for section in all_sections(document) if section.key == key)


def key_of(facts: Facts, place: Place) -> str:
    """The key of an objective's or an indicator's own section; empty for the others."""
    for at, objective in enumerate(facts.scorecard.objectives, 1):
        for order, score in enumerate(objective.indicators, 1):
            if place.indicator == score.indicator.pk:
                return f"indikator-{at}-{order}"
        if not place.indicator and place.objective == objective.objective.pk:
            return f"sasaran-{at}"
    return ""

"""What people write in a report: Markdown with live references, made safe, or what stands there while it is missing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

import nh3
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

from reports.blocks import Block, Missing, Paragraph, Prose
from reports.facts import Facts
from reports.figure_list import source_of
from reports.models import Narrative
from reports.references import LiveValue, UnknownReference, resolve

REFERENCE = re.compile(r"\{\{([^{}\n]{0,200})\}\}")
LEFT_OPEN = re.compile(r"\{\{|\}\}")
# While Markdown is read, each reference is a number between two characters that no one may type.
OPEN, CLOSE = "\ue000", "\ue001"
HELD = re.compile(f"{OPEN}(\\d+){CLOSE}")
NOT_TYPED = {ord(OPEN): None, ord(CLOSE): None, 0: None}
TAGS = {
    *("p", "br", "hr", "h5", "strong", "em", "blockquote", "code", "pre", "a"),
    *("ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td"),
}
LINK = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)
FIGURE = '<span class="live">{}</span>'
EXPLAINED = (
    '<span class="live" tabindex="0" role="group" aria-label="{text}, {label}">{text}<span class="live-source">'
    '<strong>{label}</strong> Sumber: {words} <a href="{href}">Lihat faktanya</a></span></span>'
)
PICTURE_REFUSED = "gambar disisipkan sebagai ilustrasi, bukan di dalam teks"


@dataclass(frozen=True)
class Problem:
    """A reference in a narrative that does not work, as typed, with the reason; `text` is the narrative's row."""

    text: Narrative
    expression: str
    message: str


def narrative(
    facts: Facts,
    section: str,
    *,
    objective: int | None = None,
    indicator: int | None = None,
    analysis: str = "",
    what: str,
    owner: str = "",
) -> tuple[Block, ...]:
    """What stands at a place of the report: the text, why it does not apply, or a Missing block with whose it is."""
    text = facts.narrative(section, objective=objective, indicator=indicator, analysis=analysis)
    if text and text.not_applicable_reason:
        return (Paragraph((f"Tidak berlaku: {text.not_applicable_reason}",), "note"),)
    return written(facts, text) or (Missing(what, owner or f"penyusun LKj {facts.unit.label}"),)


def written(facts: Facts, text: Narrative | None) -> tuple[Block, ...]:
    """A narrative as a block; nothing when nobody wrote it."""
    return (Prose(prose(facts, text.text)),) if text and text.text.strip() else ()


def led(block: Prose, words: str) -> Prose:
    """The narrative with words of ours, set strong, in front of its first ones."""
    opening = format_html("<p><strong>{}</strong> ", words)
    rest = block.html.removeprefix("<p>") if block.html.startswith("<p>") else f"</p>{block.html}"
    return replace(block, html=mark_safe(opening + rest))  # noqa: S308 - sanitized and escaped


def prose(facts: Facts, text: str) -> SafeString:
    """A narrative as safe HTML: its live references replaced, an unknown one shown as an error at its place."""
    held: list[SafeString] = []

    def hold(match: re.Match) -> str:
        held.append(shown(facts, match[1]))
        return f"{OPEN}{len(held) - 1}{CLOSE}"

    html = markdown(REFERENCE.sub(hold, text.translate(NOT_TYPED)))
    return mark_safe(HELD.sub(lambda match: held[int(match[1])], html))  # noqa: S308 - sanitized and escaped


def shown(facts: Facts, expression: str) -> SafeString:
    """One reference as it is printed."""
    try:
        found = resolve(facts, expression)
    except UnknownReference as error:
        return broken(str(error))
    return explained(facts, expression, found) if facts.is_explained else format_html(FIGURE, found.text)


def explained(facts: Facts, expression: str, found: LiveValue) -> SafeString:
    """A figure that says on hovering, tapping or focus what it is and where it comes from."""
    source = source_of(facts, expression)
    return format_html(EXPLAINED, text=found.text, label=found.label, words=source.words, href=source.href)


def broken(message: str) -> SafeString:
    """An error at its place."""
    return format_html('<strong class="broken">[{}]</strong>', message)


@lru_cache(maxsize=1024)
def markdown(text: str) -> str:
    """CommonMark with tables as sanitized HTML; raw HTML is shown as text, pictures and unsafe links are refused."""
    html = PARSER.render(text)
    return nh3.clean(
        html,
        tags=TAGS,
        attributes={"a": {"href"}, "strong": {"class"}, "th": {"style"}, "td": {"style"}},
        attribute_filter=allowed,
        url_schemes={"http", "https", "mailto"},
    )


def allowed(tag: str, name: str, value: str) -> str | None:
    """The value of an attribute, None when it has to go: links lead outside, cells are aligned, nothing else."""
    if name == "href":
        return value if LINK.match(value) and "%EE%80%8" not in value else None
    if name == "style":
        return value if value in ("text-align:left", "text-align:center", "text-align:right") else None
    return value if (tag, name, value) == ("strong", "class", "broken") else None


def parser() -> MarkdownIt:
    """Markdown without raw HTML and pictures, its headings below those of the report."""
    # Without entities nobody can write the two held characters as &#xE000; either.
    made = MarkdownIt("commonmark", {"html": False}).enable("table").disable("entity")
    made.add_render_rule("image", lambda *_: broken(PICTURE_REFUSED))
    made.core.ruler.push("headings_below", lower_headings)
    return made


def lower_headings(state) -> None:
    """Makes every heading one of level 5: the report's own end at 4."""
    for token in state.tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = "h5"


PARSER = parser()


def problems(facts: Facts) -> tuple[Problem, ...]:
    """Every reference of the report that is unknown, has no value yet, or is left open."""
    return tuple(problem for text in facts.narratives for problem in problems_of(facts, text))


def problems_of(facts: Facts, text: Narrative) -> Iterator[Problem]:
    """The problems of one narrative, in the order of its text."""
    for match in REFERENCE.finditer(text.text):
        try:
            found: LiveValue = resolve(facts, match[1])
        except UnknownReference as error:
            yield Problem(text, match[0], str(error))
            continue
        if not found.is_known:
            yield Problem(text, match[0], f"{found.label} belum ada nilainya")
    for match in LEFT_OPEN.finditer(REFERENCE.sub("", text.text)):
        yield Problem(text, match[0], "kurung kurawal rujukan tidak berpasangan")

"""What is pasted from Word or a web page, as Markdown: headings, lists, emphasis and tables stay, styles vanish."""

import re

import nh3
from lxml import etree, html
from markdownify import markdownify

from reports.writing import MOST_LETTERS, cleaned

# Word writes ten times as much markup as text.
MOST_PASTED = 2_000_000
TAGS = {
    *("p", "br", "div", "h1", "h2", "h3", "h4", "h5", "h6", "strong", "b", "em", "i", "blockquote", "a"),
    *("ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td"),
}
UNWANTED = {"script", "style", "title", "xml", "template", "noscript", "object", "iframe", "svg", "math"}
# Word's lists are paragraphs that begin with their own bullet or number.
LIST_CLASS = re.compile(r"MsoList(?:Paragraph|Bullet|Number)", re.IGNORECASE)
BULLET = re.compile(r"^\s*(?:[·•o§\-–▪]|\(?(?P<number>\d{1,3}|[a-z])[.)])\s+")
MANY_BREAKS = re.compile(r"\n{3,}")
ESCAPED_BRACES = re.compile(r"\{\{[^{}\n]{0,200}\}\}")


def as_markdown(pasted: str) -> str:
    """The pasted HTML as the text of a narrative, cut where it would be too long to keep."""
    safe = nh3.clean(
        with_lists(pasted[:MOST_PASTED]),
        tags=TAGS,
        clean_content_tags=UNWANTED,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )
    style = {"heading_style": "ATX", "bullets": "-", "table_infer_header": True}
    text = markdownify(safe, escape_underscores=False, escape_misc=False, **style)
    unescaped = ESCAPED_BRACES.sub(lambda match: match[0].replace("\\", ""), text.replace("\u00a0", " "))
    return MANY_BREAKS.sub("\n\n", cleaned(unescaped))[:MOST_LETTERS]


def with_lists(pasted: str) -> str:
    """The same HTML with Word's list paragraphs as lists."""
    if not LIST_CLASS.search(pasted):
        return pasted
    try:
        page = html.document_fromstring(pasted)
    except (etree.ParserError, ValueError):
        return ""
    for paragraph in page.xpath("//p[contains(@class, 'MsoList')]"):
        turn_into_point(paragraph)
    return html.tostring(page, encoding="unicode")


def turn_into_point(paragraph) -> None:
    """Makes a paragraph a point of the list before it, or of a new one."""
    words = paragraph.text_content()
    mark = BULLET.match(words)
    kind = "ol" if mark and mark["number"] else "ul"
    drop_mark(paragraph, mark.end() if mark else 0)
    before = paragraph.getprevious()
    if before is None or before.tag != kind or before.get("data-word") is None or (before.tail or "").strip():
        before = etree.Element(kind, {"data-word": ""})
        paragraph.addprevious(before)
    before.tail = paragraph.tail
    paragraph.tail = None
    paragraph.tag = "li"
    before.append(paragraph)


def drop_mark(element, count: int) -> None:
    """Takes the first so many letters out of an element, wherever they stand in it."""
    for words in element.xpath("descendant::text()"):
        node, rest = words.getparent(), words[count:] or None
        if words.is_text:
            node.text = rest
        else:
            node.tail = rest
        count = max(0, count - len(words))
        if not count:
            return

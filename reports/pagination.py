"""A PDF laid out in parts that each begin on a page of their own, so that only what changed is laid out again.

Every PDF is made this way, with nothing on the shelf or with everything: the same HTML gives the same bytes.
"""

import re
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from hashlib import sha256

from weasyprint import CSS
from weasyprint.css.counters import CounterStyle
from weasyprint.document import Document
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

# Where the template says that a part begins; nobody can type it, since what people type is escaped.
CUT = "<!--bagian-->"
STYLE = re.compile(r"<style>\n(.*?)</style>", re.DOTALL)
MAIN = '<div class="main">'
NOTE = 'class="footnote"'
CONTENTS = re.compile(r'<nav class="contents.*?</nav>', re.DOTALL)
LINE = re.compile(r'<a href="#([^"]+)">')


@dataclass(frozen=True)
class Styles:
    """A stylesheet as the engine reads it, and the fonts that came with it."""

    stylesheet: CSS
    fonts: FontConfiguration
    counters: CounterStyle
    mark: bytes

    @classmethod
    def read(cls, text: str, fetcher: URLFetcher):
        fonts, counters = FontConfiguration(), CounterStyle()
        given = {"font_config": fonts, "counter_style": counters, "url_fetcher": fetcher, "media_type": "print"}
        return cls(CSS(string=text, **given), fonts, counters, marked(text))


def marked(text: str) -> bytes:
    return sha256(text.encode()).digest()


class Shelf:
    """Laid-out parts, the last used kept longest; a part is known by everything it is made of."""

    def __init__(self, most_pages: int):
        self.most_pages = most_pages
        self.parts: OrderedDict[bytes, Document] = OrderedDict()
        self.last: Styles | None = None

    def styles(self, text: str, fetcher: URLFetcher) -> Styles:
        """The stylesheet as it was read before, else read now."""
        if self.last is None or self.last.mark != marked(text):
            self.last = Styles.read(text, fetcher)
        return self.last

    def pages(self, html: str, setting: "Setting") -> Document:
        """The part as it was laid out before, else laid out now."""
        key = setting.styles.mark + marked(html)
        found = self.parts.pop(key, None)
        self.parts[key] = found = unlinked(found) if found else setting.laid_out(html)
        return found

    def shrink(self) -> None:
        """Lets go of what was not used for longest, until no more pages are kept than may be."""
        kept = sum(len(part.pages) for part in self.parts.values())
        while kept > self.most_pages:
            _, part = self.parts.popitem(last=False)
            kept -= len(part.pages)


def unlinked(part: Document) -> Document:
    """The part without the links of the file it was drawn into last: their targets may be gone with other parts."""
    for page in part.pages:
        for *_where, box in page.links:
            box.link_annotation = None
    return part


_shelf: ContextVar[Shelf | None] = ContextVar("shelf", default=None)


@contextmanager
def kept_on(shelf: Shelf) -> Iterator[None]:
    """Documents made inside leave their parts on the shelf and take from it what is there."""
    token = _shelf.set(shelf)
    try:
        yield
    finally:
        _shelf.reset(token)
        shelf.shrink()


@dataclass(frozen=True)
class Setting:
    """How a part is laid out: the reader of its HTML, what it may fetch, its styles, and what is added to them."""

    page: type
    fetcher: URLFetcher
    styles: Styles
    more: tuple[CSS, ...]

    def laid_out(self, html: str) -> Document:
        """The pages of a part."""
        read = self.page(string=html, base_url="file:///", url_fetcher=self.fetcher, media_type="print")
        return read.render(
            font_config=self.styles.fonts,
            counter_style=self.styles.counters,
            stylesheets=[self.styles.stylesheet, *self.more],
            pdf_variant="pdf/a-3a",
        )


def paginated(html: str, page: type, fetcher: URLFetcher, more: tuple[CSS, ...], is_shelved: bool) -> Document:
    """The pages of a whole document; one that is not cut is one part."""
    shelf = (_shelf.get() if is_shelved else None) or Shelf(0)
    opening, parts, setting = cut(html, shelf, page, fetcher, more)
    if not parts:
        return shelf.pages(opening, setting).copy()
    front, *chapters = parts
    numbers, laid_out = {}, []
    for one, first in placed(shelf, setting, opening, front, chapters):
        for number, found in enumerate(one.pages, first):
            for anchor in found.anchors:
                numbers.setdefault(anchor, number)
        laid_out.append(one)
    beginning = shelf.pages(opening + with_numbers(front, numbers), setting)
    return beginning.copy([found for one in (beginning, *laid_out) for found in one.pages])


def paginated_part(html: str, key: str, page: type, fetcher: URLFetcher, more: tuple[CSS, ...]) -> Document:
    """The pages of the part that begins with the section of this key, numbered as in the whole; LookupError without."""
    shelf = _shelf.get() or Shelf(0)
    opening, (front, *chapters), setting = cut(html, shelf, page, fetcher, more)
    found = next((at for at, chapter in enumerate(chapters) if f'<section id="{key}"' in chapter), None)
    if found is None:
        raise LookupError(key)
    *_, (one, _first) = placed(shelf, setting, opening, front, chapters[: found + 1])
    return one.copy()


def cut(html: str, shelf: Shelf, page: type, fetcher: URLFetcher, more: tuple[CSS, ...]):
    """What every part begins with, the parts themselves, and how they are laid out."""
    style = STYLE.search(html)
    setting = Setting(page, fetcher, shelf.styles(style[1] if style else "", fetcher), more)
    opening, *parts = (html.replace(style[0], "", 1) if style else html).split(CUT)
    return opening, parts, setting


def placed(shelf, setting, opening, front, chapters) -> Iterator[tuple[Document, int]]:
    """The pages of each chapter with the number of the first; pages and notes are counted through."""
    first, notes = 1, front.count(NOTE)
    for chapter in chapters:
        one = shelf.pages(f"{opening}{starting(first, notes)}<main>{MAIN}{chapter.removeprefix(MAIN)}", setting)
        yield one, first
        first, notes = first + len(one.pages), notes + chapter.count(NOTE)


def starting(page: int, notes: int) -> str:
    """The first page and the notes before it, as the engine counts."""
    return f"<style>@page :first {{ counter-reset: page {page} }} body {{ counter-reset: footnote {notes} }}</style>"


def with_numbers(front: str, numbers: dict[str, int]) -> str:
    """The lists of contents with the pages of other parts written in; those of the same part the engine finds."""

    def line(found: re.Match) -> str:
        number = numbers.get(found[1])
        return found[0] if number is None else f'<a href="#{found[1]}" data-page="{number}">'

    return CONTENTS.sub(lambda nav: LINE.sub(line, nav[0]), front)

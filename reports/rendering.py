"""One HTML string for screen and print, and the PDF that is made of it; nothing is fetched from outside."""

import gc
import re
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from io import BytesIO
from mimetypes import guess_type
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from weasyprint import CSS, HTML, Attachment
from weasyprint.html import UA
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from reports.appendix_pages import Insert, insert_pages
from reports.blocks import Document, Section
from reports.charts import Chart
from reports.linebreaks import mend_line_breaks
from reports.numbering import Numbering, number_document
from reports.pagination import paginated, paginated_part
from reports.trees import Tree
from reports.typesetting import Context, chapters, set_sections

# The template and the stylesheets of each kind of document.
FORMS = {
    "report": ("reports/lkj.html", ("document.css",)),
    "paper": ("reports/paper.html", ("document.css", "papers.css")),
}
FONT_FACE = re.compile(r"@font-face \{[^}]*url\((?P<path>vendor/fonts/[\w-]+\.woff2)\)[^}]*\}\n")
# In the engine's own stylesheet every element has these; in a report only footnotes and points of a list do.
MARKS = {"\n::marker": "\nli::marker", "\n::footnote": "\n.footnote::footnote", "\n::note": "\n.footnote::note"}
# On a screen and on paper printed from it, room for pages that only the PDF has would be empty.
ROOM_SHOWN = ".appendix-pages { display: block !important }"
# Reproducible: a file attached to the same report carries no time of its own.
EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
# Read once: two renderings at a time must not take each other's thresholds for the usual ones.
USUAL_THRESHOLDS = gc.get_threshold()

mend_line_breaks()


class AddressError(ValueError):
    """A document asks for a file that is not its own, or that is not there."""


@dataclass(frozen=True)
class AttachedFile:
    """A file carried inside the PDF; `relationship` as PDF/A-3 names it: Data, Source, Supplement, Alternative."""

    name: str
    content: bytes
    description: str = ""
    relationship: str = "Data"


def render_html(
    document: Document, *, css_href: str = "", is_draft: bool | None = None, numbering: Numbering | None = None
) -> SafeString:
    """The document; without `css_href` it carries its stylesheet and fonts and stands alone.

    `numbering` is that of the whole report when the document is only a part of it, such as one chapter.
    """
    numbering = numbering or number_document(document)
    draft = document.status == "draft" if is_draft is None else is_draft
    context = Context(numbering, draft)
    template, stylesheets = FORMS[document.kind]
    return render_to_string(
        template,
        {
            "document": document,
            "numbering": numbering,
            "is_draft": draft,
            "stylesheet": _linked(css_href) if css_href else _inlined(stylesheets),
            "front": set_sections(document.front, context),
            "chapters": chapters(set_sections(document.chapters, context)),
            "appendices": chapters(set_sections(document.appendices, context)),
        },
    )


def render_sections(sections: Sequence[Section], numbering: Numbering, *, css_href: str, is_draft: bool) -> SafeString:
    """A few sections of a document as a page of their own, without cover and contents."""
    context = Context(numbering, is_draft)
    shown = {"sections": set_sections(tuple(sections), context), "stylesheet": _linked(css_href)}
    return render_to_string("reports/lkj_part.html", shown | {"numbering": numbering, "is_draft": is_draft})


def render_chart(drawing: Chart | Tree) -> SafeString:
    """A drawing as inline SVG, for a page of the site."""
    return render_to_string("reports/charts/drawing.svg", {"drawing": drawing})


def render_pdf(
    html: str,
    *,
    attachments: Sequence[AttachedFile] = (),
    files: Mapping[str, Path] | None = None,
    inserts: Sequence[Insert] = (),
) -> bytes:
    """The tagged PDF/A-3 of an HTML string; the same string and files give the same bytes.

    `inserts` are the pages of added documents for which the HTML keeps room.

    `files` gives the file under MEDIA_ROOT of an address in the HTML; any other address raises AddressError.
    """
    fetcher = LocalFetcher(files or {})
    with _refusing(fetcher), _patient_collector():
        pages = paginated(html, Page, fetcher, (_room_shown(),), is_shelved=not files)
        content = pages.write_pdf(
            pdf_variant="pdf/a-3a",
            pdf_identifier=sha256(html.encode()).digest()[:16],
            attachments=[_attachment(file) for file in attachments],
        )
    return insert_pages(content, inserts)


def render_part(html: str, key: str) -> bytes:
    """The PDF of one chapter or appendix as it stands in the whole; LookupError for a key that begins none."""
    fetcher = LocalFetcher({})
    with _refusing(fetcher), _patient_collector():
        return paginated_part(html, key, Page, fetcher, (_room_shown(),)).write_pdf(pdf_tags=True)


@contextmanager
def _refusing(fetcher) -> Iterator[None]:
    """Raises AddressError for what the document may not open."""
    try:
        yield
    except FatalURLFetchingError as error:
        # The engine's own error is a BaseException, which no caller would catch.
        raise fetcher.refusal or AddressError(str(error.__cause__ or error)) from error
    if fetcher.refusal:
        # Inside a drawing the engine swallows every error.
        raise fetcher.refusal


class Page(HTML):
    """HTML whose elements carry no styles for marks they do not have: those took a fifth of the memory of a page."""

    def _ua_stylesheets(self, forms=False):
        return [_narrowed()]


@cache
def _room_shown() -> CSS:
    return CSS(string=ROOM_SHOWN)


@cache
def _narrowed() -> CSS:
    rules = UA
    for every, marked in MARKS.items():
        rules = rules.replace(every, marked)
    return CSS(string=rules)


class LocalFetcher(URLFetcher):
    """Opens data: addresses, our own static files and the named files; everything else ends the rendering."""

    def __init__(self, files: Mapping[str, Path]):
        super().__init__(allowed_protocols=("data", "file"), allow_redirects=False, fail_on_errors=True)
        self.files = files
        self.refusal: AddressError | None = None

    def fetch(self, url, headers=None):
        """The content of an address of this document."""
        if url.startswith("data:"):
            return super().fetch(url, headers)
        try:
            content = self._path(url).read_bytes()
        except AddressError as error:
            self.refusal = self.refusal or error
            raise
        return URLFetcherResponse(url, content, {"Content-Type": guess_type(url)[0] or ""})

    def _path(self, url: str) -> Path:
        parts = urlsplit(url)
        path = unquote(parts.path)
        if parts.scheme != "file" or parts.netloc:
            raise AddressError(f"Dokumen memuat alamat luar: {url}")
        if path in self.files:
            found = _inside(settings.MEDIA_ROOT, self.files[path])
            if not found.is_file():
                raise AddressError(f"Gambar {path} tidak ada di penyimpanan.")
            return found
        prefix = f"/{settings.STATIC_URL.strip('/')}/"
        if not path.startswith(prefix):
            raise AddressError(f"Dokumen memuat berkas di luar laporan: {path}")
        name = path.removeprefix(prefix)
        for folder in (Path(root) for root in (*settings.STATICFILES_DIRS, settings.STATIC_ROOT)):
            found = _inside(folder, folder / name)
            if found.is_file():
                return found
        raise AddressError(f"Berkas {name} tidak ada; jalankan scripts/assets.")


def _inside(root: str | Path, path: Path) -> Path:
    resolved = Path(path).resolve()
    if not resolved.is_relative_to(Path(root).resolve()):
        raise AddressError(f"Berkas berada di luar folder {Path(root).name}: {Path(path).name}")
    return resolved


def _attachment(file: AttachedFile) -> Attachment:
    return Attachment(
        file_obj=BytesIO(file.content),
        name=file.name,
        description=file.description,
        relationship=file.relationship,
        created=EPOCH,
        modified=EPOCH,
    )


def _linked(href: str) -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', href)


def _inlined(names: Sequence[str]) -> SafeString:
    """The stylesheets with their fonts inside; a font that scripts/assets has not brought leaves the fallback."""
    css = "\n".join(_with_fonts(Path(finders.find(name))) for name in names)
    return format_html("<style>\n{}</style>", mark_safe(css))  # noqa: S308 - our own static files


def _with_fonts(path: Path) -> str:
    return FONT_FACE.sub(lambda rule: _embedded(rule, path.parent), path.read_text())


def _embedded(rule: re.Match, folder: Path) -> str:
    font = folder / rule["path"]
    if not font.exists():
        return ""
    return rule[0].replace(rule["path"], f"data:font/woff2;base64,{b64encode(font.read_bytes()).decode()}")


@contextmanager
def _patient_collector() -> Iterator[None]:
    """Fewer collections while a layout grows: they took a tenth of the time. The last two keep a page under 2.5 MB."""
    gc.set_threshold(100_000, 3, 2)
    try:
        yield
    finally:
        gc.set_threshold(*USUAL_THRESHOLDS)

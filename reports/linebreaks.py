"""A flaw of the PDF engine mended: a space without room at the end of a text pushed all but its first word down."""

from weasyprint.layout import inline
from weasyprint.text import line_break

_split = line_break.split_first_line


def split_first_line(text, style, context, max_width, *args, **kwargs):
    """The engine's first line of a text, where a space at its end may hang over the edge."""
    found = _split(text, style, context, max_width, *args, **kwargs)
    resume, width = found[2:4]
    if resume is None or not text.endswith(" ") or max_width is None or 2 * width > max_width:
        return found
    whole = _split(text.rstrip(" "), style, context, max_width, *args, **kwargs)
    if whole[2] is not None or whole[3] > max_width:
        return found
    return (*whole[:2], len(text.encode()), *whole[3:])


def mend_line_breaks() -> None:
    """Puts our line breaking in the place of the engine's, once for all documents."""
    inline.split_first_line = split_first_line

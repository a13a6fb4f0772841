"""The tables of a rendered report, as a person reads them."""

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class PrintedTable:
    """A table with the id of the block that holds it; the first row is its heads."""

    key: str
    rows: list[list[str]] = field(default_factory=list)

    @property
    def heads(self) -> list[str]:
        return self.rows[0]

    def column(self, head: str) -> list[str]:
        """The cells under a head, of every row below it; a cell over several columns counts for the first of them."""
        place = self.heads.index(head)
        return [row[place] for row in self.rows[1:]]


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tables, self.key, self.cell, self.span, self.in_note = [], "", None, 1, False

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "div" and "id" in given:
            self.key = given["id"]
        elif tag == "table":
            self.tables.append(PrintedTable(self.key))
        elif tag == "tr":
            self.tables[-1].rows.append([])
        elif tag in ("td", "th"):
            self.cell, self.span = "", int(given.get("colspan", 1))
        elif tag == "span" and given.get("class") == "footnote":
            self.in_note = True

    def handle_endtag(self, tag):
        if tag in ("td", "th"):
            self.tables[-1].rows[-1] += [" ".join(self.cell.split()), *[""] * (self.span - 1)]
            self.cell = None
        elif tag == "span":
            self.in_note = False

    def handle_data(self, data):
        if self.cell is not None and not self.in_note:
            self.cell += data


def printed_tables(html: str) -> list[PrintedTable]:
    """Every table of the page in order, footnotes left out."""
    reader = _Reader()
    reader.feed(html)
    return reader.tables

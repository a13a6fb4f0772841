"""What is wrong in a text as it was typed, line by line: dead references, and markup that is not printed."""

from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it import MarkdownIt

from reports.facts import Facts
from reports.narration import LEFT_OPEN, PICTURE_REFUSED, REFERENCE
from reports.references import UnknownReference, resolve

MARKUP = MarkdownIt("commonmark", {"html": True}).enable("table")
MARKUP_REFUSED = "kode HTML tidak dicetak; tulis dengan tanda Markdown, misalnya **tebal** atau - untuk daftar"
UNPAIRED = "kurung kurawal rujukan tidak berpasangan"
LONGEST_QUOTE = 60


@dataclass(frozen=True)
class Flaw:
    """One thing that is wrong: the line it stands in, as typed, and why; one that is not refused may be saved."""

    line: int
    expression: str
    message: str
    is_refused: bool = True

    @property
    def words(self) -> str:
        """The whole of it in one sentence."""
        return f"Baris {self.line}, {self.expression}: {self.message}."


def flaws(facts: Facts, text: str) -> tuple[Flaw, ...]:
    """Everything that is wrong in a text, in the order of its lines."""
    found = (*of_references(facts, text), *of_braces(text), *of_markup(text))
    return tuple(sorted(found, key=lambda flaw: flaw.line))


def line_at(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


def of_references(facts: Facts, text: str) -> Iterator[Flaw]:
    """References that are unknown, and those whose value is not known yet."""
    for match in REFERENCE.finditer(text):
        line = line_at(text, match.start())
        try:
            found = resolve(facts, match[1])
        except UnknownReference as error:
            yield Flaw(line, match[0], str(error))
            continue
        if not found.is_known:
            yield Flaw(line, match[0], f"{found.label} belum ada nilainya", is_refused=False)


def of_braces(text: str) -> Iterator[Flaw]:
    """Braces that open or close no reference."""
    rest = REFERENCE.sub(lambda match: " " * len(match[0]), text)
    for match in LEFT_OPEN.finditer(rest):
        yield Flaw(line_at(text, match.start()), match[0], UNPAIRED)


def of_markup(text: str) -> Iterator[Flaw]:
    """HTML and pictures, which a narrative does not take."""
    for token in MARKUP.parse(REFERENCE.sub(lambda match: "x" * len(match[0]), text)):
        line = token.map[0] + 1 if token.map else 1
        if token.type == "html_block":
            yield Flaw(line, quoted(token.content), MARKUP_REFUSED)
        for inner in token.children or ():
            if inner.type == "html_inline":
                yield Flaw(line, quoted(inner.content), MARKUP_REFUSED)
            elif inner.type == "image":
                yield Flaw(line, "![ ]", PICTURE_REFUSED)
            elif inner.type in ("softbreak", "hardbreak"):
                line += 1


def quoted(words: str) -> str:
    """The beginning of what was typed, on one line."""
    line = " ".join(words.split())
    return line if len(line) <= LONGEST_QUOTE else f"{line[:LONGEST_QUOTE]} ..."

"""Which indicator or budget line each row of a pasted table is about; what is not sure is left out and said."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256

from lakin.formatting import join_words
from lakin.parsing import ParseError
from reports.facts import Facts
from reports.models import PrintedSubject
from reports.models.finding import PrintedMeasure
from reports.pasted_tables import Pasted, Row, TableKind, figure_in, pasted

LEADING_CODE = re.compile(r"(?P<code>\d+(?:\.\d+)*)[.)]?\s+(?P<name>\D.*)")
MEANS = ("rata-rata", "rata-rata capaian", "rata-rata capaian kinerja", "capaian rata-rata")
TOTALS = ("jumlah", "total", "jumlah anggaran", "total anggaran", "jumlah total")
NOTHING = "Tidak ada {what} dengan nomor atau nama ini pada data."
SEVERAL = "Cocok dengan lebih dari satu: {labels}."
AT_ODDS = "Nomornya menunjuk {code}, tetapi namanya menunjuk {name}."
ONLY_COUNTED = "Nomor ini dapat berarti nomor urut, dan namanya tidak sama dengan nama {label}."
TWICE = "{label} ada pada lebih dari satu baris, jadi tidak jelas angka mana yang tercetak."
NOT_OF_THIS = "Tidak dibaca pada baris {label}."
MOST_NAMED = 3
AS_MEAN = {PrintedMeasure.ACHIEVEMENT: PrintedMeasure.AVERAGE}


@dataclass(frozen=True)
class Candidate:
    """What a row can be about; `names` are compared without marks and case."""

    subject: str
    key: str
    label: str
    names: frozenset[str]


@dataclass(frozen=True)
class Figure:
    """One printed figure as it was recognised."""

    subject: str
    key: str
    measure: str
    value: Decimal
    as_printed: str

    @property
    def measure_name(self) -> str:
        return PrintedMeasure(self.measure).label


@dataclass(frozen=True)
class Recognised:
    """A row, what it is about, and its figures."""

    number: int
    candidate: Candidate
    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class Skipped:
    """A row or a cell that is left out, and why."""

    place: str
    words: str


@dataclass(frozen=True)
class Reading:
    """What was recognised of a table."""

    table: Pasted
    rows: tuple[Recognised, ...]
    skipped: tuple[Skipped, ...]

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures of all rows in the order of the table."""
        return tuple(figure for row in self.rows for figure in row.figures)

    @property
    def mark(self) -> str:
        """A short text that differs as soon as a figure does."""
        return sha256(repr(self.figures).encode()).hexdigest()


def read(text: str, kind: TableKind, facts: Facts) -> Reading:
    """The figures of a pasted table; ValidationError when it is no table with headings."""
    table = pasted(text, kind, facts.year)
    found, skipped = [], []
    for row, answer in matched(table.rows, candidates_of(kind, facts), kind):
        if isinstance(answer, str):
            skipped += [Skipped(f"Baris {row.number}", answer)] if row.cells else []
            continue
        figures, unread = figures_of(row, answer)
        skipped += unread
        found += [Recognised(row.number, answer, figures)] if figures else []
    once, doubled = apart(found)
    return Reading(table, once, (*skipped, *doubled))


def candidates_of(kind: TableKind, facts: Facts) -> tuple[Candidate, ...]:
    """What the rows of such a table can be about."""
    return tuple(of_indicators(facts) if kind == TableKind.INDICATORS else of_budget(facts))


def of_indicators(facts: Facts) -> Iterator[Candidate]:
    """The promised indicators, and the mean of all."""
    for score in facts.scorecard.indicators:
        names = plain(score.name, score.indicator.name, score.indicator.short_name)
        label = f"{score.code} {score.indicator.short_name or score.name}"
        yield Candidate(PrintedSubject.INDICATOR, score.code, label, names)
    yield Candidate(PrintedSubject.SUMMARY, "", "Rata-rata capaian", plain(*MEANS))


def of_budget(facts: Facts) -> Iterator[Candidate]:
    """The lines of the POK, the jenis belanja, and the total."""
    for row in facts.budget.lines:
        line = row.line
        yield Candidate(PrintedSubject.BUDGET_LINE, line.path, f"{line.path} {line.name}", plain(line.name))
    for code, name, _money in facts.budget.by_kind:
        yield Candidate(PrintedSubject.EXPENDITURE, code, f"{code} {name}", plain(name))
    yield Candidate(PrintedSubject.BUDGET_TOTAL, "akhir", "Jumlah anggaran", plain(*TOTALS))


def plain(*names: str) -> frozenset[str]:
    """The names in small letters without marks; empty ones are none."""
    return frozenset(text for name in names if (text := " ".join(re.findall(r"\w+", name.casefold()))))


def matched(rows: Iterable[Row], candidates, kind: TableKind) -> Iterator[tuple[Row, Candidate | str]]:
    """Each row with what it is about, or with the words why that is not sure.

    A code that stands under several parents is the one below the line that was printed last; after a row that is not
    sure nothing is known of the parents any more.
    """
    above = ""
    for row in rows:
        code, name = named(row)
        answer = choose(candidates, code, name, above, kind)
        is_line = isinstance(answer, Candidate) and answer.subject == PrintedSubject.BUDGET_LINE
        above = answer.key if is_line else ""
        yield row, answer


def named(row: Row) -> tuple[str, str]:
    """The number and the name of a row, also where both stand in one cell."""
    code, name = row.code.rstrip(".) "), row.name
    if not name and not any(sign.isdigit() for sign in code):
        return "", code
    if not code and (match := LEADING_CODE.fullmatch(name)):
        return match["code"], match["name"]
    return code, name


def choose(candidates, code: str, name: str, above: str, kind: TableKind) -> Candidate | str:
    """The one that number and name point to, or the words why none is sure."""
    by_code = [one for one in candidates if code and has_code(one, code)]
    by_name = [one for one in candidates if plain(name) & one.names]
    both = [one for one in by_code if one in by_name]
    if by_code and by_name and not both:
        return AT_ODDS.format(code=labels(by_code), name=labels(by_name))
    pool = below(both or by_code or by_name, above)
    if not pool:
        return NOTHING.format(what="indikator" if kind == TableKind.INDICATORS else "baris anggaran")
    if len(pool) > 1:
        return SEVERAL.format(labels=labels(pool))
    if kind == TableKind.INDICATORS and name and not by_name and code.isdigit():
        return ONLY_COUNTED.format(label=pool[0].label)
    return pool[0]


def has_code(one: Candidate, code: str) -> bool:
    """True for the whole code, and for the end of the path of a budget line."""
    is_end = one.subject == PrintedSubject.BUDGET_LINE and one.key.endswith(f".{code}")
    return one.subject not in (PrintedSubject.SUMMARY, PrintedSubject.BUDGET_TOTAL) and (one.key == code or is_end)


def below(pool: list[Candidate], above: str) -> list[Candidate]:
    """Of several the children of the line printed last, or of the nearest line above it that has any."""
    while len(pool) > 1 and above:
        if inside := [one for one in pool if one.key.rpartition(".")[0] == above]:
            return inside
        above = above.rpartition(".")[0]
    return pool


def labels(candidates: list[Candidate]) -> str:
    """The first few by name."""
    more = len(candidates) - MOST_NAMED
    named = [one.label for one in candidates[:MOST_NAMED]]
    return join_words([*named, f"{more} lainnya"] if more > 0 else named)


def figures_of(row: Row, candidate: Candidate) -> tuple[tuple[Figure, ...], list[Skipped]]:
    """The figures of a row, and its cells that are not read."""
    figures, skipped = [], []
    for column, cell in row.cells:
        place = f"Baris {row.number}, {column.place}"
        is_mean = candidate.subject == PrintedSubject.SUMMARY
        measure = AS_MEAN.get(column.role) if is_mean else column.role
        if measure is None:
            skipped.append(Skipped(place, NOT_OF_THIS.format(label=candidate.label)))
            continue
        try:
            value = figure_in(cell, measure)
        except ParseError as error:
            skipped.append(Skipped(place, str(error)))
            continue
        figures.append(Figure(candidate.subject, candidate.key, str(measure), value, cell))
    return tuple(figures), skipped


def apart(found: list[Recognised]) -> tuple[tuple[Recognised, ...], list[Skipped]]:
    """The rows whose subject stands in the table once, and the others with the reason."""
    times = Counter(row.candidate for row in found)
    doubled = [row for row in found if times[row.candidate] > 1]
    words = [Skipped(f"Baris {row.number}", TWICE.format(label=row.candidate.label)) for row in doubled]
    return tuple(row for row in found if times[row.candidate] == 1), words

"""Regulations and dates in what people typed: newer than the report, not on its list, out of their order."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from lakin.formatting import MONTHS, date_long
from reports.facts import Facts
from reports.reviu.dossier import Dossier
from reports.reviu.found import Certainty, Found, Target, information, suspicion, warning
from reports.reviu.texts import Sentence, Text

_KIND = (
    r"undang-undang|uu|peraturan\s+pemerintah|pp|peraturan\s+presiden|perpres|keputusan\s+presiden|keppres|"
    r"instruksi\s+presiden|inpres|peraturan\s+menteri(?:\s+[a-z]+){0,9}?|permen[a-z]*(?:\s*pan\s*-?\s*rb|\s+panrb)?|"
    r"keputusan\s+menteri(?:\s+[a-z]+){0,9}?|kepmen[a-z]*|peraturan\s+(?:kepala|badan|direktur\s+jenderal)"
    r"(?:\s+[a-z]+){0,6}?|perdirjen|kepdirjen|keputusan\s+direktur\s+jenderal(?:\s+[a-z]+){0,6}?|pmk|surat\s+edaran"
)
CITED = re.compile(
    rf"\b(?P<kind>{_KIND})\s+(?:republik\s+indonesia\s+)?(?:(?:nomor|no\.?)\s*:?\s*)?"
    r"(?P<number>\d+[\w.-]*(?:/[a-z][\w./-]*)?)(?:\s*(?:tahun|/)\s*(?P<year>(?:19|20)\d{2}))?",
    re.IGNORECASE,
)
_MONTH_NUMBERS = {name.lower(): number for number, name in enumerate(MONTHS, 1)} | {"pebruari": 2, "nopember": 11}
DAY = re.compile(rf"\b(\d{{1,2}})\s+({'|'.join(_MONTH_NUMBERS)})\s+((?:19|20)\d{{2}})\b")
# Between two days of one span.
SPAN = re.compile(r"^\s*(?:-|–|s\.?d\.?|sampai(?:\s+dengan)?|hingga)\s*$")
COMING = re.compile(
    r"\b(?:akan|rencana\w*|direncanakan|dijadwalkan|batas|paling lambat|tenggat|mendatang|berikutnya)\b"
)


@dataclass(frozen=True)
class Citation:
    """A regulation as a text names it; the year None where it gives none."""

    words: str
    number: str
    year: int | None


def citations(sentence: Sentence) -> Iterator[Citation]:
    """The regulations that a sentence names."""
    for found in CITED.finditer(sentence.text):
        number, year = found["number"].lower().rstrip(".-"), found["year"]
        head, _, tail = number.rpartition("/")
        if year is None and re.fullmatch(r"(?:19|20)\d{2}", tail):
            number, year = head or number, tail
        yield Citation(" ".join(found[0].split()), number, int(year) if year else None)


def newer(dossier: Dossier) -> Iterator[Found]:
    """Regulations of a year after the report, typed in a text or on the list of the report."""
    latest = last_year(dossier.facts)
    for text, cited in cited_in(dossier):
        if cited.year and cited.year > latest:
            yield newer_than(dossier.facts, text.place, cited.words, cited.year, text.target)
    for row in dossier.facts.legal_references:
        if row.year and row.year > latest:
            where = Target("dasar_hukum", str(row.order))
            yield newer_than(dossier.facts, "Data: dasar hukum", f"{row} tahun {row.year}", row.year, where)


def newer_than(facts: Facts, place: str, words: str, year: int, target: Target) -> Found:
    """One regulation that did not exist yet."""
    written = date_long(facts.report.date) if facts.report.date else f"tahun {facts.year + 1}"
    return warning(
        "peraturan-lebih-baru",
        place=place,
        subject=words[:280],
        message=f"Peraturan tahun {year} belum ada saat laporan tahun {facts.year} ditulis ({written}).",
        printed=words[:110],
        expected=f"paling baru tahun {last_year(facts)}",
        target=target,
    )


def last_year(facts: Facts) -> int:
    """The latest year a regulation of the report can have: of its date, else the year after the one it is about."""
    return facts.report.date.year if facts.report.date else facts.year + 1


def cited_in(dossier: Dossier) -> Iterator[tuple[Text, Citation]]:
    """The regulations that the texts name."""
    for text in dossier.texts:
        for sentence in text.sentences:
            yield from ((text, cited) for cited in citations(sentence))


def unlisted(dossier: Dossier) -> Iterator[Found]:
    """Regulations that a text names and the list of the report does not have."""
    listed = {(row.number.lower(), row.year) for row in dossier.facts.legal_references}
    numbers = {number for number, _ in listed}
    for text, cited in cited_in(dossier):
        is_listed = (cited.number, cited.year) in listed or (cited.year is None and cited.number in numbers)
        if not is_listed and (cited.year is None or cited.year <= last_year(dossier.facts)):
            yield information(
                "peraturan-tidak-terdaftar",
                certainty=Certainty.POSSIBLE,
                place=text.place,
                subject=cited.words[:280],
                message=f"{cited.words} disebut dalam teks, tetapi tidak ada pada daftar dasar hukum laporan ini.",
                printed=cited.words[:110],
                target=Target("dasar_hukum"),
            )


def dates(dossier: Dossier) -> Iterator[Found]:
    """Days that do not exist, spans that end before they begin, and days after the date of the report."""
    for text in dossier.texts:
        for sentence in text.sentences:
            yield from dated(dossier.facts, text, sentence)


def dated(facts: Facts, text: Text, sentence: Sentence) -> Iterator[Found]:
    """The days of one sentence."""
    held = None
    for found in DAY.finditer(sentence.folded):
        written, day = found[0], day_of(found)
        fields = {"place": text.place, "subject": f"Tanggal {written}", "printed": written, "target": text.target}
        if day is None:
            yield warning("tanggal-narasi", message=f"Tanggal {written} tidak ada dalam kalender.", **fields)
            continue
        if held and day < held[1] and SPAN.match(sentence.folded[held[0] : found.start()]):
            message = f"Rentang berakhir {written}, sebelum dimulai ({date_long(held[1])})."
            yield warning("tanggal-narasi", message=message, **fields)
        elif facts.report.date and day > facts.report.date and not COMING.search(sentence.folded):
            message = f"Tanggal {written} sesudah tanggal laporan ({date_long(facts.report.date)})."
            yield suspicion("tanggal-narasi", message=message, **fields)
        held = (found.end(), day)


def day_of(found: re.Match) -> date | None:
    """The day; None when the calendar has no such day."""
    try:
        return date(int(found[3]), _MONTH_NUMBERS[found[2]], int(found[1]))
    except ValueError:
        return None

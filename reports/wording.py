"""Small pieces of wording that several sections share."""

from datetime import date

from agreements.models import DatePrecision
from lakin.formatting import date_long, join_words, month_year
from reports.models import LegalReference


def written_date(value: date | None, precision: str = DatePrecision.DAY) -> str:
    """Return "31 Januari 2024", or "Januari 2024" where no more is known; None gives an empty text."""
    if value is None:
        return ""
    return month_year(value) if precision == DatePrecision.MONTH else date_long(value)


def lowered(title: str) -> str:
    """Return a heading as it stands in a sentence: words in small letters, acronyms as they are."""
    return " ".join(word if len(word) > 1 and word.isupper() else word.lower() for word in title.split())


def capital(text: str) -> str:
    """Return the text with a capital at its beginning, the rest as it is."""
    return f"{text[:1].upper()}{text[1:]}"


def inside(text: str) -> str:
    """Return the text as it goes on inside a sentence: its first letter small, unless it begins with an acronym."""
    word = text.split(" ", 1)[0]
    return f"{text[:1].lower()}{text[1:]}" if word[1:] and word[1:] == word[1:].lower() else text


# Short names of kinds of regulation as people type them, in the letters of `regulation`.
KINDS = {
    "uu": "Undang-Undang",
    "pp": "Peraturan Pemerintah",
    "perpres": "Peraturan Presiden",
    "inpres": "Instruksi Presiden",
    "pmk": "Peraturan Menteri Keuangan",
    "permensos": "Peraturan Menteri Sosial",
    "kepmensos": "Keputusan Menteri Sosial",
    "permenpan": "Peraturan Menteri PANRB",
    "permenpanrb": "Peraturan Menteri PANRB",
    "permenbappenas": "Peraturan Menteri PPN/Kepala Bappenas",
}


def regulation(row: LegalReference) -> str:
    """Return "Peraturan Presiden Nomor 29 Tahun 2014 tentang ..." with what is known of it."""
    kind = KINDS.get("".join(row.kind.lower().split()), row.kind)
    year = f" Tahun {row.year}" if row.year and str(row.year) not in row.number else ""
    about = f" tentang {row.title}" if row.title else ""
    return f"{kind} Nomor {row.number}{year}{about}"


def gaps(numbers: list[str]) -> str:
    """Return the whole numbers that are skipped from 1 to the last, "3, 4, dan 6"; empty when there are none."""
    given = {int(number) for number in numbers if number.isdigit()}
    return join_words(str(number) for number in range(1, max(given, default=0)) if number not in given)


def sentence(text: str) -> str:
    """Return the text with one full stop at its end."""
    return f"{text.strip().rstrip('.')}."

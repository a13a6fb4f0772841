"""The figures in running text, as Indonesian officials write them; dates, years, numbers of articles are none."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from lakin.formatting import MONTHS
from reports.reviu.matching import Match, match
from reports.reviu.spelled import SCALES, is_spelled

Kind = Literal["percent", "rupiah", "count", "plain"]
# Stands for a live reference: a figure that is right by itself and that nobody typed.
REFERENCE = "\ue000"
BLANK = "\ue001"

_MONTH = "|".join((*MONTHS, "Pebruari", "Nopember"))
_CODE = r"\d{1,3}(?:\.\d{1,2})*(?![\d%]|[.,]\d|\s*(?:%|persen))"
_LABELS = (
    r"pasal|ayat|angka|butir|huruf|bab|tabel|gambar|grafik|bagan|diagram|lampiran|halaman|hlm\.?|hal\.?|"
    r"indikator(?:\s+kinerja)?(?:\s+(?:utama|kegiatan|program|sasaran))?|iku|ikk|ikp|ikss|iksk|"
    r"sasaran(?:\s+(?:strategis|program|kegiatan))?|misi|tujuan|tahap|versi|edisi|triwulan|tw|semester|"
    r"revisi(?:\s+ke)?|perubahan(?:\s+ke)?|kode|kelas|tipe|peringkat|golongan|eselon|lantai|gedung|rt|rw|"
    r"kluster|ke|periode|minggu|hari\s+ke"
)
_BLANKED = tuple(
    re.compile(pattern, re.IGNORECASE | re.MULTILINE)
    for pattern in (
        r"https?://\S+|www\.\S+|\S+@\S+",
        rf"\b\d{{1,2}}\s*(?:-|–|s\.?d\.?|sampai(?: dengan)?)\s*\d{{1,2}}\s+(?:{_MONTH})\b(?:\s+\d{{4}})?",
        rf"\b\d{{1,2}}\s+(?:{_MONTH})\b(?:\s+\d{{4}})?",
        rf"\b(?:{_MONTH})\s+\d{{4}}\b",
        r"\b\d{1,2}[-/.]\d{1,2}[-/.]\d{4}\b|\b\d{4}-\d{2}-\d{2}\b",
        r"\bpukul\s+\d{1,2}[.:]\d{2}",
        r"\b(?:nomor|no\.?)\s*:?\s*[\w./-]*\d[\w./-]*(?:\s+tahun\s+\d{4})?",
        r"\b(?:uu|pp|perpres|keppres|inpres|perda|pmk|permen\w*|kepmen\w*|perdirjen|kepdirjen|peraturan|keputusan)"
        r"(?:\s+[a-z]+){0,3}\s+\d+(?:/[\w./-]+)?(?:\s+tahun\s+\d{4}|/\d{4})?",
        rf"\b(?:{_LABELS})[\s-]*\(?{_CODE}\)?(?:(?:\s*,\s*|\s*,?\s+dan\s+|\s*[-–]\s*|\s+s\.?d\.?\s+){_CODE})*",
        r"\b\d{8}\s?\d{6}\s?\d\s?\d{3}\b|\b(?:nip|nik|npwp|telp\.?|telepon|faks?\.?|kode pos)[\s.:]*[\d() +.-]+",
        r"\(0\d{2,3}\)\s*[\d-]{5,}|\b0\d{2,3}[- ]\d{5,8}\b",
        r"^[ \t]*(?:[-*>]\s*)?(?:\d{1,2}[.)]|\(\d{1,2}\))(?=\s)",
        r"(?<=[\s;,:])\(\d{1,2}\)(?=\s)",
        r"(?<![\d.,])(?:19|20)\d{2}(?:\s*[-–/]\s*(?:19|20)?\d{2})?(?![\d%]|[.,]\d|\s+(?:persen|juta|miliar|triliun))",
    )
)
_NUMERAL = re.compile(
    r"(?:(?<!\w)(?P<currency>Rp|IDR)\.?\s*|(?<![\w/])(?<!\w[.,/–-]))"
    r"(?P<body>\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+,\d+|\d+, \d{1,2}(?=\s*(?:%|persen\b))|"
    r"\d+\.\d{1,2}(?=\s*(?:%|persen\b))|\d+)(?![\w])(?!\.\d|,\d|[/–-]\w)"
    rf"(?:\s*(?P<scale>{'|'.join(SCALES)})\b)?"
    r"(?:\s*(?P<unit>%|persen\b|rupiah\b))?"
    r"(?:\s*\((?P<words>[^()]{3,400})\))?",
    re.IGNORECASE,
)
_NOUN = re.compile(r"[\s(]*([^\W\d_]+)")


@dataclass(frozen=True)
class Numeral:
    """One figure as it stands; `words` are the number words in brackets behind it, `noun` the next word."""

    text: str
    start: int
    end: int
    kind: Kind
    mantissa: Decimal
    decimals: int
    scale: int = 0
    words: str = ""
    noun: str = ""

    @property
    def value(self) -> Decimal:
        return self.mantissa.scaleb(self.scale)

    @property
    def step(self) -> Decimal:
        """The value of one in its last printed digit."""
        return Decimal(1).scaleb(self.scale - self.decimals)

    def compared(self, value: Decimal) -> Match:
        """How it stands to a figure of the report, at its own decimals and scale."""
        return match(self.mantissa, self.decimals, [value.scaleb(-self.scale)])


def masked(text: str) -> str:
    """The text at its length, without what no figure can be read from: dates, years, articles, codes, addresses."""
    for pattern in _BLANKED:
        text = pattern.sub(blank, text)
    return text


def blank(found: re.Match) -> str:
    return BLANK * len(found[0])


def numerals(text: str) -> tuple[Numeral, ...]:
    """The figures of a text in their order."""
    return tuple(read(masked(text)))


def read(text: str) -> Iterator[Numeral]:
    """The figures of a text that is masked already."""
    for found in _NUMERAL.finditer(text):
        body = found["body"].replace(" ", "")
        # Nobody writes a figure with a leading zero, or ten digits without marks: those are codes.
        if not found["currency"] and (re.match(r"0\d", body) or re.fullmatch(r"\d{9,}", body)):
            continue
        words = found["words"] or ""
        is_said = is_spelled(words)
        end = found.end() if is_said or not words else found.start("words") - 1
        mantissa = decimal_of(body)
        noun = _NOUN.match(text, end)
        yield Numeral(
            text[found.start() : end].strip(),
            found.start(),
            end,
            kind_of(found, mantissa),
            mantissa,
            max(0, -mantissa.as_tuple().exponent),
            SCALES.get((found["scale"] or "").lower(), 0),
            words if is_said else "",
            noun[1].lower() if noun else "",
        )


def decimal_of(body: str) -> Decimal:
    """The number of its digits and marks; a point before one or two digits is a decimal point."""
    if re.fullmatch(r"\d+\.\d{1,2}", body):
        return Decimal(body)
    return Decimal(body.replace(".", "").replace(",", "."))


def kind_of(found: re.Match, mantissa: Decimal) -> Kind:
    """What the figure counts in."""
    unit = (found["unit"] or "").lower()
    if found["currency"] or unit == "rupiah":
        return "rupiah"
    if unit:
        return "percent"
    return "count" if mantissa == mantissa.to_integral_value() else "plain"

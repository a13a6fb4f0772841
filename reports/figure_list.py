"""Every figure a writer can put into a text: its reference, its value now, and where the value comes from."""

from dataclasses import dataclass

from django.urls import reverse

from reports.facts import Facts
from reports.references import LiveValue, UnknownReference, catalogue, resolve

MOST = 40
SCORECARD, AGREEMENT, BUDGET = "reports:scorecard-show", "reports:agreement-list", "reports:budget-show"
QUARTER, REPORT = "reports:quarter-open", "reports:report-show"
# By the name of a reference: where its value comes from in words, and the page that shows it.
SOURCES = {
    "capaian": ("realisasi terverifikasi terhadap target Perjanjian Kinerja", SCORECARD),
    "target": ("Perjanjian Kinerja yang berlaku", AGREEMENT),
    "realisasi": ("realisasi terverifikasi tahun ini", QUARTER),
    "predikat": ("capaian menurut skala predikat yang berlaku", SCORECARD),
    "target_renstra": ("tabel target Renstra", SCORECARD),
    "realisasi_lalu": ("realisasi tahun sebelumnya", SCORECARD),
    "pembilang": ("realisasi terverifikasi tahun ini", QUARTER),
    "penyebut": ("realisasi terverifikasi tahun ini", QUARTER),
    "komponen": ("komponen realisasi terverifikasi", QUARTER),
    "capaian_sasaran": ("rata-rata capaian indikator sasaran", SCORECARD),
    "pagu_sasaran": ("baris POK yang ditautkan dengan sasaran", BUDGET),
    "serapan_sasaran": ("baris POK yang ditautkan dengan sasaran", BUDGET),
    "rata_rata": ("kartu skor", SCORECARD),
    "jumlah_sasaran": ("Perjanjian Kinerja yang berlaku", AGREEMENT),
    "jumlah_indikator": ("Perjanjian Kinerja yang berlaku", AGREEMENT),
    "di_atas_100": ("kartu skor", SCORECARD),
    "sama_100": ("kartu skor", SCORECARD),
    "di_bawah_100": ("kartu skor", SCORECARD),
    "tanpa_capaian": ("kartu skor", SCORECARD),
    "pagu": ("POK, revisi terakhir", BUDGET),
    "realisasi_anggaran": ("realisasi anggaran", BUDGET),
    "serapan": ("realisasi anggaran terhadap pagu", BUDGET),
    "sisa": ("pagu dikurangi realisasi anggaran", BUDGET),
    "pagu_awal": ("DIPA awal", BUDGET),
    "pertumbuhan_pagu": ("pagu terakhir terhadap DIPA awal", BUDGET),
    "jumlah_revisi_dipa": ("riwayat revisi DIPA", BUDGET),
    "tanggal_dipa_awal": ("DIPA awal", BUDGET),
    "tanggal_dipa_akhir": ("revisi DIPA terakhir", BUDGET),
    "pegawai": ("data pegawai tahun laporan", REPORT),
    "angka": ("angka konteks laporan", REPORT),
    "tahun": ("identitas laporan", REPORT),
    "unit": ("identitas laporan", REPORT),
    "kementerian": ("identitas laporan", REPORT),
}
OF_INDICATOR = {
    *("capaian", "target", "realisasi", "predikat", "target_renstra", "realisasi_lalu"),
    *("pembilang", "penyebut", "komponen"),
}


@dataclass(frozen=True)
class Source:
    """Where a figure comes from, in words, and the page that shows the fact."""

    words: str
    href: str


@dataclass(frozen=True)
class ListedFigure:
    """One figure: how it is referred to, what it is called, its value now, in words where it can be, its source."""

    expression: str
    label: str
    text: str
    in_words: str
    source: Source
    is_known: bool

    @property
    def typed(self) -> str:
        return f"{{{{ {self.expression} }}}}"

    @property
    def typed_in_words(self) -> str:
        return f"{{{{ terbilang {self.expression} }}}}"


@dataclass(frozen=True)
class FigureList:
    """The figures that a search finds, at most so many of them, and how many there are."""

    figures: tuple[ListedFigure, ...]
    count: int

    @property
    def is_cut(self) -> bool:
        return self.count > len(self.figures)


def figure_list(facts: Facts, words: str = "", code: str = "") -> FigureList:
    """The figures whose reference or name holds all the words; those of the indicator with the code first."""
    sought = words.casefold().split()
    named = {expression: (found, name_of(facts, expression, found)) for expression, found in catalogue(facts).items()}
    hits = [
        (expression, found, name)
        for expression, (found, name) in named.items()
        if all(word in f"{expression} {name}".casefold() for word in sought)
    ]
    hits.sort(key=lambda hit: (not is_about(hit[0], code), not hit[1].is_known))
    return FigureList(tuple(listed(facts, *hit) for hit in hits[:MOST]), len(hits))


def is_about(expression: str, code: str) -> bool:
    """Whether a reference is one of the indicator's own."""
    return bool(code) and expression.split()[1:2] == [code] and expression.split()[0] in OF_INDICATOR


def name_of(facts: Facts, expression: str, found: LiveValue) -> str:
    """What a figure is called, with the short name of its indicator."""
    family, *rest = expression.split()
    score = facts.score(rest[0]) if family in OF_INDICATOR and rest else None
    short = score.indicator.short_name if score else ""
    return f"{found.label}, {short}" if short else found.label


def listed(facts: Facts, expression: str, found: LiveValue, name: str) -> ListedFigure:
    return ListedFigure(
        expression, name, found.text, spelled(facts, expression), source_of(facts, expression), found.is_known
    )


def spelled(facts: Facts, expression: str) -> str:
    """The value in words; empty where it is no figure or not known."""
    try:
        found = resolve(facts, f"terbilang {expression}")
    except UnknownReference:
        return ""
    return found.text if found.is_known else ""


def source_of(facts: Facts, expression: str) -> Source:
    """Where the value of a reference comes from; a capaian says how it was worked out."""
    family, *rest = [word for word in expression.split() if word.lower() not in ("terbilang", "ringkas")]
    words, page = SOURCES[family.lower()]
    score = facts.score(rest[0]) if family.lower() == "capaian" and rest else None
    trace = score.achievement.trace if score and score.achievement.value is not None else ""
    href = reverse(page, kwargs={"code": facts.unit.code, "year": facts.year})
    return Source(f"{words}: {trace}" if trace else words, href)

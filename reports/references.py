"""Live references: what {{ capaian 5.2 }} and its kin stand for in a narrative, found among the facts of a report."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from inspect import signature

from django.utils.text import slugify

from budget.models import LineLevel
from indicators import formula, growth
from lakin.formatting import by_measure, terbilang
from reports.blocks import Shown
from reports.display import part_text
from reports.facts import Facts

WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9_./-]{0,79}")
MOST_WORDS = 6
# Lines below RO are quotable too, but there are thousands of them: the list to choose from stops here.
LISTED_LEVELS = (LineLevel.PROGRAM, LineLevel.ACTIVITY, LineLevel.KRO, LineLevel.RO)
IN_WORDS, IN_SHORT = "terbilang", "ringkas"


class UnknownReference(Exception):
    """A reference that stands for nothing; the message says why, in Indonesian."""


@dataclass(frozen=True)
class LiveValue:
    """What a reference stands for: its value, what it is called, and a remark that is printed behind it."""

    value: Shown | date | str | None
    label: str
    note: str = ""

    @property
    def is_known(self) -> bool:
        value = self.value.value if isinstance(self.value, Shown) else self.value
        return value is not None and value != ""

    @property
    def text(self) -> str:
        """The value as it is printed, a dash when it is not known."""
        text = part_text(self.value, {}) if self.is_known else part_text(None, {})
        return f"{text} ({self.note})" if self.note and self.is_known else text


@dataclass(frozen=True)
class Family:
    """References of one name: how one is typed, what finds its value, and the words that may follow the name."""

    usage: str
    find: Callable[..., LiveValue]
    arguments: Callable[[Facts], Iterable[tuple[str, ...]]]


def catalogue(facts: Facts) -> dict[str, LiveValue]:
    """Every reference that a writer can choose, by its text, as "capaian 5.2"."""
    return {
        " ".join((name, *words)): family.find(facts, *words)
        for name, family in FAMILIES.items()
        for words in family.arguments(facts)
    }


def resolve(facts: Facts, expression: str) -> LiveValue:
    """The value of one reference, as typed between the braces; raises UnknownReference."""
    words = expression.split()
    if not words or len(words) > MOST_WORDS or not all(WORD.fullmatch(word) for word in words):
        raise UnknownReference("rujukan tidak dikenal")
    name, *rest = words
    if name.lower() in (IN_WORDS, IN_SHORT):
        return _rewritten(name.lower(), resolve(facts, " ".join(rest)))
    family = FAMILIES.get(name.lower())
    if family is None:
        raise UnknownReference(f"rujukan tidak dikenal: {' '.join(words)}")
    try:
        signature(family.find).bind(facts, *rest)
    except TypeError:
        raise UnknownReference(f"rujukan ditulis {family.usage}, bukan {' '.join(words)}") from None
    return family.find(facts, *rest)


def _rewritten(how, found: LiveValue) -> LiveValue:
    """The same value in words or in short."""
    shown = found.value
    if not isinstance(shown, Shown) or isinstance(shown.value, str) or shown.measure in ("words", "rupiah_words"):
        raise UnknownReference(f"{found.label} tidak dapat ditulis {how}")
    if shown.measure == "rupiah":
        return replace(found, value=replace(shown, measure="rupiah_words" if how == IN_WORDS else "rupiah_short"))
    if how == IN_SHORT:
        raise UnknownReference(f"{found.label} tidak dapat ditulis {how}")
    if shown.measure == "percent" and shown.value is not None:
        words = terbilang(shown.value, 2 if shown.decimals is None else shown.decimals)
        return replace(found, value=f"{words} persen")
    return replace(found, value=replace(shown, measure="words"))


# An indicator or an objective, by its printed number


def score_of(facts, code):
    score = facts.score(code)
    if score is None:
        raise UnknownReference(f"indikator {code} tidak ada dalam Perjanjian Kinerja")
    return score


def indicator_codes(facts):
    return [(score.code,) for score in facts.scorecard.indicators]


def in_measure(indicator, value, text="") -> Shown | str:
    """A value of an indicator in its own measure; a predicate is its word."""
    return text or Shown(value, indicator.measure, indicator.decimals)


def target_of(score) -> Shown | str:
    """The target of a score; of a range both bounds."""
    indicator = score.indicator
    if score.lower is not None and score.upper is not None:
        bounds = [by_measure(bound, indicator.measure, indicator.decimals) for bound in (score.lower, score.upper)]
        return " sampai ".join(bounds)
    return in_measure(indicator, score.target, score.target_text)


def realization_of(score) -> Shown | str:
    """The realization of a score."""
    return in_measure(score.indicator, score.measurement.value, score.measurement.text)


def _achievement(facts, code):
    return LiveValue(Shown(score_of(facts, code).achievement.value, "percent"), f"Capaian indikator {code}")


def _target(facts, code):
    return LiveValue(target_of(score_of(facts, code)), f"Target indikator {code}")


def _realization(facts, code):
    score = score_of(facts, code)
    other = score.measurement.source_year
    return LiveValue(realization_of(score), f"Realisasi indikator {code}", f"nilai tahun {other}" if other else "")


def _rating(facts, code):
    band = score_of(facts, code).band
    return LiveValue(band.label if band else None, f"Predikat capaian indikator {code}")


def _planned(facts, code):
    indicator = score_of(facts, code).indicator
    target = facts.plan.target(indicator.pk, facts.year) if facts.plan.version else None
    value = in_measure(indicator, target.value, target.text) if target else None
    return LiveValue(value, f"Target Renstra tahun {facts.year} indikator {code}")


def _before(facts, code):
    indicator, before = score_of(facts, code).indicator, facts.year - 1
    found = [
        past
        for past in facts.history.get(indicator.pk, ())
        if (past.kind, past.year_from, past.year_to) == ("realization", before, before)
    ]
    value = in_measure(indicator, found[-1].value, found[-1].text) if found else None
    return LiveValue(value, f"Realisasi tahun {before} indikator {code}")


def _numerator(facts, code):
    return _share(facts, code, "numerator", "Pembilang (n)")


def _denominator(facts, code):
    return _share(facts, code, "denominator", "Penyebut (T)")


def _share(facts, code, side, label):
    row = _latest(facts, score_of(facts, code).indicator)
    return LiveValue(Shown(getattr(row, side, None), "plain"), f"{label} indikator {code}")


def _latest(facts, indicator):
    """The last quarter that is stored; None when there is none."""
    return next(reversed(facts.realizations.get(indicator.pk, ())), None)


COMPONENT_SIDES = {"n": "numerator", "t": "denominator", "nilai": "score", "bobot": "weight", "persen": "share"}


def _component(facts, code, order, side=""):
    if not side and order.lower() in ("n", "t"):
        return (_numerator if order.lower() == "n" else _denominator)(facts, code)
    indicator = score_of(facts, code).indicator
    component = next((row for row in facts.components.get(indicator.pk, ()) if str(row.order) == order), None)
    if component is None or side.lower() not in COMPONENT_SIDES:
        raise UnknownReference(f"komponen {order} {side} tidak ada pada indikator {code}")
    return LiveValue(
        _component_side(facts, indicator, component, side.lower()), f"{component.name} ({side}), indikator {code}"
    )


def _component_side(facts, indicator, component, side):
    if side == "bobot":
        return Shown(component.weight, "percent")
    row = _latest(facts, indicator)
    values = facts.component_values.get(row.pk, ()) if row else ()
    value = next((value for value in values if value.component_id == component.pk), None)
    if side == "persen":
        return Shown(formula.ratio(value.numerator, value.denominator).value if value else None, "percent")
    return Shown(getattr(value, COMPONENT_SIDES[side], None), "plain")


def _component_words(facts):
    return [
        (score.code, str(component.order), side)
        for score in facts.scorecard.indicators
        for component in facts.components.get(score.indicator.pk, ())
        for side in COMPONENT_SIDES
    ]


def objective_of(facts, code):
    found = next((score for score in facts.scorecard.objectives if score.code == code), None)
    if found is None:
        raise UnknownReference(f"sasaran {code} tidak ada dalam Perjanjian Kinerja")
    return found


def objective_codes(facts):
    return [(score.code,) for score in facts.scorecard.objectives]


def _objective_mean(facts, code):
    return LiveValue(Shown(objective_of(facts, code).mean.value, "percent"), f"Rata-rata capaian sasaran {code}")


def _objective_ceiling(facts, code):
    money = facts.budget.by_objective.get(objective_of(facts, code).objective.pk)
    return LiveValue(Shown(money.ceiling if money else None, "rupiah"), f"Pagu sasaran {code}")


def _objective_absorption(facts, code):
    money = facts.budget.by_objective.get(objective_of(facts, code).objective.pk)
    return LiveValue(Shown(money.absorption if money else None, "percent"), f"Serapan sasaran {code}")


# The whole year


def _single(label, value) -> Callable[[Facts], LiveValue]:
    """A reference without words behind it."""
    return lambda facts: LiveValue(value(facts), label)


def _counted(label, value) -> Callable[[Facts], LiveValue]:
    return _single(label, lambda facts: Shown(value(facts), "count"))


def no_words(facts):
    return [()]


# Money: of the whole unit, or of one budget line by its full code


def _money(label, figure, measure):
    def find(facts, path=""):
        return LiveValue(Shown(getattr(money_of(facts, path), figure), measure), f"{label} {path}".strip())

    return find


def money_of(facts, path):
    """The money of a budget line by its full code, or of the whole unit."""
    if not path:
        return facts.budget.total
    found = next((row.money for row in facts.budget.lines if row.line.path == path), None)
    if found is None:
        raise UnknownReference(f"baris anggaran {path} tidak ada dalam POK")
    return found


def line_paths(facts):
    return [(), *((row.line.path,) for row in facts.budget.at(*LISTED_LEVELS))]


def first_revision(facts):
    """The DIPA as it began the year; None when only later states are known."""
    return next((row for row in facts.budget.revisions if row.kind == "awal"), None)


def _first_amount(facts):
    first = first_revision(facts)
    return first.amount if first else None


def _growth(facts):
    return Shown(growth.relative_growth(facts.budget.total.ceiling, _first_amount(facts)).value, "percent")


def _dated(label, at):
    def find(facts):
        rows = [row for row in facts.budget.revisions if row.date]
        return LiveValue(rows[at].date if rows else None, label)

    return find


def _first_date(facts):
    first = first_revision(facts)
    return LiveValue(first.date if first else None, "Tanggal DIPA awal")


# People and surroundings


def _staff(facts, group="", name=""):
    rows = [row for row in facts.staff if _matches(row, group, name)]
    if not rows and group:
        raise UnknownReference(f"kelompok pegawai tidak dikenal: {group} {name}".strip())
    return LiveValue(Shown(rows[0].count if rows else None, "count"), f"Jumlah pegawai {group} {name}".strip())


def _matches(row, group, name):
    if not group:
        return row.is_total
    return (slug(row.group), slug(row.name)) == (slug(group), slug(name))


def slug(words):
    """The words as one word of a reference, "jenis-kelamin"."""
    return slugify(words).replace("_", "-")


def _staff_words(facts):
    return [(), *((slug(row.group), slug(row.name)) for row in facts.staff if slug(row.group) and slug(row.name))]


def _context(facts, key):
    figure = next((row for row in facts.context_figures if row.key.lower() == key.lower()), None)
    if figure is None:
        raise UnknownReference(f"angka konteks tidak dikenal: {key}")
    return LiveValue(Shown(figure.value, "plain", 4), figure.label)


def _context_words(facts):
    return [(figure.key,) for figure in facts.context_figures]


FAMILIES: dict[str, Family] = {
    "capaian": Family("capaian NOMOR", _achievement, indicator_codes),
    "target": Family("target NOMOR", _target, indicator_codes),
    "realisasi": Family("realisasi NOMOR", _realization, indicator_codes),
    "predikat": Family("predikat NOMOR", _rating, indicator_codes),
    "target_renstra": Family("target_renstra NOMOR", _planned, indicator_codes),
    "realisasi_lalu": Family("realisasi_lalu NOMOR", _before, indicator_codes),
    "pembilang": Family("pembilang NOMOR", _numerator, indicator_codes),
    "penyebut": Family("penyebut NOMOR", _denominator, indicator_codes),
    "komponen": Family("komponen NOMOR [URUTAN] n/T/nilai/bobot/persen", _component, _component_words),
    "capaian_sasaran": Family("capaian_sasaran NOMOR", _objective_mean, objective_codes),
    "pagu_sasaran": Family("pagu_sasaran NOMOR", _objective_ceiling, objective_codes),
    "serapan_sasaran": Family("serapan_sasaran NOMOR", _objective_absorption, objective_codes),
    "rata_rata": Family(
        "rata_rata", _single("Rata-rata capaian", lambda f: Shown(f.scorecard.overall.value, "percent")), no_words
    ),
    "jumlah_sasaran": Family(
        "jumlah_sasaran", _counted("Jumlah sasaran", lambda f: len(f.scorecard.objectives)), no_words
    ),
    "jumlah_indikator": Family(
        "jumlah_indikator", _counted("Jumlah indikator", lambda f: len(f.scorecard.indicators)), no_words
    ),
    "di_atas_100": Family(
        "di_atas_100", _counted("Indikator di atas 100%", lambda f: f.scorecard.counts.above), no_words
    ),
    "sama_100": Family("sama_100", _counted("Indikator tepat 100%", lambda f: f.scorecard.counts.equal), no_words),
    "di_bawah_100": Family(
        "di_bawah_100", _counted("Indikator di bawah 100%", lambda f: f.scorecard.counts.below), no_words
    ),
    "tanpa_capaian": Family(
        "tanpa_capaian", _counted("Indikator tanpa capaian", lambda f: f.scorecard.counts.unknown), no_words
    ),
    "pagu": Family("pagu [KODE]", _money("Pagu", "ceiling", "rupiah"), line_paths),
    "realisasi_anggaran": Family(
        "realisasi_anggaran [KODE]", _money("Realisasi anggaran", "spent", "rupiah"), line_paths
    ),
    "serapan": Family("serapan [KODE]", _money("Serapan", "absorption", "percent"), line_paths),
    "sisa": Family("sisa [KODE]", _money("Sisa anggaran", "remaining", "rupiah"), line_paths),
    "pagu_awal": Family("pagu_awal", _single("Pagu awal", lambda f: Shown(_first_amount(f), "rupiah")), no_words),
    "pertumbuhan_pagu": Family("pertumbuhan_pagu", _single("Perubahan pagu terhadap pagu awal", _growth), no_words),
    "jumlah_revisi_dipa": Family(
        "jumlah_revisi_dipa",
        _counted("Jumlah revisi DIPA", lambda f: sum(row.kind not in ("awal", "akhir") for row in f.budget.revisions)),
        no_words,
    ),
    "tanggal_dipa_awal": Family("tanggal_dipa_awal", _first_date, no_words),
    "tanggal_dipa_akhir": Family("tanggal_dipa_akhir", _dated("Tanggal revisi DIPA terakhir", -1), no_words),
    "pegawai": Family("pegawai [KELOMPOK NAMA]", _staff, _staff_words),
    "angka": Family("angka KUNCI", _context, _context_words),
    "tahun": Family("tahun", _single("Tahun laporan", lambda f: str(f.year)), no_words),
    "unit": Family("unit", _single("Nama unit", lambda f: f.unit.name), no_words),
    "kementerian": Family("kementerian", _single("Nama kementerian/lembaga", lambda f: f.institution.name), no_words),
}

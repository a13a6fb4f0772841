"""The names a live reference may have, and the value of one as it was typed."""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from inspect import Signature, signature

from lakin.formatting import terbilang
from reports.blocks import Shown
from reports.facts import Facts
from reports.references import scores, totals
from reports.references.totals import alone, counted
from reports.references.value import Family, LiveValue, UnknownReference

WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9_./-]{0,79}")
MOST_WORDS = 6
IN_WORDS, IN_SHORT = "terbilang", "ringkas"

FAMILIES: dict[str, Family] = {
    "capaian": Family("capaian NOMOR", scores.achievement, scores.indicator_codes),
    "target": Family("target NOMOR", scores.target, scores.indicator_codes),
    "realisasi": Family("realisasi NOMOR", scores.realization, scores.indicator_codes),
    "predikat": Family("predikat NOMOR", scores.rating, scores.indicator_codes),
    "target_renstra": Family("target_renstra NOMOR", scores.planned, scores.indicator_codes),
    "realisasi_lalu": Family("realisasi_lalu NOMOR", scores.before, scores.indicator_codes),
    "pembilang": Family("pembilang NOMOR", scores.numerator, scores.indicator_codes),
    "penyebut": Family("penyebut NOMOR", scores.denominator, scores.indicator_codes),
    "komponen": Family("komponen NOMOR [URUTAN] n/T/nilai/bobot/persen", scores.component, scores.component_words),
    "capaian_sasaran": Family("capaian_sasaran NOMOR", scores.objective_mean, scores.objective_codes),
    "pagu_sasaran": Family("pagu_sasaran NOMOR", scores.objective_ceiling, scores.objective_codes),
    "serapan_sasaran": Family("serapan_sasaran NOMOR", scores.objective_absorption, scores.objective_codes),
    "rata_rata": alone("rata_rata", "Rata-rata capaian", lambda f: Shown(f.scorecard.overall.value, "percent")),
    "jumlah_sasaran": counted("jumlah_sasaran", "Jumlah sasaran", lambda f: len(f.scorecard.objectives)),
    "jumlah_indikator": counted("jumlah_indikator", "Jumlah indikator", lambda f: len(f.scorecard.indicators)),
    "di_atas_100": counted("di_atas_100", "Indikator di atas 100%", lambda f: f.scorecard.counts.above),
    "sama_100": counted("sama_100", "Indikator tepat 100%", lambda f: f.scorecard.counts.equal),
    "di_bawah_100": counted("di_bawah_100", "Indikator di bawah 100%", lambda f: f.scorecard.counts.below),
    "tanpa_capaian": counted("tanpa_capaian", "Indikator tanpa capaian", lambda f: f.scorecard.counts.unknown),
    "pagu": Family("pagu [KODE]", totals.money("Pagu", "ceiling", "rupiah"), totals.line_paths),
    "realisasi_anggaran": Family(
        "realisasi_anggaran [KODE]", totals.money("Realisasi anggaran", "spent", "rupiah"), totals.line_paths
    ),
    "serapan": Family("serapan [KODE]", totals.money("Serapan", "absorption", "percent"), totals.line_paths),
    "sisa": Family("sisa [KODE]", totals.money("Sisa anggaran", "remaining", "rupiah"), totals.line_paths),
    "pagu_awal": alone("pagu_awal", "Pagu awal", lambda f: Shown(totals.first_amount(f), "rupiah")),
    "pertumbuhan_pagu": alone("pertumbuhan_pagu", "Perubahan pagu terhadap pagu awal", totals.grown),
    "jumlah_revisi_dipa": counted("jumlah_revisi_dipa", "Jumlah revisi DIPA", totals.revision_count),
    "tanggal_dipa_awal": alone("tanggal_dipa_awal", "Tanggal DIPA awal", totals.first_date),
    "tanggal_dipa_akhir": alone("tanggal_dipa_akhir", "Tanggal DIPA terakhir", totals.last_date),
    "pegawai": Family("pegawai [KELOMPOK NAMA]", totals.staff, totals.staff_words),
    "angka": Family("angka KUNCI", totals.context, totals.context_words),
    "tahun": alone("tahun", "Tahun laporan", lambda f: str(f.year)),
    "unit": alone("unit", "Nama unit", lambda f: f.unit.name),
    "kementerian": alone("kementerian", "Nama kementerian/lembaga", lambda f: f.institution.name),
}


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
        signature_of(family.find).bind(facts, *rest)
    except TypeError:
        raise UnknownReference(f"rujukan ditulis {family.usage}, bukan {' '.join(words)}") from None
    return family.find(facts, *rest)


@cache
def signature_of(find: Callable) -> Signature:
    """The parameters of a finder, which say how many words may follow a name."""
    return signature(find)


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

"""Figures that people typed into a text instead of a live reference: against what the report says of the same."""

import re
from collections.abc import Iterator
from itertools import groupby

from lakin.formatting import join_words, number, percent, rupiah, rupiah_short
from reports.reviu import causes
from reports.reviu.claims import Claim, claims
from reports.reviu.dossier import Dossier
from reports.reviu.found import Certainty, Found, blocking, information, suspicion
from reports.reviu.matching import Match
from reports.reviu.numerals import Numeral
from reports.reviu.quotable import MONEY, WHOLE, Quotable
from reports.reviu.texts import Text

# Smaller whole numbers count things that no table of the report holds.
TELLING_COUNT = 100
# A slip of the pen is told from a figure of its own only in figures this long: of the same owner, of the whole report.
OWNED_DIGITS, ANY_DIGITS = 4, 6
SPANS = frozenset({"tahun", "bulan", "hari", "jam", "menit", "minggu", "kali", "detik", "km", "meter", "halaman"})
ALL = re.compile(
    r"\b(?:jumlah|sebanyak|seluruh\w*|semua|memuat|terdiri|meliputi|total|keseluruhan|menetapkan)\b[^.,;]*$"
)
COUNTED = {"indikator": ("jumlah indikator", "indikator"), "sasaran": ("jumlah sasaran", "sasaran")}


def typed_figures(dossier: Dossier) -> Iterator[Found]:
    """Typed figures that contradict the report, and once for each text those that nothing in the report supports."""
    for text, group in groupby(claims(dossier), key=lambda claim: claim.text):
        loose = []
        for claim in group:
            same = dossier.quotables.same(claim.numeral)
            if found := judged(dossier, claim, same):
                yield found
            elif not same and is_telling(claim.numeral):
                loose.append(claim.numeral.text)
        if loose:
            yield unsourced(text, list(dict.fromkeys(loose)))


def judged(dossier: Dossier, claim: Claim, same: list[Quotable]) -> Found | None:
    """What is wrong with one typed figure; None when nothing is known to be."""
    if claim.expected:
        return None if agrees(claim, same) else different(claim, same)
    if counted := miscounted(dossier, claim):
        return suspicion("angka-narasi-beda", **fields_of(claim, counted, ""))
    near = None if same else slipped(dossier, claim)
    return suspicion("angka-narasi-beda", **fields_of(claim, *near)) if near else None


def agrees(claim: Claim, same: list[Quotable]) -> bool:
    """True when the figure is the expected one, another of the same owner, or not said of that owner by name."""
    if any(row in claim.expected for row in same) or any(row in claim.owned for row in same):
        return True
    # Under its own heading a text may quote the figures of others, but not as its own measure.
    return bool(same) and not claim.is_named and not any(row.measure == claim.measure for row in same)


def different(claim: Claim, same: list[Quotable]) -> Found:
    """A figure that contradicts what it is called; it blocks only where the slip that made it is known."""
    right, cause = likeliest(claim, same)
    return (blocking if cause else suspicion)("angka-narasi-beda", **fields_of(claim, right, cause))


def likeliest(claim: Claim, same: list[Quotable]) -> tuple[Quotable, str]:
    """The right figure with the slip; an earlier pagu may be meant as well as the last one."""
    for right in claim.expected:
        if cause := cause_of(claim.numeral, right, same):
            return right, cause
    meant = [row for row in claim.owned if row.kind == claim.numeral.kind == "rupiah"]
    near = ((row, slip_of(claim.numeral, row, OWNED_DIGITS)) for row in meant)
    return next(((row, slip) for row, slip in near if slip), (claim.expected[0], ""))


def cause_of(numeral: Numeral, right: Quotable, same: list[Quotable]) -> str:
    """The slip that turns the right figure into the typed one; empty when none does."""
    kind = numeral.compared(right.value)
    if kind is Match.TRUNCATED:
        return "dipotong, bukan dibulatkan"
    if kind is Match.LAST_DIGIT:
        return "angka terakhir keliru saat dibulatkan"
    shown = right.value.scaleb(-numeral.scale)
    elsewhere = [(row.label, row.value.scaleb(-numeral.scale)) for row in same]
    return causes.likely(numeral.mantissa, numeral.decimals, shown, elsewhere=elsewhere)


def fields_of(claim: Claim, right: Quotable, cause: str) -> dict:
    """What a finding about a typed figure says."""
    expected = written(right, claim.numeral)
    return {
        "place": claim.text.place,
        "subject": right.label[0].upper() + right.label[1:],
        "message": f"Tertulis {claim.numeral.text}, sedangkan {right.label} {expected}: “{quoted(claim)}”.",
        "printed": claim.numeral.text,
        "expected": expected,
        "cause": cause,
        "target": claim.text.target,
    }


def written(right: Quotable, numeral: Numeral) -> str:
    """The right figure in the manner of the typed one."""
    if right.kind == "rupiah":
        return rupiah_short(right.value) if numeral.scale else rupiah(right.value)
    decimals = 0 if right.value == right.value.to_integral_value() else max(2, numeral.decimals)
    return (
        percent(right.value, max(decimals, numeral.decimals))
        if right.kind == "percent"
        else number(right.value, decimals)
    )


def quoted(claim: Claim) -> str:
    """The words around the figure."""
    text, at = claim.sentence.text, claim.numeral.start
    begin = text.rfind(" ", 0, max(0, at - 60)) + 1 if at > 60 else 0
    part = re.sub(r"[\ue000\ue001]+", "…", text[begin : claim.numeral.end + 20])
    return " ".join(part.split())


def miscounted(dossier: Dossier, claim: Claim) -> Quotable | None:
    """The right number of indicators, objectives or staff where the sentence counts all of them; None when it is."""
    numeral, figures = claim.numeral, dossier.quotables
    before = claim.sentence.folded[: numeral.start]
    if numeral.kind != "count" or numeral.scale or claim.measure:
        return None
    if numeral.noun in COUNTED and claim.text.analysis == "":
        measure, word = COUNTED[numeral.noun]
        own = [
            row
            for row in figures.rows
            if word in row.label and row.kind == "count" and row.about[0] in (WHOLE, "sasaran")
        ]
        whole = next(iter(figures.of((WHOLE, ""), measure)), None)
    elif numeral.noun in ("pegawai", "asn", "orang") and re.search(r"\bpegawai\b|\basn\b", claim.sentence.folded):
        own = figures.by_about.get((WHOLE, "pegawai"), [])
        whole = next(iter(figures.of((WHOLE, "pegawai"), "pegawai")), None)
    elif re.search(r"\b(?:direvisi|revisi)\s+(?:sebanyak\s+)?$", before) and numeral.noun == "kali":
        own = figures.of((MONEY, ""), "jumlah revisi") if "dipa" in claim.sentence.folded else []
        whole = next(iter(own), None)
    else:
        return None
    if whole is None or any(row.value == numeral.value for row in own):
        return None
    is_all = ALL.search(before) or numeral.value > whole.value or numeral.noun == "kali"
    return whole if is_all and not same_context(dossier, numeral) else None


def same_context(dossier: Dossier, numeral: Numeral) -> bool:
    """True when a context figure, which may count anything, has this value."""
    return any(row.measure == "konteks" and row.value == numeral.value for row in dossier.quotables.rows)


def slipped(dossier: Dossier, claim: Claim) -> tuple[Quotable, str] | None:
    """The figure that one slip turns into the typed one, with the slip; None when there is none or it may be chance."""
    numeral = claim.numeral
    for rows, shortest in ((claim.owned, OWNED_DIGITS), (dossier.quotables.rows, ANY_DIGITS)):
        for row in rows:
            if row.is_money != (numeral.kind == "rupiah") or (numeral.kind == "percent") != (row.kind == "percent"):
                continue
            if slip := slip_of(numeral, row, shortest):
                return row, slip
    return None


def slip_of(numeral: Numeral, row: Quotable, shortest: int) -> str:
    """The swapped, wrong, lost or extra digit between two figures that are long enough to tell."""
    typed = causes.digits(numeral.mantissa, numeral.decimals)
    right = causes.digits(row.value.scaleb(-numeral.scale), numeral.decimals)
    if len(right.rstrip("0")) < shortest or abs(len(typed) - len(right)) > 1:
        return ""
    slips = (causes.swapped, causes.one_digit, causes.missing_digit, causes.extra_digit)
    return next(filter(None, (slip(typed, right) for slip in slips)), "")


def is_telling(numeral: Numeral) -> bool:
    """True for a figure worth a source; small counts and spans of time need none."""
    is_small = numeral.kind in ("count", "plain") and numeral.value < TELLING_COUNT
    return not is_small and numeral.noun not in SPANS


def unsourced(text: Text, loose: list[str]) -> Found:
    """The figures of one text that stand nowhere else in the report."""
    return information(
        "angka-narasi-tanpa-sumber",
        certainty=Certainty.POSSIBLE,
        place=text.place,
        subject="Angka tanpa sumber",
        message=f"{join_words(loose)} diketik langsung dan tidak sama dengan angka mana pun dalam laporan ini.",
        printed="; ".join(loose)[:110],
        target=text.target,
    )

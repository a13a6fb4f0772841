"""The rules: each reads one part of the situation and says in plain words what is to be decided, and where."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import IntEnum

from lakin.formatting import date_long, join_words, number, percent, quarter_name, rupiah_short
from reports.decisions.situation import Outlook, Several, Silence, Situation

YEAR_END = 4
# Examples of a kind that a sentence names before it counts the others.
NAMED = 3


class Urgency(IntEnum):
    """How much a decision presses; the smaller, the more."""

    URGENT = 1
    SOON = 2
    WATCH = 3


WORDS = {Urgency.URGENT: "mendesak", Urgency.SOON: "segera", Urgency.WATCH: "perhatikan"}
MARKS = {Urgency.URGENT: "far_below", Urgency.SOON: "below", Urgency.WATCH: "near"}

# Capaian in percent below which a miss presses.
FAR, BELOW = Decimal(50), Decimal(90)
TARGET = Decimal(100)
# Days after the due date from which silence is no oversight any more.
LONG_SILENCE, LONG_UNSIGNED, LONG_PENDING = 30, 30, 14
# Percentage points of the pagu by which spending may lag behind its plan before anybody is asked.
LAG_WATCHED, LAG_SOON, LAG_URGENT = Decimal(5), Decimal(10), Decimal(20)


@dataclass(frozen=True)
class Decision:
    """One thing to decide: what, the figures behind it, and the words of the link; `size` orders equals."""

    code: str
    urgency: Urgency
    text: str
    detail: str
    act: str
    href: str
    size: Decimal = Decimal(0)

    @property
    def mark(self) -> str:
        return MARKS[self.urgency]

    @property
    def word(self) -> str:
        return WORDS[self.urgency]


def misses(now: Situation) -> Iterator[Decision]:
    """Indicators that will miss their target at the present rate, or that did miss it."""
    for one in now.outlooks.worst:
        value = one.achieved if one.is_closed else one.expected
        if value is None or value >= TARGET:
            continue
        yield Decision(
            "meleset",
            Urgency.URGENT if value < FAR else Urgency.SOON if value < BELOW else Urgency.WATCH,
            f"{one.unit}: {one.code} {outcome(one, value, now.quarter)}",
            missed(one) if one.is_closed else foreseen(one, now),
            "Buka indikator",
            one.href,
            TARGET - value,
        )


def outcome(one: Outlook, value: Decimal, quarter: int) -> str:
    """How it ended, how far it was by an earlier quarter of a year that is over, or that it will miss."""
    if not one.is_closed:
        return "akan meleset dari target"
    reached = f"capaian {percent(value)}"
    return f"berakhir pada {reached}" if quarter == YEAR_END else f"{reached} sampai {quarter_name(quarter)}"


def missed(one: Outlook) -> str:
    return f"{one.name}. Tetapkan tindak lanjut dan siapa yang menjalankannya."


def foreseen(one: Outlook, now: Situation) -> str:
    """The forecast beside what is reached now, the error it had, and the time that is left."""
    error = "galatnya belum dapat diukur" if one.error is None else f"galat rata-rata {percent(one.error)}"
    left = f"{number(now.days_left, 0)} hari lagi" if now.days_left else "tahun sudah berakhir"
    return (
        f"{one.name}. Capaian sekarang {percent(one.achieved)}; {one.method} akhir tahun {percent(one.expected)} "
        f"({error}), {left}."
    )


def silences(now: Situation) -> Iterator[Decision]:
    """Units that have not handed in what was due."""
    found = now.silent
    if not found.count:
        return
    first = min(one.due_on for one in found.worst)
    late = (now.today - first).days
    who = found.worst[0].unit if found.count == 1 else f"{number(found.count, 0)} unit"
    yield Decision(
        "belum-lapor",
        Urgency.URGENT if late > LONG_SILENCE else Urgency.SOON,
        f"{who} belum lengkap melapor {quarter_name(now.quarter)}, batasnya {date_long(first)}",
        f"Terlambat {number(late, 0)} hari: {named(found, owed)}.",
        "Buka triwulannya" if found.count == 1 else "Lihat kelengkapan",
        found.worst[0].href if found.count == 1 else found.href,
        Decimal(found.count),
    )


def owed(one: Silence) -> str:
    return f"{one.unit} ({number(one.missing, 0)} dari {number(one.due, 0)} indikator belum diajukan)"


def idle_money(now: Situation) -> Iterator[Decision]:
    """Money unspent against what should be spent by now, while it still can be."""
    purse = now.purse
    if purse is None or purse.absorption is None or purse.wanted is None or not now.days_left:
        return
    lag = purse.wanted - purse.absorption
    if lag <= LAG_WATCHED:
        return
    idle = f"{rupiah_short(purse.idle)} belum terserap menurut {purse.basis}" if purse.idle else ""
    yield Decision(
        "serapan",
        Urgency.URGENT if lag > LAG_URGENT else Urgency.SOON if lag > LAG_SOON else Urgency.WATCH,
        idle or f"Serapan tertinggal {number(lag)} poin dari {purse.basis}",
        f"Serapan {percent(purse.absorption)} dari pagu {rupiah_short(purse.ceiling)}; "
        f"{purse.basis}: {percent(purse.wanted)}. {number(now.days_left, 0)} hari lagi.",
        "Buka anggaran",
        purse.href,
        lag,
    )


def blocked_reports(now: Situation) -> Iterator[Decision]:
    """Reports that findings of the reviu keep from becoming final."""
    for one in now.blocked.worst:
        yield Decision(
            "temuan",
            Urgency.SOON,
            f"Laporan Kinerja {one.unit} tertahan {number(one.count, 0)} temuan",
            f"Keadaan laporan: {one.state.lower()}. Temuan itu harus diselesaikan sebelum laporan dapat difinalkan.",
            "Buka meja reviu",
            one.href,
            Decimal(one.count),
        )


def unsigned_agreements(now: Situation) -> Iterator[Decision]:
    """Drafts that should have been signed within a month of the DIPA (PermenPANRB 53/2014)."""
    for one in now.unsigned.worst:
        late = (now.today - one.due_on).days
        yield Decision(
            "pk-terlambat",
            Urgency.URGENT if late > LONG_UNSIGNED else Urgency.SOON,
            f"PK {one.version} {one.unit} belum ditandatangani",
            f"Batasnya {date_long(one.due_on)}, sebulan sesudah DIPA; lewat {number(late, 0)} hari.",
            "Baca konsep PK",
            one.href,
            Decimal(late),
        )


def pending_corrections(now: Situation) -> Iterator[Decision]:
    """Verified values that do not count while their corrections wait."""
    found = now.pending
    if not found.count:
        return
    oldest = found.worst[0]
    days = (now.today - oldest.since).days
    several = f"{number(found.count, 0)} koreksi menunggu verifikasi"
    yield Decision(
        "koreksi",
        Urgency.SOON if days > LONG_PENDING else Urgency.WATCH,
        several if found.count > 1 else f"Koreksi {oldest.code} {oldest.unit} menunggu verifikasi",
        f"Yang terlama {oldest.unit}, {oldest.code} {quarter_name(oldest.quarter)}, sejak {date_long(oldest.since)}. "
        "Selama itu nilainya tidak dihitung.",
        "Buka isiannya",
        oldest.href,
        Decimal(days),
    )


def named(found: Several, words: Callable) -> str:
    """The worst by their words, and how many more there are."""
    shown = [words(one) for one in found.worst[:NAMED]]
    more = found.count - len(shown)
    return join_words([*shown, f"{number(more, 0)} unit lain"] if more > 0 else shown)


# In the order in which they press when they are equally urgent.
RULES: tuple[Callable[[Situation], Iterator[Decision]], ...] = (
    misses,
    silences,
    idle_money,
    blocked_reports,
    unsigned_agreements,
    pending_corrections,
)

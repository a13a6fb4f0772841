"""The checks before a POK revision is decided, as pure rules over figures; each names its source and who decides."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from budget import sources
from budget.sources import Source
from lakin.formatting import date_long, join_words, number, rupiah

KPA, KANWIL, DIT_PA, DJA = "KPA", "Kanwil DJPb", "Dit. PA (DJPb)", "DJA"
SHOWN = 3
# The kinds of DipaRevision and who decides a revision of that kind.
DECIDERS = {"pok": KPA, "kanwil": KANWIL, "dja": DJA}


class Verdict(StrEnum):
    MET = "sesuai"
    WARNING = "perlu perhatian"
    FAIL = "tidak sesuai"
    UNKNOWN = "tidak dapat diperiksa"


@dataclass(frozen=True)
class Rule:
    """A check by its code: what it asks, and the text it comes from; None where the data themselves are the rule."""

    code: str
    title: str
    origin: Source | None = None

    @property
    def source(self) -> str:
        return self.origin.words if self.origin else "Data revisi DIPA"

    @property
    def status(self) -> str:
        return self.origin.status if self.origin else ""


@dataclass(frozen=True)
class Check:
    """What one rule found; `decider` is who may decide a revision like this, "" when the rule does not tell."""

    rule: Rule
    verdict: Verdict
    message: str
    decider: str = ""


@dataclass(frozen=True)
class Deadline:
    """The last day of a budget year on which a kind of revision may still be decided or handed in."""

    month: int
    day: int
    origin: Source


DEADLINES = {
    "pok": Deadline(12, 27, sources.PMK_62_POK),
    "kanwil": Deadline(11, 30, sources.PMK_107_DEADLINES),
    "dja": Deadline(10, 31, sources.PMK_107_DEADLINES),
}


@dataclass(frozen=True)
class Move:
    """One line of the POK before and after in rupiah, with what is spent on it; None means not known."""

    path: str
    name: str
    level: str
    before: int | None
    after: int | None
    spent: int | None = None
    below: int | None = None

    @property
    def difference(self) -> int:
        return (self.after or 0) - (self.before or 0)

    @property
    def code(self) -> str:
        return self.path.rpartition(".")[2]


@dataclass(frozen=True)
class Volume:
    """The target volume of an RO before and after; None means not known."""

    path: str
    before: object
    after: object


@dataclass(frozen=True)
class Block:
    """A line with blokir before or after in rupiah, the pagu it would have, and what is spent on it."""

    path: str
    before: int
    after: int
    ceiling: int | None
    spent: int | None


@dataclass(frozen=True)
class Proposed:
    """Everything the checks read.

    `kinds_before` and `kinds_after` are rupiah per jenis belanja, None where the POK is not detailed down to the akun;
    `plan` is halaman III in force per jenis belanja and `own_plan` that of the proposal, None without one.
    """

    kind: str
    year: int
    total_before: int | None
    total_after: int | None
    moves: Sequence[Move]
    kinds_before: Mapping[str, int] | None
    kinds_after: Mapping[str, int] | None
    volumes: Sequence[Volume] = ()
    blocks: Sequence[Block] = ()
    plan: Mapping[str, int] | None = None
    own_plan: Mapping[str, int] | None = None
    on: date | None = None
    last_on: date | None = None
    order: int = 0
    last_order: int = 0
    note: str = ""
    kind_names: Mapping[str, str] = field(default_factory=dict)


TOTAL = Rule("total", "Pagu DIPA tetap", sources.PMK_62_POK)
BOUNDARY = Rule("batas", "Pergeseran tidak melewati kewenangan", sources.PMK_62_POK)
VOLUME = Rule("volume", "Volume RO tidak turun", sources.PMK_199)
KINDS = Rule("jenis", "Jenis belanja dan belanja operasional terjaga", sources.PMK_199)
SPENT = Rule("realisasi", "Pagu tidak di bawah realisasi", sources.BUDGET_LAW)
MINUS = Rule("minus", "Tidak ada pagu minus", sources.PMK_199)
SOCIAL_AID = Rule("bansos", "Bantuan sosial tidak bertambah diam-diam", sources.PMK_199)
BLOCKED = Rule("blokir", "Pagu yang diblokir tidak digeser", sources.PMK_199)
ACCOUNTS = Rule("akun", "Akun enam angka dan jenisnya dikenal", sources.ACCOUNTS)
PLAN = Rule("halaman-iii", "Halaman III DIPA tidak berubah", sources.PMK_62_POK)
ORDER = Rule("urutan", "Tanggal dan urutan revisi")
DEADLINE = Rule("batas-akhir", "Belum lewat batas akhir tahun anggaran", sources.PMK_62_POK)


def by(rule: Rule, origin: Source, year: int) -> Rule:
    """The rule as another text has it, which may be about other years."""
    return replace(rule, origin=origin.of(year))


def check(proposed: Proposed) -> tuple[Check, ...]:
    """The twelve checks, in their order."""
    return tuple(rule(proposed) for rule in CHECKS)


def total_unchanged(found: Proposed) -> Check:
    before, after = found.total_before, found.total_after
    if before is None or after is None:
        return Check(TOTAL, Verdict.UNKNOWN, "Jumlah pagu sebelum atau sesudah usulan tidak diketahui.")
    if before == after:
        return Check(TOTAL, Verdict.MET, f"Jumlah pagu tetap {rupiah(after)}.", KPA)
    words = f"Jumlah pagu berubah dari {rupiah(before)} menjadi {rupiah(after)}; ini bukan revisi POK."
    return Check(by(TOTAL, sources.ABOVE_KPA, found.year), Verdict.FAIL, words, DJA)


# Who decides when the sum of a level changes, the highest first; below the RO the KPA decides alone.
BOUNDARIES = (
    ("program", "antarprogram", DJA, sources.ABOVE_KPA),
    ("kegiatan", "antarkegiatan", KANWIL, sources.ABOVE_KPA),
    ("kro", "antar-KRO", KANWIL, sources.FAQ_199),
    ("ro", "antar-RO dalam satu KRO", KPA, sources.PMK_62_POK),
)


def boundary(found: Proposed) -> Check:
    """The highest level whose sums change tells what is crossed."""
    if not found.moves:
        return Check(BOUNDARY, Verdict.UNKNOWN, "Usulan ini belum memuat pagu satu baris POK pun.")
    for level, words, decider, origin in BOUNDARIES:
        moved = [move for move in found.moves if move.level == level and move.difference]
        if moved:
            message = f"Pagu bergeser {words}: {named(moved)}."
            verdict = Verdict.MET if decider == DECIDERS.get(found.kind) else Verdict.FAIL
            return Check(by(BOUNDARY, origin, found.year), verdict, message, decider)
    return Check(BOUNDARY, Verdict.MET, "Pergeseran hanya di dalam RO yang sama.", KPA)


def volume_kept(found: Proposed) -> Check:
    known = [volume for volume in found.volumes if volume.before is not None and volume.after is not None]
    if not known:
        return Check(VOLUME, Verdict.UNKNOWN, "Target volume RO per revisi tidak tercatat.")
    lowered = [volume for volume in known if volume.after < volume.before]
    if lowered:
        return Check(VOLUME, Verdict.FAIL, f"Target volume turun: {listed(row.path for row in lowered)}.", DJA)
    unknown = len(found.volumes) - len(known)
    if unknown:
        return Check(VOLUME, Verdict.WARNING, f"Tidak ada yang turun, tetapi {unknown} RO tanpa target volume.", KPA)
    return Check(VOLUME, Verdict.MET, f"Target volume {len(known)} RO tidak turun.", KPA)


# The components of operational spending: salaries and allowances, and running the office.
OPERATIONAL = ("001", "002")


def kinds_kept(found: Proposed) -> Check:
    operational = (move for move in found.moves if move.level == "komponen" and move.code in OPERATIONAL)
    cut = [move for move in operational if move.difference < 0]
    if cut:
        rule = by(KINDS, sources.FAQ_199, found.year)
        return Check(rule, Verdict.FAIL, f"Belanja operasional berkurang: {named(cut)}.", DJA)
    before, after = found.kinds_before, found.kinds_after
    if before is None or after is None or not (before or after):
        return Check(KINDS, Verdict.UNKNOWN, "POK tidak terinci sampai akun, sehingga jenis belanja tidak diketahui.")
    shifts = {kind: after.get(kind, 0) - before.get(kind, 0) for kind in sorted({*before, *after})}
    moved = [f"{found.kind_names.get(kind, kind)} {signed(shift)}" for kind, shift in shifts.items() if shift]
    if not moved:
        return Check(KINDS, Verdict.MET, "Pagu setiap jenis belanja tetap.", KPA)
    words = f"Pagu antarjenis belanja bergeser: {join_words(moved)}."
    if shifts.get("51", 0) < 0:
        words += " Pastikan gaji dan tunjangan sampai akhir tahun tetap cukup."
    return Check(KINDS, Verdict.FAIL if found.kind == "pok" else Verdict.WARNING, words, KANWIL)


def above_spending(found: Proposed) -> Check:
    known = [move for move in found.moves if move.spent is not None and move.after is not None]
    short = [move for move in known if move.after < move.spent]
    if short:
        words = [f"{move.path} {rupiah(move.after)} dari realisasi {rupiah(move.spent)}" for move in short]
        return Check(SPENT, Verdict.FAIL, f"Pagu di bawah realisasi: {listed(words)}.")
    if not known:
        return Check(SPENT, Verdict.UNKNOWN, "Realisasi baris POK belum tercatat.")
    unknown = sum(move.spent is None and move.difference < 0 for move in found.moves)
    if unknown:
        words = f"{unknown} baris yang pagunya turun belum ada realisasinya; yang lain tidak di bawah realisasi."
        return Check(SPENT, Verdict.WARNING, words)
    return Check(SPENT, Verdict.MET, f"Pagu {len(known)} baris tidak di bawah realisasinya.", KPA)


def no_minus(found: Proposed) -> Check:
    """A line whose children need more than it has leaves one of them without money."""
    minus = [
        move for move in found.moves if move.after is not None and (move.after < 0 or (move.below or 0) > move.after)
    ]
    if minus:
        return Check(MINUS, Verdict.FAIL, f"Rincian melebihi pagu barisnya: {listed(move.path for move in minus)}.")
    if not found.moves:
        return Check(MINUS, Verdict.UNKNOWN, "Usulan ini belum memuat pagu satu baris POK pun.")
    return Check(MINUS, Verdict.MET, "Tidak ada rincian yang melebihi pagu barisnya.", KPA)


def social_aid(found: Proposed) -> Check:
    before, after = found.kinds_before, found.kinds_after
    if before is None or after is None or not (before or after):
        return Check(SOCIAL_AID, Verdict.UNKNOWN, "POK tidak terinci sampai akun, sehingga akun 57 tidak diketahui.")
    shift = after.get("57", 0) - before.get("57", 0)
    if shift <= 0:
        return Check(SOCIAL_AID, Verdict.MET, "Pagu bantuan sosial (57) tidak bertambah.", KPA)
    said = f' Alasan pada usulan: "{found.note}".' if found.note else " Usulan ini tidak menyebut alasannya."
    words = f"Pagu bantuan sosial (57) bertambah {rupiah(shift)}.{said}"
    return Check(SOCIAL_AID, Verdict.WARNING if found.note else Verdict.FAIL, words, KANWIL)


def blocked_kept(found: Proposed) -> Check:
    """No pagu below its blokir, no blokir moved or opened along the way, and none of it spent."""
    if not found.blocks:
        words = "Tidak ada blokir yang tercatat; cocokkan dengan halaman IV DIPA."
        return Check(BLOCKED, Verdict.UNKNOWN, words)
    known = [block for block in found.blocks if block.ceiling is not None]
    short = [f"{block.path} {rupiah(block.after)}" for block in known if block.after > block.ceiling]
    if short:
        return Check(BLOCKED, Verdict.FAIL, f"Pagu di bawah blokirnya: {listed(short)}.", DJA)
    changed = [
        f"{block.path} {signed(block.after - block.before)}" for block in found.blocks if block.after != block.before
    ]
    if changed:
        verdict = Verdict.FAIL if found.kind == "pok" else Verdict.WARNING
        return Check(BLOCKED, verdict, f"Blokir berubah: {listed(changed)}.", DJA)
    used = [block.path for block in known if block.spent is not None and block.spent > block.ceiling - block.after]
    if used:
        return Check(BLOCKED, Verdict.FAIL, f"Realisasi memakai pagu yang diblokir: {listed(used)}.")
    total = rupiah(sum(block.after for block in found.blocks))
    return Check(BLOCKED, Verdict.MET, f"Blokir {len(found.blocks)} baris tetap, berjumlah {total}.", KPA)


def accounts_valid(found: Proposed) -> Check:
    accounts = [move for move in found.moves if move.level == "akun"]
    if not accounts:
        return Check(ACCOUNTS, Verdict.UNKNOWN, "POK tidak terinci sampai akun.")
    wrong = [
        move.path
        for move in accounts
        if move.after and not (len(move.code) == 6 and move.code.isdecimal() and move.code[:2] in found.kind_names)
    ]
    if wrong:
        return Check(ACCOUNTS, Verdict.FAIL, f"Akun tidak dikenal: {listed(wrong)}.")
    return Check(ACCOUNTS, Verdict.MET, f"{number(len(accounts), 0)} akun dikenal jenis belanjanya.", KPA)


def plan_adjusted(found: Proposed) -> Check:
    """A POK revision leaves halaman III as it is; any other one must have a plan that adds up to the new pagu."""
    if found.own_plan is None and found.plan is None:
        return Check(PLAN, Verdict.UNKNOWN, "Halaman III DIPA belum tercatat.")
    if found.kind == "pok" and found.own_plan is not None and found.own_plan != found.plan:
        words = "Usulan revisi POK ini mengubah halaman III; ajukan pemutakhirannya ke Kanwil DJPb."
        return Check(by(PLAN, sources.KPPN_MERAUKE, found.year), Verdict.FAIL, words, KANWIL)
    plan, after = found.own_plan if found.own_plan is not None else found.plan, found.kinds_after
    if after is None:
        if found.total_after is None:
            return Check(PLAN, Verdict.UNKNOWN, "Pagu sesudah usulan tidak diketahui.")
        after, plan = {"": found.total_after}, {"": sum(plan.values())}
    differing = [
        f"{found.kind_names.get(kind, 'jumlah')} {rupiah(plan.get(kind, 0))} dari pagu {rupiah(after.get(kind, 0))}"
        for kind in sorted({*plan, *after})
        if plan.get(kind, 0) != after.get(kind, 0)
    ]
    if differing:
        words = f"Rencana penarikan setahun tidak sama dengan pagu sesudah usulan: {join_words(differing)}."
        return Check(by(PLAN, sources.KPPN_MERAUKE, found.year), Verdict.FAIL, words, KANWIL)
    return Check(PLAN, Verdict.MET, "Rencana penarikan setahun tetap sama dengan pagu setiap jenis belanja.", KPA)


def in_sequence(found: Proposed) -> Check:
    if found.order <= found.last_order:
        return Check(ORDER, Verdict.FAIL, "Urutan usulan ini tidak sesudah revisi yang berlaku.")
    if found.on is None:
        return Check(ORDER, Verdict.UNKNOWN, "Tanggal usulan belum diisi.")
    if found.last_on and found.on < found.last_on:
        words = f"Tanggal usulan {date_long(found.on)} sebelum revisi terakhir, {date_long(found.last_on)}."
        return Check(ORDER, Verdict.FAIL, words)
    return Check(ORDER, Verdict.MET, f"Tanggal usulan {date_long(found.on)}, sesudah revisi yang berlaku.")


def before_deadline(found: Proposed) -> Check:
    deadline = DEADLINES.get(found.kind)
    if deadline is None:
        return Check(DEADLINE, Verdict.UNKNOWN, "Jenis revisi ini tidak mempunyai batas akhir yang dikenal.")
    rule = by(DEADLINE, deadline.origin, found.year)
    last = date(found.year, deadline.month, deadline.day)
    decider = DECIDERS[found.kind]
    if found.on is None:
        return Check(rule, Verdict.UNKNOWN, f"Tanggal usulan belum diisi; batas akhirnya {date_long(last)}.", decider)
    if found.on > last:
        return Check(rule, Verdict.FAIL, f"Tanggal usulan melewati batas akhir {date_long(last)}.", decider)
    return Check(rule, Verdict.MET, f"Batas akhirnya {date_long(last)}.", decider)


CHECKS = (
    total_unchanged,
    boundary,
    volume_kept,
    kinds_kept,
    above_spending,
    no_minus,
    social_aid,
    blocked_kept,
    accounts_valid,
    plan_adjusted,
    in_sequence,
    before_deadline,
)


def decider_of(checks: Sequence[Check]) -> str:
    """Who may decide the whole revision: the highest of those whom the checks name; "" when none is named."""
    ranks = (KPA, KANWIL, DIT_PA, DJA)
    return max((check.decider for check in checks if check.decider), key=ranks.index, default="")


def signed(amount: int) -> str:
    return f"{'naik' if amount > 0 else 'turun'} {rupiah(abs(amount))}"


def named(moves: Sequence[Move]) -> str:
    return listed(f"{move.path} {signed(move.difference)}" for move in moves)


def listed(words) -> str:
    """The first few, and how many more there are."""
    words = list(words)
    rest = f", dan {len(words) - SHOWN} lainnya" if len(words) > SHOWN else ""
    return f"{', '.join(words[:SHOWN])}{rest}" if rest else join_words(words)

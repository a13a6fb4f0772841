"""What the units of a made-up ministry report: most of it in time and verified, some late, sent back or missing."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from indicators.models import Action, ComponentValue, Realization, RealizationStatus, Step
from reports.ministry.dates import RUNNING_UNTIL, Moments
from reports.ministry.keys import promised_key
from reports.ministry.kinds import POOL, SCALE, SURVEYED, Kind, done, kinds_of, target_of
from reports.ministry.plans import component_keys

UNITS_AT_ONCE = 400
REALIZATION = (
    *("id", "unit", "indicator", "year", "quarter", "value", "text", "numerator", "denominator", "status"),
    *("submitted_by", "submitted_at", "verified_by", "verified_at", "supporting_factors", "hindering_factors"),
)
PART = ("realization", "component", "numerator", "denominator", "score")
STEP = ("realization", "action", "by", "at", "note", "value", "text", "numerator", "denominator")
# The chance of each end of a report: never begun, a draft, sent back, still waiting; the rest is verified.
PAST = (0.01, 0.0, 0.005, 0.005)
PAST_FAILING = (0.06, 0.01, 0.03, 0.02)
RUNNING = (0.03, 0.01, 0.02, 0.05)
LAST = (0.1, 0.04, 0.04, 0.2)
LAST_FAILING = (0.3, 0.08, 0.1, 0.25)
ENDS = (None, RealizationStatus.DRAFT, RealizationStatus.RETURNED, RealizationStatus.SUBMITTED)
NOTE = "Bukti dukung belum sesuai dengan angka yang diisi."


@dataclass
class Batch:
    """The rows of some units, waiting to be stored."""

    realizations: list[tuple] = field(default_factory=list)
    parts: list[tuple] = field(default_factory=list)
    steps: list[tuple] = field(default_factory=list)

    def store(self, load) -> None:
        load.add(Realization, REALIZATION, self.realizations)
        load.add(ComponentValue, PART, self.parts)
        load.add(Step, STEP, self.steps)


@dataclass(frozen=True)
class Figures:
    """What is filled in for one quarter."""

    value: str | None = None
    text: str = ""
    numerator: int | None = None
    denominator: int | None = None
    parts: tuple[tuple, ...] = ()


class Facts:
    """Makes the facts of a ministry, unit by unit."""

    def __init__(self, ministry):
        self.ministry, self.moments = ministry, Moments()
        self.components, self.key = component_keys(ministry), 0
        self.with_leaves = {place.parent for place in ministry.places if place.is_leaf and place.level > 2}

    def add(self, load) -> None:
        """Store them all, some units at a time."""
        places = self.ministry.places
        for start in range(0, len(places), UNITS_AT_ONCE):
            batch = Batch()
            for place in places[start : start + UNITS_AT_ONCE]:
                self.of_unit(batch, place)
            batch.store(load)

    def of_unit(self, batch: Batch, place) -> None:
        """Every year and quarter of a unit; the quarters of a running year only as far as it ran."""
        ability = self.ministry.abilities[place.pk]
        random = Random(f"{self.ministry.seed}/{place.path}/isi")
        for since, year in enumerate(self.ministry.years):
            is_last = year == self.ministry.years[-1]
            for slot, kind in enumerate(kinds_of(place)):
                if slot == POOL and place.pk in self.with_leaves:
                    continue
                target = target_of(kind, ability, since)
                force = ability.level + ability.drift * since + random.gauss(0, 0.05)
                for quarter in range(1, RUNNING_UNTIL + 1 if is_last else 5):
                    if self.is_asked(kind, quarter):
                        end = self.end_of(random, place, slot, ability.failing, is_last, quarter)
                        found = figures(random, kind, target, quarter, force + random.gauss(0, 0.02), ability.size)
                        self.enter(batch, random, place, slot, (year, quarter), end, found)

    def is_asked(self, kind: Kind, quarter: int) -> bool:
        """A predicate comes at the end of the year, a survey twice a year."""
        if kind.measure == "predicate":
            return quarter == 4
        return kind.calculation != "survey" or quarter in SURVEYED

    def end_of(self, random, place, slot, failing, is_last, quarter):
        """How the report ends: its status, or None where nothing was begun."""
        if slot == POOL and not (is_last and quarter == RUNNING_UNTIL and place.parent and place.parent % 4 == 1):
            # One report that is missing makes the whole pool unknown, so most pools are complete.
            return RealizationStatus.VERIFIED
        is_open = is_last and quarter == RUNNING_UNTIL
        chances = (LAST_FAILING if failing else LAST) if is_open else RUNNING if is_last else PAST
        chances = PAST_FAILING if failing and not is_last else chances
        drawn = random.random()
        for chance, status in zip(chances, ENDS, strict=True):
            drawn -= chance
            if drawn < 0:
                return status
        return RealizationStatus.VERIFIED

    def enter(self, batch: Batch, random, place, slot, at, end, found: Figures) -> None:
        """One row with its parts and steps."""
        if end is None:
            return
        self.key += 1
        year, quarter = at
        late = random.random() < (0.55 if self.ministry.abilities[place.pk].failing else 0.07)
        handed, checked = (random.randint(15, 27), 29) if late else (random.randint(2, 14), random.randint(15, 20))
        submitted_at, decided_at = self.moments.at(year, quarter, handed), self.moments.at(year, quarter, checked)
        reporter, verifier = self.ministry.reporter, self.ministry.verifier
        is_handed, is_verified = end != RealizationStatus.DRAFT, end == RealizationStatus.VERIFIED
        values = (found.value, found.text, found.numerator, found.denominator)
        batch.realizations.append(
            (
                *(self.key, place.pk, promised_key(place, slot), year, quarter, *values, end),
                *((reporter, submitted_at) if is_handed else (None, None)),
                *((verifier, decided_at) if is_verified else (None, None)),
                "Koordinasi dengan pemerintah daerah berjalan." if is_handed else "",
                "Jumlah petugas belum mencukupi." if is_handed and late else "",
            )
        )
        first = self.components.get((place.pk, year), 0)
        batch.parts += [(self.key, first + order, *figures) for order, figures in enumerate(found.parts)]
        if is_handed:
            batch.steps.append((self.key, Action.SUBMIT, reporter, submitted_at, "", *values))
        decision = {
            RealizationStatus.RETURNED: (Action.SEND_BACK, NOTE),
            RealizationStatus.VERIFIED: (Action.VERIFY, ""),
        }
        # Decisions of the running year are kept one by one; of past years the signature on the row is enough.
        if end in decision and (end == RealizationStatus.RETURNED or year == self.ministry.years[-1]):
            action, note = decision[end]
            batch.steps.append((self.key, action, verifier, decided_at, note, *values))


def figures(random: Random, kind: Kind, target: float, quarter: int, force: float, size: float) -> Figures:
    """What a unit of that force fills in, by the way the indicator is reckoned."""
    if kind.measure == "predicate":
        return Figures(text=SCALE[min(6, max(1, 4 + round((force - 1) * 12)))])
    if kind.polarity == "range":
        return Figures(value=f"{max(0.0, 4.2 + (1 - force) * 40):.2f}")
    value = done(kind, target, quarter, force)
    if kind.calculation in ("ratio", "pooled"):
        whole = max(20, round(60 * size) + random.randint(-9, 9))
        return Figures(numerator=min(whole, max(0, round(whole * value * 0.01))), denominator=whole)
    if kind.parts:
        return Figures(parts=tuple(parts(random, kind, value)))
    return Figures(value=f"{max(0.0, value):.{kind.decimals}f}")


def parts(random: Random, kind: Kind, value: float) -> Iterator[tuple]:
    """Numerator, denominator and score of each component, so that the whole comes near the value."""
    for _ in kind.parts:
        near = value * random.uniform(0.96, 1.04)
        if kind.calculation == "survey":
            yield None, None, f"{min(4.0, max(1.0, near * 0.04)):.2f}"
        elif kind.calculation == "mean":
            yield round(near), 100, None
        elif kind.calculation == "weighted":
            yield None, None, f"{min(100.0, near):.2f}"
        else:
            yield max(0, round(near * 0.3333)), None, None

"""Plays the demo's year through the verbs people use: periods, drafts, evidence, submission, verification."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from indicators import evidence, periods, workflow
from indicators.entry import Entry, PartEntry, fingerprint
from indicators.formula import Calculation
from indicators.models import Component, ComponentRole, Evidence, Extension, Indicator, Measure, Realization
from lakin.formatting import quarter_name
from reports.demo import figures as story
from reports.demo.files import ENDINGS, evidence_file
from units.models import Role, Unit, User
from units.trail import acting

# Days after the opening of a quarter.
DUE, CLOSE, LATE, EXTENDED = 9, 19, 22, 25
LIVE_DUE, LIVE_CLOSE = 23, 34
LIVE_SINCE, BETWEEN = timedelta(14), timedelta(25)
NATURAL = {1: date(2026, 4, 1), 2: date(2026, 7, 1), 3: date(2026, 10, 1), 4: date(2027, 1, 4)}
# Saturday and Sunday, and the days to Monday or back to Friday.
AFTER_WEEKEND, BEFORE_WEEKEND = {5: 2, 6: 1}, {5: 1, 6: 2}


@dataclass(frozen=True)
class Cast:
    """The units and the people of the play, and the day it is played on."""

    unit: Unit
    institution: Unit
    planner: User
    reporter: User
    verifier: User
    today: date


@dataclass(frozen=True)
class Window:
    """The dates of one quarter."""

    opens_on: date
    due_on: date
    closes_on: date


def missing() -> list[str]:
    """The units and users of the play that do not exist yet."""
    codes, names = {story.CODE, story.INSTITUTION}, {Role.PLANNER.value, Role.REPORTER.value, Role.VERIFIER.value}
    codes -= set(Unit.objects.filter(code__in=codes).values_list("code", flat=True))
    names -= set(User.objects.filter(username__in=names).values_list("username", flat=True))
    return sorted(codes) + sorted(names)


def cast(today: date) -> Cast:
    """Who plays; every unit and user must be there."""
    people = [User.objects.get(username=role.value) for role in (Role.PLANNER, Role.REPORTER, Role.VERIFIER)]
    units = [Unit.objects.get(code=code) for code in (story.CODE, story.INSTITUTION)]
    return Cast(*units, *people, today)


def windows(today: date) -> dict[int, Window]:
    """The dates of the four quarters: the last one open on the day, the others before it."""
    natural = NATURAL[4]
    is_natural = natural <= today <= natural + timedelta(CLOSE)
    last = natural if is_natural else today - LIVE_SINCE
    dates = {quarter: min(NATURAL[quarter], last - BETWEEN * (4 - quarter)) for quarter in (1, 2, 3)}
    found = {quarter: window(opens, DUE, CLOSE) for quarter, opens in dates.items()}
    return found | {4: window(last, *((DUE, CLOSE) if is_natural else (LIVE_DUE, LIVE_CLOSE)))}


def window(opens: date, due: int, close: int) -> Window:
    return Window(opens, opens + timedelta(due), opens + timedelta(close))


@transaction.atomic
def play(today: date) -> bool:
    """Plays the year when nothing of it is there; otherwise only keeps quarter IV open. False: nothing changed."""
    company = cast(today)
    if not Realization.objects.of(company.unit, story.YEAR).exists():
        act(company, windows(today))
        return True
    if periods.period_state(company.unit, story.YEAR, 4, today).is_open:
        return False
    open_quarter(company, 4, windows(today)[4])
    return True


def open_quarter(company: Cast, quarter: int, dates: Window) -> None:
    place = {"unit": company.institution, "year": story.YEAR, "quarter": quarter, "by": company.planner}
    periods.open_period(**place, opens_on=dates.opens_on, due_on=dates.due_on, closes_on=dates.closes_on)


def act(company: Cast, dates: dict[int, Window]) -> None:
    """The whole year from an empty sheet."""
    with acting(user=company.planner):
        for quarter, given in dates.items():
            open_quarter(company, quarter, given)
        grant(company, dates[2])
    with acting(user=company.reporter):
        fill_in(company, dates)


def fill_in(company: Cast, dates: dict[int, Window]) -> None:
    """Every indicator of the quarters that are past, and the drafts of the one that is open."""
    indicators = list(Indicator.objects.filter(objective__plan__unit=company.unit, code__in=story.FIGURES))
    for quarter in (1, 2, 3):
        for place, indicator in enumerate(indicators):
            Line(company, indicator, quarter, dates[quarter], place).live()
    for indicator in indicators:
        if draft := story.DRAFTS.get(indicator.code):
            Line(company, indicator, 4, dates[4], 0).save(draft, company.today - timedelta(3))


def grant(company: Cast, dates: Window) -> None:
    """More time for quarter II, granted two days before it closed."""
    day, until = dates.closes_on - timedelta(2), dates.opens_on + timedelta(EXTENDED)
    place = {"unit": company.unit, "year": story.YEAR, "quarter": 2, "by": company.planner}
    extension = periods.extend(**place, until=until, reason=story.LATE_REASON, today=day)
    Extension.objects.filter(pk=extension.pk).update(granted_at=at(day, 0))


def at(day: date, place: int, hour: int = 9) -> datetime:
    """A moment of the day, or of the Monday after it, a few minutes later for every place in the order."""
    moment = datetime.combine(day + timedelta(AFTER_WEEKEND.get(day.weekday(), 0)), time(hour))
    return timezone.make_aware(moment + timedelta(minutes=7 * place))


def last_workday(day: date) -> date:
    """The day itself, or the Friday before it."""
    return day - timedelta(BEFORE_WEEKEND.get(day.weekday(), 0))


@dataclass
class Line:
    """One indicator in one quarter, from its first draft to where the story leaves it."""

    company: Cast
    indicator: Indicator
    quarter: int
    dates: Window
    place: int
    row: Realization | None = None

    @property
    def key(self) -> tuple[int, str]:
        return self.quarter, self.indicator.code

    @property
    def figures(self) -> str:
        return story.FIGURES[self.indicator.code][self.quarter - 1]

    def live(self) -> None:
        """Everything that happens to the line."""
        self.hand_in()
        if self.key in story.WITHDRAWN:
            self.withdraw_and_return()
        if self.quarter == 3:
            self.wait_or_pass()
            return
        if note := story.MENDED.get(self.key):
            self.mend(note)
        self.verify(self.dates.opens_on + timedelta(EXTENDED + 2 if self.key in story.LATE else DUE + 5))
        if reason := story.CORRECTED.get(self.key):
            self.correct(reason)

    def hand_in(self) -> None:
        late = timedelta(LATE if self.key in story.LATE else DUE - 2)
        day = self.dates.opens_on + late
        self.save(story.AT_FIRST.get(self.key, self.figures), day - timedelta(1))
        self.attach(day - timedelta(1))
        self.submit(day)

    def wait_or_pass(self) -> None:
        """Quarter III: some verified, some sent back a short while ago, the rest still waits."""
        if self.indicator.code in story.VERIFIED_IN_3:
            self.verify(self.dates.due_on + timedelta(6))
        elif note := story.RETURNED_IN_3.get(self.indicator.code):
            moment = at(last_workday(self.company.today - timedelta(2)), self.place, 10)
            self.judge(workflow.send_back, note=note, now=moment)

    def withdraw_and_return(self) -> None:
        day = self.dates.due_on - timedelta(1)
        self.row = workflow.withdraw(realization=self.row, by=self.company.reporter, now=at(day, self.place, 11))
        self.submit(day, 14)

    def mend(self, note: str) -> None:
        moment = at(self.dates.due_on + timedelta(1), self.place, 13)
        self.judge(workflow.send_back, note=note, now=moment)
        self.save(self.figures, self.dates.due_on + timedelta(4))
        self.submit(self.dates.due_on + timedelta(4), 11)

    def correct(self, reason: str) -> None:
        day = self.dates.due_on + timedelta(8)
        signed = {"seen": fingerprint(self.row), "by": self.company.reporter, "now": at(day, self.place)}
        self.row = workflow.correct(realization=self.row, entry=self.entry(self.figures), reason=reason, **signed)
        self.verify(day + timedelta(2))

    def save(self, figures: str, day: date) -> None:
        seen, moment = fingerprint(self.row), at(day, self.place, 8)
        place = {"unit": self.company.unit, "indicator": self.indicator, "year": story.YEAR, "quarter": self.quarter}
        signed = {"seen": seen, "by": self.company.reporter, "now": moment}
        self.row = workflow.save_draft(**place, entry=self.entry(figures), **signed)

    def submit(self, day: date, hour: int = 9) -> None:
        self.row = workflow.submit(realization=self.row, by=self.company.reporter, now=at(day, self.place, hour))

    def verify(self, day: date) -> None:
        self.judge(workflow.verify, now=at(day, self.place, 15))

    def judge(self, verb, **given) -> None:
        """What the verifier does, told as the verifier's work in the trail."""
        with acting(user=self.company.verifier):
            self.row = verb(realization=self.row, by=self.company.verifier, **given)

    def attach(self, day: date) -> None:
        moment, title = (
            at(day, self.place, 8),
            f"{self.indicator.short_name}, {quarter_name(self.quarter)} {story.YEAR}",
        )
        ending = ENDINGS[(self.place + self.quarter) % len(ENDINGS)]
        rows = [(self.company.unit.name,), (self.indicator.data_source,), ("Isian", self.figures)]
        file = evidence_file(ending, f"Contoh {title}", rows)
        stored = evidence.attach(realization=self.row, file=file, by=self.company.reporter, now=moment)
        Evidence.objects.filter(pk=stored.pk).update(uploaded_at=moment)

    def entry(self, figures: str) -> Entry:
        """What the reporter types: the figures and the words beside them."""
        supporting, hindering, follow_up, by = story.WORDS[self.indicator.code]
        entry = replace(
            typed(self.indicator, figures),
            source=self.indicator.data_source,
            supporting_factors=supporting,
            hindering_factors=hindering,
            follow_up=follow_up,
            follow_up_by=by,
            follow_up_on=self.dates.opens_on + timedelta(60) if follow_up else None,
        )
        if self.key not in story.OLD_SCORES:
            return entry
        note = f"Hasil tahun {story.YEAR} belum terbit."
        return replace(entry, source_year=story.YEAR - 1, note=note)


def typed(indicator: Indicator, figures: str) -> Entry:
    """The figures of one row as the indicator takes them; what is not written is not known."""
    if indicator.calculation == Calculation.RATIO:
        return Entry(**shares(figures))
    if indicator.measure == Measure.PREDICATE:
        return Entry(text=figures)
    words = figures.split()
    components = list(Component.objects.filter(indicator=indicator, year=story.YEAR).order_by("order"))
    is_computed = any(component.role == ComponentRole.PART for component in components)
    value = None if is_computed else Decimal(words.pop(0))
    parts = {component.pk: part(word) for component, word in zip(components, words, strict=False)}
    return Entry(value=value, parts=parts)


def part(word: str) -> PartEntry:
    """One component: n/T, or its figure."""
    if "/" in word:
        return PartEntry(**shares(word))
    return PartEntry(score=Decimal(word))


def shares(word: str) -> dict[str, Decimal | None]:
    """The n and T of "148/198"; None for the half that is not there."""
    numerator, _, denominator = word.partition("/")
    return {"numerator": given(numerator), "denominator": given(denominator)}


def given(word: str) -> Decimal | None:
    return Decimal(word) if word else None

"""What people are reminded of: each reason is a function that yields notices with a key that tells it only once."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice

from django.urls import reverse
from django.utils import timezone

from agreements.models import PerformanceAgreement
from agreements.queue import counted, waiting
from agreements.timeliness import Timeliness, timeliness
from indicators.models import Action, Extension, Period, RealizationStatus, Step
from indicators.periods import Window
from lakin.formatting import date_long, number, quarter_name
from reports.evidence import page_of
from units.access import visible_units
from units.inbox import tell
from units.models import Membership, Notice, Role, Unit, User

SOON = timedelta(days=3)
UNITS_AT_ONCE = 500


def remind(today: date | None = None) -> int:
    """Tell everybody what is new for them and return how many notices were made; running it again makes none."""
    today = today or timezone.localdate()
    return tell(returned()) + tell(extended(today)) + tell(to_verify()) + sum(map(tell, by_batch(today)))


def by_batch(today: date) -> Iterator[list[Notice]]:
    """The notices about quarters that are open now, some units at a time."""
    running = Period.objects.filter(opens_on__lte=today).order_by().values_list("year", flat=True).distinct()
    for year in running:
        signed = PerformanceAgreement.objects.signed().filter(year=year).values("unit")
        units = Unit.objects.filter(pk__in=signed, is_active=True).order_by("path").iterator()
        while some := list(islice(units, UNITS_AT_ONCE)):
            yield list(about_quarters(some, year, today))


def about_quarters(units, year: int, today: date) -> Iterator[Notice]:
    """To the reporters of each unit: a quarter has opened, its date is near, or has passed."""
    people = reporters_of(units)
    figures = timeliness([unit for unit in units if people[unit.pk]], year, today)
    by_id = {unit.pk: unit for unit in units}
    for (unit_id, quarter), found in figures.items():
        if found.period.is_open and found.missing:
            key, subject, text = news_of(by_id[unit_id], found)
            place = {"code": by_id[unit_id].code, "year": year, "quarter": quarter}
            url = reverse("reports:quarter-show", kwargs=place)
            for user_id in people[unit_id]:
                yield Notice(user_id=user_id, key=key, subject=subject, text=text, url=url)


def news_of(unit: Unit, figures: Timeliness) -> tuple[str, str, str]:
    """Key, subject and text of what is to be said of a quarter today; the key changes only when the message does."""
    period, missing = figures.period, f"{number(figures.missing, 0)} dari {number(figures.due, 0)} indikator"
    place = f"{unit.pk}-{period.year}-{period.quarter}"
    if period.window is Window.LATE:
        text = f"{missing} belum diajukan. {period.words}"
        return f"lewat-{place}-{period.due_on}", f"Lewat batas waktu: {period.name}, {unit.label}", text
    if period.due_on - period.today <= SOON:
        text = f"{missing} belum diajukan. {period.words}"
        return f"jelang-{place}-{period.due_on}", f"Segera berakhir: {period.name}, {unit.label}", text
    text = f"{number(figures.due, 0)} indikator menunggu diisi. {period.words}"
    return f"buka-{place}", f"{period.name} sudah dapat diisi, {unit.label}", text


def reporters_of(units) -> dict[int, list[int]]:
    """The ids of the reporters by the unit's id."""
    found = defaultdict(list)
    held = Membership.objects.filter(unit__in=units, role=Role.REPORTER, user__is_active=True)
    for unit_id, user_id in held.values_list("unit", "user"):
        found[unit_id].append(user_id)
    return found


def returned() -> Iterator[Notice]:
    """To the reporters of a unit: what came back and why, while it still waits to be mended."""
    steps = Step.objects.filter(action=Action.SEND_BACK, realization__status=RealizationStatus.RETURNED)
    latest = {
        step.realization_id: step
        for step in steps.select_related("realization__unit", "realization__indicator").order_by("at", "pk")
    }
    people = reporters_of({step.realization.unit_id for step in latest.values()})
    for step in latest.values():
        row = step.realization
        subject = f"Dikembalikan: {row.indicator.code}, {quarter_name(row.quarter)} {row.year}, {row.unit.label}"
        for user_id in people[row.unit_id]:
            yield Notice(
                user_id=user_id, key=f"kembali-{step.pk}", subject=subject[:200], text=step.note, url=page_of(row)
            )


def extended(today: date) -> Iterator[Notice]:
    """To the reporters of a unit that was given more time, while that time lasts."""
    granted = defaultdict(list)
    for extension in Extension.objects.filter(until__gte=today).select_related("unit", "period").order_by("pk"):
        granted[extension.unit.path].append(extension)
    people = Membership.objects.filter(role=Role.REPORTER, user__is_active=True).select_related("unit").order_by("pk")
    for held in people.iterator() if granted else ():
        for extension in (one for path in held.unit.paths_above for one in granted.get(path, ())):
            yield more_time(held, extension)


def more_time(held: Membership, extension: Extension) -> Notice:
    """To one reporter: until when, and why."""
    period = extension.period
    place = {"code": held.unit.code, "year": period.year, "quarter": period.quarter}
    return Notice(
        user_id=held.user_id,
        key=f"perpanjangan-{extension.pk}-{held.unit_id}",
        subject=f"{quarter_name(period.quarter)} {period.year} diperpanjang, {held.unit.label}"[:200],
        text=f"Isian diterima sampai {date_long(extension.until)}. Alasan: {extension.reason}",
        url=reverse("reports:quarter-show", kwargs=place),
    )


def to_verify() -> Iterator[Notice]:
    """To each verifier: how many wait, told again only on a day that brought new ones."""
    verifiers = User.objects.filter(memberships__role=Role.VERIFIER, is_active=True).distinct()
    for user in verifiers:
        rows = waiting(visible_units(user, {Role.VERIFIER}))
        last = rows.order_by("-submitted_at").values_list("submitted_at", flat=True).first()
        if last is None:
            continue
        count, long, _ = counted(rows)
        yield Notice(
            user=user,
            key=f"antre-{timezone.localdate(last)}",
            subject=f"{number(count, 0)} isian menunggu verifikasi",
            text=f"{number(long, 0)} di antaranya sudah lima hari atau lebih." if long else "",
            url=reverse("reports:verification-list"),
        )

"""The charts of the screen: what a page shows beside its tables."""

from budget.absorption import absorption
from budget.models import LineLevel
from indicators.models import Measure
from lakin.formatting import month_name, percent, rupiah_short
from reports.charts import Chart, Part, ShareRow, achievement_bars, composition, group_bars, share_bars
from reports.sections.ratings import bar_row
from reports.timelines import Milestone, Series, milestones, trend

WIDTH, NARROW = 720.0, 340.0


def achievement_chart(card) -> Chart | None:
    """Capaian of each indicator, the title saying how many reached the target; None without an indicator."""
    scores = card.indicators
    if not scores:
        return None
    reached = card.counts.above + card.counts.equal
    title = f"{reached} dari {len(scores)} indikator mencapai target {card.year}"
    return achievement_bars([bar_row(score) for score in scores], title=title, width=WIDTH)


def shares_chart(statement) -> Chart | None:
    """Serapan of each kegiatan, or of each KRO where there is only one kegiatan; None without a tree."""
    activities = statement.at(LineLevel.ACTIVITY)
    found = activities if len(activities) > 1 else statement.at(LineLevel.KRO) or activities
    if not found:
        return None
    rows = [
        ShareRow(f"{row.line.path} {row.line.name}", row.money.ceiling, row.money.spent, row.money.absorption)
        for row in found
    ]
    total = statement.total
    title = f"Serapan {percent(total.absorption)} dari pagu {rupiah_short(total.ceiling)}"
    return share_bars(rows, title=title, width=WIDTH)


def kinds_chart(statement) -> Chart | None:
    """The pagu by jenis belanja with what is left over; None while the jenis belanja is not known."""
    if not statement.by_kind:
        return None
    total, rest = statement.total.ceiling, statement.without_kind
    amounts = [(name, money.ceiling) for _, name, money in statement.by_kind]
    amounts += [("Belum dirinci", rest.ceiling)] if rest else []
    parts = [Part(name, amount, absorption(amount, total)) for name, amount in amounts]
    largest = max(parts, key=lambda part: part.value or 0)
    return composition(parts, title=f"{largest.label}: {percent(largest.share)} dari pagu", width=WIDTH)


def milestones_chart(statement) -> Chart | None:
    """The pagu over time; None with fewer than two dated revisions."""
    points = [Milestone(row.date, row.amount, str(row)) for row in statement.revisions if row.date and row.amount]
    if len(points) < 2:
        return None
    first, last = points[0].amount, points[-1].amount
    words = "tetap" if first == last else "naik" if last > first else "turun"
    title = f"Pagu {words} {rupiah_short(first)}"
    if first != last:
        title = f"Pagu {words} dari {rupiah_short(first)} menjadi {rupiah_short(last)}"
    return milestones(points, title=title, width=WIDTH)


def plan_chart(plan) -> Chart | None:
    """The running plan and spending by month; None without a plan or without spending."""
    now = plan.now
    if now is None or now.through.planned is None:
        return None
    series = (
        Series("Rencana", tuple(row.through.planned for row in plan.months)),
        Series("Realisasi", tuple(row.through.spent for row in plan.months)),
    )
    words = f"Sampai {month_name(now.month)} realisasi {rupiah_short(now.through.spent)}"
    title = f"{words} dari rencana {rupiah_short(now.through.planned)}"
    months = range(1, 13)
    names = [month_name(month)[:3] for month in months]
    return trend(series, years=months, title=title, measure="rupiah", width=WIDTH, names=names)


def quarters_chart(indicator, past, now, name) -> Chart | None:
    """The stored quarters of an indicator beside last year; None for a predicate and with fewer than two figures."""
    if indicator.measure == Measure.PREDICATE:
        return None
    parts = [Part(one.name, one.measurement.value) for one in past] + [Part(name, now.value)]
    known = [part for part in parts if part.value is not None]
    if len(known) < 2:
        return None
    last, before = known[-1], known[-2]
    words = "tetap" if last.value == before.value else "naik" if last.value > before.value else "turun"
    title = f"{last.label} {words}: {indicator.written(before.value)} → {indicator.written(last.value)}"
    if words == "tetap":
        title = f"{last.label} tetap {indicator.written(last.value)}"
    return group_bars(parts, title=title, measure=indicator.measure, width=NARROW)

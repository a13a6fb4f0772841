"""The charts of the screen: what a page shows beside its tables."""

from decimal import Decimal

from budget.absorption import absorption
from budget.models import LineLevel
from indicators.achievement import Standing
from indicators.models import Measure
from lakin.formatting import month_name, percent, quarter_name, rupiah_short
from reports.charts import Chart, Part, ShareRow, achievement_bars, composition, group_bars, share_bars
from reports.sections.ratings import bar_row
from reports.target_bars import TargetRow, target_bars
from reports.timelines import Milestone, Series, milestones, trend

WIDTH, HALF, NARROW = 720.0, 400.0, 340.0


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


def quarter_targets_chart(page) -> Chart | None:
    """The quarters of a year against their targets; None for a predicate and while nothing is known."""
    indicator = page.indicator
    if indicator.measure == Measure.PREDICATE or not any(one.score.measurement.is_known for one in page.quarters):
        return None
    rows = [
        TargetRow(
            quarter_name(one.quarter),
            one.score.measurement.value,
            one.score.target,
            one.rating.mark,
            one.rating.word,
            "" if one.score.measurement.is_verified or not one.score.measurement.is_known else "belum terverifikasi",
            bounds_of(one.score),
        )
        for one in page.quarters
    ]
    last = max(at for at, one in enumerate(page.quarters) if one.score.measurement.is_known)
    value, target = rows[last].told(indicator.measure, indicator.decimals)
    title = f"{rows[last].label}: {value}" + (f" terhadap target {target}" if rows[last].lines else "")
    return target_bars(rows, title=title, measure=indicator.measure, decimals=indicator.decimals, width=HALF)


def bounds_of(score) -> tuple[Decimal, Decimal] | None:
    """Both bounds of a target that is a range; None for every other target."""
    return None if score.lower is None or score.upper is None else (score.lower, score.upper)


def years_chart(page) -> Chart | None:
    """Realisasi over the years with its targets; None for a predicate and with fewer than two values."""
    years = single_years(page.over_time)
    known = [one for one in years if one.drawn is not None]
    if page.indicator.measure == Measure.PREDICATE or len(known) < 2:
        return None
    return lines_over(page, years, "Target PK", "target_value", moved(page.indicator, known))


def path_chart(page) -> Chart | None:
    """Realisasi against the path of the Renstra; None for a predicate and for less than two target years."""
    path = single_years(page.path)
    if page.indicator.measure == Measure.PREDICATE or len([one for one in path if one.planned_value is not None]) < 2:
        return None
    years = [one for one in single_years(page.years) if path[0].year_to - 1 <= one.year_to <= path[-1].year_to]
    held = [one for one in path if one.against_plan and one.against_plan.standing and not one.is_begun]
    title = f"Target Renstra {path[-1].label}: {path[-1].planned}"
    if held:
        words = {Standing.ABOVE: "melampaui", Standing.EQUAL: "tepat pada", Standing.BELOW: "belum mencapai"}
        title = f"Realisasi {held[-1].label} {words[held[-1].against_plan.standing]} target Renstra {held[-1].planned}"
    return lines_over(page, years, "Target Renstra", "planned_value", title)


def single_years(figures) -> list:
    """Those of the figures that are of one year."""
    return [one for one in figures if one.is_year]


def moved(indicator, known) -> str:
    """What a line over the years shows at its end."""
    last, before = known[-1], known[-2]
    if last.drawn == before.drawn:
        return f"Realisasi {last.label} sama dengan {before.label}: {indicator.written(last.drawn)}"
    words = "naik" if last.drawn > before.drawn else "turun"
    return (
        f"{before.label} ke {last.label} {words}: {indicator.written(before.drawn)} → {indicator.written(last.drawn)}"
    )


def lines_over(page, figures, name, field, title) -> Chart:
    """Realisasi over a run of years, the targets of a kind as steps beside it."""
    by_year = {one.year_to: one for one in figures}
    years = tuple(range(min(by_year), max(by_year) + 1))
    drawn = [getattr(by_year.get(year), "drawn", None) for year in years]
    series = [Series("Realisasi", tuple(drawn), until=page.year)]
    wanted = tuple(getattr(by_year.get(year), field, None) for year in years)
    if any(value is not None for value in wanted):
        series.append(Series(name, wanted, is_target=True))
    how = {"measure": page.indicator.measure, "decimals": page.indicator.decimals}
    return trend(series, years=years, title=title, width=HALF, **how)

"""Opens a year for a unit: the structure of the year before, with every target and amount left empty."""

from collections import defaultdict
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from agreements.models import AgreementLine, PerformanceAgreement
from budget.models import BudgetLine, Dipa, OutputVolume, SupportingActivity
from indicators.models import Component, Indicator, Objective, StrategicPlan
from reports.models import Report
from units.models import Unit
from units.trail import acting, add_created_rows


@dataclass(frozen=True)
class Opened:
    """Which year was copied and how many rows of each kind were made."""

    source_year: int
    counts: dict[str, int]


@transaction.atomic
def open_year(*, unit, year: int) -> Opened:
    """Copy the latest earlier year of the unit; ValidationError when there is none, no Renstra, or the year exists."""
    # Whoever opens the same year at the same moment waits here.
    unit = Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)
    source = source_year(unit, year)
    if source is None:
        raise ValidationError(f"Tidak ada tahun sebelum {year} yang dapat disalin untuk {unit.label}.")
    _refuse_existing(unit, year)
    plan = StrategicPlan.objects.filter(unit=unit, year_from__lte=year, year_to__gte=year).first()
    if plan is None:
        raise ValidationError(f"Belum ada Renstra {unit.label} yang mencakup tahun {year}.")
    with acting(note=f"Membuka tahun {year} dari tahun {source}"):
        lines, counts = _copy_budget(unit, source, year)
        counts["komponen"] = _copy_components(plan, source, year)
        counts["butir PK"] = _copy_agreement(unit, source, year)
        counts["kegiatan penunjang"] = _copy_activities(unit, source, year, lines)
        counts["laporan"] = _copy_report(unit, source, year)
    return Opened(source, counts)


def source_year(unit, year) -> int | None:
    """The latest earlier year that can be copied; None when there is none."""
    models = (PerformanceAgreement, Dipa, Report)
    years = {found for model in models for found in model.objects.filter(unit=unit).values_list("year", flat=True)}
    return max((found for found in years if found < year), default=None)


def _refuse_existing(unit, year):
    existing = [
        model._meta.verbose_name
        for model in (PerformanceAgreement, Dipa, SupportingActivity, Report)
        if model.objects.filter(unit=unit, year=year).exists()
    ]
    if Component.objects.filter(indicator__objective__plan__unit=unit, year=year).exists():
        existing.append(Component._meta.verbose_name)
    if existing:
        raise ValidationError(f"Tahun {year} sudah dibuka untuk {unit.label}: sudah ada {', '.join(existing)}.")


def _living_objectives(rows, year) -> set[int]:
    """The objectives these rows refer to that still hold in the year."""
    named = Objective.objects.filter(pk__in=rows.order_by().values("objective"))
    return set(named.filter(plan__year_from__lte=year, plan__year_to__gte=year).values_list("pk", flat=True))


def _living_indicators(rows, year) -> set[int]:
    """The indicators these rows refer to that still hold in the year."""
    plans = {"objective__plan__year_from__lte": year, "objective__plan__year_to__gte": year}
    named = Indicator.objects.in_year(year).filter(pk__in=rows.order_by().values("indicator"), **plans)
    return set(named.values_list("pk", flat=True))


def _copy_components(plan, source, year):
    indicators = Indicator.objects.in_year(year).filter(objective__plan=plan)
    found = Component.objects.filter(indicator__in=indicators, year=source)
    return len(_made([_copied(row, year=year) for row in found], plan.unit, year))


def _copy_agreement(unit, source, year):
    """Parties sign by name and a promise has its own figures, so both stay empty."""
    agreements = PerformanceAgreement.objects
    before = agreements.in_force(unit, source).first() or agreements.filter(unit=unit, year=source).last()
    if before is None:
        return 0
    after = PerformanceAgreement(
        unit=unit,
        year=year,
        place=before.place,
        first_party_position=before.first_party_position,
        second_party_position=before.second_party_position,
    )
    after.full_clean()
    after.save()
    kept = before.lines.filter(indicator__in=_living_indicators(before.lines.all(), year)).select_related("indicator")
    budget = [_copied(row, agreement=after, amount=None) for row in before.budget.all()]
    _made(budget, unit, year)
    lines = [AgreementLine(agreement=after, indicator=row.indicator, order=row.order) for row in kept]
    return len(_made(lines, unit, year))


def _copy_budget(unit, source, year):
    """New line by the old one's key, and the counts."""
    dipas = list(Dipa.objects.filter(unit=unit, year=source))
    lines, volumes = {}, []
    objectives = _living_objectives(BudgetLine.objects.filter(dipa__in=dipas), year)
    for before in dipas:
        # A number names its year; two DIPA of one unit and year still need one to be told apart.
        number = before.number if len(dipas) > 1 else ""
        after = Dipa.objects.create(unit=unit, year=year, number=number, satker=before.satker)
        lines |= _copy_lines(before, after, objectives)
    for volume in OutputVolume.objects.filter(line__in=lines):
        volumes.append(OutputVolume(line=lines[volume.line_id], measure_label=volume.measure_label))
    _made(volumes, unit, year)
    return lines, {"DIPA": len(dipas), "baris POK": len(lines), "volume RO": len(volumes)}


def _copy_lines(before, after, objectives):
    """New line by the old one's key; a wave is written after the lines it hangs on."""
    waves = defaultdict(list)
    depths = {}
    for line in sorted(before.lines.all(), key=lambda line: line.path.count(".")):
        depths[line.pk] = depths.get(line.parent_id, -1) + 1
        waves[depths[line.pk]].append(line)
    made = {}
    for _depth, lines in sorted(waves.items()):
        copies = [
            _copied(
                line,
                dipa=after,
                parent=made.get(line.parent_id),
                objective_id=line.objective_id if line.objective_id in objectives else None,
            )
            for line in lines
        ]
        made |= dict(zip((line.pk for line in lines), _made(copies, after.unit, after.year), strict=True))
    return made


def _copy_activities(unit, source, year, lines):
    before = SupportingActivity.objects.filter(unit=unit, year=source)
    objectives, indicators = _living_objectives(before, year), _living_indicators(before, year)
    copies = [
        _copied(
            row,
            year=year,
            line=lines.get(row.line_id),
            objective_id=row.objective_id if row.objective_id in objectives else None,
            indicator_id=row.indicator_id if row.indicator_id in indicators else None,
        )
        for row in before
    ]
    return len(_made(copies, unit, year))


def _copy_report(unit, source, year):
    before = Report.objects.filter(unit=unit, year=source).first()
    if before is None:
        return 0
    report = Report(
        unit=unit,
        year=year,
        title=before.title.replace(str(source), str(year)),
        outline=before.outline,
        place=before.place,
        signatory_position=before.signatory_position,
    )
    report.full_clean()
    report.save()
    return 1


def _made(rows, unit, year):
    """The rows written, and entered into the trail of the unit and year."""
    made = type(rows[0]).objects.bulk_create(rows) if rows else []
    add_created_rows(made, unit.pk, year)
    return made


def _copied(row, **changes):
    """A new row that says the same, but for the changes."""
    fields = [field for field in row._meta.concrete_fields if not field.primary_key]
    values = {field.attname: getattr(row, field.attname) for field in fields if field.name not in changes}
    return type(row)(**(values | changes))

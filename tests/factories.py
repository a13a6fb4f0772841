"""Rows for tests: every default is fixed, dates are passed in, and what a row hangs on is made when it is not given."""

import contextlib
from contextvars import ContextVar
from datetime import UTC, date, datetime
from decimal import Decimal

from auditlog.context import disable_auditlog
from django.db.models import DecimalField

from agreements import models as agreements
from budget import models as budget
from indicators import models as indicators
from indicators.scales import DEFAULT_BANDS
from reports import models as reports
from units import models as units

YEAR = 2023
# What a test prepares leaves no trail, which would double its time, unless the test is about the trail.
leaving_trail = ContextVar("leaving_trail", default=False)
OPINION = ("TMP", "TW", "WDP", "WTP")
LEVELS = list(budget.LineLevel)


def create(model, given, **defaults):
    """A stored row; a default that is a function is called only when nothing is given; 87.5 becomes a Decimal."""
    fields = {name: made() if callable(made) else made for name, made in defaults.items() if name not in given} | given
    for name, value in fields.items():
        if value is not None and isinstance(model._meta.get_field(name), DecimalField):
            fields[name] = Decimal(str(value))
    with contextlib.nullcontext() if leaving_trail.get() else disable_auditlog():
        return model.objects.create(**fields)


def following(rows):
    """The next order among the rows."""
    return rows.count() + 1


def make_unit(code="dit-contoh", *, parent=None, kind=units.UnitKind.DIRECTORATE, **fields):
    return create(units.Unit, fields, code=code, parent=parent, kind=kind, name=f"Unit {code}")


def default_unit():
    """The unit that everything belongs to when a test names none."""
    return units.Unit.objects.filter(code="dit-contoh").first() or make_unit()


def make_unit_name(**fields):
    return create(units.UnitName, fields, unit=default_unit, name="Nama lama")


def make_official(**fields):
    return create(units.Official, fields, unit=default_unit, position="Direktur", name="Pejabat contoh")


def make_function(*, unit=None, kind=units.FunctionKind.FUNCTION, **fields):
    unit = unit or default_unit()
    order = following(unit.functions.filter(kind=kind))
    return create(units.UnitFunction, fields, unit=unit, kind=kind, order=order, text="Perumusan kebijakan")


def make_staff_count(**fields):
    return create(units.StaffCount, fields, unit=default_unit, year=YEAR, group="Pendidikan", name="S1", count=10)


def make_user(username="siti", *, password=None, **fields):
    """A user who signs in by `client.force_login`; with a password also through the form."""
    user = units.User(username=username, **fields)
    user.set_password(password)
    user.save()
    return user


def default_user():
    """Some user."""
    return units.User.objects.first() or make_user()


def make_membership(*, user=None, unit=None, role=units.Role.REPORTER):
    return create(units.Membership, {}, user=user or default_user(), unit=unit or default_unit(), role=role)


def make_plan(*, unit=None, year_from=2020, year_to=2024, name="Renstra 2020-2024"):
    unit = unit or default_unit()
    return create(indicators.StrategicPlan, {}, unit=unit, year_from=year_from, year_to=year_to, name=name)


def plan_of(unit=None):
    """The unit's plan."""
    unit = unit or default_unit()
    return unit.strategic_plans.first() or make_plan(unit=unit)


def make_plan_version(**fields):
    return create(indicators.PlanVersion, fields, plan=plan_of, number=0)


def version_of():
    """The first version of any plan."""
    return indicators.PlanVersion.objects.first() or make_plan_version()


def make_statement(**fields):
    defaults = {"kind": indicators.StatementKind.MISSION, "number": "1", "order": 1, "text": "Bunyi misi"}
    return create(indicators.PlanStatement, fields, version=version_of, **defaults)


def make_target_table(**fields):
    defaults = {"number": 1, "title": "Target 2020-2024", "year_from": 2020, "year_to": 2024}
    return create(indicators.TargetTable, fields, version=version_of, **defaults)


def make_strategic_target(*, table=None, indicator=None, year_from=YEAR, year_to=None, value=80, **fields):
    """A target of the Renstra; a period when `year_to` is given."""
    table = table or indicators.TargetTable.objects.first() or make_target_table()
    years = {"year_from": year_from, "year_to": year_to or year_from}
    indicator = indicator or indicator_of()
    return create(indicators.StrategicTarget, fields, table=table, indicator=indicator, value=value, **years)


def make_objective(*, plan=None, code=None, order=None, level=indicators.ObjectiveLevel.ACTIVITY, **fields):
    plan = plan or plan_of()
    order = following(plan.objectives) if order is None else order
    code = code or str(order)
    return create(indicators.Objective, fields, plan=plan, code=code, order=order, level=level, name=f"Sasaran {code}")


def objective_of(unit=None):
    """The first objective of the unit's plan."""
    plan = plan_of(unit)
    return plan.objectives.first() or make_objective(plan=plan)


def make_indicator(*, objective=None, unit=None, code=None, order=None, measure=indicators.Measure.PERCENT, **fields):
    """The next indicator of the objective, by default of the unit's first; the values of the model else."""
    objective = objective or objective_of(unit)
    order = following(objective.indicators) if order is None else order
    code = code or f"{objective.code}.{order}"
    defaults = {"objective": objective, "code": code, "order": order, "measure": measure}
    return create(indicators.Indicator, fields, name=f"Indikator {code}", **defaults)


def indicator_of(unit=None):
    """The first indicator of the unit's first objective."""
    objective = objective_of(unit)
    return objective.indicators.first() or make_indicator(objective=objective)


def make_component(*, indicator=None, year=YEAR, order=None, weight=None, **fields):
    indicator = indicator or indicator_of()
    order = order or following(indicator.components.filter(year=year))
    defaults = {"order": order, "weight": weight, "name": f"Komponen {order}"}
    return create(indicators.Component, fields, indicator=indicator, year=year, **defaults)


def make_realization(*, indicator=None, unit=None, year=YEAR, quarter=4, value=None, n=None, t=None, **fields):
    """A verified quarter, unless `status` says otherwise; `n` and `t` are numerator and denominator."""
    indicator = indicator or indicator_of(unit)
    figures = {"value": value, "numerator": n, "denominator": t, "status": indicators.RealizationStatus.VERIFIED}
    place = {"unit": unit or indicator.objective.plan.unit, "indicator": indicator, "year": year, "quarter": quarter}
    return create(indicators.Realization, figures | fields, **place)


def realization_of():
    """The first realization."""
    return indicators.Realization.objects.first() or make_realization()


def make_part(*, realization=None, component=None, n=None, t=None, score=None, **fields):
    """The value of one component in a realization."""
    realization = realization or realization_of()
    component = component or make_component(indicator=realization.indicator, year=realization.year)
    figures = {"numerator": n, "denominator": t, "score": score}
    return create(indicators.ComponentValue, fields, realization=realization, component=component, **figures)


def make_historical_value(*, indicator=None, unit=None, year_from=2022, year_to=None, value=75, **fields):
    indicator = indicator or indicator_of()
    years = {"year_from": year_from, "year_to": year_to or year_from}
    unit = unit or indicator.objective.plan.unit
    fields = {"kind": indicators.HistoryKind.REALIZATION, "value": value} | years | fields
    return create(indicators.HistoricalValue, fields, unit=unit, indicator=indicator)


def make_evidence(**fields):
    """A record of a file; the file itself is not written."""
    defaults = {"title": "Laporan kegiatan", "file": "bukti/laporan.pdf", "size": 1024, "sha256": "a" * 64}
    people = {"realization": realization_of, "uploaded_by": default_user}
    return create(indicators.Evidence, fields, content_type="application/pdf", **people, **defaults)


def make_period(*, unit=None, quarter=4, **fields):
    """The fourth quarter of the year, open in the January after it."""
    dates = {"opens_on": date(2024, 1, 2), "due_on": date(2024, 1, 15), "closes_on": date(2024, 1, 31)}
    return create(indicators.Period, fields, unit=unit or default_unit(), year=YEAR, quarter=quarter, **dates)


def make_extension(*, period=None, unit=None, until=date(2024, 2, 15), **fields):
    period = period or indicators.Period.objects.first() or make_period()
    defaults = {"until": until, "reason": "Data mitra terlambat", "granted_by": default_user}
    return create(indicators.Extension, fields, period=period, unit=unit or period.unit, **defaults)


def make_realization_step(**fields):
    """One move in the life of a realization; submitted on 10 January 2024 at ten in the morning."""
    defaults = {"action": indicators.Action.SUBMIT, "at": datetime(2024, 1, 10, 3, tzinfo=UTC), "by": default_user}
    return create(indicators.Step, fields, realization=realization_of, **defaults)


def make_notice(**fields):
    return create(units.Notice, fields, user=default_user, key="tw-4-2023", subject="Triwulan IV sudah dibuka")


def make_predicate_scale(code="opini", labels=OPINION, *, name="Opini BPK"):
    """A predicate scale whose labels run from the worst to the best."""
    scale = create(indicators.PredicateScale, {}, code=code, name=name)
    for rank, label in enumerate(labels, 1):
        make_predicate_rank(scale=scale, label=label, rank=rank)
    return scale


def make_predicate_rank(**fields):
    return create(indicators.PredicateRank, fields, scale=lambda: make_predicate_scale(labels=()), label="TT", rank=9)


def make_rating_scale(code="lima-tingkat", bands=DEFAULT_BANDS, *, name="Lima tingkat", year=YEAR, **fields):
    """A rating scale with bands of the engine; LAKIN's own when none are given."""
    scale = create(indicators.RatingScale, fields, code=code, name=name, year=year)
    for band in bands:
        closed = {"is_lower_closed": band.lower_closed, "is_upper_closed": band.upper_closed}
        make_rating_band(scale=scale, lower=band.lower, upper=band.upper, label=band.label, mark=band.mark, **closed)
    return scale


def make_rating_band(**fields):
    scale = {"scale": lambda: make_rating_scale(bands=())}
    return create(indicators.RatingBand, fields, label="Baik", lower=90, upper=100, mark="near", **scale)


def make_rule_set(**fields):
    return create(indicators.RuleSet, fields, institution=default_unit, year=YEAR, name="Aturan kementerian")


def make_agreement(*, unit=None, year=YEAR, version=0, status=agreements.AgreementStatus.SIGNED, **fields):
    """A signed agreement that supersedes earlier ones, unless `status` says otherwise; a later version has a reason."""
    place = {"unit": unit or default_unit(), "year": year, "version": version, "status": status}
    reason = agreements.RevisionReason.STRATEGY if version else ""
    parties = {"first_party_position": "Direktur", "second_party_position": "Direktur Jenderal"}
    if status == agreements.AgreementStatus.SIGNED:
        held = agreements.PerformanceAgreement.objects.filter(unit=place["unit"], year=year, status=status)
        held.filter(version__lt=version).update(status=agreements.AgreementStatus.SUPERSEDED)
    return create(agreements.PerformanceAgreement, fields, reason=reason, **place, **parties)


def agreement_of(unit=None):
    """The unit's latest agreement."""
    unit = unit or default_unit()
    return unit.agreements.order_by("year", "version").last() or make_agreement(unit=unit)


def make_line(*, agreement=None, indicator=None, order=None, target=80, lower=None, upper=None, **fields):
    """The next line of the agreement, for a new indicator of its unit unless one is given."""
    agreement = agreement or agreement_of()
    indicator = indicator or make_indicator(unit=agreement.unit)
    targets = {"target": target, "target_lower": lower, "target_upper": upper}
    order = order or following(agreement.lines)
    return create(agreements.AgreementLine, targets | fields, agreement=agreement, indicator=indicator, order=order)


def line_of():
    """The first line of any agreement."""
    return agreements.AgreementLine.objects.first() or make_line()


def make_quarter_target(**fields):
    return create(agreements.QuarterTarget, fields, line=line_of, quarter=1, target=20)


def make_step(*, line=None, quarter_from=1, quarter_to=2, **fields):
    line = line or line_of()
    quarters = {"quarter_from": quarter_from, "quarter_to": quarter_to}
    order = following(line.steps)
    return create(agreements.ActionStep, fields, line=line, order=order, description="Menyusun pedoman", **quarters)


def make_agreement_budget(*, agreement=None, **fields):
    agreement = agreement or agreement_of()
    defaults = {"order": following(agreement.budget), "level": "program", "code": "DQ", "name": "Program"}
    return create(agreements.AgreementBudget, fields, agreement=agreement, **defaults)


def make_satker(code="123456", **fields):
    return create(budget.Satker, fields, code=code, name="Satker contoh", unit=default_unit)


def make_dipa(*, unit=None, year=YEAR, **fields):
    return create(budget.Dipa, fields, unit=unit or default_unit(), year=year)


def dipa_of(unit=None):
    """The unit's DIPA."""
    unit = unit or default_unit()
    return unit.dipas.first() or make_dipa(unit=unit)


def make_revision(*, dipa=None, order=None, kind=None, amount=None, **fields):
    """The DIPA's next revision: the first is the initial one with number 0."""
    dipa = dipa or dipa_of()
    order = following(dipa.revisions) if order is None else order
    kind = kind or (budget.RevisionKind.INITIAL if order == 1 else budget.RevisionKind.DJA)
    number = None if kind == budget.RevisionKind.CLOSING else order - 1
    return create(budget.DipaRevision, fields, dipa=dipa, order=order, kind=kind, amount=amount, number=number)


def make_budget_line(path="DQ", *, dipa=None, ceiling=None, spent=None, blocked=0, **fields):
    """A line and the lines its path names above it, the level following from the depth; with pagu and spending."""
    dipa = dipa or dipa_of()
    codes = path.split(".")
    paths = [".".join(codes[: depth + 1]) for depth in range(len(codes))]
    lines = {line.path: line for line in dipa.lines.filter(path__in=paths[:-1])}
    order, parent = following(dipa.lines), None
    for depth, each in enumerate(paths):
        if each not in lines:
            given = fields if each == path else {}
            defaults = {"path": each, "level": LEVELS[depth], "order": order, "name": f"Baris {each}"}
            lines[each] = create(budget.BudgetLine, given, dipa=dipa, parent=parent, **defaults)
            order += 1
        parent = lines[each]
    line = parent
    if ceiling is not None:
        make_ceiling(line=line, amount=ceiling, blocked=blocked)
    if spent is not None:
        make_spending(line=line, amount=spent)
    return line


def budget_line_of():
    """The first budget line of any DIPA."""
    return budget.BudgetLine.objects.first() or make_budget_line()


def make_ceiling(*, line=None, revision=None, amount=1_000_000, blocked=0):
    """The pagu of a line, by the DIPA's latest revision unless one is given."""
    line = line or budget_line_of()
    revision = revision or line.dipa.revisions.last() or make_revision(dipa=line.dipa)
    return create(budget.Ceiling, {}, line=line, revision=revision, amount=amount, blocked=blocked)


def make_spending(*, line=None, month_from=1, month_to=12, amount=900_000):
    months = {"month_from": month_from, "month_to": month_to}
    return create(budget.Spending, {}, line=line or budget_line_of(), amount=amount, **months)


def make_volume(**fields):
    line = {"line": lambda: make_budget_line("DQ.6279.QAA.101")}
    return create(budget.OutputVolume, fields, measure_label="orang", target=100, realized=90, **line)


def make_budget_import(*, dipa=None, **fields):
    journal = {"lines": [], "renamed": [], "partial": [], "ceilings": [], "spendings": []}
    dipa = dipa or dipa_of()
    return create(budget.BudgetImport, fields, dipa=dipa, file_name="pok.xlsx", sha256="0" * 64, journal=journal)


def make_file_layout(**fields):
    columns = [["kode", "kode"], ["uraian", "uraian"], ["pagu", "pagu"]]
    return create(
        budget.FileLayout, fields, unit=default_unit, signature="0" * 64, name="Kode, Uraian, Pagu", columns=columns
    )


def make_expenditure_total(**fields):
    return create(budget.ExpenditureTotal, fields, dipa=dipa_of, kind="52", ceiling=1_000_000, spent=900_000)


def make_withdrawal(**fields):
    """Of the DIPA's latest revision unless one is given."""
    revision = {"revision": lambda: dipa_of().revisions.last() or make_revision()}
    return create(budget.PlannedWithdrawal, fields, month=1, kind="52", amount=1_000_000, **revision)


def make_volume_target(**fields):
    line = fields.pop("line", None) or make_budget_line("DQ.6279.QAA.101")
    revision = {"revision": lambda: line.dipa.revisions.last() or make_revision(dipa=line.dipa)}
    return create(budget.VolumeTarget, fields, line=line, amount=100, **revision)


def make_supporting_activity(*, unit=None, year=YEAR, **fields):
    unit = unit or default_unit()
    order = following(unit.supporting_activities.filter(year=year))
    return create(budget.SupportingActivity, fields, unit=unit, year=year, order=order, name="Bimbingan teknis")


def make_outline(code="contoh", **fields):
    return create(reports.Outline, fields, code=code, name="Kerangka contoh")


def outline_of():
    """The first outline: LAKIN's own, which the migrations bring."""
    return reports.Outline.objects.first() or make_outline()


def make_section(**fields):
    defaults = {"key": "latar-belakang", "kind": "narasi", "order": 1, "title": "Latar belakang"}
    return create(reports.OutlineSection, fields, outline=make_outline, **defaults)


def make_report(*, unit=None, year=YEAR, **fields):
    unit = unit or default_unit()
    return create(reports.Report, fields, unit=unit, year=year, outline=outline_of, title="Laporan Kinerja")


def report_of():
    """The first report."""
    return reports.Report.objects.first() or make_report()


def make_narrative(**fields):
    text = "Unit ini dibentuk pada tahun 2022."
    return create(reports.Narrative, fields, report=report_of, section="latar-belakang", text=text)

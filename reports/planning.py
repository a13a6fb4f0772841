"""The work of a year for one unit, in its order: what is there, what is missing, and where to go on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone

from agreements.models import ActionStep, AgreementLine, AgreementStatus, PerformanceAgreement, QuarterTarget
from agreements.signing import official_on
from budget.models import BudgetLine, Dipa
from budget.statement import Statement, statement
from indicators.achievement import Polarity
from indicators.models import Indicator, Objective, Period, PlanVersion, StrategicPlan
from indicators.models.plan import national_period
from lakin.formatting import number, quarter_name, rupiah
from reports.opening import source_year
from units.admin_links import Link, carrying, to_list, to_new, to_row
from units.models import Official, Unit

QUARTERS = (1, 2, 3, 4)
# The parts of an indicator's manual that a reader of the report asks for first.
MANUAL = (("definition", "definisi"), ("formula", "rumus"), ("data_source", "sumber data"))


@dataclass(frozen=True)
class Step:
    """One step: how it stands ("met", "near", "far_below", "unknown"), in words, what is known, and its links.

    `is_given` tells that it may be met without anything done for this year.
    """

    title: str
    mark: str
    word: str
    notes: tuple[str, ...]
    links: tuple[Link, ...]
    is_given: bool = False


@dataclass(frozen=True)
class Planning:
    """The steps in order; `is_fresh` is True while neither an agreement nor a DIPA of the year exists.

    `source` is the earlier year that a fresh one can be copied from; None when there is none.
    """

    steps: tuple[Step, ...]
    is_fresh: bool
    source: int | None = None

    @property
    def done(self) -> int:
        return sum(step.mark == "met" and not (step.is_given and self.is_fresh) for step in self.steps)

    @property
    def is_copied(self) -> bool:
        """Whether the year can be opened now: an earlier one exists, and a Renstra covers this one."""
        return self.source is not None and self.steps[0].mark in ("met", "near")

    @property
    def next(self) -> Step | None:
        """The first step that waits for something to be done; None when all are done."""
        return next((step for step in self.steps if step.mark != "met" and step.links), None)


def planning(unit: Unit, year: int, plans_above: bool = False) -> Planning:
    """How far the unit's year is prepared, in a constant number of queries."""
    plan = StrategicPlan.objects.filter(unit=unit, year_from__lte=year, year_to__gte=year).first()
    agreements = list(PerformanceAgreement.objects.filter(unit=unit, year=year).order_by("version"))
    lines = lines_of(agreements)
    budget = statement(unit, year)
    steps = (
        plan_step(unit, plan, year),
        manual_step(unit, plan, year),
        officials_step(unit, year, agreements, plans_above),
        agreement_step(unit, year, agreements, lines),
        quarters_step(unit, year, lines),
        actions_step(unit, year, lines),
        budget_step(unit, year, budget),
        periods_step(unit, year),
    )
    is_fresh = not agreements and budget.dipa is None
    return Planning(steps, is_fresh, source_year(unit, year) if is_fresh else None)


def lines_of(agreements: Iterable[PerformanceAgreement]) -> list[AgreementLine]:
    """The lines of the latest version with how many quarters have a target and how many steps there are."""
    latest = max(agreements, key=lambda agreement: agreement.version, default=None)
    aimed = Q(quarter_targets__target__isnull=False) | ~Q(quarter_targets__target_text="")
    return list(
        AgreementLine.objects.filter(agreement=latest)
        .annotate(
            quarters_aimed=Count("quarter_targets", filter=aimed & Q(quarter_targets__isnull=False), distinct=True),
            steps_planned=Count("steps", distinct=True),
        )
        .select_related("indicator")
        .order_by("order")
    )


def has_target(line: AgreementLine) -> bool:
    return bool(line.target_text) or any(
        value is not None for value in (line.target, line.target_lower, line.target_upper)
    )


def plan_step(unit, plan, year) -> Step:
    title = "Renstra"
    if plan is None:
        first, last = national_period(year)
        name = f"Renstra {unit.label} {first}–{last}"
        start = to_new(StrategicPlan, "Buat Renstra", unit=unit.pk, name=name, year_from=first, year_to=last)
        return Step(title, "far_below", f"Belum ada Renstra yang mencakup {year}", (), (carrying(start, unit, year),))
    versions, objectives = (
        PlanVersion.objects.filter(plan=plan).count(),
        Objective.objects.filter(plan=plan).count(),
    )
    notes = (f"{plan.name}, {plan.year_from}–{plan.year_to}", f"{number(versions, 0)} versi")
    links = (carrying(to_row(plan, "Buka Renstra"), unit, year), to_list(Objective, "Sasaran", unit, year))
    if not objectives:
        return Step(title, "near", "Belum ada sasaran", notes, links)
    return Step(title, "met", f"{number(objectives, 0)} sasaran", notes, links, is_given=True)


def manual_step(unit, plan, year) -> Step:
    title = "Indikator kinerja"
    links = (to_list(Indicator, "Indikator kinerja", unit, year),)
    if plan is None:
        return Step(title, "unknown", "Menunggu Renstra", (), ())
    lacking = {name: Count("pk", filter=Q(**{name: ""})) for name, _words in MANUAL}
    any_lacking = Q(definition="") | Q(formula="") | Q(data_source="")
    indicators = Indicator.objects.in_year(year).filter(objective__plan=plan)
    found = indicators.aggregate(total=Count("pk"), incomplete=Count("pk", filter=any_lacking), **lacking)
    if not found["total"]:
        return Step(title, "far_below", "Belum ada indikator", (), links)
    if not found["incomplete"]:
        return Step(title, "met", f"{number(found['total'], 0)} indikator, manualnya lengkap", (), links, is_given=True)
    notes = tuple(f"{number(found[name], 0)} tanpa {words}" for name, words in MANUAL if found[name])
    word = f"{number(found['incomplete'], 0)} dari {number(found['total'], 0)} manual belum lengkap"
    return Step(title, "near", word, notes, links)


def officials_step(unit, year, agreements, plans_above) -> Step:
    """Whether the two names on the PK are known: those in its latest version, else who holds the positions."""
    title = "Pejabat"
    latest = agreements[-1] if agreements else None
    day = min(max(timezone.localdate(), date(year, 1, 1)), date(year, 12, 31))
    signers = [signer(latest, "first_party", unit, unit.head_position, day)]
    if unit.parent:
        signers.append(signer(latest, "second_party", unit.parent, unit.parent.head_position, day))
    notes = tuple(
        f"{position or 'Jabatan kepala unit belum diisi'}: {name or 'belum diketahui'}" for position, name in signers
    )
    links = officials_links(unit, year, signers, plans_above)
    unknown = [position for position, name in signers if not name]
    if not unknown:
        return Step(title, "met", "Nama pada PK sudah diketahui", notes, links, is_given=True)
    return Step(title, "near", f"{number(len(unknown), 0)} nama pada PK belum diketahui", notes, links)


def signer(agreement, party, holder, position, day) -> tuple[str, str]:
    """The position that signs and the name of who holds it on the day; empty where it is not known."""
    position = getattr(agreement, f"{party}_position", "") or position
    name = getattr(agreement, f"{party}_name", "")
    if name or not (holder and position):
        return position, name
    official = official_on(holder, position, day)
    return position, official.name if official else ""


def officials_links(unit, year, signers, plans_above) -> tuple[Link, ...]:
    """Where the officials are kept; those of the unit above only for who plans there."""
    position, name = signers[0]
    found = [to_list(Official, "Pejabat", unit, year)]
    if position and not name:
        found.insert(0, carrying(to_new(Official, f"Catat {position}", unit=unit.pk, position=position), unit, year))
    if unit.parent and plans_above:
        found.append(to_list(Official, f"Pejabat {unit.parent.label}", unit.parent, year))
    return tuple(found)


def agreement_step(unit, year, agreements, lines) -> Step:
    title = "Perjanjian Kinerja"
    if not agreements:
        start = Link(reverse("reports:agreement-list", args=(unit.code, year)), "Buat Perjanjian Kinerja")
        return Step(title, "far_below", "Belum ada", (), (start,))
    latest = agreements[-1]
    aimed = sum(has_target(line) for line in lines)
    notes = (
        f"PK {latest.version_name}, {latest.get_status_display().lower()}",
        f"{number(aimed, 0)} dari {number(len(lines), 0)} butir bertarget",
    )
    page = reverse("reports:agreement-show", args=(unit.code, year, latest.version))
    links = (
        carrying(to_row(latest, "Buka Perjanjian Kinerja"), unit, year),
        to_list(AgreementLine, "Butir PK", unit, year),
        Link(page, "Halaman PK"),
    )
    if not lines:
        return Step(title, "near", "Belum ada butir", notes[:1], links)
    if aimed < len(lines):
        return Step(title, "near", f"{number(len(lines) - aimed, 0)} butir belum bertarget", notes, links)
    if latest.status == AgreementStatus.DRAFT:
        return Step(title, "near", "Menunggu ditandatangani pimpinan", notes, links)
    return Step(title, "met", "Ditandatangani", notes, links)


def quarters_step(unit, year, lines) -> Step:
    title = "Target triwulan"
    if not lines:
        return Step(title, "unknown", "Menunggu butir PK", (), ())
    # The bounds of a range hold all year and need no targets of their own.
    complete = sum(
        line.quarters_aimed == len(QUARTERS) or line.indicator.polarity == Polarity.RANGE.value for line in lines
    )
    links = (
        to_list(AgreementLine, "Isi lewat butir PK", unit, year),
        to_list(QuarterTarget, "Semua target", unit, year),
    )
    word = f"{number(complete, 0)} dari {number(len(lines), 0)} butir bertarget empat triwulan"
    return Step(title, "met" if complete == len(lines) else "near", word, (), links)


def actions_step(unit, year, lines) -> Step:
    title = "Rencana Aksi"
    if not lines:
        return Step(title, "unknown", "Menunggu butir PK", (), ())
    planned = sum(line.steps_planned > 0 for line in lines)
    links = (to_list(AgreementLine, "Isi lewat butir PK", unit, year), to_list(ActionStep, "Semua langkah", unit, year))
    word = f"{number(planned, 0)} dari {number(len(lines), 0)} butir mempunyai langkah"
    return Step(title, "met" if planned == len(lines) else "near", word, (), links)


def budget_step(unit, year, budget: Statement) -> Step:
    title = "DIPA dan POK"
    if budget.dipa is None:
        start = carrying(to_new(Dipa, "Buat DIPA", unit=unit.pk, year=year), unit, year)
        return Step(title, "far_below", "Belum ada DIPA", (), (start,))
    links = (
        carrying(to_row(budget.dipa, "Buka DIPA"), unit, year),
        to_list(BudgetLine, "Baris POK", unit, year),
        Link(reverse("reports:budget-show", args=(unit.code, year)), "Halaman anggaran"),
    )
    notes = (f"pagu {rupiah(budget.total.ceiling)}", f"{number(len(budget.lines), 0)} baris POK")
    problems = budget_problems(budget)
    return Step(
        title, "near" if problems else "met", "Perlu diperiksa" if problems else "Cocok", notes + problems, links
    )


def budget_problems(budget: Statement) -> tuple[str, ...]:
    """What does not add up or is missing, in words."""
    last = {revision.dipa_id: revision.amount for revision in budget.revisions}
    stated = sum(last.values()) if last and None not in last.values() else None
    without = sum(entry.money.ceiling is None for entry in budget.lines)
    torn = [entry.line.path for entry in budget.lines if entry.ceiling_gap and not entry.line.is_partial]
    total = budget.total.ceiling
    differs = bool(budget.lines) and None not in (stated, total) and stated != total
    found = (
        (not last, "belum ada pagu pada revisi DIPA"),
        (not budget.lines, "belum ada baris POK"),
        (without, f"{number(without, 0)} baris POK tanpa pagu"),
        (torn, f"rincian tidak sama dengan pagu induknya: {', '.join(torn[:5])}"),
        (differs, f"pagu DIPA {rupiah(stated)} berbeda dari jumlah POK"),
    )
    return tuple(words for is_so, words in found if is_so)


def periods_step(unit, year) -> Step:
    title = "Periode pengisian"
    above = Unit.objects.above(unit).order_by()
    set_for = set(Period.objects.filter(unit__in=above, year=year).values_list("quarter", flat=True))
    missing = [quarter_name(quarter) for quarter in QUARTERS if quarter not in set_for]
    links = (Link(reverse("reports:period-list", args=(unit.code, year)), "Periode pengisian"),)
    if not missing:
        return Step(title, "met", "Empat triwulan sudah diatur", (), links, is_given=True)
    word = "Belum diatur" if len(missing) == len(QUARTERS) else f"Belum diatur: {', '.join(missing)}"
    return Step(title, "near", word, (), links)

"""Before an agreement is signed: what stands in the way, and what only deserves a second look."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from agreements.models import PerformanceAgreement
from agreements.signing import has_target, lacks_of, parties_on
from budget.models import DipaRevision, RevisionKind
from budget.statement import Statement, statement
from indicators.formula import Accumulation
from indicators.models import Measure, StrategicTarget
from indicators.plausibility import WHOLE
from lakin.formatting import date_long, join_words, rupiah
from reports.facts import AgreementFacts, PlanFacts, plan_facts
from reports.reviu.agreement import month_after
from reports.sections.appendices.agreement import annex_total

QUARTERS = {1, 2, 3, 4}


@dataclass(frozen=True)
class Check:
    """One line of the checklist: whether it blocks the signing, and what is to be done or known."""

    is_blocking: bool
    text: str


def checklist(item: AgreementFacts, unit, today: date) -> tuple[Check, ...]:
    """Everything to know before signing: what blocks first; nothing for a version already signed."""
    agreement = item.agreement
    blocking = [Check(True, text) for text in lacks_of(agreement)]
    money = statement(unit, agreement.year)
    warnings = (
        *without_quarters(item),
        *late(agreement, money, today),
        *unlike_plan(item, plan_facts(unit, agreement.year)),
        *unlike_budget(item, money),
        *unlike_year(item),
        *above_whole(item),
        *nameless(agreement, today),
    )
    return (*blocking, *(Check(False, text) for text in warnings))


def without_quarters(item: AgreementFacts) -> Iterator[str]:
    """Lines without a target in each quarter; the bounds of a range hold all year."""
    missing = [
        line.indicator.code
        for line in item.lines
        if line.indicator.polarity != "range"
        and {row.quarter for row in line.quarter_targets.all() if row.target is not None or row.target_text} != QUARTERS
    ]
    if missing:
        codes = join_words(missing)
        yield f"Target triwulan belum lengkap untuk {codes}, sehingga capaian triwulannya tidak dapat dihitung."


def late(agreement: PerformanceAgreement, money: Statement, today: date) -> Iterator[str]:
    """That the first agreement is due one month after the DIPA (PermenPANRB 53/2014)."""
    initial: DipaRevision | None = next((row for row in money.revisions if row.kind == RevisionKind.INITIAL), None)
    if agreement.version or initial is None or initial.date is None:
        return
    deadline = month_after(initial.date)
    if today > deadline:
        yield (
            f"DIPA bertanggal {date_long(initial.date)}, sehingga PK seharusnya ditandatangani paling lambat "
            f"{date_long(deadline)} (PermenPANRB 53/2014)."
        )


def unlike_plan(item: AgreementFacts, plan: PlanFacts) -> Iterator[str]:
    """Targets that differ from those of the Renstra for the year."""
    if plan.version is None:
        yield f"Belum ada Renstra yang mencakup {item.agreement.year}, sehingga target tidak dapat dibandingkan."
        return
    for line in item.lines:
        planned = plan.target(line.indicator_id, item.agreement.year)
        if planned and has_target(line) and differs(line, planned):
            indicator = line.indicator
            promised = indicator.written(line.target, line.target_text)
            intended = indicator.written(planned.value, planned.text)
            yield f"Target {indicator.code} {promised}, sedangkan menurut Renstra {intended}."


def differs(line, planned: StrategicTarget) -> bool:
    """Whether both are known and not the same."""
    if planned.value is not None and line.target is not None:
        return planned.value != line.target
    return bool(planned.text and line.target_text) and planned.text != line.target_text


def unlike_budget(item: AgreementFacts, money: Statement) -> Iterator[str]:
    """The budget annex against the pagu of the DIPA."""
    total, ceiling = annex_total(item), money.total.ceiling
    if not item.budget:
        yield "Lampiran anggaran belum diisi."
    elif total is None:
        yield "Lampiran anggaran belum lengkap: ada program tanpa jumlah."
    elif ceiling is not None and total != ceiling:
        yield f"Lampiran anggaran {rupiah(total)}, sedangkan pagu DIPA {rupiah(ceiling)}."


def unlike_year(item: AgreementFacts) -> Iterator[str]:
    """Lines of which the fourth quarter, counted from the start of the year, is not the target of the year."""
    for line in item.lines:
        indicator = line.indicator
        last = next((row.target for row in line.quarter_targets.all() if row.quarter == max(QUARTERS)), None)
        is_counted_on = indicator.accumulation in (Accumulation.LAST, Accumulation.SUM)
        if is_counted_on and None not in (last, line.target) and last != line.target:
            pair = f"{indicator.written(last)}, sedangkan target setahun {indicator.written(line.target)}"
            yield f"Target TW IV {indicator.code} {pair}. Target triwulan dihitung sejak awal tahun."


def above_whole(item: AgreementFacts) -> Iterator[str]:
    """Targets in percent that are above the whole."""
    for line in item.lines:
        bounds = [value for value in (line.target, line.target_upper) if value is not None]
        if line.indicator.measure == Measure.PERCENT and bounds and max(bounds) > WHOLE:
            yield f"Target {line.indicator.code} {line.indicator.written(max(bounds))}, di atas 100%."


def nameless(agreement: PerformanceAgreement, today: date) -> Iterator[str]:
    """Parties whose name is neither typed nor known from the officials."""
    for which, party in zip(("pertama", "kedua"), parties_on(agreement, today), strict=True):
        if not party.name:
            yield f"Nama pihak {which} tidak diketahui: catat pejabat dengan jabatan {party.position} pada unitnya."

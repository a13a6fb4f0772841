"""Halaman III of the DIPA against pagu and spending, and proposed revisions that nobody decided."""

from collections.abc import Iterator

from budget.plan import Plan
from lakin.formatting import rupiah
from reports.reviu.dossier import Dossier
from reports.reviu.found import Found, Target, information, suspicion, warning

PLACE = "Data: halaman III DIPA"


def whole_plan(dossier: Dossier) -> Plan | None:
    """The plan where every DIPA of the unit has one."""
    plan = dossier.around.plan
    return plan if plan and plan.plans and not plan.without_plan else None


def against_ceiling(dossier: Dossier) -> Iterator[Found]:
    """A plan of the year that does not add up to the pagu; more than the pagu can never be withdrawn."""
    plan, total = whole_plan(dossier), dossier.facts.budget.total.ceiling
    if plan is None or total is None:
        return
    planned = plan.months[-1].through.planned
    if planned != total:
        yield (warning if planned > total else suspicion)(
            "rencana-pagu",
            place=PLACE,
            subject="Rencana penarikan setahun",
            message=f"Rencana penarikan berjumlah {rupiah(planned)}, pagu {rupiah(total)}.",
            printed=rupiah(planned),
            expected=rupiah(total),
            target=Target("rencana_penarikan"),
        )


def kinds(dossier: Dossier) -> Iterator[Found]:
    """A jenis belanja with pagu or spending that is never planned, or planned without any pagu."""
    plan = whole_plan(dossier)
    if plan is None or dossier.facts.budget.without_kind:
        return
    held = {kind: money for kind, _, money in dossier.facts.budget.by_kind}
    for kind, name, months in plan.kinds:
        planned, money = months[-1].through.planned, held.get(kind)
        ceiling = money.ceiling if money else 0
        if ceiling is None or bool(planned) == bool(ceiling):
            continue
        words = f"direncanakan {rupiah(planned)}, tetapi pagunya nol" if planned else "tidak direncanakan"
        yield suspicion(
            "rencana-jenis",
            place=PLACE,
            subject=f"{kind} {name}",
            message=f"{name} {words}; pagu {rupiah(ceiling)}.",
            printed=rupiah(planned),
            expected=rupiah(ceiling),
            target=Target("rencana_penarikan"),
        )


def proposals(dossier: Dossier) -> Iterator[Found]:
    """Proposed revisions that are neither accepted nor discarded."""
    for row in dossier.around.proposals:
        yield information(
            "usulan-menunggu",
            place="Data: revisi DIPA",
            subject=str(row),
            message=f"{row} belum ditetapkan atau dibatalkan; angka laporan belum memuatnya.",
            target=Target("revisi_dipa"),
        )

"""Capaian held against serapan."""

from decimal import Decimal

from budget.absorption import Verdict, efficiency_of_objective
from budget.statement import Money
from reports.blocks import Part, Shown

OUTCOMES = {
    Verdict.EFFICIENT: "capaian lebih tinggi {0} daripada serapan, sehingga penggunaan anggaran efisien",
    Verdict.INEFFICIENT: "capaian lebih rendah {0} daripada serapan, sehingga penggunaan anggaran tidak efisien",
}


def efficiency_sentence(
    subject: str, achievement: Decimal | None, money: Money | None, at: int = 0
) -> tuple[Part, ...]:
    """Capaian and serapan of a subject with their difference; says so when one of them is not known."""
    share = money.absorption if money else None
    held = efficiency_of_objective(achievement, share)
    if held.verdict is Verdict.UNKNOWN:
        return (f"Efisiensi {subject} belum dapat dinilai: {lack(achievement, share)} belum diketahui.",)
    figures = (
        f"Capaian {subject} ",
        *(Shown(achievement, "percent"), " dengan serapan anggaran ", Shown(share, "percent"), ": "),
    )
    if held.verdict is Verdict.EVEN:
        return (*figures, "capaian sebanding dengan serapan.")
    if at % 2:
        return (*figures, "selisihnya ", Shown(held.points, "points"), f" poin persen ({held.verdict.value}).")
    before, after = OUTCOMES[held.verdict].split("{0}")
    return (*figures, before, Shown(abs(held.points), "score"), f" poin persen{after}.")


def lack(achievement, share) -> str:
    """What is missing for the comparison."""
    missing = [name for name, value in (("capaian", achievement), ("serapan anggaran", share)) if value is None]
    return " dan ".join(missing)

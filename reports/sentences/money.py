"""Pagu and spending in sentences."""

from budget.statement import Money
from reports.blocks import Part, Shown


def budget_sentence(money: Money, year: int, *, in_words: bool = True) -> tuple[Part, ...]:
    """Pagu, spending, serapan and what is left; the amounts also in words unless they were written out before."""
    if money.ceiling is None and money.spent is None:
        return (f"Pagu dan realisasi anggaran tahun {year} belum tercatat.",)
    if money.ceiling is None:
        return (f"Realisasi anggaran tahun {year} ", *amount(money.spent, in_words), "; pagunya belum tercatat.")
    ceiling = (f"Pagu anggaran tahun {year} ", *amount(money.ceiling, in_words))
    if money.spent is None:
        return (*ceiling, "; realisasinya belum tercatat.")
    spent = (", terealisasi ", *amount(money.spent, in_words))
    if money.absorption is None:
        return (*ceiling, *spent, "; serapan tidak dihitung karena pagu nol.")
    return (*ceiling, *spent, " atau ", Shown(money.absorption, "percent"), ". ", *remaining_sentence(money))


def remaining_sentence(money: Money) -> tuple[Part, ...]:
    """What was left of the pagu or spent above it; nothing while it is not known."""
    left = money.remaining
    if left is None:
        return ()
    if left == 0:
        return ("Seluruh pagu terpakai.",)
    if left > 0:
        return ("Sisa anggaran ", Shown(left, "rupiah"), ".")
    return ("Realisasi melebihi pagu sebesar ", Shown(-left, "rupiah"), ".")


def amount(value: int, in_words: bool) -> tuple[Part, ...]:
    """An amount of rupiah, with its words in brackets if asked."""
    words = (" (", Shown(value, "rupiah_words"), ")") if in_words else ()
    return (Shown(value, "rupiah"), *words)

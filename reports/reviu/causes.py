"""The likely cause of a wrong figure, found by trying the slip: swapped, wrong, lost or extra digits, a moved point."""

from collections.abc import Sequence
from decimal import Decimal

from indicators.achievement import HUNDRED, round_half_up
from lakin.formatting import number
from reports.reviu.matching import cut

# In shorter figures one differing digit says nothing.
TELLING_DIGITS = 4
SHIFTS = (1, 2, 3, -1, -2, -3)


def likely(
    printed: Decimal,
    decimals: int,
    expected: Decimal,
    *,
    beside: Sequence[tuple[str, Decimal]] = (),
    elsewhere: Sequence[tuple[str, Decimal]] = (),
) -> str:
    """The strongest slip that turns the expected figure into the printed one; empty when none does.

    `beside` are labelled figures of the same row, `elsewhere` those of other rows and years.
    """
    written, right = digits(printed, decimals), digits(expected, decimals)
    tries = (
        shifted(printed, decimals, expected),
        swapped(written, right),
        shortened(printed, decimals, expected),
        same_as(printed, decimals, [*beside, *elsewhere]),
        one_digit(written, right),
        missing_digit(written, right),
        extra_digit(written, right),
        capped(printed, expected),
        like(printed, decimals, beside),
    )
    return next(filter(None, tries), "")


def digits(value: Decimal, decimals: int) -> str:
    """The digits of a figure as printed, without marks."""
    return str(abs(round_half_up(value, decimals)).quantize(Decimal(1).scaleb(-decimals))).replace(".", "")


def shifted(printed, decimals, expected) -> str:
    """The decimal mark stands elsewhere."""
    if not printed:
        return ""
    for places in SHIFTS:
        # Some move the mark of what is shown, others that of the exact figure.
        if printed in (round_half_up(value.scaleb(places), decimals) for value in (expected, round_half_up(expected))):
            return f"tanda desimal bergeser {abs(places)} angka ({times(places)})"
    return ""


def times(places) -> str:
    """The shift in words, "100 kali terlalu besar"."""
    return f"{number(10 ** abs(places), 0)} kali terlalu {'besar' if places > 0 else 'kecil'}"


def swapped(written, right) -> str:
    """Two digits changed places."""
    at = differences(written, right)
    if len(at) == 2 and (written[at[0]], written[at[1]]) == (right[at[1]], right[at[0]]):
        return f"dua angka tertukar: {right[at[0]]} dan {right[at[1]]} (angka ke-{at[0] + 1} dan ke-{at[1] + 1})"
    return ""


def shortened(printed, decimals, expected) -> str:
    """The figure was rounded or cut to fewer decimals, and printed as if it had more."""
    for slip, shorten in (("dibulatkan", round_half_up), ("dipotong", cut)):
        for fewer in reversed(range(decimals)):
            if shorten(expected, fewer) == printed:
                return f"{slip} dahulu menjadi {number(printed, fewer)}, lalu ditulis dengan {decimals} desimal"
    return ""


def one_digit(written, right) -> str:
    """One digit is another."""
    at = differences(written, right)
    if len(at) == 1 and len(right) >= TELLING_DIGITS:
        return f"satu angka salah: angka ke-{at[0] + 1} tercetak {written[at[0]]}, seharusnya {right[at[0]]}"
    return ""


def differences(written, right) -> list[int]:
    """The positions where two figures of equal length differ; empty when their lengths differ."""
    if len(written) != len(right):
        return []
    return [at for at, (one, other) in enumerate(zip(written, right, strict=True)) if one != other]


def missing_digit(written, right) -> str:
    """A digit was left out."""
    at = dropped(right, written)
    return f"satu angka hilang: {right[at]} (angka ke-{at + 1})" if at is not None else ""


def extra_digit(written, right) -> str:
    """A digit was typed twice or too much."""
    at = dropped(written, right)
    return f"satu angka berlebih: {written[at]} (angka ke-{at + 1})" if at is not None else ""


def dropped(longer, shorter) -> int | None:
    """Where one digit must go to make the longer figure the shorter; None when that is not what happened."""
    if len(longer) != len(shorter) + 1 or len(longer) <= TELLING_DIGITS:
        return None
    return next((at for at in range(len(longer)) if longer[:at] + longer[at + 1 :] == shorter), None)


def capped(printed, expected) -> str:
    """The figure was held to 100."""
    return "dibatasi 100% di tempat ini" if printed == HUNDRED < expected else ""


def same_as(printed, decimals, neighbours) -> str:
    """The figure of another row, measure, place or year stands here."""
    if len(digits(printed, decimals).strip("0")) < TELLING_DIGITS - 1:
        return ""
    label = next((label for label, value in neighbours if round_half_up(value, decimals) == printed), "")
    return f"sama dengan {label}" if label else ""


def like(printed, decimals, beside) -> str:
    """One digit off from a figure beside it."""
    written = digits(printed, decimals)
    for label, value in beside:
        if one_digit(written, digits(value, decimals)):
            return f"satu angka berbeda dari {label}, {number(value, decimals)}"
    return ""

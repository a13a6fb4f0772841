"""Codes of the budget by their shape: `4497.QEA.001` is a kegiatan, a KRO and an RO, whatever stands above them."""

import re

LEVELS = ("program", "kegiatan", "kro", "ro", "komponen", "subkomponen", "akun")
PROGRAM, ACTIVITY, KRO, RO, COMPONENT, SUBCOMPONENT, ACCOUNT = range(len(LEVELS))
LABELS = ("Program", "Kegiatan", "KRO", "RO", "Komponen", "Subkomponen", "Akun")
# How many digits a code has where a spreadsheet may have dropped its leading zeros.
WIDTHS = {ACTIVITY: 4, RO: 3, COMPONENT: 3, ACCOUNT: 6}
EXPENDITURE = {"51", "52", "53", "57"}

_SHAPES = (
    re.compile(r"[A-Z]{2}"),
    re.compile(r"\d{4}"),
    re.compile(r"[A-Z]{3}"),
    re.compile(r"\d{3}|[A-Z]\d{2}"),
    re.compile(r"U?\d{3}"),
    re.compile(r"[A-Z]|[A-Z0-9]{2}"),
    re.compile(r"\d{6}"),
)
# The segments of SPAN: a program behind its ministry and unit, a kegiatan with its KRO.
_LONG_PROGRAM = re.compile(r"\d{5}([A-Z]{2})")
_LONG_OUTPUT = re.compile(r"(\d{4})([A-Z]{3})")
_MINISTRY = re.compile(r"(?:\d{3}\.\d{2}|\d{3})\.(?=[A-Z]{2}(?:\.|$))")
# Below a program nothing but the subkomponen is ever left out.
_MAY_BE_LEFT_OUT = SUBCOMPONENT


class Codes(tuple):
    """Consecutive codes with the level of the first: (level, code) pairs, top first."""

    __slots__ = ()

    @property
    def top(self) -> int:
        return self[0][0]

    @property
    def level(self) -> int:
        return self[-1][0]


def read(text: str) -> tuple[Codes, ...]:
    """Every reading of a code by its shape alone; none means that it is no code."""
    plain = _MINISTRY.sub("", text.strip(), count=1)
    parts = [part.strip() for part in plain.split(".")]
    if not plain or len(parts) > len(LEVELS):
        return ()
    tops = range(1) if plain != text.strip() else range(len(LEVELS))
    found = (_from(top, parts) for top in tops)
    # A single RO is never written without its KRO, while a komponen looks the same.
    return tuple(codes for codes in found if codes and not (len(codes) == 1 and codes.top == RO))


def is_long_program(text: str) -> bool:
    """True for a program with its ministry before it, as RKA-K/L writes it: 054.01.WA."""
    plain = text.strip()
    return bool(_MINISTRY.match(plain)) and plain.count(".") in (1, 2) and plain[-2:].isalpha()


def _from(top: int, parts: list[str]) -> Codes | None:
    found, level = [], top
    for part in parts:
        if level == _MAY_BE_LEFT_OUT and found and not fits(level, part):
            level += 1
        if level >= len(LEVELS) or not fits(level, part):
            return None
        found.append((level, canonical(level, part)))
        level += 1
    return Codes(found)


def fits(level: int, code: str) -> bool:
    """True when the code has the shape of the level."""
    return _SHAPES[level].fullmatch(code) is not None


def canonical(level: int, code: str) -> str:
    """The code as LAKIN compares it: subkomponen A and 0A are one, and so are komponen U051 and 051."""
    if level == SUBCOMPONENT and len(code) == 1:
        return f"0{code}"
    return code.removeprefix("U") if level == COMPONENT else code


def of_level(level: int, text: str) -> str | None:
    """The code of one level out of a cell that may carry what is above it, as in 4497.QEA; None for no such code."""
    code = text.strip().rstrip(".").upper().rpartition(".")[2]
    if level == PROGRAM and (long := _LONG_PROGRAM.fullmatch(code)):
        return long[1]
    if level == KRO and (long := _LONG_OUTPUT.fullmatch(code)):
        return long[2]
    if code.isdigit() and level in WIDTHS:
        code = code.zfill(WIDTHS[level])
    return canonical(level, code) if fits(level, code) else None


def activity_of(output: str) -> str | None:
    """The kegiatan that an output of SPAN carries, 4497 of 4497QEA or 4497.QEA; None where it carries none."""
    match = _LONG_OUTPUT.fullmatch(output.strip().upper().replace(".", ""))
    return match[1] if match else None


def is_expenditure(account: str) -> bool | None:
    """True for a jenis belanja that LAKIN sums, None for another expenditure (5x), False for no expenditure at all."""
    if account[:2] in EXPENDITURE:
        return True
    return None if account[:1] == "5" else False

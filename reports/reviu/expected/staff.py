"""Expected figures of the staff: head counts and their shares of the group or of all staff."""

from decimal import Decimal

from indicators.formula import known_sum, ratio
from reports.facts import Facts
from reports.models import PrintedFigure
from reports.models.finding import PrintedMeasure
from reports.reviu.expected.answer import Expected, known
from reports.reviu.found import Target
from reports.reviu.matching import Match, decimals_of, match
from units.models import StaffCount


def of_staff(facts: Facts, figure: PrintedFigure) -> Expected | None:
    """A count or share of one group, by "pengelompokan/kelompok"."""
    group, _, name = figure.key.partition("/")
    row = next((row for row in facts.staff if (row.group, row.name) == (group, name)), None)
    if row is None or figure.measure not in (PrintedMeasure.COUNT, PrintedMeasure.PERCENT):
        return None
    where = Target("pegawai", figure.key)
    if figure.measure == PrintedMeasure.COUNT:
        label = f"Pegawai {group}, {name}: jumlah"
        return Expected(label, "pegawai-tercetak", known(row.count), reason="Jumlah pegawai belum ada.", target=where)
    return shared(facts, row, figure, where)


def shared(facts: Facts, row: StaffCount, figure: PrintedFigure, where: Target) -> Expected:
    """The share of a group, of its own sum or of all staff; without a count, of any whole number of people."""
    label = f"Pegawai {row.group}, {row.name}: persen"
    results = [ratio(row.count, base) for base in bases(facts, row)] if row.count is not None else []
    values = known(*(result.value for result in results))
    trace = results[0].trace if values else ""
    if row.count is None:
        values = whole_people(facts, row, figure)
    reason = "Jumlah pegawai kelompok ini belum ada, dan tidak ada jumlah bulat yang menghasilkan persen ini."
    return Expected(label, "pegawai-tercetak", values, "percent", trace, reason, target=where)


def bases(facts: Facts, row: StaffCount) -> list[int]:
    """What a share may be taken of: the total of the group, the sum of the group, all staff."""
    same = [other for other in facts.staff if other.group == row.group]
    totals = [other.count for other in same if other.is_total]
    summed = known_sum(other.count for other in same if not other.is_total)
    everyone = [other.count for other in facts.staff if other.is_total and other.group != row.group]
    return [base for base in [*totals, summed, *everyone] if base]


def whole_people(facts: Facts, row: StaffCount, figure: PrintedFigure) -> tuple[Decimal, ...]:
    """The share of the number of people that comes out as printed; empty when no whole number does."""
    decimals = decimals_of(figure.value, figure.as_printed)
    for base in bases(facts, row):
        for people in range(base + 1):
            share = ratio(people, base).value
            if match(figure.value, decimals, [share]) is Match.AGREES:
                return (share,)
    return ()

"""Errors in what an old report prints."""

from decimal import Decimal

from agreements.scorecard import achieved_values
from benchmarks.clean_report import YEAR, World
from benchmarks.planting.kind import Kind, one_missing, one_wrong, swapped
from indicators.achievement import OverallMethod, mean, overall, round_half_up
from indicators.models import Measure, Realization
from lakin.formatting import number
from reports.models import PrintedFigure
from reports.reviu.matching import cut

CAPAIAN = ("capaian-tercetak", "cara-rata-rata", "rata-rata-tercetak")
MONEY = ("pagu-tercetak", "realisasi-anggaran-tercetak", "serapan-tercetak", "sisa-tercetak")


def rows(world: World, *measures: str, subject: str = "") -> list[PrintedFigure]:
    """The printed figures of some measures, in an order by chance."""
    found = [row for row in world.report.printed_figures.filter(measure__in=measures) if subject in ("", row.subject)]
    world.chance.shuffle(found)
    return found


def decimals_of(row: PrintedFigure) -> int:
    return len(row.as_printed.partition(",")[2])


def changed(row: PrintedFigure, value: Decimal) -> bool:
    """Prints another value in the same way."""
    if value == row.value:
        return False
    row.value, row.as_printed = value, number(value, decimals_of(row))
    row.save()
    return True


def by_digits(slip):
    """A change of the digits of one printed figure."""

    def plant_in(*measures, subject=""):
        def plant(world: World) -> bool:
            for row in rows(world, *measures, subject=subject):
                places = decimals_of(row)
                digits = str(int(row.value.scaleb(places)))
                typed = slip(world.chance, digits) if len(digits) > 3 else None
                if typed and abs(int(typed) - int(digits)) > 1:
                    return changed(row, Decimal(int(typed)).scaleb(-places))
            return False

        return plant

    return plant_in


def shifted(world: World) -> bool:
    """A capaian or an amount with its mark at another place."""
    row = rows(world, "capaian", "pagu", "realisasi_anggaran")[0]
    places = world.chance.choice((1, 2) if row.measure == "capaian" else (1, 2, 3))
    value = row.value.scaleb(places * world.chance.choice((1, -1)))
    return changed(row, round_half_up(value, decimals_of(row)))


def of_a_sibling(world: World) -> bool:
    """The capaian or the amount of another row."""
    one = rows(world, "capaian", "pagu")[0]
    other = next(row for row in rows(world, one.measure) if (row.place, row.value) != (one.place, one.value))
    return changed(one, other.value)


def of_another_year(world: World) -> bool:
    """The realization of a former year."""
    row = rows(world, "realisasi")[0]
    score = world.facts.score(row.key)
    past = [value.value for value in world.facts.history[score.indicator.pk] if value.year_from == YEAR - 1]
    return changed(row, round_half_up(past[0], decimals_of(row)))


def truncated(world: World) -> bool:
    """Cut off instead of rounded."""
    for row in rows(world, "capaian"):
        value = world.facts.score(row.key).achievement.value
        if cut(value, 2) != round_half_up(value, 2):
            return changed(row, cut(value, 2))
    return False


def mean_without_a_row(world: World) -> bool:
    """The overall mean of a table in which one row is left out."""
    left = world.chance.choice(world.facts.scorecard.indicators)
    objectives = world.facts.scorecard.objectives
    groups = [achieved_values(score for score in item.indicators if score.code != left.code) for item in objectives]
    method = OverallMethod(world.facts.scorecard.rules.policy.overall_method)
    row = rows(world, "rata_rata")[0]
    return changed(row, round_half_up(overall(groups, method).value, 2))


def mean_of_percents(world: World) -> bool:
    """The serapan of a line as the mean of what is below it."""
    lines = world.facts.budget.lines
    for row in rows(world, "persen", subject="baris_pok"):
        below = [line.money.absorption for line in lines if line.line.path.rpartition(".")[0] == row.key]
        value = round_half_up(mean(below).value, 2) if len(below) > 1 else row.value
        if abs(value - row.value) > Decimal("0.01"):
            return changed(row, value)
    return False


def unmarked(world: World) -> bool:
    """A value of the year before stands in for this one, and no table says so."""
    row = Realization.objects.filter(unit=world.report.unit, year=YEAR, quarter=4).order_by("?").first()
    row.source_year = YEAR - 1
    row.save()
    return True


def percent_sign(world: World) -> bool:
    """A score printed as a percent."""
    for row in rows(world, "realisasi", "target", subject="indikator"):
        if world.facts.score(row.key).indicator.measure == Measure.SCORE:
            row.as_printed += "%"
            row.save()
            return True
    return False


def left_out(world: World) -> bool:
    """One capaian is not printed in a table that prints all others."""
    rows(world, "capaian")[0].delete()
    return True


KINDS = (
    Kind("angka tertukar, capaian", CAPAIAN, by_digits(swapped)("capaian")),
    Kind("angka tertukar, rupiah", MONEY, by_digits(swapped)("pagu", "realisasi_anggaran", subject="baris_pok")),
    Kind("angka hilang, rupiah", MONEY, by_digits(one_missing)("pagu", "realisasi_anggaran", subject="baris_pok")),
    Kind("satu angka salah, rupiah", MONEY, by_digits(one_wrong)("pagu", "realisasi_anggaran", subject="baris_pok")),
    Kind("satu angka salah, n atau T", ("komponen-tercetak",), by_digits(one_wrong)("pembilang", "penyebut")),
    Kind("tanda desimal bergeser", (*CAPAIAN, *MONEY), shifted),
    Kind("nilai baris lain", (*CAPAIAN, *MONEY), of_a_sibling),
    Kind("nilai tahun lain", ("realisasi-tercetak",), of_another_year),
    Kind("dipotong, bukan dibulatkan", ("pembulatan-tercetak",), truncated),
    Kind("rata-rata tanpa satu baris", ("rata-rata-tercetak", "cara-rata-rata"), mean_without_a_row),
    Kind("serapan rata-rata persen", ("serapan-tercetak", "pembulatan-tercetak"), mean_of_percents),
    Kind("nilai tahun lain tanpa tanda", ("tahun-sumber-tercetak",), unmarked),
    Kind("nilai tercetak sebagai persen", ("satuan-tercetak",), percent_sign),
    Kind("baris kosong di tabel", ("angka-tidak-tercetak",), left_out),
)

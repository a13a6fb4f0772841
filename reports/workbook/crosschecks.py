"""The rules across rows that the models state in clean(), asked once for all rows of a sheet."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from agreements.models import NOT_ABOVE, AgreementStatus
from budget.models import LineLevel
from indicators.counting import part_problems, problems
from indicators.models import Component, ComponentRole, PredicateRank, Realization
from indicators.scales import Band
from indicators.scales import problems as band_problems
from reports.workbook import sheets as declared
from reports.workbook.keys import address
from reports.workbook.problems import Problem
from reports.workbook.rows import Row, Stored
from reports.workbook.stage import Stage, by_container, container_of, value
from units.models import Unit

Problems = Iterator[Problem]
LOCKED = "Terkunci karena sudah ada realisasi yang terverifikasi."
# The columns of Indicator.COMPUTED_BY.
COMPUTED_BY = ("arah", "cara_hitung", "akumulasi", "satuan", "skala_predikat")


def targets_within_table(stage: Stage, rows: list[Row]) -> Problems:
    """A target of the Renstra lies within the years of its table."""
    sheet, table_sheet = declared.plan.STRATEGIC_TARGET, declared.plan.TARGET_TABLE
    for row in rows:
        key = (*value(sheet, row, "versi_renstra"), value(sheet, row, "tabel"))
        table = stage.find_sound(table_sheet.name, key)
        if table is None:
            continue
        first, last = value(table_sheet, table, "tahun_awal"), value(table_sheet, table, "tahun_akhir")
        if value(sheet, row, "tahun_awal") < first or value(sheet, row, "tahun_akhir") > last:
            yield row.problem(f"Tahun target harus di antara {first} dan {last}, sesuai tabelnya.", "tahun_akhir")


def indicators_unlocked(stage: Stage, rows: list[Row]) -> Problems:
    """What values are computed by stays once a realization is verified."""
    changing = _changing(rows, COMPUTED_BY)
    settled = Realization.objects.settled().filter(indicator__in=[row.pk for row, _names in changing])
    locked = set(settled.values_list("indicator", flat=True)) if changing else ()
    for row, names in changing:
        for name in names if row.pk in locked else ():
            yield row.problem(LOCKED, name)


def components_unlocked(stage: Stage, rows: list[Row]) -> Problems:
    """The parts of a calculation stay as they are once a realization of the year is verified."""
    sheet = declared.indicators.COMPONENT
    changing = _changing(rows, ("peran", "bobot"))
    added = [row for row in rows if not row.stored and value(sheet, row, "peran") == ComponentRole.PART]
    if not changing and not added:
        return
    years = {value(sheet, row, "tahun") for row in rows}
    columns = ("indicator__objective__plan__unit__code", "indicator__objective__plan__year_from", "indicator__code")
    settled = set(Realization.objects.settled().filter(year__in=years).values_list(*columns, "year"))
    for row in added:
        if row.key[:-1] in settled:
            yield row.problem(Component.NO_NEW_PART, "urutan")
    for row, names in changing:
        for name in names if row.key[:-1] in settled else ():
            yield row.problem(LOCKED, name)


def _changing(rows: list[Row], names: tuple[str, ...]) -> list[tuple[Row, list[str]]]:
    """The stored rows that differ in any of the columns, each with those."""
    found = ((row, [name for name in names if row.sheet.places[name] in row.changed]) for row in rows if row.stored)
    return [(row, differing) for row, differing in found if differing]


def lines_follow_above(stage: Stage, rows: list[Row]) -> Problems:
    """A line is derived from a signed agreement of a unit above for the same year."""
    sheet = declared.agreements.LINE
    derived = [row for row in rows if value(sheet, row, "induk_pk") and value(sheet, row, "induk_indikator")]
    above = _units_above(stage) if derived else {}
    for row in derived:
        parent, own = value(sheet, row, "induk_pk"), value(sheet, row, "pk")
        agreement = stage.find_sound("pk", parent)
        if agreement is None:
            continue
        is_signed = value(declared.agreements.AGREEMENT, agreement, "status") != AgreementStatus.DRAFT
        if not is_signed or parent[1] != own[1] or parent[0] not in _ancestors(own[0], above):
            yield row.problem(NOT_ABOVE, "induk_pk")


def _units_above(stage: Stage) -> dict[str, str | None]:
    """The code of the unit right above each unit, as the tree would stand."""
    sheet = declared.units.UNIT
    above = dict(Unit.objects.values_list("code", "parent__code"))
    for key, row in stage.staged[sheet.name].items():
        parent = row.is_sound and value(sheet, row, "induk")
        above[key[0]] = parent[0] if parent else None
    return above


def _ancestors(code: str, above: dict[str, str | None]) -> set[str]:
    """The codes of the units above; a circle, told elsewhere, ends where it begins."""
    found: set[str] = set()
    while (code := above.get(code)) and code not in found:
        found.add(code)
    return found


def predicates_on_scale(stage: Stage, rows: list[Row]) -> Problems:
    """A target or realization in words is one of the words of the indicator's scale."""
    indicator_sheet = declared.indicators.INDICATOR
    words = _words_of_scales(stage)
    for row in rows:
        indicator = stage.find_sound(indicator_sheet.name, value(row.sheet, row, "indikator"))
        scale = indicator and value(indicator_sheet, indicator, "skala_predikat")
        text = value(row.sheet, row, "predikat")
        if scale and text and text not in words[scale]:
            yield row.problem(f"Predikat “{text}” tidak ada pada skala {address(scale)}.", "predikat")


def _words_of_scales(stage: Stage) -> dict[tuple, set[str]]:
    words: dict[tuple, set[str]] = defaultdict(set)
    for code, label in PredicateRank.objects.values_list("scale__code", "label"):
        words[(code,)].add(label)
    for key in stage.staged[declared.rules.PREDICATE_RANK.name]:
        words[key[:1]].add(key[1])
    return words


FIGURES = {"nilai": "value", "pembilang": "numerator", "penyebut": "denominator"}
PART_FIGURES = {"pembilang": "numerator", "penyebut": "denominator", "nilai": "score"}


def counts_possible(stage: Stage, rows: list[Row]) -> Problems:
    """No count is negative or a part of one; what is stored already and not changed is left alone."""
    for row in rows:
        if nature := _nature(stage, row):
            yield from _impossible(row, FIGURES, problems(*nature, _figures(row, FIGURES)))


def parts_possible(stage: Stage, rows: list[Row]) -> Problems:
    """The same for the components that are added up, and for the n and T of a ratio."""
    sheet, component_sheet = declared.indicators.COMPONENT_VALUE, declared.indicators.COMPONENT
    for row in rows:
        key = (*value(sheet, row, "indikator"), value(sheet, row, "tahun"), value(sheet, row, "komponen"))
        component = stage.find_sound(component_sheet.name, key)
        is_part = bool(component) and value(component_sheet, component, "peran") == ComponentRole.PART
        if nature := _nature(stage, row):
            found = part_problems(*nature, _figures(row, PART_FIGURES), is_part)
            yield from _impossible(row, PART_FIGURES, found)


def _nature(stage: Stage, row: Row) -> tuple | None:
    """Measure, decimals and calculation of the row's indicator; None for one that could not be read."""
    sheet = declared.indicators.INDICATOR
    indicator = stage.find_sound(sheet.name, value(row.sheet, row, "indikator"))
    names = ("satuan", "desimal", "cara_hitung")
    return tuple(value(sheet, indicator, name) for name in names) if indicator else None


def _figures(row: Row, names: dict[str, str]) -> dict[str, Decimal | None]:
    return {field: _exact(value(row.sheet, row, column)) for column, field in names.items()}


def _impossible(row: Row, names: dict[str, str], found: dict[str, str]) -> Problems:
    for column, field in names.items():
        if field in found and (not row.stored or row.sheet.places[column] in row.changed):
            yield row.problem(found[field], column)


def bands_without_gaps(stage: Stage, rows: list[Row]) -> Problems:
    """The bands of a scale, old and new together, leave no gap and do not overlap."""
    sheet = declared.rules.RATING_BAND
    groups = by_container(stage, sheet.name)
    last = {container_of(sheet, row.key): row for row in rows}
    for scale, row in last.items():
        if any(isinstance(band, Row) and not band.is_sound for band in groups[scale]):
            continue
        for message in band_problems(tuple(_band(band) for band in groups[scale])):
            yield row.problem(message, "batas_bawah")


def _band(row: Row | Stored) -> Band:
    sheet = declared.rules.RATING_BAND
    names = ("batas_bawah", "batas_atas", "termasuk_bawah", "termasuk_atas", "predikat", "tanda")
    lower, upper, *rest = (value(sheet, row, name) for name in names)
    return Band(_exact(lower), _exact(upper), *rest)


def _exact(number) -> Decimal | None:
    return None if number is None else Decimal(number)


def lines_below_parent(stage: Stage, rows: list[Row]) -> Problems:
    """The code of a budget line begins with the code of its parent."""
    sheet = declared.budget.LINE
    for row in rows:
        parent = value(sheet, row, "induk")
        if parent and not value(sheet, row, "kode").startswith(f"{parent}."):
            yield row.problem(f"Kode lengkap harus diawali {parent}.", "kode")


def spending_apart(stage: Stage, rows: list[Row]) -> Problems:
    """The periods of spending on one line do not overlap."""
    sheet = declared.budget.SPENDING
    touched = {row.key[:-2] for row in rows}
    periods: dict[tuple, list[Row | Stored]] = defaultdict(list)
    for row in stage.union(sheet.name):
        if row.key[:-2] in touched:
            periods[row.key[:-2]].append(row)
    for found in periods.values():
        longest, *later = sorted(found, key=lambda row: row.key[-2:])
        for row in later:
            if row.key[-2] <= longest.key[-1]:
                late = row if isinstance(row, Row) else longest
                months = f"{longest.key[-2]}-{longest.key[-1]} dan {row.key[-2]}-{row.key[-1]}"
                yield late.problem(f"Masa realisasi bertumpang tindih: bulan {months}.", "bulan_awal")
            longest = max(longest, row, key=lambda found: found.key[-1])


def volumes_of_outputs(stage: Stage, rows: list[Row]) -> Problems:
    """Volumes belong to RO lines."""
    line_sheet = declared.budget.LINE
    for row in rows:
        # The address of a line has four parts: unit, year and number of its DIPA, and its code.
        line = stage.find_sound(line_sheet.name, row.key[:4])
        if line and value(line_sheet, line, "tingkat") != LineLevel.RO:
            yield row.problem("Volume hanya diisi pada tingkat RO.", "kode")


def narratives_agree(stage: Stage, rows: list[Row]) -> Problems:
    """The indicator of a narrative belongs to the objective it names."""
    sheet, indicator_sheet = declared.reports.NARRATIVE, declared.indicators.INDICATOR
    for row in rows:
        objective, indicator = value(sheet, row, "sasaran"), value(sheet, row, "indikator")
        found = objective and indicator and stage.find_sound(indicator_sheet.name, indicator)
        if found:
            home = (*value(indicator_sheet, found, "renstra"), value(indicator_sheet, found, "sasaran"))
            if home != objective:
                yield row.problem("Indikator harus milik sasaran yang ditunjuk.", "indikator")


CROSSCHECKS = (
    ("target_renstra", targets_within_table),
    ("indikator", indicators_unlocked),
    ("komponen", components_unlocked),
    ("realisasi", predicates_on_scale),
    ("realisasi", counts_possible),
    ("nilai_komponen", parts_possible),
    ("butir_pk", predicates_on_scale),
    ("butir_pk", lines_follow_above),
    ("rentang_capaian", bands_without_gaps),
    ("pok", lines_below_parent),
    ("realisasi_anggaran", spending_apart),
    ("volume_ro", volumes_of_outputs),
    ("volume_revisi", volumes_of_outputs),
    ("narasi", narratives_agree),
)

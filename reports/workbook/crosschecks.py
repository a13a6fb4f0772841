"""The rules across rows that the models state in clean(), asked once for all rows of a sheet."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from budget.models import LineLevel
from indicators.models import Indicator, PredicateRank, RealizationStatus
from indicators.scales import Band
from indicators.scales import problems as band_problems
from reports.workbook import sheets as declared
from reports.workbook.keys import address
from reports.workbook.problems import Problem
from reports.workbook.rows import Row, Stored
from reports.workbook.stage import Stage, by_container, container_of, value

Problems = Iterator[Problem]


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
    """Polarity and calculation stay once a realization is verified."""
    sheet = declared.indicators.INDICATOR
    locked = {sheet.places[name]: name for name in ("arah", "cara_hitung")}
    changing = {row.pk: row for row in rows if row.stored and any(place in locked for place in row.changed)}
    verified = Indicator.objects.filter(pk__in=list(changing), realizations__status=RealizationStatus.VERIFIED)
    for pk in verified.values_list("pk", flat=True).distinct():
        for place in set(changing[pk].changed) & locked.keys():
            message = "Terkunci karena sudah ada realisasi yang terverifikasi."
            yield changing[pk].problem(message, locked[place])


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
        line = stage.find_sound(line_sheet.name, row.key)
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
    ("realisasi", predicates_on_scale),
    ("butir_pk", predicates_on_scale),
    ("rentang_capaian", bands_without_gaps),
    ("pok", lines_below_parent),
    ("realisasi_anggaran", spending_apart),
    ("volume_ro", volumes_of_outputs),
    ("narasi", narratives_agree),
)

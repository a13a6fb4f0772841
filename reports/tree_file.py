"""The pohon kinerja as tables to take away: the objectives that stand open with their indicators, and the gaps."""

from collections.abc import Iterator

from lakin.formatting import datetime_wib, quarter_name
from reports.blocks import Column, Row, Shown, Table
from reports.boards import workbook_of
from reports.cascade import Cascade, CascadeNode, IndicatorRow
from reports.models import TreeGap
from reports.references import realization_of, target_of
from reports.tree_gaps_below import KINDS, GapRows

COLUMNS = (
    Column("Tingkat", "integer", 0.6),
    Column("Unit kerja", width=2.4),
    Column("Jenis"),
    Column("No.", width=0.7),
    Column("Uraian", width=4.2),
    Column("Target", "value", 1.2, "right"),
    Column("Realisasi", "value", 1.2, "right"),
    Column("Keterangan", width=1.6),
    Column("Capaian (%)", "percent"),
    Column("Predikat", "status", 1.6),
)


def as_xlsx(tree: Cascade) -> bytes:
    """The open part of the tree, its figures as numbers."""
    caption = f"Pohon kinerja {tree.unit.name} {tree.year}, sampai {quarter_name(tree.quarter)}"
    rows = tuple(row for node in tree.nodes for row in rows_of(node))
    return workbook_of((Table("pohon-kinerja", caption, COLUMNS, rows),), "Pohon kinerja", tree.unit, tree.year)


def rows_of(node: CascadeNode) -> Iterator[Row]:
    """The objective and then its indicators; beyond a person's units only its words."""
    mean = Shown(node.score.mean.value if node.score else None, "percent")
    place, objective = (node.level, node.unit.name), node.objective
    yield Row((*place, "Sasaran", objective.code, objective.name, None, None, None, mean, node.status), "group")
    for row in node.rows:
        yield Row((*place, "Indikator", *indicator_cells(row)))


def indicator_cells(row: IndicatorRow) -> tuple:
    """Number, name, target, realization, of which other period it is, capaian and rating."""
    score = row.score
    words = score.measurement.period_words or None
    capaian = Shown(score.achievement.value, "percent")
    return score.code, score.name, target_of(score), realization_of(score), words, capaian, row.rating


def gaps_xlsx(unit, year: int, found: GapRows) -> bytes:
    """Every unit below with gaps of its own, one to a row."""
    caption = f"Celah pohon kinerja di bawah {unit.name} {year}"
    if found.counted_at:
        caption += f", dihitung {datetime_wib(found.counted_at)}"
    heads = (TreeGap._meta.get_field(kind).verbose_name for kind in KINDS)
    columns = (
        Column("Kode unit", width=1.6),
        Column("Unit kerja", width=3),
        *(Column(head.capitalize(), "integer") for head in heads),
    )
    rows = tuple(Row((row.unit.code, row.unit.name, *(getattr(row, kind) for kind in KINDS))) for row in found.rows)
    return workbook_of((Table("celah", caption, columns, rows),), "Celah pohon kinerja", unit, year)

"""The pohon kinerja as an .xlsx to take away: each objective that stands open, followed by its indicators."""

from collections.abc import Iterator
from decimal import Decimal
from io import BytesIO

import xlsxwriter

from indicators.achievement import round_half_up
from lakin.formatting import quarter_name
from reports.cascade import Cascade, CascadeNode, IndicatorRow
from reports.sections.ratings import plain_target

HEADS = ("Tingkat", "Unit kerja", "Jenis", "No.", "Uraian", "Target", "Realisasi", "Capaian (%)", "Predikat")
WIDTHS = (8, 34, 11, 9, 70, 16, 16, 12, 22)
Line = tuple[int | str | Decimal | None, ...]


def lines(node: CascadeNode) -> Iterator[Line]:
    """The objective and then its indicators; beyond a person's units only its words."""
    mean = node.score.mean.value if node.score else None
    word = node.status.word if node.status else ""
    yield (node.level, node.unit.name, "Sasaran", node.objective.code, node.objective.name, "", "", mean, word)
    for row in node.rows:
        yield (node.level, node.unit.name, "Indikator", *indicator_cells(row))


def indicator_cells(row: IndicatorRow) -> Line:
    score = row.score
    target = plain_target(score)
    written = target if isinstance(target, str) else score.indicator.written(target)
    measured = score.indicator.written(score.measurement.value, score.measurement.text)
    return score.code, score.name, written, measured, score.achievement.value, row.rating.word


def as_xlsx(tree: Cascade) -> bytes:
    """The open part of the tree, capaian as numbers and everything else as text."""
    output = BytesIO()
    book = xlsxwriter.Workbook(output)
    sheet = book.add_worksheet("Pohon kinerja")
    bold, figure = book.add_format({"bold": True}), book.add_format({"num_format": "0.00"})
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    sheet.write_string(0, 0, f"Pohon kinerja {tree.unit.name} {tree.year}, sampai {quarter_name(tree.quarter)}", bold)
    sheet.freeze_panes(2, 0)
    for column, text in enumerate(HEADS):
        sheet.write_string(1, column, text, bold)
    for at, line in enumerate((line for node in tree.nodes for line in lines(node)), start=2):
        for column, cell in enumerate(line):
            if isinstance(cell, Decimal | int):
                sheet.write_number(at, column, float(round_half_up(Decimal(cell))), figure if column else None)
            elif cell:
                sheet.write_string(at, column, cell)
    book.close()
    return output.getvalue()

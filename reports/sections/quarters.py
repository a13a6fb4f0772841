"""The quarters of an indicator: what was aimed at and what was measured, one column each."""

from agreements.scorecard import IndicatorScore
from indicators.measurement import of_quarter
from lakin.formatting import quarter_name
from reports.blocks import Cell, Column, Row, Table
from reports.facts import Facts
from reports.references import in_measure


def quarters_table(facts: Facts, score: IndicatorScore, key: str) -> tuple[Table, ...]:
    """Target and realization of each quarter; nothing while only one quarter is known."""
    targets = quarter_targets(facts, score)
    realized = {row.quarter: measured_cell(score, row) for row in facts.realizations.get(score.indicator.pk, ())}
    if len(realized) < 2 and not targets:
        return ()
    quarters = range(1, 5)
    columns = (Column("", width=1.2), *(Column(quarter_name(quarter), "value", 1, "right") for quarter in quarters))
    rows = [("Target", targets)] if targets else []
    rows.append(("Realisasi", realized))
    body = tuple(Row((label, *(cells.get(quarter) for quarter in quarters))) for label, cells in rows)
    return (Table(key, f"Perkembangan triwulan indikator {score.code}", columns, body),)


def quarter_targets(facts: Facts, score: IndicatorScore) -> dict[int, Cell]:
    """The targets of the quarters in the agreement in force."""
    lines = facts.agreement.lines if facts.agreement else ()
    line = next((line for line in lines if line.pk == score.line_id), None)
    rows = line.quarter_targets.all() if line else ()
    return {row.quarter: in_measure(score.indicator, row.target, row.target_text) for row in rows}


def measured_cell(score: IndicatorScore, row) -> Cell:
    """The value of one quarter as the engine reads it."""
    measured = of_quarter(row)
    return in_measure(score.indicator, measured.value, measured.text)

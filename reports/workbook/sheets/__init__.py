"""Every sheet of the workbook, each after the sheets it refers to."""

from reports.workbook.sheets import agreements, budget, indicators, plan, reports, rules, units

INSTRUCTIONS = "petunjuk"

SHEETS = (
    *units.SHEETS,
    *rules.SHEETS,
    *plan.SHEETS,
    indicators.INDICATOR,
    plan.STRATEGIC_TARGET,
    indicators.COMPONENT,
    indicators.REALIZATION,
    indicators.COMPONENT_VALUE,
    indicators.HISTORY,
    *agreements.SHEETS,
    *budget.SHEETS,
    *reports.SHEETS,
)
BY_NAME = {sheet.name: sheet for sheet in SHEETS}

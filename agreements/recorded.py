"""The tables of promises whose changes are kept."""

from agreements import models
from units.trail import record

record(models.PerformanceAgreement, unit="unit", year="year")
# The wording that a signature freezes follows from objective and indicator, which are kept.
record(
    models.AgreementLine, unit="agreement__unit", year="agreement__year", hidden=["objective_name", "indicator_name"]
)
record(models.QuarterTarget, unit="line__agreement__unit", year="line__agreement__year")
record(models.ActionStep, unit="line__agreement__unit", year="line__agreement__year")
record(models.AgreementBudget, unit="agreement__unit", year="agreement__year")

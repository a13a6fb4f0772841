"""The tables of money whose changes are kept."""

from budget import models
from units.trail import record

record(models.Satker, unit="unit")
record(models.Dipa, unit="unit", year="year")
record(models.DipaRevision, unit="dipa__unit", year="dipa__year")
record(models.BudgetLine, unit="dipa__unit", year="dipa__year")
record(models.Ceiling, unit="line__dipa__unit", year="line__dipa__year")
record(models.Spending, unit="line__dipa__unit", year="line__dipa__year")
record(models.OutputVolume, unit="line__dipa__unit", year="line__dipa__year")
record(models.PlannedWithdrawal, unit="revision__dipa__unit", year="revision__dipa__year")
record(models.VolumeTarget, unit="line__dipa__unit", year="line__dipa__year")
record(models.ExpenditureTotal, unit="dipa__unit", year="dipa__year")
record(models.SupportingActivity, unit="unit", year="year")
# The rows that an import writes stand in its own entry, together with the file they came from.
record(models.BudgetImport, unit="dipa__unit", year="dipa__year", hidden=["journal", "person"])
record(models.FileLayout, unit="unit", hidden=["signature"])

"""The tables of plans, indicators and facts whose changes are kept; Step is a log itself."""

from indicators import models
from units.trail import record

record(models.StrategicPlan, unit="unit")
record(models.PlanVersion, unit="plan__unit")
record(models.PlanStatement, unit="version__plan__unit")
record(models.Objective, unit="plan__unit")
record(models.TargetTable, unit="version__plan__unit")
# Of a period the year it begins in.
record(models.StrategicTarget, unit="table__version__plan__unit", year="year_from")
record(models.Indicator, unit="objective__plan__unit")
record(models.Component, unit="indicator__objective__plan__unit", year="year")
record(models.Realization, unit="unit", year="year")
record(models.ComponentValue, unit="realization__unit", year="realization__year")
record(models.HistoricalValue, unit="unit", year="year_from")
record(models.Evidence, unit="realization__unit", year="realization__year")
record(models.Period, unit="unit", year="year")
record(models.Extension, unit="unit", year="period__year")
record(models.RuleSet, unit="institution", year="year")
record(models.RatingScale, unit="", year="year")
record(models.RatingBand, unit="")
record(models.PredicateScale, unit="")
record(models.PredicateRank, unit="")

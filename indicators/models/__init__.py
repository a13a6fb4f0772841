"""What is measured and what was measured."""

from indicators.models.indicator import Component, ComponentRole, Indicator, IndicatorQuerySet, Measure
from indicators.models.plan import (
    Objective,
    ObjectiveLevel,
    PlanStatement,
    PlanVersion,
    StatementKind,
    StrategicPlan,
    StrategicTarget,
    TargetTable,
)
from indicators.models.realization import (
    ComponentValue,
    Evidence,
    HistoricalValue,
    HistoryKind,
    Realization,
    RealizationStatus,
)
from indicators.models.ruleset import PredicateRank, PredicateScale, RatingBand, RatingScale, RuleSet, RuleStatus

__all__ = [
    "Component",
    "ComponentRole",
    "ComponentValue",
    "Evidence",
    "HistoricalValue",
    "HistoryKind",
    "Indicator",
    "IndicatorQuerySet",
    "Measure",
    "Objective",
    "ObjectiveLevel",
    "PlanStatement",
    "PlanVersion",
    "PredicateRank",
    "PredicateScale",
    "RatingBand",
    "RatingScale",
    "Realization",
    "RealizationStatus",
    "RuleSet",
    "RuleStatus",
    "StatementKind",
    "StrategicPlan",
    "StrategicTarget",
    "TargetTable",
]

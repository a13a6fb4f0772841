"""What is measured and what was measured."""

from indicators.models.indicator import (
    Component,
    ComponentRole,
    Indicator,
    IndicatorQuerySet,
    Measure,
    components_of_each,
)
from indicators.models.period import Extension, Period
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
    evidence_of_each,
    parts_of_each,
)
from indicators.models.ruleset import PredicateRank, PredicateScale, RatingBand, RatingScale, RuleSet, RuleStatus
from indicators.models.step import Action, Step, steps_of_each

__all__ = [
    "Action",
    "Component",
    "ComponentRole",
    "ComponentValue",
    "Evidence",
    "Extension",
    "HistoricalValue",
    "HistoryKind",
    "Indicator",
    "IndicatorQuerySet",
    "Measure",
    "Objective",
    "ObjectiveLevel",
    "Period",
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
    "Step",
    "StrategicPlan",
    "StrategicTarget",
    "TargetTable",
    "components_of_each",
    "evidence_of_each",
    "parts_of_each",
    "steps_of_each",
]

"""The figures behind an indicator as the rules read them: its components of the year and their sums."""

from dataclasses import dataclass
from decimal import Decimal

from agreements.scorecard import IndicatorScore
from indicators import formula
from indicators.achievement import achievement, round_half_up
from indicators.formula import Part
from indicators.measurement import part_of
from indicators.models import Component, ComponentRole, ComponentValue, Indicator, RealizationStatus
from lakin.formatting import by_measure, number, percent, rupiah
from reports.facts import Facts
from reports.models import PrintedFigure


@dataclass(frozen=True)
class ComponentFigures:
    """A component of the year and its latest verified value; `value` None means none is stored."""

    component: Component
    value: ComponentValue | None

    @property
    def part(self) -> Part:
        """As the engine reads it."""
        return part_of(self.component, self.value)

    @property
    def is_empty(self) -> bool:
        """True when neither n nor T nor a score is known."""
        part = self.part
        return (part.numerator, part.denominator, part.score) == (None, None, None)


def verified(facts: Facts, indicator: Indicator) -> list:
    """The verified realizations of the year, the last quarter first."""
    rows = facts.realizations.get(indicator.pk, ())
    return [row for row in reversed(rows) if row.status == RealizationStatus.VERIFIED]


def components_of(facts: Facts, indicator: Indicator) -> tuple[ComponentFigures, ...]:
    """The components of the year in order, each with the latest value that is not empty."""
    values = {}
    for row in reversed(verified(facts, indicator)):
        values |= {value.component_id: value for value in facts.component_values.get(row.pk, ())}
    rows = sorted(facts.components.get(indicator.pk, ()), key=lambda component: component.order)
    return tuple(ComponentFigures(component, values.get(component.pk)) for component in rows)


def summed_parts(components: tuple[ComponentFigures, ...]) -> tuple[Part, ...]:
    """The components that add up to a total: the parts, or where there is none the details; context never does."""
    for role in (ComponentRole.PART, ComponentRole.ITEM):
        if parts := tuple(item.part for item in components if item.component.role == role):
            return parts
    return ()


def contribution(part: Part) -> Decimal | None:
    """What one weighted component adds to the whole, in points; None while it is not known."""
    if part.weight is None:
        return None
    rest = Part("", weight=100 - part.weight, score=Decimal(0))
    return formula.weighted((part, rest)).value


def named(score: IndicatorScore) -> str:
    """The indicator as a finding calls it."""
    return f"Indikator {score.code} {score.indicator.short_name or score.name}"


def measure_name(figure: PrintedFigure) -> str:
    """The measure of a printed figure as it stands in a sentence, "penyebut (T)"."""
    label = figure.get_measure_display()
    return f"{label[0].lower()}{label[1:]}"


def shown(value: Decimal | None, kind: str, decimals: int = 2) -> str:
    """A figure of a finding: percent, rupiah or number."""
    if kind == "rupiah":
        return rupiah(value)
    return percent(value, decimals) if kind == "percent" else number(value, decimals)


def of_indicator(value: Decimal | None, indicator: Indicator) -> str:
    """A target or realization in the measure and decimals of its indicator."""
    return by_measure(value, indicator.measure, indicator.decimals) if value is not None else "–"


def from_shown(facts: Facts, score: IndicatorScore):
    """The achievement that follows from the rounded realization; None when not defined."""
    return achievement(
        target=score.target,
        realization=round_half_up(score.measurement.value, score.indicator.decimals),
        polarity=score.indicator.polarity,
        policy=facts.scorecard.rules.policy,
        lower=score.lower,
        upper=score.upper,
    ).value

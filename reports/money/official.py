"""The official IKPA as it was typed from its source: an indicator of the unit, never replaced by the estimate."""

from dataclasses import dataclass

from indicators.measurement import Measurement, measurements
from indicators.models import Indicator

NAME = "IKPA"


@dataclass(frozen=True)
class OfficialScore:
    """An indicator that names IKPA with what was measured of it in the year."""

    indicator: Indicator
    measurement: Measurement

    @property
    def words(self) -> str:
        """The value in the indicator's own measure, a dash while it is not known."""
        return self.indicator.written(self.measurement.value, self.measurement.text)


def official_scores(unit, year: int) -> tuple[OfficialScore, ...]:
    """The IKPA indicators of the unit's plan with their value of the year, in a constant number of queries."""
    plan = {
        "objective__plan__unit": unit,
        "objective__plan__year_from__lte": year,
        "objective__plan__year_to__gte": year,
    }
    own = Indicator.objects.in_year(year).filter(**plan)
    found = [row for row in own if NAME in f"{row.name} {row.short_name}"]
    measured = measurements(unit, year, found, verified_only=False) if found else {}
    return tuple(OfficialScore(row, measured[row.pk]) for row in found)

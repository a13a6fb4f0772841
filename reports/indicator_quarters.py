"""The four quarters of one indicator: what was filled in, by whom it was verified, and where one may go from there."""

from dataclasses import dataclass

from django.urls import reverse

from agreements.quarter import NOT_BEGUN
from agreements.scorecard import IndicatorScore, score_of
from indicators.measurement import NOTHING, Measurement, of_quarter
from indicators.models import Evidence, Realization, RealizationStatus
from indicators.periods import QUARTERS
from reports.blocks import Status
from reports.evidence import EvidenceFile, file_of
from reports.indicator_rows import IndicatorRows
from reports.sections.ratings import rating
from units.access import has_role
from units.models import Role

POOLED = "Dihitung dari isian unit"


@dataclass(frozen=True)
class QuarterFigure:
    """One quarter: `measurement` alone, `score` the year so far against its target, whatever its status.

    `fill_url` is empty where the unit promised nothing, `verify_url` for who may not decide on what waits.
    """

    quarter: int
    realization: Realization | None
    measurement: Measurement
    score: IndicatorScore
    rating: Status
    files: tuple[EvidenceFile, ...]
    fill_url: str
    verify_url: str

    @property
    def status(self) -> str:
        return self.realization.status if self.realization else ""

    @property
    def status_words(self) -> str:
        if self.realization:
            return self.realization.get_status_display()
        return POOLED if self.score.measurement.is_known else NOT_BEGUN

    @property
    def has_words(self) -> bool:
        """Whether the reporter wrote why it came so and what follows."""
        row = self.realization
        return bool(row and (row.supporting_factors or row.hindering_factors or row.follow_up or row.note))


def quarter_figures(user, rows: IndicatorRows) -> tuple[QuarterFigure, ...]:
    """The quarters of the year, in one query for their evidence."""
    files = files_of(rows)
    is_verifier = has_role(user, rows.unit, Role.VERIFIER)
    return tuple(quarter_figure(rows, quarter, files, is_verifier) for quarter in QUARTERS)


def quarter_figure(rows: IndicatorRows, quarter, files, is_verifier) -> QuarterFigure:
    realization = rows.own.get(quarter)
    so_far = rows.measured(rows.year, quarter, verified_only=False)
    measurement = of_quarter(realization) if realization else NOTHING
    # An earlier quarter must not answer for one that is empty.
    if not (measurement.is_known or is_contributed(rows, quarter)):
        so_far = NOTHING
    score = score_of(rows.target_of(quarter), so_far, rows.rules[rows.year])
    place = {"code": rows.unit.code, "year": rows.year, "quarter": quarter, "indicator_id": rows.indicator.pk}
    waits = realization is not None and realization.status == RealizationStatus.SUBMITTED
    return QuarterFigure(
        quarter,
        realization,
        measurement,
        score,
        rating(score),
        tuple(file_of(row, realization) for row in files if row.realization_id == getattr(realization, "pk", None)),
        reverse("reports:realization-edit", kwargs=place) if rows.is_promised else "",
        reverse("reports:verification-show", args=[realization.pk]) if waits and is_verifier else "",
    )


def is_contributed(rows: IndicatorRows, quarter: int) -> bool:
    """Whether any unit contributed to a pool in the quarter."""
    return rows.is_pool and any(row.quarter == quarter for found in rows.realized[rows.year].values() for row in found)


def files_of(rows: IndicatorRows) -> list[Evidence]:
    """The evidence of the unit's own quarters."""
    found = Evidence.objects.filter(realization__in=[row.pk for row in rows.own.values()])
    return list(found.select_related("uploaded_by").order_by("uploaded_at", "pk"))

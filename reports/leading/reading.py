"""Reading the picture of a subtree from the kept sums, or live where it is small and nothing is kept yet."""

from collections.abc import Iterable
from datetime import date

from indicators.achievement import OVERALL_WORDS
from indicators.rulesets import Rules, rules_for
from lakin.formatting import number
from reports import standings
from reports.leading.deciding import decide
from reports.leading.foresight import foresee
from reports.leading.live import live_source
from reports.leading.picture import HeatColumn, Level, Mover, ObjectiveRow, Picture, Shortfall, UnitRow, level
from reports.leading.source import Source, stored_source
from reports.references import plain_status

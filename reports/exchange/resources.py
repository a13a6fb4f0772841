"""The tables of the API by their name in the address."""

from reports.exchange.measured import BUDGET, REALIZATIONS, SCORECARDS
from reports.exchange.planned import AGREEMENTS, INDICATORS, UNITS

RESOURCES = {resource.key: resource for resource in (UNITS, INDICATORS, AGREEMENTS, REALIZATIONS, SCORECARDS, BUDGET)}

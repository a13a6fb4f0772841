"""The tables of the API by their name in the address."""

from reports.exchange.measured import BUDGET, REALIZATIONS, SCORECARDS
from reports.exchange.planned import AGREEMENTS, INDICATORS, UNITS
from reports.exchange.reviewed import FINDINGS

TABLES = (UNITS, INDICATORS, AGREEMENTS, REALIZATIONS, SCORECARDS, BUDGET, FINDINGS)
RESOURCES = {resource.key: resource for resource in TABLES}

"""What breaks and what just keeps every named constraint of the sums of a ministry."""

from tests import report_factories as f
from tests.constraint_cases.case import Case

CASES = [
    Case("unitstanding_reach_known", f.make_unit_standing, {"reach": "x"}, {"reach": "subtree"}, "reach"),
    Case("unitstanding_once", f.make_unit_standing, {}, {"reach": "subtree"}),
    Case("objectivestanding_reach_known", f.make_objective_standing, {"reach": "x"}, {"reach": "subtree"}, "reach"),
    Case("objectivestanding_once", f.make_objective_standing, {}, {"quarter": 3}),
    Case("shortfall_quarter_range", f.make_shortfall, {"quarter": 5}, {"quarter": 1}),
    Case("standingdue_once", f.make_standing_due, {}, {"year": 2024}),
    Case("planstanding_reach_known", f.make_plan_standing, {"reach": "x"}, {"reach": "subtree"}, "reach"),
    Case("planstanding_once", f.make_plan_standing, {}, {"reach": "subtree"}),
    Case("treegap_once", f.make_tree_gap, {}, {"year": 2024}),
    Case("shortfall_once", f.make_shortfall, {}, {"year": 2024}),
]

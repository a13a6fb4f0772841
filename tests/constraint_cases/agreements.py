"""What breaks and what just keeps every named constraint of `agreements`."""

from tests import factories as f
from tests.constraint_cases.case import Case

CASES = [
    Case("agreement_year_range", f.make_agreement, {"year": 1944}, {"year": 1945}),
    Case("agreement_status_known", f.make_agreement, {"status": "batal"}, {"status": "draft"}, "status"),
    Case(
        "agreement_reason_known",
        f.make_agreement,
        {"version": 1, "reason": "x"},
        {"version": 1, "reason": "pejabat"},
        "reason",
    ),
    Case(
        "agreement_precision_known",
        f.make_agreement,
        {"signed_precision": "x"},
        {"signed_precision": "bulan"},
        "signed_precision",
    ),
    Case(
        "agreement_first_party_filled",
        f.make_agreement,
        {"first_party_position": ""},
        {"first_party_position": "Kepala Sentra"},
        "first_party_position",
    ),
    Case(
        "agreement_second_party_filled",
        f.make_agreement,
        {"second_party_position": ""},
        {"second_party_position": "Menteri"},
        "second_party_position",
    ),
    Case("agreement_version_once", f.make_agreement, {"status": "superseded"}, {"year": 2024}),
    Case(
        "agreement_one_in_force",
        f.make_agreement,
        {"version": 1, "reason": "pejabat"},
        {"version": 1, "status": "draft"},
    ),
    Case("agreement_first_has_no_reason", f.make_agreement, {"reason": "pejabat"}, {"version": 1, "reason": "pejabat"}),
    Case("agreement_first_has_no_reason", f.make_agreement, {"reason_text": "Mutasi"}, {"reason_text": ""}),
    Case("agreement_signed_revision_has_reason", f.make_agreement, {"version": 1}, {"version": 1, "status": "draft"}),
    Case("agreementline_indicator_once", f.make_line, {}, lambda row: {"indicator": f.make_indicator()}),
    Case(
        "agreementline_bounds_order",
        f.make_line,
        {"target_lower": 91, "target_upper": 90},
        {"target_lower": 90, "target_upper": 90},
    ),
    Case("quartertarget_quarter_range", f.make_quarter_target, {"quarter": 0}, {"quarter": 4}),
    Case("quartertarget_once", f.make_quarter_target, {}, {"quarter": 2}),
    Case("actionstep_description_filled", f.make_step, {"description": ""}, {"description": "Rapat"}, "description"),
    Case("actionstep_budget_not_negative", f.make_step, {"budget": -1}, {"budget": 0}),
    Case("actionstep_quarter_range", f.make_step, {"quarter_to": 5}, {"quarter_to": 4}),
    Case("actionstep_quarter_order", f.make_step, {"quarter_from": 3}, {"quarter_from": 2}),
    Case("actionstep_order_once", f.make_step, {}, {"order": 2}),
    Case("agreementbudget_not_negative", f.make_agreement_budget, {"amount": -1}, {"amount": 0}),
    Case("agreementbudget_level_known", f.make_agreement_budget, {"level": "kro"}, {"level": "kegiatan"}, "level"),
    Case("agreementbudget_code_once", f.make_agreement_budget, {}, {"code": "WA"}),
]

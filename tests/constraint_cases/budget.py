"""What breaks and what just keeps every named constraint of `budget`."""

from tests import factories as f
from tests.constraint_cases.case import Case


def half_year():
    return f.make_spending(month_from=1, month_to=6)


def activity():
    return f.make_budget_line("DQ.6279")


CASES = [
    Case("satker_code_six_digits", f.make_satker, {"code": "12345"}, {"code": "012345"}),
    Case("satker_code_six_digits", f.make_satker, {"code": "12345A"}, {"code": "999999"}),
    Case("dipa_year_range", f.make_dipa, {"year": 1944}, {"year": 1945}),
    Case("dipa_once", f.make_dipa, {}, {"number": "DIPA-027.04"}),
    Case("diparevision_kind_known", f.make_revision, {"kind": "dirjen"}, {"kind": "pok"}, "kind"),
    Case("diparevision_amount_not_negative", f.make_revision, {"amount": -1}, {"amount": 0}),
    Case(
        "diparevision_order_once",
        f.make_revision,
        {"kind": "dja", "number": 5},
        {"order": 2, "kind": "dja", "number": 5},
    ),
    Case("diparevision_number_once", f.make_revision, {"order": 2}, {"order": 2, "kind": "dja", "number": 5}),
    Case("diparevision_initial_is_zero", f.make_revision, {"number": 1}, {"number": 0}),
    Case(
        "diparevision_number_known", f.make_revision, {"kind": "dja", "number": None}, {"kind": "akhir", "number": None}
    ),
    Case(
        "diparevision_number_known",
        f.make_revision,
        {"kind": "dja", "number": None},
        {"kind": "dja", "number": None, "state": "usulan"},
    ),
    Case("diparevision_state_known", f.make_revision, {"state": "ragu"}, {"state": "usulan"}, "state"),
    Case("plannedwithdrawal_month_range", f.make_withdrawal, {"month": 13}, {"month": 12}),
    Case("plannedwithdrawal_month_range", f.make_withdrawal, {"month": 0}, {"month": 1}),
    Case("plannedwithdrawal_kind_known", f.make_withdrawal, {"kind": "54"}, {"kind": "57"}, "kind"),
    Case("plannedwithdrawal_not_negative", f.make_withdrawal, {"amount": -1}, {"amount": 0}),
    Case("plannedwithdrawal_once", f.make_withdrawal, {}, {"month": 2}),
    Case("volumetarget_not_negative", f.make_volume_target, {"amount": -1}, {"amount": 0}),
    Case("volumetarget_once", f.make_volume_target, {}, lambda row: {"revision": f.make_revision()}),
    Case("budgetline_level_known", activity, {"level": "item"}, {"level": "kegiatan"}, "level"),
    Case("budgetline_name_filled", f.make_budget_line, {"name": ""}, {"name": "Program lain"}, "name"),
    Case("budgetline_path_filled", f.make_budget_line, {"path": ""}, {"path": "WA"}, "path"),
    Case("budgetline_path_once", f.make_budget_line, {}, {"path": "WA"}),
    Case(
        "budgetline_only_program_is_root",
        f.make_budget_line,
        {"level": "kegiatan"},
        lambda row: {"level": "kegiatan", "path": "WA.1", "parent": f.make_budget_line("WA")},
    ),
    Case("ceiling_not_negative", f.make_ceiling, {"amount": -1}, {"amount": 0}),
    Case("ceiling_blocked_not_negative", f.make_ceiling, {"blocked": -1}, {"blocked": 0}),
    Case("ceiling_blocked_within", f.make_ceiling, {"blocked": 1_000_001}, {"blocked": 1_000_000}),
    Case("ceiling_once", f.make_ceiling, {}, lambda row: {"revision": f.make_revision()}),
    Case("spending_month_range", f.make_spending, {"month_to": 13}, {"month_to": 1}),
    Case("spending_month_range", f.make_spending, {"month_from": 0}, {"month_from": 12}),
    Case("spending_month_order", half_year, {"month_from": 7}, {"month_from": 6, "amount": -1}),
    Case("spending_once", half_year, {}, {"month_from": 7, "month_to": 12}),
    Case("outputvolume_target_not_negative", f.make_volume, {"target": -1}, {"target": 0}),
    Case("outputvolume_realized_not_negative", f.make_volume, {"realized": -1}, {"realized": None}),
    Case("budgetimport_month_range", f.make_budget_import, {"month": 13}, {"month": 12}),
    Case("budgetimport_hash_of_file", f.make_budget_import, {"sha256": "z" * 64}, {"sha256": "a" * 64}),
    Case("filelayout_name_filled", f.make_file_layout, {"name": ""}, {"name": "Laporan"}, "name"),
    Case("filelayout_once", f.make_file_layout, {}, {"signature": "1" * 64}),
    Case("expendituretotal_kind_known", f.make_expenditure_total, {"kind": "54"}, {"kind": "57"}, "kind"),
    Case("expendituretotal_ceiling_not_negative", f.make_expenditure_total, {"ceiling": -1}, {"ceiling": 0}),
    Case("expendituretotal_once", f.make_expenditure_total, {}, {"kind": "51"}),
    Case("supportingactivity_year_range", f.make_supporting_activity, {"year": 1944}, {"year": 1945}),
    Case("supportingactivity_name_filled", f.make_supporting_activity, {"name": ""}, {"name": "Rapat"}, "name"),
    Case("supportingactivity_order_once", f.make_supporting_activity, {}, {"order": 2}),
]

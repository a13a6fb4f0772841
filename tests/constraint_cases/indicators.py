"""What breaks and what just keeps every named constraint of `indicators`."""

from tests import factories as f
from tests.constraint_cases.case import Case, itself


def two_people(row):
    return {"submitted_by": f.make_user("siti"), "verified_by": f.make_user("budi")}


def one_person(row):
    return dict.fromkeys(("submitted_by", "verified_by"), f.make_user("siti"))


CASES = [
    Case("strategicplan_from_range", f.make_plan, {"year_from": 1944}, {"year_from": 1945}),
    Case("strategicplan_to_range", f.make_plan, {"year_to": 2101}, {"year_to": 2100}),
    Case("strategicplan_period_order", f.make_plan, {"year_to": 2019}, {"year_to": 2020}),
    Case("strategicplan_once", f.make_plan, {}, {"year_from": 2021}),
    Case("planversion_once", f.make_plan_version, {}, {"number": 1}),
    Case("planstatement_kind_known", f.make_statement, {"kind": "visi"}, {"kind": "tujuan"}, "kind"),
    Case("planstatement_text_filled", f.make_statement, {"text": ""}, {"text": "Misi lain"}, "text"),
    Case("planstatement_once", f.make_statement, {}, {"number": "3"}),
    Case("objective_level_known", f.make_objective, {"level": "tujuan"}, {"level": "program"}, "level"),
    Case("objective_name_filled", f.make_objective, {"name": ""}, {"name": "Sasaran lain"}, "name"),
    Case("objective_code_once", f.make_objective, {}, {"code": "3"}),
    Case("objective_not_own_parent", f.make_objective, itself, lambda row: {"parent": f.make_objective()}, "parent"),
    Case("targettable_from_range", f.make_target_table, {"year_from": 1944}, {"year_from": 1945}),
    Case("targettable_to_range", f.make_target_table, {"year_to": 2101}, {"year_to": 2100}),
    Case("targettable_period_order", f.make_target_table, {"year_to": 2019}, {"year_to": 2020}),
    Case("targettable_once", f.make_target_table, {}, {"number": 2}),
    Case("strategictarget_from_range", f.make_strategic_target, {"year_from": 1944}, {"year_from": 2020}),
    Case("strategictarget_to_range", f.make_strategic_target, {"year_to": 2101}, {"year_to": 2024}),
    Case("strategictarget_period_order", f.make_strategic_target, {"year_to": 2022}, {"year_to": 2023}),
    Case("strategictarget_once", f.make_strategic_target, {}, {"year_to": 2024}),
    Case("ratingscale_year_range", f.make_rating_scale, {"year": 1944}, {"year": None}),
    Case("ratingband_mark_known", f.make_rating_band, {"mark": "hijau"}, {"mark": "met"}, "mark"),
    Case("ratingband_order", f.make_rating_band, {"lower": 101}, {"lower": 100}),
    Case("ratingband_label_once", f.make_rating_band, {}, {"label": "Cukup"}),
    Case("ruleset_year_range", f.make_rule_set, {"year": 2101}, {"year": 2100}),
    Case("ruleset_status_known", f.make_rule_set, {"status": "sah"}, {"status": "terverifikasi"}, "status"),
    Case(
        "ruleset_minimize_known",
        f.make_rule_set,
        {"minimize_formula": "x"},
        {"minimize_formula": "inverse"},
        "minimize_formula",
    ),
    Case(
        "ruleset_overall_known",
        f.make_rule_set,
        {"overall_method": "x"},
        {"overall_method": "indicators"},
        "overall_method",
    ),
    Case("ruleset_bounds_order", f.make_rule_set, {"floor": 121, "cap": 120}, {"floor": 0, "cap": 120}),
    Case("ruleset_once", f.make_rule_set, {}, {"year": 2024}),
    Case("predicaterank_label_once", f.make_predicate_rank, {"rank": 8}, {"label": "TT-2", "rank": 8}),
    Case("predicaterank_rank_once", f.make_predicate_rank, {"label": "TT-2"}, {"label": "TT-2", "rank": 8}),
    Case("indicator_name_filled", f.make_indicator, {"name": ""}, {"name": "Indikator lain"}, "name"),
    Case("indicator_measure_known", f.make_indicator, {"measure": "kali"}, {"measure": "score"}, "measure"),
    Case("indicator_polarity_known", f.make_indicator, {"polarity": "naik"}, {"polarity": "minimize"}, "polarity"),
    Case("indicator_calculation_known", f.make_indicator, {"calculation": "x"}, {"calculation": "sum"}, "calculation"),
    Case(
        "indicator_accumulation_known", f.make_indicator, {"accumulation": "x"}, {"accumulation": "sum"}, "accumulation"
    ),
    Case("indicator_from_range", f.make_indicator, {"year_from": 1944}, {"year_from": 1945}),
    Case("indicator_to_range", f.make_indicator, {"year_to": 2101}, {"year_to": 2100}),
    Case(
        "indicator_period_order",
        f.make_indicator,
        {"year_from": 2024, "year_to": 2023},
        {"year_from": 2023, "year_to": 2023},
    ),
    Case("indicator_code_once", f.make_indicator, {}, {"code": "1.3"}),
    Case("indicator_decimals_range", f.make_indicator, {"decimals": 5}, {"decimals": 4}),
    Case(
        "indicator_predicate_needs_scale",
        f.make_indicator,
        {"measure": "predicate"},
        lambda row: {"measure": "predicate", "predicate_scale": f.make_predicate_scale()},
    ),
    Case("component_year_range", f.make_component, {"year": 1944}, {"year": 1945}),
    Case("component_role_known", f.make_component, {"role": "induk"}, {"role": "konteks"}, "role"),
    Case("component_weight_not_negative", f.make_component, {"weight": -1}, {"weight": 0}),
    Case("component_weight_at_most_100", f.make_component, {"weight": 101}, {"weight": 100}),
    Case("component_order_once", f.make_component, {}, {"year": 2024}),
    Case("realization_year_range", f.make_realization, {"year": 2101}, {"year": 2100}),
    Case("realization_source_year_range", f.make_realization, {"source_year": 1944}, {"source_year": 1945}),
    Case("realization_source_not_later", f.make_realization, {"source_year": 2024}, {"source_year": 2022}),
    Case("realization_quarter_range", f.make_realization, {"quarter": 5}, {"quarter": 1}),
    Case("realization_status_known", f.make_realization, {"status": "ok"}, {"status": "returned"}, "status"),
    Case("realization_once", f.make_realization, {}, {"quarter": 3}),
    Case("period_year_range", f.make_period, {"year": 2101}, {"year": 2100}),
    Case("period_quarter_range", f.make_period, {"quarter": 0}, {"quarter": 1}),
    Case("period_once", f.make_period, {}, {"quarter": 3}),
    Case("period_due_not_before_opening", f.make_period, {"opens_on": "2024-01-16"}, {"opens_on": "2024-01-15"}),
    Case("period_close_not_before_due", f.make_period, {"closes_on": "2024-01-14"}, {"closes_on": "2024-01-15"}),
    Case("extension_reason_filled", f.make_extension, {"reason": ""}, {"reason": "Gangguan listrik"}, "reason"),
    Case("step_action_known", f.make_realization_step, {"action": "hapus"}, {"action": "verify"}, "action"),
    Case("step_note_filled", f.make_realization_step, {"action": "send_back"}, {"action": "send_back", "note": "n"}),
    Case("realization_verifier_not_submitter", f.make_realization, one_person, two_people),
    Case("componentvalue_once", f.make_part, {}, lambda row: {"component": f.make_component()}),
    Case("historicalvalue_from_range", f.make_historical_value, {"year_from": 1944}, {"year_from": 1945}),
    Case("historicalvalue_to_range", f.make_historical_value, {"year_to": 2101}, {"year_to": 2100}),
    Case("historicalvalue_period_order", f.make_historical_value, {"year_to": 2021}, {"year_to": 2022}),
    Case("historicalvalue_kind_known", f.make_historical_value, {"kind": "x"}, {"kind": "target"}, "kind"),
    Case("historicalvalue_once", f.make_historical_value, {}, {"kind": "target"}),
    Case("evidence_once", f.make_evidence, {}, {"sha256": "b" * 64}),
]

"""Every named constraint, broken in two ways: full_clean() says why in Indonesian, and the database refuses by name."""

from dataclasses import dataclass

import pytest
from django.apps import apps
from django.core.exceptions import NON_FIELD_ERRORS
from django.db import IntegrityError, connection, transaction
from django.db.models import BaseConstraint, UniqueConstraint

from tests import factories as f
from tests.checks import complaints

pytestmark = pytest.mark.django_db
OURS = ("units", "indicators", "agreements", "budget", "reports")
DAY, NEXT_DAY = "2023-01-02", "2023-01-03"


@dataclass(frozen=True)
class Case:
    """What breaks a constraint and what just keeps it; `column` is the field whose own rule speaks first."""

    name: str
    make: object
    broken: object
    valid: object
    column: str = ""

    @property
    def constraint(self):
        return CONSTRAINTS[self.name][1]

    def row(self, changes):
        """A row with the changes: another one where the constraint compares rows, else the same one."""
        row = self.make()
        if isinstance(self.constraint, UniqueConstraint):
            row = another(row)
        for name, value in (changes(row) if callable(changes) else changes).items():
            setattr(row, name, value)
        return row


def another(row):
    """A row that is not stored yet and says the same."""
    stored = (field for field in row._meta.concrete_fields if not field.primary_key)
    return type(row)(**{field.attname: getattr(row, field.attname) for field in stored})


def two_people(row):
    return {"submitted_by": f.make_user("siti"), "verified_by": f.make_user("budi")}


def one_person(row):
    return dict.fromkeys(("submitted_by", "verified_by"), f.make_user("siti"))


def itself(row):
    return {"parent": row}


def half_year():
    return f.make_spending(month_from=1, month_to=6)


def dated_official():
    return f.make_official(started_on=DAY)


def activity():
    return f.make_budget_line("DQ.6279")


def illustration_of_indicator():
    return f.make_illustration(indicator=f.make_indicator())


def narrative_of_indicator():
    return f.make_narrative(section="capaian-sasaran", indicator=f.make_indicator(), analysis="1")


CASES = [
    Case("unit_name_filled", f.make_unit, {"name": ""}, {"name": "Biro"}, "name"),
    Case("unit_kind_known", f.make_unit, {"kind": "dinas"}, {"kind": "pusat"}, "kind"),
    Case("unit_not_own_parent", f.make_unit, itself, lambda row: {"parent": f.make_unit("induk")}, "parent"),
    Case("unitname_once", f.make_unit_name, {}, {"name": "Nama lain"}),
    Case(
        "unitname_period_order",
        f.make_unit_name,
        {"valid_from": NEXT_DAY, "valid_until": DAY},
        {"valid_from": DAY, "valid_until": DAY},
    ),
    Case("official_name_filled", f.make_official, {"name": ""}, {"name": "Pejabat lain"}, "name"),
    Case("official_status_known", f.make_official, {"status": "pjs"}, {"status": "plt"}, "status"),
    Case("official_once", f.make_official, {}, {"started_on": DAY}),
    Case("official_once", dated_official, {}, {"started_on": NEXT_DAY}),
    Case(
        "official_period_order",
        f.make_official,
        {"started_on": NEXT_DAY, "ended_on": DAY},
        {"started_on": DAY, "ended_on": DAY},
    ),
    Case("unitfunction_kind_known", f.make_function, {"kind": "wewenang"}, {"kind": "tugas"}, "kind"),
    Case("unitfunction_text_filled", f.make_function, {"text": ""}, {"text": "Evaluasi"}, "text"),
    Case("unitfunction_order_once", f.make_function, {}, {"order": 2}),
    Case("staffcount_year_range", f.make_staff_count, {"year": 1944}, {"year": 1945}),
    Case("staffcount_not_negative", f.make_staff_count, {"count": -1}, {"count": 0}, "count"),
    Case("staffcount_once", f.make_staff_count, {}, {"name": "S2"}),
    Case("membership_role_known", f.make_membership, {"role": "tamu"}, {"role": "pimpinan"}, "role"),
    Case("membership_once", f.make_membership, {}, {"role": "pimpinan"}),
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
    Case("notice_once", f.make_notice, {}, {"key": "tw-3-2023"}),
    Case("realization_verifier_not_submitter", f.make_realization, one_person, two_people),
    Case("componentvalue_once", f.make_part, {}, lambda row: {"component": f.make_component()}),
    Case("historicalvalue_from_range", f.make_historical_value, {"year_from": 1944}, {"year_from": 1945}),
    Case("historicalvalue_to_range", f.make_historical_value, {"year_to": 2101}, {"year_to": 2100}),
    Case("historicalvalue_period_order", f.make_historical_value, {"year_to": 2021}, {"year_to": 2022}),
    Case("historicalvalue_kind_known", f.make_historical_value, {"kind": "x"}, {"kind": "target"}, "kind"),
    Case("historicalvalue_once", f.make_historical_value, {}, {"kind": "target"}),
    Case("evidence_once", f.make_evidence, {}, {"sha256": "b" * 64}),
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
    Case("ceiling_once", f.make_ceiling, {}, lambda row: {"revision": f.make_revision()}),
    Case("spending_month_range", f.make_spending, {"month_to": 13}, {"month_to": 1}),
    Case("spending_month_range", f.make_spending, {"month_from": 0}, {"month_from": 12}),
    Case("spending_month_order", half_year, {"month_from": 7}, {"month_from": 6, "amount": -1}),
    Case("spending_once", half_year, {}, {"month_from": 7, "month_to": 12}),
    Case("outputvolume_target_not_negative", f.make_volume, {"target": -1}, {"target": 0}),
    Case("outputvolume_realized_not_negative", f.make_volume, {"realized": -1}, {"realized": None}),
    Case("expendituretotal_kind_known", f.make_expenditure_total, {"kind": "54"}, {"kind": "57"}, "kind"),
    Case("expendituretotal_ceiling_not_negative", f.make_expenditure_total, {"ceiling": -1}, {"ceiling": 0}),
    Case("expendituretotal_once", f.make_expenditure_total, {}, {"kind": "51"}),
    Case("supportingactivity_year_range", f.make_supporting_activity, {"year": 1944}, {"year": 1945}),
    Case("supportingactivity_name_filled", f.make_supporting_activity, {"name": ""}, {"name": "Rapat"}, "name"),
    Case("supportingactivity_order_once", f.make_supporting_activity, {}, {"order": 2}),
    Case("outlinesection_title_filled", f.make_section, {"title": ""}, {"title": "Isu Strategis"}, "title"),
    Case("outlinesection_part_known", f.make_section, {"part": "bab"}, {"part": "lampiran"}, "part"),
    Case("outlinesection_key_once", f.make_section, {"order": 2}, {"order": 2, "key": "isu"}),
    Case("outlinesection_order_once", f.make_section, {"key": "isu"}, {"order": 2, "key": "isu"}),
    Case("report_year_range", f.make_report, {"year": 1944}, {"year": 1945}),
    Case("report_status_known", f.make_report, {"status": "sah"}, {"status": "final"}, "status"),
    Case(
        "report_precision_known", f.make_report, {"date_precision": "x"}, {"date_precision": "bulan"}, "date_precision"
    ),
    Case("report_title_filled", f.make_report, {"title": ""}, {"title": "LKj 2023"}, "title"),
    Case("report_once", f.make_report, {}, {"year": 2024}),
    Case("narrative_once", f.make_narrative, {}, {"section": "isu-strategis"}),
    Case("narrative_once", narrative_of_indicator, {}, {"analysis": "2"}),
    Case(
        "narrative_text_or_reason",
        f.make_narrative,
        {"not_applicable_reason": "Tidak ada standar nasional."},
        {"not_applicable_reason": "Tidak ada standar nasional.", "text": ""},
    ),
    Case(
        "narrative_analysis_needs_indicator",
        f.make_narrative,
        {"analysis": "1"},
        lambda row: {"analysis": "1", "objective": f.make_objective()},
    ),
    Case("illustration_caption_filled", f.make_illustration, {"caption": ""}, {"caption": "Rapat"}, "caption"),
    Case("illustration_order_once", f.make_illustration, {}, lambda row: {"indicator": f.make_indicator()}),
    Case("illustration_order_once", illustration_of_indicator, {}, {"indicator": None}),
    Case("legalreference_year_range", f.make_legal_reference, {"year": 1944}, {"year": None}),
    Case("legalreference_order_once", f.make_legal_reference, {}, {"order": 2}),
    Case("contextfigure_once", f.make_context_figure, {}, {"key": "jumlah-lansia"}),
    Case("nationaltarget_order_once", f.make_national_target, {}, {"order": 2}),
    Case("printedfigure_place_filled", f.make_printed_figure, {"place": ""}, {"place": "Tabel 3.2"}, "place"),
    Case("printedfigure_subject_known", f.make_printed_figure, {"subject": "x"}, {"subject": "pegawai"}, "subject"),
    Case("printedfigure_measure_known", f.make_printed_figure, {"measure": "x"}, {"measure": "pagu"}, "measure"),
    Case("printedfigure_order_once", f.make_printed_figure, {}, {"order": 2}),
    Case("finding_severity_known", f.make_finding, {"severity": "x"}, {"severity": "informasi"}, "severity"),
    Case("finding_state_known", f.make_finding, {"state": "x"}, {"state": "selesai"}, "state"),
    Case("finding_certainty_known", f.make_finding, {"certainty": "x"}, {"certainty": "mungkin"}, "certainty"),
    Case("finding_once", f.make_finding, {}, {"fingerprint": "e" * 64}),
    Case(
        "finding_explained_has_text",
        f.make_finding,
        {"state": "dijelaskan"},
        {"state": "dijelaskan", "explanation": "Salah ketik pada laporan cetak."},
    ),
]
CONSTRAINTS = {
    constraint.name: (model, constraint)
    for model in apps.get_models()
    if model._meta.app_label in OURS
    for constraint in model._meta.constraints
}
every_case = pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])


def is_named(error, case):
    """True when the database's error is about this very constraint; SQLite reports plain unique ones by columns."""
    model, constraint = CONSTRAINTS[case.name]
    if connection.vendor == "sqlite" and getattr(constraint, "fields", ()):
        columns = (model._meta.get_field(name).column for name in constraint.fields)
        return str(error).endswith(": " + ", ".join(f"{model._meta.db_table}.{column}" for column in columns))
    # A PositiveIntegerField brings its own check, which SQLite runs first.
    return case.name in str(error) or str(error) == f"CHECK constraint failed: {case.column}"


def insert(row):
    type(row).objects.bulk_create([another(row)])


def save(row):
    row.save_base(raw=True)


# A row that is not stored yet cannot point at itself.
WRITES = [(case, write) for case in CASES for write in (save, insert) if (case.broken, write) != (itself, insert)]


def test_every_named_constraint_is_in_the_table():
    assert {case.name for case in CASES} == set(CONSTRAINTS)


@pytest.mark.parametrize("name", sorted(CONSTRAINTS))
def test_every_constraint_has_a_message_of_its_own(name):
    message = CONSTRAINTS[name][1].violation_error_message
    assert message != BaseConstraint.default_violation_error_message
    assert message.endswith(".")


@every_case
def test_the_constraint_says_why(case):
    row = case.row(case.broken)
    assert complaints(row, "validate_constraints").get(NON_FIELD_ERRORS) == [case.constraint.violation_error_message]


@every_case
def test_full_clean_refuses_what_breaks_it(case):
    found = complaints(case.row(case.broken))
    if case.column:
        assert list(found) == [case.column]
    else:
        assert case.constraint.violation_error_message in found[NON_FIELD_ERRORS]


@pytest.mark.parametrize(("case", "write"), WRITES, ids=[f"{case.name}-{write.__name__}" for case, write in WRITES])
def test_the_database_refuses_what_breaks_it(case, write):
    row = case.row(case.broken)
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        write(row)
    assert is_named(caught.value, case)


@every_case
def test_a_valid_neighbour_passes(case):
    row = case.row(case.valid)
    assert complaints(row) == {}
    row.save()
    assert type(row).objects.filter(pk=row.pk).exists()

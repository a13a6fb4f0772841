"""What breaks and what just keeps every named constraint of `reports`."""

from tests import factories as f
from tests import report_factories as report_rows
from tests.constraint_cases.case import Case


def illustration_of_indicator():
    return report_rows.make_illustration(indicator=f.make_indicator())


def narrative_of_indicator():
    return f.make_narrative(section="capaian-sasaran", indicator=f.make_indicator(), analysis="1")


CASES = [
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
    Case("narrativedraft_once", report_rows.make_narrative_draft, {}, {"section": "simpulan"}),
    Case(
        "illustration_caption_filled", report_rows.make_illustration, {"caption": ""}, {"caption": "Rapat"}, "caption"
    ),
    Case("illustration_order_once", report_rows.make_illustration, {}, lambda row: {"indicator": f.make_indicator()}),
    Case("illustration_order_once", illustration_of_indicator, {}, {"indicator": None}),
    Case("legalreference_year_range", report_rows.make_legal_reference, {"year": 1944}, {"year": None}),
    Case("legalreference_order_once", report_rows.make_legal_reference, {}, {"order": 2}),
    Case("contextfigure_once", report_rows.make_context_figure, {}, {"key": "jumlah-lansia"}),
    Case("nationaltarget_order_once", report_rows.make_national_target, {}, {"order": 2}),
    Case("printedfigure_place_filled", report_rows.make_printed_figure, {"place": ""}, {"place": "Tabel 3.2"}, "place"),
    Case(
        "printedfigure_subject_known",
        report_rows.make_printed_figure,
        {"subject": "x"},
        {"subject": "pegawai"},
        "subject",
    ),
    Case(
        "printedfigure_measure_known", report_rows.make_printed_figure, {"measure": "x"}, {"measure": "pagu"}, "measure"
    ),
    Case("printedfigure_order_once", report_rows.make_printed_figure, {}, {"order": 2}),
    Case("finding_severity_known", report_rows.make_finding, {"severity": "x"}, {"severity": "informasi"}, "severity"),
    Case("finding_state_known", report_rows.make_finding, {"state": "x"}, {"state": "selesai"}, "state"),
    Case(
        "finding_certainty_known", report_rows.make_finding, {"certainty": "x"}, {"certainty": "mungkin"}, "certainty"
    ),
    Case("finding_once", report_rows.make_finding, {}, {"fingerprint": "e" * 64}),
    Case(
        "finding_explained_has_text",
        report_rows.make_finding,
        {"state": "dijelaskan"},
        {"state": "dijelaskan", "explanation": "Salah ketik pada laporan cetak."},
    ),
    Case("renderjob_state_known", report_rows.make_render_job, {"state": "x"}, {"state": "running"}, "state"),
    Case("renderjob_percent_range", report_rows.make_render_job, {"percent": 101}, {"percent": 100}),
    Case("renderjob_one_answer", report_rows.make_render_job, {}, {"state": "failed"}),
    Case("renderjob_one_answer", report_rows.make_render_job, {}, {"form": "docx"}),
    Case("renderjob_one_answer", report_rows.make_render_job, {}, {"part": "bab-3"}),
    Case("renderjob_one_move", report_rows.make_move_job, {"action": "finalize"}, {"state": "done"}),
    Case("renderjob_file_or_move", report_rows.make_render_job, {"action": "clear"}, {"action": "clear", "form": ""}),
    Case("renderjob_report_or_bundle", report_rows.make_render_job, {"form": "zip"}, {"form": "xlsx"}),
    Case("renderjob_report_or_bundle", report_rows.make_bundle_job, {"year": None}, {"year": 2024}),
    Case("renderjob_one_bundle", report_rows.make_bundle_job, {"state": "running"}, {"state": "done"}),
    Case("renderjob_one_bundle", report_rows.make_bundle_job, {}, {"year": 2024}),
    Case("requestcount_once", report_rows.make_request_count, {}, {"minute": 2}),
    Case("appendix_kind_known", report_rows.make_appendix, {"kind": "x"}, {"kind": "image"}, "kind"),
    Case("appendix_title_filled", report_rows.make_appendix, {"title": ""}, {"title": "SK"}, "title"),
    Case("appendix_order_once", report_rows.make_appendix, {}, {"order": 2}),
]

"""What breaks and what just keeps every named constraint of a report's review and its editions."""

from tests import report_factories as f
from tests.constraint_cases.case import Case

OTHER = {"code": "mnpqrstuvw33", "number": 2}
VERDICT = {"verdict": "terpenuhi", "note": "Sudah dibaca."}
ENDED = {"state": "withdrawn", "ended_because": "Angka keliru"}

CASES = [
    Case("checklistitem_group_known", f.make_checklist_item, {"group": "x"}, {"group": "format"}, "group"),
    Case("checklistitem_text_filled", f.make_checklist_item, {"text": ""}, {"text": "Target tersaji."}, "text"),
    Case("checklistitem_order_once", f.make_checklist_item, {}, {"order": 102}),
    Case("review_once", f.make_cleared_review, {}, {"number": 2}),
    Case("review_one_open", f.make_review, {"number": 2}, {"number": 2, "closed_at": f.NOON}),
    Case("review_cleared_has_hash", f.make_cleared_review, {"pdf_sha256": ""}, {"pdf_sha256": "", "is_cleared": False}),
    Case("reviewanswer_verdict_known", f.make_review_answer, VERDICT | {"verdict": "x"}, VERDICT, "verdict"),
    Case("reviewanswer_once", f.make_review_answer, {}, lambda row: {"item": f.make_checklist_item(order=102)}),
    Case(
        "reviewanswer_explained",
        f.make_review_answer,
        {"verdict": "tidak_terpenuhi"},
        {"verdict": "tidak_terpenuhi", "note": "Tabel 3.2 kosong."},
    ),
    Case("marginnote_text_filled", f.make_margin_note, {"text": ""}, {"text": "Perbaiki."}, "text"),
    Case(
        "marginnote_answer_has_text",
        f.make_margin_note,
        {"answered_at": f.NOON},
        {"answered_at": f.NOON, "answer": "Sudah diperbaiki."},
    ),
    Case("reportstep_action_known", f.make_report_step, {"action": "x"}, {"action": "clear"}, "action"),
    Case("reportstep_status_known", f.make_report_step, {"status": "x"}, {"status": "draft"}, "status"),
    Case("reportstep_note_filled", f.make_report_step, {"action": "return"}, {"action": "return", "note": "Perbaiki."}),
    Case("edition_state_known", f.make_edition, {"state": "x"}, {"state": "published"}, "state"),
    Case("edition_code_filled", f.make_edition, {"code": ""}, {"code": "mnpqrstuvw33"}, "code"),
    Case("edition_once", f.make_edition, {**OTHER, "number": 1, **ENDED}, {**OTHER, **ENDED}),
    Case("edition_one_valid", f.make_edition, OTHER, {**OTHER, "state": "replaced"}),
    Case("edition_withdrawal_explained", f.make_edition, {"state": "withdrawn"}, ENDED),
    Case(
        "publishedagreement_one_open",
        f.make_published_agreement,
        {},
        {"withdrawn_at": f.NOON, "withdrawn_because": "Angka keliru"},
    ),
    Case(
        "publishedagreement_withdrawal_explained",
        f.make_published_agreement,
        {"withdrawn_at": f.NOON},
        {"withdrawn_at": f.NOON, "withdrawn_because": "Angka keliru"},
    ),
    Case("apitoken_name_filled", f.make_api_token, {"name": ""}, {"name": "e-Kinerja"}, "name"),
    Case("apitoken_scopes_filled", f.make_api_token, {"scopes": ""}, {"scopes": "budget"}, "scopes"),
    Case("editionfile_once", f.make_edition_file, {}, {"form": "docx"}),
]

"""The life of a report: every status by every verb by every role, and what each verb keeps, freezes and refuses."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from indicators.workflow import Conflict
from reports import lifecycle, publishing
from reports.content import content_hash
from reports.facts import facts_of
from reports.lifecycle import TRANSITIONS, VOID
from reports.models import (
    ChecklistItem,
    EditionState,
    Finding,
    Report,
    ReportAction,
    ReportStatus,
    ReportStep,
    Review,
    ReviewAnswer,
    Verdict,
)
from tests import factories as make
from tests import report_factories as made
from tests.pages import PEOPLE, furnish
from units.models import Notice, User

pytestmark = pytest.mark.django_db

NOW = datetime(2024, 2, 10, 10, 42, tzinfo=ZoneInfo("Asia/Jakarta"))
VERBS = {
    "hand_in": lambda report, by: lifecycle.hand_in(report=report, by=by, now=NOW),
    "return": lambda report, by: lifecycle.send_back(report=report, note="Lengkapi Bab I", by=by, now=NOW),
    "clear": lambda report, by: lifecycle.clear(report=report, by=by, now=NOW),
    "finalize": lambda report, by: lifecycle.finalize(report=report, by=by, now=NOW),
    "publish": lambda report, by: lifecycle.publish(report=report, by=by, now=NOW),
    "withdraw": lambda report, by: lifecycle.withdraw(report=report, note="Angka keliru", by=by, now=NOW),
    "reopen": lambda report, by: lifecycle.reopen(report=report, note="Data berubah", by=by, now=NOW),
}
LEADS_TO = {
    ("draft", "hand_in"): "in_review",
    ("reviewed", "hand_in"): "in_review",
    ("in_review", "return"): "draft",
    ("reviewed", "return"): "draft",
    ("in_review", "clear"): "reviewed",
    ("reviewed", "finalize"): "final",
    ("final", "publish"): "published",
    ("final", "withdraw"): "withdrawn",
    ("published", "withdraw"): "withdrawn",
    ("final", "reopen"): "draft",
    ("published", "reopen"): "draft",
    ("withdrawn", "reopen"): "draft",
}
ACTOR = {
    "hand_in": "rina",
    "return": "itjen",
    "clear": "itjen",
    "finalize": "pak_dir",
    "publish": "pak_dir",
    "withdraw": "pak_dir",
    "reopen": "rina",
}


@pytest.fixture(autouse=True)
def _quick_files(monkeypatch):
    """The writers are tested elsewhere; here a file is what it was made of."""
    for form in publishing.FORMATS:
        monkeypatch.setitem(publishing.WRITERS, form, lambda facts, form=form: quick(facts, form))


def quick(facts, form):
    code = facts.authenticity.code if facts.authenticity else ""
    return f"{form} {facts.report.status} {code} {content_hash(facts)}".encode()


@pytest.fixture
def report(directorate, rina):
    furnish(directorate)
    ChecklistItem.objects.update(is_active=False)
    return Report.objects.get()


def brought_to(report, status):
    """The report with all that belongs to a status, as the verbs would have left it."""
    marks = {"content_hash": content_hash(facts_of(report)), "pdf_sha256": "d" * 64}
    if status == "in_review":
        made.make_review(report=report, opened_by=User.objects.get(username="rina"))
        explain_all(report)
    elif status != "draft":
        review = made.make_cleared_review(report=report, **marks)
        if status != "reviewed":
            states = {"withdrawn": {"state": "withdrawn", "ended_because": "Keliru"}, "published": {"state": status}}
            made.make_edition(report=report, review=review, **states.get(status, {}))
    report.status = status
    report.save()
    return report


def explain_all(report):
    lifecycle.record(report=report, found=lifecycle.examine(report).found)
    Finding.objects.update(state="dijelaskan", explanation="Sudah diketahui.")


def test_the_table_of_transitions_is_the_one_that_is_tested():
    moves = {(before, action): move.after for action, move in TRANSITIONS.items() for before in move.before}
    assert moves == LEADS_TO


@pytest.mark.parametrize("action", list(ReportAction))
@pytest.mark.parametrize("status", list(ReportStatus))
def test_every_status_by_every_verb(request, report, status, action):
    brought_to(report, status)
    by = request.getfixturevalue(ACTOR[action])
    if (status, action) == ("reviewed", "hand_in"):
        make.make_narrative(report=report, text="Tambahan sesudah direviu.")
    if (status, action) in LEADS_TO:
        VERBS[action](report, by)
        report.refresh_from_db()
        assert report.status == LEADS_TO[status, action]
        step = report.steps.get()
        assert (step.action, step.status, step.by, step.at) == (action, report.status, by, NOW)
    else:
        shown = ReportStatus(status).label.lower()
        with pytest.raises(ValidationError, match=f"Laporan berstatus {shown} tidak dapat"):
            VERBS[action](report, by)
        report.refresh_from_db()
        assert (report.status, report.steps.count()) == (status, 0)


@pytest.mark.parametrize("action", list(ReportAction))
def test_every_role_by_every_verb(request, report, action):
    brought_to(report, sorted(TRANSITIONS[action].before)[0])
    for person in PEOPLE:
        by = request.getfixturevalue(person)
        if person != ACTOR[action]:
            with pytest.raises(PermissionDenied):
                VERBS[action](report, by)
    assert not ReportStep.objects.exists()
    VERBS[action](report, request.getfixturevalue(ACTOR[action]))
    assert ReportStep.objects.get().action == action


@pytest.mark.parametrize("action", ["return", "withdraw", "reopen"])
def test_what_undoes_needs_a_reason(request, report, action):
    verb = {"return": lifecycle.send_back, "withdraw": lifecycle.withdraw, "reopen": lifecycle.reopen}[action]
    brought_to(report, sorted(TRANSITIONS[action].before)[0])
    with pytest.raises(ValidationError, match="wajib diisi"):
        verb(report=report, note="  ", by=request.getfixturevalue(ACTOR[action]), now=NOW)
    assert not ReportStep.objects.exists()


def test_handing_in_opens_the_next_round_records_findings_and_tells_the_reviewer(report, rina, itjen):
    made.make_cleared_review(report=report)
    lifecycle.hand_in(report=report, by=rina, now=NOW)
    review = report.reviews.get(closed_at=None)
    assert (review.number, review.opened_by, review.opened_at) == (2, rina, NOW)
    assert Finding.objects.filter(report=report).exists()
    notice = Notice.objects.get(user=itjen)
    assert "diajukan untuk direviu" in notice.subject
    assert notice.url == "/unit/dit-anak/2023/lkj/reviu/"


def test_returning_closes_the_round_with_its_note(report, rina, itjen):
    brought_to(report, "in_review")
    lifecycle.send_back(report=report, note="Lengkapi Bab I", by=itjen, now=NOW)
    review = Review.objects.get()
    assert (review.closed_by, review.closed_at, review.note, review.is_cleared) == (itjen, NOW, "Lengkapi Bab I", False)
    assert Notice.objects.get(user=rina).text == "Lengkapi Bab I"


def test_clearing_signs_the_exact_pdf_of_the_exact_content(report, itjen, pak_dir):
    brought_to(report, "in_review")
    lifecycle.clear(report=report, by=itjen, note="Cukup", now=NOW)
    review, facts = Review.objects.get(), facts_of(Report.objects.get())
    assert (review.is_cleared, review.closed_by, review.note) == (True, itjen, "Cukup")
    assert review.content_hash == content_hash(facts)
    written = publishing.WRITERS["pdf"](lifecycle.drafted(facts))
    assert review.pdf_sha256 == lifecycle.freezing.sha256(written).hexdigest()
    assert "telah direviu" in Notice.objects.get(user=pak_dir).subject


def test_an_open_blocking_finding_stands_in_the_way(report, itjen):
    brought_to(report, "in_review")
    make.make_realization(indicator=make.make_indicator(unit=report.unit), unit=report.unit, quarter=4, value=None)
    printed = {"report": report, "key": "1.1", "measure": "target", "subject": "indikator", "value": 99}
    made.make_printed_figure(**printed)
    with pytest.raises(ValidationError, match="1 temuan yang menghalangi belum diperbaiki atau dijelaskan"):
        lifecycle.clear(report=report, by=itjen, now=NOW)
    explain_all(report)
    lifecycle.clear(report=report, by=itjen, now=NOW)
    assert Report.objects.get().status == "reviewed"


def test_an_unread_statement_and_an_open_note_stand_in_the_way(report, itjen):
    brought_to(report, "in_review")
    review, item = Review.objects.get(), made.make_checklist_item()
    note = made.make_margin_note(review=review)
    with pytest.raises(ValidationError) as refusal:
        lifecycle.clear(report=report, by=itjen, now=NOW)
    assert refusal.value.messages == ["1 butir daftar uji belum dijawab.", "1 catatan tepi belum diselesaikan."]
    made.make_review_answer(review=review, item=item)
    note.closed_at = NOW
    note.save()
    lifecycle.clear(report=report, by=itjen, now=NOW)


def test_what_the_machine_proves_is_written_down_as_answered(report, itjen):
    brought_to(report, "in_review")
    item = made.make_checklist_item(is_proven_by_silence=True, rules="dipa-stamp")
    lifecycle.clear(report=report, by=itjen, now=NOW)
    answer = ReviewAnswer.objects.get(item=item)
    assert (answer.verdict, answer.by) == (Verdict.MET, itjen)
    assert "Terbukti mesin" in answer.note


@pytest.mark.parametrize(
    ("status", "verb", "who"), [("in_review", "clear", "itjen"), ("reviewed", "finalize", "pak_dir")]
)
def test_nothing_is_reviewed_or_final_before_the_last_day_of_its_year(report, request, status, verb, who):
    brought_to(report, status)
    make_move, by = getattr(lifecycle, verb), request.getfixturevalue(who)
    with pytest.raises(ValidationError, match=r"Tahun 2023 belum berakhir; .* mulai 31 Desember 2023"):
        make_move(report=report, by=by, now=datetime(2023, 12, 30, 23, 55, tzinfo=NOW.tzinfo))
    assert Report.objects.get().status == status
    make_move(report=report, by=by, now=datetime(2023, 12, 31, 0, 5, tzinfo=NOW.tzinfo))


def test_nobody_reviews_what_they_handed_in(report, itjen):
    brought_to(report, "in_review")
    Review.objects.update(opened_by=itjen)
    with pytest.raises(ValidationError, match="Anda sendiri yang mengajukan laporan ini"):
        lifecycle.clear(report=report, by=itjen, now=NOW)
    assert Report.objects.get().status == "in_review"


def test_a_reviewer_clears_only_what_was_looked_at(report, itjen):
    brought_to(report, "in_review")
    seen = content_hash(facts_of(report))
    make.make_narrative(report=report, text="Tambahan.")
    with pytest.raises(Conflict):
        lifecycle.clear(report=report, by=itjen, seen=seen, now=NOW)
    lifecycle.clear(report=report, by=itjen, seen=content_hash(facts_of(report)), now=NOW)


def test_a_change_after_the_review_keeps_the_report_from_being_final(report, pak_dir, rina):
    brought_to(report, "reviewed")
    make.make_narrative(report=report, text="Tambahan sesudah direviu.")
    with pytest.raises(ValidationError) as refusal:
        lifecycle.finalize(report=report, by=pak_dir, now=NOW)
    assert refusal.value.messages == [VOID]
    assert not report.editions.exists()
    lifecycle.hand_in(report=report, by=rina, now=NOW)
    assert Report.objects.get().status == "in_review"


def test_finalizing_freezes_all_files_with_their_marks(report, pak_dir):
    brought_to(report, "reviewed")
    edition = lifecycle.finalize(report=report, by=pak_dir, now=NOW)
    files = {file.form: bytes(file.content) for file in edition.files.all()}
    assert set(files) == set(publishing.FORMATS)
    assert files["pdf"].startswith(f"pdf final {edition.code} ".encode())
    assert (edition.number, edition.state, edition.frozen_by) == (1, EditionState.FINAL, pak_dir)


def test_a_picture_that_cannot_be_drawn_keeps_the_report_as_it_was(report, pak_dir, monkeypatch):
    def refuse(facts):
        raise publishing.PictureError("Program rsvg-convert tidak ada.")

    monkeypatch.setitem(publishing.WRITERS, "docx", refuse)
    brought_to(report, "reviewed")
    with pytest.raises(ValidationError, match="Berkas tidak dapat disusun: Program rsvg-convert"):
        lifecycle.finalize(report=report, by=pak_dir, now=NOW)
    assert (Report.objects.get().status, report.editions.count()) == ("reviewed", 0)


def test_somebody_faster_makes_the_other_leader_read_again(report, pak_dir, monkeypatch):
    brought_to(report, "reviewed")

    def meanwhile(facts, proof, written=lifecycle.freezing.written):
        Report.objects.update(status="in_review")
        return written(facts, proof)

    monkeypatch.setattr(lifecycle.freezing, "written", meanwhile)
    with pytest.raises(ValidationError, match="Laporan berstatus sedang direviu tidak dapat difinalkan"):
        lifecycle.finalize(report=report, by=pak_dir, now=NOW)
    assert not report.editions.exists()


def test_the_old_edition_is_valid_until_the_new_one_is_final(report, rina, itjen, pak_dir):
    brought_to(report, "published")
    old = report.editions.get()
    lifecycle.reopen(report=report, note="Data berubah", by=rina, now=NOW)
    make.make_narrative(report=report, text="Versi baru.")
    lifecycle.hand_in(report=report, by=rina, now=NOW)
    explain_all(report)
    lifecycle.clear(report=report, by=itjen, now=NOW)
    old.refresh_from_db()
    assert old.state == EditionState.PUBLISHED
    new = lifecycle.finalize(report=report, by=pak_dir, now=NOW)
    old.refresh_from_db()
    assert (old.state, old.ended_at, old.ended_because) == ("replaced", NOW, "Digantikan edisi 2.")
    assert (new.number, new.state) == (2, "final")
    assert new.code != old.code


def test_withdrawing_keeps_the_reason_for_everybody(report, pak_dir):
    brought_to(report, "published")
    lifecycle.withdraw(report=report, note="Angka keliru", by=pak_dir, now=NOW)
    edition = report.editions.get()
    assert (edition.state, edition.ended_at, edition.ended_because) == ("withdrawn", NOW, "Angka keliru")


def test_a_statement_that_still_holds_needs_no_other(report, rina):
    brought_to(report, "reviewed")
    with pytest.raises(ValidationError, match="Pernyataan telah direviu masih berlaku"):
        lifecycle.hand_in(report=report, by=rina, now=NOW)
    assert (Report.objects.get().status, report.reviews.count()) == ("reviewed", 1)


@pytest.mark.parametrize("status", ["draft", "in_review", "reviewed"])
def test_an_edition_is_withdrawn_while_a_new_version_is_written(report, pak_dir, status):
    brought_to(report, "published")
    Report.objects.update(status=status)
    lifecycle.withdraw(report=report, note="Angka keliru", by=pak_dir, now=NOW)
    edition, step = report.editions.get(), report.steps.get()
    assert (edition.state, edition.ended_because) == ("withdrawn", "Angka keliru")
    assert (Report.objects.get().status, step.action, step.status) == (status, "withdraw", status)
    with pytest.raises(ValidationError, match="tidak dapat ditarik"):
        lifecycle.withdraw(report=report, note="Sekali lagi", by=pak_dir, now=NOW)

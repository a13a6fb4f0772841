"""The desk of reviu: what the machine says of each statement, answers, notes in the margin, explanations, the paper."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from reports import lifecycle, reviewing
from reports.checklist import Proof, progress, rows_of
from reports.content import content_hash
from reports.facts import facts_of
from reports.models import ChecklistItem, Finding, MarginNote, Report, ReviewAnswer
from reports.papers import review_statement
from reports.reviewing import Answer
from reports.reviu.catalogue import CATALOGUE
from reports.reviu.found import blocking, information, warning
from tests import factories as make
from tests import report_factories as made
from tests.pages import furnish, seen

pytestmark = pytest.mark.django_db
DESK = "/unit/dit-anak/2023/lkj/reviu/"
OVERSPENT = {"place": "POK", "subject": "521211", "message": "Realisasi melebihi pagu."}


@pytest.fixture
def report(directorate, rina, itjen, siti):
    furnish(directorate)
    report = Report.objects.get()
    report.status = "in_review"
    report.save()
    made.make_review(report=report, opened_by=rina)
    return report


@pytest.fixture
def item(report):
    """The only statement in use."""
    ChecklistItem.objects.update(is_active=False)
    return made.make_checklist_item(rules="belanja-melebihi-pagu pagu-anak", is_proven_by_silence=True)


def post(client, user, name, data, *extra):
    client.force_login(user)
    return client.post(reverse(f"reports:{name}", args=["dit-anak", 2023, *extra]), data)


def test_the_checklist_of_the_regulation_is_there_and_knows_its_rules(db):
    items = ChecklistItem.objects.all()
    groups = [item.group for item in items]
    assert [groups.count(group) for group in ("format", "mekanisme", "substansi")] == [6, 7, 10]
    assert {rule.partition("/")[0] for item in items for rule in item.rules.split()} <= set(CATALOGUE)
    assert all("PermenPANRB 53/2014, Lampiran III" in item.source for item in items)


@pytest.mark.parametrize(
    ("is_silent", "found", "proof"),
    [
        (True, [], Proof.PROVEN),
        (False, [], Proof.UNREAD),
        (True, [blocking("belanja-melebihi-pagu", **OVERSPENT)], Proof.REFUTED),
        (False, [blocking("belanja-melebihi-pagu", **OVERSPENT)], Proof.REFUTED),
        (True, [information("belanja-melebihi-pagu", **OVERSPENT)], Proof.PROVEN),
        (True, [blocking("dipa-stamp", **OVERSPENT)], Proof.PROVEN),
    ],
)
def test_the_machine_proves_refutes_or_leaves_it_to_be_read(report, item, is_silent, found, proof):
    ChecklistItem.objects.filter(pk=item.pk).update(is_proven_by_silence=is_silent)
    (row,) = rows_of(report.reviews.get(), found)
    assert row.proof is proof
    assert row.is_settled == (proof is Proof.PROVEN)


@pytest.mark.parametrize(
    ("order", "code", "parts"),
    [
        (5, "analisis-kosong", ("4", "5")),
        (5, "bagian-kosong", ("langkah-perbaikan",)),
        (8, "bukti-tidak-ada", ()),
        (8, "angka-narasi-tanpa-sumber", ()),
        (14, "pk-tahun", ()),
        (20, "analisis-kosong", ("2",)),
    ],
)
def test_a_statement_is_refuted_by_the_findings_that_speak_of_it(report, order, code, parts):
    found = warning(code, **OVERSPENT, parts=parts)
    aside = [warning("analisis-kosong", **OVERSPENT, parts=("1",)), warning("bagian-kosong", **OVERSPENT)]
    rows = {row.item.order: row for row in rows_of(report.reviews.get(), [found, *aside])}
    assert rows[order].refuting == (found,)


def test_the_progress_counts_what_the_machine_did(report, item):
    made.make_checklist_item(order=102)
    refuted = made.make_checklist_item(order=103, rules="pagu-anak")
    made.make_review_answer(review=report.reviews.get(), item=refuted)
    rows = rows_of(report.reviews.get(), [blocking("pagu-anak", **OVERSPENT)])
    assert progress(rows) == "3 butir: 0 terbukti mesin, 2 gagal, 1 perlu dibaca; 1 sudah dijawab"


def test_an_answer_is_kept_with_its_reviewer(client, report, item, itjen):
    response = post(client, itjen, "review-answer", {f"hasil-{item.pk}": "terpenuhi", f"keterangan-{item.pk}": "Ya"})
    assert response.url == f"{DESK}#daftar-uji"
    answer = ReviewAnswer.objects.get()
    assert (answer.item, answer.verdict, answer.note, answer.by) == (item, "terpenuhi", "Ya", itjen)


def test_an_unmet_statement_without_a_reason_keeps_nothing_and_loses_nothing(client, report, item, itjen):
    other = made.make_checklist_item(order=102)
    data = {f"hasil-{item.pk}": "tidak_terpenuhi", f"hasil-{other.pk}": "terpenuhi", f"keterangan-{other.pk}": "Lihat"}
    response = post(client, itjen, "review-answer", data)
    assert response.status_code == 422
    words = seen(response)
    assert "Jelaskan mengapa butir ini tidak terpenuhi atau tidak berlaku." in words
    assert "Lihat" in words
    assert not ReviewAnswer.objects.exists()


@pytest.mark.parametrize("key", ["999999", "abc", "-1", "9" * 40, "²"])
def test_a_statement_that_is_not_there_is_passed_over(client, report, item, itjen, key):
    assert post(client, itjen, "review-answer", {f"hasil-{key}": "terpenuhi"}).status_code == 302
    assert not ReviewAnswer.objects.exists()


def test_the_same_answers_again_change_nothing(report, item, itjen):
    answers = {item.pk: Answer("terpenuhi", "Ya")}
    assert reviewing.answer(report=report, answers=answers, by=itjen) == 1
    assert reviewing.answer(report=report, answers=answers, by=itjen) == 0


def test_the_answer_of_the_round_before_is_what_one_begins_with(report, item, itjen):
    made.make_review_answer(review=report.reviews.get(), item=item, note="Lama")
    report.reviews.update(closed_at=made.NOON)
    second = made.make_review(report=report, number=2)
    (row,) = rows_of(second, [])
    assert (row.answer, row.shown.note) == (None, "Lama")


def test_a_note_is_written_answered_and_closed(client, report, itjen, rina):
    given = {"section": "latar-belakang", "quote": "tahun 2022", "text": "Sebutkan sumbernya."}
    post(client, itjen, "note-add", given)
    note = MarginNote.objects.get()
    post(client, rina, "note-answer", {"answer": "Sudah."}, note.pk)
    note.refresh_from_db()
    assert (note.answer, note.answered_by) == ("Sudah.", rina)
    post(client, itjen, "note-close", {}, note.pk)
    note.refresh_from_db()
    assert note.closed_by == itjen
    with pytest.raises(ValidationError, match="Catatan ini sudah diselesaikan"):
        reviewing.answer_note(note=note, text="Lagi", by=rina)


@pytest.mark.parametrize("wrong", [{"section": "tidak-ada"}, {"text": " "}, {"quote": "x" * 501}])
def test_a_note_that_cannot_be_kept_is_still_in_its_form(client, report, itjen, wrong):
    data = {"section": "latar-belakang", "quote": "", "text": "Sebutkan sumbernya."} | wrong
    response = post(client, itjen, "note-add", data)
    assert response.status_code == 422
    assert data["text"].strip() in seen(response)
    assert not MarginNote.objects.exists()


def test_what_is_typed_in_a_note_is_shown_as_text(client, report, itjen):
    made.make_margin_note(review=report.reviews.get(), text="<script>alert(1)</script>")
    client.force_login(itjen)
    assert "<script>alert(1)" not in client.get(DESK).content.decode()


def test_a_note_of_another_report_is_no_note_of_this_one(client, report, itjen, sentra):
    other = make.make_report(unit=sentra)
    note = made.make_margin_note(review=made.make_review(report=other))
    assert post(client, itjen, "note-close", {}, note.pk).status_code == 404


def test_a_finding_is_explained_by_the_unit_and_stays_so(client, report, siti):
    (one, *_) = lifecycle.examine(report).found
    mark = lifecycle.fingerprint(one)
    post(client, siti, "finding-explain", {"temuan": mark, "penjelasan": "Dokumen menyusul."})
    row = Finding.objects.get(fingerprint=mark)
    assert (row.state, row.explanation) == ("dijelaskan", "Dokumen menyusul.")
    post(client, siti, "finding-explain", {"temuan": mark, "penjelasan": ""})
    row.refresh_from_db()
    assert (row.state, row.explanation) == ("terbuka", "")


def test_a_finding_that_is_not_there_is_not_explained(client, report, siti):
    response = post(client, siti, "finding-explain", {"temuan": "0" * 64, "penjelasan": "x"})
    assert response.status_code == 422
    assert "Temuan ini sudah tidak ada" in seen(response)


@pytest.mark.parametrize(
    ("verb", "roles"),
    [
        (lambda report, note, by: reviewing.answer(report=report, answers={}, by=by), {"itjen"}),
        (lambda report, note, by: reviewing.add_note(report=report, section="bab-1", text="x", by=by), {"itjen"}),
        (lambda report, note, by: reviewing.close_note(note=note, by=by), {"itjen"}),
        (lambda report, note, by: reviewing.answer_note(note=note, text="x", by=by), {"rina", "siti"}),
    ],
    ids=["answer", "add_note", "close_note", "answer_note"],
)
def test_each_side_of_the_desk_has_its_own_verbs(request, report, verb, roles):
    for person in ("siti", "budi", "rina", "pak_dir", "itjen", "administrator", "stranger"):
        note = made.make_margin_note(review=report.reviews.get())
        by = request.getfixturevalue(person)
        if person in roles:
            verb(report, note, by)
        else:
            with pytest.raises(PermissionDenied):
                verb(report, note, by)


def test_nothing_is_noted_outside_a_round(report, itjen):
    report.reviews.update(closed_at=made.NOON)
    Report.objects.update(status="reviewed")
    with pytest.raises(ValidationError, match="Tidak ada putaran reviu yang terbuka"):
        reviewing.add_note(report=report, section="bab-1", text="x", by=itjen)


def test_the_desk_says_what_locks_the_statement(client, report, item, itjen):
    client.force_login(itjen)
    made.make_margin_note(review=report.reviews.get())
    words = seen(client.get(DESK))
    assert "1 butir: 1 terbukti mesin" in words
    assert "1 catatan tepi belum diselesaikan." in words
    response = client.post("/unit/dit-anak/2023/lkj/langkah/nyatakan/", {"dilihat": content_hash(facts_of(report))})
    assert response.status_code == 422


def test_the_desk_asks_no_more_for_many_rows(client, report, itjen, django_assert_max_num_queries):
    review = report.reviews.get()

    def questions():
        with django_assert_max_num_queries(200) as asked:
            client.get(DESK)
        return len(asked)

    client.force_login(itjen)
    made.make_margin_note(review=review)
    made.make_review_answer(review=review, item=ChecklistItem.objects.first())
    few = questions()
    for item in ChecklistItem.objects.all()[1:]:
        made.make_review_answer(review=review, item=item)
        made.make_margin_note(review=review)
    assert questions() == few


def test_the_desk_of_a_report_nobody_handed_in_still_shows_findings(client, report, rina):
    report.reviews.all().delete()
    Report.objects.update(status="draft")
    client.force_login(rina)
    words = seen(client.get(DESK))
    assert "belum diajukan untuk direviu" in words
    assert "Temuan mesin" in words


def test_the_document_may_stand_in_a_frame_of_our_own_page_only(client, report, itjen):
    client.force_login(itjen)
    response = client.get(f"{DESK}naskah/")
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self';" in f"{response['Content-Security-Policy']};"
    assert "frame-ancestors 'none'" in client.get(DESK)["Content-Security-Policy"]


@pytest.fixture
def cleared(report):
    report.reviews.all().delete()
    Report.objects.update(status="reviewed")
    made.make_cleared_review(report=report, content_hash=content_hash(facts_of(report)))
    return Report.objects.get()


def test_the_statement_names_the_file_it_speaks_of(client, cleared, itjen):
    client.force_login(itjen)
    words = seen(client.get(f"{DESK}pernyataan/html/"))
    assert "d" * 64 in words
    assert review_statement.VOID not in words
    assert client.get(f"{DESK}pernyataan/pdf/").content.startswith(b"%PDF")


def test_a_change_voids_the_statement_visibly(client, cleared, itjen):
    make.make_narrative(report=cleared, text="Tambahan.")
    client.force_login(itjen)
    assert "TIDAK BERLAKU LAGI" in seen(client.get(f"{DESK}pernyataan/html/"))
    assert "Pernyataan tidak berlaku lagi" in seen(client.get(DESK))
    assert "tidak berlaku lagi" in seen(client.get("/unit/dit-anak/2023/lkj/"))


def test_a_report_that_went_back_voids_the_statement_too(client, cleared, itjen):
    Report.objects.update(status="draft")
    client.force_login(itjen)
    words = seen(client.get(f"{DESK}pernyataan/html/"))
    assert "Laporan sudah dikembalikan atau diajukan kembali" in words


def test_what_became_an_edition_stays_reviewed_whatever_changes(client, cleared, itjen):
    made.make_edition(report=cleared)
    make.make_narrative(report=cleared, text="Tambahan.")
    client.force_login(itjen)
    words = seen(client.get(f"{DESK}pernyataan/html/"))
    assert "TIDAK BERLAKU LAGI" not in words
    assert "edisi 1 dengan kode verifikasi abcdefghjk22" in words


def test_no_statement_before_the_review(client, report, itjen):
    client.force_login(itjen)
    assert client.get(f"{DESK}pernyataan/html/").status_code == 404

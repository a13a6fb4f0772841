"""What is frozen: the same bytes from the same data, a QR code that leads to the public page, and marks that hold."""

import re
from io import StringIO
from urllib.parse import unquote

import pytest
from django.core.management import call_command

from reports import freezing, lifecycle
from reports.authenticity import KEY, qr_code
from reports.content import content_hash, drafted, program_version
from reports.facts import facts_of
from reports.models import ChecklistItem, Edition, EditionFile, Report
from reports.publishing import WRITERS, as_html
from tests import factories as make
from tests import report_factories as made
from tests.pages import furnish

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(directorate, settings):
    settings.SITE_URL = "https://lakin.contoh.go.id"
    furnish(directorate)
    ChecklistItem.objects.update(is_active=False)
    report = Report.objects.get()
    report.status = "reviewed"
    report.save()
    made.make_cleared_review(report=report, content_hash=content_hash(facts_of(report)))
    return report


@pytest.fixture
def _without_layout(monkeypatch):
    """The pages of the PDF are laid out in other tests."""
    monkeypatch.setitem(freezing.WRITERS, "pdf", lambda facts: b"%PDF")


@pytest.mark.same_everywhere
def test_the_same_edition_is_written_again_byte_by_byte(report, pak_dir):
    edition = lifecycle.finalize(report=report, by=pak_dir)
    again = freezing.written(facts_of(Report.objects.get()), freezing.authenticity_of(Edition.objects.get()))
    stored = {file.form: file.sha256 for file in edition.files.all()}
    assert {form: freezing.sha256(content).hexdigest() for form, content in again.items()} == stored


@pytest.mark.usefixtures("_without_layout")
def test_a_final_says_where_it_is_verified_and_who_reviewed_which_file(report, pak_dir):
    proof = freezing.coming(report, report.reviews.get(), pak_dir, made.NOON)
    html = freezing.written(facts_of(report), proof)["html"].decode()
    assert f"https://lakin.contoh.go.id/sah/{proof.code}/" in html
    assert f'id="{KEY}"' in html
    assert "d" * 64 in html
    assert "Tanggal pernyataan" in html
    assert "DRAF" not in html
    assert html.index('id="pernyataan-reviu"') < html.index(f'id="{KEY}"')
    assert html.rindex("<section") == html.index(f'<section id="{KEY}"')


def test_exceptions_of_the_reviewer_are_printed(report):
    review = report.reviews.get()
    item = made.make_checklist_item(text="Upaya perbaikan disebutkan.")
    made.make_review_answer(review=review, item=item, verdict="tidak_terpenuhi", note="Belum bertanggal.")
    assert freezing.statement_of(review).exceptions == ("Upaya perbaikan disebutkan: Belum bertanggal.",)


def test_the_qr_code_is_a_drawing_of_the_address():
    drawing = unquote(qr_code("https://lakin.contoh.go.id/sah/abc/").href)
    assert drawing.startswith("data:image/svg+xml")
    assert "<path" in drawing


def test_a_code_cannot_be_guessed_or_misread():
    codes = {freezing.new_code() for _ in range(200)}
    assert len(codes) == 200
    assert all(re.fullmatch(r"[2-9a-hjkmnp-z]{12}", code) for code in codes)


@pytest.mark.parametrize("status", ["in_review", "reviewed"])
def test_before_it_is_final_a_report_reads_the_same_at_every_step(report, status):
    report.status = "draft"
    plain = {form: WRITERS[form](facts_of(report)) for form in ("html", "json")}
    report.status = status
    assert {form: WRITERS[form](facts_of(report)) for form in ("html", "json")} == plain
    assert content_hash(facts_of(report)) == content_hash(drafted(facts_of(report)))


def change_text(report):
    make.make_narrative(report=report, text="Baru.")


def change_figure(report):
    row = report.unit.realizations.get()
    row.numerator += 1
    row.save()


def change_signer(report):
    Report.objects.update(signatory_name="Pejabat baru")


def change_staff(report):
    make.make_staff_count(unit=report.unit, year=report.year)


@pytest.mark.parametrize("change", [change_text, change_figure, change_signer, change_staff])
def test_any_change_gives_another_mark(report, change):
    before = content_hash(facts_of(report))
    change(report)
    assert content_hash(facts_of(Report.objects.get())) != before


def test_another_program_gives_another_mark(report, monkeypatch):
    before = content_hash(facts_of(report))
    monkeypatch.setattr("reports.content.program_version", lambda: "9.9")
    assert content_hash(facts_of(report)) != before
    assert re.fullmatch(r"\d+\.\d+\.\d+", program_version())


@pytest.mark.usefixtures("_without_layout")
def test_a_later_change_reaches_the_draft_but_not_the_final(report, pak_dir):
    edition = lifecycle.finalize(report=report, by=pak_dir)
    change_text(report)
    frozen = bytes(edition.files.get(form="html").content).decode()
    assert "Baru." not in frozen
    assert "Baru." in as_html(facts_of(report))


def test_stored_files_are_verified_one_by_one():
    made.make_edition_file()
    output = StringIO()
    call_command("verify_editions", stdout=output)
    assert output.getvalue() == "1 berkas diperiksa, 0 berbeda.\n"


def test_a_changed_file_is_named_and_fails_the_command():
    made.make_edition_file()
    made.make_edition_file(form="html", content=b"<p>Capaian 90</p>")
    EditionFile.objects.filter(form="html").update(content=b"<p>Capaian 99</p>")
    output, errors = StringIO(), StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("verify_editions", stdout=output, stderr=errors)
    assert ended.value.code == 1
    assert "BERBEDA: Laporan Kinerja edisi 1, berkas HTML" in errors.getvalue()

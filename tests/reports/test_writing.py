"""Writing a narrative: versions, drafts, two people at one text, who may, and what is refused."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from reports.models import Narrative, NarrativeDraft, NarrativeVersion, ReportStatus
from reports.places import Place
from reports.workbook.importing import import_workbook
from reports.writing import (
    MOST_LETTERS,
    Conflict,
    Locked,
    Refused,
    cleaned,
    discard_draft,
    fingerprint,
    keep_draft,
    narrative_at,
    restore,
    save_narrative,
)
from tests import factories as make
from tests.pages import admin_page
from tests.report_factories import make_narrative_draft
from units.admin_site import site

pytestmark = pytest.mark.django_db
PLACE = Place("latar-belakang")
NOON = datetime(2024, 1, 8, 5, tzinfo=UTC)
EMPTY = fingerprint(None)


@pytest.fixture
def report(directorate):
    return make.make_report(unit=directorate)


@pytest.fixture
def write(report, siti):
    """Saves a text as siti, who has seen what stands there now."""

    def save(text="Teks baru.", **given):
        seen = fingerprint(narrative_at(report, PLACE))
        return save_narrative(**{"report": report, "place": PLACE, "text": text, "seen": seen, "by": siti} | given)

    return save


def texts(narrative):
    return [version.text for version in narrative.versions.all()]


def test_a_saved_text_leaves_a_version_that_says_who_and_when(write, siti):
    version = write(now=NOON).versions.get()
    assert (version.text, version.by, version.at) == ("Teks baru.", siti, NOON)


def test_the_text_before_the_first_saving_is_kept_as_a_version_without_a_writer(write, report):
    make.make_narrative(report=report, text="Dari buku kerja.")
    narrative = write()
    assert texts(narrative) == ["Teks baru.", "Dari buku kerja."]
    assert narrative.versions.last().by is None


def test_saving_the_same_again_leaves_no_version(write):
    write()
    assert texts(write()) == ["Teks baru."]


def test_saving_takes_away_only_the_draft_of_the_writer(write, report, siti, rina):
    make_narrative_draft(report=report, user=siti)
    make_narrative_draft(report=report, user=rina)
    write()
    assert NarrativeDraft.objects.get().user == rina


def test_a_text_that_changed_meanwhile_is_not_overwritten(write, report, siti):
    make.make_narrative(report=report, text="Tulisan rina.")
    with pytest.raises(Conflict, match="baru saja diubah orang lain"):
        write(seen=EMPTY)
    assert Narrative.objects.get().text == "Tulisan rina."
    assert not NarrativeVersion.objects.exists()


def test_a_reason_takes_the_place_of_the_text(write):
    write()
    narrative = write("", not_applicable_reason="Tidak ada\nstandar nasional.")
    assert (narrative.text, narrative.not_applicable_reason) == ("", "Tidak ada standar nasional.")


def test_text_and_reason_together_are_refused(write):
    with pytest.raises(ValidationError, match="bukan keduanya"):
        write(not_applicable_reason="Tidak ada.")
    assert not Narrative.objects.exists()


@pytest.mark.parametrize("person", ["siti", "rina"])
def test_planners_and_reporters_write(write, request, person):
    assert write(by=request.getfixturevalue(person)).text == "Teks baru."


@pytest.mark.parametrize("person", ["budi", "pak_dir", "itjen", "administrator", "stranger"])
def test_nobody_else_writes(write, request, person):
    with pytest.raises(PermissionDenied):
        write(by=request.getfixturevalue(person))


@pytest.mark.parametrize("status", ReportStatus)
def test_a_report_is_written_only_until_it_is_reviewed(write, report, status):
    report.status = status
    report.save()
    if status in (ReportStatus.DRAFT, ReportStatus.IN_REVIEW):
        assert write().text == "Teks baru."
    else:
        with pytest.raises(Locked, match="dibuat sebagai versi baru"):
            write()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Baik.\n\n{{ capain 1.1 }}", "Baris 3, {{ capain 1.1 }}: rujukan tidak dikenal: capain 1.1."),
        ("{{ pagu", "Baris 1, {{: kurung kurawal rujukan tidak berpasangan."),
        ("Satu\ndua <b>tebal</b>", "Baris 2, <b>: kode HTML tidak dicetak"),
        ("<script>alert(1)</script>", "Baris 1, <script>alert(1)</script>: kode HTML tidak dicetak"),
        ("![foto](http://jahat.example/a.png)", "gambar disisipkan sebagai ilustrasi"),
        ("{{ pagu DQ.1 }}", "baris anggaran DQ.1 tidak ada dalam POK"),
    ],
)
def test_what_cannot_be_printed_is_refused_at_its_line(write, text, words):
    with pytest.raises(Refused) as refused:
        write(text)
    assert words in " ".join(refused.value.messages)
    assert not Narrative.objects.exists()


@pytest.mark.parametrize("text", ["Naik < 5 dan > 3.", "Tautan <https://contoh.go.id>.", "A & B", "`{{ tahun }}`"])
def test_signs_that_are_no_markup_are_kept(write, text):
    assert write(text).text == text


def test_a_reference_without_a_value_yet_may_be_saved(write):
    assert write("Serapan {{ serapan }}.").text == "Serapan {{ serapan }}."


def test_a_text_that_no_cell_of_excel_holds_is_refused(write):
    with pytest.raises(ValidationError, match="terlalu panjang: 30001 huruf"):
        write("a" * (MOST_LETTERS + 1))


def test_line_ends_and_unseen_signs_are_made_plain():
    assert cleaned("\nSatu \r\ndua\x00\u202e\u00a0tiga\r") == "Satu\ndua\u00a0tiga"


def test_a_draft_is_kept_for_its_writer_and_changes_no_report(report, siti):
    for text in ("Mulai", "Mulai menulis"):
        keep_draft(report=report, place=PLACE, text=text, seen=EMPTY, by=siti, now=NOON)
    draft = NarrativeDraft.objects.get()
    assert (draft.text, draft.base, draft.saved_at) == ("Mulai menulis", EMPTY, NOON)
    assert not Narrative.objects.exists()


def test_a_draft_of_a_text_that_changed_meanwhile_is_a_conflict(report, siti):
    make.make_narrative(report=report)
    with pytest.raises(Conflict):
        keep_draft(report=report, place=PLACE, text="Mulai", seen=EMPTY, by=siti)


def test_a_reader_keeps_no_draft(report, pak_dir):
    with pytest.raises(PermissionDenied):
        keep_draft(report=report, place=PLACE, text="Mulai", seen=EMPTY, by=pak_dir)


def test_a_draft_may_hold_what_a_saved_text_may_not(report, siti):
    assert keep_draft(report=report, place=PLACE, text="{{ capain", seen=EMPTY, by=siti).text == "{{ capain"


def test_a_draft_is_thrown_away_by_its_writer_alone(report, siti, rina):
    for person in (siti, rina):
        make_narrative_draft(report=report, user=person)
    discard_draft(report=report, place=PLACE, by=siti)
    assert NarrativeDraft.objects.get().user == rina


def test_restoring_makes_a_new_version_and_leaves_the_others(write, rina):
    narrative = write("Satu.")
    write("Dua.")
    restore(version=narrative.versions.last(), seen=fingerprint(write("Tiga.")), by=rina)
    narrative.refresh_from_db()
    assert narrative.text == "Satu."
    assert texts(narrative) == ["Satu.", "Tiga.", "Dua.", "Satu."]


def test_restoring_over_a_newer_text_is_a_conflict(write, rina):
    narrative = write("Satu.")
    write("Dua.")
    with pytest.raises(Conflict):
        restore(version=narrative.versions.last(), seen=EMPTY, by=rina)


def test_the_admin_leaves_versions_too(client, rina, report):
    row = make.make_narrative(report=report, text="Lama.")
    client.force_login(rina)
    page = admin_page(Narrative, "change", row.pk)
    given = {"report": report.pk, "section": row.section, "text": "Dari Kelola data."}
    assert client.post(page, given).status_code == 302
    assert Narrative in site._registry
    assert [(version.text, version.by) for version in row.versions.all()] == [
        ("Dari Kelola data.", rina),
        ("Lama.", None),
    ]


def test_the_workbook_leaves_versions_too(report, tmp_path):
    row = make.make_narrative(report=report, text="Lama.")
    sheet = tmp_path / "narasi.csv"
    sheet.write_text("laporan,bagian,teks\ndit-anak/2023,latar-belakang,Dari buku kerja.\n", encoding="utf-8")
    assert import_workbook(tmp_path).errors == ()
    assert texts(row) == ["Dari buku kerja.", "Lama."]

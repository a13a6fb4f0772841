"""The pages of a Perjanjian Kinerja: versions, one version to read, fill in and sign, semula/menjadi, and deriving."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agreements.models import AgreementStatus, PerformanceAgreement, RevisionReason
from agreements.revision import revise
from agreements.signing import signed_content
from agreements.targets import fingerprint, lines_with_targets
from reports.papers.facts import paper_facts
from reports.papers.publishing import document_of
from reports.rendering import render_html
from tests import factories as make
from tests.pages import furnish, seen

pytestmark = pytest.mark.django_db
SIGNED_WELL = {"place": "Jakarta", "signed_on": "20 Januari 2023", "agreed": "on"}
PK = "/unit/dit-anak/2023/pk/"


@pytest.fixture
def planner(client, rina):
    client.force_login(rina)
    return client


@pytest.fixture
def held(directorate):
    """The version in force: one line with a verified last quarter, and a budget annex."""
    furnish(directorate)
    agreement = directorate.agreements.get()
    make.make_agreement_budget(agreement=agreement, amount=2_000_000)
    return agreement


@pytest.fixture
def draft(held, rina):
    return revise(agreement=held, reason=RevisionReason.STRATEGY, reason_text="Pagu bertambah.", by=rina)


def table(agreement, **cells):
    """What the browser sends: the mark of what was seen, and the cells of the first line."""
    lines = lines_with_targets(agreement)
    return {"dilihat": fingerprint(lines)} | {f"{lines[0].pk}-{name}": text for name, text in cells.items()}


def test_without_an_agreement_the_planner_reads_what_to_do(planner, directorate):
    text = seen(planner.get(PK))
    for told in ("Belum ada Perjanjian Kinerja 2023", "Buat konsep PK 2023", "buka tahun 2023", "unggah buku kerja"):
        assert told in text


def test_without_an_agreement_others_read_whose_it_is(client, siti):
    client.force_login(siti)
    text = seen(client.get(PK))
    assert "Perencana unit ini yang menyiapkan" in text
    assert "Buat konsep" not in text


def test_a_first_draft_is_made_with_one_button(planner, directorate, directorate_general):
    for unit in (directorate, directorate_general):
        unit.head_position = "Direktur"
        unit.save()
    make.make_indicator(unit=directorate)
    response = planner.post(f"{PK}buat/", follow=True)
    assert response.redirect_chain[-1][0] == f"{PK}0/"
    assert "Konsep PK awal dibuat dengan 1 butir" in seen(response)


def test_a_first_draft_that_cannot_be_made_says_why(planner, directorate):
    text = seen(planner.post(f"{PK}buat/", follow=True))
    assert f"Jabatan kepala {directorate.name} belum diisi" in text


def test_versions_stand_with_their_state_reason_and_signer(planner, held, draft, pak_dir):
    held.signed_by, held.signed_on = pak_dir, date(2023, 1, 20)
    held.save()
    text = seen(planner.get(PK))
    for told in (
        "Berlaku sejak 20 Januari 2023",
        "ditandatangani lewat akun pak_dir",
        "Konsep, belum ditandatangani",
        "alokasi anggaran: Pagu bertambah.",
        "Lanjutkan konsep perubahan ke-1",
    ):
        assert told in text
    held.status = AgreementStatus.SUPERSEDED
    held.save()
    PerformanceAgreement.objects.filter(pk=draft.pk).update(status="signed", signed_on=date(2023, 8, 1))
    assert "Digantikan oleh perubahan ke-1 sejak 1 Agustus 2023" in seen(planner.get(PK))


def test_a_version_shows_targets_quarters_steps_money_and_parties(client, siti, held):
    line = held.lines.get()
    make.make_quarter_target(line=line, quarter=2, target=45.5)
    make.make_step(line=line, person_in_charge="Tim Anak")
    client.force_login(siti)
    response = client.get(f"{PK}0/")
    text = seen(response)
    for told in ("80,00%", "45,50%", "Menyusun pedoman", "TW I-II · Tim Anak", "2.000.000", "Direktur Jenderal"):
        assert told in text
    assert "cell-input" not in response.content.decode()
    assert "Kelola data" not in text


def test_a_version_that_is_not_there_is_no_page(planner, held):
    for address in ("7/", "7/target/", "7/turunkan/", "0/perubahan/", f"{10**20}/"):
        method = planner.post if "target" in address else planner.get
        assert method(f"{PK}{address}").status_code == 404


def test_the_checklist_tells_what_blocks_and_what_to_know(planner, held, draft):
    draft.lines.update(target=90)
    code = held.lines.get().indicator.code
    text = seen(planner.get(f"{PK}1/"))
    assert f"Target tahunan untuk {code} tidak boleh diubah lagi" in text
    assert "harus diselesaikan" in text
    assert f"Target triwulan belum lengkap untuk {code}" in text
    assert "Nama pihak pertama tidak diketahui" in text
    assert "sedangkan pagu DIPA" not in text


def test_the_checklist_compares_with_the_dipa_and_the_renstra(planner, directorate):
    agreement = make.make_agreement(unit=directorate, status=AgreementStatus.DRAFT)
    line = make.make_line(agreement=agreement)
    make.make_agreement_budget(agreement=agreement, amount=500)
    dipa = make.make_dipa(unit=directorate)
    make.make_revision(dipa=dipa, amount=700, date=date(2022, 11, 30))
    version = make.make_plan_version(plan=line.indicator.objective.plan)
    make.make_strategic_target(table=make.make_target_table(version=version), indicator=line.indicator, value=85)
    text = seen(planner.get(f"{PK}0/"))
    assert "paling lambat 30 Desember 2022 (PermenPANRB 53/2014)" in text
    assert "Target 1.1 80,00%, sedangkan menurut Renstra 85,00%" in text
    assert "Lampiran anggaran Rp 500, sedangkan pagu DIPA Rp 700" in text


def test_the_planner_fills_the_targets_on_the_page(planner, draft):
    response = planner.post(f"{PK}1/target/", table(draft, q1="20", q2="40,5"), follow=True)
    assert "Target 1 butir disimpan" in seen(response)
    assert [str(row.target) for row in draft.lines.get().quarter_targets.all()] == ["20.0000", "40.5000"]


def test_an_unreadable_cell_keeps_what_was_typed_and_says_why(planner, draft):
    response = planner.post(f"{PK}1/target/", table(draft, q1="dua puluh", q2="40"))
    page = response.content.decode()
    assert "1 sel perlu diperbaiki" in page
    assert 'value="dua puluh"' in page
    assert "bukan angka yang dikenali" in page
    assert not draft.lines.get().quarter_targets.exists()


def test_a_settled_quarter_is_locked_on_the_page_and_refused_from_outside(planner, draft):
    page = planner.get(f"{PK}1/")
    assert "terverifikasi" in seen(page)
    assert f'name="{draft.lines.get().pk}-q4"' not in page.content.decode()
    response = planner.post(f"{PK}1/target/", table(draft, q4="99", target="99"))
    assert "2 sel perlu diperbaiki" in seen(response)
    assert draft.lines.get().target == 80


def test_targets_that_changed_meanwhile_are_told(planner, draft):
    sent = table(draft, q1="20")
    draft.lines.update(target=81)
    assert "baru saja diubah orang lain" in seen(planner.post(f"{PK}1/target/", sent))
    assert not draft.lines.get().quarter_targets.exists()


def test_the_leader_signs_after_reading_what_is_frozen(client, pak_dir, draft):
    client.force_login(pak_dir)
    assert "Tandatangani" in seen(client.get(f"{PK}1/"))
    page = seen(client.get(f"{PK}1/tanda-tangan/"))
    assert "dibekukan seperti sekarang" in page
    assert "Centang pernyataan ini" in seen(
        client.post(f"{PK}1/tanda-tangan/", {"place": "J", "signed_on": "1-13-2023"})
    )
    sent = SIGNED_WELL | {"dilihat": signed_content(draft)}
    response = client.post(f"{PK}1/tanda-tangan/", sent, follow=True)
    assert "ditandatangani dan mulai berlaku" in seen(response)
    draft.refresh_from_db()
    assert (draft.status, draft.signed_on, draft.signed_by) == ("signed", date(2023, 1, 20), pak_dir)


def test_the_leader_sees_the_targets_and_signs_only_what_was_on_the_page(client, pak_dir, draft):
    make.make_quarter_target(line=draft.lines.get(), quarter=2, target=45.5)
    client.force_login(pak_dir)
    page = client.get(f"{PK}1/tanda-tangan/")
    assert "45,50%" in seen(page)
    sent = SIGNED_WELL | {"dilihat": page.context["seen"]}
    draft.lines.get().quarter_targets.filter(quarter=2).update(target=1)
    assert "berubah sejak Anda membukanya" in seen(client.post(f"{PK}1/tanda-tangan/", sent, follow=True))
    draft.refresh_from_db()
    assert draft.status == AgreementStatus.DRAFT


def test_a_day_to_come_is_refused_at_its_field(client, pak_dir, draft):
    client.force_login(pak_dir)
    sent = SIGNED_WELL | {"signed_on": "20 Januari 2090", "dilihat": signed_content(draft)}
    assert "tidak boleh sesudah hari ini" in seen(client.post(f"{PK}1/tanda-tangan/", sent))


def test_a_draft_with_lacks_sends_the_leader_back(client, pak_dir, draft):
    draft.lines.all().delete()
    client.force_login(pak_dir)
    assert "Belum ada butir" in seen(client.get(f"{PK}1/tanda-tangan/", follow=True))


def test_a_revision_begins_with_its_reason(planner, held):
    assert "Pergantian pejabat" in seen(planner.get(f"{PK}0/ubah/"))
    text = seen(planner.post(f"{PK}0/ubah/", {"reason": "", "reason_text": ""}))
    assert "Pilih salah satu dari tiga alasan" in text
    sent = {"reason": "prioritas", "reason_text": "Asumsi berubah."}
    response = planner.post(f"{PK}0/ubah/", sent, follow=True)
    assert response.redirect_chain[-1][0] == f"{PK}1/"
    assert "sudah ada; lanjutkan konsep itu" in seen(planner.post(f"{PK}0/ubah/", sent))
    assert PerformanceAgreement.objects.count() == 2


def test_semula_and_menjadi_mark_what_changed_with_words(client, siti, held, draft):
    kept = make.make_line(agreement=held, target=50)
    copy = make.make_line(agreement=draft, indicator=kept.indicator, target=50)
    make.make_quarter_target(line=copy, quarter=1, target=15)
    make.make_line(agreement=draft, target=60)
    draft.lines.first().delete()
    draft.budget.update(amount=3_000_000)
    client.force_login(siti)
    text = seen(client.get(f"{PK}1/perubahan/"))
    assert "1 berubah 1 baru 1 dihapus 0 tetap" in text
    assert "semula – menjadi 15,00%" in text
    assert "2.000.000 3.000.000 berubah" in text


def test_only_what_changed_can_be_shown(client, siti, held, draft):
    client.force_login(siti)
    name = draft.lines.get().indicator.name
    assert name in seen(client.get(f"{PK}1/perubahan/"))
    text = seen(client.get(f"{PK}1/perubahan/?tampil=berubah"))
    assert name not in text
    assert "Tidak ada butir yang berubah" in text


def test_a_version_whose_base_has_no_lines_says_so(client, siti, directorate):
    make.make_agreement(unit=directorate, status=AgreementStatus.SUPERSEDED)
    make.make_line(agreement=make.make_agreement(unit=directorate, version=1))
    client.force_login(siti)
    assert "Butir versi sebelumnya tidak tercatat" in seen(client.get(f"{PK}1/perubahan/"))


def test_a_draft_of_a_replaced_base_shows_the_way_out(planner, held, draft):
    make.make_agreement(unit=held.unit, version=2)
    for address in ("1/", "1/perubahan/"):
        page = planner.get(f"{PK}{address}").content.decode()
        assert "Buat ulang konsep dari versi yang berlaku" in page
        assert f"{PK}1/hapus/" in page


def test_a_draft_is_thrown_away_after_a_question(planner, draft):
    assert "Hapus konsep perubahan ke-1?" in seen(planner.get(f"{PK}1/hapus/"))
    assert PerformanceAgreement.objects.filter(pk=draft.pk).exists()
    assert "Konsep perubahan ke-1 dihapus" in seen(planner.post(f"{PK}1/hapus/", follow=True))
    assert not PerformanceAgreement.objects.filter(pk=draft.pk).exists()


def test_lines_are_derived_by_ticking_them(planner, draft, directorate_general):
    agreement = make.make_agreement(unit=directorate_general)
    shared, other = (make.make_line(agreement=agreement, target=70) for _ in range(2))
    own = make.make_indicator(unit=draft.unit)
    assert "Indikator yang sama" in seen(planner.get(f"{PK}1/turunkan/"))
    assert "Belum ada butir yang dicentang" in seen(planner.post(f"{PK}1/turunkan/"))
    wanting = {"butir": [other.pk], f"indikator-{other.pk}": "999999"}
    assert f"Pilih indikator unit ini untuk butir {other.indicator.code}" in seen(
        planner.post(f"{PK}1/turunkan/", wanting)
    )
    sent = {"butir": [shared.pk, other.pk], f"indikator-{shared.pk}": "sama", f"indikator-{other.pk}": own.pk}
    response = planner.post(f"{PK}1/turunkan/", sent, follow=True)
    assert "2 butir diturunkan" in seen(response)
    assert f"butir {other.indicator.code}, target 70,00%" in seen(response)
    agreement.status = AgreementStatus.SUPERSEDED
    agreement.save()
    later = make.make_agreement(unit=directorate_general, version=1)
    make.make_line(agreement=later, indicator=other.indicator, target=75)
    text = seen(planner.get(f"{PK}1/"))
    assert "PK di atas sudah diubah : target sekarang 75,00%" in text
    assert "butir itu tidak ada lagi" in text
    assert "masih bertaut ke versi yang digantikan" in seen(planner.get(f"{PK}1/turunkan/"))


def test_the_paper_of_a_draft_says_what_its_page_says(planner, held, draft):
    PerformanceAgreement.objects.filter(pk=held.pk).update(signed_on=date(2023, 1, 20))
    draft.lines.update(target=85)
    document = document_of("pk", paper_facts(draft.unit, 2023), "html", 1)
    paper, page = render_html(document), seen(planner.get(f"{PK}1/perubahan/"))
    assert document.status == "draft"
    for told in ("80,00%", "85,00%"):
        assert told in paper
        assert told in page
    assert "Pagu bertambah" in paper


@pytest.mark.parametrize("address", ["", "0/", "1/", "1/perubahan/", "1/turunkan/"])
@pytest.mark.same_everywhere
def test_pages_take_as_many_queries_for_many_lines(planner, draft, held, directorate_general, address):
    above = make.make_agreement(unit=directorate_general)

    def count():
        planner.get(f"{PK}{address}")
        with CaptureQueriesContext(connection) as found:
            assert planner.get(f"{PK}{address}").status_code == 200
        return len(found)

    def grow(lines):
        for _ in range(lines):
            parent = make.make_line(agreement=above)
            for agreement in (held, draft):
                line = make.make_line(agreement=agreement, parent=parent)
                make.make_step(line=line)
                make.make_quarter_target(line=line, quarter=1)

    grow(2)
    few = count()
    grow(8)
    assert count() <= few

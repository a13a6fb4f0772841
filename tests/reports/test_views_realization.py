"""The page of one indicator: what is typed is read, computed, kept, compared, handed in, taken back and corrected."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from indicators.entry import fingerprint
from indicators.models import Action, ComponentValue, Realization
from indicators.workflow import verify
from tests import factories as make
from tests.pages import seen
from tests.reports.filled import QUARTER, due_ratio, fill, promise, row, stand_still, typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def line(directorate, monkeypatch):
    return due_ratio(directorate, monkeypatch)


@pytest.fixture
def page(line):
    return f"{QUARTER}{line.indicator_id}/"


@pytest.fixture
def siti_client(client, siti):
    client.force_login(siti)
    return client


def test_the_page_shows_the_manual_and_both_targets(siti_client, line, page):
    text = seen(siti_client.get(page))
    assert "Target TW III 60,00% Target 2023 80,00%" in text
    assert "n anak mandiri" in text
    assert "Belum diisi" in text
    assert "Pembilang (n) dan penyebut (T) belum ada." in text


def test_figures_in_indonesian_form_are_kept(siti_client, line, page):
    given = typed(line, numerator="1.204", denominator="1.610,5", note="Sementara", follow_up_on="2023-11-30")
    response = siti_client.post(page, given, follow=True)
    assert "Tersimpan" in seen(response)
    stored = row(line)
    assert (stored.numerator, stored.denominator, stored.follow_up_on) == (1204, Decimal("1610.5"), date(2023, 11, 30))
    assert 'value="1.204"' in response.content.decode()


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"numerator": "12,5,1"}, "n : Letak titik atau koma pada &quot;12,5,1&quot; tidak beraturan"),
        ({"numerator": "12.5"}, "n : Letak titik atau koma pada &quot;12.5&quot; tidak beraturan"),
        ({"numerator": "seribu"}, "n : &quot;seribu&quot; bukan angka yang dikenali"),
        ({"denominator": "1234567890123456"}, "T : Angka paling banyak 15 digit"),
        ({"numerator": "1,23456"}, "n : Pastikan"),
        ({"source_year": "2024"}, "Memakai nilai tahun : Nilai yang dipakai tidak boleh dari tahun sesudah 2023."),
        ({"source_year": "12"}, "Memakai nilai tahun : Tahun harus 1945 sampai 2023."),
        ({"follow_up_on": "kapan-kapan"}, "Selesai tanggal : &quot;kapan-kapan&quot; bukan tanggal yang dikenali"),
        ({"source": "x" * 301}, "Sumber angka : Pastikan"),
    ],
)
def test_what_cannot_be_read_stays_in_its_field_with_its_message(siti_client, line, page, fields, told):
    response = siti_client.post(page, typed(line, **fields))
    assert told in seen(response)
    (value,) = fields.values()
    assert f'value="{value}"' in response.content.decode()
    assert not Realization.objects.exists()


def test_computing_writes_nothing_and_shows_engine_and_doubts(siti_client, line, page):
    make.make_realization(indicator=line.indicator, quarter=2, n=100, t=1600)
    for address, more in ((page, {"tindakan": "hitung"}), (f"{page}hitung/", {})):
        text = seen(siti_client.post(address, typed(line, numerator="1.700", denominator="1.610") | more))
        assert "105,59% Capaian terhadap target TW III 175,98%" in text
        assert "1.700 / 1.610 = 105,59%." in text
        assert "n (1.700) lebih besar daripada T (1.610)" in text
        assert "Penyebut (T) berubah dari 1.600 pada Triwulan II menjadi 1.610." in text
    assert Realization.objects.count() == 1


def test_computing_names_what_cannot_be_read(siti_client, line, page):
    text = seen(siti_client.post(f"{page}hitung/", typed(line, numerator="abc", denominator="10")))
    assert "Belum dapat dihitung. n: &quot;abc&quot; bukan angka yang dikenali" in text


def test_an_earlier_quarter_does_not_answer_for_this_one(siti_client, line, page):
    make.make_realization(indicator=line.indicator, quarter=2, n=40, t=100)
    assert "Capaian terhadap target TW III Belum ada data" in seen(siti_client.get(page))


def test_a_draft_is_kept_while_typing(siti_client, siti, line, page):
    answer = siti_client.post(f"{page}simpan/", typed(line, numerator="45", denominator="100", orang=siti.pk))
    assert answer.status_code == 200
    assert answer.json()["words"].startswith("Tersimpan ")
    assert answer.json()["seen"] == fingerprint(row(line))


def test_a_draft_with_an_unreadable_field_is_not_kept_and_the_field_is_named(siti_client, line, page):
    answer = siti_client.post(f"{page}simpan/", typed(line, numerator="x", denominator="100"))
    assert (answer.status_code, Realization.objects.count()) == (422, 0)
    (error,) = answer.json()["errors"]
    assert (error["id"], error["label"]) == ("isi-numerator", "n")


def test_a_draft_of_somebody_else_who_signed_in_meanwhile_is_refused(siti_client, line, page):
    answer = siti_client.post(f"{page}simpan/", typed(line, numerator="1", denominator="2", orang="0"))
    assert (answer.status_code, Realization.objects.count()) == (403, 0)


def test_after_the_session_nothing_is_kept_and_the_door_answers(client, line, page):
    answer = client.post(f"{page}simpan/", typed(line, numerator="1", denominator="2"))
    assert answer.status_code == 302
    assert answer.url.startswith("/masuk/")
    assert not Realization.objects.exists()


def test_a_conflict_shows_both_and_loses_nothing(siti_client, line, page):
    given = typed(line, numerator="45", denominator="100", hindering_factors="Hujan")
    fill(line, n=50, t=100, hindering_factors="<b>Banjir</b>")
    assert siti_client.post(f"{page}simpan/", given).status_code == 409
    response = siti_client.post(page, given)
    text = seen(response)
    assert "Diubah orang lain sementara Anda mengisi" in text
    assert "n 50 45" in text
    assert "Faktor penghambat &lt;b&gt;Banjir&lt;/b&gt; Hujan" in text
    assert row(line).numerator == 50
    kept = siti_client.post(page, given | {"seen": response.context["seen"]}, follow=True)
    assert "Tersimpan" in seen(kept)
    assert row(line).numerator == 45


def test_a_locked_row_is_read_only_and_keeps_what_was_typed_in_view(siti_client, rina, line, page, monkeypatch):
    stand_still(monkeypatch, date(2023, 11, 1))
    response = siti_client.get(page)
    assert "Minta perpanjangan kepada perencana dengan menyebut alasannya. Perencana: rina." in seen(response)
    assert 'name="numerator"' not in response.content.decode()
    text = seen(siti_client.post(page, typed(line, numerator="45", denominator="100")))
    assert "Belum tersimpan Triwulan III 2023 ditutup" in text
    assert "n – 45" in text
    assert siti_client.post(f"{page}simpan/", typed(line)).status_code == 423


def test_handing_in_without_evidence_asks_once(siti_client, line, page):
    given = typed(line, numerator="45", denominator="100", tindakan="ajukan")
    response = siti_client.post(page, given)
    assert "Belum ada bukti dukung Isian sudah tersimpan." in seen(response)
    assert row(line).status == "draft"
    sure = given | {"seen": response.context["seen"], "tindakan": "ajukan-tanpa-bukti"}
    text = seen(siti_client.post(page, sure, follow=True))
    assert f"{line.indicator.code} diajukan. Sekarang menunggu verifikasi." in text
    assert row(line).status == "submitted"


def test_handing_in_without_figures_asks_for_a_reason_at_the_note(siti_client, line, page):
    response = siti_client.post(page, typed(line, tindakan="ajukan"))
    text = seen(response)
    assert "Tersimpan, tetapi belum diajukan Catatan : Pembilang (n) dan penyebut (T) belum ada. Isi angkanya" in text
    assert 'id="isi-note-salah"' in response.content.decode()


def test_what_waits_can_be_taken_back(siti_client, siti, line, page):
    make.make_evidence(realization=fill(line))
    siti_client.post(page, typed(line, numerator="45", denominator="100", tindakan="ajukan"))
    assert "Sudah diajukan dan menunggu verifikasi." in seen(siti_client.get(page))
    assert "Isian ditarik kembali" in seen(siti_client.post(page, {"tindakan": "tarik"}, follow=True))
    assert row(line).status == "draft"
    assert "tidak dapat ditarik kembali" in seen(siti_client.post(page, {"tindakan": "tarik"}, follow=True))


def test_a_verified_row_is_corrected_with_a_reason_and_the_old_value_stays(siti_client, budi, line, page):
    make.make_evidence(realization=fill(line))
    siti_client.post(page, typed(line, numerator="45", denominator="100", tindakan="ajukan"))
    verify(realization=row(line), by=budi)
    assert 'name="reason"' not in siti_client.get(page).content.decode()
    assert 'name="reason"' in siti_client.get(f"{page}?koreksi=1").content.decode()
    given = typed(line, numerator="46", denominator="100", tindakan="koreksi")
    assert "Alasan koreksi : Tulis alasan koreksi; verifikator membacanya." in seen(siti_client.post(page, given))
    same = given | {"numerator": "45", "reason": "Tidak ada"}
    assert "Koreksi ini tidak mengubah apa pun." in seen(siti_client.post(page, same))
    siti_client.post(page, given | {"reason": "Satu anak terlewat"})
    assert (row(line).status, row(line).numerator) == ("submitted", 46)
    text = seen(siti_client.get(page))
    assert "Satu anak terlewat 45,00% menjadi 46,00% (n 46, T 100)" in text


def test_a_correction_is_cancelled_and_the_verified_value_stands_again(siti_client, budi, line, page):
    make.make_evidence(realization=fill(line))
    siti_client.post(page, typed(line, numerator="45", denominator="100", tindakan="ajukan"))
    verify(realization=row(line), by=budi)
    siti_client.post(page, typed(line, numerator="46", denominator="100", tindakan="koreksi", reason="Salah"))
    shown = siti_client.get(page)
    assert "Koreksi : semula 45,00%, terverifikasi" in seen(shown)
    assert 'value="tarik"' not in shown.content.decode()
    assert shown.context["box"].add_url
    done = siti_client.post(page, {"tindakan": "batalkan-koreksi"}, follow=True)
    assert "Koreksi dibatalkan. Nilai yang sudah diverifikasi berlaku lagi." in seen(done)
    assert (row(line).status, row(line).numerator, row(line).verified_by) == ("verified", 45, budi)


@pytest.mark.parametrize("act", ["tarik", "batalkan-koreksi"])
def test_what_was_never_begun_is_not_taken_back(siti_client, line, page, act):
    assert "belum dimulai" in seen(siti_client.post(page, {"tindakan": act}, follow=True))


def test_a_verifier_reads_without_fields_or_buttons(client, budi, line, page):
    fill(line, n=45, t=100)
    client.force_login(budi)
    text = client.get(page).content.decode()
    assert "45,00%" in text
    assert 'name="numerator"' not in text
    assert 'value="ajukan"' not in text


def test_what_came_back_shows_its_note_and_can_be_mended_after_the_close(siti_client, budi, line, page, monkeypatch):
    back = {"action": Action.SEND_BACK, "by": budi, "at": datetime(2023, 10, 30, 3, tzinfo=UTC), "note": "Periksa T"}
    make.make_realization_step(realization=fill(line, n=45, t=100, status="returned"), **back)
    stand_still(monkeypatch, date(2023, 11, 3))
    response = siti_client.get(page)
    assert "Periksa T" in seen(response)
    assert "Isian yang dikembalikan dapat diperbaiki sampai 6 November 2023." in seen(response)
    assert 'name="numerator"' in response.content.decode()


@pytest.mark.parametrize("number", [0, 999_999, 10**30])
def test_an_indicator_that_was_not_promised_does_not_exist(siti_client, line, number):
    assert siti_client.get(f"{QUARTER}{number}/").status_code == 404
    assert siti_client.post(f"{QUARTER}{number}/simpan/").status_code == 404


def test_an_indicator_of_another_unit_does_not_exist_here(siti_client, line, sentra):
    other = promise(sentra, calculation="ratio")
    assert siti_client.get(f"{QUARTER}{other.indicator_id}/").status_code == 404
    assert siti_client.get(f"/unit/sentra-timur/2023/triwulan/3/{other.indicator_id}/").status_code == 404


def test_components_are_typed_each_in_its_row(siti_client, line, directorate):
    weighted = promise(directorate, calculation="weighted")
    parts = [make.make_component(indicator=weighted.indicator, weight=weight) for weight in (60, 40)]
    fields = {f"part-{parts[0].pk}-numerator": "3", f"part-{parts[0].pk}-denominator": "4"}
    fields[f"part-{parts[1].pk}-score"] = "50"
    page = f"{QUARTER}{weighted.indicator_id}/"
    assert "65,00%" in seen(siti_client.post(f"{page}hitung/", typed(weighted, **fields)))
    siti_client.post(page, typed(weighted, **fields))
    assert set(ComponentValue.objects.values_list("component_id", "numerator", "score")) == {
        (parts[0].pk, 3, None),
        (parts[1].pk, None, 50),
    }
    bad = siti_client.post(f"{page}simpan/", typed(weighted, **{f"part-{parts[0].pk}-numerator": "tiga"}))
    assert bad.json()["errors"][0]["id"] == f"isi-part-{parts[0].pk}-numerator"


def test_a_component_of_another_indicator_is_not_written(siti_client, line, page, directorate):
    foreign = make.make_component(indicator=promise(directorate).indicator)
    siti_client.post(page, typed(line, numerator="1", denominator="2", **{f"part-{foreign.pk}-numerator": "9"}))
    assert row(line).numerator == 1
    assert not ComponentValue.objects.exists()


def test_a_predicate_is_chosen_from_its_scale(siti_client, line, directorate):
    opinion = promise(directorate, measure="predicate", predicate_scale=make.make_predicate_scale(), target=None)
    page = f"{QUARTER}{opinion.indicator_id}/"
    siti_client.post(page, typed(opinion, text="WTP"))
    assert row(opinion).text == "WTP"
    assert "Predikat" in seen(siti_client.post(page, typed(opinion, text="Sempurna")))
    assert row(opinion).text == "WTP"


def test_what_the_page_does_not_show_stays(siti_client, line, page):
    context = make.make_component(indicator=line.indicator, role="konteks")
    make.make_part(realization=fill(line), component=context, n=7)
    siti_client.post(page, typed(line, numerator="1", denominator="2", **{f"part-{context.pk}-numerator": "7"}))
    assert ComponentValue.objects.get().numerator == 7


def test_hostile_text_is_shown_as_text(siti_client, line, page):
    siti_client.post(
        page, typed(line, hindering_factors="</textarea><script>alert(1)</script>", source='"><img src=x>')
    )
    content = siti_client.get(page).content
    assert b"<script>alert(1)" not in content
    assert b"<img src=x>" not in content


def test_the_indicators_before_and_after_are_linked(siti_client, line, page, directorate):
    after = promise(directorate)
    assert f'href="{QUARTER}{after.indicator_id}/" rel="next"' in siti_client.get(page).content.decode()
    back = siti_client.get(f"{QUARTER}{after.indicator_id}/").content.decode()
    assert f'href="{page}" rel="prev"' in back


def test_the_queries_do_not_grow_with_lines_and_components(siti_client, line, page, directorate):
    def count():
        with CaptureQueriesContext(connection) as queries:
            assert siti_client.get(page).status_code == 200
        return len(queries)

    make.make_part(realization=fill(line), component=make.make_component(indicator=line.indicator), n=1)
    few = count()
    for _ in range(27):
        promise(directorate)
        make.make_part(realization=row(line), component=make.make_component(indicator=line.indicator), n=1)
    assert count() == few


def test_keeping_a_draft_reads_only_what_it_needs(siti_client, siti, line, page, directorate):
    for number in range(5):
        promise(directorate, name=f"Indikator lain {number}")
    first = siti_client.post(f"{page}simpan/", typed(line, numerator="1", denominator="100", orang=siti.pk)).json()
    given = typed(line, numerator="2", denominator="100", orang=siti.pk) | {"seen": first["seen"]}
    with CaptureQueriesContext(connection) as queries:
        assert siti_client.post(f"{page}simpan/", given).status_code == 200
    assert len(queries) <= 20

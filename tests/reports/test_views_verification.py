"""The verifier's queue: what it shows, what one press of a button does, and what nobody may reach through it."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from indicators.entry import handed_in
from indicators.models import Action, Realization
from tests import factories as make
from tests.pages import seen
from units.models import Role

pytestmark = pytest.mark.django_db

QUEUE = "/verifikasi/"
SUBMITTED_AT = datetime(2024, 1, 10, 3, tzinfo=UTC)


def waiting_row(unit, by, *, quarter=4, n=875, **fields):
    indicator = fields.pop("indicator", None) or make.make_indicator(unit=unit, calculation="ratio")
    state = {"status": "submitted", "submitted_by": by, "submitted_at": SUBMITTED_AT}
    return make.make_realization(indicator=indicator, unit=unit, quarter=quarter, n=n, t=1000, **state | fields)


@pytest.fixture
def row(directorate, siti):
    row = waiting_row(directorate, siti)
    line = make.make_line(agreement=make.make_agreement(unit=directorate), indicator=row.indicator, target=80)
    make.make_quarter_target(line=line, quarter=4, target=75)
    return row


def decide(client, action, *rows, note="", **changes):
    """Presses a button with some rows ticked, as the page of this moment would send it."""
    typed = {"tindakan": action, "pilih": [row.pk for row in rows]}
    for row in rows:
        typed |= {f"dilihat-{row.pk}": handed_in(row), f"catatan-{row.pk}": note}
    return client.post(changes.pop("at", QUEUE), typed | changes)


def status_of(row):
    return Realization.objects.get(pk=row.pk).status


def test_a_row_tells_what_is_held_against_what(client, budi, row, siti):
    waiting = make.make_realization(indicator=row.indicator, quarter=3, n=700, t=1000)
    client.force_login(budi)
    words = seen(client.get(QUEUE))
    assert waiting.indicator.name in words
    for expected in (
        "70,00%",
        "87,50%",
        "75,00%",
        "116,67%",
        "Belum ada",
        "10 Januari 2024",
        "siti",
        "Triwulan IV 2023",
    ):
        assert expected in words, expected


def test_only_what_is_submitted_waits(client, budi, directorate, siti):
    for place, status in enumerate(("draft", "returned", "verified"), start=1):
        waiting_row(directorate, siti, quarter=place, status=status)
    client.force_login(budi)
    assert "Tidak ada yang menunggu" in seen(client.get(QUEUE))


def test_accepting_several_at_once(client, budi, row, directorate, siti):
    other = waiting_row(directorate, siti, quarter=3)
    client.force_login(budi)
    response = decide(client, "setujui", row, other)
    assert (response.status_code, status_of(row), status_of(other)) == (302, "verified", "verified")
    assert "2 isian terverifikasi." in seen(client.get(QUEUE))


def test_sending_back_takes_the_note_of_each_row(client, budi, row):
    client.force_login(budi)
    decide(client, "kembalikan", row, note="Lampiran belum lengkap")
    assert status_of(row) == "returned"
    assert row.steps.get(action=Action.SEND_BACK).note == "Lampiran belum lengkap"


def test_sending_back_without_a_note_is_asked_for_at_the_row_and_the_rest_is_done(client, budi, row, directorate, siti):
    other = waiting_row(directorate, siti, quarter=3)
    client.force_login(budi)
    response = decide(client, "kembalikan", row, other, **{f"catatan-{other.pk}": "T keliru"})
    assert response.status_code == 200
    assert (status_of(row), status_of(other)) == ("submitted", "returned")
    words = seen(response)
    assert "Tulis catatan agar pengisi tahu apa yang harus diperbaiki." in words
    assert "1 isian dikembalikan kepada pengisi." in words


def test_what_was_typed_is_not_lost_when_a_row_changed_meanwhile(client, budi, row):
    client.force_login(budi)
    old = handed_in(row)
    Realization.objects.update(numerator=1)
    typed = {f"dilihat-{row.pk}": old, f"catatan-{row.pk}": "Periksa lagi"}
    response = decide(client, "kembalikan", row, **typed)
    assert "Isian atau bukti dukungnya berubah sejak halaman ini dibuka" in seen(response)
    assert "Periksa lagi" in response.content.decode()
    assert status_of(row) == "submitted"


def test_a_button_without_a_choice_says_so(client, budi, row):
    client.force_login(budi)
    assert "Belum ada isian yang dipilih" in seen(decide(client, "setujui"))


@pytest.mark.parametrize("typed", [{"tindakan": "hapus"}, {"pilih": ["x", "9" * 30]}])
def test_a_forged_form_does_nothing(client, budi, row, typed):
    client.force_login(budi)
    assert decide(client, "setujui", row, **typed).status_code == 200
    assert status_of(row) == "submitted"


def test_who_submitted_sees_the_row_but_cannot_accept_it(client, row, siti):
    make.make_membership(user=siti, unit=row.unit, role=Role.VERIFIER)
    client.force_login(siti)
    assert "Anda sendiri yang mengajukan isian ini" in seen(client.get(QUEUE))
    assert "1 isian belum dapat diproses" in seen(decide(client, "setujui", row))
    assert status_of(row) == "submitted"


def test_a_row_of_another_unit_is_not_there_and_cannot_be_forged(client, row, outsider):
    user = make.make_user("verifikator-lain")
    make.make_membership(user=user, unit=outsider, role=Role.VERIFIER)
    client.force_login(user)
    assert row.indicator.name not in seen(client.get(QUEUE))
    decide(client, "setujui", row)
    assert status_of(row) == "submitted"
    assert client.get(f"{QUEUE}{row.pk}/").status_code == 404


def test_what_came_back_shows_the_note_and_what_changed_since(client, budi, row):
    make.make_realization_step(realization=row, value=85)
    make.make_realization_step(realization=row, action=Action.SEND_BACK, note="T belum benar", value=85, by=budi)
    make.make_realization_step(realization=row, value="87.5")
    client.force_login(budi)
    words = seen(client.get(QUEUE))
    assert "Dikembalikan 10 Januari 2024: “T belum benar”" in words
    assert "Nilai semula 85,00%" in words


def test_a_correction_shows_the_verified_value_and_the_reason(client, budi, row):
    make.make_realization_step(realization=row, action=Action.VERIFY, value=85, by=budi)
    make.make_realization_step(realization=row, action=Action.CORRECT, note="Salah hitung", value="87.5")
    client.force_login(budi)
    words = seen(client.get(QUEUE))
    assert "atas nilai yang sudah disahkan: semula 85,00%. Alasan: “Salah hitung”" in words


@pytest.mark.parametrize(
    ("asked", "is_found"),
    [
        ("?tahun=2023", True),
        ("?tahun=2022", False),
        ("?triwulan=4", True),
        ("?triwulan=1", False),
        ("?q=indikator", True),
        ("?q=tidak+ada", False),
        ("?unit=dit-anak", True),
        ("?unit=sentra-timur", False),
        ("?tahun=x&triwulan=9&unit=tidak-ada&halaman=-4", True),
    ],
)
def test_the_queue_is_narrowed_by_what_is_asked(client, budi, row, sentra, asked, is_found):
    client.force_login(budi)
    assert (row.indicator.name in seen(client.get(QUEUE + asked))) is is_found


def test_the_page_of_one_row_shows_it_all_and_decides(client, budi, row):
    Realization.objects.update(hindering_factors="Akses jalan", follow_up="Jemput bola", note="Menunggu mitra")
    client.force_login(budi)
    page = reverse("reports:verification-show", kwargs={"pk": row.pk})
    words = seen(client.get(page))
    for expected in ("875", "1.000", "Akses jalan", "Jemput bola", "Menunggu mitra", "Belum ada bukti dukung"):
        assert expected in words, expected
    response = decide(client, "setujui", Realization.objects.get(), at=page)
    assert (response.status_code, status_of(row)) == (302, "verified")


def test_hostile_words_stay_words(client, budi, row):
    Realization.objects.update(note="<script>alert(1)</script>")
    client.force_login(budi)
    for page in (QUEUE, f"{QUEUE}{row.pk}/"):
        assert "<script>alert(1)" not in client.get(page).content.decode()


def test_many_rows_cost_as_much_as_few(client, budi, directorate, row, siti, django_assert_max_num_queries):
    for place in range(30):
        unit = make.make_unit(f"unit-{place}", parent=directorate)
        other = waiting_row(unit, siti)
        make.make_evidence(realization=other)
        make.make_realization_step(realization=other)
    client.force_login(budi)
    with django_assert_max_num_queries(32):
        assert client.get(QUEUE).content.decode().count("queue-pick") == 31

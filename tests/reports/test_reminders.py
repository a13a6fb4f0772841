"""What people are reminded of, each thing once: openings, near and missed dates, what came back, what waits."""

from datetime import UTC, date, datetime

import pytest
from django.core.management import call_command

from indicators.models import Action
from reports.reminders import remind
from tests import factories as make
from tests.pages import seen
from units.models import Notice, Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def line(directorate, siti):
    make.make_period(unit=directorate)
    return make.make_line(
        agreement=make.make_agreement(unit=directorate), indicator=make.make_indicator(unit=directorate)
    )


def told(user):
    return list(Notice.objects.filter(user=user).order_by("pk").values_list("subject", flat=True))


def january(day):
    return date(2024, 1, day)


def test_nothing_is_said_before_a_quarter_opens(line, siti):
    assert (remind(january(1)), told(siti)) == (0, [])


def test_a_quarter_is_announced_when_near_and_when_missed_each_once(line, siti):
    for day in (2, 3, 12, 13, 16, 17):
        remind(january(day))
    assert told(siti) == [
        "Triwulan IV 2023 sudah dapat diisi, Direktorat Anak",
        "Segera berakhir: Triwulan IV 2023, Direktorat Anak",
        "Lewat batas waktu: Triwulan IV 2023, Direktorat Anak",
    ]
    last = Notice.objects.latest("pk")
    assert last.url == "/unit/dit-anak/2023/triwulan/4/"
    assert "1 dari 1 indikator belum diajukan. Batas waktu 15 Januari 2024 sudah lewat." in last.text


def test_who_has_handed_in_everything_is_left_alone(line, siti):
    make.make_realization(indicator=line.indicator, value=1, status="submitted")
    remind(january(13))
    assert told(siti) == []


def test_after_the_close_nobody_is_reminded(line, siti):
    remind(date(2024, 2, 1))
    assert told(siti) == []


def test_only_reporters_of_the_unit_itself_are_told(line, sentra, rina, pak_dir, stranger):
    other = make.make_user("dewi")
    make.make_membership(user=other, unit=sentra, role=Role.REPORTER)
    remind(january(5))
    assert Notice.objects.exclude(user__username="siti").count() == 0


def test_what_came_back_carries_the_note_and_leads_to_the_indicator(line, siti, budi):
    row = make.make_realization(indicator=line.indicator, status="returned")
    make.make_realization_step(realization=row, action=Action.SEND_BACK, note="Lampiran kurang", by=budi)
    remind(january(5))
    remind(january(6))
    notice = Notice.objects.get(key__startswith="kembali-")
    assert (notice.subject, notice.text) == ("Dikembalikan: 1.1, Triwulan IV 2023, Direktorat Anak", "Lampiran kurang")
    assert notice.url == f"/unit/dit-anak/2023/triwulan/4/{line.indicator_id}/"


def test_a_second_return_is_told_again(line, siti, budi):
    row = make.make_realization(indicator=line.indicator, status="returned")
    for note in ("Lampiran kurang", "T keliru"):
        make.make_realization_step(realization=row, action=Action.SEND_BACK, note=note, by=budi)
        remind(january(5))
    assert Notice.objects.filter(key__startswith="kembali-").count() == 2


def test_an_extension_is_announced_to_the_reporters_below(line, siti, directorate_general):
    make.make_extension(unit=directorate_general)
    remind(january(5))
    assert "Triwulan IV 2023 diperpanjang, Direktorat Anak" in told(siti)


def test_a_verifier_is_told_again_only_when_new_ones_came(line, siti, budi):
    def submitted(day):
        make.make_realization(
            indicator=make.make_indicator(unit=line.agreement.unit),
            status="submitted",
            submitted_by=siti,
            submitted_at=datetime(2024, 1, day, 3, tzinfo=UTC),
        )

    submitted(10)
    remind(january(10))
    remind(january(11))
    assert told(budi) == ["1 isian menunggu verifikasi"]
    submitted(12)
    remind(january(12))
    assert told(budi) == ["1 isian menunggu verifikasi", "2 isian menunggu verifikasi"]


def test_the_command_says_what_it_did_and_does_it_once(line, siti, mailoutbox, capsys):
    siti.email = "siti@kemensos.contoh"
    siti.save()
    make.make_extension(period=line.agreement.unit.periods.get(), until=date(2099, 1, 1))
    call_command("send_reminders")
    call_command("send_reminders")
    assert [mail.to for mail in mailoutbox] == [["siti@kemensos.contoh"]]
    assert "0 pemberitahuan baru." in capsys.readouterr().out


def test_a_server_without_mail_claims_to_have_sent_none(line, siti, mailoutbox, settings, capsys):
    siti.email = "siti@kemensos.contoh"
    siti.save()
    make.make_extension(period=line.agreement.unit.periods.get(), until=date(2099, 1, 1))
    settings.CAN_MAIL = False
    call_command("send_reminders")
    assert "Tidak ada surel yang dikirim: EMAIL_URL belum diisi." in capsys.readouterr().out
    settings.CAN_MAIL = True
    call_command("send_reminders")
    assert [mail.to for mail in mailoutbox] == [["siti@kemensos.contoh"]]


def test_many_units_cost_as_much_as_few(line, directorate_general, django_assert_max_num_queries):
    make.make_period(unit=directorate_general)
    for place in range(20):
        unit = make.make_unit(f"unit-{place}", parent=directorate_general)
        make.make_line(agreement=make.make_agreement(unit=unit), indicator=make.make_indicator(unit=unit))
        make.make_membership(user=make.make_user(f"pengisi-{place}"), unit=unit, role=Role.REPORTER)
    with django_assert_max_num_queries(30):
        assert remind(january(5)) == 21


def test_the_inbox_shows_opens_and_marks(client, line, siti):
    remind(january(5))
    client.force_login(siti)
    assert "1 belum dibaca" in seen(client.get("/kotak-masuk/"))
    notice = Notice.objects.get()
    assert client.get(f"/kotak-masuk/{notice.pk}/").status_code == 405
    assert client.post(f"/kotak-masuk/{notice.pk}/").url == notice.url
    assert "Semua sudah dibaca" in seen(client.get("/kotak-masuk/"))


def test_a_forged_address_leads_nowhere_else(client, siti):
    notice = make.make_notice(user=siti, url="//jahat.contoh/")
    client.force_login(siti)
    assert client.post(f"/kotak-masuk/{notice.pk}/").url == "/kotak-masuk/"


def test_the_notice_of_another_is_not_there(client, siti, budi):
    notice = make.make_notice(user=budi)
    client.force_login(siti)
    assert client.post(f"/kotak-masuk/{notice.pk}/").status_code == 404

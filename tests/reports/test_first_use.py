"""What a first-time user stumbled over: who signs, what waits, what is odd, what was not mended, what cannot be."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from agreements.signing import parties_on
from indicators.file_kinds import recognized
from indicators.periods import PeriodState, Window
from indicators.workflow import send_back, submit
from lakin.formatting import file_size
from lakin.parsing import ParseError, parse_date, parse_form_date
from reports.agreement_checks import above_whole, unlike_year
from reports.agreement_page import signers_of, signing_words
from reports.facts import agreements_of
from reports.models import Report
from reports.resubmitting import is_untouched
from reports.tasks import tasks
from tests import factories as make
from tests.pages import seen
from tests.reports.filled import QUARTER, due_ratio, fill, row, typed
from units.models import Role

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("5/1/2026", date(2026, 1, 5)),
        ("05-01-2026", date(2026, 1, 5)),
        ("1.12.2025", date(2025, 12, 1)),
        ("31/1/2026", date(2026, 1, 31)),
        ("2026-01-05", date(2026, 1, 5)),
        ("5 Januari 2026", date(2026, 1, 5)),
        ("", None),
    ],
)
def test_a_form_reads_the_day_first(text, day):
    assert parse_form_date(text) == day


def test_a_form_never_reads_the_month_first_and_the_workbook_still_refuses_both():
    with pytest.raises(ParseError, match="tidak ada dalam kalender"):
        parse_form_date("1/31/2026")
    with pytest.raises(ParseError, match="dapat berarti"):
        parse_date("5/1/2026")


@pytest.mark.parametrize(
    ("size", "words"), [(None, "–"), (812, "812 byte"), (350_000, "342 KB"), (1_300_000, "1,2 MB")]
)
def test_a_size_is_told_in_bytes(size, words):
    assert file_size(size) == words


def test_an_iphone_photograph_is_refused_with_what_to_do(tmp_path):
    photo = tmp_path / "IMG.HEIC"
    photo.write_bytes(b"\x00\x00\x00\x18ftypheic" + bytes(64))
    with photo.open("rb") as file, pytest.raises(ValidationError, match=r"Foto iPhone .HEIC.: ubah dahulu ke JPEG"):
        recognized(file, "IMG.HEIC")


@pytest.mark.parametrize("window", [Window.UNSET, Window.CLOSED])
def test_a_planner_is_not_told_to_ask_the_planner(window):
    state = PeriodState(2026, 3, date(2026, 11, 1), window, closes_on=date(2026, 10, 15))
    assert "erencana" in state.words
    assert "erencana" not in state.words_for_planner


def test_the_first_page_tells_a_verifier_what_waits(client, budi, siti, directorate):
    for days in (1, 6):
        at = timezone.now() - timedelta(days=days)
        make.make_realization(
            indicator=make.make_indicator(unit=directorate),
            unit=directorate,
            status="submitted",
            submitted_at=at,
            submitted_by=siti,
        )
    client.force_login(budi)
    text = seen(client.get("/"))
    assert "2 menunggu verifikasi" in text
    assert "1 sudah lima hari atau lebih" in text
    assert "/verifikasi/" in client.get("/").content.decode()


def test_the_first_page_tells_a_leader_which_drafts_wait(client, pak_dir, directorate):
    indicator = make.make_indicator(unit=directorate)
    draft = make.make_agreement(unit=directorate, status="draft")
    line = make.make_line(agreement=draft, indicator=indicator, target=None)
    client.force_login(pak_dir)
    assert "menunggu tanda tangan" not in seen(client.get("/"))
    line.target = 80
    line.save()
    assert "PK awal 2023 Direktorat Anak menunggu tanda tangan" in seen(client.get("/"))


def test_a_draft_waits_for_the_nearest_leader_only(pak_dir, directorate, directorate_general):
    draft = make.make_agreement(unit=directorate, status="draft")
    make.make_line(agreement=draft, indicator=make.make_indicator(unit=directorate))
    above = make.make_user("dirjen")
    make.make_membership(user=above, unit=directorate_general, role=Role.LEADER)
    assert tasks(above).drafts == ()
    assert tasks(pak_dir).drafts == (draft,)


@pytest.mark.parametrize(("today", "year"), [(date(2026, 3, 1), 2026), (date(2026, 11, 1), 2027)])
def test_a_planner_is_led_to_the_year_to_prepare(rina, sentra, today, year):
    plan = tasks(rina, today).preparing
    assert (plan.year, plan.unit) == (year, None)


def test_a_planner_of_one_unit_is_led_to_it(client, directorate):
    person = make.make_user("ani")
    make.make_membership(user=person, unit=directorate, role=Role.PLANNER)
    client.force_login(person)
    assert f"/unit/{directorate.code}/" in client.get("/").content.decode()
    assert tasks(person, date(2026, 3, 1)).preparing.unit == directorate


def test_many_waiting_rows_and_drafts_cost_no_more_queries(
    pak_dir, budi, directorate, sentra, django_assert_max_num_queries
):
    for year in range(2010, 2024):
        make.make_agreement(unit=directorate, year=year, status="draft")
    with django_assert_max_num_queries(100):
        tasks(pak_dir)
    with django_assert_max_num_queries(4):
        tasks(budi)


def test_a_draft_says_who_signs(pak_dir, directorate, outsider):
    assert signing_words(signers_of(directorate)).startswith("Pimpinan unit ini, ")
    assert "minta administrator mendaftarkannya" in signing_words(signers_of(outsider))


def test_the_names_to_be_printed_are_shown_before_signing(client, pak_dir, directorate):
    draft = make.make_agreement(unit=directorate, status="draft", first_party_position="Direktur Anak")
    make.make_line(agreement=draft, indicator=make.make_indicator(unit=directorate))
    type(draft).objects.update(first_party_name="", first_party_nip="")
    draft.refresh_from_db()
    make.make_official(unit=directorate, position="Direktur Anak", name="Sri Wahyuni", started_on=date(2020, 1, 1))
    first, _second = parties_on(draft, date(2023, 1, 20))
    assert (first.name, draft.first_party_name) == ("Sri Wahyuni", "")
    client.force_login(pak_dir)
    assert "Sri Wahyuni" in seen(client.get("/unit/dit-anak/2023/pk/0/tanda-tangan/"))
    type(draft).objects.update(second_party_name="")
    assert "Nama belum diketahui" in seen(client.get("/unit/dit-anak/2023/pk/0/"))


@pytest.mark.parametrize(
    ("accumulation", "last", "is_odd"),
    [("last", 75, True), ("sum", 20, True), ("last", 80, False), ("average", 75, False)],
)
def test_a_last_quarter_unlike_the_year_is_told_before_signing(directorate, accumulation, last, is_odd):
    indicator = make.make_indicator(unit=directorate, accumulation=accumulation, calculation="typed")
    draft = make.make_agreement(unit=directorate, status="draft")
    make.make_quarter_target(
        line=make.make_line(agreement=draft, indicator=indicator, target=80), target=last, quarter=4
    )
    (item,) = agreements_of(directorate, 2023)[2023]
    assert bool([*unlike_year(item)]) == is_odd


@pytest.mark.parametrize(("measure", "target", "is_odd"), [("percent", 120, True), ("count", 120, False)])
def test_a_share_above_the_whole_is_told_before_signing(directorate, measure, target, is_odd):
    draft = make.make_agreement(unit=directorate, status="draft")
    make.make_line(agreement=draft, indicator=make.make_indicator(unit=directorate, measure=measure), target=target)
    (item,) = agreements_of(directorate, 2023)[2023]
    assert bool([*above_whole(item)]) == is_odd


def test_targets_are_typed_with_separators_and_ranges_with_their_words(client, rina, directorate):
    draft = make.make_agreement(unit=directorate, status="draft")
    count = make.make_indicator(unit=directorate, measure="rupiah")
    make.make_line(agreement=draft, indicator=count, target=Decimal(180_000_000))
    within = make.make_indicator(unit=directorate, objective=count.objective, polarity="range")
    make.make_line(agreement=draft, indicator=within, target=None, lower=2, upper=4)
    client.force_login(rina)
    response = client.get("/unit/dit-anak/2023/pk/0/")
    assert 'value="180.000.000"' in response.content.decode()
    text = seen(response)
    assert "dari" in text
    assert "sampai" in text
    assert text.count("sepanjang tahun") == 4


def test_a_row_that_was_not_touched_is_handed_in_again_only_when_asked_twice(
    client, siti, budi, directorate, monkeypatch
):
    line = due_ratio(directorate, monkeypatch)
    make.make_evidence(realization=fill(line, n=600, t=1000))
    submit(realization=row(line), by=siti)
    send_back(realization=row(line), note="Bukti kurang.", by=budi)
    assert is_untouched(row(line))
    client.force_login(siti)
    page, given = f"{QUARTER}{line.indicator_id}/", {"numerator": "600", "denominator": "1.000", "tindakan": "ajukan"}
    assert "Belum ada yang berubah sejak dikembalikan. Tetap ajukan?" in seen(client.post(page, typed(line, **given)))
    assert row(line).status == "returned"
    client.post(page, typed(line, **given | {"note": "Bukti sudah lengkap sejak awal."}))
    assert row(line).status == "submitted"


def test_the_report_is_begun_with_one_button(client, rina, directorate):
    client.force_login(rina)
    assert "Buat Laporan Kinerja" in seen(client.get("/unit/dit-anak/2023/lkj/"))
    client.post("/unit/dit-anak/2023/lkj/buat/")
    report = Report.objects.get()
    assert (report.unit, report.year, report.outline.sections.exists()) == (directorate, 2023, True)
    assert "sudah ada" in seen(client.post("/unit/dit-anak/2023/lkj/buat/", follow=True))


def test_a_draft_agreement_tells_its_maker_who_signs(client, rina, pak_dir, directorate, ministry):
    make.make_plan(unit=directorate)
    type(directorate).objects.update(head_position="Kepala")
    client.force_login(rina)
    text = seen(client.post("/unit/dit-anak/2023/pk/buat/", follow=True))
    assert text.count("yang menandatangani.") == 2


def test_a_verifier_sees_the_year_so_far_and_what_is_odd(client, budi, siti, directorate):
    indicator = make.make_indicator(unit=directorate, measure="count", decimals=0, accumulation="sum")
    make.make_line(agreement=make.make_agreement(unit=directorate), indicator=indicator, target=80)
    for quarter, value in ((1, 10), (2, 90)):
        make.make_realization(indicator=indicator, quarter=quarter, value=value, status="submitted", submitted_by=siti)
    client.force_login(budi)
    text = seen(client.get("/verifikasi/"))
    assert "s.d. TW II: 100" in text
    assert "s.d. TW I:" not in text
    assert "Perlu dilihat: Nilainya 90, sedangkan Triwulan I 10" in text

"""When a quarter may be filled in: the nearest dates above a unit, extensions, and the reason in words."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from indicators.models import Extension, Period
from indicators.periods import Window, extend, open_period, period_state, period_states, rows_above
from tests import factories as make
from tests.factories import make_extension, make_period
from units.models import Role

pytestmark = pytest.mark.django_db

OPENS, DUE, CLOSES = date(2024, 1, 2), date(2024, 1, 15), date(2024, 1, 31)
DATES = {"opens_on": OPENS, "due_on": DUE, "closes_on": CLOSES}


def january(day):
    return date(2024, 1, day)


@pytest.mark.parametrize(
    ("today", "window"),
    [
        (january(1), Window.EARLY),
        (january(2), Window.OPEN),
        (january(15), Window.OPEN),
        (january(16), Window.LATE),
        (january(31), Window.LATE),
        (date(2024, 2, 1), Window.CLOSED),
    ],
)
def test_each_date_still_belongs_to_what_it_ends(directorate, today, window):
    make_period(unit=directorate)
    assert period_state(directorate, 2023, 4, today).window is window


def test_a_quarter_without_dates_was_not_opened(directorate):
    state = period_state(directorate, 2023, 4, january(5))
    assert (state.window, state.is_open) == (Window.UNSET, False)
    assert state.words == "Triwulan IV 2023 belum dibuka. Perencana yang membuka periode pengisian."


def test_the_nearest_dates_above_the_unit_count(ministry, directorate_general, directorate):
    make_period(unit=ministry)
    make_period(unit=directorate_general, due_on=january(20))
    assert period_state(directorate, 2023, 4, january(18)).due_on == january(20)
    assert period_state(ministry, 2023, 4, january(18)).due_on == DUE


def test_dates_of_another_branch_say_nothing(directorate, sentra):
    make_period(unit=sentra)
    assert period_state(directorate, 2023, 4, january(5)).window is Window.UNSET


def test_a_code_that_begins_alike_is_another_branch(directorate_general):
    short, long = make.make_unit("dit", parent=directorate_general), make.make_unit("dit-b", parent=directorate_general)
    make_period(unit=short)
    assert period_state(long, 2023, 4, january(5)).window is Window.UNSET


def test_an_extension_moves_the_due_date_and_the_close(directorate_general, directorate, sentra):
    make_extension(period=make_period(unit=directorate_general), unit=directorate, until=date(2024, 2, 15))
    state = period_state(directorate, 2023, 4, date(2024, 2, 10))
    assert (state.window, state.due_on, state.closes_on) == (Window.OPEN, date(2024, 2, 15), date(2024, 2, 15))
    assert state.words == "Batas waktu 15 Februari 2024 (diperpanjang: Data mitra terlambat)."
    assert period_state(sentra, 2023, 4, date(2024, 2, 10)).window is Window.CLOSED


def test_the_latest_of_several_extensions_counts(directorate):
    period = make_period(unit=directorate)
    make_extension(period=period, until=date(2024, 3, 1), reason="Banjir")
    make_extension(period=period, until=date(2024, 2, 15))
    assert period_state(directorate, 2023, 4, january(5)).extension_reason == "Banjir"


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (january(1), "Triwulan IV 2023 baru dapat diisi mulai 2 Januari 2024."),
        (january(6), "Batas waktu 15 Januari 2024."),
        (
            january(17),
            "Batas waktu 15 Januari 2024 sudah lewat. "
            "Isian masih diterima sampai 31 Januari 2024 dan dicatat terlambat.",
        ),
        (
            date(2024, 2, 1),
            "Triwulan IV 2023 ditutup sesudah 31 Januari 2024. "
            "Minta perpanjangan kepada perencana dengan menyebut alasannya.",
        ),
    ],
)
def test_a_lock_says_why_and_until_when(directorate, today, words):
    make_period(unit=directorate)
    assert period_state(directorate, 2023, 4, today).words == words


def test_days_are_counted_to_the_due_date_and_from_it(directorate):
    make_period(unit=directorate)
    assert period_state(directorate, 2023, 4, january(6)).days_left == 9
    assert period_state(directorate, 2023, 4, DUE).days_left == 0
    late = period_state(directorate, 2023, 4, january(20))
    assert (late.days_left, late.days_late) == (None, 5)


def test_many_units_cost_as_much_as_one(directorate_general, django_assert_num_queries):
    make_extension(period=make_period(unit=directorate_general))
    units = [make.make_unit(f"unit-{place}", parent=directorate_general) for place in range(30)]
    with django_assert_num_queries(2):
        assert len(period_states(units, 2023, january(5))) == 120


def test_dates_of_the_whole_country_are_not_read(directorate_general, directorate):
    own = make_period(unit=directorate_general)
    for number in range(3):
        make_extension(period=make_period(unit=make.make_unit(f"balai-{number}", parent=directorate_general)))
    assert list(rows_above(Period, [directorate])) == [own]
    assert not rows_above(Extension, [directorate]).exists()


def test_a_planner_opens_a_period_and_moves_its_dates(directorate_general, rina):
    open_period(unit=directorate_general, year=2023, quarter=4, by=rina, **DATES)
    open_period(unit=directorate_general, year=2023, quarter=4, by=rina, **DATES | {"due_on": january(20)})
    assert Period.objects.get().due_on == january(20)


def test_dates_out_of_order_are_refused(directorate_general, rina):
    with pytest.raises(ValidationError, match="Batas waktu tidak boleh sebelum tanggal dibuka"):
        open_period(unit=directorate_general, year=2023, quarter=4, by=rina, **DATES | {"due_on": january(1)})
    assert not Period.objects.exists()


@pytest.mark.parametrize("person", ["siti", "budi", "pak_dir", "itjen", "administrator", "stranger"])
def test_only_a_planner_opens_or_extends(request, directorate, person):
    by = request.getfixturevalue(person)
    make_period(unit=directorate)
    with pytest.raises(PermissionDenied):
        open_period(unit=directorate, year=2023, quarter=3, by=by, **DATES)
    with pytest.raises(PermissionDenied):
        extend(unit=directorate, year=2023, quarter=4, until=date(2024, 2, 9), reason="Banjir", by=by, today=OPENS)


def test_dates_from_above_are_departed_from_only_by_planners_there(directorate_general, directorate, rina):
    make_period(unit=directorate_general)
    wati = make.make_user("wati")
    make.make_membership(user=wati, unit=directorate, role=Role.PLANNER)
    until = {"until": date(2024, 2, 9), "reason": "Banjir", "today": OPENS}
    for verb, given in ((open_period, DATES), (extend, until)):
        with pytest.raises(PermissionDenied, match="diatur oleh perencana Direktorat Jenderal"):
            verb(unit=directorate, year=2023, quarter=4, by=wati, **given)
        verb(unit=directorate, year=2023, quarter=4, by=rina, **given)
    open_period(unit=directorate, year=2023, quarter=3, by=wati, **DATES)


def test_a_planner_may_not_reach_above(ministry, rina):
    with pytest.raises(PermissionDenied):
        open_period(unit=ministry, year=2023, quarter=4, by=rina, **DATES)


@pytest.mark.parametrize(
    ("until", "reason", "message"),
    [
        (january(15), "Banjir", "Perpanjangan harus sesudah batas waktu sekarang, 15 Januari 2024."),
        (january(19), "Banjir", "Perpanjangan tidak boleh berakhir sebelum hari ini."),
        (date(2024, 2, 9), " ", "wajib diisi"),
    ],
)
def test_an_extension_that_helps_nobody_is_refused(directorate, rina, until, reason, message):
    make_period(unit=directorate)
    with pytest.raises(ValidationError) as error:
        extend(unit=directorate, year=2023, quarter=4, until=until, reason=reason, by=rina, today=january(20))
    assert message in str(error.value)
    assert not Extension.objects.exists()


def test_an_extension_before_the_opening_is_refused(directorate, rina):
    with pytest.raises(ValidationError, match="Triwulan IV 2023 belum dibuka, sehingga belum dapat diperpanjang"):
        extend(unit=directorate, year=2023, quarter=4, until=CLOSES, reason="Banjir", by=rina, today=OPENS)


def test_every_extension_stays_on_record(directorate, rina):
    make_period(unit=directorate)
    for day in (5, 9):
        until = date(2024, 2, day)
        extend(unit=directorate, year=2023, quarter=4, until=until, reason="Banjir", by=rina, today=january(20))
    assert [row.until.day for row in Extension.objects.order_by("pk")] == [5, 9]
    assert period_state(directorate, 2023, 4, january(20)).extended_until == date(2024, 2, 9)

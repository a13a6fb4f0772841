import pytest
from django.db import DataError, transaction

from budget.models import BudgetLine, Ceiling, Dipa, DipaRevision, Spending
from tests.checks import complaints
from tests.factories import (
    make_budget_line,
    make_ceiling,
    make_dipa,
    make_revision,
    make_satker,
    make_spending,
    make_unit,
    make_volume,
)

pytestmark = pytest.mark.django_db
KEMENSOS, STATE = 43_123_456_789_012, 3_621_313_900_000_000
BIGGEST = 2**63 - 1


def other_dipa():
    return make_dipa(year=2024)


def test_printed_codes_repeat_under_different_parents():
    one, two = make_budget_line("DQ.6279.QAA"), make_budget_line("WA.4489.QAA")
    assert (one.code, two.code) == ("QAA", "QAA")
    assert complaints(two) == {}


def test_the_same_path_may_stand_in_the_dipa_of_another_year():
    make_budget_line("DQ")
    assert complaints(make_budget_line("DQ", dipa=other_dipa())) == {}


def test_a_line_stands_below_a_line_of_the_same_dipa():
    line = make_budget_line("DQ.6279")
    line.parent = make_budget_line("DQ", dipa=other_dipa())
    assert complaints(line) == {"parent": ["Baris induk harus dari DIPA yang sama."]}


@pytest.mark.parametrize("path", ["WA.6279", "DQ", "DQ6279", "6279"])
def test_the_path_of_a_line_continues_that_of_its_parent(path):
    line = make_budget_line("DQ.6279")
    line.path = path
    assert "Kode lengkap harus diawali DQ." in complaints(line).get("path", [])


def test_a_line_without_parent_and_path_does_not_break_the_page():
    assert {"dipa", "path", "level"} <= set(complaints(BudgetLine(order=1, name="Baris")))


@pytest.mark.parametrize(
    ("first", "second"), [((1, 3), (3, 3)), ((1, 12), (6, 6)), ((6, 6), (1, 12)), ((2, 4), (1, 2))]
)
def test_spending_of_overlapping_months_is_refused(first, second):
    line = make_budget_line()
    make_spending(line=line, month_from=first[0], month_to=first[1])
    spending = Spending(line=line, month_from=second[0], month_to=second[1], amount=1)
    assert complaints(spending) == {
        "__all__": ["Masa realisasi bertumpang tindih dengan realisasi lain pada baris yang sama."]
    }


@pytest.mark.parametrize(("first", "second"), [((1, 3), (4, 6)), ((4, 6), (1, 3)), ((1, 1), (2, 12))])
def test_spending_of_other_months_passes(first, second):
    line = make_budget_line()
    make_spending(line=line, month_from=first[0], month_to=first[1])
    assert complaints(Spending(line=line, month_from=second[0], month_to=second[1], amount=1)) == {}


def test_spending_of_the_same_months_on_another_line_passes():
    make_spending(line=make_budget_line("DQ"))
    assert complaints(Spending(line=make_budget_line("WA"), month_from=1, month_to=12, amount=1)) == {}


def test_a_stored_spending_does_not_overlap_itself():
    assert complaints(make_spending()) == {}


def test_spending_without_months_is_refused_and_does_not_break_the_page():
    assert set(complaints(Spending(line=make_budget_line(), amount=1))) == {"month_from", "month_to"}
    assert "line" in complaints(Spending(month_from=1, month_to=1, amount=1))


def test_a_correction_of_spending_may_be_negative():
    assert complaints(make_spending(amount=-250_000)) == {}


@pytest.mark.parametrize("level", ["program", "kegiatan", "kro", "komponen", "subkomponen", "akun"])
def test_a_volume_is_only_that_of_an_ro(level):
    volume = make_volume()
    assert complaints(volume) == {}
    volume.line.level = level
    assert complaints(volume) == {"line": ["Volume hanya diisi pada tingkat RO."]}


def test_a_ceiling_joins_a_line_and_a_revision_of_the_same_dipa():
    ceiling = make_ceiling()
    assert complaints(ceiling) == {}
    ceiling.revision = make_revision(dipa=other_dipa())
    assert complaints(ceiling) == {"revision": ["Revisi harus dari DIPA yang sama dengan baris POK-nya."]}


def test_an_unfinished_ceiling_does_not_break_the_page():
    assert set(complaints(Ceiling(amount=1))) == {"line", "revision"}


def test_the_printed_numbers_of_revisions_may_have_gaps_but_not_repeat():
    for order, number in enumerate([0, 1, 4], 1):
        assert complaints(make_revision(order=order, number=number)) == {}
    again = DipaRevision(dipa=Dipa.objects.get(), order=4, number=4, kind="dja")
    assert complaints(again) == {"__all__": ["Nomor revisi ini sudah ada pada DIPA yang sama."]}


def test_a_dipa_whose_history_is_lost_has_a_closing_pagu_alone():
    assert complaints(make_revision(kind="akhir", amount=KEMENSOS)) == {}


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({"kind": "awal"}, "DIPA awal"),
        ({"kind": "kanwil", "number": 3}, "Revisi Kanwil DJPb 3"),
        ({"kind": "akhir"}, "Pagu akhir, riwayat tidak tersedia"),
    ],
)
def test_a_revision_is_called_by_kind_and_number(fields, shown):
    assert str(make_revision(**fields)) == shown


@pytest.mark.parametrize("amount", [0, KEMENSOS, STATE, BIGGEST])
def test_rupiah_are_exact_to_the_last_digit(amount):
    line = make_budget_line(ceiling=amount, spent=amount)
    assert line.ceilings.get().amount == amount
    assert line.spendings.get().amount == amount
    assert complaints(line.ceilings.get()) == {}


@pytest.mark.parametrize("amount", [BIGGEST + 1, -BIGGEST - 2])
def test_what_does_not_fit_is_refused_and_not_cut(amount):
    spending = make_spending()
    spending.amount = amount
    assert set(complaints(spending)) == {"amount"}
    with pytest.raises((OverflowError, DataError), match=r"too large|out of range"), transaction.atomic():
        spending.save()


def test_a_unit_may_have_the_dipa_of_several_years_and_satker():
    unit = make_unit()
    for year, number in ((2023, "A"), (2023, "B"), (2024, "A")):
        assert complaints(make_dipa(unit=unit, year=year, number=number)) == {}
    assert complaints(make_satker(unit=unit)) == {}

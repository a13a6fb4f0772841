"""The budget page: totals, gaps that are shown, and a tree that opens level by level."""

from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from tests import factories as make
from tests.pages import furnish, seen

pytestmark = pytest.mark.django_db
RO = "DQ.6279.QAA.101"


@pytest.fixture
def opened(client, pak_dir, directorate):
    """The directorate's budget page or a branch of it."""

    client.force_login(pak_dir)

    def read(address=""):
        return client.get(f"/unit/dit-anak/2023/anggaran/{address}")

    return read


@pytest.fixture
def dipa(directorate):
    return make.make_dipa(unit=directorate)


def paths(response):
    return [row.figures.line.path for row in response.context["rows"]]


def test_totals_come_from_the_tree(opened, directorate):
    furnish(directorate)
    text = seen(opened())
    for told in ("75,00%", "Rp 2 juta", "Rp 2.000.000", "Rp 1.500.000", "Rp 500.000"):
        assert told in text


def test_at_first_the_tree_shows_programs_down_to_ro(opened, directorate):
    furnish(directorate)
    assert paths(opened()) == ["DQ", "DQ.6279", "DQ.6279.QAA", RO]


def test_an_opened_line_shows_what_lies_right_below(opened, directorate):
    line = furnish(directorate)
    component = line.parent.parent
    assert paths(opened(f"?buka={component.parent_id}"))[4:] == [component.path]
    assert paths(opened(f"?buka={line.parent_id}"))[4:] == [component.path, line.parent.path, line.path]


@pytest.mark.parametrize("asked", ["", "x", "-1", "999999999", "9" * 40, "²"])
def test_a_line_that_is_not_there_opens_nothing(opened, directorate, asked):
    furnish(directorate)
    assert paths(opened(f"?buka={asked}")) == ["DQ", "DQ.6279", "DQ.6279.QAA", RO]


def test_a_branch_brings_the_same_figures_as_the_page(opened, directorate):
    line = furnish(directorate)
    ro = line.parent.parent.parent
    whole = {row.figures.line.pk: row.figures.money for row in opened(f"?buka={ro.pk}").context["rows"]}
    (row,) = opened(f"{ro.pk}/").context["rows"]
    assert row.figures.money == whole[row.figures.line.pk]
    assert row.can_open


def test_a_branch_of_another_unit_does_not_exist(opened, sentra, directorate):
    assert opened(f"{furnish(sentra).parent_id}/").status_code == 404


def test_a_branch_of_another_year_does_not_exist(opened, directorate):
    assert opened(f"{furnish(directorate, year=2022).parent_id}/").status_code == 404


def test_a_gap_between_a_line_and_its_children_is_shown(opened, dipa):
    make.make_budget_line("DQ", dipa=dipa, ceiling=1_000)
    make.make_budget_line("DQ.6279", dipa=dipa, ceiling=900)
    assert "Pagu berbeda Rp 100 dari jumlah rinciannya" in seen(opened())


def test_spending_past_the_ceiling_is_said_in_words(opened, dipa):
    make.make_budget_line("DQ", dipa=dipa, ceiling=1_000, spent=1_200)
    assert "−200 melebihi pagu" in seen(opened())


def test_blokir_has_its_columns_only_where_there_is_any(opened, dipa):
    line = make.make_budget_line("DQ.6279.QAA.101.051", dipa=dipa, ceiling=1_000, spent=300, blocked=800)
    text = seen(opened())
    assert "Sisa yang dapat dipakai −Rp 100" in text
    assert "Jumlah 1.000 800 300 30,00 700 −100" in text
    assert "1.000 800 300 30,00 700 −100 memakai blokir" in seen(opened(f"{line.parent_id}/?blokir=1"))
    line.ceilings.update(blocked=0)
    assert "okir" not in seen(opened())


def test_unknown_spending_is_a_dash(opened, dipa):
    make.make_budget_line("DQ", dipa=dipa, ceiling=1_000)
    assert "DQ Baris DQ 1.000 – – –" in seen(opened())


def test_pagu_that_no_kind_accounts_for_is_listed(opened, dipa):
    make.make_budget_line("DQ", dipa=dipa, ceiling=1_000, spent=900)
    make.make_expenditure_total(dipa=dipa, ceiling=600, spent=500)
    assert "Belum dirinci menurut jenis belanja 400" in seen(opened())


def test_the_chronology_lists_every_revision(opened, dipa):
    make.make_revision(dipa=dipa, amount=84_434_561_000, date="2022-11-30", digital_stamp="0233188332530803")
    make.make_revision(dipa=dipa, amount=551_372_435_000, date="2023-09-19")
    text = seen(opened())
    assert "1 DIPA awal 30 November 2022 84.434.561.000 0233188332530803" in text
    assert "2 Revisi DJA 1 19 September 2023 551.372.435.000 –" in text


def test_without_dipa_the_page_says_so(opened, directorate):
    assert "Belum ada DIPA 2023" in seen(opened())


def test_queries_do_not_grow_with_the_lines(opened, dipa):
    counts = []
    for start in (0, 100):
        for number in range(20):
            make.make_budget_line(f"DQ.6279.QAA.{start + number}.051", dipa=dipa, ceiling=100, spent=90)
        with CaptureQueriesContext(connection) as queries:
            opened()
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 20


GOODS = f"{RO}.051.0A.521211"
PAGES = ("", "belanja/", "rencana/", "ikpa/", "perubahan/")


@pytest.fixture
def planned(dipa):
    """A first DIPA with a plan, a POK with one akun spent in two months, and a revision that raised it."""
    first = make.make_revision(dipa=dipa, amount=1_000, date="2023-01-02")
    line = make.make_budget_line(GOODS, dipa=dipa, ceiling=1_000)
    for month in (1, 2):
        make.make_spending(line=line, month_from=month, month_to=month, amount=100)
        make.make_withdrawal(revision=first, month=month, amount=125)
    second = make.make_revision(dipa=dipa, kind="kanwil", amount=1_200, date="2023-05-20")
    make.make_ceiling(line=line, revision=second, amount=1_200)
    return dipa


@pytest.fixture
def proposal(planned):
    """A proposal that lowers the akun below what is spent."""
    revision = make.make_revision(dipa=planned, kind="pok", state="usulan", number=None, date="2023-10-12")
    make.make_ceiling(line=planned.lines.get(path=GOODS), revision=revision, amount=150)
    return revision


@pytest.mark.parametrize("page", PAGES[1:])
def test_without_dipa_every_page_says_what_to_do(opened, directorate, page):
    assert "Perencana unit ini yang mengisinya" in seen(opened(page)) or "memerlukan DIPA" in seen(opened(page))


def test_the_chronology_tells_gaps_and_repeats_in_words(opened, dipa):
    make.make_revision(dipa=dipa, date="2022-11-30", digital_stamp="7" * 16)
    make.make_revision(dipa=dipa, number=5, date="2023-03-29", digital_stamp="7" * 16)
    text = seen(opened())
    assert "Nomor 1, 2, 3, dan 4 tidak ada" in text
    assert "memakai digital stamp yang sama" in text


def test_plan_and_spending_stand_side_by_side(opened, planned):
    text = seen(opened("rencana/"))
    assert "Deviasi sampai Februari −20,00%" in text
    assert "Februari 125 100 250 200 −50 −20,00" in text
    assert "Maret 0 – 250 – – –" in text


def test_without_a_plan_the_page_says_where_it_is_filled_in(opened, dipa):
    make.make_budget_line(GOODS, dipa=dipa, ceiling=10, spent=5)
    text = seen(opened("rencana/"))
    assert "Halaman III DIPA belum tercatat" in text
    assert "Bulan Realisasi kumulatif (Rp) Desember 5" in text
    assert "Deviasi" not in text


def test_without_a_plan_the_months_show_their_spending_alone(opened, dipa):
    make.make_spending(line=make.make_budget_line("WA", dipa=dipa), month_from=2, month_to=2, amount=7)
    text = seen(opened("rencana/"))
    assert "Bulan Realisasi (Rp) Realisasi kumulatif (Rp) Januari 0 0 Februari 7 7" in text
    assert "Maret" not in text


def test_a_plan_page_without_any_spending_has_no_table(opened, dipa):
    make.make_revision(dipa=dipa, amount=10)
    assert "Belum ada realisasi yang tercatat." in seen(opened("rencana/"))


def test_money_by_kind_and_objective_adds_up_on_the_page(opened, planned):
    text = seen(opened("belanja/"))
    assert "DQ Baris DQ Pagu Rp 1.200 Rp 1.200" in text.replace("\xa0", " ")
    assert "Anggaran yang belum ditautkan dengan sasaran Belum ditautkan 1.200 200" in text


def test_the_estimate_never_replaces_the_official_value(opened, directorate, planned):
    indicator = make.make_indicator(unit=directorate, name="Nilai IKPA", measure="score", calculation="typed")
    make.make_realization(indicator=indicator, unit=directorate, value="91.25")
    text = seen(opened("ikpa/"))
    assert "Nilai IKPA 91,25" in text
    assert "Perkiraan dari 20% bobot" in text
    assert "Tidak dapat dihitung dari data LAKIN" in text


def test_the_last_two_revisions_are_compared_unless_others_are_asked_for(opened, planned):
    text = seen(opened("perubahan/"))
    assert "DIPA awal → Revisi Kanwil DJPb 1" in text
    assert f"{GOODS} Baris {GOODS} 1.000 1.200 200 Naik" in text


def test_a_revision_of_another_unit_cannot_be_compared(opened, planned, sentra):
    elsewhere = make.make_revision(dipa=make.make_dipa(unit=sentra))
    assert opened(f"perubahan/?dari={elsewhere.pk}").status_code == 404


def test_a_proposal_is_announced_and_examined(opened, planned, proposal):
    assert "menunggu keputusan dan belum mengubah angka mana pun" in seen(opened())
    text = seen(opened(f"usulan/{proposal.pk}/"))
    assert "Pagu di bawah realisasi" in text
    assert "Yang memutus usulan ini adalah perencana unit." in text


def test_a_revision_in_force_is_no_proposal(opened, planned):
    assert opened(f"usulan/{planned.revisions.last().pk}/").status_code == 404


@pytest.fixture
def decide(client, rina, proposal):
    """Rina's answer on the page of the proposal."""

    def answer(step, **fields):
        client.force_login(rina)
        return client.post(f"/unit/dit-anak/2023/anggaran/usulan/{proposal.pk}/{step}/", fields)

    return answer


def test_a_failed_check_asks_for_a_reason_before_the_proposal_is_accepted(decide, proposal):
    assert decide("tetapkan", number="2", on="12 Oktober 2023").status_code == 422
    proposal.refresh_from_db()
    assert proposal.state == "usulan"


def test_an_accepted_proposal_is_in_force_on_the_budget_page(decide, opened, planned):
    response = decide("tetapkan", number="2", on="12 Oktober 2023", reason="Sesuai surat")
    assert response.status_code == 302
    assert opened().context["statement"].total.ceiling == 150


def test_a_number_that_is_taken_is_told_at_the_form(decide):
    response = decide("tetapkan", number="1", on="12 Oktober 2023", reason="Sesuai surat")
    assert "Nomor revisi ini sudah ada" in seen(response)


def test_a_discarded_proposal_changes_nothing(decide, opened, proposal):
    assert decide("batalkan", reason="Tidak jadi").status_code == 302
    assert opened().context["statement"].total.ceiling == 1_200
    assert "Alasan: Tidak jadi" in seen(opened(f"usulan/{proposal.pk}/"))


@pytest.mark.parametrize(
    ("name", "sheet", "figure"),
    [("pok", "Rincian POK", 1200), ("rencana", "Rencana penarikan dan reali", 125), ("perubahan", "Baris POK", 1000)],
)
def test_a_table_is_taken_away_with_numbers_as_numbers(opened, planned, name, sheet, figure):
    response = opened(f"unduh/{name}/")
    assert response["Content-Disposition"] == f'attachment; filename="{name}-dit-anak-2023.xlsx"'
    book = CalamineWorkbook.from_filelike(BytesIO(response.content))
    found = next(each for each in book.sheet_names if each.startswith(sheet))
    assert figure in {cell for row in book.get_sheet_by_name(found).to_python() for cell in row}


@pytest.mark.parametrize("name", ["kronologi", "belanja", "ikpa"])
def test_every_other_table_can_be_taken_away_too(opened, planned, name):
    assert opened(f"unduh/{name}/").status_code == 200


def test_the_checks_of_a_proposal_can_be_taken_away(opened, proposal):
    assert opened(f"unduh/usulan/?usulan={proposal.pk}").status_code == 200
    assert opened("unduh/usulan/").status_code == 404
    assert opened("unduh/lain/").status_code == 404


@pytest.mark.parametrize("page", [*PAGES[1:], "usulan"])
def test_queries_of_a_page_do_not_grow_with_the_lines(opened, planned, proposal, page):
    counts = []
    for start in (0, 10):
        for number in range(start, start + 10):
            line = make.make_budget_line(f"DQ.6279.QAA.{number + 200}.051.0A.521211", dipa=planned)
            for revision in (planned.revisions.get(kind="kanwil"), proposal):
                make.make_ceiling(line=line, revision=revision, amount=number + revision.order)
        with CaptureQueriesContext(connection) as queries:
            opened(f"usulan/{proposal.pk}/" if page == "usulan" else page)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 26

"""Files taken into a DIPA: a fixture comes back line by line, and an import goes back whole."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from budget.files.heads import find_head
from budget.files.reading import Reader
from budget.files.rows import Frame
from budget.importing.comparing import compare
from budget.importing.layouts import remember
from budget.importing.plan import Choice
from budget.importing.undoing import undo
from budget.importing.writing import Conflict, Source, take_in
from budget.models import BudgetImport, BudgetLine, Ceiling, Dipa, DipaRevision, Spending
from reports.models import Reach, UnitStanding
from reports.standing.refreshing import refresh_changed
from tests import factories as make
from tests.budget.files import samples
from tests.marks import needs_several_writers
from units.models import Change, Membership, Role

pytestmark = pytest.mark.django_db
SOURCE = Source("realisasi.xlsx", "0" * 64)
LEAF = "DQ.6279.QAA.101.051.0A.521211"
TREE = (
    "DQ Program 300 90",
    "DQ.6279 Kegiatan 300 90",
    "DQ.6279.QAA KRO 300 90",
    "DQ.6279.QAA.101 RO 300 90",
    "DQ.6279.QAA.101.051 Komponen 300 90",
    "DQ.6279.QAA.101.051.0A Subkomponen 300 90",
    f"{LEAF} Belanja Bahan 100 40",
    "DQ.6279.QAA.101.051.0A.524111 Perjalanan 200 50",
)


@pytest.fixture
def dipa(db):
    return make.make_dipa()


@pytest.fixture
def revision(dipa):
    return make.make_revision(dipa=dipa, amount=300)


def planner(dipa):
    """Who plans for the unit of the DIPA."""
    found = Membership.objects.filter(unit=dipa.unit, role=Role.PLANNER).first()
    return (found or make.make_membership(unit=dipa.unit, user=make.make_user("perencana"), role=Role.PLANNER)).user


def read(made):
    cells = list(made)
    head = find_head(cells)
    return Reader(cells, Frame(head, tuple(head.roles))).read()


def take(dipa, rows, revision, month=12, **choice):
    """The rows as a flat file, compared and stored."""
    reading = read(samples.flat(rows))
    chosen = Choice(revision, month, **choice)
    shown = compare(dipa, reading, chosen).fingerprint
    return take_in(dipa=dipa, reading=reading, choice=chosen, source=SOURCE, by=planner(dipa), shown=shown)


def content():
    """Everything a DIPA holds, by what it says and not by keys."""
    lines = BudgetLine.objects.order_by("path").values_list(
        "path", "parent__path", "level", "name", "order", "is_partial", "objective"
    )
    ceilings = Ceiling.objects.order_by("line__path", "revision__order").values_list(
        "line__path", "revision__order", "amount"
    )
    spendings = Spending.objects.order_by("line__path", "month_from").values_list(
        "line__path", "month_from", "month_to", "amount"
    )
    revisions = DipaRevision.objects.order_by("order").values_list("order", "number", "kind", "amount", "state")
    return [list(rows) for rows in (lines, ceilings, spendings, revisions)]


@pytest.mark.parametrize("shape", [samples.flat, samples.report])
def test_a_fixture_written_as_a_file_comes_back_line_by_line(dipa, shape):
    rows = samples.fixture_rows()
    revision = make.make_revision(dipa=dipa)
    reading = read(shape(rows))
    choice = Choice(revision, 12)
    plan = compare(dipa, reading, choice)
    assert plan.blocking == []
    take_in(dipa=dipa, reading=reading, choice=choice, source=SOURCE, by=planner(dipa), shown=plan.fingerprint)
    lines, ceilings, spendings, _revisions = content()
    wanted = sorted(enumerate(rows, start=1), key=lambda pair: pair[1].path)
    partial = {"DQ.6279.QAA.101.005", "DQ.6279.QAA.102.101", "DQ.6279.QDB.101.101"}
    assert lines == [
        (row.path, row.path.rpartition(".")[0] or None, row.level, row.name, order, row.path in partial, None)
        for order, row in wanted
    ]
    assert ceilings == [(row.path, revision.order, row.ceiling) for _order, row in wanted]
    assert spendings == [(row.path, 1, 12, row.spent) for _order, row in wanted]
    assert compare(dipa, reading, choice).has_changes is False


def test_the_next_month_adds_only_the_difference(dipa, revision):
    take(dipa, samples.rows_of(*TREE), revision, 6)
    later = [text.replace(" 40", " 70").replace(" 90", " 120") for text in TREE]
    made = take(dipa, samples.rows_of(*later), revision, 7)
    assert list(Spending.objects.filter(line__path=LEAF).values_list("month_from", "month_to", "amount")) == [
        (1, 6, 40),
        (7, 7, 30),
    ]
    assert (made.new_lines, made.ceilings, made.spendings) == (0, 0, 7)


@pytest.mark.parametrize("makes_revision", [False, True])
def test_an_import_goes_back_whole(dipa, revision, makes_revision):
    take(dipa, samples.rows_of(*TREE), revision, 6)
    before = content()
    changed = [text.replace("Belanja Bahan 100 40", "Bahan 150 30").replace("300 90", "360 81") for text in TREE]
    changed.append("DQ.6279.QAA.101.051.0A.532111 Modal 10 1")
    chosen = DipaRevision(dipa=dipa, order=2, number=1, kind="dja") if makes_revision else revision
    made = take(dipa, samples.rows_of(*changed), chosen, 8)
    assert content() != before
    undo(taken=made, by=planner(dipa))
    assert content() == before


def test_a_proposal_makes_no_line_without_pagu_and_marks_none_that_is_known(dipa, revision):
    take(dipa, samples.rows_of(*TREE), revision)
    before = content()[0]
    changed = [text.replace("Belanja Bahan 100", "Bahan 90") for text in TREE]
    changed.append("DQ.6279.QAA.101.052 Lain - 1")
    proposal = DipaRevision(dipa=dipa, order=2, kind="pok", state="usulan")
    made = take(dipa, samples.rows_of(*changed), proposal, None)
    assert content()[0] == before
    assert (made.ceilings, made.new_lines, made.renamed_lines) == (1, 0, 0)


def test_an_import_stays_when_something_it_wrote_was_changed(dipa, revision):
    made = take(dipa, samples.rows_of(*TREE), revision)
    Ceiling.objects.filter(line__path=LEAF).update(amount=1)
    before = content()
    with pytest.raises(ValidationError, match=f"pagu sudah berubah sejak itu pada 1 baris \\({LEAF}\\)"):
        undo(taken=made, by=planner(dipa))
    assert content() == before


def test_an_import_stays_when_others_have_hung_something_on_its_lines(dipa, revision):
    made = take(dipa, samples.rows_of(*TREE), revision)
    make.make_volume(line=BudgetLine.objects.get(level="ro"))
    with pytest.raises(ValidationError, match="volume RO sudah ditambahkan pada 1 baris"):
        undo(taken=made, by=planner(dipa))


def test_who_does_not_plan_for_the_unit_neither_stores_nor_takes_back(dipa, revision, rina, pak_dir):
    made = take(dipa, samples.rows_of(*TREE), revision)
    before = content()
    cells = list(samples.flat(samples.rows_of(*TREE)))
    reading, choice, head = read(cells), Choice(revision, 12), find_head(cells)
    for stranger in (rina, pak_dir):
        with pytest.raises(PermissionDenied, match="disimpan oleh perencana"):
            take_in(dipa=dipa, reading=reading, choice=choice, source=SOURCE, by=stranger, shown="")
        with pytest.raises(PermissionDenied, match="dibatalkan oleh perencana"):
            undo(taken=made, by=stranger)
        with pytest.raises(PermissionDenied, match="Susunan kolom diatur oleh perencana"):
            remember(unit=dipa.unit, head=head, roles=head.roles, by=stranger)
    assert content() == before


@needs_several_writers
def test_what_is_compared_is_held_until_it_is_taken_back(dipa, revision):
    made, by = take(dipa, samples.rows_of(*TREE), revision), planner(dipa)
    with CaptureQueriesContext(connection) as asked:
        undo(taken=made, by=by)
    held = " ".join(row["sql"] for row in asked if "FOR UPDATE" in row["sql"])
    for model in (Dipa, DipaRevision, BudgetLine, Ceiling, Spending, BudgetImport):
        assert f'FROM "{model._meta.db_table}"' in held


def test_an_import_is_undone_once(dipa, revision):
    made = take(dipa, samples.rows_of(*TREE), revision)
    undo(taken=made, by=planner(dipa))
    with pytest.raises(ValidationError, match="sudah dibatalkan"):
        undo(taken=made, by=planner(dipa))


def test_what_was_shown_is_what_is_stored(dipa, revision):
    reading, choice = read(samples.flat(samples.rows_of(*TREE))), Choice(revision, 12)
    shown = compare(dipa, reading, choice).fingerprint
    make.make_budget_line("DQ", dipa=dipa, name="Nama lain")
    with pytest.raises(Conflict, match="berubah sejak pratinjau"):
        take_in(dipa=dipa, reading=reading, choice=choice, source=SOURCE, by=planner(dipa), shown=shown)
    assert BudgetLine.objects.count() == 1


def test_an_import_leaves_one_entry(dipa, revision):
    take(dipa, samples.rows_of(*TREE), revision)
    entry = Change.objects.get(note="Impor berkas anggaran")
    assert (entry.object_repr, entry.unit_id, entry.year) == ("realisasi.xlsx (000000000000)", dipa.unit_id, 2023)


def test_taking_an_import_back_leaves_one_entry_too(dipa, revision):
    made = take(dipa, samples.rows_of(*TREE), revision)
    undo(taken=made, by=planner(dipa))
    entry = Change.objects.latest("pk")
    assert (entry.note, entry.object_id) == ("Pembatalan impor berkas anggaran", made.pk)
    assert "undone_at" in entry.changes
    assert not Change.objects.filter(action=Change.Action.DELETE).exists()


def test_lines_that_are_gone_stay_or_lose_their_pagu(dipa, revision):
    take(dipa, samples.rows_of(*TREE), revision)
    fewer = [text.replace("300 90", "200 50") for text in TREE if not text.startswith(LEAF)]
    later = make.make_revision(dipa=dipa)
    plan = compare(dipa, read(samples.flat(samples.rows_of(*fewer))), Choice(later, None))
    assert [one.path for one in plan.missing] == [LEAF]
    assert LEAF not in {one.path for one in plan.ceilings}
    take(dipa, samples.rows_of(*fewer), later, None, drops_missing=True)
    assert list(Ceiling.objects.filter(line__path=LEAF).values_list("revision__order", "amount")) == [(1, 100), (2, 0)]


def test_a_stored_subkomponen_of_one_letter_is_the_same(dipa, revision):
    make.make_budget_line("DQ.6279.QAA.101.051.A", dipa=dipa)
    take(dipa, samples.rows_of(*TREE), revision)
    assert BudgetLine.objects.filter(level="subkomponen").count() == 1
    assert BudgetLine.objects.filter(path="DQ.6279.QAA.101.051.A.521211").exists()


def test_a_file_of_a_part_leaves_the_sums_above_it_alone(dipa, revision):
    take(dipa, samples.rows_of(*TREE), revision)
    part = samples.rows_of(TREE[6].replace("100 40", "120 45"))
    plan = compare(dipa, read(samples.flat(part)), Choice(revision, 12))
    assert {one.path for one in (*plan.ceilings, *plan.spendings)} == {LEAF}
    assert plan.total == (None, None)
    assert "tidak disesuaikan, karena berkas memuat hanya sebagian isinya" in " ".join(
        one.message for one in plan.found
    )


def test_a_file_of_akun_alone_takes_the_sums_above_it_along(dipa, revision):
    take(dipa, samples.rows_of(*TREE), revision)
    leaves = [TREE[6].replace("100 40", "120 45"), TREE[7]]
    plan = compare(dipa, read(samples.flat(samples.rows_of(*leaves))), Choice(revision, 12))
    assert {one.path: one.new for one in plan.ceilings} == {
        **{text.split()[0]: 320 for text in TREE[:6]},
        LEAF: 120,
    }
    assert plan.total == (320, 95)


def test_the_comparison_asks_the_database_as_often_for_any_size(dipa, revision, django_assert_num_queries):
    for rows in (samples.rows_of(*TREE), samples.fixture_rows()):
        reading = read(samples.flat(rows))
        with django_assert_num_queries(4):
            compare(dipa, reading, Choice(revision, 12))


def test_what_an_import_wrote_and_took_back_reaches_the_kept_sums(dipa, revision):
    refresh_changed()
    taken = take(dipa, samples.rows_of(*TREE), revision)
    refresh_changed()
    kept = UnitStanding.objects.filter(unit=dipa.unit, year=dipa.year, reach=Reach.OWN)
    assert {row.spent for row in kept} == {90}
    undo(taken=taken, by=planner(dipa))
    refresh_changed()
    assert {row.spent_units for row in kept.all()} == {0}


def test_spending_kept_for_akun_alone_is_summed_as_what_was_spent_before(dipa, revision):
    take(dipa, samples.rows_of(*TREE), revision)
    Spending.objects.filter(line__level__in=["program", "kegiatan", "kro", "ro", "komponen", "subkomponen"]).delete()
    asked = (dipa, read(samples.flat(samples.rows_of(*TREE))), Choice(revision, 12))
    assert compare(*asked).total_before == (300, 90)
    Spending.objects.filter(line__path=LEAF).delete()
    assert compare(*asked).total_before == (300, None)


def with_blokir(dipa, revision, blokir, ceiling=200):
    """The same tree with a blokir on its second akun, compared and stored."""
    rows = list(samples.flat(samples.rows_of(*TREE)))
    rows[0] = [*rows[0], "BLOKIR"]
    rows[1:] = [[*row, None] for row in rows[1:]]
    rows[-1][-1] = blokir
    reading, choice = read(rows), Choice(revision, 12)
    shown = compare(dipa, reading, choice).fingerprint
    return take_in(dipa=dipa, reading=reading, choice=choice, source=SOURCE, by=planner(dipa), shown=shown)


def blocked():
    return dict(Ceiling.objects.exclude(blocked=0).values_list("line__path", "blocked"))


def test_blokir_is_stored_opened_by_a_later_file_and_goes_back_with_it(dipa, revision):
    with_blokir(dipa, revision, 80)
    held = {LEAF.replace("521211", "524111"): 80}
    assert blocked() == held
    later = with_blokir(dipa, revision, None)
    assert (later.ceilings, blocked()) == (1, {})
    undo(taken=later, by=planner(dipa))
    assert blocked() == held


def test_a_file_without_the_column_leaves_the_blokir_alone(dipa, revision):
    with_blokir(dipa, revision, 80)
    take(dipa, samples.rows_of(TREE[-1].replace("200 50", "190 50")), revision)
    assert set(blocked().values()) == {80}
    plan = compare(dipa, read(samples.flat(samples.rows_of(TREE[-1].replace("200 50", "70 50")))), Choice(revision, 12))
    assert "blokir Rp\xa080 yang tersimpan melebihi pagunya yang baru" in plan.blocking[0].message


def test_an_import_from_before_blokir_was_kept_still_goes_back(dipa, revision):
    made = take(dipa, samples.rows_of(*TREE), revision)
    made.journal["ceilings"] = [[line, old and old[0], new[0]] for line, old, new in made.journal["ceilings"]]
    made.save()
    undo(taken=made, by=planner(dipa))
    assert not Ceiling.objects.exists()

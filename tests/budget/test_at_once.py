"""Two planners on one DIPA at the same moment; only PostgreSQL lets them be there together."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from budget.importing import undoing, writing
from budget.importing.comparing import compare
from budget.importing.plan import Choice
from budget.importing.undoing import undo
from budget.importing.writing import Conflict, take_in
from budget.models import BudgetImport, BudgetLine, Ceiling, DipaRevision
from budget.proposals import accept
from tests import factories as make
from tests.agreements.test_at_once import at_once, slowly
from tests.budget import test_importing as importing
from tests.budget.files import samples
from tests.marks import needs_several_writers

pytestmark = [
    pytest.mark.django_db(transaction=True),
    needs_several_writers,
]


@pytest.fixture
def dipa(db):
    return make.make_dipa()


@pytest.fixture
def revision(dipa):
    return make.make_revision(dipa=dipa, amount=300)


def proposed(dipa):
    """An import that made a proposal of its own."""
    revision = DipaRevision(dipa=dipa, order=2, kind="pok", state="usulan")
    return importing.take(dipa, samples.rows_of(*importing.TREE), revision, month=None)


def test_an_import_taken_back_twice_at_once_goes_back_once(dipa, revision, monkeypatch):
    made, by = importing.take(dipa, samples.rows_of(*importing.TREE), revision), importing.planner(dipa)
    slowly(monkeypatch, undoing, "hold")
    (error,) = at_once(*[lambda: undo(taken=made, by=by)] * 2)
    assert error.messages == [undoing.ALREADY]
    assert not BudgetLine.objects.exists()


def test_a_file_stored_twice_at_once_is_stored_once(dipa, revision, monkeypatch):
    reading, by = importing.read(samples.flat(samples.rows_of(*importing.TREE))), importing.planner(dipa)
    choice = Choice(revision, 12)
    shown = compare(dipa, reading, choice).fingerprint
    slowly(monkeypatch, writing, "write")
    given = {"dipa": dipa, "reading": reading, "choice": choice, "source": importing.SOURCE, "by": by, "shown": shown}
    (error,) = at_once(*[lambda: take_in(**given)] * 2)
    assert isinstance(error, Conflict)
    assert BudgetImport.objects.count() == 1


def test_a_file_stored_while_another_is_taken_back_compares_with_what_is_left(dipa, revision, monkeypatch):
    made, by = importing.take(dipa, samples.rows_of(*importing.TREE), revision), importing.planner(dipa)
    rows = samples.rows_of(*(line.replace("100 40", "120 40") for line in importing.TREE))
    reading, choice = importing.read(samples.flat(rows)), Choice(revision, 12)
    shown = compare(dipa, reading, choice).fingerprint
    slowly(monkeypatch, undoing, "hold")
    slowly(monkeypatch, writing, "compare")
    given = {"dipa": dipa, "reading": reading, "choice": choice, "source": importing.SOURCE, "by": by, "shown": shown}
    errors = at_once(lambda: undo(taken=made, by=by), lambda: take_in(**given))
    # Whoever comes second is refused whole; nothing of both ever stands together.
    assert len(errors) == 1
    assert Ceiling.objects.count() in (0, len(importing.TREE))


def test_a_proposal_is_accepted_or_its_import_taken_back_never_both(dipa, revision, monkeypatch):
    made, by = proposed(dipa), importing.planner(dipa)
    slowly(monkeypatch, undoing, "hold")
    on = date(2023, 10, 12)
    errors = at_once(lambda: undo(taken=made, by=by), lambda: accept(revision=made.revision, number=2, on=on, by=by))
    assert [type(error) for error in errors] == [ValidationError]
    states = set(DipaRevision.objects.exclude(pk=revision.pk).values_list("state", flat=True))
    assert states in (set(), {"berlaku"})

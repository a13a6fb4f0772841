"""A program of our own that reads a file from outside: its answer, or none."""

import pytest

from reports.set_apart import Failed, answer_of

CLEANING = "reports.appendix_cleaning"


@pytest.mark.parametrize("patience", [0, 60], ids=["too long", "breaks down"])
def test_a_program_without_an_answer_has_failed(patience):
    with pytest.raises(Failed):
        answer_of(CLEANING, patience=patience)

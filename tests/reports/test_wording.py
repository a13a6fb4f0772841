"""Small pieces of wording: capitals, acronyms and what codes share."""

import pytest

from reports.sections.budget_tree import common_code
from reports.wording import capital, inside


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Di atas target", "di atas target"),
        ("AA", "AA"),
        ("A", "A"),
        ("DIPA awal", "DIPA awal"),
        ("", ""),
    ],
)
def test_inside_a_sentence_words_begin_small_and_acronyms_stay(text, expected):
    assert inside(text) == expected


@pytest.mark.parametrize(("text", "expected"), [("persen", "Persen"), ("IKM", "IKM"), ("", "")])
def test_at_the_head_of_a_line_words_begin_with_a_capital(text, expected):
    assert capital(text) == expected


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        (["DQ.6279.QAA.101", "DQ.6279.PBN"], "DQ.6279."),
        (["DQ.6279.QAA.101", "DQ.6279.QAA.102"], "DQ.6279."),
        (["DQ.6279.QAA", "DM.1"], ""),
        (["DQ.6279"], "DQ."),
        ([], ""),
    ],
)
def test_codes_share_their_program_and_kegiatan_at_most(paths, expected):
    assert common_code(paths) == expected

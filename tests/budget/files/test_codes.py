"""Codes are known by their shape, whatever stands before them."""

import pytest

from budget.files import codes


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("054.06.WA", ["program WA"]),
        ("027.DQ", ["program DQ"]),
        ("WA", ["program WA", "subkomponen WA"]),
        ("4497", ["kegiatan 4497"]),
        ("DL.2376", ["program DL kegiatan 2376"]),
        ("QEA", ["kro QEA"]),
        ("4497.QEA", ["kegiatan 4497 kro QEA"]),
        ("SAC.811", ["kro SAC ro 811"]),
        ("4497.QEA.001", ["kegiatan 4497 kro QEA ro 001"]),
        ("051", ["komponen 051"]),
        ("U051", ["komponen 051"]),
        ("302.0B", ["komponen 302 subkomponen 0B"]),
        ("A", ["subkomponen 0A"]),
        ("521211", ["akun 521211"]),
        (
            "WA.4497.QEA.001.051.521211",
            ["program WA kegiatan 4497 kro QEA ro 001 komponen 051 akun 521211"],
        ),
        ("000017.", []),
        ("12.5", []),
        ("Jakarta", []),
        ("wa", []),
        ("", []),
    ],
)
def test_a_code_is_read_by_its_shape(text, found):
    words = [" ".join(f"{codes.LEVELS[level]} {code}" for level, code in one) for one in codes.read(text)]
    assert words == found


@pytest.mark.parametrize(
    ("level", "text", "code"),
    [
        (codes.PROGRAM, "054.01.WA", "WA"),
        (codes.KRO, "4497.QEA", "QEA"),
        (codes.RO, "1", "001"),
        (codes.COMPONENT, "51", "051"),
        (codes.SUBCOMPONENT, "051.A", "0A"),
        (codes.ACCOUNT, "5211", None),
        (codes.RO, "9X", None),
    ],
)
def test_a_cell_of_one_level_gives_its_code(level, text, code):
    if level == codes.ACCOUNT:
        assert codes.of_level(level, "52121") == "052121"
    else:
        assert codes.of_level(level, text) == code


@pytest.mark.parametrize(("account", "answer"), [("521211", True), ("541111", None), ("425131", False)])
def test_only_expenditure_is_spent(account, answer):
    assert codes.is_expenditure(account) is answer

"""What libraries say in the admin: the compiled catalogue holds what the readable one says."""

import re
from gettext import GNUTranslations
from pathlib import Path

import pytest
from django.utils.translation import gettext, ngettext, override

FOLDER = Path(__file__).resolve().parents[2] / "units/locale/id/LC_MESSAGES"
ENTRY = re.compile(
    r'^msgid ((?:".*"\n?)+)(?:msgid_plural ((?:".*"\n?)+))?msgstr(?:\[0\])? ((?:".*"\n?)+)', re.MULTILINE
)


def said(quoted):
    """The text of one or more quoted lines."""
    return "".join(line.strip()[1:-1] for line in quoted.splitlines()).replace('\\"', '"').replace("\\n", "\n")


FOUND = ENTRY.findall((FOLDER / "django.po").read_text("utf-8"))
ENTRIES = [(said(source), said(text)) for source, plural, text in FOUND if not plural]
COUNTED = [(said(source), said(plural), said(text)) for source, plural, text in FOUND if plural]


@pytest.fixture(scope="module")
def compiled():
    with (FOLDER / "django.mo").open("rb") as file:
        return GNUTranslations(file)


@pytest.mark.parametrize(("source", "text"), ENTRIES[1:], ids=[source[:30] for source, _ in ENTRIES[1:]])
def test_the_compiled_text_is_the_readable_one(compiled, source, text):
    assert compiled.gettext(source) == text != ""


@pytest.mark.parametrize(("source", "plural", "text"), COUNTED, ids=[source[:30] for source, *_ in COUNTED])
def test_the_compiled_text_is_the_readable_one_for_any_number(compiled, source, plural, text):
    assert {compiled.ngettext(source, plural, count) for count in (1, 2)} == {text}


def test_placeholders_survive_the_translation():
    named = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
    for source, text in (*ENTRIES[1:], *((plural, text) for _, plural, text in COUNTED)):
        assert sorted(named.findall(source)) == sorted(named.findall(text))


@pytest.mark.parametrize(("source", "text"), ENTRIES[1:], ids=[source[:30] for source, _ in ENTRIES[1:]])
def test_our_words_win_over_those_of_django(source, text):
    with override("id"):
        assert gettext(source) == text


def test_the_same_word_is_used_for_the_same_thing():
    texts = [text for *_, text in (*ENTRIES[1:], *COUNTED)]
    assert not [text for text in texts if re.search(r"[Kk]ata sandi|[Bb]idang|\banda\b|\b(me)?rubah|dibawah", text)]


def test_a_form_with_several_errors_says_so_in_good_indonesian():
    with override("id"):
        said_now = ngettext("Please correct the error below.", "Please correct the errors below.", 2)
    assert said_now == "Perbaiki kesalahan di bawah ini."

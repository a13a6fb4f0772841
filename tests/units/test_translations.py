"""What libraries say in the admin: the compiled catalogue holds what the readable one says."""

import re
from gettext import GNUTranslations
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "units/locale/id/LC_MESSAGES"
ENTRY = re.compile(r'^msgid ((?:".*"\n?)+)msgstr ((?:".*"\n?)+)', re.MULTILINE)


def said(quoted):
    """The text of one or more quoted lines."""
    return "".join(line.strip()[1:-1] for line in quoted.splitlines()).replace('\\"', '"').replace("\\n", "\n")


ENTRIES = [(said(source), said(text)) for source, text in ENTRY.findall((FOLDER / "django.po").read_text("utf-8"))]


@pytest.fixture(scope="module")
def compiled():
    with (FOLDER / "django.mo").open("rb") as file:
        return GNUTranslations(file)


@pytest.mark.parametrize(("source", "text"), ENTRIES[1:], ids=[source[:30] for source, _ in ENTRIES[1:]])
def test_the_compiled_text_is_the_readable_one(compiled, source, text):
    assert compiled.gettext(source) == text != ""


def test_placeholders_survive_the_translation():
    for source, text in ENTRIES[1:]:
        assert re.findall(r"%\(\w+\)s|%s|\{\}", source) == re.findall(r"%\(\w+\)s|%s|\{\}", text)

"""The guide keeps to the site: its pictures exist, and the words it shows in bold are words of the screen."""

import re
from pathlib import Path

import django.contrib.admin
import pytest
from PIL import Image

from tests.test_architecture import ROOT, sources, templates

FOLDER = ROOT / "docs/guide"
PAGES = sorted(FOLDER.glob("*.md"))
ROLES = {"perencana", "pengisi", "verifikator", "pimpinan", "pereviu", "administrator"}
PICTURE = re.compile(r"!\[([^\]]+)\]\(gambar/([a-z-]+\.png)\)")
BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)
LINK = re.compile(r"\]\(([^)#]+)(?:#[^)]*)?\)")
MOST_BYTES = 120_000
# What the admin of Django says in Indonesian stands in its own catalogue.
CATALOGUE = Path(django.contrib.admin.__file__).parent / "locale/id/LC_MESSAGES/django.po"


def words_of_the_screen():
    """Everything the site can say, markup taken out and spaces alike."""
    scripts = [path.read_text(encoding="utf-8") for path in (ROOT / "static").glob("*.js")]
    texts = (*templates().values(), *sources().values(), *scripts, CATALOGUE.read_text(encoding="utf-8"))
    return " ".join(re.sub(r"<[^<>]*>", " ", "\n".join(texts)).split()).lower()


def read(path):
    return path.read_text(encoding="utf-8")


def test_every_role_has_its_page():
    assert {path.stem for path in PAGES} == ROLES | {"README"}
    assert all(f"({role}.md)" in read(FOLDER / "README.md") for role in ROLES)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_words_in_bold_are_words_of_the_screen(path, screen):
    quoted = {" ".join(found.split()) for found in BOLD.findall(read(path))} - {"ditebalkan"}
    assert quoted, "Halaman ini tidak mengutip satu kata pun dari layar."
    assert sorted(words for words in quoted if words.lower() not in screen) == []


@pytest.fixture(scope="module")
def screen():
    return words_of_the_screen()


def test_a_word_that_no_page_shows_is_found(screen):
    assert "simpan target" in screen
    assert "tombol yang tidak ada" not in screen


def test_every_picture_that_is_named_exists_and_every_picture_is_named():
    named = {name for path in PAGES for _words, name in PICTURE.findall(read(path))}
    assert named == {path.name for path in (FOLDER / "gambar").iterdir()}


def test_every_picture_is_taken_by_the_program():
    program = read(ROOT / "scripts/guide_pictures.py")
    taken = set(re.findall(r'\.take\(\s*"([a-z-]+)"', program))
    assert {path.stem for path in (FOLDER / "gambar").iterdir()} == taken


@pytest.mark.parametrize("path", sorted((FOLDER / "gambar").glob("*.png")), ids=lambda path: path.stem)
def test_a_picture_is_small_and_as_large_as_a_screen(path):
    assert path.stat().st_size <= MOST_BYTES
    with Image.open(path) as picture:
        assert picture.format == "PNG"
        assert picture.width <= 1280


def test_every_setting_is_in_the_readme():
    asked = set(re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', read(ROOT / "lakin/settings.py")))
    readme = read(ROOT / "README.md")
    assert {"DATABASE_URL", "EMAIL_URL", "CACHE_URL", "LOG_LEVEL"} <= asked
    assert sorted(name for name in asked if f"`{name}`" not in readme) == []


def test_links_lead_to_files():
    broken = [
        f"{path.name}: {place}"
        for path in (*PAGES, ROOT / "README.md")
        for place in LINK.findall(read(path))
        if not place.startswith("http") and not (path.parent / place).resolve().exists()
    ]
    assert broken == []

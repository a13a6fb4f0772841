import re
from pathlib import Path

import pytest

from reports.reviu.catalogue import CATALOGUE

ROOT = Path(__file__).parents[3]
SECTIONS = dict(re.findall(r"^### ([a-z0-9-]+): (.*?)(?=^##|\Z)", (ROOT / "docs/reviu.md").read_text(), re.M | re.S))


def test_the_page_explains_every_code_and_no_other():
    assert set(SECTIONS) == set(CATALOGUE)


@pytest.mark.parametrize("code", CATALOGUE)
def test_the_page_says_the_same_as_the_finding(code):
    section, rule = SECTIONS[code], CATALOGUE[code]
    assert section.startswith(rule.title)
    assert f"- Perbaikan: {rule.remedy}" in section
    assert "- Mengapa: " in section
    assert "- Contoh: " in section


def test_every_code_is_given_by_some_rule():
    files = [path for path in (ROOT / "reports/reviu").rglob("*.py") if path.name != "catalogue.py"]
    source = "".join(path.read_text() for path in files)
    assert [code for code in CATALOGUE if f'"{code}"' not in source] == []

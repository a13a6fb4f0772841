"""docs/capaian.md says what the program does: every example in it is run."""

import doctest
import re
from pathlib import Path

DOC = Path(__file__).resolve().parent.parent / "docs" / "capaian.md"


class PlainSpaces(doctest.OutputChecker):
    """Rupiah are written with a space that does not break; the document shows it as a plain one."""

    def check_output(self, want, got, optionflags):
        return super().check_output(want, got.replace("\u00a0", " ").replace("\\xa0", " "), optionflags)


def examples():
    """The examples of the document; a code fence becomes a blank line, so that it is not read as output."""
    text = re.sub(r"^```.*$", "", DOC.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return doctest.DocTestParser().get_doctest(text, {}, DOC.name, str(DOC), 0)


def test_every_example_gives_the_printed_result():
    report = []
    result = doctest.DocTestRunner(PlainSpaces()).run(examples(), out=report.append)
    assert (result.failed, "".join(report)) == (0, "")


def test_every_section_of_formulas_has_an_example():
    _preface, _ground_rules, *sections = re.split(r"^## ", DOC.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert len(sections) == 7
    assert [section.splitlines()[0] for section in sections if ">>>" not in section] == []

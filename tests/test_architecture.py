"""The guards of the house: each is a function over source text, seen to fail on a planted violation."""

import ast
import re
import sys
from pathlib import Path

import pytest
from django.apps import apps

ROOT = Path(__file__).resolve().parent.parent
MAY_IMPORT = {
    "lakin": {"lakin"},
    "units": {"lakin", "units"},
    "indicators": {"lakin", "units", "indicators"},
    "agreements": {"lakin", "units", "indicators", "agreements"},
    "budget": {"lakin", "units", "indicators", "budget"},
    "reports": {"lakin", "units", "indicators", "agreements", "budget", "reports"},
}
# What Django starts from knows every app.
ENTRANCES = {"lakin/settings.py", "lakin/urls.py", "lakin/wsgi.py", "lakin/asgi.py"}
PURE = {
    "indicators/achievement.py",
    "indicators/formula.py",
    "indicators/scales.py",
    "indicators/forecast.py",
    "indicators/growth.py",
    "indicators/plausibility.py",
    "budget/absorption.py",
    "budget/files/checks.py",
    "budget/files/reading.py",
    "budget/files/months.py",
    "budget/files/titles.py",
    "budget/ikpa.py",
    "budget/revision_rules.py",
    "lakin/formatting.py",
    "lakin/packages.py",
    "lakin/parsing.py",
    "reports/blocks.py",
}
BUDGET_FILES = {path for path in PURE if path.startswith("budget/files/")}
MAY_DIVIDE = PURE - BUDGET_FILES - {
    "reports/blocks.py",
    "indicators/plausibility.py",
    "lakin/packages.py",
    "budget/revision_rules.py",
} | {
    "reports/charts.py",
    "reports/drawing.py",
    "reports/heatmaps.py",
    "reports/tablesetting.py",
    "reports/timelines.py",
    "reports/trees.py",
    "reports/typesetting.py",
}
FOLDERS = re.compile(r"(folder|path|root|dir)$", re.IGNORECASE)
MAY_TRUST_MARKUP = {
    "reports/narration.py": "narrative, sanitized by nh3 before",
    "reports/rendering.py": "our own stylesheet",
    "templates/_field.html": "help texts of our own forms",
}
FORBIDDEN_NAMES = {"utils", "helpers", "services", "managers", "common"}
MOST_LINES, MOST_LINES_OF_FUNCTION = 400, 40
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)


def sources():
    """Our own program by its path from the root, without migrations and tests."""
    files = (path for app in MAY_IMPORT for path in (ROOT / app).rglob("*.py") if "migrations" not in path.parts)
    return {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in sorted(files)}


def templates():
    """Every template by its path from the root."""
    files = (path for folder in ("templates", *MAY_IMPORT) for path in (ROOT / folder).rglob("*.html"))
    return {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in sorted(files)}


def imported(tree):
    """The full names of all modules and names that are imported anywhere below a node, with their lines."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = "." * node.level + (node.module or "")
            yield from ((f"{module}.{alias.name}", node.lineno) for alias in node.names)


def wrong_arrows(path, source):
    """Imports of an app that stands to the right of this file's app, or beside it; relative ones hide where they go."""
    if path in ENTRANCES:
        return []
    allowed = MAY_IMPORT[path.partition("/")[0]]
    strangers = {*MAY_IMPORT, "tests", "benchmarks", ""} - allowed
    return [
        f"{path}:{line} {name}" for name, line in imported(ast.parse(source)) if name.partition(".")[0] in strangers
    ]


def local_imports(path, source):
    """Imports inside a function, which dodge a circle."""
    if path in ENTRANCES:
        return []
    functions = (node for node in ast.walk(ast.parse(source)) if isinstance(node, FUNCTIONS))
    return sorted({f"{path}:{line} {name}" for function in functions for name, line in imported(function)})


def frameworks(path, source):
    """Imports of Django, or of anything else that is neither the standard library nor our own."""
    names = ((name.partition(".")[0], line) for name, line in imported(ast.parse(source)))
    return [f"{path}:{line} {name}" for name, line in names if name not in {*sys.stdlib_module_names, *MAY_IMPORT}]


def reached_from(paths, texts):
    """The files that importing these files runs, themselves included."""
    found, waiting = set(), list(paths)
    while waiting:
        path = waiting.pop()
        found.add(path)
        names = [name.replace(".", "/") for name, _ in imported(ast.parse(texts[path]))]
        modules = {f"{module}.py" for name in names for module in (name, name.rpartition("/")[0])}
        waiting += (modules & set(texts)) - found
    return found


def is_path(node):
    """True for a division that joins folders: an operand is a text, or it starts from what is called a folder."""
    if isinstance(node, ast.BinOp):
        return is_path(node.left) or isinstance(node.right, ast.JoinedStr) or is_text(node.right)
    named = node.func if isinstance(node, ast.Call) else node
    return is_text(node) or bool(FOLDERS.search(getattr(named, "id", getattr(named, "attr", ""))))


def is_text(node):
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def divisions(path, source):
    """Divisions and means outside the engine and the geometry of drawings."""
    if path in MAY_DIVIDE:
        return []
    tree = ast.parse(source)
    nodes = [node for node in ast.walk(tree) if isinstance(node, ast.BinOp | ast.AugAssign)]
    found = [node.lineno for node in nodes if isinstance(node.op, ast.Div) and not is_path(node)]
    averaging = ("statistics.", "operator.truediv", "django.db.models.Avg", "django.db.models.aggregates.Avg")
    found += [line for name, line in imported(tree) if name.startswith(averaging)]
    return [f"{path}:{line}" for line in found]


def signals(path, source):
    """Uses of Django's signals; a verb calls what follows from it by name."""
    roots = ("django.dispatch", "django.db.models.signals", "django.db.models.ModelSignal")
    return [f"{path}:{line} {name}" for name, line in imported(ast.parse(source)) if name.startswith(roots)]


def trusted_markup(path, source):
    """Places that let text through as markup."""
    if path in MAY_TRUST_MARKUP:
        return []
    unsafe = r"\|\s*safe(seq)?\b|\bmark_safe\b|\bSafeString\(|autoescape\s+off|__html__"
    lines = enumerate(source.splitlines(), 1)
    return [f"{path}:{line}" for line, text in lines if re.search(unsafe, text)]


def too_long(path, source):
    """Files and functions beyond what one person reads at once."""
    count = len(source.splitlines())
    found = [f"{path} {count}"] if count > MOST_LINES else []
    functions = (node for node in ast.walk(ast.parse(source)) if isinstance(node, FUNCTIONS[:2]))
    lengths = ((node, node.end_lineno - node.lineno + 1) for node in functions)
    return found + [f"{path}:{node.name} {lines}" for node, lines in lengths if lines > MOST_LINES_OF_FUNCTION]


def nameless(path, _source=""):
    """Files and folders named after a layer and not after what they know."""
    return [path] if FORBIDDEN_NAMES & {part.removesuffix(".py") for part in path.split("/")} else []


def backward_relations(models):
    """Foreign keys from an app to one on its right."""
    relations = ((model, field) for model in models for field in model._meta.get_fields() if field.concrete)
    return [
        f"{model.__name__}.{field.name}"
        for model, field in relations
        if field.related_model is not None
        and field.related_model._meta.app_label in MAY_IMPORT
        and field.related_model._meta.app_label not in MAY_IMPORT[model._meta.app_label]
    ]


def violations(guard, texts):
    return [found for path, source in texts.items() for found in guard(path, source)]


GUARDS = (wrong_arrows, local_imports, divisions, signals, trusted_markup, too_long, nameless)


@pytest.mark.parametrize("guard", GUARDS, ids=lambda guard: guard.__name__)
def test_the_program_keeps_the_guard(guard):
    assert violations(guard, sources()) == []


def test_pure_files_and_all_they_import_need_no_framework():
    texts = sources()
    assert set(texts) >= PURE
    assert violations(frameworks, {path: texts[path] for path in reached_from(PURE, texts)}) == []


def test_no_template_lets_text_through_as_markup():
    assert violations(trusted_markup, templates()) == []


def test_no_foreign_key_points_to_the_right():
    assert backward_relations([model for model in apps.get_models() if model._meta.app_label in MAY_IMPORT]) == []


def test_the_guards_look_at_the_whole_program():
    assert {"lakin/formatting.py", "units/models.py", "indicators/models/plan.py", "reports/blocks.py"} <= set(
        sources()
    )


LONG_FUNCTION = "def f():\n" + "    x = 1\n" * 40
PLANTED = [
    (wrong_arrows, "budget/statement.py", "from agreements.models import PerformanceAgreement"),
    (wrong_arrows, "agreements/scorecard.py", "import budget.statement"),
    (wrong_arrows, "indicators/models/plan.py", "def f():\n    from reports import blocks"),
    (wrong_arrows, "lakin/formatting.py", "from units.models import Unit"),
    (wrong_arrows, "units/access.py", "from tests.factories import make_unit"),
    (wrong_arrows, "units/access.py", "from ..reports import models"),
    (local_imports, "units/access.py", "class A:\n    def f(self):\n        import json"),
    (local_imports, "units/access.py", "async def f():\n    if True:\n        from units import models"),
    (frameworks, "indicators/formula.py", "from django.db import models"),
    (frameworks, "reports/blocks.py", "import environ"),
    (divisions, "reports/views.py", "share = spent / ceiling * 100"),
    (divisions, "units/models.py", "total /= count"),
    (divisions, "agreements/scorecard.py", "from statistics import fmean"),
    (divisions, "indicators/measurement.py", "from django.db.models import Avg, Q"),
    (signals, "indicators/apps.py", "from django.db.models.signals import post_save"),
    (signals, "indicators/apps.py", "from django.dispatch import receiver"),
    (trusted_markup, "templates/reports/a.html", "<p>{{ text|safe }}</p>"),
    (trusted_markup, "templates/reports/a.html", "{% autoescape off %}"),
    (trusted_markup, "reports/views.py", "from django.utils.safestring import mark_safe"),
    (trusted_markup, "reports/views.py", "text = SafeString(typed)"),
    (too_long, "units/models.py", "x = 1\n" * 401),
    (too_long, "units/models.py", LONG_FUNCTION),
    (nameless, "units/utils.py", ""),
    (nameless, "reports/helpers/text.py", ""),
]
HARMLESS = [
    (wrong_arrows, "reports/facts.py", "from budget.statement import statement\nfrom django.db import models"),
    (wrong_arrows, "lakin/urls.py", "from reports import views"),
    (local_imports, "units/access.py", "import json\ndef f():\n    return json"),
    (frameworks, "indicators/formula.py", "from decimal import Decimal\nfrom lakin.formatting import number"),
    (divisions, "indicators/formula.py", "n * 100 / t"),
    (
        divisions,
        "reports/writers/pdf.py",
        'path = place / "lkj" / name\nfile = folder / name / f"{year}.pdf"\nfolder() / name',
    ),
    (trusted_markup, "templates/reports/a.html", "<p>{{ text }}</p> safe"),
    (too_long, "units/models.py", "x = 1\n" * 400),
    (too_long, "units/models.py", LONG_FUNCTION.removesuffix("    x = 1\n")),
    (nameless, "units/access.py", ""),
]


@pytest.mark.parametrize(("guard", "path", "source"), PLANTED)
def test_the_guard_sees_a_planted_violation(guard, path, source):
    assert guard(path, source) != []


@pytest.mark.parametrize(("guard", "path", "source"), HARMLESS)
def test_the_guard_leaves_good_code_alone(guard, path, source):
    assert guard(path, source) == []


def test_a_framework_is_found_behind_another_import():
    texts = {"lakin/a.py": "from units import b", "units/b.py": "import units.c", "units/c.py": "", "units/d.py": ""}
    assert reached_from({"lakin/a.py"}, texts) == {"lakin/a.py", "units/b.py", "units/c.py"}


def test_a_foreign_key_to_the_right_is_found(monkeypatch):
    monkeypatch.setitem(MAY_IMPORT, "budget", {"lakin", "units", "budget"})
    assert "BudgetLine.objective" in backward_relations(apps.get_app_config("budget").get_models())


def test_whoever_opens_the_database_early_makes_sure_that_it_is_the_test_database():
    # pytest-django makes one only for marked tests; without it a fixture would write into the real database.
    texts = {str(path): path.read_text() for path in (ROOT / "tests/reports").rglob("test_*.py")}
    opening = {name for name, text in texts.items() if "django_db_blocker.unblock()" in text}
    assert opening
    marked = re.compile(r"^pytestmark = .*\bpytest\.mark\.django_db\b", re.MULTILINE)
    assert [name for name in opening if not marked.search(texts[name])] == []

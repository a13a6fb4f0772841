"""Live references to the year as a whole: counts, money, people, and the surroundings of the unit."""

from django.utils.text import slugify

from budget.models import LineLevel, RevisionKind
from indicators import growth
from reports.blocks import Shown
from reports.references.value import Family, LiveValue, UnknownReference

# Lines below RO are quotable too, but there are thousands of them: the list to choose from stops here.
LISTED_LEVELS = (LineLevel.PROGRAM, LineLevel.ACTIVITY, LineLevel.KRO, LineLevel.RO)


def alone(name, label, value) -> Family:
    """References without words behind their name."""
    return Family(name, lambda facts: LiveValue(value(facts), label), lambda facts: [()])


def counted(name, label, count) -> Family:
    """A number of things, without words behind its name."""
    return alone(name, label, lambda facts: Shown(count(facts), "count"))


def money(label, figure, measure):
    """A figure of the whole unit, or of one budget line by its full code."""

    def find(facts, path=""):
        return LiveValue(Shown(getattr(money_of(facts, path), figure), measure), f"{label} {path}".strip())

    return find


def money_of(facts, path):
    """The money of a budget line by its full code, or of the whole unit."""
    if not path:
        return facts.budget.total
    found = next((row.money for row in facts.budget.lines if row.line.path == path), None)
    if found is None:
        raise UnknownReference(f"baris anggaran {path} tidak ada dalam POK")
    return found


def line_paths(facts):
    return [(), *((row.line.path,) for row in facts.budget.at(*LISTED_LEVELS))]


def first_revision(facts):
    """The DIPA as it began the year; None when only later states are known."""
    return next((row for row in facts.budget.revisions if row.kind == RevisionKind.INITIAL), None)


def first_amount(facts):
    first = first_revision(facts)
    return first.amount if first else None


def grown(facts):
    """The change of the pagu over the year in percent."""
    return Shown(growth.relative_growth(facts.budget.total.ceiling, first_amount(facts)).value, "percent")


def first_date(facts):
    first = first_revision(facts)
    return first.date if first else None


def last_date(facts):
    return next((row.date for row in reversed(facts.budget.revisions) if row.date), None)


def revision_count(facts):
    """How often the DIPA was revised."""
    return sum(row.kind not in (RevisionKind.INITIAL, RevisionKind.CLOSING) for row in facts.budget.revisions)


def staff(facts, group="", name=""):
    rows = [row for row in facts.staff if matches(row, group, name)]
    if not rows and group:
        raise UnknownReference(f"kelompok pegawai tidak dikenal: {group} {name}".strip())
    return LiveValue(Shown(rows[0].count if rows else None, "count"), f"Jumlah pegawai {group} {name}".strip())


def matches(row, group, name):
    if not group:
        return row.is_total
    return (slug(row.group), slug(row.name)) == (slug(group), slug(name))


def slug(words):
    """The words as one word of a reference, "jenis-kelamin"."""
    return slugify(words).replace("_", "-")


def staff_words(facts):
    return [(), *((slug(row.group), slug(row.name)) for row in facts.staff if slug(row.group) and slug(row.name))]


def context(facts, key):
    figure = next((row for row in facts.context_figures if row.key.lower() == key.lower()), None)
    if figure is None:
        raise UnknownReference(f"angka konteks tidak dikenal: {key}")
    return LiveValue(Shown(figure.value, "plain", 4), figure.label)


def context_words(facts):
    return [(figure.key,) for figure in facts.context_figures]

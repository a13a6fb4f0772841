"""A file taken in as a proposal: it brings pagu and new lines, and leaves everything that is in force as it is."""

from collections.abc import Iterator

from budget.files.found import Found, blocking, warning
from budget.importing.plan import Plan
from lakin.formatting import number

NO_MONTH = "Realisasi tidak dapat diimpor ke usulan revisi; pilih revisi yang berlaku."
ONLY_CEILINGS = "Realisasi di berkas ini tidak ikut: usulan revisi hanya memuat pagu."
NAMES_STAY = "{count} uraian di berkas berbeda dari LAKIN; usulan tidak mengubah uraian baris yang sudah ada."


def only_proposed(plan: Plan, gives_spending: bool) -> Iterator[Found]:
    """Takes out of the plan what would change something in force, and says what was left out."""
    if plan.choice.month is not None:
        yield blocking(NO_MONTH)
    if gives_spending:
        yield warning(ONLY_CEILINGS)
    if plan.renamed:
        yield warning(NAMES_STAY.format(count=number(len(plan.renamed), 0)))
    plan.renamed.clear()
    # A line without pagu below or of its own would stand in the tree in force, which hides only what is proposed.
    above = {path for one in plan.ceilings for path in with_parents(one.path)}
    plan.new = [line for line in plan.new if line.path in above]
    plan.partial &= {line.path for line in plan.new}


def with_parents(path: str) -> list[str]:
    """The path and those of the lines above it."""
    codes = path.split(".")
    return [".".join(codes[:depth]) for depth in range(1, len(codes) + 1)]

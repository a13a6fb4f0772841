"""What the data gives for a printed figure, by what the figure is about."""

from reports.models import PrintedFigure, PrintedSubject
from reports.reviu.dossier import Dossier
from reports.reviu.expected import components, counts, indicators, money, staff
from reports.reviu.expected.answer import Expected

__all__ = ["Expected", "elsewhere", "expected"]

SUBJECTS = {
    PrintedSubject.INDICATOR: indicators.of_indicator,
    PrintedSubject.COMPONENT: components.of_component,
    PrintedSubject.EXPENDITURE: money.of_expenditure,
    PrintedSubject.BUDGET_TOTAL: money.of_total,
    PrintedSubject.DIPA_REVISION: money.of_revision,
    PrintedSubject.AGREEMENT_BUDGET: money.of_agreement,
    PrintedSubject.STAFF: staff.of_staff,
    PrintedSubject.SUMMARY: counts.of_summary,
}
ELSEWHERE = {
    PrintedSubject.INDICATOR: indicators.others_of,
    PrintedSubject.COMPONENT: components.others_of,
    PrintedSubject.BUDGET_LINE: money.others_of,
    PrintedSubject.EXPENDITURE: money.other_kinds,
}


def expected(dossier: Dossier, figure: PrintedFigure) -> Expected | None:
    """What the data gives for a printed figure; None when the data knows nothing of its kind."""
    if figure.subject == PrintedSubject.BUDGET_LINE:
        row = dossier.lines.get(figure.key)
        return money.of_line(row, figure) if row else None
    return SUBJECTS[figure.subject](dossier.facts, figure)


def elsewhere(dossier: Dossier, figure: PrintedFigure) -> tuple:
    """Labelled figures of other rows and of the budget of the year before that may have slipped into this place."""
    rows = ELSEWHERE[figure.subject](dossier.facts, figure) if figure.subject in ELSEWHERE else ()
    return (*rows, *money.year_before(dossier.around.budget_before, figure))

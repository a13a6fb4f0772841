"""Components of a calculation: their weights and, for a survey, their number."""

from collections import defaultdict
from collections.abc import Iterator

from indicators.formula import SURVEY_ELEMENTS, Calculation
from indicators.models import ComponentRole
from lakin.formatting import number, percent
from reports.reviu.dossier import Dossier
from reports.reviu.figures import components_of, named, summed_parts
from reports.reviu.found import Found, Target, blocking, suspicion

PLACE = "Data: komponen"


def weights(dossier: Dossier) -> Iterator[Found]:
    """Weights that do not add up to 100: of the parts of a weighted indicator, or of a group of details."""
    for score in dossier.facts.scorecard.indicators:
        groups = defaultdict(list)
        for item in components_of(dossier.facts, score.indicator):
            if item.component.role != ComponentRole.CONTEXT:
                is_part = item.component.role == ComponentRole.PART
                groups[is_part, "" if is_part else item.component.group].append(item.component)
        for (is_part, group), rows in groups.items():
            yield from weighed(score, group, rows, is_part and score.indicator.calculation == Calculation.WEIGHTED)


def weighed(score, group, rows, is_strict) -> Iterator[Found]:
    """One set of weights; only where every component has one."""
    given = [row.weight for row in rows]
    if None in given or sum(given) == 100:
        return
    terms = " + ".join(number(weight, 2) for weight in given)
    yield (blocking if is_strict else suspicion)(
        "bobot-komponen",
        place=PLACE,
        subject=f"{named(score)}{f', {group}' if group else ''}",
        message=f"Jumlah bobot {percent(sum(given))}, seharusnya 100%: {terms}.",
        printed=percent(sum(given)),
        expected="100%",
        target=Target("komponen", score.code),
    )


def survey_elements(dossier: Dossier) -> Iterator[Found]:
    """Surveys with another number of elements than PermenPANRB 14/2017 has."""
    for score in dossier.facts.scorecard.indicators:
        elements = len(summed_parts(components_of(dossier.facts, score.indicator)))
        if score.indicator.calculation == Calculation.SURVEY and elements not in (0, SURVEY_ELEMENTS):
            yield suspicion(
                "unsur-survei",
                place=PLACE,
                subject=named(score),
                message=f"Survei ini memakai {elements} unsur; PermenPANRB 14/2017 memakai {SURVEY_ELEMENTS} unsur.",
                printed=f"{elements} unsur",
                expected=f"{SURVEY_ELEMENTS} unsur",
                target=Target("komponen", score.code),
            )

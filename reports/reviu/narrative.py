"""Narrative whose live references lead nowhere: the report would print the reference instead of a figure."""

from collections.abc import Iterator

from reports.narration import problems
from reports.reviu.dossier import Dossier
from reports.reviu.found import Found, Target, blocking


def broken_references(dossier: Dossier) -> Iterator[Found]:
    """Each reference of a narrative that is unknown, has no value yet, or is left open."""
    codes = {indicator.pk: indicator.code for indicator in dossier.facts.plan.indicators}
    for problem in problems(dossier.facts):
        text = problem.text
        indicator = f", indikator {codes[text.indicator_id]}" if text.indicator_id in codes else ""
        yield blocking(
            "rujukan-narasi",
            place=f"Narasi: {text.section}{indicator}",
            subject=problem.expression,
            message=f"{problem.message}.",
            target=Target("narasi", text.section),
        )

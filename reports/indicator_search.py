"""Finding a promised indicator by its words, in the units a person may see."""

from django.db.models import Q, QuerySet

from agreements.models import AgreementLine, AgreementStatus

MOST_WORDS, FEWEST_LETTERS = 6, 3


def found_lines(units: QuerySet, year: int, text: str) -> QuerySet[AgreementLine]:
    """The promises in force whose indicator holds every word; none for fewer letters than make a word."""
    lines = AgreementLine.objects.select_related("indicator__objective", "agreement__unit")
    if len(text.strip()) < FEWEST_LETTERS:
        return lines.none()
    lines = lines.filter(agreement__year=year, agreement__status=AgreementStatus.SIGNED, agreement__unit__in=units)
    for word in text.split()[:MOST_WORDS]:
        lines = lines.filter(Q(indicator__name__icontains=word) | Q(indicator__short_name__icontains=word))
    return lines.order_by("agreement__unit__path", "order")

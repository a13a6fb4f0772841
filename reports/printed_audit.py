"""The audit of a printed report: its figures by place against the data, and the verbs that keep and drop them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max

from indicators.achievement import OVERALL_WORDS, round_half_up
from lakin.formatting import number, percent, points, rupiah
from reports.models import PrintedFigure, Report, Severity
from reports.models.finding import PrintedMeasure
from reports.openness import frozen_because
from reports.printed_rows import Figure
from reports.reviu import Dossier
from reports.reviu.averages import averaged, by_method, objectives_of
from reports.reviu.expected import Expected, expected
from reports.reviu.figures import shown
from reports.reviu.found import Found
from reports.reviu.matching import decimals_of
from reports.reviu.printed import against
from reports.writing import cleaned
from units import trail
from units.access import has_role
from units.models import Role, User

KEEPERS = (Role.PLANNER, Role.REVIEWER)
PLACE_LENGTH = PrintedFigure._meta.get_field("place").max_length
NO_PLACE = "Tulis tempat tabel itu dalam laporan, misalnya Tabel 3.1."
LONG_PLACE = f"Tempat ini terlalu panjang; paling banyak {PLACE_LENGTH} huruf."
NO_FIGURES = "Tidak ada angka yang dikenali, jadi tidak ada yang disimpan."
NOT_KEEPER = "Angka tercetak diatur oleh perencana dan pereviu unit ini."
UNKNOWN = "angka-tanpa-data"
VERDICTS = {
    Severity.BLOCKING: ("far_below", "Berbeda"),
    Severity.WARNING: ("near", "Perlu diperiksa"),
    Severity.INFORMATION: ("unknown", "Tidak dapat diperiksa"),
}
AGREES = ("met", "Sama dengan data")


@dataclass(frozen=True)
class Compared:
    """One printed figure and what the data gives; `difference` and `cause` are empty where there is none."""

    figure: PrintedFigure
    subject: str
    printed: str
    expected: str
    difference: str
    mark: str
    word: str
    message: str
    cause: str

    @property
    def agrees(self) -> bool:
        return self.mark == AGREES[0]


@dataclass(frozen=True)
class PlaceAudit:
    """The figures of one place."""

    place: str
    rows: tuple[Compared, ...]

    @property
    def doubtful(self) -> tuple[Compared, ...]:
        """Those that are not the same as the data, the wrong ones first."""
        order = [mark for mark, _word in VERDICTS.values()]
        return tuple(sorted((row for row in self.rows if not row.agrees), key=lambda row: order.index(row.mark)))

    @property
    def agreeing(self) -> tuple[Compared, ...]:
        return tuple(row for row in self.rows if row.agrees)

    @property
    def different(self) -> int:
        """How many figures are wrong."""
        return sum(row.word == VERDICTS[Severity.BLOCKING][1] for row in self.rows)


def audited(dossier: Dossier) -> tuple[PlaceAudit, ...]:
    """The printed figures by place, in the order in which they were brought; reads nothing from the database."""
    return tuple(
        PlaceAudit(place, tuple(compare(dossier, figure) for figure in figures))
        for place, figures in dossier.by_place.items()
    )


def compare(dossier: Dossier, figure: PrintedFigure) -> Compared:
    """One printed figure against the data."""
    if figure.measure == PrintedMeasure.AVERAGE:
        answer, found = mean_of(dossier, figure), next(averaged(dossier, figure), None)
    else:
        answer = expected(dossier, figure)
        found = next(against(dossier, figure, answer), None)
    is_known = answer is not None and bool(answer.values)
    kind = answer.kind if answer else "number"
    mark, word = verdict(found)
    return Compared(
        figure=figure,
        subject=subject_of(figure, answer, found),
        printed=figure.as_printed or shown(figure.value, kind, decimals_of(figure.value)),
        expected=answer.text if is_known else "",
        difference=apart(figure, answer) if is_known and found else "",
        mark=mark,
        word=word,
        message=found.message if found and (not is_known or is_slight(found)) else "",
        cause=found.cause if found else "",
    )


def is_slight(found: Found) -> bool:
    """True for a finding whose figures alone do not say what is wrong."""
    return found.severity == Severity.WARNING and not found.cause


def verdict(found: Found | None) -> tuple[str, str]:
    """The mark and the word of a comparison."""
    return VERDICTS[found.severity] if found else AGREES


def subject_of(figure: PrintedFigure, answer: Expected | None, found: Found | None) -> str:
    """What a figure is about, as a finding names it."""
    if answer:
        return answer.subject
    name = found.subject if found else f"{figure.get_subject_display()} {figure.key}".strip()
    return f"{name}: {figure.get_measure_display().lower()}"


def mean_of(dossier: Dossier, figure: PrintedFigure) -> Expected:
    """The mean of capaian by the method in force; its trace names the other method too."""
    means = by_method(dossier, objectives_of(dossier, figure.key))
    mean = next(iter(means.values()))
    values = () if mean.value is None else (mean.value,)
    trace = "; ".join(f"{percent(mean.value)} ({OVERALL_WORDS[method]})" for method, mean in means.items())
    return Expected(f"Rata-rata capaian {figure.key}".strip(), UNKNOWN, values, "percent", trace)


def apart(figure: PrintedFigure, answer: Expected) -> str:
    """The difference of the two figures as they are shown, with its sign."""
    shown_decimals = max(2, decimals_of(figure.value, figure.as_printed))
    difference = figure.value - round_half_up(answer.values[0], shown_decimals)
    if answer.kind == "percent":
        return f"{points(difference)} poin"
    text = rupiah(difference) if answer.kind == "rupiah" else number(difference, 0 if is_whole(difference) else 2)
    return f"+{text}" if difference > 0 else text


def is_whole(value: Decimal) -> bool:
    """True for a figure without decimals."""
    return value == value.to_integral_value()


def may_keep(user: User, report: Report) -> bool:
    """Whether the user may bring printed figures; the state of the report is another question."""
    return has_role(user, report.unit, *KEEPERS)


@transaction.atomic
def keep_printed(*, report: Report, place: str, rows: Iterable[Figure], by: User) -> list[PrintedFigure]:
    """Replace the printed figures of a place; ValidationError once the report is closed or when there are none."""
    report = held(report, by)
    place = place_of(place)
    report.printed_figures.filter(place=place).delete()
    last = report.printed_figures.aggregate(last=Max("order"))["last"] or 0
    new = list(written(report, place, rows, last))
    if not new:
        raise ValidationError(NO_FIGURES)
    trail.add_created_rows(PrintedFigure.objects.bulk_create(new), report.unit_id, report.year)
    return new


@transaction.atomic
def drop_printed(*, report: Report, place: str, by: User) -> int:
    """Take away the printed figures of a place; how many there were."""
    report = held(report, by)
    _all, counts = report.printed_figures.filter(place=place).delete()
    return counts.get(PrintedFigure._meta.label, 0)


def held(report: Report, by: User) -> Report:
    """The report until the transaction ends; PermissionDenied for a reader, ValidationError once it is closed."""
    report = Report.objects.select_for_update(no_key=True, of=("self",)).select_related("unit").get(pk=report.pk)
    if not may_keep(by, report):
        raise PermissionDenied(NOT_KEEPER)
    if reason := frozen_because(report):
        raise ValidationError(reason)
    return report


def place_of(text: str) -> str:
    """A place in one line; ValidationError for none and for one that is too long."""
    place = " ".join(cleaned(text).split())
    if not place or len(place) > PLACE_LENGTH:
        raise ValidationError({"place": LONG_PLACE if place else NO_PLACE})
    return place


def written(report: Report, place: str, rows: Iterable[Figure], last: int) -> Iterator[PrintedFigure]:
    """The rows to store, after the others of the report."""
    for order, row in enumerate(rows, start=last + 1):
        figure = PrintedFigure(
            report=report,
            order=order,
            place=place,
            subject=row.subject,
            key=row.key,
            measure=row.measure,
            value=row.value,
            as_printed=row.as_printed,
        )
        # What a constraint forbids cannot come about here, and asking for each row would cost a query.
        figure.full_clean(exclude=["report"], validate_unique=False, validate_constraints=False)
        yield figure

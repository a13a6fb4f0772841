"""What the print itself shows: marks and units, cells left empty, one thing printed in two ways."""

from collections.abc import Iterator

from indicators.models import Measure
from lakin.formatting import number
from reports.models import PrintedFigure, PrintedSubject
from reports.models.finding import PrintedMeasure
from reports.reviu.dossier import Dossier, is_text
from reports.reviu.expected import expected
from reports.reviu.figures import measure_name, named, of_indicator, shown
from reports.reviu.found import Certainty, Found, Target, information, suspicion, warning
from reports.reviu.matching import Match, decimals_of, match

PROMISES = frozenset({PrintedMeasure.TARGET, PrintedMeasure.REALIZATION})
WATCHED = (
    (PrintedMeasure.REALIZATION, lambda score: score.measurement.value),
    (PrintedMeasure.ACHIEVEMENT, lambda score: score.achievement.value),
)


def unmarked(dossier: Dossier) -> Iterator[Found]:
    """Values of another year that stand in a table without a mark; in running text the words may tell."""
    for figure in dossier.printed:
        score = scored(dossier, figure)
        if score is None or figure.measure != PrintedMeasure.REALIZATION or is_text(figure.place):
            continue
        year = score.measurement.source_year
        if year and figure.as_printed and "*" not in figure.as_printed and str(year) not in figure.note:
            yield suspicion(
                "tahun-sumber-tercetak",
                place=figure.place,
                subject=f"{named(score)}: realisasi",
                message=f"Nilai tahun {year} tercetak tanpa tanda bahwa bukan nilai tahun {dossier.facts.year}.",
                printed=figure.as_printed,
                expected=f"{of_indicator(score.measurement.value, score.indicator)}*",
                target=Target("realisasi", score.code),
            )


def scored(dossier: Dossier, figure: PrintedFigure):
    """The score of the indicator a figure is about; None for any other subject."""
    return dossier.facts.score(figure.key) if figure.subject == PrintedSubject.INDICATOR else None


def wrong_unit(dossier: Dossier) -> Iterator[Found]:
    """Targets and realizations of scores or counts that are printed as percents."""
    for figure in dossier.printed:
        score = scored(dossier, figure)
        if score is None or figure.measure not in PROMISES or "%" not in figure.as_printed:
            continue
        if score.indicator.measure in (Measure.SCORE, Measure.COUNT):
            unit = score.indicator.get_measure_display().lower()
            yield warning(
                "satuan-tercetak",
                place=figure.place,
                subject=f"{named(score)}: {measure_name(figure)}",
                message=f"Satuan indikator ini {unit}, tetapi tercetak dengan tanda persen.",
                printed=figure.as_printed,
                expected=number(figure.value, decimals_of(figure.value, figure.as_printed)),
                target=Target("indikator", score.code),
            )


def left_out(dossier: Dossier) -> Iterator[Found]:
    """Known figures that a place leaves out although it prints them for most indicators."""
    for place, score, measure, value in missing(dossier):
        write = of_indicator if measure == PrintedMeasure.REALIZATION else as_percent
        has_row = any((f.subject, f.key) == ("indikator", score.code) for f in dossier.by_place[place])
        label = PrintedMeasure(measure).label.lower()
        fields = {
            "place": place,
            "subject": f"{named(score)}: {label}",
            "message": f"Tidak tercetak di tempat ini, padahal {label} sebagian besar indikator lain tercetak.",
            "expected": write(value, score.indicator),
            "target": Target("realisasi", score.code),
        }
        if is_text(place):
            yield information("angka-tidak-tercetak", certainty=Certainty.POSSIBLE, **fields)
        else:
            yield (warning if has_row else suspicion)("angka-tidak-tercetak", **fields)


def as_percent(value, indicator) -> str:
    """A capaian, which is in percent whatever the indicator measures."""
    return shown(value, "percent")


def missing(dossier: Dossier) -> Iterator[tuple]:
    """Place, score, measure and value of what is left out where at least half of the indicators are printed."""
    scores = dossier.facts.scorecard.indicators
    for place, figures in dossier.by_place.items():
        for measure, read in WATCHED:
            codes = {f.key for f in figures if f.subject == PrintedSubject.INDICATOR and f.measure == measure}
            absent = [score for score in scores if score.code not in codes and read(score) is not None]
            if 2 <= len(scores) <= 2 * (len(scores) - len(absent)):
                yield from ((place, score, measure, read(score)) for score in absent)


def at_odds(dossier: Dossier) -> Iterator[Found]:
    """One thing printed with different figures, where the data cannot say which is right."""
    for figures in dossier.by_thing.values():
        first = figures[0]
        answer = expected(dossier, first)
        if first.measure == PrintedMeasure.AVERAGE or (answer and answer.values) or agree(figures):
            continue
        texts = dict.fromkeys(f"{f.place}: {number(f.value, decimals_of(f.value, f.as_printed))}" for f in figures)
        yield warning(
            "cetakan-berbeda",
            place=first.place,
            subject=answer.subject if answer else f"{first.get_subject_display()} {first.key}".strip(),
            message=f"{first.get_measure_display()} tercetak berbeda: {'; '.join(texts)}.",
            printed=f"{len(texts)} angka berbeda",
        )


def agree(figures: list[PrintedFigure]) -> bool:
    """True when all are the same figure, rounded more or less."""
    finest = max(figures, key=lambda figure: decimals_of(figure.value, figure.as_printed)).value
    return all(match(f.value, decimals_of(f.value, f.as_printed), [finest]) is Match.AGREES for f in figures)

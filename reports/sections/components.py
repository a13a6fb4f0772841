"""What a realization is made of: n and T in a sentence, components as a table with the engine's shares."""

from itertools import groupby

from agreements.scorecard import IndicatorScore
from indicators import formula
from indicators.achievement import mean
from indicators.formula import Calculation
from indicators.measurement import Basis
from indicators.models import Component, ComponentRole, ComponentValue
from lakin.formatting import percent, quarter_name
from reports.blocks import Block, Cell, Column, Paragraph, Row, Shown, Table
from reports.facts import Facts
from reports.sections.scores import last_realization
from reports.wording import lowered, sentence

RATIOS = (Calculation.RATIO, Calculation.POOLED)
ROLE_WORDS = {ComponentRole.ITEM: "Rincian", ComponentRole.CONTEXT: "Keterangan"}
# A ratio pooled over many units has more terms than a reader follows.
LONGEST_TRACE = 400
Pair = tuple[Component, ComponentValue | None]


def makeup(facts: Facts, score: IndicatorScore, key: str) -> tuple[Block, ...]:
    """How the realization came about: its calculation in words and its components; nothing for a bare value."""
    pairs = component_pairs(facts, score)
    known = [pair for pair in pairs if is_known(pair[1])]
    survey = score.indicator.calculation == Calculation.SURVEY
    parts = [pair for pair in known if pair[0].role == ComponentRole.PART]
    tables = (survey_table(score, parts, key),) if survey and parts else ()
    rest = [pair for pair in known if not (survey and pair[0].role == ComponentRole.PART)]
    return (
        *calculation_paragraph(facts, score),
        *tables,
        *((component_table(facts, score, rest, f"{key}-rincian" if tables else key),) if rest else ()),
        *silent_paragraph([component for component, value in pairs if not is_known(value)]),
    )


def component_pairs(facts: Facts, score: IndicatorScore) -> list[Pair]:
    """The components of the year with their values in the last quarter, None where nothing is stored."""
    row = last_realization(facts, score)
    values = facts.component_values.get(row.pk, ()) if row else ()
    by_component = {value.component_id: value for value in values}
    return [(one, by_component.get(one.pk)) for one in facts.components.get(score.indicator.pk, ())]


def is_known(value: ComponentValue | None) -> bool:
    """Whether a component has any figure or word."""
    return value is not None and (
        bool(value.text) or any(x is not None for x in (value.numerator, value.denominator, value.score))
    )


def calculation_paragraph(facts: Facts, score: IndicatorScore) -> tuple[Paragraph, ...]:
    """n and T with the quotient, or the trace of the year; where a share was typed, what is known beside it."""
    measured, row = score.measurement, last_realization(facts, score)
    has_ratio = score.indicator.calculation in RATIOS and row and (row.numerator, row.denominator) != (None, None)
    if has_ratio and (measured.basis is not Basis.COMPUTED or is_whole(row, measured)):
        return (ratio_paragraph(score, row),)
    if measured.basis is not Basis.COMPUTED or not measured.trace or score.indicator.calculation == Calculation.SURVEY:
        return ()
    if len(measured.trace) > LONGEST_TRACE:
        return (Paragraph(("Realisasi dihitung dari gabungan n dan T seluruh triwulan dan unit penyumbang.",)),)
    return (Paragraph((f"Realisasi: {measured.trace}",), "formula"),)


def is_whole(row, measured) -> bool:
    """Whether the n and T of one quarter are those of the year; they are not where quarters or units are pooled."""
    return formula.ratio(row.numerator, row.denominator).trace == measured.trace


def ratio_paragraph(score: IndicatorScore, row) -> Paragraph:
    """What n and T are and what they give; where one is not known, that the value comes from its source as it is."""
    indicator = score.indicator
    n = (f"{indicator.numerator_label or 'pembilang'} (n) ", Shown(row.numerator, "plain"))
    t = (f"{indicator.denominator_label or 'penyebut'} (T) ", Shown(row.denominator, "plain"))
    if score.measurement.basis is Basis.COMPUTED:
        return Paragraph(("Realisasi dihitung dari ", *n, " dan ", *t, f": {score.measurement.trace}."))
    known = n if row.numerator is not None else t
    other = "penyebut (T)" if row.numerator is not None else "pembilang (n)"
    if None not in (row.numerator, row.denominator):
        known, other = (*n, ", ", *t), ""
    lack = f"; {other} belum tercatat, sehingga nilai realisasi dipakai menurut sumbernya." if other else "."
    return Paragraph(("Yang tercatat: ", *known, lack))


def of_quarter(facts: Facts, score: IndicatorScore) -> str:
    """The quarter the components are of, in words for a caption; empty while only one quarter is stored."""
    rows = facts.realizations.get(score.indicator.pk, ())
    return f", {quarter_name(last_realization(facts, score).quarter)}" if len(rows) > 1 else ""


def survey_table(score: IndicatorScore, pairs: list[Pair], key: str) -> Table:
    """The elements of a satisfaction survey: NRR, NRR × 25 and mutu, and their mean."""
    rows = [Row((str(at), one.name, value.score, *converted(value.score))) for at, (one, value) in enumerate(pairs, 1)]
    total = score.measurement.value
    average = mean([value.score for _, value in pairs], counted="unsur")
    whole = average.value if not average.unknown else None
    rows.append(Row(("", "Rata-rata", whole, total, formula.survey_grade(total)), "total"))
    columns = (
        Column("No.", width=0.5),
        Column("Unsur pelayanan", width=4),
        Column("NRR", "number"),
        Column("NRR × 25", "number"),
        Column("Mutu", align="center", width=0.8),
    )
    return Table(
        key, f"Unsur survei kepuasan masyarakat, indikator {score.code}", columns, tuple(rows), source_of(score)
    )


def converted(nrr) -> tuple[Cell, Cell]:
    """One element on the scale to 100 with its mutu; None where the NRR is not known or outside 1 to 4."""
    value = formula.survey([formula.Part("", score=nrr)]).value
    return value, formula.survey_grade(value)


def component_table(facts: Facts, score: IndicatorScore, pairs: list[Pair], key: str) -> Table:
    """Components under their role and group, with only those columns that hold something."""
    columns = [
        (column, cell)
        for column, cell in component_columns(pairs)
        if any(cell(one, value) is not None for one, value in pairs)
    ]
    heads = (Column("Komponen", width=4), *(column for column, _ in columns))
    rows: list[Row] = []
    for label, group in groupby(pairs, key=lambda pair: group_label(pair[0])):
        if label:
            rows.append(Row((label,), "group"))
        rows += [Row((named(one, pairs), *(cell(one, value) for _, cell in columns))) for one, value in group]
    caption = f"Komponen realisasi indikator {score.code}{common_measure(pairs)}{of_quarter(facts, score)}"
    return Table(key, caption, heads, tuple(rows), source_of(score))


def component_columns(pairs: list[Pair]):
    """The columns a component may fill, each with what reads its cell; without any T an n is a plain number."""
    is_share = any(value.denominator is not None for _, value in pairs)
    return (
        (Column("Bobot (%)", "number", 0.9), lambda one, value: one.weight),
        (
            Column("Realisasi (n)" if is_share else "Jumlah", "value", 1.1, "right"),
            lambda one, value: amount(value.numerator),
        ),
        (Column("Target (T)", "value", 1.1, "right"), lambda one, value: amount(value.denominator)),
        (Column("n / T (%)", "percent", 1), lambda one, value: formula.ratio(value.numerator, value.denominator).value),
        (Column("Nilai", "number", 0.9), lambda one, value: value.score),
        (Column("Uraian", width=2.6), lambda one, value: value.text or None),
    )


def amount(value) -> Shown | None:
    """A count or quantity without needless decimals, None where it is not known."""
    return None if value is None else Shown(value, "plain")


def group_label(component: Component) -> str:
    """The head over a component: its group, and its role where it takes no part in the calculation."""
    role = ROLE_WORDS.get(component.role, "")
    if not component.group:
        return role
    if not role:
        return component.group
    words = "tidak ikut dihitung" if component.group == role else f"{lowered(role)}, tidak ikut dihitung"
    return f"{component.group} ({words})"


def common_measure(pairs: list[Pair]) -> str:
    """The measure all components share, in brackets; empty when they differ."""
    labels = {one.measure_label for one, _ in pairs}
    label = next(iter(labels)) if len(labels) == 1 else ""
    return f" ({label})" if label else ""


def named(component: Component, pairs: list[Pair]) -> str:
    """The component with its own measure, where the caption does not give it for all."""
    label = "" if common_measure(pairs) else component.measure_label
    return f"{component.name} ({label})" if label else component.name


def source_of(score: IndicatorScore) -> str:
    """Where the data of the indicator comes from."""
    return score.indicator.data_source


def silent_paragraph(components: list[Component]) -> tuple[Paragraph, ...]:
    """The components whose figures are not recorded, with their weights."""
    if not components:
        return ()
    names = "; ".join(
        one.name if one.weight is None else f"{one.name} ({percent(one.weight, 0)})" for one in components
    )
    return (Paragraph((sentence(f"Komponen yang nilainya belum tercatat: {names}"),), "note"),)

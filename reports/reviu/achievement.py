"""Realizations and capaian as they are stored: typed against computed, n against T, sources, outliers, evidence."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from agreements.scorecard import IndicatorScore
from indicators import formula
from indicators.formula import Calculation
from indicators.models import ComponentRole, RealizationStatus
from lakin.formatting import join_words, percent, quarter_name, roman
from reports.reviu import causes
from reports.reviu.dossier import Dossier
from reports.reviu.figures import components_of, named, of_indicator, summed_parts
from reports.reviu.found import Certainty, Found, Target, blocking, information, suspicion, warning
from reports.reviu.matching import Match, decimals_of, match

PLACE = "Data: realisasi"
HIGH = Decimal(150)
# A T with one of these words is a plan that may be exceeded, not a whole of which n is a part.
PLANNED = ("target", "rencana", "seharusnya", "semestinya")


def typed_against_computed(dossier: Dossier) -> Iterator[Found]:
    """Typed values that do not follow from their n and T or components."""
    for score in dossier.facts.scorecard.indicators:
        measurement = score.measurement
        if measurement.typed is None or measurement.computed is None:
            continue
        decimals = decimals_of(measurement.typed)
        result = match(measurement.typed, decimals, [measurement.computed])
        if result is Match.AGREES:
            continue
        typed = of_indicator(measurement.typed, score.indicator)
        fields = fields_of(score, f"Diisi {typed}, hitungannya {measurement.trace}.")
        fields |= {"printed": typed, "expected": measurement.trace}
        if result is Match.DIFFERS:
            cause = causes.likely(measurement.typed, decimals, measurement.computed)
            yield blocking("realisasi-beda-hitungan", cause=cause, **fields)
        else:
            yield warning("realisasi-beda-hitungan", cause="dipotong atau dibulatkan keliru", **fields)


def fields_of(score: IndicatorScore, message: str) -> dict:
    """What every finding about a stored realization says."""
    return {"place": PLACE, "subject": named(score), "message": message, "target": Target("realisasi", score.code)}


def typed_against_details(dossier: Dossier) -> Iterator[Found]:
    """Typed ratios without n and T whose details add up to another ratio."""
    for score in dossier.facts.scorecard.indicators:
        measurement = score.measurement
        if score.indicator.calculation != Calculation.RATIO or measurement.computed is not None:
            continue
        components = components_of(dossier.facts, score.indicator)
        result = formula.pooled(summed_parts(components))
        if measurement.typed is None or result.value is None:
            continue
        decimals = decimals_of(measurement.typed)
        if match(measurement.typed, decimals, [result.value]) is Match.DIFFERS:
            typed = of_indicator(measurement.typed, score.indicator)
            fields = fields_of(score, f"Diisi {typed}, sedangkan rinciannya menjumlah menjadi {result.trace}.")
            fields |= {"printed": typed, "expected": result.trace}
            if any(item.component.role == ComponentRole.PART for item in components):
                yield suspicion("realisasi-beda-rincian", **fields)
            else:
                # Details need not measure the same thing as the indicator.
                yield information("realisasi-beda-rincian", certainty=Certainty.POSSIBLE, **fields)


def not_recomputable(dossier: Dossier) -> Iterator[Found]:
    """Typed values whose calculation asks for n, T or components that are not there."""
    for score in dossier.facts.scorecard.indicators:
        measurement = score.measurement
        is_typed = score.indicator.calculation in (Calculation.EXTERNAL, Calculation.TYPED)
        if is_typed or measurement.typed is None or measurement.computed is not None:
            continue
        method = score.indicator.get_calculation_display()
        message = f"Cara hitungnya “{method}”, tetapi {reason_of(dossier, score)} Nilai yang diisi dipakai apa adanya."
        yield information(
            "realisasi-tanpa-hitungan",
            printed=of_indicator(measurement.typed, score.indicator),
            **fields_of(score, message),
        )


def reason_of(dossier: Dossier, score: IndicatorScore) -> str:
    """Why the value cannot be computed, as the end of a sentence."""
    if score.indicator.calculation in (Calculation.RATIO, Calculation.POOLED):
        reason = formula.ratio(*dossier.facts.share(score.indicator)).reason
        return f"{reason[0].lower()}{reason[1:]}" if reason else "tidak semua triwulan dapat dihitung."
    items = components_of(dossier.facts, score.indicator)
    parts = [item for item in items if item.component.role == ComponentRole.PART]
    empty = sum(item.is_empty for item in parts)
    return f"{empty} dari {len(parts)} komponen belum bernilai." if parts else "komponennya belum ada."


def larger_than_whole(dossier: Dossier) -> Iterator[Found]:
    """Shares whose n exceeds their T, unless the T is a plan."""
    for score in dossier.facts.scorecard.indicators:
        n, t = dossier.facts.share(score.indicator)
        words = f"{score.indicator.denominator_label} {score.indicator.numerator_label}".lower()
        if None in (n, t) or n <= t or any(word in words for word in PLANNED):
            continue
        result = formula.ratio(n, t)
        if result.value is not None:
            message = f"{result.trace}: sebagian tidak dapat melebihi keseluruhannya, kecuali T adalah rencana."
            yield suspicion("n-melebihi-t", printed=result.trace, **fields_of(score, message))


def outliers(dossier: Dossier) -> Iterator[Found]:
    """Capaian above 150%, which may say more about the target than about the work."""
    for score in dossier.facts.scorecard.indicators:
        value = score.achievement.raw
        if value is not None and value > HIGH:
            message = f"{score.achievement.trace}; di atas {percent(HIGH, 0)}, targetnya perlu ditinjau."
            yield information("capaian-tinggi", expected=score.achievement.trace, **fields_of(score, message))


def without_capaian(dossier: Dossier) -> Iterator[Found]:
    """Promised indicators with a target and without a capaian; what waits for verification is named as such."""
    for score in dossier.facts.scorecard.indicators:
        has_target = score.target is not None or score.lower is not None or score.target_text
        if score.standing is None and has_target and not waiting(dossier, score):
            message = score.achievement.reason or "Capaian tidak dapat dihitung."
            yield warning("capaian-tidak-ada", **fields_of(score, message))


def not_verified(dossier: Dossier) -> Iterator[Found]:
    """Quarters of promised indicators that no verifier has accepted yet."""
    for score in dossier.facts.scorecard.indicators:
        if quarters := waiting(dossier, score):
            message = f"Triwulan {join_words(quarters)} belum terverifikasi, jadi tidak ikut dihitung."
            yield warning("belum-terverifikasi", **fields_of(score, message))


def waiting(dossier: Dossier, score: IndicatorScore) -> list[str]:
    """The quarters that are recorded and not verified, in Roman numerals."""
    rows = dossier.facts.realizations.get(score.indicator.pk, ())
    return [roman(row.quarter) for row in rows if row.status != RealizationStatus.VERIFIED]


def from_other_year(dossier: Dossier) -> Iterator[Found]:
    """Values of another year that stand in for this one."""
    for score in dossier.facts.scorecard.indicators:
        if year := score.measurement.source_year:
            value = of_indicator(score.measurement.value, score.indicator)
            message = f"{value} adalah nilai tahun {year}; nilai tahun {dossier.facts.year} belum ada."
            yield information("nilai-tahun-lain", expected=value, **fields_of(score, message))


def same_as_last_year(dossier: Dossier) -> Iterator[Found]:
    """Values with decimals that equal the year before, without saying that it was used again."""
    for score in dossier.facts.scorecard.indicators:
        value = score.measurement.value
        # Whole figures such as 100 repeat by themselves.
        if value is None or score.measurement.source_year or value == value.to_integral_value():
            continue
        if value in last_year(dossier, score):
            shown = of_indicator(value, score.indicator)
            message = f"Realisasi {shown} sama persis dengan realisasi tahun {dossier.facts.year - 1}."
            yield suspicion("nilai-sama-tahun-lalu", printed=shown, **fields_of(score, message))


def last_year(dossier: Dossier, score: IndicatorScore) -> list[Decimal]:
    """The realizations of the year before."""
    return [
        value.value
        for value in dossier.facts.history.get(score.indicator.pk, ())
        if value.kind == "realization" and value.year_from == value.year_to == dossier.facts.year - 1
    ]


def repeated_evidence(dossier: Dossier) -> Iterator[Found]:
    """One file that proves more than one quarter or indicator."""
    uses = defaultdict(list)
    for rows in dossier.facts.realizations.values():
        for row in rows:
            for evidence in row.evidence.all():
                uses[evidence.sha256].append((row, evidence.title))
    for found in uses.values():
        if len(found) > 1:
            places = join_words(f"indikator {row.indicator.code} {quarter_name(row.quarter)}" for row, _ in found)
            yield warning(
                "bukti-berulang",
                place="Data: bukti dukung",
                subject=f"Bukti “{found[0][1]}”",
                message=f"Berkas yang sama dipakai untuk {places}.",
                target=Target("realisasi", found[0][0].indicator.code),
            )

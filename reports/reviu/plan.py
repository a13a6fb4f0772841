"""The agreement against the Renstra: targets that differ, targets that were lowered, indicators that were dropped."""

from collections.abc import Iterator
from decimal import Decimal

from agreements.scorecard import IndicatorScore
from indicators.achievement import Polarity, achievement
from indicators.models import Indicator, PlanVersion, StrategicTarget
from reports.reviu.dossier import Dossier
from reports.reviu.figures import named, of_indicator, verified
from reports.reviu.found import Found, Target, information, warning

PLACE = "Data: Renstra"


def no_plan(dossier: Dossier) -> Iterator[Found]:
    """A year that no Renstra of the unit covers."""
    if dossier.facts.plan.version is None:
        message = f"Belum ada Renstra yang mencakup tahun {dossier.facts.year}, jadi target tidak dapat dibandingkan."
        yield information(
            "renstra-tidak-ada", place=PLACE, subject="Renstra", message=message, target=Target("renstra")
        )


def targets(dossier: Dossier) -> Iterator[Found]:
    """Promised targets that differ from the Renstra; only a weaker one for the very year is a warning."""
    plan = dossier.facts.plan
    if plan.version is None:
        return
    for score in dossier.facts.scorecard.indicators:
        planned = plan.target(score.indicator.pk, dossier.facts.year)
        if planned is None or (planned.value is None and not planned.text):
            yield without_target(dossier, score)
        elif score.target is not None and planned.value is not None and planned.value != score.target:
            yield different(score, planned)


def without_target(dossier: Dossier, score: IndicatorScore) -> Found:
    """A promised indicator that the latest Renstra gives no target for."""
    return information(
        "target-renstra-kosong",
        place=PLACE,
        subject=named(score),
        message=f"Renstra tidak memuat target tahun {dossier.facts.year} untuk indikator ini.",
        target=Target("target_renstra", score.code),
    )


def different(score: IndicatorScore, planned: StrategicTarget) -> Found:
    """One target that is not the one of the Renstra."""
    promised, intended = of_indicator(score.target, score.indicator), of_indicator(planned.value, score.indicator)
    is_period = planned.year_from != planned.year_to
    years = f"{planned.year_from}-{planned.year_to}" if is_period else str(planned.year_from)
    fields = {
        "place": PLACE,
        "subject": f"{named(score)}: target",
        "printed": promised,
        "expected": f"{intended} (Renstra {years})",
        "target": Target("butir_pk", score.code),
    }
    message = f"Target Perjanjian Kinerja {promised}, target Renstra {years} {intended}"
    if is_weaker(score.indicator, score.target, planned.value) and not is_period:
        return warning("target-renstra", message=f"{message}: yang diperjanjikan lebih ringan.", **fields)
    tail = "; target Renstra itu untuk satu masa, bukan untuk tahun ini saja." if is_period else "."
    return information("target-renstra", message=f"{message}{tail}", **fields)


def is_weaker(indicator: Indicator, now: Decimal, before: Decimal) -> bool:
    """True when a target asks for less than the other; a range has no weaker side."""
    if indicator.polarity == Polarity.RANGE:
        return False
    return now > before if indicator.polarity == Polarity.MINIMIZE else now < before


def lowered(dossier: Dossier) -> Iterator[Found]:
    """Targets of the year that a later version of the Renstra made weaker, with the capaian against the former one."""
    plan = dossier.facts.plan
    for score in dossier.facts.scorecard.indicators:
        held = [(version.number, value_of(plan, score, version, dossier)) for version in plan.versions]
        known = [(number, value) for number, value in held if value is not None]
        if len(known) > 1 and is_weaker(score.indicator, known[-1][1], known[0][1]):
            yield weakened(score, version_name(known[0][0]), known[0][1], known[-1][1], dossier)
    for before, after, source in agreed_before(dossier):
        if is_weaker(after.indicator, after.target, before):
            yield weakened(after, source, before, after.target, dossier)


def version_name(number: int) -> str:
    """A version of the Renstra as a finding calls it."""
    return f"Renstra revisi {number}" if number else "Renstra awal"


def value_of(plan, score: IndicatorScore, version: PlanVersion, dossier: Dossier) -> Decimal | None:
    """The target of the year in one version; None when it has none."""
    target = plan.target(score.indicator.pk, dossier.facts.year, version)
    return target.value if target else None


def agreed_before(dossier: Dossier) -> Iterator[tuple]:
    """The first target of each promise in an earlier version of the agreement, and the score of today."""
    for score in dossier.facts.scorecard.indicators:
        for item in dossier.facts.agreements:
            line = next((line for line in item.lines if line.indicator_id == score.indicator.pk), None)
            if line and None not in (line.target, score.target):
                yield line.target, score, f"Perjanjian Kinerja {item.agreement.version_name}"
                break


def weakened(score: IndicatorScore, source: str, before: Decimal, after: Decimal, dossier: Dossier) -> Found:
    """One target that became weaker."""
    former, present = of_indicator(before, score.indicator), of_indicator(after, score.indicator)
    result = achievement(
        target=before,
        realization=score.measurement.value,
        polarity=score.indicator.polarity,
        policy=dossier.facts.scorecard.rules.policy,
    )
    against = f" Terhadap target semula capaiannya {result.trace}." if result.value is not None else ""
    return information(
        "target-turun",
        place=PLACE,
        subject=f"{named(score)}: target",
        message=f"Semula {former} menurut {source}, menjadi {present}.{against}",
        printed=present,
        expected=f"semula {former}",
        target=Target("target_renstra", score.code),
    )


def dropped(dossier: Dossier) -> Iterator[Found]:
    """Indicators a revision of the Renstra or of the agreement dropped: an error only where they are still used."""
    promised = {score.indicator.pk for score in dossier.facts.scorecard.indicators}
    for indicator, source in {**dropped_by_plan(dossier), **dropped_by_agreement(dossier)}.items():
        name = f"Indikator {indicator.code} {indicator.short_name or indicator.name}"
        fields = {"place": PLACE, "subject": name, "target": Target("indikator", indicator.code)}
        if indicator.pk in promised:
            yield warning("indikator-dihapus", message=f"Dihapus oleh {source}, tetapi masih diperjanjikan.", **fields)
        elif verified(dossier.facts, indicator) or is_printed(dossier, indicator) or is_told(dossier, indicator):
            yield warning("indikator-dihapus", message=f"Dihapus oleh {source}, tetapi masih dilaporkan.", **fields)
        else:
            yield information("indikator-dihapus", message=f"Dihapus oleh {source} dan tidak dilaporkan.", **fields)


def dropped_by_plan(dossier: Dossier) -> dict[Indicator, str]:
    """Indicators with a target of the year in an earlier version of the Renstra and none in the latest."""
    plan = dossier.facts.plan
    held = {version.pk: with_target(dossier, version) for version in plan.versions}
    latest = held.get(plan.version.pk, set()) if plan.version else set()
    # A latest version without any target was not recorded; it dropped nothing.
    earlier = set().union(*held.values()) if latest else set()
    label = version_name(plan.version.number) if plan.version else ""
    return {indicator: label for indicator in plan.indicators if indicator.pk in earlier - latest}


def with_target(dossier: Dossier, version: PlanVersion) -> set[int]:
    """The ids of the indicators that have a target of the year in a version."""
    plan, year = dossier.facts.plan, dossier.facts.year
    found = ((indicator.pk, plan.target(indicator.pk, year, version)) for indicator in plan.indicators)
    return {key for key, target in found if target and (target.value is not None or target.text)}


def is_told(dossier: Dossier, indicator: Indicator) -> bool:
    """True when people wrote about the indicator."""
    return any(text.indicator_id == indicator.pk for text in dossier.texts)


def dropped_by_agreement(dossier: Dossier) -> dict[Indicator, str]:
    """Indicators of an earlier version of the agreement that the one in force no longer has."""
    force = dossier.facts.agreement
    if force is None or not force.lines:
        return {}
    promised = {line.indicator_id for line in force.lines}
    return {
        line.indicator: f"Perjanjian Kinerja {force.agreement.version_name}"
        for item in dossier.facts.agreements
        if item.agreement.version < force.agreement.version
        for line in item.lines
        if line.indicator_id not in promised
    }


def is_printed(dossier: Dossier, indicator: Indicator) -> bool:
    """True when the old report prints a realization or capaian of the indicator."""
    keys = {(figure.key, figure.measure) for figure in dossier.printed if figure.subject == "indikator"}
    return bool(keys & {(indicator.code, "realisasi"), (indicator.code, "capaian")})

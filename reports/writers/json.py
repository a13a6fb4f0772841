"""The data behind a report as JSON: keys in English and sorted, every amount an exact decimal as text, null unknown."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

from agreements.scorecard import IndicatorScore, ObjectiveScore
from indicators.measurement import Measurement
from reports.facts import AgreementFacts, Facts, YearValue

FORMAT, VERSION = "lakin-lkj", 1
Data = dict[str, Any]


def write_json(facts: Facts) -> bytes:
    """The facts and what was computed from them; docs/lkj-json.md describes every key."""
    text = json.dumps(data_of(facts), ensure_ascii=False, indent=1, sort_keys=True, default=plain)
    return f"{text}\n".encode()


def plain(value: Decimal | date) -> str:
    """A date as 2024-01-31, a decimal in full without zeros at its end."""
    return value.isoformat() if isinstance(value, date) else amount(value)


def amount(value: Decimal | int | None) -> str | None:
    """A figure as text, exact; None stays None."""
    if value is None:
        return None
    text = f"{Decimal(value):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def data_of(facts: Facts) -> Data:
    """Everything, one key for each kind of fact."""
    card = facts.scorecard
    return {
        "format": FORMAT,
        "version": VERSION,
        "year": facts.year,
        "unit": {"code": facts.unit.code, "name": facts.unit.name, "above": [unit.code for unit in facts.ancestors]},
        "report": report_data(facts),
        "rules": rules_data(card.rules),
        "summary": {
            "achievement": card.overall.value,
            "trace": card.overall.trace,
            "note": card.overall.note,
            "rating": card.band.label if card.band else None,
            "counts": vars(card.counts),
        },
        "objectives": [objective_data(facts, score) for score in card.objectives],
        "agreements": [agreement_data(item) for item in facts.agreements],
        "budget": budget_data(facts),
        "narratives": [narrative_data(facts, row) for row in facts.narratives],
        "context_figures": [context_data(row) for row in facts.context_figures],
        "national_targets": [national_data(row) for row in facts.national_targets],
        "legal_references": [legal_data(row) for row in facts.legal_references],
    }


def report_data(facts: Facts) -> Data:
    report = facts.report
    return {
        "title": report.title,
        "status": report.status,
        "place": report.place,
        "date": report.date,
        "date_precision": report.date_precision,
        "outline": [[entry.key, entry.number, entry.title] for entry in facts.outline],
    }


def rules_data(rules) -> Data:
    policy = rules.policy
    return {
        "name": rules.name,
        "source": rules.source,
        "is_verified": rules.is_verified,
        "overall_method": policy.overall_method,
        "minimize_formula": policy.minimize_formula,
        "cap": policy.cap,
        "floor": policy.floor,
    }


def objective_data(facts: Facts, score: ObjectiveScore) -> Data:
    return {
        "code": score.code,
        "name": score.name,
        "achievement": score.mean.value,
        "trace": score.mean.trace,
        "budget": money_data(facts.budget.by_objective.get(score.objective.pk)),
        "indicators": [indicator_data(facts, one) for one in score.indicators],
    }


def indicator_data(facts: Facts, score: IndicatorScore) -> Data:
    indicator, result = score.indicator, score.achievement
    return {
        "code": score.code,
        "name": score.name,
        "measure": indicator.measure,
        "measure_label": indicator.measure_label,
        "polarity": indicator.polarity,
        "calculation": indicator.calculation,
        "target": {"value": score.target, "text": score.target_text, "lower": score.lower, "upper": score.upper},
        "realization": measured_data(score.measurement),
        "achievement": {"value": result.value, "raw": result.raw, "trace": result.trace, "reason": result.reason},
        "standing": score.standing,
        "rating": score.band.label if score.band else None,
        "history": [history_data(past) for past in facts.history.get(indicator.pk, ())],
        "components": component_data(facts, indicator),
    }


def measured_data(measured: Measurement) -> Data:
    return {
        "value": measured.value,
        "text": measured.text,
        "basis": measured.basis,
        "typed": measured.typed,
        "computed": measured.computed,
        "trace": measured.trace,
        "reason": measured.reason,
        "source_year": measured.source_year,
        "is_verified": measured.is_verified,
    }


def history_data(past: YearValue) -> Data:
    return {"from": past.year_from, "to": past.year_to, "kind": past.kind, "value": past.value, "text": past.text}


def component_data(facts: Facts, indicator) -> list[Data]:
    """The components of the last verified quarter, or of the last one while none is verified."""
    last = facts.last_realization(indicator.pk)
    values = facts.component_values.get(last.pk, ()) if last else ()
    return [
        {
            "name": value.component.name,
            "role": value.component.role,
            "weight": value.component.weight,
            "numerator": value.numerator,
            "denominator": value.denominator,
            "score": value.score,
        }
        for value in values
    ]


def agreement_data(item: AgreementFacts) -> Data:
    row = item.agreement
    return {
        "version": row.version,
        "status": row.status,
        "signed_on": row.signed_on,
        "signed_precision": row.signed_precision,
        "first_party": {"name": row.first_party_name, "position": row.first_party_position},
        "second_party": {"name": row.second_party_name, "position": row.second_party_position},
        "reason": row.reason,
        "reason_text": row.reason_text,
        "lines": [
            {
                "indicator": line.indicator.code,
                "target": line.target,
                "target_text": line.target_text,
                "lower": line.target_lower,
                "upper": line.target_upper,
            }
            for line in item.lines
        ],
        "budget": [{"code": one.code, "name": one.name, "amount": amount(one.amount)} for one in item.budget],
    }


def budget_data(facts: Facts) -> Data:
    budget = facts.budget
    return {
        "total": money_data(budget.total),
        "revisions": [
            {
                "order": row.order,
                "number": row.number,
                "kind": row.kind,
                "date": row.date,
                "amount": amount(row.amount),
                "digital_stamp": row.digital_stamp,
            }
            for row in budget.revisions
        ],
        "lines": [
            {"path": row.line.path, "level": row.line.level, "name": row.line.name, **money_data(row.money)}
            for row in budget.lines
        ],
        "by_expenditure_type": [
            {"code": code, "name": name, **money_data(money)} for code, name, money in budget.by_kind
        ],
    }


def money_data(money) -> Data | None:
    """Pagu, spending, rest in rupiah and absorption in percent; None when nothing is linked."""
    if money is None:
        return None
    return {
        "ceiling": amount(money.ceiling),
        "spent": amount(money.spent),
        "remaining": amount(money.remaining),
        "absorption": money.absorption,
    }


def narrative_data(facts: Facts, row) -> Data:
    """A narrative as typed, at its place; objective and indicator by their printed numbers."""
    objectives = {one.pk: one.code for one in facts.plan.objectives}
    indicators = {one.pk: one.code for one in facts.plan.indicators}
    return {
        "section": row.section,
        "objective": objectives.get(row.objective_id),
        "indicator": indicators.get(row.indicator_id),
        "analysis": row.analysis,
        "text": row.text,
        "not_applicable_reason": row.not_applicable_reason,
    }


def context_data(row) -> Data:
    return {"key": row.key, "label": row.label, "value": row.value, "measure": row.measure_label, "as_of": row.as_of}


def national_data(row) -> Data:
    return {
        "label": row.label,
        "value": row.value,
        "measure": row.measure_label,
        "year": row.year,
        "source": row.source,
    }


def legal_data(row) -> Data:
    return {"kind": row.kind, "number": row.number, "year": row.year, "title": row.title}

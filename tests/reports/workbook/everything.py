"""A unit and a year with a row in every sheet, and values that are hard to carry."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random

from django.core.exceptions import ValidationError
from django.utils import timezone

from reports.models import NarrativeVersion, Outline
from reports.workbook.columns import Kind
from reports.workbook.sheets import SHEETS
from tests import factories as f
from tests import report_factories as report_rows

TEXTS = (
    *("=1+1", "'=x", "+62 21", "-", "@a", "a,b;c", 'kutip "dua"', "satu\nbaris", "_x000D_", "0012", "1.234", "NULL"),
    *("tidak", "2023-09", "5.10", "é – “kutip” 😀", "a\tb", "a/b", "a\rb"),
)
LONG_TEXTS = (*TEXTS, "  menjorok\n\n- satu\r\n- dua\r", "\ttab", "x" * 5000, "{{ capaian 5.2 }} | a | b |\n")
HELD = {
    *(("rentang_capaian", name) for name in ("batas_bawah", "batas_atas", "termasuk_bawah", "termasuk_atas")),
    *(("tabel_target", name) for name in ("tahun_awal", "tahun_akhir")),
    ("renstra", "tahun_akhir"),
    ("pok", "tingkat"),
}
NUMBERS = ("0", "0.0001", "-1", "87.5", "100", "1234567.89", "123456789012345678.4321", "999999999999.999")
WHOLES = (0, 1, 2, 3, 4, 12, 2021, 2023, 43_120_000_000_000, 9_007_199_254_740_993, 2**63 - 1)


def make_everything():
    """A unit with one row of every sheet at least, all of it 2023, below a ministry with its own plan and PK."""
    ministry = f.make_unit("kemensos", kind="kementerian")
    unit = f.make_unit("dit-contoh", parent=ministry)
    f.make_unit("tim-satu", parent=unit, kind="tim_kerja")
    above = f.make_line(agreement=f.make_agreement(unit=ministry), indicator=f.make_indicator(unit=ministry))
    f.make_unit_name()
    f.make_official(started_on=date(2022, 1, 3))
    f.make_official()
    f.make_function()
    f.make_staff_count()
    f.make_rule_set(institution=ministry, rating_scale=f.make_rating_scale())
    make_plan_and_facts(unit, above)
    make_money(unit)
    make_report_rows()
    return unit


def make_plan_and_facts(unit, above):
    goal = f.make_objective(parent=above.indicator.objective)
    f.make_statement(objective=goal)
    old = f.make_indicator(objective=goal, code="1.10", year_to=2022)
    f.make_indicator(objective=goal, code="1.1", predecessor=old)
    opinion = f.make_indicator(objective=goal, measure="predicate", predicate_scale=f.make_predicate_scale())
    f.make_strategic_target(indicator=old, year_from=2020, year_to=2024)
    fact = f.make_realization(indicator=old, quarter=1, n=7, t=8, verified_at=timezone.now())
    f.make_part(realization=fact, component=f.make_component(indicator=old, weight="33.3333"))
    f.make_realization(
        indicator=opinion, text="WTP", status="draft", follow_up_by="Ketua tim", follow_up_on=date(2023, 9, 30)
    )
    f.make_historical_value(indicator=old)
    agreement = f.make_agreement(unit=unit, signed_on=date(2023, 1, 1), signed_precision="bulan")
    f.make_agreement(unit=unit, version=1, reason="strategi", signed_on=date(2023, 9, 1))
    f.make_agreement(unit=unit, year=2024, status="draft")
    line = f.make_line(agreement=agreement, indicator=old, parent=above)
    f.make_quarter_target(line=line)
    f.make_step(line=line)
    f.make_agreement_budget(agreement=agreement)


def make_money(unit):
    dipa = f.make_dipa(unit=unit, satker=f.make_satker("012345"))
    shared = f.make_dipa(unit=unit, number="SP DIPA-027.04.1/2023", satker=dipa.satker)
    first, last = f.make_revision(dipa=dipa), f.make_revision(dipa=dipa, digital_stamp="0233188332530803")
    f.make_revision(dipa=shared, kind="akhir")
    line = f.make_budget_line("DQ.6279.QAA.101", dipa=dipa, objective=f.objective_of(unit))
    f.make_ceiling(line=line, revision=first)
    f.make_ceiling(line=line, revision=last)
    f.make_ceiling(line=line.parent, revision=first)
    f.make_spending(line=line, amount=-5)
    f.make_spending(line=line.parent, month_to=6)
    f.make_spending(line=line.parent, month_from=7)
    f.make_budget_line("WA.1", dipa=shared, ceiling=43_000_000_000_000)
    f.make_volume(line=line)
    f.make_volume_target(line=line, revision=first)
    f.make_withdrawal(revision=last)
    f.make_withdrawal(revision=f.make_revision(dipa=shared, kind="pok", state="usulan"), kind="53")
    f.make_expenditure_total(dipa=dipa)
    f.make_supporting_activity(unit=unit, line=line, objective=f.objective_of(unit))


def make_report_rows():
    outline = f.make_section().outline
    Outline.objects.exclude(pk=outline.pk).delete()
    f.make_report(date=date(2024, 1, 1), date_precision="bulan", outline=outline)
    f.make_narrative()
    f.make_narrative(section="capaian-sasaran", indicator=f.indicator_of(), analysis="5")
    report_rows.make_legal_reference()
    report_rows.make_context_figure()
    report_rows.make_national_target(indicator=f.indicator_of())
    report_rows.make_printed_figure()


def scatter(seed):
    """Gives every row other values in the columns that neither name it nor point elsewhere, where its rules allow.

    What the rows below are checked against stays: they would be wrong though nobody touched them.
    """
    chance = Random(seed)
    for sheet in SHEETS:
        own = [column for column in sheet.columns if column.field and not column.to and column.name not in sheet.key]
        own = [column for column in own if (sheet.name, column.name) not in HELD]
        for row in sheet.model.objects.order_by("pk"):
            before = {column.field: getattr(row, column.field) for column in own}
            for column in own:
                setattr(row, column.field, something(chance, sheet, column))
            keep_rules(row, before)
            without_precision_of_nothing(own, row)
            row.save()


def without_precision_of_nothing(columns, row):
    """A date that is not known has no precision, and a workbook carries none."""
    for column in columns:
        if column.precision_field and getattr(row, column.field) is None:
            setattr(row, column.precision_field, "hari")


def something(chance, sheet, column):
    """A value of the column's kind, or nothing."""
    field, kind = sheet.model_field(column), sheet.kind(column)
    if field.null and chance.random() < 0.2:
        return None
    if kind is Kind.CHOICE:
        return chance.choice([code for code, _label in field.choices])
    if kind in (Kind.TEXT, Kind.DIGITS):
        return chance.choice(TEXTS)[: field.max_length].strip()
    return {
        Kind.LONG_TEXT: lambda: chance.choice(LONG_TEXTS),
        Kind.DECIMAL: lambda: Decimal(chance.choice(NUMBERS)),
        Kind.INTEGER: lambda: chance.choice(WHOLES),
        Kind.DATE: lambda: date(2020, 1, 1) + timedelta(days=chance.randrange(1500)),
        Kind.DATE_OR_MONTH: lambda: date(2023, chance.randrange(1, 13), 1),
        Kind.MOMENT: timezone.now,
        Kind.BOOLEAN: lambda: chance.random() < 0.5,
    }[kind]()


def keep_rules(row, before):
    """Puts back what the row's own rules refuse; everything, when a rule names no field."""
    for _attempt in range(3):
        try:
            row.full_clean()
        except ValidationError as error:
            refused = set(error.message_dict) & set(before)
            for name in refused or before:
                setattr(row, name, before[name])
        else:
            return
    for name, value in before.items():
        setattr(row, name, value)


def facts():
    """Every carried row of the database by sheet, its fields as they are stored, keys instead of numbers."""
    names = {}
    return {sheet.name: sorted(map(repr, rows(sheet, names))) for sheet in SHEETS}


def rows(sheet, names):
    fields = [field for field in sheet.model._meta.concrete_fields if not field.primary_key]
    for row in sheet.model.objects.all():
        yield {field.name: held(row, field, names) for field in fields}


def held(row, field, names):
    """What a field holds; the many rows that point at one row read its name once."""
    if not field.is_relation:
        return named(getattr(row, field.name))
    key = field.related_model, getattr(row, field.attname)
    if key not in names:
        names[key] = named(getattr(row, field.name))
    return names[key]


def named(value):
    """A row of another table by what it says of itself and of what it hangs on."""
    if not hasattr(value, "_meta"):
        return value.normalize() if isinstance(value, Decimal) else value
    return [
        str(value),
        *(named(getattr(value, name)) for name in ("unit", "plan", "agreement", "dipa") if hasattr(value, name)),
    ]


def forget_everything():
    """Empties every carried table, whatever protects its rows, and the versions that an import leaves."""
    for model in (NarrativeVersion, *(sheet.model for sheet in reversed(SHEETS))):
        found = model._base_manager.all()
        found._raw_delete(found.db)

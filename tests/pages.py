"""A unit whose pages have something to show, and what a test reads from a page."""

import re

from django.urls import reverse

from tests import factories as make

PEOPLE = ("siti", "budi", "rina", "pak_dir", "itjen", "administrator", "stranger")


def furnish(unit, year=2023):
    """An agreement with one verified indicator, a small POK with its DIPA, and a report; returns the deepest line."""
    indicator = make.make_indicator(unit=unit, short_name="Anak mandiri", calculation="ratio")
    make.make_line(agreement=make.make_agreement(unit=unit, year=year), indicator=indicator, target=80)
    make.make_realization(indicator=indicator, unit=unit, year=year, n=875, t=1000)
    dipa = make.make_dipa(unit=unit, year=year)
    line = make.make_budget_line("DQ.6279.QAA.101.051.0A.521211", dipa=dipa, ceiling=2_000_000, spent=1_500_000)
    make.make_report(unit=unit, year=year)
    return line


def seen(response) -> str:
    """The words a person reads on the page, without addresses, scripts and markup."""
    text = re.sub(r"<(script|style|svg)\b.*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text)).strip()


def admin_page(model, page, *arguments):
    """The address of a page of the admin about a table."""
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=arguments)


def no_rows(*prefixes):
    """The management fields of inlines without rows."""
    return {f"{prefix}-{name}": 0 for prefix in prefixes for name in ("TOTAL_FORMS", "INITIAL_FORMS")}

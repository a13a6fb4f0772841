"""The template filters, built into every template: the functions of lakin under the same names."""

from django import template

from lakin import formatting, identity_numbers

register = template.Library()

# An undefined variable reaches a filter as an empty text, which these refuse: a misspelt name must not read as "–".
register.filter("number", formatting.number)
register.filter("plain", formatting.plain)
register.filter("editable", formatting.editable)
register.filter("percent", formatting.percent)
register.filter("points", formatting.points)
register.filter("rupiah", formatting.rupiah)
register.filter("rupiah_short", formatting.rupiah_short)
register.filter("terbilang", formatting.terbilang)
register.filter("terbilang_rupiah", formatting.terbilang_rupiah)
register.filter("counted", formatting.counted)
register.filter("file_size", formatting.file_size)
register.filter("month_name", formatting.month_name)
register.filter("date_long", formatting.date_long)
register.filter("month_year", formatting.month_year)
register.filter("time_wib", formatting.time_wib)
register.filter("datetime_wib", formatting.datetime_wib)
register.filter("roman", formatting.roman)
register.filter("quarter_name", formatting.quarter_name)
register.filter("join_words", formatting.join_words)
register.filter("without_nip", identity_numbers.without_nip)


@register.filter
def by_measure(value, indicator):
    """Return the value in the measure and decimals of an indicator, or of a measure code such as "percent"."""
    if isinstance(indicator, str):
        return formatting.by_measure(value, indicator)
    return formatting.by_measure(value, indicator.measure, indicator.decimals)

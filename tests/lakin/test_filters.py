import inspect
from datetime import UTC, datetime
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.template import Context, Engine
from django.template.defaultfilters import register as django_register

from lakin import filters, formatting

ENGINE = Engine(builtins=["lakin.filters"])


def rendered(source, **context):
    return ENGINE.from_string(source).render(Context(context, use_l10n=False, use_tz=False))


@pytest.mark.parametrize(
    ("source", "value", "shown"),
    [
        ("{{ v|number }}", Decimal("1234567.885"), "1.234.567,89"),
        ("{{ v|number:0 }}", 1496, "1.496"),
        ("{{ v|number }}", None, "–"),
        ("{{ v|plain }}", Decimal("87.50"), "87,5"),
        ("{{ v|editable }}", Decimal("1234.50"), "1234,5"),
        ("{{ v|percent }}", Decimal("109.375"), "109,38%"),
        ("{{ v|percent:1 }}", Decimal("109.375"), "109,4%"),
        ("{{ v|points }}", Decimal("1.2"), "+1,20"),
        ("{{ v|rupiah }}", 5000, "Rp\u00a05.000"),
        ("{{ v|rupiah_short }}", 12_500_000, "Rp\u00a012,5\u00a0juta"),
        ("{{ v|terbilang }}", 11, "sebelas"),
        ("{{ v|terbilang_rupiah }}", 11, "sebelas rupiah"),
        ("{{ v|counted }}", 12, "12 (dua belas)"),
        ("{{ v|month_name }}", 9, "September"),
        ("{{ v|date_long }}", datetime(2023, 7, 2, 20, 0, tzinfo=UTC), "3 Juli 2023"),
        ("{{ v|month_year }}", datetime(2023, 7, 2, tzinfo=UTC), "Juli 2023"),
        ("{{ v|time_wib }}", datetime(2023, 7, 2, 20, 0, tzinfo=UTC), "03.00 WIB"),
        ("{{ v|datetime_wib }}", datetime(2023, 7, 2, 20, 0, tzinfo=UTC), "3 Juli 2023 pukul 03.00 WIB"),
        ("{{ v|roman }}", 4, "IV"),
        ("{{ v|quarter_name }}", 3, "Triwulan III"),
        ("{{ v|join_words }}", ["a", "b", "c"], "a, b, dan c"),
        ("{{ v|join_words:'atau' }}", ["a", "b"], "a atau b"),
        ("{{ v|by_measure:'count' }}", 1496, "1.496"),
    ],
)
def test_every_filter_works_in_a_template_without_loading(source, value, shown):
    assert rendered(source, v=value) == shown


def test_every_shown_form_has_a_filter_of_its_name():
    forms = {name for name, _ in inspect.getmembers(formatting, inspect.isfunction) if not name.startswith("_")}
    assert set(filters.register.filters) == (forms - {"in_wib"}) | {"without_nip"}


def test_no_filter_of_django_is_shadowed():
    assert not set(filters.register.filters) & set(django_register.filters)


def test_a_value_is_shown_by_the_measure_and_decimals_of_its_indicator():
    indicator = SimpleNamespace(measure="percent", decimals=1)
    assert rendered("{{ v|by_measure:indicator }}", v=Decimal("87.55"), indicator=indicator) == "87,6%"
    assert rendered("{{ v|by_measure:indicator }}", v=None, indicator=indicator) == "–"


def test_a_misspelt_variable_fails_instead_of_reading_as_missing_data():
    with pytest.raises(TypeError, match="Angka harus int atau Decimal, bukan str"):
        rendered("{{ vallue|number }}", value=5)


def test_typed_words_stay_escaped():
    assert rendered("{{ v|join_words }}", v=["<b>", "c"]) == "&lt;b&gt; dan c"

import pytest

from indicators.models import Component, ComponentValue, Indicator, Realization, StrategicTarget
from indicators.scales import DEFAULT_BANDS
from tests.checks import complaints
from tests.factories import (
    make_component,
    make_indicator,
    make_objective,
    make_part,
    make_plan,
    make_predicate_scale,
    make_rating_band,
    make_rating_scale,
    make_realization,
    make_realization_step,
    make_strategic_target,
    make_target_table,
    make_unit,
)

pytestmark = pytest.mark.django_db
RING = {"parent": ["Sasaran induk membentuk lingkaran."]}
NOT_ON_SCALE = "Predikat “WTS” tidak ada pada Opini BPK."


def test_an_objective_may_stand_below_one_of_another_unit(ministry, directorate):
    above = make_objective(plan=make_plan(unit=ministry))
    assert complaints(make_objective(plan=make_plan(unit=directorate), parent=above)) == {}


@pytest.mark.parametrize("steps", [1, 2, 3])
def test_objectives_may_not_form_a_ring(steps):
    first = last = make_objective()
    for _ in range(steps):
        last = make_objective(parent=last)
    first.parent = last
    assert complaints(first) == RING


def test_an_objective_above_which_a_ring_was_stored_is_refused_and_does_not_hang():
    one, two = make_objective(), make_objective()
    type(one).objects.filter(pk=one.pk).update(parent=two)
    type(one).objects.filter(pk=two.pk).update(parent=one)
    one.refresh_from_db()
    assert complaints(make_objective(parent=one)) == RING


@pytest.mark.parametrize(("field", "value"), [("polarity", "minimize"), ("calculation", "ratio")])
def test_polarity_and_calculation_are_locked_once_a_realization_is_verified(field, value):
    indicator = make_indicator()
    make_realization(indicator=indicator, value=80)
    setattr(indicator, field, value)
    label = {"polarity": "arah", "calculation": "cara menghitung"}[field]
    assert complaints(indicator) == {field: [f"Isian {label} terkunci karena sudah ada realisasi yang terverifikasi."]}


@pytest.mark.parametrize("status", ["draft", "submitted", "returned"])
def test_polarity_may_change_while_nothing_is_verified(status):
    indicator = make_indicator()
    make_realization(indicator=indicator, value=80, status=status)
    indicator.polarity = "minimize"
    assert complaints(indicator) == {}


def test_another_field_may_change_after_verification():
    indicator = make_indicator()
    make_realization(indicator=indicator, value=80)
    indicator.name = "Persentase anak yang terlayani"
    assert complaints(indicator) == {}


@pytest.mark.parametrize("name", ["accumulation", "measure", "predicate_scale"])
def test_what_a_verified_value_is_computed_by_is_locked(name):
    indicator = make_indicator()
    make_realization(indicator=indicator)
    values = {"accumulation": "sum", "measure": "score", "predicate_scale": make_predicate_scale()}
    setattr(indicator, name, values[name])
    assert "terkunci karena sudah ada realisasi yang terverifikasi" in complaints(indicator)[name][0]


@pytest.mark.parametrize("action", ["verify", "correct"])
def test_a_pending_correction_is_settled_once(action):
    row = make_realization(status="submitted")
    for _ in range(2):
        make_realization_step(realization=row, action=action, note="Salah ketik.")
    assert [*Realization.objects.settled()] == [row]
    assert not Realization.objects.verified().exists()


def test_only_a_draft_without_steps_was_never_moved():
    row = make_realization(status="draft")
    assert not Realization.objects.moved().exists()
    for _ in range(2):
        make_realization_step(realization=row)
    assert [*Realization.objects.moved()] == [row]


@pytest.mark.parametrize(("name", "value"), [("weight", 60), ("role", "konteks"), ("year", 2022)])
def test_a_component_of_a_verified_year_is_locked(name, value):
    component = make_component(weight=50)
    make_realization(indicator=component.indicator)
    component.name = "Nama lain"
    assert complaints(component) == {}
    setattr(component, name, value)
    assert "terkunci" in complaints(component)[name][0]
    assert "verifikasi" in component.kept_because() or name != "weight"


def test_a_component_may_not_move_into_a_verified_year():
    component = make_component(year=2022)
    make_realization(indicator=component.indicator)
    component.year = 2023
    assert "terkunci" in complaints(component)["year"][0]


@pytest.mark.parametrize(("role", "is_refused"), [("bagian", True), ("konteks", False)])
def test_no_part_joins_a_verified_year(role, is_refused):
    row = make_realization()
    component = Component(indicator=row.indicator, year=row.year, order=9, name="Baru", role=role)
    assert bool(complaints(component)) is is_refused


@pytest.mark.parametrize(
    ("bounds", "year", "is_valid"),
    [
        ((None, None), 2023, True),
        ((2023, 2023), 2023, True),
        ((2024, None), 2023, False),
        ((None, 2022), 2023, False),
    ],
)
def test_an_indicator_is_valid_between_its_years(bounds, year, is_valid):
    indicator = make_indicator(year_from=bounds[0], year_to=bounds[1])
    assert (indicator in Indicator.objects.in_year(year)) == is_valid


@pytest.mark.parametrize(("year_from", "year_to"), [(2020, 2024), (2022, 2022), (2023, 2024)])
def test_a_target_lies_inside_the_years_of_its_table(year_from, year_to):
    assert complaints(make_strategic_target(year_from=year_from, year_to=year_to)) == {}


@pytest.mark.parametrize(("year_from", "year_to"), [(2019, 2020), (2024, 2025)])
def test_a_target_outside_the_years_of_its_table_is_refused(year_from, year_to):
    target = make_strategic_target(year_from=year_from, year_to=year_to)
    assert complaints(target) == {"__all__": ["Tahun target harus di antara 2020 dan 2024, sesuai tabelnya."]}


def test_a_target_without_years_is_refused_and_does_not_break_the_page():
    target = StrategicTarget(table=make_target_table(), indicator=make_indicator(), year_from=None, year_to=None)
    assert set(complaints(target)) == {"year_from", "year_to"}


def test_a_target_without_a_table_is_refused_and_does_not_break_the_page():
    assert "table" in complaints(StrategicTarget(indicator=make_indicator(), year_from=2020, year_to=2020))


def test_a_component_value_belongs_to_the_year_of_its_realization():
    part = make_part(n=1, t=2)
    assert complaints(part) == {}
    part.component = make_component(year=2022)
    assert complaints(part) == {"__all__": ["Komponen harus milik indikator dan tahun realisasi yang sama."]}


def test_a_component_value_belongs_to_the_indicator_of_its_realization():
    part = make_part(n=1, t=2)
    part.component = make_component(indicator=make_indicator())
    assert complaints(part) == {"__all__": ["Komponen harus milik indikator dan tahun realisasi yang sama."]}


def test_an_unfinished_component_value_does_not_break_the_page():
    assert set(complaints(ComponentValue())) == {"realization", "component"}
    assert "indicator" in complaints(Component(year=2023, order=1, name="Komponen"))


def test_a_predicate_realization_is_a_word_of_its_scale():
    indicator = make_indicator(measure="predicate", predicate_scale=make_predicate_scale())
    assert complaints(make_realization(indicator=indicator, text="WTP")) == {}
    assert complaints(make_realization(indicator=indicator, text="WTS", quarter=3)) == {"text": [NOT_ON_SCALE]}


def test_a_predicate_realization_is_no_number():
    indicator = make_indicator(measure="predicate", predicate_scale=make_predicate_scale())
    refusal = "Indikator bersatuan predikat diisi dengan predikat, bukan angka."
    assert complaints(make_realization(indicator=indicator, value=4)) == {"value": [refusal]}


def test_a_predicate_realization_may_still_be_unknown():
    indicator = make_indicator(measure="predicate", predicate_scale=make_predicate_scale())
    assert complaints(make_realization(indicator=indicator)) == {}
    assert "indicator" in complaints(Realization(year=2023, quarter=1))


@pytest.mark.parametrize(("source_year", "is_other"), [(None, False), (2023, False), (2022, True)])
def test_a_realization_knows_when_it_stands_in_for_another_year(source_year, is_other):
    assert make_realization(source_year=source_year).is_from_other_year == is_other


def test_a_rating_scale_with_a_gap_is_refused():
    scale = make_rating_scale(bands=())
    make_rating_band(scale=scale, lower=None, upper=50, label="Kurang", mark="below")
    make_rating_band(scale=scale, lower=60, upper=None, label="Baik", mark="met")
    assert complaints(scale) == {"__all__": ["Nilai 50,01 sampai 60,00 tidak mempunyai predikat."]}


def test_a_rating_scale_gives_its_bands_to_the_engine_highest_first():
    scale = make_rating_scale()
    assert complaints(scale) == {}
    assert scale.as_bands() == DEFAULT_BANDS


def test_a_new_rating_scale_may_still_be_without_bands():
    assert complaints(type(make_rating_scale())(code="baru", name="Skala baru")) == {}


def test_a_predicate_scale_ranks_its_words():
    assert make_predicate_scale().as_ranks() == {"WTP": 4, "WDP": 3, "TW": 2, "TMP": 1}


def test_the_realizations_of_a_unit_and_year_and_the_verified_ones(directorate, sentra):
    indicator = make_indicator(unit=directorate)
    mine = make_realization(indicator=indicator, quarter=1)
    draft = make_realization(indicator=indicator, quarter=2, status="draft")
    make_realization(indicator=indicator, unit=sentra)
    make_realization(indicator=indicator, year=2022)
    assert list(Realization.objects.of(directorate, 2023)) == [mine, draft]
    assert list(Realization.objects.of(directorate, 2023).verified()) == [mine]


def test_two_units_may_report_the_same_indicator(directorate, sentra):
    indicator = make_indicator(unit=directorate)
    assert complaints(make_realization(indicator=indicator)) == {}
    assert complaints(make_realization(indicator=indicator, unit=sentra)) == {}


def test_the_numbers_of_objectives_may_have_gaps(directorate):
    plan = make_plan(unit=directorate)
    codes = [make_objective(plan=plan, code=code).code for code in ("1", "2", "5")]
    assert list(plan.objectives.values_list("code", flat=True)) == codes


def test_a_unit_may_have_a_renstra_for_the_next_period(directorate):
    make_plan(unit=directorate)
    assert complaints(make_plan(unit=directorate, year_from=2025, year_to=2029, name="Renstra 2025-2029")) == {}
    assert make_unit("lain").strategic_plans.count() == 0

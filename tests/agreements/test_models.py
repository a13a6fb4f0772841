from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError

from agreements.models import AgreementLine, PerformanceAgreement
from tests.checks import complaints
from tests.factories import (
    make_agreement,
    make_indicator,
    make_line,
    make_predicate_scale,
    make_quarter_target,
    make_realization,
    make_realization_step,
    make_step,
)

pytestmark = pytest.mark.django_db
in_force = PerformanceAgreement.objects.in_force


def test_without_an_agreement_none_is_in_force(directorate):
    assert in_force(directorate, 2023).first() is None


def test_the_last_signed_version_is_in_force(directorate):
    make_agreement(unit=directorate, status="superseded")
    second = make_agreement(unit=directorate, version=1)
    make_agreement(unit=directorate, version=2, status="draft")
    assert in_force(directorate, 2023).get() == second


def test_a_draft_is_never_in_force(directorate):
    make_agreement(unit=directorate, status="draft")
    assert not in_force(directorate, 2023).exists()


def test_a_version_that_was_replaced_stays_among_the_signed_ones(directorate):
    first = make_agreement(unit=directorate, status="superseded")
    second = make_agreement(unit=directorate, version=1)
    make_agreement(unit=directorate, version=2, status="draft")
    assert list(PerformanceAgreement.objects.signed()) == [first, second]


def test_each_year_and_each_unit_has_its_own_agreement_in_force(directorate, sentra):
    this, following = make_agreement(unit=directorate), make_agreement(unit=directorate, year=2024)
    other = make_agreement(unit=sentra)
    assert in_force(directorate, 2023).get() == this
    assert in_force(directorate, 2024).get() == following
    assert in_force(sentra, 2023).get() == other


@pytest.mark.parametrize(("version", "name"), [(0, "awal"), (1, "perubahan ke-1"), (3, "perubahan ke-3")])
def test_a_version_has_a_name(version, name):
    assert make_agreement(version=version).version_name == name


def test_a_target_word_is_one_of_the_scale():
    indicator = make_indicator(measure="predicate", predicate_scale=make_predicate_scale())
    line = make_line(indicator=indicator, target=None, target_text="WTP")
    line.full_clean()
    line.target_text = "A"
    with pytest.raises(ValidationError) as caught:
        line.full_clean()
    assert caught.value.message_dict == {"target_text": ["Predikat “A” tidak ada pada Opini BPK."]}


def test_the_target_of_a_predicate_is_no_number():
    indicator = make_indicator(measure="predicate", predicate_scale=make_predicate_scale())
    with pytest.raises(ValidationError) as caught:
        make_line(indicator=indicator, target=4).full_clean()
    refusal = "Target indikator bersatuan predikat diisi dengan predikat, bukan angka."
    assert caught.value.message_dict == {"target": [refusal]}


def test_a_target_word_of_an_indicator_without_scale_is_free():
    make_line(target=None, target_text="Baik").full_clean()


def test_a_line_without_indicator_is_refused_and_does_not_break_the_page():
    with pytest.raises(ValidationError) as caught:
        AgreementLine(agreement=make_agreement(), order=1).full_clean()
    assert set(caught.value.message_dict) == {"indicator"}


def test_a_target_may_be_unknown_and_is_not_zero():
    line = make_line(target=None)
    line.full_clean()
    line.refresh_from_db()
    assert line.target is None


def test_the_same_indicator_stands_in_every_version():
    indicator = make_indicator()
    lines = [make_line(agreement=make_agreement(version=version), indicator=indicator) for version in (0, 1, 2)]
    assert [line.agreement.version for line in indicator.agreement_lines.order_by("agreement__version")] == [0, 1, 2]
    assert len(lines) == 3


def test_a_promised_indicator_is_not_deleted():
    line = make_line()
    with pytest.raises(ProtectedError):
        line.indicator.delete()


def test_a_draft_is_deleted_with_its_lines_and_steps():
    step = make_step()
    step.line.agreement.delete()
    assert AgreementLine.objects.count() == 0
    assert type(step).objects.count() == 0


def test_a_signed_quarter_target_is_locked_once_its_realization_is_verified():
    target = make_quarter_target(quarter=4, target=75)
    make_realization(indicator=target.line.indicator, quarter=4, value=70)
    target.target = 70
    assert complaints(target) == {"target": ["Target triwulan ini terkunci karena realisasinya sudah terverifikasi."]}
    target.target = Decimal("75.0000")
    assert complaints(target) == {}


def test_a_quarter_target_stays_open_before_verifying_and_in_a_draft():
    target = make_quarter_target(quarter=4, target=75)
    row = make_realization(indicator=target.line.indicator, quarter=4, value=70, status="submitted")
    target.target = 70
    assert complaints(target) == {}
    row.status = "verified"
    row.save()
    target.line.agreement.status = "draft"
    target.line.agreement.save()
    assert complaints(target) == {}


@pytest.mark.parametrize("place", ["quarter", "line"])
def test_a_settled_quarter_target_does_not_move_away(place):
    target = make_quarter_target(quarter=4, target=75)
    agreement = target.line.agreement
    make_realization(indicator=target.line.indicator, quarter=4, value=70)
    other = make_line(agreement=agreement, indicator=make_indicator(unit=agreement.unit))
    setattr(target, place, {"quarter": 3, "line": other}[place])
    assert complaints(target) == {"target": ["Target triwulan ini terkunci karena realisasinya sudah terverifikasi."]}


def test_a_pending_correction_keeps_the_quarter_target_locked():
    target = make_quarter_target(quarter=4, target=75)
    row = make_realization(indicator=target.line.indicator, quarter=4, value=70, status="submitted")
    make_realization_step(realization=row, action="correct", note="Salah ketik.")
    target.target = 70
    assert "terverifikasi" in complaints(target)["target"][0]


def test_the_quarter_targets_of_a_version_that_was_replaced_stay():
    target = make_quarter_target(line=make_line(agreement=make_agreement(status="superseded")), quarter=1)
    assert complaints(target) == {}
    target.target = 70
    assert "sudah digantikan" in complaints(target)["__all__"][0]


@pytest.mark.parametrize(
    ("status", "year", "is_right"),
    [("signed", 2023, True), ("superseded", 2023, True), ("draft", 2023, False), ("signed", 2022, False)],
)
def test_a_line_hangs_under_a_signed_line_of_the_year(directorate, directorate_general, status, year, is_right):
    parent = make_line(agreement=make_agreement(unit=directorate_general, status=status, year=year))
    line = make_line(agreement=make_agreement(unit=directorate, status="draft"))
    line.parent = parent
    assert bool(complaints(line)) is not is_right


def test_a_line_hangs_under_no_unit_beside(directorate, sentra):
    line = make_line(agreement=make_agreement(unit=directorate, status="draft"))
    line.parent = make_line(agreement=make_agreement(unit=sentra))
    assert "PK unit di atasnya" in complaints(line)["parent"][0]

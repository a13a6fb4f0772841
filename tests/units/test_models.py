import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from tests.factories import make_membership, make_official, make_unit, make_user
from units.models import Role, Unit, UnitKind

pytestmark = pytest.mark.django_db


def paths():
    return list(Unit.objects.values_list("path", flat=True))


def test_a_root_stands_at_its_own_code():
    assert make_unit("kemensos").path == "kemensos/"


def test_a_unit_stands_below_its_parent(directorate):
    assert directorate.path == "kemensos/ditjen-rehsos/dit-anak/"
    assert directorate.depth == 3


def test_a_new_unit_passes_full_clean_before_it_has_a_place(ministry):
    Unit(code="biro", name="Biro", kind=UnitKind.CENTRE, parent=ministry).full_clean()


def test_a_moved_unit_takes_everything_below_along(ministry, directorate_general, directorate, sentra):
    other = make_unit("ditjen-dayasos", parent=ministry)
    directorate_general.parent = other
    directorate_general.save()
    assert paths() == [
        "kemensos/",
        "kemensos/ditjen-dayasos/",
        "kemensos/ditjen-dayasos/ditjen-rehsos/",
        "kemensos/ditjen-dayasos/ditjen-rehsos/dit-anak/",
        "kemensos/ditjen-dayasos/ditjen-rehsos/sentra-timur/",
    ]


def test_a_unit_with_a_new_code_takes_everything_below_along(directorate_general, directorate):
    directorate_general.code = "ditjen-resos"
    directorate_general.save()
    assert paths() == ["kemensos/", "kemensos/ditjen-resos/", "kemensos/ditjen-resos/dit-anak/"]


def test_a_unit_becomes_a_root(directorate_general, directorate):
    directorate_general.parent = None
    directorate_general.save()
    assert paths() == ["ditjen-rehsos/", "ditjen-rehsos/dit-anak/", "kemensos/"]


def test_a_moved_unit_leaves_a_neighbour_with_a_longer_code_alone(ministry):
    moving, neighbour = make_unit("dit", parent=ministry), make_unit("dit-anak", parent=ministry)
    moving.parent = None
    moving.save()
    neighbour.refresh_from_db()
    assert neighbour.path == "kemensos/dit-anak/"


@pytest.mark.parametrize("fields", [{"parent": None}, {"code": "dit-baru"}])
def test_an_update_or_create_that_moves_the_unit_moves_what_is_below(fields, directorate):
    make_unit("tim-satu", parent=directorate)
    moved, _ = Unit.objects.update_or_create(pk=directorate.pk, defaults=fields)
    assert Unit.objects.get(code="tim-satu").path == f"{moved.path}tim-satu/"
    assert Unit.objects.get(pk=moved.pk).path == moved.path != "kemensos/ditjen-rehsos/dit-anak/"


def test_saving_another_field_alone_does_not_touch_the_tree(directorate, django_assert_num_queries):
    directorate.name = "Direktorat Rehabilitasi Sosial Anak"
    # The trail reads what was there and writes what changed.
    with django_assert_num_queries(3):
        directorate.save(update_fields=["name"])
    assert Unit.objects.get(pk=directorate.pk).path == "kemensos/ditjen-rehsos/dit-anak/"


def test_below_is_the_unit_and_everything_under_it(ministry, directorate_general, directorate, sentra, outsider):
    assert list(Unit.objects.below(directorate_general)) == [directorate_general, directorate, sentra]
    assert list(Unit.objects.below(sentra)) == [sentra]


def test_below_does_not_take_a_sibling_whose_code_begins_alike(ministry):
    make_unit("dit-anak-dua", parent=ministry)
    unit = make_unit("dit-anak", parent=ministry)
    assert list(Unit.objects.below(unit)) == [unit]


def test_above_is_the_unit_and_its_ancestors_root_first(ministry, directorate_general, directorate, sentra):
    assert list(Unit.objects.above(directorate)) == [ministry, directorate_general, directorate]
    assert list(Unit.objects.above(ministry)) == [ministry]


def test_a_unit_cannot_move_below_itself(directorate_general, directorate):
    directorate_general.parent = directorate
    with pytest.raises(ValidationError) as caught:
        directorate_general.full_clean()
    assert caught.value.message_dict == {"parent": ["Unit induk tidak boleh berada di bawah unit ini sendiri."]}


def test_a_unit_may_move_to_another_branch(directorate, sentra):
    directorate.parent = sentra
    directorate.full_clean()


@pytest.mark.parametrize("code", ["Dit-RSA", "dit rsa", "dit_rsa", "-dit", "dit--rsa", "dit/rsa"])
def test_a_code_is_refused_unless_it_is_small_letters_digits_and_hyphens(code):
    with pytest.raises(ValidationError) as caught:
        Unit(code=code, name="Direktorat", kind=UnitKind.DIRECTORATE).full_clean()
    assert "Kode unit hanya memakai huruf kecil, angka, dan tanda hubung" in caught.value.message_dict["code"][-1]


def test_a_code_stands_for_one_unit_only(directorate, outsider):
    with pytest.raises(IntegrityError, match="code"), transaction.atomic():
        make_unit("dit-anak", parent=outsider)


def test_a_unit_with_units_below_is_not_deleted(directorate_general, directorate):
    with pytest.raises(ProtectedError):
        directorate_general.delete()


@pytest.mark.parametrize(("short_name", "shown"), [("Dit. RSA", "Dit. RSA"), ("", "Direktorat Anak")])
def test_the_label_is_the_short_name_where_there_is_one(short_name, shown):
    assert make_unit("dit-anak", name="Direktorat Anak", short_name=short_name).label == shown


@pytest.mark.parametrize("nip", ["12345678901234567", "19700101 19950310", "1970010119950310AB"])
def test_a_nip_has_eighteen_digits(nip):
    official = make_official()
    official.nip = nip
    with pytest.raises(ValidationError) as caught:
        official.full_clean()
    assert caught.value.message_dict == {"nip": ["NIP terdiri dari 18 angka."]}


def test_a_nip_may_be_unknown():
    make_official(nip="").full_clean()


def test_a_person_may_hold_two_roles_in_a_unit(directorate):
    siti = make_user("siti")
    make_membership(user=siti, unit=directorate, role=Role.REPORTER)
    make_membership(user=siti, unit=directorate, role=Role.PLANNER)
    assert siti.memberships.count() == 2

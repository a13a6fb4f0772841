import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404

from tests.factories import make_membership, make_unit, make_user
from units.access import SUBTREE_ROLES, enter, has_role, is_visible, visible_units
from units.models import Role, Unit

pytestmark = pytest.mark.django_db
CODES = ["kemensos", "ditjen-rehsos", "dit-anak", "sentra-timur", "kementerian-lain"]
BELOW = ["ditjen-rehsos", "dit-anak", "sentra-timur"]
SEES = [
    ("siti", ["dit-anak"]),
    ("budi", BELOW),
    ("rina", BELOW),
    ("pak_dir", ["dit-anak"]),
    ("itjen", ["kemensos", *BELOW]),
    ("administrator", ["kemensos", *BELOW]),
    ("stranger", ["kementerian-lain"]),
]
HOLDS = [
    ("siti", Role.REPORTER),
    ("budi", Role.VERIFIER),
    ("rina", Role.PLANNER),
    ("pak_dir", Role.LEADER),
    ("itjen", Role.REVIEWER),
    ("administrator", Role.ADMINISTRATOR),
]


@pytest.fixture(autouse=True)
def _tree(ministry, directorate_general, directorate, sentra, outsider):
    """All five units stand in the database, whoever asks."""


@pytest.fixture
def person(request):
    """The member of the cast by name."""
    return request.getfixturevalue(request.param)


@pytest.mark.parametrize(("person", "codes"), SEES, indirect=["person"])
def test_a_member_sees_the_units_of_the_role(person, codes):
    assert [unit.code for unit in visible_units(person)] == codes


@pytest.mark.parametrize(("person", "codes"), SEES, indirect=["person"])
@pytest.mark.parametrize("code", CODES)
def test_outside_your_units_a_unit_does_not_exist(person, codes, code):
    if code in codes:
        assert enter(person, code).code == code
    else:
        with pytest.raises(Http404, match=r"Unit kerja tidak ditemukan\."):
            enter(person, code)


@pytest.mark.parametrize(("person", "own"), HOLDS, indirect=["person"])
@pytest.mark.parametrize("asked", Role)
def test_only_the_right_role_may_act(person, own, asked):
    if asked == own:
        assert enter(person, "dit-anak", asked).code == "dit-anak"
    else:
        with pytest.raises(PermissionDenied, match=r"Peran Anda di unit ini tidak mencakup tindakan tersebut\."):
            enter(person, "dit-anak", asked)


def test_one_of_several_roles_is_enough(rina):
    assert enter(rina, "sentra-timur", Role.REPORTER, Role.PLANNER).code == "sentra-timur"


def test_an_unknown_code_does_not_exist(itjen):
    with pytest.raises(Http404):
        enter(itjen, "tidak-ada", Role.REVIEWER)


@pytest.mark.parametrize("role", Role)
def test_every_role_but_the_reporters_reaches_down_the_tree(role, directorate_general, directorate):
    user = make_user("orang")
    make_membership(user=user, unit=directorate_general, role=role)
    assert has_role(user, directorate_general, role)
    assert has_role(user, directorate, role) == (role != Role.REPORTER) == (role in SUBTREE_ROLES)
    assert (directorate in visible_units(user)) == (role != Role.REPORTER)


@pytest.mark.parametrize("role", Role)
def test_no_role_reaches_up_the_tree(role, ministry, directorate):
    user = make_user("orang")
    make_membership(user=user, unit=directorate, role=role)
    assert not has_role(user, ministry, role)
    assert ministry not in visible_units(user)


def test_a_role_in_one_unit_gives_no_right_in_another(siti, sentra):
    make_membership(user=siti, unit=sentra, role=Role.VERIFIER)
    assert enter(siti, "sentra-timur", Role.VERIFIER) == sentra
    with pytest.raises(PermissionDenied):
        enter(siti, "sentra-timur", Role.REPORTER)
    with pytest.raises(PermissionDenied):
        enter(siti, "dit-anak", Role.VERIFIER)


def test_only_the_units_of_the_asked_roles_are_listed(siti, sentra):
    make_membership(user=siti, unit=sentra, role=Role.LEADER)
    assert [unit.code for unit in visible_units(siti, {Role.LEADER})] == ["sentra-timur"]
    assert visible_units(siti, {Role.PLANNER}).count() == 0


def test_a_role_does_not_reach_a_sibling_whose_code_begins_alike(ministry):
    user = make_user("orang")
    make_membership(user=user, unit=make_unit("dit", parent=ministry), role=Role.LEADER)
    sibling = make_unit("dit-dua", parent=ministry)
    assert sibling not in visible_units(user)
    assert not has_role(user, sibling, Role.LEADER)


def test_a_person_without_membership_sees_nothing():
    assert visible_units(make_user("baru")).count() == 0


def test_a_superuser_sees_all_and_may_do_all(outsider):
    root = make_user("akar", is_superuser=True)
    assert visible_units(root).count() == Unit.objects.count()
    assert enter(root, "kementerian-lain", Role.VERIFIER) == outsider


@pytest.mark.parametrize("flags", [{}, {"is_superuser": True}])
def test_a_person_who_may_no_longer_sign_in_sees_nothing_and_holds_no_role(flags, directorate):
    gone = make_user("gone", is_active=False, **flags)
    make_membership(user=gone, unit=directorate, role=Role.LEADER)
    assert visible_units(gone).count() == 0
    assert not has_role(gone, directorate, Role.LEADER)


def test_a_visitor_sees_nothing_and_holds_no_role(directorate):
    assert visible_units(AnonymousUser()).count() == 0
    assert not has_role(AnonymousUser(), directorate, *Role)


def test_memberships_are_read_once_for_a_request(budi, directorate, django_assert_num_queries):
    with django_assert_num_queries(2):
        enter(budi, "dit-anak", Role.VERIFIER)
        has_role(budi, directorate, Role.LEADER)


@pytest.mark.parametrize(("person", "codes"), SEES, indirect=["person"])
def test_a_single_unit_is_seen_exactly_where_the_units_are(person, codes):
    assert {unit.code for unit in Unit.objects.all() if is_visible(person, unit.pk, unit.path)} == set(codes)


def test_nobody_who_may_not_sign_in_sees_a_single_unit(db):
    unit = Unit.objects.first()
    root = make_user("root", is_superuser=True)
    assert [is_visible(user, unit.pk, unit.path) for user in (root, make_user("luar"))] == [True, False]
    root.is_active = False
    assert not is_visible(root, unit.pk, unit.path)

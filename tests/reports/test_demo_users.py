"""The demo's users: one per role, only on this machine."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from tests import factories as make
from units.models import Membership, Role, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def _units(directorate_general):
    make.make_unit("dit-rsa", parent=directorate_general)


def told(**options):
    output = StringIO()
    call_command("demo_users", stdout=output, **options)
    return output.getvalue()


@pytest.mark.usefixtures("_units")
def test_there_is_one_user_per_role():
    told(password="rahasia-sekali")
    assert set(Membership.objects.values_list("role", flat=True)) == set(Role)
    assert set(User.objects.values_list("username", flat=True)) == set(Role.values)
    assert Membership.objects.get(role=Role.REPORTER).unit.code == "dit-rsa"


@pytest.mark.usefixtures("_units")
def test_the_given_password_opens_the_door(client):
    told(password="rahasia-sekali")
    response = client.post("/masuk/", {"username": "perencana", "password": "rahasia-sekali"})
    assert response.url == "/"


@pytest.mark.usefixtures("_units")
def test_a_random_password_is_told_once():
    words = told().split("Sandi semuanya: ")[1].strip()
    assert len(words) >= 12
    assert User.objects.get(username="pengisi").check_password(words)


@pytest.mark.usefixtures("_units")
def test_running_twice_makes_nobody_twice():
    told()
    told()
    assert Membership.objects.count() == len(Role)


@pytest.mark.usefixtures("_units")
def test_a_second_run_keeps_the_password_and_says_how_to_get_a_new_one():
    told(password="rahasia-sekali")
    words = told()
    assert User.objects.get(username="pengisi").check_password("rahasia-sekali")
    assert "Sandi yang diberikan dahulu tetap berlaku" in words
    assert "demo_users --reset" in words
    assert "Sandi semuanya" not in words


@pytest.mark.usefixtures("_units")
@pytest.mark.parametrize("options", [{"reset": True}, {"password": "yang-lain-lagi"}])
def test_a_new_password_is_given_when_asked(options):
    told(password="rahasia-sekali")
    words = told(**options).split("Sandi semuanya: ")[1].strip()
    assert words != "rahasia-sekali"
    assert User.objects.get(username="pengisi").check_password(words)


@pytest.mark.usefixtures("_units")
def test_only_who_is_new_gets_a_password():
    told(password="rahasia-sekali")
    User.objects.get(username="pengisi").delete()
    words = told().split("Sandi pengisi: ")[1].split("\n")[0]
    assert User.objects.get(username="pengisi").check_password(words)
    assert User.objects.get(username="perencana").check_password("rahasia-sekali")


@pytest.mark.usefixtures("_units")
def test_a_server_that_others_reach_refuses(settings):
    settings.IS_LOCAL = False
    with pytest.raises(CommandError, match="hanya dibuat pada mesin sendiri"):
        told()
    assert User.objects.count() == 0


def test_without_the_units_it_says_which_are_missing(ministry):
    with pytest.raises(CommandError, match="Unit belum ada: dit-rsa, ditjen-rehsos"):
        told()


@pytest.mark.usefixtures("_units")
def test_the_reporter_of_two_units_is_told_once(directorate_general):
    make.make_unit("sentra-contoh", parent=directorate_general)
    words = told(password="rahasia-sekali")
    assert words.count("  pengisi ") == 1
    assert "realisasi dan bukti dukung sentra rekaan" in words
    assert Membership.objects.filter(user__username="pengisi").count() == 2

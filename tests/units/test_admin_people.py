"""Administrators of a part of the tree: whom they see, what they may grant, and what stays with the root."""

import pytest

from tests import factories as make
from tests.pages import seen
from units.admin_site import site
from units.models import Membership, Role, Unit, User

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("written", ["{}", "0{}", "%20{}", "%2B{}"])
def test_the_own_password_is_not_set_without_the_old_one(signed_in, administrator, written):
    place = f"/admin/units/user/{written.format(administrator.pk)}/password/"
    response = signed_in("administrator").get(place)
    assert (response.status_code, response.url) == (302, "/kata-sandi/")


def test_an_administrator_grants_no_role_outside_the_own_units(signed_in, outsider, siti):
    fields = {"user": siti.pk, "unit": outsider.pk, "role": Role.PLANNER}
    response = signed_in("administrator").post("/admin/units/membership/add/", fields)
    assert "Masukkan pilihan yang valid" in seen(response)
    assert not Membership.objects.filter(unit=outsider).exists()


def test_an_administrator_of_a_part_sees_only_its_people(signed_in, client, directorate_general, siti, itjen):
    person = make.make_user("kepala")
    make.make_membership(user=person, unit=directorate_general, role=Role.ADMINISTRATOR)
    make.make_user("super", is_superuser=True)
    client.force_login(person)
    words = seen(client.get("/admin/units/user/"))
    assert "siti" in words
    assert "itjen" not in words
    assert "super" not in words
    assert client.get(f"/admin/units/user/{itjen.pk}/password/").status_code == 404


def test_an_administrator_cannot_make_a_superuser(signed_in, siti):
    page = signed_in("administrator").get(f"/admin/units/user/{siti.pk}/change/").content.decode()
    assert "is_superuser" not in page
    assert "is_staff" not in page


def test_a_user_of_two_ministries_is_kept_by_neither(signed_in, siti, outsider):
    make.make_membership(user=siti, unit=outsider)
    assert "siti" not in seen(signed_in("administrator").get("/admin/units/user/"))
    assert User.objects.filter(username="siti").exists()


def test_an_administrator_of_a_part_does_not_move_it_elsewhere(client, directorate_general, outsider):
    person = make.make_user("kepala")
    make.make_membership(user=person, unit=directorate_general, role=Role.ADMINISTRATOR)
    client.force_login(person)
    page = client.get(f"/admin/units/unit/{directorate_general.pk}/change/")
    assert page.status_code == 200
    directorate_general.parent = outsider
    refusal = site._registry[Unit].refusal(page.wsgi_request, directorate_general)
    assert refusal == "Kementerian Lain berada di luar kewenangan Anda."


def test_shared_rules_are_kept_only_at_the_root(client, directorate_general):
    person = make.make_user("kepala")
    make.make_membership(user=person, unit=directorate_general, role=Role.ADMINISTRATOR)
    client.force_login(person)
    assert client.get("/admin/indicators/ratingscale/").status_code == 200
    assert client.get("/admin/indicators/ratingscale/add/").status_code == 403

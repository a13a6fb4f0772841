"""Units with their names, officials, tasks and staff, and the users who belong to them."""

from tests.factories.rows import YEAR, create, following
from units import models as units


def make_unit(code="dit-contoh", *, parent=None, kind=units.UnitKind.DIRECTORATE, **fields):
    return create(units.Unit, fields, code=code, parent=parent, kind=kind, name=f"Unit {code}")


def default_unit():
    """The unit that everything belongs to when a test names none."""
    return units.Unit.objects.filter(code="dit-contoh").first() or make_unit()


def make_unit_name(**fields):
    return create(units.UnitName, fields, unit=default_unit, name="Nama lama")


def make_official(**fields):
    return create(units.Official, fields, unit=default_unit, position="Direktur", name="Pejabat contoh")


def make_function(*, unit=None, kind=units.FunctionKind.FUNCTION, **fields):
    unit = unit or default_unit()
    order = following(unit.functions.filter(kind=kind))
    return create(units.UnitFunction, fields, unit=unit, kind=kind, order=order, text="Perumusan kebijakan")


def make_staff_count(**fields):
    return create(units.StaffCount, fields, unit=default_unit, year=YEAR, group="Pendidikan", name="S1", count=10)


def make_user(username="siti", *, password=None, **fields):
    """A user who signs in by `client.force_login`; with a password also through the form."""
    user = units.User(username=username, **fields)
    user.set_password(password)
    user.save()
    return user


def default_user():
    """Some user."""
    return units.User.objects.first() or make_user()


def make_membership(*, user=None, unit=None, role=units.Role.REPORTER):
    return create(units.Membership, {}, user=user or default_user(), unit=unit or default_unit(), role=role)


def make_notice(**fields):
    return create(units.Notice, fields, user=default_user, key="tw-4-2023", subject="Triwulan IV sudah dibuka")

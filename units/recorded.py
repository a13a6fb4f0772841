"""The tables of units and people whose changes are kept; Notice and Change are logs themselves."""

from units.models import Membership, Official, StaffCount, Unit, UnitFunction, UnitName, User
from units.trail import SELF, record

# The path follows from code and parent, which are kept.
record(Unit, unit=SELF, hidden=["path"])
record(UnitName, unit="unit")
record(Official, unit="unit")
record(UnitFunction, unit="unit")
record(StaffCount, unit="unit", year="year")
record(Membership, unit="unit")
record(User, unit="", hidden=["last_login"], masked=["password"])

"""What breaks and what just keeps every named constraint of `units`."""

from tests import factories as f
from tests.constraint_cases.case import Case, itself

DAY, NEXT_DAY = "2023-01-02", "2023-01-03"


def dated_official():
    return f.make_official(started_on=DAY)


CASES = [
    Case("unit_name_filled", f.make_unit, {"name": ""}, {"name": "Biro"}, "name"),
    Case("unit_kind_known", f.make_unit, {"kind": "dinas"}, {"kind": "pusat"}, "kind"),
    Case("unit_not_own_parent", f.make_unit, itself, lambda row: {"parent": f.make_unit("induk")}, "parent"),
    Case("unitname_once", f.make_unit_name, {}, {"name": "Nama lain"}),
    Case(
        "unitname_period_order",
        f.make_unit_name,
        {"valid_from": NEXT_DAY, "valid_until": DAY},
        {"valid_from": DAY, "valid_until": DAY},
    ),
    Case("official_name_filled", f.make_official, {"name": ""}, {"name": "Pejabat lain"}, "name"),
    Case("official_status_known", f.make_official, {"status": "pjs"}, {"status": "plt"}, "status"),
    Case("official_once", f.make_official, {}, {"started_on": DAY}),
    Case("official_once", dated_official, {}, {"started_on": NEXT_DAY}),
    Case(
        "official_period_order",
        f.make_official,
        {"started_on": NEXT_DAY, "ended_on": DAY},
        {"started_on": DAY, "ended_on": DAY},
    ),
    Case("unitfunction_kind_known", f.make_function, {"kind": "wewenang"}, {"kind": "tugas"}, "kind"),
    Case("unitfunction_text_filled", f.make_function, {"text": ""}, {"text": "Evaluasi"}, "text"),
    Case("unitfunction_order_once", f.make_function, {}, {"order": 2}),
    Case("staffcount_year_range", f.make_staff_count, {"year": 1944}, {"year": 1945}),
    Case("staffcount_not_negative", f.make_staff_count, {"count": -1}, {"count": 0}, "count"),
    Case("staffcount_once", f.make_staff_count, {}, {"name": "S2"}),
    Case("membership_role_known", f.make_membership, {"role": "tamu"}, {"role": "pimpinan"}, "role"),
    Case("membership_once", f.make_membership, {}, {"role": "pimpinan"}),
    Case("notice_once", f.make_notice, {}, {"key": "tw-3-2023"}),
]

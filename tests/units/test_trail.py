"""The trail of changes: every table has one, every row tells its unit, and nothing in it can be edited."""

from decimal import Decimal

import pytest
from auditlog.registry import auditlog
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import RequestFactory

from tests import factories as make
from units.admin_access import ScopedAdmin
from units.admin_site import site
from units.attribution import address_of
from units.models import Change, Unit
from units.trail import HIDDEN, SELF, WAYS, acting, add_changed, add_created, place_of, stored_form

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("leaving_trail")]
APPS = ("units", "indicators", "agreements", "budget", "reports")
EXEMPT = {
    "Change": "it is the trail",
    "Notice": "a message, kept as it was sent",
    "RenderJob": "work for the machine, gone after two weeks",
    "RequestCount": "counts of requests, gone after two minutes",
    "Step": "a log of a realization, never edited",
    "ReportStep": "a log of a report, never edited",
    "Edition": "frozen; its moves are the steps of its report",
    "EditionFile": "frozen bytes with their SHA-256",
    "NarrativeVersion": "a log of a narrative, which has its own trail",
    "NarrativeDraft": "what one person is typing, read by nobody else",
    "UnitStanding": "a sum, filled from what has a trail",
    "ObjectiveStanding": "a sum, filled from what has a trail",
    "Shortfall": "a result, filled from what has a trail",
    "PlanStanding": "a sum, filled from what has a trail",
    "TreeGap": "a count, filled from what has a trail",
    "TreeGapMark": "up to where the gaps are counted",
    "StandingDue": "what waits to be summed anew",
    "StandingMark": "up to where the sums are filled",
}


def entries(row):
    kind = ContentType.objects.get_for_model(row)
    return [*Change.objects.filter(content_type=kind, object_id=row.pk).order_by("pk")]


def last(row):
    return entries(row)[-1]


def test_every_table_of_ours_keeps_a_trail_or_says_why_not():
    ours = {model.__name__ for app in APPS for model in apps.get_app_config(app).get_models()}
    assert {model.__name__ for model in WAYS} == ours - set(EXEMPT)
    assert set(auditlog.get_models()) == set(WAYS)


@pytest.mark.parametrize("model", WAYS, ids=lambda model: model.__name__)
def test_the_way_to_the_unit_leads_to_a_unit_and_a_year(model):
    way = WAYS[model]
    if way.unit and way.unit != SELF:
        lookups = [name for name in (f"{way.unit}__code", way.year) if name]
        assert model._default_manager.values_list(*lookups).first() is None
        *hops, end = way.unit.split("__")
        for name in hops:
            model = model._meta.get_field(name).related_model
        assert model._meta.get_field(end).related_model is Unit


@pytest.mark.parametrize("model", site._registry, ids=lambda model: model.__name__)
def test_the_way_is_the_one_the_admin_goes(model):
    table = site._registry[model]
    if isinstance(table, ScopedAdmin) and model in WAYS:
        assert WAYS[model].unit == table.unit_lookup


def test_a_change_says_who_when_old_and_new(rina, directorate):
    line = make.make_line(agreement=make.make_agreement(unit=directorate, year=2024), target=80)
    with acting(user=rina, address="10.0.0.7", note="Uji"):
        line.target = Decimal("87.5")
        line.save()
    entry = last(line)
    assert (entry.actor, entry.person, entry.remote_addr, entry.note) == (rina, "rina", "10.0.0.7", "Uji")
    assert (entry.unit, entry.year, entry.action) == (directorate, 2024, Change.Action.UPDATE)
    assert [Decimal(value) for value in entry.changes["target"]] == [80, Decimal("87.5")]
    assert set(entry.changes) == {"target"}


def test_the_same_figure_written_otherwise_is_no_change(directorate):
    line = make.make_line(agreement=make.make_agreement(unit=directorate), target=80)
    before = len(entries(line))
    line.refresh_from_db()
    line.target = Decimal("80.0000")
    line.save()
    line.target = Decimal("80")
    line.save()
    assert len(entries(line)) == before


def test_a_new_row_tells_its_values_without_its_relations(directorate):
    entry = last(make.make_indicator(unit=directorate, code="1.9"))
    assert entry.action == Change.Action.CREATE
    assert entry.changes["code"] == [None, "1.9"]
    assert "realizations" not in entry.changes


def test_a_deleted_row_leaves_its_values(directorate):
    official = make.make_official(unit=directorate, name="Pejabat lama")
    pk = official.pk
    official.delete()
    entry = Change.objects.get(action=Change.Action.DELETE)
    assert (entry.object_id, entry.unit, entry.changes["name"][0]) == (pk, directorate, "Pejabat lama")


def test_rows_deleted_along_are_entered_too_and_outlive_their_unit(outsider):
    make.make_official(unit=outsider)
    outsider.delete()
    deleted = Change.objects.filter(action=Change.Action.DELETE).select_related("unit")
    assert {entry.object_repr for entry in deleted} == {"Pejabat contoh, Direktur", "Kementerian Lain"}
    assert [entry.unit for entry in deleted] == [None, None]


def test_a_deleted_account_leaves_its_name(directorate):
    person = make.make_user("dewi", first_name="Dewi", last_name="Lestari")
    with acting(user=person):
        official = make.make_official(unit=directorate)
    person.delete()
    entry = last(official)
    assert (entry.actor, entry.person) == (None, "Dewi Lestari (dewi)")


def test_of_a_password_only_the_change_is_kept():
    person = make.make_user("dewi", password="rahasia-sekali")
    person.set_password("lebih-rahasia")
    person.save()
    assert last(person).changes == {"password": [HIDDEN, HIDDEN]}
    assert not Change.objects.filter(changes__icontains="md5").exists()


def test_signing_in_is_no_change(client, siti):
    before = Change.objects.count()
    client.force_login(siti)
    assert Change.objects.count() == before


def test_what_a_planner_edits_in_the_admin_bears_the_planners_name(client, rina, directorate):
    client.force_login(rina)
    official = make.make_official(unit=directorate)
    client.post(f"/admin/units/official/{official.pk}/delete/", {"post": "yes"}, REMOTE_ADDR="10.1.2.3")
    entry = Change.objects.get(action=Change.Action.DELETE)
    assert (entry.actor, entry.person, entry.remote_addr) == (rina, "rina", "10.1.2.3")


def test_after_a_request_nobody_acts(client, rina, directorate):
    client.force_login(rina)
    client.get("/")
    assert last(make.make_official(unit=directorate)).person == ""


def test_an_address_in_a_header_counts_only_behind_our_proxy(settings):
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.1", headers={"X-Forwarded-For": "1.1.1.1, 2.2.2.2"})
    settings.BEHIND_PROXY = False
    assert address_of(request) == "10.0.0.1"
    settings.BEHIND_PROXY = True
    assert address_of(request) == "2.2.2.2"


def test_a_role_given_is_entered_in_the_unit(siti, directorate):
    entry = last(siti.memberships.get())
    assert (entry.unit, entry.object_repr) == (directorate, "siti sebagai Pengisi di Direktorat Anak")


def some_rows():
    """A row of most tables, with what it hangs on."""
    value = make.make_part()
    return [
        value,
        value.realization,
        make.make_line(),
        make.make_budget_line("DQ.6279", ceiling=1000, spent=500).ceilings.get(),
        make.make_strategic_target(),
        make.make_official(),
        make.make_report(),
        make.make_user("lain"),
    ]


def test_unit_and_year_cost_at_most_one_query(django_assert_max_num_queries):
    for row in some_rows():
        fresh = type(row)._base_manager.get(pk=row.pk)
        with django_assert_max_num_queries(1):
            unit, year = place_of(fresh)
        way = WAYS[type(row)]
        assert (unit is not None) == bool(way.unit)
        assert (year is not None) == bool(way.year)


def test_saving_reads_the_old_row_writes_the_new_one_and_enters_it(directorate, django_assert_num_queries):
    official = make.make_official(unit=directorate)
    official.name = "Nama lain"
    with django_assert_num_queries(3):
        official.save()


def test_many_rows_are_entered_at_once(rina, directorate, django_assert_num_queries):
    ContentType.objects.get_for_model(Unit)
    with acting(user=rina, note="Impor buku kerja"), django_assert_num_queries(1):
        add_created(Unit, [(number, f'Unit "{number}" é', directorate.pk, 2024) for number in range(900, 1000)])
    entry = Change.objects.get(object_id=950)
    assert (entry.object_pk, entry.object_repr, entry.unit, entry.year) == ("950", 'Unit "950" é', directorate, 2024)
    assert (entry.person, entry.note, entry.action, entry.changes) == ("rina", "Impor buku kerja", 0, None)
    assert abs((entry.timestamp - last(directorate).timestamp).total_seconds()) < 60


def test_a_row_changed_in_bulk_keeps_old_and_new(directorate):
    add_changed(Unit, [(directorate.pk, "Direktorat", {"name": ["A", "B"]}, None, None), (1, "sama", {}, None, None)])
    assert last(directorate).changes == {"name": ["A", "B"]}
    assert not Change.objects.filter(object_repr="sama").exists()


def test_nothing_entered_can_be_written_again(directorate):
    entry = last(directorate)
    entry.note = "diubah"
    with pytest.raises(TypeError, match="tidak dapat diubah"):
        entry.save()


def test_no_table_of_the_admin_shows_the_trail_to_edit_it():
    assert [model for model in site._registry if model is Change or model._meta.app_label == "auditlog"] == []


def test_the_librarys_own_table_is_not_made():
    assert Change._meta.db_table == "units_change"
    assert "auditlog_logentry" not in connection.introspection.table_names()


@pytest.mark.parametrize(
    ("value", "kept"), [(None, None), (True, True), (5, 5), ("a", "a"), (Decimal("87.50"), "87.50")]
)
def test_values_are_kept_in_the_form_the_library_keeps_them(value, kept):
    assert stored_form(value) == kept

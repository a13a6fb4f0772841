"""A unit whose report and agreement are published, and everything that must not come out beside them."""

import json

from reports import agreement_publishing
from reports.facts import facts_of
from reports.models import Edition, EditionFile, Report
from reports.writers.json import write_json
from tests import factories as make
from tests import report_factories as made
from tests.pages import furnish

SECRET = 4711


def published(unit, leader, **edition):
    """A published edition with its data, and the agreement's copy; returns the edition."""
    furnish(unit)
    report = Report.objects.get(unit=unit)
    found = made.make_edition(report=report, **{"state": "published", "published_at": made.NOON} | edition)
    made.make_edition_file(edition=found, content=b"%PDF-1.7 laporan")
    made.make_edition_file(edition=found, content=write_json(facts_of(report)), form="json")
    agreement_publishing.publish(agreement=unit.agreements.get(), by=leader, now=made.NOON)
    return found


def altered(edition, change):
    """The edition with other frozen data, as if it had been frozen so."""
    file = EditionFile.objects.get(edition=edition, form="json")
    data = json.loads(bytes(file.content))
    change(data)
    file.content = json.dumps(data).encode()
    file.save()


def unpublished(unit):
    """A neighbour whose every figure is the secret: signed and verified, final too, but never published."""
    indicator = make.make_indicator(unit=unit, name="Indikator tertutup")
    make.make_line(agreement=make.make_agreement(unit=unit), indicator=indicator, target=SECRET)
    make.make_realization(indicator=indicator, unit=unit, value=SECRET)
    report = make.make_report(unit=unit)
    edition = made.make_edition(report=report, code="tertutup2345", review=made.make_cleared_review(report=report))
    made.make_edition_file(edition=edition, content=b"%PDF-1.7 tertutup")
    made.make_edition_file(edition=edition, content=write_json(facts_of(report)), form="json")
    return edition


def ended(edition, state):
    """The edition as it stands after it was withdrawn or replaced."""
    Edition.objects.filter(pk=edition.pk).update(state=state, ended_at=made.NOON, ended_because="Angka keliru")

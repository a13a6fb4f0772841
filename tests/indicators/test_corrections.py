"""A correction that waits: what it replaced is told, may be put back exactly, and its files come and go with it."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from indicators import workflow
from indicators.corrections import former_of, frozen, pending_of
from indicators.entry import Entry, PartEntry, entry_of, fingerprint, handed_in
from indicators.evidence import attach, detach
from indicators.measurement import measurements
from indicators.models import Realization
from tests import factories as make
from tests.evidence_files import PDF

pytestmark = pytest.mark.django_db
WIB = ZoneInfo("Asia/Jakarta")
NOW = datetime(2024, 1, 10, 10, 42, tzinfo=WIB)
LATER = datetime(2024, 1, 12, 9, 0, tzinfo=WIB)
CLOSED = datetime(2024, 2, 10, 9, 0, tzinfo=WIB)
TOLD = "semula 87,50%, terverifikasi 10 Januari 2024; "
WRONG = Entry(numerator=Decimal(1), denominator=Decimal(1000))


def stored():
    return Realization.objects.get()


@pytest.fixture
def verified(directorate, siti, budi):
    """A verified quarter of 875 out of 1.000 with one file."""
    make.make_period(unit=directorate)
    row = make.make_realization(
        indicator=make.make_indicator(unit=directorate, calculation="ratio"),
        n=875,
        t=1000,
        status="draft",
        source="Rekap",
        follow_up_on=date(2024, 3, 1),
    )
    make.make_evidence(realization=row, uploaded_by=siti)
    workflow.submit(realization=row, by=siti, now=NOW)
    return workflow.verify(realization=row, by=budi, now=NOW)


def corrected(row, siti, entry=WRONG, now=LATER):
    return workflow.correct(realization=row, entry=entry, reason="Salah", seen=fingerprint(row), by=siti, now=now)


def file(name="baru.pdf"):
    return SimpleUploadedFile(name, PDF)


@pytest.mark.parametrize("is_returned", [False, True])
@pytest.mark.parametrize("now", [LATER, CLOSED])
def test_a_cancelled_correction_leaves_what_was_verified(verified, siti, budi, is_returned, now):
    former = entry_of(verified)
    row = corrected(verified, siti)
    if is_returned:
        workflow.send_back(realization=row, note="Kurang", by=budi, now=LATER)
    row = workflow.cancel(realization=row, by=siti, now=now)
    row = stored()
    assert (entry_of(row), row.status) == (former, "verified")
    assert (row.submitted_by, row.submitted_at, row.verified_by, row.verified_at) == (siti, NOW, budi, NOW)
    assert (row.steps.last().action, row.steps.last().value) == ("cancel", Decimal("87.5"))
    assert pending_of(row) is None


def test_the_components_come_back_too(directorate, siti, budi):
    make.make_period(unit=directorate)
    indicator = make.make_indicator(unit=directorate, calculation="weighted")
    first, second = (make.make_component(indicator=indicator, weight=50) for _ in range(2))
    row = make.make_realization(indicator=indicator, submitted_by=siti, verified_by=budi)
    make.make_part(realization=row, component=first, n=9, t=10)
    make.make_part(realization=row, component=second, score=80)
    former = entry_of(row)
    row = corrected(row, siti, Entry(parts={first.pk: PartEntry(score=Decimal(1))}, note="Belum ada"))
    workflow.cancel(realization=row, by=siti, now=LATER)
    assert entry_of(stored()) == former


def test_a_frozen_record_gives_back_every_column(verified):
    step = make.make_realization_step(
        realization=verified, action="correct", note="x", former=frozen(verified, Decimal("87.5"), "")
    )
    step.refresh_from_db()
    former = former_of(step)
    assert (former.entry, former.value, former.evidence) == (entry_of(verified), Decimal("87.5"), {"a" * 64})


def test_a_correction_is_not_withdrawn(verified, siti):
    row = corrected(verified, siti)
    with pytest.raises(ValidationError, match="Batalkan koreksi"):
        workflow.withdraw(realization=row, by=siti, now=LATER)


def test_what_is_no_correction_is_not_cancelled(verified, siti):
    Realization.objects.update(status="submitted")
    with pytest.raises(ValidationError, match="bukan koreksi"):
        workflow.cancel(realization=stored(), by=siti, now=LATER)


def test_a_verified_correction_is_not_cancelled(verified, siti, budi):
    row = workflow.verify(realization=corrected(verified, siti), by=budi, now=LATER)
    with pytest.raises(ValidationError, match="tidak dapat dibatalkan koreksinya"):
        workflow.cancel(realization=row, by=siti, now=LATER)


def test_a_row_is_corrected_again_after_a_cancelled_correction(verified, siti):
    row = workflow.cancel(realization=corrected(verified, siti), by=siti, now=LATER)
    row = corrected(row, siti, Entry(numerator=Decimal(880), denominator=Decimal(1000)), now=LATER + timedelta(hours=1))
    row = workflow.cancel(realization=row, by=siti, now=LATER + timedelta(hours=2))
    assert row.numerator == 875


def test_a_correction_takes_new_files_and_gives_none_away(verified, siti):
    row = corrected(verified, siti)
    attach(realization=row, file=file(), by=siti, now=LATER)
    with pytest.raises(ValidationError):
        detach(evidence=row.evidence.get(sha256="a" * 64), by=siti, now=LATER)
    with pytest.raises(ValidationError):
        attach(realization=row, file=file("x.pdf"), by=siti, now=CLOSED)
    assert row.evidence.count() == 2


def test_a_returned_correction_keeps_the_verified_files(verified, siti, budi):
    row = corrected(verified, siti)
    attach(realization=row, file=file(), by=siti, now=LATER)
    workflow.send_back(realization=row, note="Kurang", by=budi, now=LATER)
    with pytest.raises(ValidationError, match="sudah diverifikasi"):
        detach(evidence=row.evidence.get(sha256="a" * 64), by=siti, now=LATER)
    detach(evidence=row.evidence.exclude(sha256="a" * 64).get(), by=siti, now=LATER)


def test_files_of_a_cancelled_correction_go_with_it(verified, siti):
    row = corrected(verified, siti)
    attach(realization=row, file=file(), by=siti, now=LATER)
    workflow.cancel(realization=row, by=siti, now=LATER)
    assert row.evidence.get().sha256 == "a" * 64


def test_a_verifier_notices_that_a_row_was_handed_in_anew_or_its_files_changed(verified, siti, budi):
    row = corrected(verified, siti)
    seen = handed_in(row)
    attach(realization=row, file=file(), by=siti, now=LATER)
    with pytest.raises(workflow.Conflict, match="bukti dukungnya berubah"):
        workflow.verify(realization=row, by=budi, seen=seen, now=LATER)
    seen = handed_in(stored())
    Realization.objects.update(submitted_at=LATER + timedelta(minutes=1))
    with pytest.raises(workflow.Conflict):
        workflow.send_back(realization=row, note="x", by=budi, seen=seen, now=LATER)


def test_a_measurement_says_that_a_correction_waits(verified, siti, budi, directorate):
    row = corrected(verified, siti)

    def found():
        return measurements(directorate, 2023, [row.indicator])[row.indicator_id]

    assert (found().value, found().reason) == (None, f"Triwulan IV: {TOLD}koreksi menunggu verifikasi.")
    workflow.send_back(realization=row, note="Kurang", by=budi, now=LATER)
    assert found().reason == f"Triwulan IV: {TOLD}koreksi dikembalikan dan belum diverifikasi."
    workflow.cancel(realization=row, by=siti, now=LATER)
    assert (found().value, found().pending) == (Decimal("87.5"), "")

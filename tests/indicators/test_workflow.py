"""The life of a realization: every status by every verb by every role, and what each verb keeps, signs and refuses."""

from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from indicators import workflow
from indicators.corrections import frozen
from indicators.entry import Entry, PartEntry, entry_of, fingerprint, handed_in
from indicators.models import Action, ComponentValue, Realization, RealizationStatus, Step
from indicators.workflow import Conflict, Locked
from tests import factories as make
from tests.factories import make_component, make_indicator, make_membership, make_period, make_realization
from units.models import Role, User

pytestmark = pytest.mark.django_db

WIB = ZoneInfo("Asia/Jakarta")
NOW = datetime(2024, 1, 10, 10, 42, tzinfo=WIB)
CLOSED = datetime(2024, 2, 10, 9, 0, tzinfo=WIB)
ENTRY = Entry(numerator=Decimal(875), denominator=Decimal(1000))


@pytest.fixture
def indicator(directorate):
    make_period(unit=directorate)
    return make_indicator(unit=directorate, calculation="ratio")


@pytest.fixture
def row(indicator, siti):
    """A submitted quarter of 875 out of 1.000."""
    return make_realization(indicator=indicator, n=875, t=1000, status="submitted", submitted_by=siti)


def save(indicator, by, entry=ENTRY, seen=None, now=NOW, **changes):
    unit = indicator.objective.plan.unit
    place = {"unit": unit, "indicator": indicator, "year": 2023, "quarter": 4} | changes
    stored = Realization.objects.filter(**place).first()
    return workflow.save_draft(entry=entry, seen=seen or fingerprint(stored), by=by, now=now, **place)


VERBS = {
    Action.SUBMIT: lambda row, by: workflow.submit(realization=row, by=by, now=NOW),
    Action.WITHDRAW: lambda row, by: workflow.withdraw(realization=row, by=by, now=NOW),
    Action.SEND_BACK: lambda row, by: workflow.send_back(realization=row, note="Lampiran kurang", by=by, now=NOW),
    Action.VERIFY: lambda row, by: workflow.verify(realization=row, by=by, now=NOW),
    Action.CORRECT: lambda row, by: workflow.correct(
        realization=row,
        entry=Entry(numerator=Decimal(880), denominator=Decimal(1000)),
        reason="Salah hitung",
        seen=fingerprint(row),
        by=by,
        now=NOW,
    ),
    Action.CANCEL: lambda row, by: workflow.cancel(realization=row, by=by, now=NOW),
}
LEADS_TO = {
    ("draft", "submit"): "submitted",
    ("returned", "submit"): "submitted",
    ("submitted", "withdraw"): "draft",
    ("submitted", "send_back"): "returned",
    ("submitted", "verify"): "verified",
    ("verified", "correct"): "submitted",
    ("submitted", "cancel"): "verified",
    ("returned", "cancel"): "verified",
}
ACTOR = {
    "submit": "siti",
    "withdraw": "siti",
    "correct": "siti",
    "cancel": "siti",
    "send_back": "budi",
    "verify": "budi",
}


def row_for(action, indicator, status, siti):
    """A row of the status; for a cancelling one that is the correction of a verified row."""
    row = make_realization(indicator=indicator, n=875, t=1000, status=status, submitted_by=siti)
    if action == Action.CANCEL:
        make.make_realization_step(
            realization=row, action=Action.CORRECT, note="Salah", by=siti, former=frozen(row, Decimal("87.5"), "")
        )
    return row


def test_the_table_of_transitions_is_the_one_that_is_tested():
    moves = {(before, action): move.after for action, move in workflow.TRANSITIONS.items() for before in move.before}
    assert moves == LEADS_TO


@pytest.mark.parametrize("action", list(Action))
@pytest.mark.parametrize("status", list(RealizationStatus))
def test_every_status_by_every_verb(request, indicator, status, action, siti):
    row = row_for(action, indicator, status, siti)
    told = row.steps.count()
    by = request.getfixturevalue(ACTOR[action])
    if (status, action) in LEADS_TO:
        VERBS[action](row, by)
        row.refresh_from_db()
        assert row.status == LEADS_TO[status, action]
        assert [step.action for step in row.steps.all()][told:] == [action]
    else:
        with pytest.raises(ValidationError, match=f"Isian berstatus {row.get_status_display().lower()} tidak dapat"):
            VERBS[action](row, by)
        row.refresh_from_db()
        assert (row.status, row.steps.count()) == (status, told)


@pytest.mark.parametrize("action", list(Action))
@pytest.mark.parametrize("person", ["siti", "budi", "rina", "pak_dir", "itjen", "administrator", "stranger"])
def test_every_role_by_every_verb(request, indicator, person, action, siti):
    row = row_for(action, indicator, next(iter(workflow.TRANSITIONS[action].before)), siti)
    told = row.steps.count()
    by = request.getfixturevalue(person)
    if person == ACTOR[action]:
        VERBS[action](row, by)
        assert Step.objects.last().by == by
    else:
        with pytest.raises(PermissionDenied):
            VERBS[action](row, by)
        assert Step.objects.count() == told


@pytest.mark.parametrize("person", ["budi", "rina", "pak_dir", "itjen", "administrator", "stranger"])
def test_only_the_reporter_of_the_unit_saves_a_draft(request, indicator, person):
    with pytest.raises(PermissionDenied):
        save(indicator, request.getfixturevalue(person))
    assert not Realization.objects.exists()


def test_a_reporter_of_another_unit_saves_nothing(indicator, sentra):
    make_membership(user=make.make_user("dewi"), unit=sentra, role=Role.REPORTER)
    with pytest.raises(PermissionDenied):
        save(indicator, User.objects.get(username="dewi"))


def test_a_draft_keeps_everything_that_was_typed(indicator, siti):
    entry = Entry(
        numerator=Decimal(875),
        source_year=2022,
        source="Rekap layanan",
        supporting_factors="Tim lengkap",
        hindering_factors="Akses jalan",
        follow_up="Jemput bola",
        follow_up_by="Ketua tim layanan",
        follow_up_on=NOW.date(),
        note="T menyusul",
    )
    assert entry_of(save(indicator, siti, entry)) == entry
    assert Realization.objects.get().status == "draft"


def test_a_draft_is_saved_again_and_again_as_one_row(indicator, siti):
    for figure in (1, 2, 3):
        save(indicator, siti, Entry(numerator=Decimal(figure)))
    assert Realization.objects.get().numerator == 3


def test_a_draft_leaves_no_step(indicator, siti):
    save(indicator, siti)
    assert not Step.objects.exists()


def test_what_another_changed_meanwhile_is_not_overwritten(indicator, siti):
    seen = fingerprint(save(indicator, siti))
    save(indicator, siti, Entry(numerator=Decimal(900), denominator=Decimal(1000)))
    with pytest.raises(Conflict, match="baru saja diubah orang lain"):
        save(indicator, siti, Entry(numerator=Decimal(1)), seen=seen)
    assert Realization.objects.get().numerator == 900


def test_two_who_begin_the_same_quarter_do_not_overwrite_each_other(indicator, siti):
    nothing = fingerprint(None)
    save(indicator, siti, seen=nothing)
    with pytest.raises(Conflict):
        save(indicator, siti, Entry(numerator=Decimal(1)), seen=nothing)


def test_an_edit_by_another_way_is_noticed_too(indicator, siti, row):
    Realization.objects.filter(pk=row.pk).update(status="draft")
    seen = fingerprint(Realization.objects.get())
    Realization.objects.filter(pk=row.pk).update(numerator=1)
    with pytest.raises(Conflict):
        workflow.submit(realization=row, by=siti, seen=seen, now=NOW)


def test_a_fingerprint_knows_a_figure_however_it_is_written(indicator, siti):
    save(indicator, siti, Entry(numerator=Decimal("80"), denominator=Decimal("100.0")))
    typed = Realization(numerator=Decimal("80.0000"), denominator=Decimal("100"))
    assert fingerprint(Realization.objects.get()) == fingerprint(typed)


def test_an_empty_draft_looks_like_none(indicator, siti):
    save(indicator, siti, Entry())
    assert fingerprint(Realization.objects.get()) == fingerprint(None)


def test_components_are_stored_changed_and_cleared(directorate, siti):
    make_period(unit=directorate)
    indicator = make_indicator(unit=directorate, calculation="weighted")
    first, second = make_component(indicator=indicator, weight=60), make_component(indicator=indicator, weight=40)
    both = {first.pk: PartEntry(Decimal(9), Decimal(10)), second.pk: PartEntry(Decimal(4), Decimal(5))}
    save(indicator, siti, Entry(parts=both))
    save(indicator, siti, Entry(parts={first.pk: PartEntry(Decimal(8), Decimal(10))}))
    assert [(row.component, row.numerator) for row in ComponentValue.objects.all()] == [(first, 8)]


def test_a_component_of_another_indicator_is_refused_and_nothing_is_kept(indicator, siti):
    foreign = make_component(indicator=make_indicator(unit=indicator.objective.plan.unit))
    with pytest.raises(ValidationError) as error:
        save(indicator, siti, Entry(parts={foreign.pk: PartEntry(Decimal(1))}))
    assert error.value.message_dict == {
        f"part-{foreign.pk}": ["Komponen harus milik indikator dan tahun realisasi yang sama."]
    }
    assert not Realization.objects.exists()


def test_a_component_nobody_knows_is_refused(indicator, siti):
    with pytest.raises(ValidationError, match="Komponen ini tidak dikenal"):
        save(indicator, siti, Entry(parts={999: PartEntry(Decimal(1))}))


def test_a_figure_of_too_many_digits_is_refused_at_its_field(indicator, siti):
    with pytest.raises(ValidationError) as error:
        save(indicator, siti, Entry(numerator=Decimal("123456789012345.6")))
    assert list(error.value.message_dict) == ["numerator"]


@pytest.mark.parametrize("status", ["submitted", "verified"])
def test_what_is_handed_in_is_locked_for_drafts(indicator, siti, row, status):
    Realization.objects.update(status=status)
    with pytest.raises(Locked, match="Sudah"):
        save(indicator, siti)


@pytest.mark.parametrize(
    "verb", [save, lambda indicator, by, now: workflow.submit(realization=draft(), by=by, now=now)]
)
def test_a_closed_quarter_takes_nothing(indicator, siti, verb):
    make_realization(indicator=indicator, n=875, t=1000, status="draft")
    with pytest.raises(Locked, match="Triwulan IV 2023 ditutup sesudah 31 Januari 2024"):
        verb(indicator, siti, now=CLOSED)


def draft():
    return Realization.objects.get()


def test_a_quarter_that_was_not_opened_takes_nothing(indicator, siti):
    with pytest.raises(Locked, match="Triwulan III 2023 belum dibuka"):
        save(indicator, siti, quarter=3)


def test_an_extension_opens_a_closed_quarter_again(indicator, siti):
    make.make_extension()
    assert save(indicator, siti, now=CLOSED).numerator == 875


@pytest.mark.parametrize(("day", "is_open"), [(7, True), (8, False)])
def test_what_came_back_late_can_be_mended_for_a_week(indicator, siti, budi, row, day, is_open):
    workflow.send_back(realization=row, note="Lampiran kurang", by=budi, now=datetime(2024, 2, 1, 8, tzinfo=WIB))
    now = datetime(2024, 2, 1 + day, 23, 0, tzinfo=WIB)
    if is_open:
        assert save(indicator, siti, Entry(numerator=Decimal(1)), now=now).numerator == 1
    else:
        with pytest.raises(Locked):
            save(indicator, siti, Entry(numerator=Decimal(1)), now=now)


def test_submitting_signs_with_name_time_and_figures(indicator, siti):
    row = workflow.submit(realization=save(indicator, siti), by=siti, now=NOW)
    step = row.steps.get()
    assert (row.submitted_by, row.submitted_at, row.status) == (siti, NOW, "submitted")
    assert (step.value, step.numerator, step.denominator, step.at) == (Decimal("87.5"), 875, 1000, NOW)


def test_a_signed_value_is_kept_to_four_decimals(indicator, siti):
    row = save(indicator, siti, Entry(numerator=Decimal(2), denominator=Decimal(3)))
    workflow.submit(realization=row, by=siti, now=NOW)
    assert Step.objects.get().value == Decimal("66.6667")


def test_what_is_not_known_needs_a_note_that_says_why(indicator, siti):
    row = save(indicator, siti, Entry(numerator=Decimal(5)))
    with pytest.raises(ValidationError) as error:
        workflow.submit(realization=row, by=siti, now=NOW)
    assert "tulis pada catatan mengapa belum ada" in error.value.message_dict["note"][0]
    row = save(indicator, siti, Entry(numerator=Decimal(5), note="Data mitra belum diterima"))
    assert workflow.submit(realization=row, by=siti, now=NOW).status == "submitted"
    assert Step.objects.get().value is None


def test_the_submitter_never_verifies(indicator, siti, row):
    make_membership(user=siti, unit=row.unit, role=Role.VERIFIER)
    with pytest.raises(ValidationError, match="orang lain yang harus memverifikasinya"):
        workflow.verify(realization=row, by=siti, now=NOW)
    assert draft().status == "submitted"


def test_a_superuser_does_not_verify_what_he_submitted(indicator):
    root = make.make_user("akar", is_superuser=True)
    row = workflow.submit(realization=save(indicator, root), by=root, now=NOW)
    with pytest.raises(ValidationError, match="orang lain"):
        workflow.verify(realization=row, by=root, now=NOW)


def test_verifying_names_the_verifier_and_works_after_the_close(row, budi):
    row = workflow.verify(realization=row, by=budi, note="Sesuai rekap", now=CLOSED)
    assert (row.verified_by, row.verified_at, row.status) == (budi, CLOSED, "verified")
    assert row.steps.get().note == "Sesuai rekap"


def test_sending_back_needs_a_note(row, budi):
    with pytest.raises(ValidationError, match="Catatan wajib diisi"):
        workflow.send_back(realization=row, note="  ", by=budi, now=NOW)
    assert draft().status == "submitted"


def test_a_verifier_decides_on_what_he_saw(row, budi):
    seen = handed_in(row)
    Realization.objects.update(numerator=1)
    for verb in (workflow.verify, lambda **given: workflow.send_back(note="x", **given)):
        with pytest.raises(Conflict):
            verb(realization=row, by=budi, seen=seen, now=NOW)


def test_withdrawing_forgets_the_submitter(row, siti):
    row = workflow.withdraw(realization=row, by=siti, now=NOW)
    assert (row.submitted_by, row.submitted_at, row.status) == (None, None, "draft")


def test_withdrawing_from_a_closed_quarter_is_refused(row, siti):
    with pytest.raises(Locked):
        workflow.withdraw(realization=row, by=siti, now=CLOSED)


def test_a_correction_is_a_new_signed_value_that_waits_and_the_old_one_stays(indicator, siti, budi):
    row = workflow.submit(realization=save(indicator, siti), by=siti, now=NOW)
    row = workflow.verify(realization=row, by=budi, now=NOW)
    row = VERBS[Action.CORRECT](row, siti)
    assert (row.status, row.verified_by, row.verified_at, row.submitted_by) == ("submitted", None, None, siti)
    steps = [(step.action, step.value, step.note) for step in row.steps.all()]
    assert steps == [
        ("submit", Decimal("87.5"), ""),
        ("verify", Decimal("87.5"), ""),
        ("correct", Decimal("88"), "Salah hitung"),
    ]


def test_a_correction_needs_a_reason_a_change_and_an_open_quarter(indicator, siti, row):
    Realization.objects.update(status="verified")
    row = draft()
    given = {"realization": row, "seen": fingerprint(row), "by": siti}
    with pytest.raises(ValidationError, match="Catatan wajib diisi"):
        workflow.correct(entry=Entry(numerator=Decimal(1), denominator=Decimal(2)), reason=" ", now=NOW, **given)
    with pytest.raises(ValidationError, match="tidak mengubah apa pun"):
        workflow.correct(entry=ENTRY, reason="Salah", now=NOW, **given)
    with pytest.raises(Locked):
        workflow.correct(entry=Entry(numerator=Decimal(1)), reason="Salah", now=CLOSED, **given)
    assert (draft().status, draft().numerator) == ("verified", 875)

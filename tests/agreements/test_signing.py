"""Signing: who may, when not, what is frozen, and what becomes of the version before."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from agreements.models import AgreementStatus, PerformanceAgreement, RevisionReason
from agreements.revision import revise
from agreements.signing import lacks_of, official_on, sign, signed_content
from indicators.models import Indicator
from indicators.workflow import Conflict
from tests import factories as make

pytestmark = pytest.mark.django_db
DAY = date(2023, 1, 20)
NOT_LEADING = ("siti", "budi", "rina", "itjen", "administrator", "stranger")


@pytest.fixture
def draft(directorate):
    agreement = make.make_agreement(unit=directorate, status=AgreementStatus.DRAFT)
    make.make_line(agreement=agreement)
    return agreement


def signed(agreement, by, day=DAY, place="Jakarta", **more):
    return sign(agreement=agreement, place=place, signed_on=day, by=by, **more)


def revised(agreement, by, reason=RevisionReason.STRATEGY):
    return revise(agreement=agreement, reason=reason, reason_text="Pagu berubah.", by=by)


def test_the_leader_signs_and_the_day_and_the_account_are_kept(draft, pak_dir):
    done = signed(draft, pak_dir, place=" Jakarta ")
    assert (done.status, done.place, done.signed_on, done.signed_by) == ("signed", "Jakarta", DAY, pak_dir)
    assert PerformanceAgreement.objects.in_force(draft.unit, 2023).get() == draft


@pytest.mark.parametrize("person", NOT_LEADING)
def test_nobody_else_signs(request, draft, person):
    with pytest.raises(PermissionDenied, match="ditandatangani oleh pimpinan"):
        signed(draft, request.getfixturevalue(person))
    draft.refresh_from_db()
    assert draft.status == AgreementStatus.DRAFT


@pytest.mark.parametrize("status", [AgreementStatus.SIGNED, AgreementStatus.SUPERSEDED])
def test_only_a_draft_is_signed(directorate, pak_dir, status):
    agreement = make.make_agreement(unit=directorate, status=status)
    with pytest.raises(ValidationError, match="sudah ditandatangani"):
        signed(agreement, pak_dir)


def test_an_agreement_without_lines_or_targets_is_not_signed(directorate, pak_dir):
    agreement = make.make_agreement(unit=directorate, status=AgreementStatus.DRAFT)
    with pytest.raises(ValidationError, match="Belum ada butir"):
        signed(agreement, pak_dir)
    line = make.make_line(agreement=agreement, target=None)
    with pytest.raises(ValidationError, match=f"Target belum diisi untuk: {line.indicator.code}"):
        signed(agreement, pak_dir)


def test_a_range_needs_both_bounds_and_a_predicate_its_word(directorate, draft):
    span = make.make_indicator(unit=directorate, polarity="range")
    opinion = make.make_indicator(unit=directorate, measure="predicate", predicate_scale=make.make_predicate_scale())
    lines = [
        make.make_line(agreement=draft, indicator=span, target=None, lower=10),
        make.make_line(agreement=draft, indicator=opinion, target=None),
    ]
    assert lacks_of(draft) == [f"Target belum diisi untuk: {span.code} dan {opinion.code}."]
    lines[0].target_upper, lines[1].target_text = 20, "WTP"
    for line in lines:
        line.save()
    assert lacks_of(draft) == []


@pytest.mark.parametrize(
    ("place", "day", "words"),
    [
        ("  ", DAY, "Tempat penandatanganan wajib diisi"),
        ("Jakarta", None, "Tanggal penandatanganan wajib diisi"),
        ("Jakarta", date(2023, 2, 2), "tidak boleh sesudah hari ini"),
    ],
)
def test_place_and_day_are_checked(draft, pak_dir, place, day, words):
    with pytest.raises(ValidationError, match=words):
        signed(draft, pak_dir, day, place, today=date(2023, 2, 1))


def test_the_signed_wording_stays_when_the_plan_is_reworded(draft, pak_dir):
    line = draft.lines.get()
    objective, indicator = line.indicator.objective, line.indicator
    former = objective.name, indicator.name
    signed(draft, pak_dir)
    for row in (objective, indicator):
        row.name = "Bunyi baru"
        row.save()
    line.refresh_from_db()
    assert (line.objective_name, line.indicator_name) == former


def test_the_parties_are_the_officials_of_the_day(draft, pak_dir, directorate, directorate_general):
    before, after = date(2022, 12, 31), date(2023, 1, 1)
    make.make_official(unit=directorate, name="Lama", started_on=date(2020, 1, 1), ended_on=before)
    make.make_official(unit=directorate, name="Baru", nip="1" * 18, started_on=after)
    make.make_official(unit=directorate_general, position="Direktur Jenderal", name="Dirjen")
    assert official_on(directorate, "direktur", before).name == "Lama"
    done = signed(draft, pak_dir)
    assert (done.first_party_name, done.first_party_nip, done.second_party_name) == ("Baru", "1" * 18, "Dirjen")


def test_a_typed_name_stands(draft, pak_dir, directorate):
    make.make_official(unit=directorate, name="Dari data")
    draft.first_party_name = "Plt. Direktur"
    draft.save()
    assert signed(draft, pak_dir).first_party_name == "Plt. Direktur"


def test_a_name_that_was_only_copied_gives_way_to_the_official_of_the_day(draft, pak_dir, rina, directorate):
    first = make.make_official(unit=directorate, name="Lama", ended_on=date(2023, 6, 30))
    held = signed(draft, pak_dir)
    assert held.first_party_name == first.name
    make.make_official(unit=directorate, name="Baru", started_on=date(2023, 7, 1))
    assert signed(revised(held, rina), pak_dir, date(2023, 8, 1)).first_party_name == "Baru"


def test_a_signed_revision_supersedes_the_version_before(draft, pak_dir, rina):
    held = signed(draft, pak_dir)
    after = signed(revised(held, rina), pak_dir, date(2023, 8, 1))
    held.refresh_from_db()
    assert (held.status, after.status) == (AgreementStatus.SUPERSEDED, AgreementStatus.SIGNED)
    assert PerformanceAgreement.objects.in_force(draft.unit, 2023).get() == after


def test_a_revision_is_not_dated_before_what_it_revises(draft, pak_dir, rina):
    change = revised(signed(draft, pak_dir), rina)
    with pytest.raises(ValidationError, match="tidak boleh sebelum tanggal versi"):
        signed(change, pak_dir, date(2023, 1, 19))
    draft.refresh_from_db()
    assert draft.status == AgreementStatus.SIGNED


def test_a_draft_whose_base_was_replaced_is_not_signed(draft, pak_dir, rina):
    held = signed(draft, pak_dir)
    change = revised(held, rina)
    make.make_agreement(unit=draft.unit, version=2, signed_on=DAY)
    with pytest.raises(ValidationError, match="sudah digantikan versi lain"):
        signed(change, pak_dir, date(2023, 8, 1))


def test_a_draft_below_the_version_in_force_is_not_signed(draft, pak_dir):
    make.make_agreement(unit=draft.unit, version=1)
    with pytest.raises(ValidationError, match="perubahan ke-1 sudah berlaku"):
        signed(draft, pak_dir)


CHANGES = {
    "target": lambda draft: draft.lines.update(target=1),
    "quarter": lambda draft: make.make_quarter_target(line=draft.lines.get(), quarter=3, target=5),
    "line": lambda draft: make.make_line(agreement=draft),
    "wording": lambda draft: Indicator.objects.update(name="Bunyi lain"),
    "annex": lambda draft: make.make_agreement_budget(agreement=draft, amount=5),
    "party": lambda draft: PerformanceAgreement.objects.filter(pk=draft.pk).update(second_party_name="Nama lain"),
}


@pytest.mark.parametrize("what", CHANGES)
def test_the_leader_signs_what_was_seen(draft, pak_dir, what):
    seen = signed_content(draft)
    CHANGES[what](draft)
    with pytest.raises(Conflict, match="berubah sejak Anda membukanya"):
        signed(draft, pak_dir, seen=seen)
    assert signed(draft, pak_dir, seen=signed_content(draft)).status == AgreementStatus.SIGNED


def test_a_target_of_a_verified_quarter_is_not_changed_dropped_or_added(draft, pak_dir, rina):
    line = draft.lines.get()
    make.make_quarter_target(line=line, quarter=1, target=20)
    change = revised(signed(draft, pak_dir), rina)
    copy = change.lines.get()
    for quarter in (1, 2):
        make.make_realization(indicator=line.indicator, unit=draft.unit, quarter=quarter, value=20)
    assert lacks_of(change) == []
    make.make_quarter_target(line=copy, quarter=2, target=5)
    copy.quarter_targets.filter(quarter=1).update(target=15)
    words = [f"Target Triwulan {at} untuk {line.indicator.code} sudah terverifikasi" for at in ("I", "II")]
    assert [text.partition(" dan tidak")[0] for text in lacks_of(change)] == words
    copy.quarter_targets.all().delete()
    assert len(lacks_of(change)) == 1


def test_the_target_of_the_year_is_settled_with_the_last_quarter(draft, pak_dir, rina):
    change = revised(signed(draft, pak_dir), rina)
    change.lines.update(target=90)
    assert lacks_of(change) == []
    make.make_realization(indicator=draft.lines.get().indicator, unit=draft.unit, quarter=4, value=80)
    assert lacks_of(change) == [
        f"Target tahunan untuk {draft.lines.get().indicator.code} tidak boleh diubah lagi, "
        "karena Triwulan IV sudah terverifikasi."
    ]


def test_an_indicator_with_verified_quarters_may_be_dropped(draft, pak_dir, rina):
    make.make_line(agreement=draft)
    change = revised(signed(draft, pak_dir), rina)
    make.make_realization(indicator=draft.lines.first().indicator, unit=draft.unit, quarter=4, value=80)
    change.lines.first().delete()
    assert signed(change, pak_dir, date(2023, 8, 1)).status == AgreementStatus.SIGNED

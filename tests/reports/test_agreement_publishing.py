"""A signed agreement opened to everybody: who may, what is frozen, and that it is taken back with a reason."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from reports import agreement_publishing
from reports.agreement_publishing import publish, withdraw
from reports.blocks import Definitions, Signatures
from reports.freezing import differing
from reports.models import PublishedAgreement
from reports.papers import publishing
from tests import factories as make
from tests.pages import seen
from tests.reports.papers.cast import PARTIES
from units.models import Change

pytestmark = pytest.mark.django_db
PAGE = "/unit/dit-anak/2023/pk/0/"


@pytest.fixture(autouse=True)
def documents(monkeypatch):
    """Every document that would have been typeset."""
    found = []
    monkeypatch.setitem(publishing.WRITERS, "pdf", lambda document: found.append(document) or b"salinan")
    return found


@pytest.fixture
def agreement(directorate):
    line = make.make_line(agreement=make.make_agreement(unit=directorate, **PARTIES), target=80)
    return line.agreement


def test_only_the_leader_publishes_and_withdraws(request, agreement, pak_dir):
    for person in ("siti", "budi", "rina", "itjen", "administrator", "stranger"):
        with pytest.raises(PermissionDenied):
            publish(agreement=agreement, by=request.getfixturevalue(person))
    publish(agreement=agreement, by=pak_dir)
    with pytest.raises(PermissionDenied):
        withdraw(agreement=agreement, note="Keliru", by=request.getfixturevalue("rina"))


def test_a_draft_is_not_published(agreement, pak_dir):
    type(agreement).objects.update(status="draft")
    agreement.refresh_from_db()
    with pytest.raises(ValidationError, match="belum ditandatangani"):
        publish(agreement=agreement, by=pak_dir)
    assert not PublishedAgreement.objects.exists()


def test_an_agreement_without_lines_says_what_it_lacks(agreement, pak_dir):
    agreement.lines.all().delete()
    with pytest.raises(ValidationError, match="belum tercatat"):
        publish(agreement=agreement, by=pak_dir)


def test_it_is_published_once_and_again_after_a_withdrawal(agreement, pak_dir):
    publish(agreement=agreement, by=pak_dir)
    with pytest.raises(ValidationError, match="sudah diterbitkan"):
        publish(agreement=agreement, by=pak_dir)
    with pytest.raises(ValidationError, match="Alasan penarikan wajib diisi"):
        withdraw(agreement=agreement, note=" ", by=pak_dir)
    withdraw(agreement=agreement, note="Keliru", by=pak_dir)
    with pytest.raises(ValidationError, match="tidak sedang diterbitkan"):
        withdraw(agreement=agreement, note="Keliru", by=pak_dir)
    publish(agreement=agreement, by=pak_dir)
    assert PublishedAgreement.objects.count() == 2


def test_a_step_that_is_made_already_is_not_asked_for_again(client, agreement, pak_dir):
    client.force_login(pak_dir)
    assert "tidak sedang diterbitkan" in seen(client.get(f"{PAGE}umum/tarik/", follow=True))
    publish(agreement=agreement, by=pak_dir)
    response = client.get(f"{PAGE}umum/terbitkan/", follow=True)
    assert response.redirect_chain == [(PAGE, 302)]
    assert "Versi ini sudah diterbitkan." in seen(response)
    type(agreement).objects.update(status="draft")
    assert "belum ditandatangani" in seen(client.get(f"{PAGE}umum/terbitkan/", follow=True))


def test_the_copy_names_people_but_no_nip(agreement, pak_dir, documents):
    publish(agreement=agreement, by=pak_dir)
    statement = documents[0].chapters[0].blocks
    terms = [term for block in statement if isinstance(block, Definitions) for term, _ in block.pairs]
    signatures = [block for block in statement if isinstance(block, Signatures)]
    assert "NIP" not in terms
    assert "198001012005011001" not in str(signatures)
    assert "Nama Direktur" in str(signatures)


def test_a_change_while_the_copy_is_typeset_is_noticed(agreement, pak_dir, monkeypatch):
    def meanwhile(facts, version):
        agreement.lines.update(target=1)
        return b"salinan"

    monkeypatch.setattr(agreement_publishing, "copy_of", meanwhile)
    with pytest.raises(ValidationError, match="berubah saat salinannya disusun"):
        publish(agreement=agreement, by=pak_dir)
    assert not PublishedAgreement.objects.exists()


def test_the_leader_finds_the_button_and_others_do_not(client, agreement, pak_dir, rina):
    client.force_login(rina)
    assert "Terbitkan untuk umum" not in seen(client.get(PAGE))
    client.force_login(pak_dir)
    assert "Terbitkan untuk umum" in seen(client.get(PAGE))
    assert "NIP tidak dicantumkan" in seen(client.get(f"{PAGE}umum/terbitkan/"))
    assert not PublishedAgreement.objects.exists()
    response = client.post(f"{PAGE}umum/terbitkan/", follow=True)
    assert "Terbit untuk umum sejak" in seen(response)
    refused = client.post(f"{PAGE}umum/tarik/", {"note": ""})
    assert (refused.status_code, "Alasan penarikan wajib diisi." in seen(refused)) == (422, True)
    assert "Belum terbit untuk umum" in seen(client.post(f"{PAGE}umum/tarik/", {"note": "Keliru"}, follow=True))


def test_a_copy_whose_bytes_changed_is_named(agreement, pak_dir):
    row = publish(agreement=agreement, by=pak_dir)
    assert list(differing()) == []
    row.content = b"lain"
    row.save()
    assert list(differing()) == [row]


def test_the_trail_says_who_published_and_keeps_no_bytes(client, agreement, pak_dir):
    client.force_login(pak_dir)
    client.post(f"{PAGE}umum/terbitkan/")
    entry = Change.objects.get(content_type__model="publishedagreement")
    assert (entry.actor, entry.unit, entry.year) == (pak_dir, agreement.unit, 2023)
    assert not {"content", "data"} & set(entry.changes)

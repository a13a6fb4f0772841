"""The inbox: nothing is told twice, nothing is mailed twice, and a failed mail is not lost."""

import pytest

from tests.factories import make_notice, make_user
from units import inbox
from units.models import Notice

pytestmark = pytest.mark.django_db


def notice(user, key="a", **fields):
    return Notice(user=user, key=key, subject=f"Perihal {key}", **fields)


@pytest.fixture
def person():
    return make_user("siti", email="siti@kemensos.contoh")


def test_the_same_thing_is_told_once(person):
    assert inbox.tell([notice(person), notice(person), notice(person, "b")]) == 2
    assert inbox.tell([notice(person), notice(person, "c")]) == 1
    assert Notice.objects.count() == 3


def test_what_was_read_is_not_told_again(person):
    inbox.tell([notice(person)])
    assert inbox.read(user=person) == 1
    assert (inbox.tell([notice(person)]), inbox.unread_count(person)) == (0, 0)


def test_nobody_reads_the_notices_of_another(person):
    other = make_notice(user=make_user("budi"))
    assert inbox.read(user=person, pk=other.pk) == 0


def test_all_that_is_new_goes_in_one_mail_with_links(person, mailoutbox, settings):
    settings.SITE_URL = "https://lakin.contoh"
    inbox.tell([notice(person, "a", url="/pengisian/", text="Lima indikator & satu <catatan>"), notice(person, "b")])
    assert inbox.mail_digests() == (1, 0)
    (mail,) = mailoutbox
    assert (mail.to, mail.subject) == (["siti@kemensos.contoh"], "2 pemberitahuan LAKIN")
    for expected in ("https://lakin.contoh/pengisian/", "Perihal b", "Lima indikator & satu <catatan>"):
        assert expected in mail.body


def test_one_notice_gives_the_mail_its_subject_on_one_line(person, mailoutbox):
    inbox.tell([Notice(user=person, key="a", subject="Dikembalikan:\n1.2")])
    inbox.mail_digests()
    assert mailoutbox[0].subject == "Dikembalikan: 1.2"


def test_nothing_is_mailed_twice(person, mailoutbox):
    inbox.tell([notice(person)])
    assert (inbox.mail_digests(), inbox.mail_digests(), len(mailoutbox)) == ((1, 0), (0, 0), 1)


def test_who_claims_second_sends_nothing(person, mailoutbox):
    inbox.tell([notice(person)])
    assert len(inbox.claim(person)) == 1
    assert inbox.mail_digest(person) is None
    assert not mailoutbox


def test_a_mail_that_fails_is_tried_again(person, mailoutbox, monkeypatch):
    inbox.tell([notice(person)])
    with monkeypatch.context() as patched:
        patched.setattr(inbox, "send_mail", refuse)
        assert inbox.mail_digests() == (0, 1)
    assert inbox.mail_digests() == (1, 0)


def refuse(*args):
    raise ConnectionRefusedError


@pytest.mark.parametrize("changes", [{"email": ""}, {"is_active": False}])
def test_who_has_no_address_or_may_not_sign_in_gets_no_mail(person, mailoutbox, changes):
    for name, value in changes.items():
        setattr(person, name, value)
    person.save()
    inbox.tell([notice(person)])
    assert (inbox.mail_digests(), len(mailoutbox)) == ((0, 0), 0)


def test_what_was_read_meanwhile_is_not_mailed(person, mailoutbox):
    inbox.tell([notice(person)])
    inbox.read(user=person)
    assert inbox.mail_digests() == (0, 0)


def test_a_long_absence_gives_a_mail_of_bounded_length(person, mailoutbox):
    inbox.tell([notice(person, f"{place}") for place in range(50)])
    inbox.mail_digests()
    assert mailoutbox[0].body.count("- Perihal") == 40
    assert "dan 10 pemberitahuan lain" in mailoutbox[0].body

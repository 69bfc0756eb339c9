"""Who belongs where, on either store."""

import pytest

from models.conflicts import AlreadyDone, LastLead, NotNow, NotYours, Taken
from models.invitation import Invitation
from models.outbox import Message
from models.person import Membership, Person
from models.store import writing
from portal.mail import compose
from portal.people import work


@pytest.fixture(autouse=True)
def addresses(settings):
    """Mail texts know the portal’s address, as `create_app` tells them."""
    compose.configure(settings)


def seat(person):
    return Membership.live().where(Membership.person == person.id).get()


def token_of(email):
    text = Message.select().where(Message.to == email).order_by(Message.id.desc()).get().text
    return next(line for line in text.split() if "/invitations/" in line).rpartition("/")[2]


def test_colleagues_are_one_entry_a_person(cast, now):
    with writing():
        Membership.begin(cast.dana, cast.fairshire, "evaluator", now, by=None)
    dana = next(one for one in work.colleagues(cast.fairshire) if one.person.id == cast.dana.id)
    assert dana.roles == ["evaluator", "officer"]


def test_inviting_puts_one_mail_and_joining_uses_it_up(cast, now):
    work.invite(cast.harbour, "Jan@Maple.example", "member", cast.alice.id, now)
    person = work.accept_as_new(token_of("jan@maple.example"), "Jan Jones", now)
    assert seat(person).provider_id == cast.harbour.id
    with pytest.raises(Taken):
        work.accept_as_new(token_of("jan@maple.example"), "Jan Jones", now)


def test_when_joining_is_refused_nobody_is_made(cast, now):
    invitation = work.invite(cast.harbour, "jan@maple.example", "member", cast.alice.id, now)
    token = token_of("jan@maple.example")
    work.withdraw(invitation, cast.alice.id, now)
    with pytest.raises(NotNow):
        work.accept_as_new(token, "Jan Jones", now)
    assert Person.get_or_none(Person.email == "jan@maple.example") is None


def test_an_invitation_to_another_address_stays_open(cast, now):
    work.invite(cast.harbour, "jan@maple.example", "member", cast.alice.id, now)
    with pytest.raises(NotYours):
        work.accept(token_of("jan@maple.example"), cast.ivan.id, now)
    assert Invitation.get().state(now) == "open"


def test_the_first_lead_is_invited_with_the_organisation_or_not_at_all(cast, now, monkeypatch):
    def broken(*_args, **_kwargs):
        raise RuntimeError("no mail")

    monkeypatch.setattr(work.compose, "put", broken)
    with pytest.raises(RuntimeError):
        work.invite_provider("Maple House CIC", "cic", "jan@maple.example", cast.dana.id, now)
    assert "Maple House CIC" not in {row.provider.legal_name for row in Membership.live() if row.provider_id}
    assert Invitation.select().count() == 0


def test_the_last_lead_and_the_last_administrator_stay(cast, now):
    for person in (cast.alice, cast.frank):
        with pytest.raises(LastLead):
            work.remove(seat(person), person.id, now)
    with pytest.raises(LastLead):
        work.change_roles(cast.fairshire.id, cast.frank.id, ["officer"], cast.frank.id, now)
    assert seat(cast.frank).role == "administrator"


def test_removing_somebody_twice_is_refused_the_second_time(cast, now):
    bob = seat(cast.bob)
    work.remove(bob, cast.alice.id, now)
    with pytest.raises((AlreadyDone, NotYours)):
        work.remove(bob, cast.alice.id, now)


def test_whoever_is_removed_is_told_without_names(cast, now):
    work.remove(seat(cast.bob), cast.alice.id, now)
    (message,) = Message.select()
    assert message.to == "bob@people.example"
    assert "Harbour" not in message.text


def test_handing_over_needs_a_colleague(cast, now):
    with pytest.raises(NotYours):
        work.hand_over(seat(cast.alice), seat(cast.charlie), cast.alice.id, now)
    work.hand_over(seat(cast.alice), seat(cast.bob), cast.alice.id, now)
    assert (seat(cast.alice).role, seat(cast.bob).role) == ("member", "lead")


def test_roles_are_exactly_those_that_were_given(cast, now):
    work.change_roles(cast.fairshire.id, cast.dana.id, ["manager", "evaluator"], cast.frank.id, now)
    assert {row.role for row in Membership.live().where(Membership.person == cast.dana.id)} == {"manager", "evaluator"}
    with pytest.raises(NotYours):
        work.change_roles(cast.fairshire.id, cast.gita.id, ["manager"], cast.frank.id, now)

"""Invitations: used once, by whoever has the link, while they are open."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from models.conflicts import AlreadyDone, NotNow, Taken
from models.invitation import LASTS, Invitation
from models.person import Membership, Person
from models.store import writing
from tests.fixtures.cast import Cast


@pytest.fixture
def invited(cast: Cast, now: datetime) -> tuple[Invitation, str]:
    with writing():
        return Invitation.open("Ivan@People.Example", cast.harbour, "member", invited_by=cast.alice.id, at=now)


def use(token: str, person: Person, at: datetime) -> Membership:
    with writing():
        return Invitation.use(token, person, at)


def test_an_invitation_is_used_and_makes_a_member(invited: tuple[Invitation, str], cast: Cast, now: datetime) -> None:
    invitation, token = invited
    assert (invitation.email, invitation.state(now)) == ("ivan@people.example", "open")
    membership = use(token, cast.ivan, now)
    assert (membership.person_id, membership.side, membership.role) == (cast.ivan.id, cast.harbour, "member")
    found = Invitation.of(token)
    assert found
    assert found.state(now) == "used"


def test_only_a_digest_of_the_token_is_kept(invited: tuple[Invitation, str]) -> None:
    invitation, token = invited
    assert len(token) >= 43
    assert token not in str(Invitation.get_by_id(invitation.id).__data__)


def test_an_authority_invites_likewise(cast: Cast, now: datetime) -> None:
    with writing():
        _, token = Invitation.open("i@p.example", cast.fairshire, "auditor", invited_by=cast.frank.id, at=now)
    assert use(token, cast.ivan, now).side == cast.fairshire


def test_an_invitation_is_used_once_however_often_it_is_followed(
    invited: tuple[Invitation, str], cast: Cast, now: datetime, together: Any
) -> None:
    outcomes = together(lambda _: use(invited[1], cast.ivan, now), 5)
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["AlreadyDone"] * 4 + ["Membership"]


def test_a_used_invitation_is_no_use_to_somebody_else(
    invited: tuple[Invitation, str], cast: Cast, now: datetime
) -> None:
    use(invited[1], cast.ivan, now)
    with pytest.raises(AlreadyDone):
        use(invited[1], cast.gita, now)


def test_an_invitation_is_open_to_its_last_instant(invited: tuple[Invitation, str], cast: Cast, now: datetime) -> None:
    with pytest.raises(NotNow, match="expired"):
        use(invited[1], cast.ivan, now + LASTS + timedelta(milliseconds=1))
    use(invited[1], cast.ivan, now + LASTS)


def test_a_withdrawn_invitation_cannot_be_used(invited: tuple[Invitation, str], cast: Cast, now: datetime) -> None:
    invitation, token = invited
    with writing():
        invitation.withdraw(now, by=cast.alice.id)
    with pytest.raises(NotNow, match="withdrawn"):
        use(token, cast.ivan, now)
    with pytest.raises(NotNow), writing():
        invitation.withdraw(now, by=cast.alice.id)


def test_a_used_invitation_cannot_be_withdrawn(invited: tuple[Invitation, str], cast: Cast, now: datetime) -> None:
    use(invited[1], cast.ivan, now)
    with pytest.raises(AlreadyDone), writing():
        invited[0].withdraw(now, by=cast.alice.id)


def test_a_link_that_we_did_not_make_is_nothing(cast: Cast, now: datetime) -> None:
    assert Invitation.of("guessed") is None
    with pytest.raises(NotNow, match="unknown"):
        use("guessed", cast.ivan, now)


def test_a_colleague_who_follows_the_link_leaves_it_open(
    invited: tuple[Invitation, str], cast: Cast, now: datetime
) -> None:
    with pytest.raises(Taken):
        use(invited[1], cast.bob, now)
    use(invited[1], cast.ivan, now)

"""Who belongs where: joining, leaving, handing over; always a lead; nobody on both sides."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from models.audit import AuditEvent
from models.conflicts import AlreadyDone, BothSides, LastLead, NotYours, Taken
from models.person import Membership, Person
from models.store import writing
from tests.fixtures.cast import Cast


def join(person: Person, side: Any, role: str, at: datetime) -> Membership:
    with writing():
        return Membership.begin(person, side, role, at, by=None)


def roles(person: Person, side: Any = None) -> list[str]:
    held = Membership.live().where(Membership.person == person.id).order_by(Membership.role)
    return [membership.role for membership in held if side is None or membership.side == side]


def of(person: Person) -> Membership:
    return Membership.live().where(Membership.person == person.id).get()


def test_a_person_joins_and_leaves_and_may_join_again(cast: Cast, now: datetime) -> None:
    first = join(cast.ivan, cast.harbour, "member", now)
    with writing():
        first.end(now + timedelta(days=1), by=cast.alice.id)
    assert roles(cast.ivan) == []
    again = join(cast.ivan, cast.harbour, "lead", now + timedelta(days=2))
    assert again.id != first.id
    actions = [e.action for e in AuditEvent.select().where(AuditEvent.subject == f"membership:{first.public_id}")]
    assert actions == ["membership.began", "membership.ended"]


def test_a_person_belongs_to_several_organisations_and_holds_several_roles(cast: Cast, now: datetime) -> None:
    for side, role in [(cast.harbour, "member"), (cast.northgate, "lead")]:
        join(cast.ivan, side, role, now)
    for role in ("officer", "register_editor"):
        join(cast.ivan, cast.westmoor, role, now)
    assert roles(cast.ivan) == ["lead", "member", "officer", "register_editor"]


def test_nobody_belongs_to_a_provider_twice_or_holds_a_role_twice(cast: Cast, now: datetime) -> None:
    with pytest.raises(Taken, match="a_person_belongs_to_a_provider_once"):
        join(cast.bob, cast.harbour, "lead", now)
    with pytest.raises(Taken, match="a_person_holds_a_role_once"):
        join(cast.dana, cast.fairshire, "officer", now)


def test_a_role_of_the_other_side_is_refused(cast: Cast, now: datetime) -> None:
    for side, role in [(cast.harbour, "officer"), (cast.fairshire, "lead"), (cast.fairshire, "boss")]:
        with pytest.raises(ValueError, match="not a role there"):
            join(cast.ivan, side, role, now)


def test_the_last_lead_stays_until_there_is_another(cast: Cast, now: datetime) -> None:
    with pytest.raises(LastLead), writing():
        of(cast.alice).end(now, by=None)
    join(cast.ivan, cast.harbour, "lead", now)
    with writing():
        of(cast.alice).end(now, by=None)
    with pytest.raises(LastLead), writing():
        of(cast.ivan).end(now, by=None)


def test_two_leads_who_remove_each_other_at_once_leave_one(cast: Cast, now: datetime, together: Any) -> None:
    second = join(cast.ivan, cast.harbour, "lead", now)
    both = [of(cast.alice), second]

    def remove(number: int) -> None:
        with writing():
            both[number].end(now, by=None)

    outcomes = together(remove, 2)
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["LastLead", "NoneType"]


def test_who_has_left_cannot_leave_again(cast: Cast, now: datetime) -> None:
    membership = of(cast.bob)
    with writing():
        membership.end(now, by=None)
    with pytest.raises(AlreadyDone), writing():
        membership.end(now, by=None)


def test_a_lead_hands_over_and_stays_as_a_member(cast: Cast, now: datetime) -> None:
    with writing():
        theirs = of(cast.alice).hand_over(cast.bob, now, by=cast.alice.id)
    assert (theirs.person_id, theirs.role) == (cast.bob.id, "lead")
    assert (roles(cast.alice), roles(cast.bob)) == (["member"], ["lead"])


def test_an_officer_hands_over_and_the_role_moves(cast: Cast, now: datetime) -> None:
    with writing():
        of(cast.dana).hand_over(cast.erin, now, by=cast.dana.id)
    assert (roles(cast.dana), roles(cast.erin)) == ([], ["manager", "officer"])


def test_one_hands_over_to_a_colleague_only(cast: Cast, now: datetime) -> None:
    for other in (cast.charlie, cast.ivan, cast.dana):
        with pytest.raises(NotYours), writing():
            of(cast.alice).hand_over(other, now, by=None)
    with pytest.raises(Taken), writing():
        of(cast.alice).hand_over(cast.alice, now, by=None)
    join(cast.ivan, cast.harbour, "lead", now)
    with pytest.raises(Taken), writing():
        of(cast.alice).hand_over(cast.ivan, now, by=None)


def test_an_officer_cannot_join_a_provider_that_the_authority_asks(desk: Any, cast: Cast, now: datetime) -> None:
    desk.ask()
    with pytest.raises(BothSides):
        join(cast.dana, cast.harbour, "member", now)
    assert roles(cast.dana, cast.harbour) == []
    join(cast.dana, cast.northgate, "member", now)


def test_a_provider_s_person_cannot_join_an_authority_that_asks_it(desk: Any, cast: Cast, now: datetime) -> None:
    desk.ask()
    with pytest.raises(BothSides):
        join(cast.bob, cast.fairshire, "auditor", now)
    join(cast.bob, cast.westmoor, "auditor", now)


def test_an_authority_cannot_ask_a_provider_that_one_of_its_people_works_for(
    desk: Any, cast: Cast, now: datetime
) -> None:
    seat = join(cast.dana, cast.harbour, "member", now)
    with pytest.raises(BothSides):
        desk.ask()
    with writing():
        seat.end(now, by=None)
    desk.ask()


def test_joining_and_asking_at_once_never_end_with_somebody_on_both_sides(
    desk: Any, cast: Cast, now: datetime, together: Any
) -> None:
    acts = [desk.ask, lambda: join(cast.dana, cast.harbour, "member", now)]
    outcomes = together(lambda number: acts[number](), 2)
    assert sum(isinstance(outcome, BothSides) for outcome in outcomes) == 1

"""The independent person of a home: who may be one, for how long, and what the database itself refuses."""

from datetime import datetime, timedelta
from typing import Any

import peewee
import pytest

from models import schema
from models.appointing import name_for, take_up
from models.audit import AuditEvent
from models.conflicts import AlreadyDone, NotImpartial, NotNow, NotYours, Taken, broken_rule
from models.home_reply import HomeReply
from models.independent_person import LASTS, IndependentPerson
from models.invitation import Invitation
from models.person import Membership, Person
from models.store import Base, store, writing
from models.submission import Submission
from tests.fixtures.cast import Cast


def named(cast: Cast, who: Person, at: datetime) -> tuple[IndependentPerson, str]:
    with writing():
        return name_for(cast.home, cast.fairshire, who.email, by=cast.alice.id, at=at)


def test_somebody_is_named_takes_it_up_and_it_ends(cast: Cast, now: datetime) -> None:
    row, token = named(cast, cast.mona, now)
    assert row.state(now) == "named"
    assert token not in str(IndependentPerson.get_by_id(row.id).__data__)
    with writing():
        row = take_up(token, cast.mona, now)
    assert (row.state(now), row.person_id) == ("serving", cast.mona.id)
    with writing(), pytest.raises(NotNow, match="serving"):
        take_up(token, cast.mona, now)
    with pytest.raises(Taken):
        named(cast, cast.ivan, now)
    with writing():
        row.end(by=cast.alice.id, at=now)
    assert not IndependentPerson.serving().exists()
    with writing(), pytest.raises(AlreadyDone):
        row.end(by=cast.alice.id, at=now)
    assert named(cast, cast.ivan, now)[0].state(now) == "named"
    events = [event.action for event in AuditEvent.select().where(AuditEvent.subject == row.subject)]
    assert events == ["independent_person.named", "independent_person.began", "independent_person.ended"]


def test_a_link_works_for_its_own_address_while_it_is_open(cast: Cast, now: datetime) -> None:
    row, token = named(cast, cast.mona, now)
    with writing(), pytest.raises(NotYours):
        take_up(token, cast.ivan, now)
    late = now + LASTS + timedelta(seconds=1)
    assert row.state(late) == "expired"
    with writing(), pytest.raises(NotNow, match="expired"):
        take_up(token, cast.mona, late)
    _, newer = named(cast, cast.mona, late)
    with writing(), pytest.raises(NotNow, match="ended"):
        take_up(token, cast.mona, late)
    with writing():
        assert take_up(newer, cast.mona, late).state(late) == "serving"


@pytest.mark.parametrize(
    ("who", "why"),
    [("alice", "employed"), ("bob", "employed"), ("dana", "commissions"), ("erin", "commissions"),
     ("kofi", "commissions"), ("lena", "commissions"), ("hana", "council"), ("frank", "council")],
)  # fmt: skip
def test_who_works_for_the_home_or_the_council_is_refused(cast: Cast, now: datetime, who: str, why: str) -> None:
    with pytest.raises(NotImpartial) as refused:
        named(cast, getattr(cast, who), now)
    assert refused.value.why == why
    assert not IndependentPerson.select().exists()


@pytest.mark.parametrize("who", ["charlie", "gita"])
def test_who_works_elsewhere_may_be_one(cast: Cast, now: datetime, who: str) -> None:
    _, token = named(cast, getattr(cast, who), now)
    with writing():
        assert take_up(token, getattr(cast, who), now).person_id


def test_who_has_joined_since_being_named_cannot_take_it_up(cast: Cast, now: datetime) -> None:
    _, token = named(cast, cast.mona, now)
    with writing():
        Membership.begin(cast.mona, cast.fairshire, "officer", now, by=None)
    with writing(), pytest.raises(NotImpartial, match="commissions"):
        take_up(token, cast.mona, now)
    assert not IndependentPerson.serving().exists()


def test_an_independent_person_joins_neither_the_provider_nor_the_council(cast: Cast, now: datetime) -> None:
    _, token = named(cast, cast.mona, now)
    with writing():
        take_up(token, cast.mona, now)
    for side, role in ((cast.harbour, "member"), (cast.fairshire, "auditor")):
        with writing():
            _, invited = Invitation.open(cast.mona.email, side, role, invited_by=cast.alice.id, at=now)
        with pytest.raises(NotImpartial, match="serves"), writing():
            Invitation.use(invited, cast.mona, now)
    with writing():
        Membership.begin(cast.mona, cast.northgate, "member", now, by=None)
    assert [m.provider_id for m in Membership.live().where(Membership.person == cast.mona)] == [cast.northgate.id]


def test_of_many_presses_one_takes_it_up(cast: Cast, now: datetime, together: Any) -> None:
    _, token = named(cast, cast.mona, now)

    def press(_: int) -> IndependentPerson:
        with writing():
            return take_up(token, cast.mona, now)

    found = sorted(type(outcome).__name__ for outcome in together(press, 4))
    assert found.count("IndependentPerson") == 1


def test_a_reply_is_taken_out_with_its_words_in_the_chain(desk: Any) -> None:
    ret, cast, now = desk.in_state("received"), desk.cast, desk.now
    with writing():
        sent = Submission.newest(ret.id)
        assert sent
        reply = HomeReply.make(sent, "The bath is repaired.", by=cast.alice.id, at=now)
        reply.take_out(by=cast.bob.id, at=now)
    [kept] = HomeReply.to(ret.id)
    assert (kept.words, kept.removed_by.name, kept.by.name) == (None, cast.bob.name, cast.alice.name)
    assert not AuditEvent.select().where(AuditEvent.words.contains("bath")).exists()
    with writing(), pytest.raises(AlreadyDone):
        reply.take_out(by=cast.bob.id, at=now)


def test_each_rule_of_these_tables_says_its_name(desk: Any) -> None:
    cast, now = desk.cast, desk.now
    ret = desk.in_state("received")
    before = now - timedelta(days=1)
    grant = {
        "home": cast.home, "authority": cast.fairshire, "email": "m@p.example", "token_digest": "d",
        "named_by": cast.alice, "named_at": now, "expires_at": now,
    }  # fmt: skip
    reply = {"return_": ret, "submission": Submission.newest(ret.id), "words": "Yes.", "by": cast.alice, "at": now}
    broken: dict[str, tuple[type[Base], dict[str, Any]]] = {
        "an_independent_persons_address_is_in_lower_case": (IndependentPerson, grant | {"email": "M@p.example"}),
        "an_independent_person_who_serves_is_known": (IndependentPerson, grant | {"began_at": now}),
        "an_independent_person_is_named_first": (IndependentPerson, grant | {"began_at": before, "person": cast.mona}),
        "an_independent_person_ends_after_being_named": (IndependentPerson, grant | {"ended_at": before}),
        "a_home_has_one_independent_person_at_a_time": (IndependentPerson, grant | {"token_digest": "other"}),
        "one_independent_person_a_token": (IndependentPerson, grant | {"authority": cast.westmoor}),
        "a_homes_reply_says_something": (HomeReply, reply | {"words": ""}),
        "a_homes_reply_is_there_or_was_taken_out": (HomeReply, reply | {"words": None}),
        "who_took_out_a_homes_reply_is_known": (HomeReply, reply | {"removed_at": now}),
    }
    with writing():
        IndependentPerson.create(**grant)
    found = {rule: _broken(table, row) for rule, (table, row) in broken.items()}
    assert found == {rule: rule for rule in broken}
    tables = [table for table in schema.TABLES if table in (IndependentPerson, HomeReply)]
    assert len(tables) == 2


def _broken(table: type[Base], row: dict[str, Any]) -> str | None:
    try:
        with writing(), store.atomic():
            table.create(**row)
    except peewee.IntegrityError as error:
        return broken_rule(error)
    return None

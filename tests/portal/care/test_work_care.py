"""Handing over: many at once, with a note for the council alone; the provider is told who, from when. Deputies."""

from datetime import date, datetime

import pytest

from models.audit import AuditEvent
from models.care import Care
from models.conflicts import Stale
from models.handover import Handover
from models.person import Membership
from portal.care import work
from portal.care.words import who_is_there
from portal.people import work as people
from portal.returns.work import answering
from portal.returns.work.sheet import contact
from tests.portal.care_things import NOTE, another_officer, deals_with, in_care, officer_of
from tests.portal.life import Life, mails, no_mail
from tests.portal.returns.buying import buys

FIRST, LAST = date(2026, 10, 5), date(2026, 10, 16)


def give(life: Life, to: object, *keys: str, note: str = NOTE, **more: object) -> list[Handover]:
    values = {"by": life.cast.dana.id, "any_officer": False, "now": life.now} | more
    return work.hand_over(life.cast.fairshire, keys, to.id, note, **values)  # type: ignore[attr-defined, arg-type]


def away(life: Life, **more: object) -> object:
    cast = life.cast
    values = {"by": cast.dana.id, "seen": 0, "now": life.now, "first_on": FIRST, "last_on": LAST} | more
    return work.away(cast.fairshire, cast.dana, cast.erin.id, **values)  # type: ignore[arg-type]


def test_thirty_things_change_hands_at_once_and_each_provider_gets_one_mail(life: Life) -> None:
    cast = life.cast
    slugs = [buys(life, 84_000, 12, title=f"Lodgings {n}", reference=f"R{n}").slug for n in range(28)]
    ret = life.ask()
    in_care(life, cast.dana, cast.harbour)
    give(life, cast.dana, *(f"contract:{slug}" for slug in slugs), note="")
    no_mail()
    [made] = give(
        life, cast.erin, *(f"contract:{slug}" for slug in slugs), f"provider:{cast.harbour.public_id}",
        f"return:{ret.public_id}",
    )  # fmt: skip
    assert (made.things, made.was_id, made.to_id, made.note) == (30, cast.dana.id, cast.erin.id, NOTE)
    assert answering.fresh(ret).officer_id == cast.erin.id
    assert {care.officer_id for care in Care.live([cast.fairshire.id])} == {cast.erin.id}
    told = mails()
    assert sorted(mail.to for mail in told) == ["alice@people.example", "bob@people.example"]
    assert "From 5 October 2026 on, Erin Ellis is your contact at Fairshire County Council." in told[0].text
    assert not any(word in mail.text for mail in told for word in ("November", "Lodgings"))
    events = [event for event in AuditEvent.select() if event.action == "care.handed_over"]
    assert len(events) == 3
    assert not any(event.words for event in events)


def test_the_open_returns_of_a_provider_go_with_it_and_what_is_asked_next_is_the_colleagues(life: Life) -> None:
    cast = life.cast
    ret, done = life.ask(), life.in_state("accepted", period_key="2026-27-Q1")
    in_care(life, cast.erin, cast.harbour)
    assert answering.fresh(ret).officer_id == cast.erin.id
    assert answering.fresh(done).officer_id == cast.dana.id
    assert life.ask(period_key="2025-26-Q4").officer_id == cast.erin.id


def test_what_somebody_cares_for_needs_a_note_and_a_manager_or_themselves(life: Life) -> None:
    cast, kit = life.cast, another_officer(life)
    in_care(life, cast.erin, cast.northgate)
    key = f"provider:{cast.northgate.public_id}"
    with pytest.raises(work.CannotHandOver, match="A manager moves") as refused:
        give(life, kit, key)
    assert refused.value.field == "things"
    with pytest.raises(work.CannotHandOver, match="what your colleague needs to know") as refused:
        give(life, kit, key, note="", by=cast.erin.id)
    assert refused.value.field == "note"
    with pytest.raises(work.CannotHandOver, match="works on returns here"):
        give(life, cast.gita, key, by=cast.erin.id)
    with pytest.raises(work.CannotHandOver, match="not in this colleague’s care already"):
        give(life, cast.erin, key, by=cast.erin.id)
    assert officer_of(cast.fairshire, cast.northgate).name == "Erin Ellis"
    give(life, kit, key, by=cast.erin.id)
    assert officer_of(cast.fairshire, cast.northgate).name == "Kit Kerr"
    history = [(one.was.name if one.was else None, one.to.name) for one in Handover.of([cast.fairshire.id])]
    assert history == [("Erin Ellis", "Kit Kerr"), (None, "Erin Ellis")]


def test_what_is_in_whose_care_is_listed_with_what_nobody_looks_after(life: Life) -> None:
    cast = life.cast
    life.ask(cast.northgate)
    in_care(life, cast.erin, cast.harbour)
    deals_with(life, cast.northgate)
    found = {
        charge.officer.name if charge.officer else None: [thing.title for thing in charge.things]
        for charge in work.charges(cast.fairshire, life.now)
    }
    assert found == {
        "Dana Dean": ["Northgate Homes Ltd, July to September 2026"],
        "Erin Ellis": ["Harbour Young People"],
        None: ["Northgate Homes Ltd"],
    }


def test_while_an_officer_is_away_mail_goes_to_both_and_pages_say_who_is_there(life: Life) -> None:
    ret = life.in_state("draft")
    away(life)
    ret = answering.fresh(ret)
    assert (
        who_is_there(ret, FIRST) == who_is_there(ret, LAST) == "Dana Dean, away until 16 October: Erin Ellis is there"
    )
    assert contact(ret, life.now).startswith("Dana Dean, away until 16 October: Erin Ellis is there, 01632")
    assert who_is_there(ret, date(2026, 10, 17)) == "Dana Dean"
    no_mail()
    life.send(ret)
    assert sorted(mail.to for mail in mails() if "/desk/" in mail.text) == [
        "dana@people.example",
        "erin@people.example",
    ]
    work.back(life.cast.fairshire, life.cast.dana.id, by=life.cast.dana.id, now=life.now)
    assert who_is_there(answering.fresh(ret), FIRST) == "Dana Dean"


def test_an_absence_of_another_council_is_nothing_here(life: Life) -> None:
    away(life)
    ret = life.ask()
    assert [one.deputy.name for one in work.absences(life.cast.fairshire)] == ["Erin Ellis"]
    assert work.absences(life.cast.westmoor) == []
    assert who_is_there(answering.fresh(ret), FIRST).startswith("Dana Dean, away")


def test_a_deputy_is_somebody_else_who_is_there_on_those_days(life: Life) -> None:
    cast = life.cast
    with pytest.raises(work.CannotHandOver, match="works on returns here"):
        work.away(cast.fairshire, cast.dana, cast.dana.id, FIRST, LAST, by=cast.dana.id, seen=0, now=life.now)
    with pytest.raises(work.CannotHandOver, match="last day that is not before"):
        away(life, last_on=date(2026, 10, 4))
    away(life)
    with pytest.raises(Stale):
        away(life)
    with pytest.raises(work.CannotHandOver, match="Dana Dean is away on some of these days"):
        work.away(cast.fairshire, cast.erin, cast.dana.id, LAST, LAST, by=cast.erin.id, seen=0, now=life.now)
    kept = work.absences(cast.fairshire)[0]
    life.now = datetime(2026, 10, 6, 8)
    away(life, seen=kept.id, last_on=date(2026, 10, 23))
    assert [str(one.last_on) for one in work.absences(cast.fairshire)] == ["2026-10-23"]


def test_of_somebody_who_has_left_nobody_reads_and_no_mail_goes_to_them(life: Life) -> None:
    cast = life.cast
    ret = life.in_state("draft")
    in_care(life, cast.dana, cast.harbour)
    work.away(cast.fairshire, cast.dana, cast.erin.id, FIRST, LAST, by=cast.dana.id, seen=0, now=life.now)
    people.remove(Membership.get(Membership.person == cast.erin.id), cast.frank.id, life.now)
    assert who_is_there(answering.fresh(ret), FIRST) == "Dana Dean"  # the deputy has left
    people.remove(Membership.get(Membership.person == cast.dana.id), cast.frank.id, life.now, anyway=True)
    assert who_is_there(answering.fresh(ret), FIRST) == "Contracts team"
    no_mail()
    life.send(answering.fresh(ret))
    assert [mail.to for mail in mails() if "/desk/" in mail.text] == ["contracts@fairshire.example"]
    assert life.ask(period_key="2026-27-Q1", by=cast.joan).officer_id == cast.joan.id

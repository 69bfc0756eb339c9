"""A buyer who does not come after all: meetings with them are called off and told, once; nobody else loses anything."""

from datetime import datetime

import pytest

from models.audit import AuditEvent
from models.conflicts import NotNow, Stale
from models.events.buyer import EventBuyer
from models.events.event import Event
from models.events.meeting import Meeting
from portal.events.work import keeping, links, meetings
from portal.settings import Settings
from tests.fixtures.cast import Cast
from tests.fixtures.client import HouseClient
from tests.portal.access_events import SECRET, book, fresh
from tests.portal.events.meeting_world import booked, buyer, pairs, plan, run, tell
from tests.portal.life import mails, no_mail


def left(one: EventBuyer, cast: Cast, now: datetime) -> int:
    """They are taken out by the organiser."""
    seen = EventBuyer.get_by_id(one.id).version
    return meetings.take_out(one, by=cast.kofi.id, now=now, version=seen, secret=SECRET)


def test_their_meetings_are_called_off_and_told_once_and_all_others_stay(
    cast: Cast, event: Event, now: datetime
) -> None:
    plan(event, cast, now)
    lodgings, homes = buyer(event, cast, now), buyer(event, cast, now, "Homes")
    river, hill = booked(event, now, "Riverside", "Hillside")
    meetings.wish(river, [(lodgings.id, ""), (homes.id, "")], now=now)
    meetings.wish(hill, [(homes.id, "")], now=now)
    run(event, cast, now)
    tell(event, cast, now)
    no_mail()
    assert left(lodgings, cast, now) == 1
    assert pairs(Meeting.of(event.id)) == [("Homes", "Hillside"), ("Homes", "Riverside")]
    off = {mail.to: mail.subject.partition(":")[0] for mail in mails()}
    assert off == {
        "riverside@people.example": "A meeting does not take place",
        "lodgings@fairshire.example": "Your meetings",
    }
    assert len(mails()) == 2, "each once"
    assert [one.cancelled_why for one in Meeting.heard_of(river.id) if one.state == "cancelled"] == ["buyer"]
    assert AuditEvent.select().where(AuditEvent.action == "meetings.buyer_left").count() == 1
    with pytest.raises(NotNow):
        left(lodgings, cast, now)
    assert len(mails()) == 2


def test_who_was_taken_out_is_proposed_to_nobody_and_can_be_asked_for_by_nobody(
    cast: Cast, event: Event, now: datetime
) -> None:
    plan(event, cast, now)
    lodgings = buyer(event, cast, now)
    (river,) = booked(event, now, "Riverside")
    meetings.wish(river, [(lodgings.id, "")], now=now)
    assert pairs(run(event, cast, now)) == [("Lodgings", "Riverside")]
    no_mail()
    assert left(lodgings, cast, now) == 0, "nobody was told of it"
    assert not mails()
    assert not EventBuyer.any_at(event.id)
    assert run(event, cast, now) == []
    with pytest.raises(NotNow):
        meetings.wish(river, [(lodgings.id, "")], now=now)
    with pytest.raises(NotNow):
        meetings.buyer_wishes(lodgings, [river.id], {}, by=cast.kofi.id, now=now)
    assert buyer(event, cast, now, "Homes").number == 2, "their number is not given out again"


def test_nobody_is_taken_out_of_what_a_colleague_changed_or_once_it_is_over(
    cast: Cast, event: Event, now: datetime
) -> None:
    one = buyer(event, cast, now)
    with pytest.raises(Stale):
        meetings.take_out(one, by=cast.kofi.id, now=now, version=one.version + 1, secret=SECRET)
    keeping.cancel(event, "Ill.", by=cast.kofi.id, now=now, version=fresh(event).version, secret=SECRET)
    with pytest.raises(NotNow):
        left(one, cast, now)
    assert EventBuyer.of(event.id) == [one]


def test_the_organiser_reads_what_it_means_and_who_asked_reads_why(
    client: HouseClient, cast: Cast, event: Event, settings: Settings
) -> None:
    now, secret = event.created_at, settings.derived("bookings")
    plan(event, cast, now)
    lodgings, homes = buyer(event, cast, now), buyer(event, cast, now, "Homes")
    river = book(event, "Riverside", now, secret)
    meetings.wish(river, [(lodgings.id, ""), (homes.id, "")], now=now)
    run(event, cast, now)
    tell(event, cast, now)
    here, at = client.as_(cast.kofi), f"/desk/events/{event.public_id}/meetings/"
    asked = here.get(f"{at}buyers/{lodgings.public_id}/leave")
    assert "One meeting that somebody was told of will be called off" in asked.main
    done = here.submit(asked)
    assert "Lodgings does not come. One meeting that somebody was told of is called off" in done.main
    assert "Taken out: Lodgings" in done.main
    assert "They do not come after all" in here.get(f"{at}buyers/{lodgings.public_id}/").main
    for page in ("change", "wishes", "leave"):
        here.get(f"{at}buyers/{lodgings.public_id}/{page}", status=404)
    read = client.get(f"/events/booking/{links.of(river, secret)}/meetings/").main
    assert "Lodgings, because they do not come after all." in read
    assert "Does not take place: the buyer cannot be there then" in read

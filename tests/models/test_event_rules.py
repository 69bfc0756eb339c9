"""Each rule of the tables of events is broken once, on either engine, and says its name."""

from datetime import datetime, timedelta
from typing import Any

import peewee
import pytest

from models.conflicts import broken_rule
from models.events.booking import Attendee, Booking, BookingNeed, BookingSession
from models.events.change import EventChange
from models.events.event import Event
from models.events.released_event import ReleasedEvent
from models.events.session import EventSession
from models.store import writing
from tests.fixtures.cast import Cast

NOW = datetime(2026, 10, 5, 8, 0)
LATER, EARLIER = NOW + timedelta(hours=1), NOW - timedelta(hours=1)
TABLES = (Event, EventSession, EventChange, ReleasedEvent, Booking, Attendee, BookingSession, BookingNeed)


def _rows(cast: Cast) -> dict[type, dict[str, Any]]:
    """A good row of each table, with one like it in the store where only one may be."""
    times = {"starts_at": NOW, "ends_at": LATER, "booking_opens_at": EARLIER, "booking_closes_at": NOW}
    event = {"authority": cast.fairshire, "title": "T", "organiser": cast.kofi, "created_at": NOW, "places": 2, **times}
    made = Event.create(slug="taken", **event)
    session = {"event": made, "number": 1, "title": "T", "starts_at": NOW, "ends_at": LATER, "places": 2}
    change = {"event": made, "number": 1, "reason": "R", "difference": "{}", "by": cast.kofi, "at": NOW}
    released = {"event": made, "number": 1, "data": "{}", "digest": "d", "at": NOW}
    booking = {
        "event": made, "organisation": "O", "organisation_key": "o", "email": "a@people.example", "people": 1,
        "state": "booked", "salt": "s", "link_digest": "d", "made_at": NOW, "changed_at": NOW,
    }  # fmt: skip
    booked, there = Booking.create(**booking), EventSession.create(**session)
    attendee = {"event": made, "booking": booked, "organisation_key": "o", "number": 1, "name": "N"}
    of_session, need = {"booking": booked, "session": there}, {"booking": booked}
    for table, row in ((EventChange, change), (ReleasedEvent, released), (Attendee, attendee)):
        table.create(**row)
    BookingSession.create(**of_session)
    BookingNeed.create(**need)
    return {
        Event: {**event, "slug": "new"},
        EventSession: {**session, "number": 2},
        EventChange: {**change, "number": 2},
        ReleasedEvent: {**released, "number": 2},
        Booking: {**booking, "email": "b@people.example", "link_digest": "e"},
        Attendee: {**attendee, "number": 2},
        BookingSession: of_session,
        BookingNeed: need,
    }


BROKEN: dict[str, tuple[type[peewee.Model], dict[str, Any]]] = {
    "an_event_has_a_title": (Event, {"title": ""}),
    "the_kind_of_an_event_is_known": (Event, {"kind": "party"}),
    "where_an_event_is_is_known": (Event, {"place": "outside"}),
    "the_state_of_an_event_is_known": (Event, {"state": "lost", "published_at": NOW}),
    "an_event_ends_after_it_starts": (Event, {"ends_at": NOW}),
    "booking_closes_before_the_event_ends": (Event, {"booking_closes_at": LATER + timedelta(minutes=1)}),
    "booking_opens_before_it_closes": (Event, {"booking_opens_at": NOW}),
    "an_organisation_may_send_somebody": (Event, {"per_organisation": 0}),
    "no_more_places_are_taken_than_there_are": (Event, {"taken": 3}),
    "a_published_event_says_since_when": (Event, {"state": "published"}),
    "a_cancelled_event_says_why": (Event, {"state": "cancelled", "published_at": NOW}),
    "a_published_event_says_when_and_for_how_many": (Event, {"published_at": NOW, "places": 0}),
    "an_event_of_an_authority_has_its_slug": (Event, {"slug": "taken"}),
    "a_session_has_a_title": (EventSession, {"title": ""}),
    "a_session_ends_after_it_starts": (EventSession, {"ends_at": NOW}),
    "a_session_has_its_places": (EventSession, {"taken": 3}),
    "a_session_repeats_another_one": (EventSession, {"repeats": 2}),
    "sessions_of_an_event_are_numbered_once": (EventSession, {"number": 1}),
    "who_changes_an_event_says_why": (EventChange, {"reason": ""}),
    "changes_of_an_event_are_counted_from_one": (EventChange, {"number": 0}),
    "changes_of_an_event_are_numbered_once": (EventChange, {"number": 1}),
    "releases_of_an_event_are_numbered_from_one": (ReleasedEvent, {"number": 0}),
    "releases_of_an_event_are_numbered_once": (ReleasedEvent, {"number": 1}),
    "a_booking_says_for_whom": (Booking, {"organisation": ""}),
    "a_booking_has_an_address_in_lower_case": (Booking, {"email": "B@people.example"}),
    "the_size_of_an_organisation_is_known": (Booking, {"size": "huge"}),
    "the_state_of_a_booking_is_known": (Booking, {"state": "lost"}),
    "a_booking_is_for_somebody": (Booking, {"people": 0}),
    "what_is_kept_for_a_while_says_until_when": (Booking, {"state": "pending"}),
    "who_waits_waits_since_some_time": (Booking, {"state": "waiting"}),
    "each_link_leads_to_one_booking": (Booking, {"link_digest": "d"}),
    "one_booking_an_address_at_an_event": (Booking, {"email": "a@people.example"}),
    "who_comes_has_a_name": (Attendee, {"name": ""}),
    "the_people_of_an_organisation_are_counted_from_one": (Attendee, {"number": 0}),
    "the_people_of_an_organisation_count_once": (Attendee, {"number": 1}),
    "a_booking_is_for_a_session_once": (BookingSession, {}),
    "a_booking_says_what_it_needs_once": (BookingNeed, {}),
}


def test_each_rule_of_events_is_broken_by_the_one_value_that_it_forbids(cast: Cast) -> None:
    said = {}
    with writing():
        rows = _rows(cast)
        for rule, (table, wrong) in BROKEN.items():
            with pytest.raises(peewee.IntegrityError) as refused, Event._meta.database.atomic():
                table.create(**{**rows[table], **wrong})
            said[rule] = broken_rule(refused.value)
    assert said == {rule: rule for rule in BROKEN}


def test_every_rule_of_the_tables_of_events_stands_in_this_list() -> None:
    checks = {check.nodes[1]._path[0] for table in TABLES for check in table._meta.constraints or ()}
    indexes = {
        index._name for table in TABLES for index in table._meta.fields_to_index() if getattr(index, "_unique", False)
    }
    assert {name for name in checks | indexes if not name.endswith("_public_id")} == set(BROKEN)

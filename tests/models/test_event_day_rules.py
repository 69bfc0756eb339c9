"""Each rule of the tables of an event’s day is broken once, on either engine, and says its name."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import peewee
import pytest

from models.conflicts import broken_rule
from models.events.arrival import WalkIn
from models.events.booking import Booking
from models.events.event import Event
from models.events.feedback import FeedbackCount, FeedbackGiven
from models.events.paper import EventHost, EventPaper
from models.events.reminder import BookingReminder
from models.events.tally import EventTally
from models.store import writing
from tests.fixtures.cast import Cast

NOW = datetime(2026, 10, 5, 8, 0)
TABLES = (WalkIn, EventTally, BookingReminder, FeedbackGiven, FeedbackCount, EventPaper, EventHost)


def _rows(cast: Cast) -> dict[type, dict[str, Any]]:
    """A good row of each table, with one like it in the store where only one may be."""
    event = {"authority": cast.fairshire, "title": "T", "organiser": cast.kofi, "created_at": NOW, "places": 2}
    made, other = (Event.create(slug=slug, **event) for slug in ("one", "two"))
    booked = Booking.create(
        event=made, organisation="O", organisation_key="o", email="a@people.example", people=1, state="booked",
        salt="s", link_digest="d", made_at=NOW, changed_at=NOW,
    )  # fmt: skip
    counts = {"people": 2, "organisations": 1, "vcse": 1, "waited": 0, "walk_ins": 1, "without_place": 1}
    closed = {"came": 1, "absent": 1, "closed_at": NOW}
    paper = {
        "event": made, "number": 1, "kind": "slides", "name": "N", "file_name": "n.pdf", "media_type": "m", "size": 1,
        "digest": "d" * 64, "key": "k", "by": cast.kofi, "at": NOW,
    }  # fmt: skip
    told = {"booking": booked, "kind": "week", "starts_at": NOW, "at": NOW}
    answer = {"event": made, "question": "worth", "answer": "yes", "number": 1}
    rows: dict[Any, dict[str, Any]] = {
        WalkIn: {"public_id": UUID(int=1), "event": made, "has_place": True, "came_at": NOW, "by": cast.kofi},
        EventTally: {"event": made, **counts, **closed},
        BookingReminder: told,
        FeedbackGiven: {"booking": booked},
        FeedbackCount: answer,
        EventPaper: paper,
        EventHost: {"event": made, "authority": cast.westmoor},
    }
    for table, row in rows.items():
        table.create(**row)
    return {
        **rows,
        WalkIn: {**rows[WalkIn], "public_id": UUID(int=2)},
        EventTally: {**rows[EventTally], "event": other},
        BookingReminder: {**told, "starts_at": NOW + timedelta(hours=1)},
        FeedbackCount: {**answer, "answer": "no"},
        EventPaper: {**paper, "number": 2},
    }


BROKEN: dict[str, tuple[type[peewee.Model], dict[str, Any]]] = {
    "who_walks_in_is_named_in_a_line": (WalkIn, {"name": "n" * 301}),
    "counts_of_an_event_are_counts": (EventTally, {"waited": -1}),
    "no_more_organisations_are_voluntary_than_there_are": (EventTally, {"vcse": 2}),
    "who_came_is_known_once_the_list_is_complete": (EventTally, {"closed_at": None}),
    "who_came_and_who_did_not_are_known_together": (EventTally, {"absent": None}),
    "who_came_over_the_places_walked_in": (EventTally, {"without_place": 2}),
    "the_kind_of_a_booking_reminder_is_known": (BookingReminder, {"kind": "month"}),
    "of_each_start_a_booking_is_reminded_once_of_a_kind": (BookingReminder, {"starts_at": NOW}),
    "the_question_of_feedback_is_known": (FeedbackCount, {"question": "name"}),
    "the_answer_of_feedback_is_known": (FeedbackCount, {"answer": "perhaps"}),
    "an_answer_of_feedback_was_given": (FeedbackCount, {"number": 0}),
    "each_answer_of_feedback_is_counted_in_one_place": (FeedbackCount, {"answer": "yes"}),
    "the_kind_of_a_paper_is_known": (EventPaper, {"kind": "poem"}),
    "a_paper_has_a_name": (EventPaper, {"name": ""}),
    "papers_of_an_event_are_numbered_from_one": (EventPaper, {"number": 0}),
    "papers_of_an_event_are_numbered_once": (EventPaper, {"number": 1}),
    "the_digest_of_a_paper_is_whole": (EventPaper, {"digest": "d"}),
    "an_authority_invites_to_an_event_once": (EventHost, {}),
}


def test_each_rule_of_an_events_day_is_broken_by_the_one_value_that_it_forbids(cast: Cast) -> None:
    said = {}
    with writing():
        rows = _rows(cast)
        for rule, (table, wrong) in BROKEN.items():
            with pytest.raises(peewee.IntegrityError) as refused, Event._meta.database.atomic():
                table.create(**{**rows[table], **wrong})
            said[rule] = broken_rule(refused.value)
    assert said == {rule: rule for rule in BROKEN}


def test_every_rule_of_the_tables_of_an_events_day_stands_in_this_list() -> None:
    checks = {check.nodes[1]._path[0] for table in TABLES for check in table._meta.constraints or ()}
    indexes = {
        index._name for table in TABLES for index in table._meta.fields_to_index() if getattr(index, "_unique", False)
    }
    columns = ("walk_in_public_id", "event_paper_public_id", "event_tally_event_id", "feedback_given_booking_id")
    assert {name for name in checks | indexes if name not in columns} == set(BROKEN)

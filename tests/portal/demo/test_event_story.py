"""The demonstration has an event of today, one that is full and waited for, and one that was, on whichever day."""

from datetime import datetime

import peewee
import pytest

from models.events.booking import Booking, BookingNeed
from models.events.event import Event
from models.events.meeting import Meeting
from models.forums.forum import Forum
from portal.demo.event_story import EventStory
from portal.demo.meeting_story import MeetingStory
from portal.events.work import door, reading
from portal.forums import work as forums
from portal.settings import Settings
from tests.portal.demo.test_story import DAYS, tell


@pytest.mark.parametrize("now", [DAYS[3]], ids=str)
def test_one_event_is_coming_with_a_waiting_list_and_one_was(
    settings: Settings, store: peewee.Database, now: datetime
) -> None:
    story = tell(settings, now)
    assert list(EventStory(story).tell()) == ["Events"]
    assert list(MeetingStory(story).tell()) == ["Meetings and a forum"]
    coming, past = reading.coming_and_past(now)
    assert [(one.left, one.state) for one in coming] == [(11, "published"), (0, "published"), (57, "published")]
    assert [(one.state, bool(one.note)) for one in past] == [("held", True)]
    at_door, was = door.read(coming[0]), reading.read(past[0])
    assert (at_door.here, at_door.people, len(at_door.walk_ins)) == (3, 8, 1)
    assert was.tally
    assert (was.tally.came, was.tally.absent, was.tally.walk_ins, len(was.papers)) == (8, 1, 1, 1)
    said = reading.feedback(was)
    assert said
    assert all(said.values()), "what people thought may be said"
    assert [one.organisation for one in Booking.queue(coming[1].id)] == [
        "Kite Hill Trust",
        "Saltmarsh Care",
        "North Lane CIC",
    ]
    assert BookingNeed.select().count() == 4
    assert Event.select().count() == 4
    counts = Meeting.counts(coming[1].id)
    assert counts["all"] == 8
    assert counts["newcomers"] >= 3, "a third of each of three buyers’ three times"
    forum = forums.read(Forum.get(), now)
    assert forum.coming == coming[2]
    assert [len(every) for every in forum.members.values()] == [3]
    assert [one.done_at is None for one in forum.actions] == [True, True, False]

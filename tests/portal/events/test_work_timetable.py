"""The timetable of a booking and its calendar file: the same UID, a higher SEQUENCE, read by a second library,
unchanged by a round trip, right when the clocks change."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
from ical.calendar_stream import IcsCalendarStream
from ical.exceptions import CalendarParseError

from models.events.booking import Booking
from models.events.event import Event
from models.events.session import NewSession
from portal.events.work import booking, calendar, keeping
from portal.events.work.timetable import timetable
from tests.fixtures.cast import Cast
from tests.portal.access_events import SECRET, again, book, fresh, make_event, two_sessions, wish

HERE, LINK = "https://portal.example", "https://portal.example/events/booking/x/"
LONDON = ZoneInfo("Europe/London")


def written(made: Booking) -> bytes:
    mine = again(made)
    event = fresh(Event(id=mine.event_id))
    return calendar.of_booking(mine, event, timetable(mine, event), LINK, HERE)


def entries(file: bytes) -> dict[str, Any]:
    """UID -> entry, as the second library reads them."""
    read = IcsCalendarStream.calendar_from_ics(file.decode())
    return {str(one.uid): one for one in read.events}


@pytest.fixture
def with_sessions(cast: Cast, now: datetime) -> Event:
    return make_event(cast, now, sessions=two_sessions(now), summary="Commas, semicolons; and \\ signs – “quoted”.")


def test_a_timetable_is_the_event_and_the_sessions_that_were_booked(with_sessions: Event, now: datetime) -> None:
    made = book(with_sessions, "Riverside", now, sessions=(2,))
    assert [(one.key, one.title) for one in timetable(made, with_sessions)] == [
        ("", with_sessions.title), ("session-2", "How to bid, again"),
    ]  # fmt: skip


def test_what_changes_keeps_its_uid_and_counts_up_and_what_falls_out_is_cancelled(
    with_sessions: Event, cast: Cast, now: datetime
) -> None:
    made = book(with_sessions, "Riverside", now, sessions=(1,))
    before = entries(written(made))
    assert {one.sequence for one in before.values()} == {0}
    booking.change(made, wish("Riverside", sessions=(2,)), now=now, secret=SECRET)
    keeping.tell(
        with_sessions, {"venue": "Town Hall"}, None, "More room.", by=cast.kofi.id, now=now,
        version=fresh(with_sessions).version, secret=SECRET,
    )  # fmt: skip
    after = entries(written(made))
    assert before.keys() < after.keys()
    assert {one.sequence for one in after.values()} == {2}
    said = {uid.partition("@")[0].removeprefix(str(made.public_id)): one.status.value for uid, one in after.items()}
    assert said == {"": "CONFIRMED", "-session-1": "CANCELLED", "-session-2": "CONFIRMED"}


@pytest.mark.parametrize("who", ["the booking", "the event"])
def test_what_is_cancelled_is_told_as_cancelled_with_a_higher_sequence(
    with_sessions: Event, cast: Cast, now: datetime, who: str
) -> None:
    made = book(with_sessions, "Riverside", now, sessions=(1,))
    uids = entries(written(made)).keys()
    if who == "the booking":
        booking.cancel(made, now=now, secret=SECRET)
    else:
        version = fresh(with_sessions).version
        keeping.cancel(with_sessions, "Everybody is ill.", by=cast.kofi.id, now=now, version=version, secret=SECRET)
    file = written(made)
    after = entries(file)
    assert icalendar.Calendar.from_ical(file)["method"] == "CANCEL"
    assert uids <= after.keys()
    assert {(one.status.value, one.sequence) for one in after.values()} == {("CANCELLED", 1)}
    assert b"secret-room" not in file


def test_a_second_library_reads_every_line_and_a_round_trip_through_both_changes_nothing(
    with_sessions: Event, now: datetime
) -> None:
    made = book(with_sessions, "Riverside", now, sessions=(1,))
    for file in (written(made), calendar.of_events([with_sessions], HERE)):
        assert icalendar.Calendar.from_ical(file).to_ical() == file
        once = IcsCalendarStream.calendar_from_ics(file.decode())
        again_ = IcsCalendarStream.calendar_from_ics(IcsCalendarStream.calendar_to_ics(once))
        assert once.events == again_.events
        assert all(line.isascii() or len(line) <= 75 for line in file.splitlines())
        assert once.events[0].organizer
        assert once.events[0].dtstart == with_sessions.starts_at.replace(tzinfo=UTC)  # type: ignore[union-attr]
    with pytest.raises(CalendarParseError):  # the second library does mind
        IcsCalendarStream.calendar_from_ics(file.decode().replace("DTSTART:", "DTSTART:x"))


def test_it_is_right_on_the_night_when_the_clocks_change(cast: Cast, now: datetime) -> None:
    """25 October 2026: at one in the morning, UTC, London goes back from two to one."""
    sunday = datetime(2026, 10, 25)
    first, second = sunday + timedelta(minutes=30), sunday + timedelta(hours=1, minutes=30)  # both 1:30 in London
    sessions = [
        NewSession("The first", first, second), NewSession("The second", second, second + timedelta(hours=1)),
    ]  # fmt: skip
    event = make_event(
        cast, now, sessions=sessions, starts_at=sunday - timedelta(hours=12), ends_at=sunday + timedelta(hours=12),
        booking_closes_at=sunday - timedelta(days=2),
    )  # fmt: skip
    made = book(event, "Night owls", now, sessions=(1, 2))
    read = entries(written(made))
    starts = {uid.partition("@")[0][-1]: one.dtstart.astimezone(LONDON) for uid, one in read.items()}
    assert [(starts[key].hour, starts[key].minute, starts[key].fold) for key in "12"] == [(1, 30, 0), (1, 30, 1)]
    whole = read[f"{made.public_id}@portal.example"]
    assert (whole.dtend.astimezone(LONDON).hour, whole.dtstart.astimezone(LONDON).hour) == (12, 13)
    assert whole.dtend - whole.dtstart == timedelta(hours=24)

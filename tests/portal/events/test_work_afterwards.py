"""Before and after an event: reminders once each, feedback without names, papers, and people who are forgotten."""

from collections import Counter
from datetime import date, datetime, timedelta

import pytest

from models.audit import AuditEvent
from models.conflicts import AlreadyDone, NotNow
from models.events.arrival import WalkIn
from models.events.booking import Attendee, Booking, BookingSession
from models.events.event import Event
from models.events.feedback import ANSWERS, FeedbackCount, FeedbackGiven
from models.events.paper import EventHost
from models.events.reminder import BookingReminder
from models.events.tally import EventTally
from models.outbox import Message
from models.schema import TABLES
from models.store import writing
from portal.events.work import booking, door, feedback, forgetting, keeping, reading, reminding
from tests.fixtures.cast import Cast
from tests.portal.access_events import SECRET, book, fresh, make_event, two_sessions, wish
from tests.portal.life import mails, no_mail

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
START = datetime(2026, 11, 2, 9, 30)
END = datetime(2026, 11, 2, 13)


def told() -> list[str]:
    return [mail.subject.partition(":")[0] for mail in mails()]


def every_hour(start: datetime, until: datetime, workers: int = 2) -> None:
    """What workers do who look every hour."""
    at = start
    while at < until:
        for _ in range(workers):
            keeping.over(at)
            reminding.remind(SECRET, at)
        at += HOUR


@pytest.mark.parametrize(
    ("day", "told_on", "kind"),
    [
        (date(2026, 10, 25), date(2026, 10, 1), None),
        (date(2026, 10, 26), date(2026, 10, 1), "week"),
        (date(2026, 10, 31), date(2026, 10, 1), "week"),  # nothing ran for some days
        (date(2026, 11, 1), date(2026, 10, 1), "day"),
        (date(2026, 11, 2), date(2026, 10, 1), "day"),
        (date(2026, 11, 3), date(2026, 10, 1), None),
        (date(2026, 10, 28), date(2026, 10, 27), None),  # booked when it was near: they have only just heard of it
        (date(2026, 11, 1), date(2026, 10, 27), "day"),
    ],
)
@pytest.mark.parametrize("engine", ["sqlite"])
def test_each_reminder_has_its_days(day: date, told_on: date, kind: str | None) -> None:
    assert reminding.kind_on(day, date(2026, 11, 2), told_on) == kind


def test_each_is_reminded_a_week_and_a_day_before_by_whatever_worker_and_asked_once_afterwards(
    event: Event, now: datetime
) -> None:
    book(event, "Riverside", now)
    gone, waits = (
        book(event, "Hillside", now),
        booking.book(event.id, wish("Seaside"), who=None, now=now, secret=SECRET),
    )
    booking.cancel(gone, now=now, secret=SECRET)
    no_mail()
    every_hour(START - 9 * DAY, END + 20 * DAY)
    assert told() == ["Reminder", "Your last reminder", "Three questions"]
    assert {mail.to for mail in mails()} == {"riverside@people.example"}
    assert waits.email not in {mail.to for mail in mails()}
    assert not [mail for mail in mails() if "Riverside" in mail.text + mail.subject]
    hours = {mail.made_at.hour for mail in mails()}
    assert hours == {8}, "eight in the morning in London, once the clocks are back"


def test_nobody_is_reminded_of_what_was_called_off_or_at_night(event: Event, cast: Cast, now: datetime) -> None:
    book(event, "Riverside", now)
    no_mail()
    assert reminding.remind(SECRET, START - 2 * DAY - 3 * HOUR) == 0
    version = fresh(event).version
    keeping.cancel(event, "Ill.", by=cast.kofi.id, now=START - 3 * DAY, version=version, secret=SECRET)
    assert reminding.remind(SECRET, START - 2 * DAY) == 0
    assert told() == ["It is cancelled"]


def test_an_event_that_was_moved_is_told_of_anew(event: Event, cast: Cast, now: datetime) -> None:
    book(event, "Riverside", now)
    assert reminding.remind(SECRET, START - 5 * DAY) == 1
    later = {"starts_at": START + 7 * DAY, "ends_at": END + 7 * DAY}
    by = {"by": cast.kofi.id, "now": START - 5 * DAY, "version": fresh(event).version, "secret": SECRET}
    keeping.tell(event, later, None, "The hall is flooded.", **by)
    assert reminding.remind(SECRET, START - 2 * DAY) == 0
    assert reminding.remind(SECRET, START + DAY) == 1
    assert BookingReminder.select().count() == 2


def test_who_is_known_not_to_have_come_is_not_asked(event: Event, cast: Cast, now: datetime) -> None:
    came, absent = book(event, "Riverside", now), book(event, "Hillside", now)
    here = door.Entry("0" * 32, came.public_id, 1, START)
    door.check_in(event.id, [here], by=cast.kofi.id, now=START)
    door.close(event.id, by=cast.kofi.id, now=END)
    no_mail()
    reminding.remind(SECRET, END + DAY)
    assert [mail.to for mail in mails()] == [came.email]
    assert absent.email != came.email


def test_an_answer_is_counted_once_and_kept_with_nobodys_name_or_time(event: Event, now: datetime) -> None:
    made = book(event, "Riverside", now)
    with pytest.raises(NotNow):
        feedback.give(made, {"worth": "yes"}, now=START)
    before = AuditEvent.select().count()
    feedback.give(made, {"worth": "yes", "clear": "no"}, now=END + HOUR)
    with pytest.raises(AlreadyDone):
        feedback.give(made, {"worth": "yes"}, now=END + HOUR)
    assert FeedbackCount.of(event.id)["worth"] == {"yes": 1, "partly": 0, "no": 0}
    assert AuditEvent.select().count() == before, "the chain would know whose answer was which"
    assert {"booking", "at", "person"}.isdisjoint(FeedbackCount._meta.fields)
    assert set(FeedbackGiven._meta.fields) == {"id", "booking"}
    with pytest.raises(NotNow):
        feedback.give(book(event, "Late", now), {"worth": "yes"}, now=END + 15 * DAY)


def test_what_people_thought_is_said_once_nobody_can_answer_any_more_and_from_five_on(
    cast: Cast, now: datetime
) -> None:
    few, many = (make_event(cast, now, title=title, places=20) for title in ("Few", "Many"))
    for event, number in ((few, 4), (many, 9)):
        for one in range(number):
            made = book(event, f"Org {one}", now)
            answer = ANSWERS[0] if one < 6 else ANSWERS[2]
            feedback.give(made, {"worth": answer}, now=END + HOUR)
    keeping.over(END)
    assert feedback.publish(END + 14 * DAY) == 0
    assert reading.feedback(reading.read(fresh(many))) is None
    assert feedback.publish(END + 15 * DAY) == 2
    assert feedback.publish(END + 15 * DAY) == 0
    said = {event.title: reading.feedback(reading.read(fresh(event))) for event in (few, many)}
    assert said["Few"] == {"worth": None, "clear": None, "again": None}
    assert said["Many"]
    assert said["Many"]["worth"] == [(("yes",), 6), (("partly",), 0), (("no",), 3)]


def test_after_so_many_days_nobody_is_known_any_more_and_counts_remain(cast: Cast, now: datetime) -> None:
    event = make_event(cast, now, places=3, sessions=two_sessions(now))
    made = book(event, "Riverside", now, people=2, sessions=(1,), vcse=True, access="A ramp", services="Zebra care")
    book(event, "Hillside", now, people=2)
    elsewhere = book(
        make_event(cast, now, title="Another", starts_at=START + 60 * DAY, ends_at=END + 60 * DAY), "Stays", now
    )
    door.check_in(event.id, [door.Entry("0" * 32, made.public_id, 1, START)], by=cast.kofi.id, now=START)
    door.check_in(event.id, [door.Entry("1" * 32, None, 0, START)], by=cast.kofi.id, now=START)
    door.close(event.id, by=cast.kofi.id, now=END)
    feedback.give(made, {"worth": "yes"}, now=END + HOUR)
    every_hour(END + DAY, END + DAY + 12 * HOUR, workers=1)
    assert forgetting.forget(90, END + 90 * DAY) == 0
    assert forgetting.forget(90, END + 91 * DAY) == 1
    assert forgetting.forget(90, END + 91 * DAY) == 0
    assert [one.organisation for one in Booking.select()] == ["Stays"]
    assert [one.name for one in Attendee.select()] == ["Stays 1"]
    assert not any(table.select().exists() for table in (BookingSession, WalkIn, BookingReminder, FeedbackGiven))
    left = str([vars(row)["__data__"] for table in TABLES for row in table.select()])
    assert not [word for word in ("Riverside", "riverside@", "Zebra", "A ramp", "Hillside") if word in left]
    tally = EventTally.of(event.id)
    assert tally
    assert (tally.people, tally.organisations, tally.vcse, tally.waited) == (2, 1, 1, 2)
    assert (tally.came, tally.absent, tally.walk_ins, tally.without_place) == (1, 1, 1, 0)
    assert FeedbackCount.of(event.id)["worth"]["yes"] == 1
    assert Counter(mail.to for mail in Message.select()) == {elsewhere.email: 2}


def test_what_somebody_needs_is_gone_at_once_when_an_event_is_called_off(
    event: Event, cast: Cast, now: datetime
) -> None:
    made = book(event, "Riverside", now, access="A ramp")
    keeping.cancel(event, "Ill.", by=cast.kofi.id, now=now, version=fresh(event).version, secret=SECRET)
    assert reading.need(made) is None


def test_other_authorities_invite_too_and_everybody_is_told_when_that_changes(
    event: Event, cast: Cast, now: datetime
) -> None:
    book(event, "Riverside", now)
    no_mail()
    by = {"by": cast.kofi.id, "now": now, "secret": SECRET}
    made = keeping.tell(event, {"hosts": ["westmoor"]}, None, "They buy the same.", version=fresh(event).version, **by)
    assert made
    assert made.changes == {"hosts": [[], ["Westmoor County Council"]]}
    assert [one.name for one in EventHost.of(event.id)] == ["Westmoor County Council"]
    assert "who invites" in mails()[0].text
    again = keeping.tell(event, {"hosts": ["westmoor"]}, None, "Again.", version=fresh(event).version, **by)
    assert again is None
    with writing():
        EventHost.put(event, [])
    assert not EventHost.of(event.id)

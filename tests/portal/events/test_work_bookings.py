"""Bookings at work level: a place or a place on the list, never both, never one place for two."""

from datetime import datetime, timedelta

import pytest

from models.audit import AuditEvent
from models.conflicts import AlreadyDone, NotNow
from models.events.booking import Attendee, Booking, BookingNeed, NewAttendee, key_of
from models.events.event import Event
from models.events.session import EventSession
from models.outbox import Message
from models.store import writing
from models.tendering.tender import Tender
from portal.events.work import booking, chores, keeping, links, reading
from portal.events.work.booking import SessionFull, TooMany
from tests.fixtures.cast import Cast
from tests.portal.access_events import SECRET, again, book, fresh, make_event, signed_in, two_sessions, wish
from tests.portal.access_tenders import make_tender
from tests.portal.life import mails, no_mail

HOUR, MINUTE, INSTANT = timedelta(hours=1), timedelta(minutes=1), timedelta(milliseconds=1)


def subjects(to: str = "") -> list[str]:
    """What the mails say first, oldest first."""
    return [mail.subject.partition(":")[0] for mail in mails(to)]


def test_a_place_is_kept_for_half_an_hour_until_the_link_is_used(event: Event, now: datetime) -> None:
    made = booking.book(event.id, wish("Riverside", people=2), who=None, now=now, secret=SECRET)
    assert (made.state, fresh(event).left) == ("pending", 8)
    booking.confirm(made, now=now + 30 * MINUTE, secret=SECRET)
    assert again(made).state == "booked"
    assert subjects() == ["Confirm your booking", "You have a place"]


def test_what_nobody_confirms_lapses_and_its_place_is_free_again(event: Event, now: datetime) -> None:
    made = booking.book(event.id, wish("Riverside", access="A ramp"), who=None, now=now, secret=SECRET)
    late = now + 30 * MINUTE + INSTANT
    with pytest.raises(NotNow):
        booking.confirm(made, now=late, secret=SECRET)
    assert chores.tick(SECRET, late) == 1
    assert (again(made).state, fresh(event).left) == ("lapsed", 10)
    assert not Attendee.select().exists()
    assert not BookingNeed.select().exists()
    assert chores.tick(SECRET, late) == 0
    assert subjects() == ["Confirm your booking", "Your booking was not confirmed"]


def test_the_store_holds_no_key_and_only_the_right_one_finds_a_booking(event: Event, now: datetime) -> None:
    made = book(event, "Riverside", now)
    key = links.of(made, SECRET)
    assert Booking.found(links.digest(key)) == made
    assert key not in str([vars(row)["__data__"] for row in (*Booking.select(), *AuditEvent.select())])
    assert links.of(made, b"another installation") != key


def test_who_is_signed_in_books_in_one_step_and_only_once(event: Event, cast: Cast, now: datetime) -> None:
    made = booking.book(event.id, wish("Harbour"), who=signed_in(cast), now=now, secret=SECRET)
    assert made.state == "booked"
    with pytest.raises(AlreadyDone):
        booking.book(event.id, wish("Harbour"), who=signed_in(cast), now=now, secret=SECRET)
    assert fresh(event).taken == 1


def test_no_organisation_sends_more_than_three_however_it_writes_its_name(
    event: Event, cast: Cast, now: datetime
) -> None:
    book(event, "Harbour Young People Ltd.", now, people=2)
    other = wish("HARBOUR YOUNG PEOPLE", people=2, email="second@people.example")
    with pytest.raises(TooMany) as refused:
        booking.book(event.id, other, who=signed_in(cast), now=now, secret=SECRET)
    assert refused.value.left == 1
    told = booking.book(event.id, other, who=None, now=now, secret=SECRET)  # a stranger learns nothing of it …
    assert subjects("second@people.example") == ["Confirm your booking"]
    with pytest.raises(TooMany):  # … before the mail’s link is used
        booking.confirm(told, now=now, secret=SECRET)
    assert fresh(event).taken == 2


def test_a_second_booking_from_an_address_says_no_more_than_the_first(event: Event, now: datetime) -> None:
    made = book(event, "Riverside", now)
    no_mail()
    told = booking.book(event.id, wish("Riverside"), who=None, now=now, secret=SECRET)
    assert told.id == made.id
    assert fresh(event).taken == 1
    assert links.of(made, SECRET) in mails()[0].text


def test_a_full_session_offers_its_repetition_or_a_place_on_the_list(cast: Cast, now: datetime) -> None:
    event = make_event(cast, now, sessions=two_sessions(now))
    book(event, "Riverside", now, people=2, sessions=(1,))
    with pytest.raises(SessionFull) as full:
        booking.book(event.id, wish("Hillside", sessions=(1,)), who=None, now=now, secret=SECRET)
    assert full.value.instead.number == 2
    waits = book(event, "Hillside", now, sessions=(1,), wait=True)
    assert (waits.state, reading.position(waits)) == ("waiting", 1)
    other = book(event, "Woodside", now, sessions=(2,))
    assert other.state == "booked", "who waits for a full session holds nobody up"
    assert [one.taken for one in EventSession.of(event.id)] == [2, 1]


def test_the_first_on_the_list_is_asked_and_after_a_full_working_day_the_next(cast: Cast, now: datetime) -> None:
    event = make_event(cast, now, places=1)
    first, second, third = (book(event, name, now) for name in ("Riverside", "Hillside", "Woodside"))
    assert [reading.position(one) for one in (first, second, third)] == [0, 1, 2]
    no_mail()
    booking.cancel(first, now=now, secret=SECRET)  # Monday, nine in the morning
    offered = again(second)
    assert offered.state == "offered"
    assert str(offered.until) == "2026-10-06 22:59:59.999000", "Tuesday, midnight at its end in London"
    newcomer = book(event, "Lakeside", now)
    assert newcomer.state == "waiting", "nobody passes who waits"
    assert offered.until is not None
    assert chores.tick(SECRET, offered.until) == 0
    booked = chores.tick(SECRET, datetime(2026, 10, 7, 8))
    assert booked == 2, "one lapses, the next is asked"
    assert [again(one).state for one in (second, third, newcomer)] == ["lapsed", "offered", "waiting"]
    booking.accept(third, now=datetime(2026, 10, 7, 9), secret=SECRET)
    assert again(third).state == "booked"
    assert fresh(event).taken == 1
    assert subjects("woodside@people.example") == ["There is a place for you", "You have a place"]


@pytest.mark.parametrize(
    ("at", "asked"),
    [
        (datetime(2026, 10, 5, 6, 59), False),  # Monday, 7:59am
        (datetime(2026, 10, 5, 7, 0), True),
        (datetime(2026, 10, 5, 17, 0), False),  # 6pm
        (datetime(2026, 10, 9, 13, 59), True),  # Friday, 2:59pm
        (datetime(2026, 10, 9, 14, 0), False),
        (datetime(2026, 10, 10, 9, 0), False),  # Saturday
        (datetime(2026, 10, 30, 9, 0), True),  # Friday: Monday the 2nd is the day in between
        (datetime(2026, 11, 2, 9, 0), False),  # the event is on that day: no full working day is left
    ],
)
@pytest.mark.parametrize("engine", ["sqlite"])
def test_nobody_is_asked_at_night_or_on_friday_after_three(
    cast: Cast, now: datetime, at: datetime, asked: bool
) -> None:
    starts = datetime(2026, 11, 3, 10)
    event = make_event(
        cast, now, places=1, starts_at=starts, ends_at=starts + HOUR, booking_closes_at=starts - 24 * HOUR
    )
    first, second = book(event, "Riverside", now), book(event, "Hillside", now)
    booking.cancel(first, now=datetime(2026, 10, 4, 1), secret=SECRET)  # in the night to Sunday
    assert again(second).state == "waiting"
    chores.tick(SECRET, at)
    assert (again(second).state == "offered") is asked


def test_when_no_working_day_is_left_a_free_place_goes_to_whoever_takes_it(cast: Cast, now: datetime) -> None:
    event = make_event(cast, now, places=1)
    first, second = book(event, "Riverside", now), book(event, "Hillside", now)
    late = fresh(event).starts_at - 2 * HOUR
    with pytest.raises(NotNow):
        booking.accept(second, now=late, secret=SECRET)
    booking.cancel(first, now=late, secret=SECRET)
    booking.accept(second, now=late, secret=SECRET)
    assert again(second).state == "booked"


def test_a_group_waits_in_its_turn_and_a_smaller_one_does_not_pass_it(cast: Cast, now: datetime) -> None:
    event = make_event(cast, now, places=3)
    one, two = book(event, "Riverside", now), book(event, "Hillside", now, people=2)
    group, single = book(event, "Woodside", now, people=3), book(event, "Lakeside", now)
    booking.cancel(one, now=now, secret=SECRET)
    assert {again(group).state, again(single).state} == {"waiting"}
    booking.cancel(two, now=now, secret=SECRET)
    assert (again(group).state, again(single).state) == ("offered", "waiting")


def test_a_change_that_finds_no_room_leaves_everything_as_it_was(cast: Cast, now: datetime) -> None:
    event = make_event(cast, now, places=3)
    made = book(event, "Riverside", now, people=2, access="A ramp")
    book(event, "Hillside", now)
    with pytest.raises(NotNow):
        booking.change(made, wish("Riverside", people=3), now=now, secret=SECRET)
    assert (fresh(event).taken, again(made).people, BookingNeed.get().access) == (3, 2, "A ramp")
    booking.change(again(made), wish("Riverside", diet="No nuts"), now=now, secret=SECRET)
    assert (fresh(event).taken, again(made).people, again(made).sequence) == (2, 1, 1)
    assert (BookingNeed.get().access, BookingNeed.get().diet) == ("", "No nuts")


def test_who_takes_over_gets_a_link_and_the_old_one_leads_nowhere(event: Event, now: datetime) -> None:
    made = book(event, "Riverside", now, people=2, access="A ramp")
    old = links.digest(links.of(made, SECRET))
    booking.hand_over(made, "Zoe Zimmer", "zoe@people.example", now=now, secret=SECRET)
    assert Booking.found(old) is None
    assert Booking.found(links.digest(links.of(again(made), SECRET))) == made
    assert [one.name for one in Attendee.of([made.id])] == ["Zoe Zimmer", "Riverside 2"]
    assert not BookingNeed.select().exists()
    assert subjects("zoe@people.example") == ["You go in a colleague’s place"]
    with pytest.raises(AlreadyDone):
        booking.hand_over(again(made), "Zoe", "zoe@people.example", now=now, secret=SECRET)


def test_everybody_who_booked_or_waits_is_told_what_changed_and_why(cast: Cast, now: datetime) -> None:
    event = make_event(cast, now, places=2)
    booked, waits, gone = (book(event, name, now, people=2) for name in ("Riverside", "Hillside", "Woodside"))
    booking.cancel(gone, now=now, secret=SECRET)
    no_mail()
    keeping.go_online(
        event, "https://meet.example/new", "The hall is flooded.", by=cast.kofi.id, now=now,
        version=fresh(event).version, secret=SECRET,
    )  # fmt: skip
    assert [mail.to for mail in mails()] == [booked.email, waits.email]
    assert "the link to join, in a room or online" in mails()[0].text
    assert "The hall is flooded." in mails()[0].text
    assert "meet.example/new" not in "".join(mail.text for mail in mails()), "the link stands behind the link"
    assert (fresh(event).sequence, fresh(event).place) == (1, "online")
    with pytest.raises(NotNow):  # fewer places than are taken
        keeping.tell(
            event, {"places": 1}, None, "Smaller room", by=cast.kofi.id, now=now, version=fresh(event).version,
            secret=SECRET,
        )  # fmt: skip
    keeping.tell(
        event, {"places": 4}, None, "More room", by=cast.kofi.id, now=now, version=fresh(event).version, secret=SECRET
    )
    assert again(waits).state == "offered", "new places go to whoever waits"


def test_a_cancelled_event_tells_everybody_once_and_asks_nobody_any_more(cast: Cast, now: datetime) -> None:
    event = make_event(cast, now, places=1)
    booked, waits = book(event, "Riverside", now), book(event, "Hillside", now)
    no_mail()
    keeping.cancel(event, "Nobody can come.", by=cast.kofi.id, now=now, version=fresh(event).version, secret=SECRET)
    booking.cancel(booked, now=now, secret=SECRET)
    chores.tick(SECRET, now + HOUR)
    assert again(waits).state == "waiting"
    assert subjects(waits.email) == ["It is cancelled"]


def test_what_somebody_needs_is_deleted_after_the_event(event: Event, now: datetime) -> None:
    made = book(event, "Riverside", now, access="A ramp", diet="Halal", language="BSL")
    assert keeping.over(now) == 0
    ends = fresh(event).ends_at
    assert ends is not None
    assert keeping.over(ends) == 1
    assert not BookingNeed.select().exists()
    assert (fresh(event).state, again(made).state) == ("held", "booked")
    assert keeping.over(ends) == 0
    said = [str(vars(row)["__data__"]) for row in (*AuditEvent.select(), *Message.select())]
    assert not [text for text in said if "ramp" in text or "Halal" in text]


def test_nobody_says_whom_to_meet_while_the_tender_is_open(event: Event, cast: Cast, now: datetime) -> None:
    tender = make_tender(cast, now)
    keeping.tell(
        event, {"tender": tender.slug}, None, "It is about a tender.", by=cast.kofi.id, now=now,
        version=fresh(event).version, secret=SECRET,
    )  # fmt: skip
    assert book(event, "Hillside", now, meet="The buyer of lodgings").meet == "The buyer of lodgings"
    with writing():
        Tender.update(state="published", published_at=now).where(Tender.id == tender.id).execute()
    assert book(event, "Riverside", now, meet="The buyer of lodgings").meet == ""


def test_organisations_are_one_whatever_signs_stand_in_their_name() -> None:
    assert key_of("The Harbour, Ltd.") == key_of("harbour LIMITED") == "harbour"
    assert key_of("CIC") == "cic"
    assert NewAttendee("A").role == ""

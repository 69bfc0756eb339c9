"""A booking, from the wish to the place: by a link in an e-mail, or in one step for who is signed in."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from models.conflicts import AlreadyDone, Conflict, NotNow
from models.draft import Draft
from models.events import terms
from models.events.booking import HELD, Attendee, Booking, BookingNeed, BookingSession, NewAttendee, key_of
from models.events.buyer import WHY, EventBuyer, MeetingWish
from models.events.event import Event
from models.events.session import EventSession
from models.person import Person
from models.store import writing
from portal.events.work import links, meetings_kept, places, telling


class TooMany(Conflict):
    """More people of one organisation than may come. `left` is how many still may."""

    def __init__(self, left: int) -> None:
        super().__init__(f"{left} more of this organisation may come.")
        self.left = left


class SessionFull(Conflict):
    """`session` has no room; `instead` is its repetition that has."""

    def __init__(self, session: EventSession, instead: EventSession) -> None:
        super().__init__(f"{session.title} is full.")
        self.session, self.instead = session, instead


@dataclass(frozen=True)
class Wish:
    """What somebody typed. `sessions` are numbers, `buyers` ids of those whom they want to meet; `wait`: rather wait
    for a full session than take its repetition."""

    organisation: str
    email: str
    people: Sequence[NewAttendee]
    sessions: Sequence[int] = ()
    size: str = ""
    vcse: bool = False
    services: str = ""
    meet: str = ""
    access: str = field(default="", repr=False)
    diet: str = field(default="", repr=False)
    language: str = field(default="", repr=False)
    wait: bool = False
    parking: bool | None = None
    buyers: Sequence[int] = ()


@dataclass(frozen=True)
class Who:
    """Somebody who is signed in, and for which organisation."""

    person: int
    provider: int | None


def book(event_id: int, wish: Wish, *, who: Who | None, now: datetime, secret: bytes) -> Booking:
    """Book, or wait where there is no place. Who is signed in has it at once; others are sent a link first, and are
    told the same whatever is known of their organisation or address.

    Raises NotNow unless it can be booked now, SessionFull; for who is signed in TooMany and AlreadyDone, too.
    """
    with writing():
        event = Event.fresh(event_id)
        if not event.open(now):
            raise NotNow(event.state)
        sessions = chosen(event, wish)
        there = Booking.get_or_none(Booking.event == event.id, Booking.email == wish.email, Booking.state << terms.LIVE)
        if there is not None:
            return _again(there, event, who, now, secret)
        made = _made(event, wish, sessions, who, now, secret)
        if who is None:
            telling.tell("confirm", made, event, now, secret)
        else:
            _settle(made, event, now, secret)
            Draft.drop(who.person, event=event.id)
        return made


def _again(there: Booking, event: Event, who: Who | None, now: datetime, secret: bytes) -> Booking:
    """They booked before: whoever asks is told no more than that a mail was sent, and the mail has the link."""
    if who is not None:
        raise AlreadyDone(there)
    telling.tell("already", there, event, now, secret)
    return there


def _made(
    event: Event, wish: Wish, sessions: Sequence[EventSession], who: Who | None, now: datetime, secret: bytes
) -> Booking:  # fmt: skip
    """A booking that has its places for 30 minutes, if there are any."""
    key, salt = key_of(wish.organisation), links.new_salt()
    left = event.per_organisation - places.others(event.id, key)
    if len(wish.people) > (left if who else event.per_organisation):
        raise TooMany(max(left if who else event.per_organisation, 0))
    free = len(wish.people) <= left and not places.waits_before(event)
    kept = free and places.take(event, sessions, len(wish.people))
    values: dict[str, object] = {
        "organisation": wish.organisation, "organisation_key": key, "email": wish.email, "size": wish.size,
        "vcse": wish.vcse, "services": wish.services, "meet": wish.meet if event.meetings(now) else "",
        "parking": wish.parking, "salt": salt,
        "provider": who.provider if who else None, "person": who.person if who else None,
        "link_digest": links.digest(links.key(salt, secret)), "until": now + HELD,
        "state": "pending" if kept else "asked",
    }  # fmt: skip
    return _kept(event, wish, sessions, values, now)


def _kept(
    event: Event, wish: Wish, sessions: Sequence[EventSession], values: dict[str, object], now: datetime
) -> Booking:
    made = Booking.make(event, values, wish.people, at=now)
    BookingSession.put(made, sessions)
    _wished(made, event, wish, now)
    BookingNeed.put(made, wish.access, wish.diet, wish.language)
    return made


def _wished(booking: Booking, event: Event, wish: Wish, now: datetime) -> None:
    """Whom they want to meet, each for the reason that they gave; never about a tender that is live."""
    open_ = {one.id for one in EventBuyer.of(event.id) if one.open(now)} if event.meetings(now) else set()
    MeetingWish.put(booking.id, [(buyer, wish.meet[:WHY]) for buyer in wish.buyers if buyer in open_])


def chosen(event: Event, wish: Wish) -> list[EventSession]:
    """The sessions that were picked. Raises SessionFull where a repetition has room, unless they would rather wait."""
    every = EventSession.of(event.id)
    picked = [one for one in every if one.number in wish.sessions]
    for session in picked:
        if session.has_room(len(wish.people)) or wish.wait:
            continue
        same = {session.number, session.repeats}
        for other in every:
            twin = other.number == session.repeats or (other.repeats is not None and other.repeats in same)
            if other.number != session.number and twin and other.has_room(len(wish.people)):
                raise SessionFull(session, other)
    return picked


def confirm(booking: Booking, *, now: datetime, secret: bytes) -> None:
    """The link was used: the place is theirs, or their place on the list. Raises NotNow, TooMany."""
    with writing():
        event = Event.fresh(booking.event_id)
        _settle(Booking.get_by_id(booking.id), event, now, secret)


def _settle(booking: Booking, event: Event, now: datetime, secret: bytes) -> None:
    if booking.state not in ("pending", "asked") or event.state != "published":
        raise NotNow(booking.state)
    if booking.until is not None and now > booking.until:
        raise NotNow("lapsed")
    if booking.state == "pending" or _free_now(booking, event):
        booking.become("booked", at=now, by=booking.person_id)
        telling.tell("booked", booking, event, now, secret)
        return
    booking.become("waiting", at=now, by=booking.person_id, queued_at=now)
    telling.tell("waiting", booking, event, now, secret)
    places.move(event, now, secret)


def _free_now(booking: Booking, event: Event) -> bool:
    left = event.per_organisation - places.others(event.id, booking.organisation_key, but=booking.id)
    if booking.people > left:
        raise TooMany(max(left, 0))
    return not places.waits_before(event) and places.take(event, booking.sessions(), booking.people)


def accept(booking: Booking, *, now: datetime, secret: bytes) -> None:
    """Take the place that was offered; or a free one while the list does not move any more. Raises NotNow."""
    with writing():
        event = Event.fresh(booking.event_id)
        fresh = Booking.get_by_id(booking.id)
        offered = fresh.state == "offered" and event.state == "published"
        in_time = offered and fresh.until is not None and now <= fresh.until
        if not in_time and not _takes_free_one(fresh, event, now):
            raise NotNow(fresh.state)
        fresh.become("booked", at=now, by=fresh.person_id)
        telling.tell("booked", fresh, event, now, secret)


def _takes_free_one(booking: Booking, event: Event, now: datetime) -> bool:
    if booking.state != "waiting" or event.state != "published" or places.by_itself(event, now):
        return False
    early = event.starts_at is not None and now < event.starts_at
    return early and places.take(event, booking.sessions(), booking.people)


def cancel(booking: Booking, *, now: datetime, secret: bytes) -> None:
    """They do not come, or wait no longer; who is next is asked. Raises NotNow where it is over."""
    with writing():
        event = Event.fresh(booking.event_id)
        fresh = Booking.get_by_id(booking.id)
        if fresh.state not in terms.LIVE:
            raise NotNow(fresh.state)
        if fresh.holds:
            places.give_back(event, fresh)
        fresh.become("cancelled", at=now, by=fresh.person_id, sequence=fresh.sequence + 1)
        telling.tell("cancelled", fresh, event, now, secret)
        meetings_kept.booking_changed(event, fresh, now, secret)
        places.move(event, now, secret)


def change(booking: Booking, wish: Wish, *, now: datetime, secret: bytes) -> None:
    """Other people, sessions or needs. Where there is no room for them everything stays as it was.

    Raises NotNow, TooMany, SessionFull; NotNow("full") where there is no room.
    """
    with writing():
        event = Event.fresh(booking.event_id)
        fresh = Booking.get_by_id(booking.id)
        if fresh.state not in (*terms.HOLDS, "waiting") or event.state != "published":
            raise NotNow(fresh.state)
        left = event.per_organisation - places.others(event.id, fresh.organisation_key, but=fresh.id)
        if len(wish.people) > left:
            raise TooMany(max(left, 0))
        if fresh.holds:
            places.give_back(event, fresh)
        sessions = chosen(event, wish)
        if fresh.holds and not places.take(event, sessions, len(wish.people)):
            raise NotNow("full")  # leaving the transaction takes everything back
        _rewrite(fresh, event, wish, sessions, now)
        telling.tell("kept", fresh, event, now, secret)
        meetings_kept.booking_changed(event, fresh, now, secret)
        places.move(event, now, secret)


def _rewrite(booking: Booking, event: Event, wish: Wish, sessions: Sequence[EventSession], now: datetime) -> None:
    values: dict[str, Any] = {
        "size": wish.size, "vcse": wish.vcse, "services": wish.services, "people": len(wish.people),
        "meet": wish.meet if event.meetings(now) else "", "sequence": booking.sequence + 1,
        "until": booking.until, "parking": wish.parking,
    }  # fmt: skip
    booking.become(booking.state, at=now, by=booking.person_id, **values)
    Attendee.put(booking, wish.people)
    BookingSession.put(booking, sessions)
    BookingNeed.put(booking, wish.access, wish.diet, wish.language)


def hand_over(booking: Booking, name: str, email: str, *, now: datetime, secret: bytes) -> Booking:
    """A colleague comes instead and gets a link of their own; the old one leads nowhere. Raises NotNow, AlreadyDone
    where that address has a booking."""
    with writing():
        event = Event.fresh(booking.event_id)
        fresh: Booking = Booking.get_by_id(booking.id)
        if fresh.state not in ("booked", "offered", "waiting") or event.state != "published":
            raise NotNow(fresh.state)
        live = (Booking.event == event.id) & (Booking.email == email) & (Booking.state << terms.LIVE)
        if Booking.select().where(live).exists():
            raise AlreadyDone
        telling.tell("handed_on", fresh, event, now, secret)
        salt = links.new_salt()
        who = {"email": email, "salt": salt, "link_digest": links.digest(links.key(salt, secret))}
        person = Person.get_or_none(Person.email == email)
        fresh.become(
            fresh.state,
            at=now,
            by=fresh.person_id,
            until=fresh.until,
            person=person,
            sequence=fresh.sequence + 1,
            **who,
        )
        people = [NewAttendee(one.name, one.role) for one in Attendee.of([fresh.id])]
        Attendee.put(fresh, [NewAttendee(name), *people[1:]])
        BookingNeed.put(fresh, "", "", "")  # what the one who does not come needs is nobody’s business
        telling.tell("handed_over", fresh, event, now, secret)
        return fresh

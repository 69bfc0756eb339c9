"""One-to-one meetings: the plan, the buyers and wishes, the matching, telling everybody, and booking what is left.

Never about a subject whose tender is live: neither wished, nor matched, nor told, nor booked.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from peewee import IntegrityError

from forms.kinds.plain import visible
from models.conflicts import Conflict, NotNow, Taken, broken_rule
from models.events import terms
from models.events.booking import Booking
from models.events.buyer import BookingStanding, BuyerTime, BuyerWish, EventBuyer, MeetingWish
from models.events.event import Event
from models.events.meeting import Meeting
from models.events.meeting_plan import MeetingPlan, MeetingSlot, Span
from models.store import engine, reading, writing
from portal.events.matching import beside
from portal.events.matching.problem import Pair
from portal.events.work import meeting_problem, meetings_kept, telling
from portal.releasing import events as releasing

TENDER = "tender"
"""What NotNow says where a tender is live."""


class NoRoom(Conflict):
    """It cannot be booked: `why` is taken, gone, elsewhere, declined, most, kept or wished already."""

    def __init__(self, why: str) -> None:
        super().__init__(f"There is no room: {why}.")
        self.why = why


def plan(
    event: Event, values: dict[str, object], breaks: Sequence[Span], *, by: int, now: datetime, version: int
) -> None:
    """When people meet. Raises Stale; NotNow once somebody was told of a meeting."""
    with writing():
        fresh = Event.fresh(event.id)
        Meeting.forget_proposals(fresh.id)
        if fresh.state not in ("draft", "published") or Meeting.select().where(Meeting.event == fresh.id).exists():
            raise NotNow("told")
        MeetingPlan.put(fresh, values, breaks, by=by, at=now, version=version)


def add_buyer(
    event: Event, values: Mapping[str, object], times: Sequence[Span], *, by: int, now: datetime
) -> EventBuyer:
    """Somebody whom people can meet. Raises NotNow for an event that is over."""
    with writing():
        fresh = Event.fresh(event.id)
        if fresh.state not in ("draft", "published"):
            raise NotNow(fresh.state)
        return EventBuyer.add(fresh, values, times, by=by, at=now)


def change_buyer(
    buyer: EventBuyer, values: Mapping[str, object], times: Sequence[Span], *, by: int, now: datetime, version: int,
    secret: bytes,
) -> None:  # fmt: skip
    """Other words or times; meetings at which they are not there any more are cancelled and told. Raises Stale."""
    with writing():
        event = Event.fresh(buyer.event_id)
        EventBuyer.get_by_id(buyer.id).change(values, times, by=by, at=now, version=version)
        there = meeting_problem.load(event, now)
        if there is not None:
            free = there.problem.hosts.get(buyer.id, frozenset())
            off = [one for one in there.meetings if one.buyer_id == buyer.id and one.slot_id not in free]
            meetings_kept.cancelled(event, off, "buyer", now, secret, by=by)


def take_out(buyer: EventBuyer, *, by: int, now: datetime, version: int, secret: bytes) -> int:
    """They do not come after all: nobody can ask for them any more, and whoever was told of a meeting with them hears
    that it is off. How many meetings that are. Raises Stale, NotNow once the event is over or it was said before."""
    with writing():
        event = Event.fresh(buyer.event_id)
        if event.state not in ("draft", "published"):
            raise NotNow(event.state)
        EventBuyer.get_by_id(buyer.id).leave(by=by, at=now, version=version)
        theirs = list(Meeting.full().where(Meeting.buyer == buyer.id))
        return meetings_kept.cancelled(event, theirs, "buyer", now, secret, by=by)


def wish(booking: Booking, wishes: Sequence[tuple[int, str]], *, now: datetime) -> None:
    """Whom the people of a booking would like to meet: ids of buyers in order, each with why. Raises NotNow where that
    cannot be said (any more), or of a buyer who cannot be met."""
    with writing():
        event, fresh = Event.fresh(booking.event_id), Booking.get_by_id(booking.id)
        if not event.meetings(now):
            raise NotNow(TENDER)
        early = event.starts_at is not None and now < event.starts_at
        if event.state != "published" or fresh.state not in terms.LIVE or not early:
            raise NotNow(fresh.state)
        if not {one for one, _ in wishes} <= {one.id for one in EventBuyer.of(event.id) if one.open(now)}:
            raise NotNow(TENDER)
        MeetingWish.put(fresh.id, wishes)


def buyer_wishes(
    buyer: EventBuyer, wished: Sequence[int], declined: Mapping[int, str], *, by: int, now: datetime
) -> None:  # fmt: skip
    """Which organisations a buyer would like to meet, in order, and which rather not. Raises NotNow."""
    with writing():
        event = Event.fresh(buyer.event_id)
        mine: Any = Booking.select(Booking.id).where(Booking.event == event.id, Booking.state == "booked").tuples()
        left = EventBuyer.get_by_id(buyer.id).left_at is not None
        if left or event.state != "published" or not {*wished, *declined} <= {one for (one,) in mine}:
            raise NotNow(event.state)
        plain = {key: said for key, why in declined.items() if (said := visible(why).strip())}
        BuyerWish.put(buyer, wished, plain, by=by, at=now)


def put_right(booking: Booking, authority_id: int, *, contract: bool, by: int, now: datetime) -> None:
    """Whether an organisation has a contract with an authority, where the register does not know it by that name."""
    with writing():
        BookingStanding.put(booking, authority_id, contract, by=by, at=now)


def want(event: Event, *, by: int, now: datetime, version: int) -> None:
    """Have the worker work out who meets whom. What was told stays. Raises NotNow, Stale."""
    with writing():
        fresh, found = _planned(event, now)
        if fresh.state != "published":
            raise NotNow(fresh.state)
        found.become("wanted", {"wanted_at": now, "wanted_by": by}, by=by, at=now, version=version)


def _planned(event: Event, now: datetime) -> tuple[Event, MeetingPlan]:
    fresh = Event.fresh(event.id)
    found = MeetingPlan.of(fresh.id)
    if found is None:
        raise NotNow("no plan")
    if not fresh.meetings(now):
        raise NotNow(TENDER)
    return fresh, found


def work_out(now: datetime) -> int:
    """The worker’s: what was wanted is solved beside, and kept if nobody changed anything meanwhile; else once more the
    next time. How many were done."""
    rows = [row.event_id for row in MeetingPlan.select(MeetingPlan.event).where(MeetingPlan.wanted_at.is_null(False))]  # noqa: FBT003
    return sum(_worked_out(event_id, now) for event_id in rows)


def _worked_out(event_id: int, now: datetime) -> bool:
    with reading():
        before = meeting_problem.load(Event.full().where(Event.id == event_id).get(), now)
    if before is None:
        return False
    wrong, found = "", before.problem.kept
    try:
        found = beside.solve(before.problem)
    except beside.Failed as failed:
        wrong = str(failed)
    with writing():
        event = Event.fresh(event_id)
        after = meeting_problem.load(event, now)
        if after is None or after.plan.wanted_at is None or after.problem.written() != before.problem.written():
            return False
        Meeting.forget_proposals(event.id)
        for met in sorted(set(found) - set(after.problem.kept)):
            _made(after, met.pair, met.slot, met.seat, now, how="matched")
        done = {"wanted_at": None, "ran_at": now, "wrong": wrong}
        after.plan.become("matched", done, by=after.plan.wanted_by_id, at=now)
        return True


def _made(
    there: meeting_problem.Meetings, pair: Pair, slot: int, seat: int, now: datetime, **more: Any
) -> Meeting:  # fmt: skip
    problem = there.problem
    return Meeting.make(
        there.event.id, now, slot=slot, buyer=pair.host, booking=pair.guest, seat=seat,
        newcomer=pair not in problem.known, small=problem.guests[pair.guest].small, **more,
    )  # fmt: skip


def tell(event: Event, *, by: int, now: datetime, version: int, secret: bytes) -> int:
    """Everybody hears what became of their wishes: who asked or has a meeting the first time, later who has a new one.
    How many meetings were told. Raises NotNow where a tender is live or a matching is still worked out; Stale."""
    with writing():
        fresh, plan = _planned(event, now)
        if plan.wanted_at is not None or plan.ran_at is None:
            raise NotNow("running")
        there = meeting_problem.load(fresh, now)
        if there is None or fresh.state != "published":
            raise NotNow(fresh.state)
        new = [one for one in there.meetings if one.state == "proposed"]
        if any(one.buyer_id in there.closed for one in new):
            raise NotNow(TENDER)
        for one in new:
            one.become("told", at=now, by=by)
        hear = {one.booking_id for one in new}
        if plan.told_at is None:
            hear |= {one.booking_id for one in there.wishes}
        for booking_id in sorted(hear):
            telling.tell("meetings", there.bookings[booking_id], fresh, now, secret)
        for buyer_id in sorted({one.buyer_id for one in new}):
            meetings_kept.tell_buyer(fresh, there.by_buyer[buyer_id], now, secret)
        plan.become("told", {"told_at": now}, by=by, at=now, version=version)
        releasing.release(fresh, now)
        return len(new)


def open_what_is_left(
    event: Event, opens: datetime, closes: datetime, *, by: int, now: datetime, version: int, secret: bytes
) -> None:
    """Until when people book what is left, first come, first served; who booked is told. Raises NotNow before anybody
    was told, Stale."""
    with writing():
        fresh, plan = _planned(event, now)
        if plan.told_at is None or plan.wanted_at is not None:
            raise NotNow("not told")
        plan.become("opened", {"opens_at": opens, "closes_at": closes}, by=by, at=now, version=version)
        for booking in Booking.live(fresh.id):
            if booking.state == "booked":
                telling.tell("meetings_left", booking, fresh, now, secret, opens=opens, closes=closes)


def left(there: meeting_problem.Meetings, booking_id: int, now: datetime) -> dict[int, list[MeetingSlot]]:
    """Buyer -> times that this booking could have; who may not meet them has none."""
    if not there.plan.open(now) or booking_id not in there.bookings:
        return {}
    found = {}
    for buyer in there.buyers:
        free = [slot for slot in there.slots if not _hindrance(there, buyer.id, booking_id, slot.id)]
        if free:
            found[buyer.id] = free
    return found


def _hindrance(there: meeting_problem.Meetings, buyer_id: int, booking_id: int, slot_id: int) -> str:
    """Why this booking cannot have this time; nothing where it can."""
    problem, pair = there.problem, Pair(buyer_id, booking_id)
    if buyer_id not in problem.hosts or booking_id not in problem.guests:
        return "gone"
    mine = [met for met in there.found if met.guest == booking_id]
    theirs = [met for met in there.found if met.host == buyer_id]
    checks = (
        (pair in problem.declined, "declined"),
        (pair in {met.pair for met in mine}, "met"),
        (problem.most is not None and len(mine) >= problem.most, "most"),
        (slot_id in {met.slot for met in theirs}, "taken"),
        (slot_id not in problem.common(pair), "elsewhere"),
        (_seat(there, booking_id, slot_id) is None, "elsewhere"),
        (pair in problem.known and not _third_stays(there, buyer_id), "kept"),
    )
    return next((why for hindered, why in checks if hindered), "")


def _third_stays(there: meeting_problem.Meetings, buyer_id: int) -> bool:
    """Whether one more organisation with a contract leaves the kept third to others."""
    problem = there.problem
    known = sum(1 for met in there.found if met.host == buyer_id and met.pair in problem.known)
    return known < len(problem.hosts[buyer_id]) - problem.reserved(buyer_id)


def _seat(there: meeting_problem.Meetings, booking_id: int, slot_id: int) -> int | None:
    taken = {met.seat for met in there.found if (met.guest, met.slot) == (booking_id, slot_id)}
    seats = range(1, there.problem.guests[booking_id].people + 1)
    return next((seat for seat in seats if seat not in taken), None)


def book_left(booking: Booking, buyer_id: int, slot_id: int, *, now: datetime, secret: bytes) -> Meeting:
    """A time that is left, whoever comes first. Raises NotNow where nothing can be booked, NoRoom and why not."""
    with writing():
        event = Event.fresh(booking.event_id)
        there = meeting_problem.load(event, now)
        if there is None or not there.plan.open(now) or event.state != "published":
            raise NotNow("closed")
        if buyer_id in there.closed:
            raise NotNow(TENDER)
        if why := _hindrance(there, buyer_id, booking.id, slot_id):
            raise NoRoom(why)
        seat = _seat(there, booking.id, slot_id)
        made = _kept(there, Pair(buyer_id, booking.id), slot_id, seat, now)
        telling.tell("meetings", there.bookings[booking.id], event, now, secret)
        meetings_kept.tell_buyer(event, there.by_buyer[buyer_id], now, secret)
        releasing.release(event, now)
        return made


def _kept(
    there: meeting_problem.Meetings, pair: Pair, slot: int, seat: int | None, now: datetime
) -> Meeting:  # fmt: skip
    """The tables have the last word on who is where."""
    try:
        with engine().atomic():
            return _made(there, pair, slot, seat or 1, now, how="booked", state="told", told_at=now)
    except IntegrityError as error:
        rule = broken_rule(error)
        if rule is None:
            raise
        raise NoRoom("taken") from Taken(rule)


def times_of(buyer: EventBuyer) -> list[Span]:
    """When a buyer is there, where not all the time."""
    return BuyerTime.of([buyer.id])[buyer.id]


def slot_of(event_id: int, number: int) -> int:
    """The id of a slot by its number in the day; 0, which no slot has, where there is none."""
    return next((one.id for one in MeetingSlot.of(event_id) if one.number == number), 0)

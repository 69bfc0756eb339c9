"""An event’s meetings as they stand, and as the matching sees them. Eleven queries, however many come."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from models.calendar import today
from models.events.booking import Attendee, Booking
from models.events.buyer import BookingStanding, BuyerTime, BuyerWish, EventBuyer, MeetingWish
from models.events.event import Event
from models.events.meeting import Meeting
from models.events.meeting_plan import MeetingPlan, MeetingSlot, Span, apart
from models.register.award import Award
from models.register.contract import Contract
from models.register.supplier import Supplier, SupplierName
from models.register.supplier_names import folded
from portal.events.matching.problem import Guest, Met, Pair, Problem
from portal.events.work import places

SMALL = ("micro", "small", "medium")


@dataclass(frozen=True)
class Meetings:
    """Everything about the meetings of one event. `closed`: buyers whom nobody meets, because a tender is live;
    `gone`: buyers who do not come after all."""

    event: Event
    plan: MeetingPlan
    slots: Sequence[MeetingSlot]
    buyers: Sequence[EventBuyer]
    gone: Sequence[EventBuyer]
    closed: frozenset[int]
    bookings: Mapping[int, Booking]
    people: Mapping[int, Sequence[Attendee]]
    wishes: Sequence[MeetingWish]
    wanted: Sequence[BuyerWish]
    meetings: Sequence[Meeting]
    problem: Problem

    @cached_property
    def found(self) -> tuple[Met, ...]:
        """The meetings as they stand, proposed or told."""
        return tuple(_met(one) for one in self.meetings)

    @cached_property
    def by_buyer(self) -> Mapping[int, EventBuyer]:
        """Id -> buyer, those who do not come after all among them."""
        return {one.id: one for one in (*self.buyers, *self.gone)}

    def why(self, buyer_id: int, booking_id: int) -> str:
        """What a booking said of why it would like to meet a buyer."""
        return next((one.why for one in self.wishes if one.pair == (buyer_id, booking_id)), "")

    def who(self, meeting: Meeting) -> str:
        """Who of a booking’s people goes."""
        named = self.people.get(meeting.booking_id, ())
        return named[meeting.seat - 1].name if meeting.seat <= len(named) else ""


def load(event: Event, now: datetime) -> Meetings | None:
    """None where the event has no plan of meetings."""
    plan = MeetingPlan.of(event.id)
    if plan is None:
        return None
    slots, every = MeetingSlot.of(event.id), EventBuyer.every(event.id)
    buyers, gone = ([one for one in every if (one.left_at is None) == come] for come in (True, False))
    booked = (Booking.event == event.id) & (Booking.state == "booked")
    bookings = {one.id: one for one in Booking.select().where(booked).order_by(Booking.id)}
    closed = frozenset(one.id for one in buyers if not one.open(now) or not event.meetings(now))
    people: dict[int, list[Attendee]] = defaultdict(list)
    for one in Attendee.of(list(bookings)):
        people[one.booking_id].append(one)
    wishes, wanted = MeetingWish.of(list(bookings)), BuyerWish.of([one.id for one in buyers])
    wanted = [one for one in wanted if one.booking_id in bookings]
    meetings = Meeting.of(event.id)
    there = [one for one in buyers if one.id not in closed]
    can = {one.id for one in there}
    problem = Problem(
        hosts=_hosts(there, slots), guests=_guests(bookings, slots, plan),
        asks={Pair(*one.pair): one.rank for one in wishes if one.buyer_id in can},
        wants={Pair(*one.pair): one.rank for one in wanted if one.rank and one.buyer_id not in closed},
        declined=frozenset(Pair(*one.pair) for one in wanted if one.rank is None and one.buyer_id not in closed),
        known=_known(there, bookings, now),
        kept=tuple(_met(one) for one in meetings if one.state == "told" and one.buyer_id not in closed
                   and one.booking_id in bookings),
        most=plan.most,
    )  # fmt: skip
    return Meetings(event, plan, slots, buyers, gone, closed, bookings, people, wishes, wanted, meetings, problem)


def _met(meeting: Meeting) -> Met:
    return Met(meeting.buyer_id, meeting.booking_id, meeting.slot_id, meeting.seat)


def _hosts(buyers: Sequence[EventBuyer], slots: Sequence[MeetingSlot]) -> dict[int, frozenset[int]]:
    times = BuyerTime.of([one.id for one in buyers])
    return {one.id: frozenset(slot.id for slot in slots if _within(slot, times[one.id])) for one in buyers}


def _within(slot: MeetingSlot, times: Sequence[Span]) -> bool:
    return not times or any(since <= slot.starts_at and slot.ends_at <= until for since, until in times)


def _guests(
    bookings: Mapping[int, Booking], slots: Sequence[MeetingSlot], plan: MeetingPlan
) -> dict[int, Guest]:  # fmt: skip
    """Nobody is in a session and a meeting at once, nor without the time to change between them."""
    sessions = places.sessions_of(list(bookings.values()))
    found = {}
    for booking in bookings.values():
        mine = [(one.starts_at, one.ends_at) for one in sessions[booking.id]]
        free = frozenset(slot.id for slot in slots if all(apart(slot.span, one, plan.change) for one in mine))
        found[booking.id] = Guest(booking.people, free, small=booking.vcse or booking.size in SMALL)
    return found


def _known(buyers: Sequence[EventBuyer], bookings: Mapping[int, Booking], now: datetime) -> frozenset[Pair]:
    """Who has a contract with the authority of which buyer: the register says so, by a link that an officer confirmed
    or by the name; an officer may put it right."""
    authorities = {one.authority_id for one in buyers}
    names = {booking.id: folded(booking.organisation) for booking in bookings.values()}
    by_name, by_provider = _suppliers(authorities, set(names.values()), now)
    said = {
        (row.authority_id, row.booking_id): row.contract
        for row in BookingStanding.select().where(BookingStanding.booking << list(bookings))
    }

    def known(authority: int, booking: Booking) -> bool:
        there = (authority, names[booking.id]) in by_name or (authority, booking.provider_id) in by_provider
        return bool(said.get((authority, booking.id), there))

    return frozenset(
        Pair(buyer.id, booking.id)
        for buyer in buyers
        for booking in bookings.values()
        if known(buyer.authority_id, booking)
    )


def _suppliers(authorities: set[int], names: set[str], now: datetime) -> tuple[set[Any], set[Any]]:
    """(authority, name) and (authority, provider) of contracts that have not ended."""
    lasts = Contract.stands() & (Contract.ends_on.is_null() | (Contract.ends_on >= today(now)))
    query = Award.select(Contract.authority, SupplierName.folded, Supplier.provider)
    query = query.join(Contract, on=(Award.contract == Contract.id)).switch(Award).join(Supplier).join(SupplierName)
    here = Contract.authority << sorted(authorities), lasts
    linked: Any = Supplier.provider.is_null(False)  # noqa: FBT003  peewee’s own word
    rows: list[Any] = list(query.where(*here, SupplierName.folded.in_(sorted(names)) | linked).distinct().tuples())
    return {(authority, name) for authority, name, _ in rows}, {(authority, one) for authority, _, one in rows if one}

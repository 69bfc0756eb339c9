"""The words that events and bookings are stored under, and when a place on the waiting list may be offered. Pure."""

from datetime import datetime, time

from models.calendar import add_working_days, end_of_day, from_london, to_london, today, working_day

KINDS = ("meet_the_buyer", "forum", "engagement", "drop_in")
PLACES = ("in_person", "online", "both")
STATES = ("draft", "published", "held", "cancelled")
SIZES = ("", "micro", "small", "medium", "large")

HOLDS = ("pending", "booked", "offered")
"""States of a booking for which places are kept."""
LIVE = (*HOLDS, "asked", "waiting")
BOOKING_STATES = (*LIVE, "lapsed", "cancelled")

FIRST_HOUR, LAST_HOUR, FRIDAY_LAST_HOUR = time(8), time(18), time(15)
FRIDAY = 4


def may_offer(at: datetime, nation: str) -> bool:
    """Whether people are offered a place at this instant: on working days by day, on Friday until three."""
    wall = to_london(at)
    last = FRIDAY_LAST_HOUR if wall.weekday() == FRIDAY else LAST_HOUR
    return working_day(wall.date(), nation) and FIRST_HOUR <= wall.time() < last


def offer_ends(at: datetime, nation: str) -> datetime:
    """The last good instant of an offer made at `at`: the end of the next working day, which is a full one."""
    return end_of_day(add_working_days(today(at), 1, nation))


def offers_end(starts_at: datetime, nation: str) -> datetime:
    """From this instant on no offer could last a full working day before the event starts."""
    return from_london(datetime.combine(add_working_days(today(starts_at), -1, nation), time()))

"""Days and instants as people in the United Kingdom count them. Pure: nothing here reads a clock.

Instants are naive UTC; days are plain dates; a wall clock is Europe/London’s.
"""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
LAST_INSTANT = time(23, 59, 59, 999000)
DIVISIONS = {"E": "england-and-wales", "W": "england-and-wales", "S": "scotland", "N": "northern-ireland"}


def to_london(instant: datetime) -> datetime:
    """A naive UTC instant as London’s wall clock shows it (aware)."""
    return instant.replace(tzinfo=UTC).astimezone(LONDON)


def from_london(wall: datetime) -> datetime:
    """What London’s wall clock shows (naive) as a naive UTC instant.

    Raises ValueError in the hour that is skipped in March and in the one that comes twice in October.
    """
    early, late = (wall.replace(tzinfo=LONDON, fold=fold).astimezone(UTC) for fold in (0, 1))
    if early != late:
        exists = early.astimezone(LONDON).replace(tzinfo=None) == wall
        why = "comes twice" if exists else "does not exist"
        raise ValueError(f"{wall:%H:%M} {why} on {wall.day} {wall:%B %Y}, when the clocks change. Choose another time.")
    return early.replace(tzinfo=None)


def end_of_day(day: date) -> datetime:
    """The last instant of a day in London (23:59:59.999) in naive UTC."""
    return from_london(datetime.combine(day, LAST_INSTANT))


def today(now: datetime) -> date:
    """The day that it is in London at a naive UTC instant."""
    return to_london(now).date()


@cache
def holidays(nation: str) -> frozenset[date]:
    """Bank holidays of a nation (E, W, S or N) as published by gov.uk, from the list in `govuk-bank-holidays`.

    The list ends where gov.uk’s does, two or three years ahead; a newer release of the package brings more.
    Raises KeyError for any other nation.
    """
    from govuk_bank_holidays.bank_holidays import BankHolidays  # noqa: PLC0415 - it brings a whole web client

    known = BankHolidays(use_cached_holidays=True)
    return frozenset(holiday["date"] for holiday in known.get_holidays(division=DIVISIONS[nation]))


def working_day(day: date, nation: str) -> bool:
    """Whether a day is one of Monday to Friday and not a bank holiday of that nation."""
    return day.weekday() < 5 and day not in holidays(nation)


def add_working_days(day: date, number: int, nation: str) -> date:
    """The `number`th working day after `day` (before it, when negative); `day` itself when it is 0."""
    step = timedelta(days=1 if number > 0 else -1)
    for _ in range(abs(number)):
        day += step
        while not working_day(day, nation):
            day += step
    return day

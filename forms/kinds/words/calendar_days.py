"""What a found day is, and how days are reckoned."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

NOT_A_DAY = "not_a_day"
PAST, FUTURE = "past", "future"
_NEARLY_NOW = 31


@dataclass(frozen=True, slots=True)
class Day:
    """A day that was found; `day` is None where it could be another, then `candidates` says which.

    The note “weekday” marks a day that only a weekday's name gave.
    """

    day: date | None
    start: int
    end: int
    sure: bool = False
    """Day, month and year were said, or “today”, “yesterday”, “tomorrow”."""
    candidates: tuple[date, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class When:
    """From where relative days count, which way days without a year lie, and whether a period gives the year."""

    today: date
    direction: str
    year_is_given: bool = False


def add_months(day: date, months: int) -> date:
    at = day.year * 12 + day.month - 1 + months
    year, month = divmod(at, 12)
    if not 1 <= year <= 9998:
        raise ValueError(year)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def shifted(day: date, count: int, unit: str) -> date:
    """`day` and so many days, weeks, fortnights, months or years later; ValueError beyond the calendar."""
    try:
        if unit.startswith(("month", "mth")):
            return add_months(day, count)
        if unit.startswith(("year", "yr")):
            return add_months(day, count * 12)
        days = {"d": 1, "w": 7, "f": 14}[unit[0]]
        return day + timedelta(days=days * count)
    except OverflowError as error:
        raise ValueError(count) from error


def short_year(two: str, today: date) -> int:
    """“26” is 2026; more than ten years ahead is the last century."""
    year = today.year // 100 * 100 + int(two)
    return year - 100 if year > today.year + 10 else year


def in_direction(month: int, day: int, when: When) -> date:
    """The day and month in the year that fits: the last such day for what has been, the next for what will be.

    Days of the last month count as this year's in either direction. Raises ValueError for 31 June.
    """
    years = range(when.today.year - 8, when.today.year + 9)
    possible = [date(year, month, day) for year in years if day <= calendar.monthrange(year, month)[1]]
    if not possible:
        raise ValueError(day)
    if when.direction == PAST:
        return max(d for d in possible if d <= when.today)
    return min(d for d in possible if d >= when.today - timedelta(days=_NEARLY_NOW))

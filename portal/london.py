"""Instants and days as people read them: London time, “30 September 2026”, “4:05pm”."""

from datetime import date, datetime

from models.calendar import to_london


def day(value: date | datetime | None) -> str:
    """“30 September 2026”. An instant (naive UTC) is taken to London first; nothing is an empty string."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = to_london(value).date()
    return f"{value.day} {value:%B %Y}"


def short_day(value: date | datetime | None) -> str:
    """“30 September”, without the year."""
    return day(value).rpartition(" ")[0]


def weekday(value: date | datetime | None) -> str:
    """“Wednesday 30 September 2026”."""
    if value is None:
        return ""
    local = to_london(value).date() if isinstance(value, datetime) else value
    return f"{local:%A} {day(local)}"


def clock(value: datetime | None) -> str:
    """“4:05pm”, in London; “midday” and “midnight” are written out because 12pm is read both ways."""
    if value is None:
        return ""
    local = to_london(value)
    if (local.hour, local.minute) in ((0, 0), (12, 0)):
        return "midnight" if local.hour == 0 else "midday"
    return f"{local.hour % 12 or 12}:{local:%M}{'am' if local.hour < 12 else 'pm'}"


def moment(value: datetime | None) -> str:
    """“30 September 2026 at 4:05pm”."""
    return f"{day(value)} at {clock(value)}" if value else ""


def second(value: datetime | None) -> str:
    """“30 September 2026, 16:05:09 London time”, for receipts."""
    return f"{day(value)}, {to_london(value):%H:%M:%S} London time" if value else ""


def millisecond(value: datetime | None) -> str:
    """“30 September 2026, 12:00:00.000 London time”: as exactly as a deadline counts."""
    if not value:
        return ""
    local = to_london(value)
    return f"{day(value)}, {local:%H:%M:%S}.{local.microsecond // 1000:03} London time"


FILTERS = {f.__name__: f for f in (day, short_day, weekday, clock, moment, second, millisecond)}

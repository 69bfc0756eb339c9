"""What the forms of events have in common: an instant as a day with a time."""

from datetime import datetime
from typing import Any

from wtforms import ValidationError

from models.calendar import from_london, to_london
from portal.register.desk.boxes import shown
from portal.tenders.boxes import shown_clock


def instant(day: Any, clock: Any) -> datetime | None:
    """What two boxes say together; None while either is empty."""
    return from_london(datetime.combine(day.value, clock.value)) if day.value and clock.value else None


def checked(day: Any, clock: Any) -> None:
    """Raises ValidationError for a day without its time, and for the hour in which the clocks change."""
    if day.data and not clock.data:
        raise ValidationError("Enter a time, such as 9:30")
    try:
        instant(day, clock)
    except ValueError as error:
        raise ValidationError(str(error)) from error


def day_of(at: datetime | None) -> str:
    """The day of a stored instant as it stands in its box."""
    return shown(to_london(at).date()) if at else ""


def clock_of(at: datetime | None) -> str:
    """Its time; empty where there is none."""
    return shown_clock(at) if at else ""

"""Boxes of a tender’s forms that nothing else needs: a time of day, and yes as a tick."""

import re
from collections.abc import Iterable
from datetime import datetime, time
from typing import Any

from wtforms import BooleanField, SelectMultipleField, ValidationError

from models.calendar import LAST_INSTANT, to_london
from portal.profile.typed import Line

NOON = "12 noon"
MIDNIGHT = "midnight at the end of the day"
_CLOCK = re.compile(r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))?\s*(?P<half>am|pm)?", re.IGNORECASE)


class Clock(Line):
    """A time of day in London: “12 noon”, “5pm”, “17:00”, “midnight at the end of the day”; `value` is a time.

    “12am” and “12pm” are refused: nobody agrees on what they mean.
    """

    value: time | None = None

    def pre_validate(self, form: Any) -> None:
        super().pre_validate(form)
        self.value = read_clock(self.text) if self.text else None


def read_clock(text: str) -> time:
    """Raises ValidationError with what to enter instead."""
    said = " ".join(text.lower().split())
    if said in ("noon", "12 noon", "midday", "12 midday"):
        return time(12)
    if said in ("midnight", MIDNIGHT, "end of the day", "end of day"):
        return LAST_INSTANT
    found = _CLOCK.fullmatch(said)
    if found is None:
        raise ValidationError(f"Enter a time such as {NOON}, 5pm or 17:00")
    hour, minute, half = int(found["hour"]), int(found["minute"] or 0), (found["half"] or "").lower()
    if half and hour == 12:
        raise ValidationError(f"Enter {NOON}, or {MIDNIGHT}")
    if not half and found["minute"] is None:
        raise ValidationError(f"Enter a time such as {NOON}, {hour}am or {hour}pm")
    hour += 12 if half == "pm" else 0
    if hour > 23 or minute > 59 or (half and hour % 12 == 0):
        raise ValidationError(f"Enter a time such as {NOON}, 5pm or 17:00")
    return time(hour, minute)


def shown_clock(instant: datetime | None) -> str:
    """The time of a stored instant as it stands in its box."""
    if instant is None:
        return NOON
    wall = to_london(instant)
    if wall.time() == LAST_INSTANT:
        return MIDNIGHT
    return NOON if (wall.hour, wall.minute) == (12, 0) else f"{wall:%H:%M}"


class Several(SelectMultipleField):
    """Boxes to tick, of what there is to choose from; `data` is the list of keys."""

    def __init__(self, label: str, **more: Any) -> None:
        super().__init__(label, choices=[], **more)

    def offer(self, pairs: Iterable[tuple[str, str]]) -> None:
        """What there is to choose from: (key, words)."""
        self.choices = list(pairs)


class Tick(BooleanField):
    """One box to tick; ticked is yes."""

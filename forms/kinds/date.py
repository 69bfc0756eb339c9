"""A day, day first: “14/8/26”, “3rd March”, “yesterday”."""

from datetime import date, datetime
from typing import Any, ClassVar

from forms.asked import Asked
from forms.kinds.kind import Kind
from forms.kinds.words.dating import read_day
from forms.reading import Reading


def spoken_day(day: date) -> str:
    """A day in words: “14 August 2026”."""
    return f"{day.day} {day:%B} {day.year}"


def day_from(stored: Any) -> date:
    """A date from itself, a datetime or its ISO text."""
    if isinstance(stored, datetime):
        return stored.date()
    return stored if isinstance(stored, date) else date.fromisoformat(str(stored))


class DateKind(Kind):
    """Values are `date`; JSON and exports hold ISO text."""

    name: ClassVar[str] = "date"

    def read(self, text: str, asked: Asked) -> Reading:
        return read_day(text, asked)

    def say(self, value: Any, asked: Asked) -> str:
        return spoken_day(day_from(value))

    def export(self, value: Any, asked: Asked) -> str | int | float | None:
        return day_from(value).isoformat()

    def number(self, value: Any) -> float | None:
        return float(day_from(value).toordinal())

    def canonical(self, value: Any) -> Any:
        return day_from(value).isoformat()

    def revive(self, stored: Any) -> Any:
        return day_from(stored)

"""From one day to another, both inclusive: “July to September”, “1-8 September”, “last quarter”."""

from typing import Any, ClassVar

from forms.asked import Asked
from forms.kinds.date import day_from, spoken_day
from forms.kinds.kind import Kind
from forms.kinds.words.spans_of_days import read_period
from forms.reading import Reading


class PeriodKind(Kind):
    """Values are `(from, to)`, two dates, both inclusive."""

    name: ClassVar[str] = "period"

    def read(self, text: str, asked: Asked) -> Reading:
        return read_period(text, asked)

    def say(self, value: Any, asked: Asked) -> str:
        return f"{spoken_day(day_from(value[0]))} to {spoken_day(day_from(value[1]))}"

    def export(self, value: Any, asked: Asked) -> str | int | float | None:
        return f"{day_from(value[0]).isoformat()}/{day_from(value[1]).isoformat()}"

    def canonical(self, value: Any) -> Any:
        return [day_from(day).isoformat() for day in value]

    def revive(self, stored: Any) -> Any:
        return day_from(stored[0]), day_from(stored[1])

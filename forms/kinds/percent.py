"""A percentage, 75 for “75%”."""

from typing import Any, ClassVar

from forms.asked import Asked
from forms.kinds.kind import Kind
from forms.kinds.words.figures import figure, plain_figure
from forms.kinds.words.percents import read_percent
from forms.reading import Reading


class PercentKind(Kind):
    """Values are numbers of per cent: 75, 12.5."""

    name: ClassVar[str] = "percent"

    def read(self, text: str, asked: Asked) -> Reading:
        return read_percent(text, asked)

    def say(self, value: Any, asked: Asked) -> str:
        return f"{figure(value)}%"

    def export(self, value: Any, asked: Asked) -> str | int | float | None:
        return plain_figure(value)

    def number(self, value: Any) -> float | None:
        return float(value)

    def canonical(self, value: Any) -> Any:
        return plain_figure(value)

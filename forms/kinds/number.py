"""A whole number or, where the question allows figures after the point, a decimal one."""

from typing import Any, ClassVar

from forms.asked import Asked
from forms.kinds.kind import Kind
from forms.kinds.words.counting import read_count
from forms.kinds.words.figures import figure, plain_figure
from forms.reading import Reading


class NumberKind(Kind):
    """“How many …?” Values are int, or float where `asked.decimals` allows it."""

    name: ClassVar[str] = "number"

    def read(self, text: str, asked: Asked) -> Reading:
        return read_count(text, asked)

    def say(self, value: Any, asked: Asked) -> str:
        return figure(value)

    def export(self, value: Any, asked: Asked) -> str | int | float | None:
        return plain_figure(value)

    def number(self, value: Any) -> float | None:
        return float(value)

    def canonical(self, value: Any) -> Any:
        return plain_figure(value)

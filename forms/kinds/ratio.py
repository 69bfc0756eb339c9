"""So many of a known number: “9 of 12”, “all but one”, “75%”."""

from typing import Any, ClassVar

from forms.asked import Asked
from forms.kinds.kind import Kind
from forms.kinds.words.counting import read_ratio
from forms.kinds.words.figures import figure, plain_figure
from forms.reading import Reading


def part(value: Any) -> int | float:
    """The number that is stored: the first of `(n, of)`, or the number itself."""
    return plain_figure(value[0] if isinstance(value, (tuple, list)) else value)


class RatioKind(Kind):
    """“How many of the {of} …?” A reading's value is `(n, of or None)`; what is stored is n."""

    name: ClassVar[str] = "ratio"

    def read(self, text: str, asked: Asked) -> Reading:
        return read_ratio(text, asked)

    def say(self, value: Any, asked: Asked) -> str:
        said = figure(part(value))
        return said if asked.of is None else f"{said} of {figure(asked.of)}"

    def export(self, value: Any, asked: Asked) -> str | int | float | None:
        return part(value)

    def number(self, value: Any) -> float | None:
        return float(part(value))

    def canonical(self, value: Any) -> Any:
        return part(value)

"""Yes or no, as people say it: “yep”, “not yet”, “I don’t mind”."""

from typing import Any, ClassVar

from forms.asked import Asked
from forms.kinds.kind import Kind
from forms.kinds.words.agreeing import read_yes_no
from forms.reading import Reading


class YesNoKind(Kind):
    """Values are “yes” and “no”."""

    name: ClassVar[str] = "yes_no"

    def read(self, text: str, asked: Asked) -> Reading:
        return read_yes_no(text, asked)

    def say(self, value: Any, asked: Asked) -> str:
        return "Yes" if value == "yes" else "No"

    def number(self, value: Any) -> float | None:
        return 1.0 if value == "yes" else 0.0

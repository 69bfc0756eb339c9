"""Any number of options: “CAMHS and a PA”."""

from typing import Any, ClassVar

from forms.asked import Asked
from forms.kinds.choice import words_of
from forms.kinds.kind import Kind
from forms.kinds.words.choosing import read_choices
from forms.reading import Reading


class ChoicesKind(Kind):
    """Values are tuples of option keys, in the order of the options."""

    name: ClassVar[str] = "choices"

    def read(self, text: str, asked: Asked) -> Reading:
        return read_choices(text, asked)

    def say(self, value: Any, asked: Asked) -> str:
        return "; ".join(words_of(key, asked) for key in value)

    def canonical(self, value: Any) -> Any:
        return list(value)

    def revive(self, stored: Any) -> Any:
        return tuple(stored)

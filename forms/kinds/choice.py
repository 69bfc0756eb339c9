"""One of several options, by its words, its aliases or its place in the list."""

from typing import Any, ClassVar

from forms.asked import Asked
from forms.kinds.kind import Kind
from forms.kinds.words.choosing import read_choice
from forms.reading import Reading


def words_of(key: Any, asked: Asked) -> str:
    """The words of an option, or the key itself where the set no longer has it."""
    return next((option.words for option in asked.options if option.key == key), str(key))


class ChoiceKind(Kind):
    """Values are an option's key."""

    name: ClassVar[str] = "choice"

    def read(self, text: str, asked: Asked) -> Reading:
        return read_choice(text, asked)

    def say(self, value: Any, asked: Asked) -> str:
        return words_of(value, asked)

"""What every kind of question can do: read an answer, say it, export it, compare it, store it."""

from abc import ABC, abstractmethod
from typing import Any, ClassVar

from forms.asked import Asked
from forms.reading import Reading


class Kind(ABC):
    """One kind of question. Kinds have no state; `KINDS` holds one of each."""

    name: ClassVar[str]

    @abstractmethod
    def read(self, text: str, asked: Asked) -> Reading:
        """Understand what somebody wrote. Never raises; reads hostile text as `unreadable`."""

    @abstractmethod
    def say(self, value: Any, asked: Asked) -> str:
        """The value in words, as it is shown to people."""

    def export(self, value: Any, asked: Asked) -> str | int | float | None:
        """The value as one cell of a spreadsheet."""
        return self.say(value, asked)

    def number(self, value: Any) -> float | None:
        """What a database compares: a number, or None where nothing can be compared."""
        return None

    def canonical(self, value: Any) -> Any:
        """The value as JSON, one form only: the same answer gives the same bytes."""
        return value

    def revive(self, stored: Any) -> Any:
        """The value again from its JSON: the inverse of `canonical`."""
        return stored

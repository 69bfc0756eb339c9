"""A few words or lines. They are kept as they were written, but for what nobody can see."""

from typing import Any, ClassVar

from forms.asked import Asked
from forms.kinds.kind import Kind
from forms.kinds.plain import visible
from forms.reading import Reading, Span, Status, unreadable

LONGEST_TEXT = 10_000
"""Characters; beyond it nothing is kept silently short, the person is asked to shorten."""


class TextKind(Kind):
    """Values are str."""

    name: ClassVar[str] = "text"

    def read(self, text: str, asked: Asked) -> Reading:
        if len(text) > LONGEST_TEXT:
            return unreadable("too_long")
        kept = visible(text).strip()
        if not kept:
            return unreadable("empty")
        return Reading(Status.exact, kept, spans=(Span(0, len(kept)),))

    def say(self, value: Any, asked: Asked) -> str:
        return str(value)

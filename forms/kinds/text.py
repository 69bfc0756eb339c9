"""A few words or lines, kept as they were written but for what nobody can see; “n/a”, “see attached” are no answer."""

from typing import Any, ClassVar

from forms.asked import Asked
from forms.kinds.kind import Kind
from forms.kinds.plain import plain, visible
from forms.kinds.words.says_nothing import says_nothing
from forms.kinds.words.tokens import lower
from forms.reading import Reading, Span, Status, unreadable

LONGEST_TEXT = 10_000
"""Characters; beyond it nothing is kept silently short, the person is asked to shorten."""


LONGEST_NOTHING = 80
"""Characters beyond which words say something."""


class TextKind(Kind):
    """Values are str."""

    name: ClassVar[str] = "text"

    def read(self, text: str, asked: Asked) -> Reading:
        if len(text) > LONGEST_TEXT:
            return unreadable("too_long")
        kept = visible(text).strip()
        if not kept:
            return unreadable("empty")
        nothing = says_nothing(lower(plain(kept))) if len(kept) <= LONGEST_NOTHING else None
        return nothing or Reading(Status.exact, kept, spans=(Span(0, len(kept)),))

    def say(self, value: Any, asked: Asked) -> str:
        return str(value)

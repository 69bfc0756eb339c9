"""The one place where the conversation looks at words for what must not wait, and for what may name somebody."""

from typing import Final

from forms.danger import danger
from forms.personal import personal

_IN_FIGURES: Final = frozenset({"name", "initials", "address", "postcode"})
"""What is looked for where a figure or a choice is asked: telephone numbers would be found in every sum of money."""


def alarming(text: str) -> bool:
    """Whether the words tell of somebody in danger now. “Help” alone asks for what can be said."""
    return text.lower().strip(" .") != "help" and danger(text)


def identifying(text: str, *, narrative: bool) -> tuple[str, ...]:
    """What of the words may tell who a person is: kinds, as `forms.personal` names them."""
    kinds = dict.fromkeys(found.kind for found in personal(text))
    return tuple(kind for kind in kinds if narrative or kind in _IN_FIGURES)

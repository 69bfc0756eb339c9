"""Words in a box for words that say nothing: “n/a”, “don't know”, “see attached”, “as before”, “.”.

“None” and “nothing just now” are answers in words, and are kept.
"""

import re

from forms.kinds.words import asides
from forms.reading import Reading, Span, Status, unreadable

_A_FEW = 6
"""Words beyond which “I don't know how they did it, but …” tells something."""
_ELSEWHERE = re.compile(
    r"(?:please |pls |all |info(?:rmation)? |details? |report )*(?:(?:see|refer to|as per|in)(?: the| our| my)?"
    r"|attached|enclosed)(?: (?:attach(?:ed|ment)s?|enclosed|above|below|e-?mails?|previous|last|report|return"
    r"|document|file"
    r"|spreadsheet|letter|separate(?:ly)?|sheet|other|box|answer|one|quarter|time|to)){0,4}|as (?:above|below"
    r"|previous(?:ly)?"
    r"|stated|discussed|agreed)|above|below"
)
_SAME = re.compile(
    r"(?:it'?s |still |exactly |much )?(?:the )?(?:same|as (?:before|last|usual|previous(?:ly)?)|no change"
    r"|unchanged|ditto)"
    r"(?: (?:as|last|before|previous(?:ly)?|the|time|quarter|return|year|month|period|again)){0,4}"
)
_LATER = re.compile(
    r"(?:tb[cdaf]|to (?:be (?:confirmed|advised|added|completed|done)|follow|come)|(?:will|i'?ll|we'?ll) (?:send"
    r"|add|do|complete"
    r"|fill)(?: (?:it|this|that|in))* (?:later|soon|tomorrow|next week)|(?:info(?:rmation)? "
    r"|data )?not (?:yet )?(?:available|known)"
    r"|awaiting (?:info(?:rmation)?|details|confirmation)|(?:we |i )?(?:don'?t|do not) (?:have|hold|record"
    r"|keep) (?:this|that|it"
    r"|the|any)?(?: ?(?:info(?:rmation)?|data|details))?(?: yet)?)"
)


def says_nothing(low: str) -> Reading | None:
    """The reading of words that only say that nothing is said; None where they say something. `low` is plain."""
    text = re.sub(r"^[\W_]+|[\W_]+$", "", low)
    if not text and not any(character.isalnum() or ord(character) > _FIRST_PICTURE for character in low):
        return unreadable("empty")
    text = text.replace(".", "") if re.fullmatch(r"(?:[a-z]\.)+[a-z]", text) else text
    if len(text.split()) > _A_FEW:
        return None
    if _SAME.fullmatch(text) or _ELSEWHERE.fullmatch(text):
        return Reading(Status.ambiguous, notes=("same_again" if _SAME.fullmatch(text) else "elsewhere",))
    told = (
        (Status.not_applicable, asides.not_applicable(text)),
        (Status.not_available, _LATER.fullmatch(text) is not None),
        (Status.dont_know, asides.only_dont_know(text)),
    )
    status = next((status for status, holds in told if holds), None)
    return None if status is None else Reading(status, spans=(Span(0, len(low)),))


_FIRST_PICTURE = 0x2190
"""From here on stand arrows, signs and emoji: “👍” says something."""

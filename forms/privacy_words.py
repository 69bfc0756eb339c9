"""The privacy hint in words: what was seen, quoted, and nothing about who wrote it."""

from typing import Final

from forms.personal import Found, personal

_KINDS: Final = {
    "name": "a name",
    "initials": "initials",
    "date_of_birth": "a date of birth",
    "nhs_number": "an NHS number",
    "telephone": "a telephone number",
    "email": "an e-mail address",
    "postcode": "a postcode",
    "address": "an address",
}
_QUOTED: Final = 3
"""So many pieces are quoted; they are enough to see what is meant."""


def hint(text: str) -> str:
    """What of a text looks as if it told who somebody is, as one sentence; “” where nothing does.

    >>> hint("We rang Kayleigh")
    'This looks like a name: “Kayleigh”.'
    """
    found = personal(text)
    if not found:
        return ""
    kinds = [_KINDS[kind] for kind in dict.fromkeys(one.kind for one in found)]
    pieces = list(dict.fromkeys(_piece(text, one) for one in found))
    quoted = ", ".join(f"“{piece}”" for piece in pieces[:_QUOTED]) + (" and more" if len(pieces) > _QUOTED else "")
    return f"This looks like {_list(kinds)}: {quoted}."


def _piece(text: str, found: Found) -> str:
    return text[found.span.start : found.span.end].strip()


def _list(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"

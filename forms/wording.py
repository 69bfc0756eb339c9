"""Filling the placeholders of words: `{last_day}`, `{places}`; and saying it well while a number is not known.

The second half of a question often names the answer to the first (“How many of the {need_check} have one?”).
Before that is answered, the sentence must still read: “How many of them have one?”
"""

import re
from collections.abc import Callable
from typing import Final

PLACEHOLDER: Final = re.compile(r"\{([a-z][a-z0-9_]*)\}")

_POINTED_AT: Final = re.compile(r"\b(the|these|those|our|your) \{([a-z][a-z0-9_]*)\}(?= ([\w’]+(?: [\w’]+)?))?")
_IN_BRACKETS: Final = re.compile(r" \(\{([a-z][a-z0-9_]*)\}\)")
_SENTENCE_END: Final = re.compile(r"(?<=[.?!]) ")

LookUp = Callable[[str], str | None]


def fill(text: str, say: LookUp, unit: Callable[[str], str]) -> str:
    """The text with each placeholder said by `say`, which gives None for what is not known.

    `unit` names what a placeholder counts (“places”), so that “your {places} places” becomes “your places”.
    """
    if "{" not in text:
        return text
    known = PLACEHOLDER.sub(lambda found: _or_itself(say(found[1]), found[0]), text)
    if "{" not in known:
        return known
    return _without_numbers(known, unit)


def _or_itself(words: str | None, placeholder: str) -> str:
    return placeholder if words is None else words


def _without_numbers(text: str, unit: Callable[[str], str]) -> str:
    text = _IN_BRACKETS.sub("", text)
    text = _POINTED_AT.sub(lambda found: _pointing(found, unit), text)
    if "{" not in text:
        return text
    sentences = _SENTENCE_END.split(text)
    sayable = [sentence for sentence in sentences if "{" not in sentence]
    return " ".join(sayable) if sayable else PLACEHOLDER.sub("some", text)


def _pointing(found: re.Match[str], unit: Callable[[str], str]) -> str:
    word, name, following = found[1], found[2], found[3] or ""
    counted = unit(name)
    if counted and following.startswith(counted.split(" ")[0]):
        return word
    if word in ("these", "those"):
        return word
    return "those" if following.startswith("who") else "them"

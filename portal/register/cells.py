"""What one cell says: placeholders, yes or no, numbers of months and places. Pure.

A reader gives a `Read`: a value, or what is wrong. Nothing is guessed; an empty cell is no value and no problem.
"""

import re
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Read(Generic[T]):
    """`value` None: nothing was given, or `problem` says what is wrong with it and `action` what was done instead.

    `words` are kept beside the value: what stands there in its place.
    """

    value: T | None = None
    problem: str = ""
    action: str = ""
    words: str = ""


REDACTED = re.compile(r"\bREDACTED\b", re.IGNORECASE)
"""“REDACTED PERSONAL DATA”, “REDACTED COMMERCIAL CONFIDENTIALITY”: the words of the Local Government Transparency
Code 2015 stay as they are."""

PLACEHOLDER = re.compile(
    r"[-–—.*?/#]+|n\W?a\W?|nil|none|null|not (applicable|available|known|specified|stated|recorded|yet known|provided)"
    r"|unknown|tb[acd]\W?|to be (confirmed|advised|agreed|determined)( later)?"
    r"|[(<\[]?(blank|none|empty|null|not set|undefined|missing)[)>\]]?"
    r"|see (above|below|attached|description)|amherthnasol|dim"
    r"|#(n/?a|ref|value|name|div/0|null|num|spill|calc|getting_data|error)[!?]?",
    re.IGNORECASE,
)


def is_placeholder(text: str) -> bool:
    """Whether a cell says that there is nothing to say: `N/A`, `TBC`, `-`, `#REF!`."""
    return bool(PLACEHOLDER.fullmatch(text))


def is_redacted(text: str) -> bool:
    """Whether a cell was redacted; its exact words are kept."""
    return bool(REDACTED.search(text))


WIDEN = "widen the column in the spreadsheet and save the file again"


def placeholder(text: str) -> Read[T]:
    """What a placeholder gives in any column: nothing, and the words that stood there."""
    if re.fullmatch("#{2,}", text):
        return Read(None, "a column that was too narrow when the file was saved", f"taken as empty; {WIDEN}", text)
    return Read(None, "a placeholder", "taken as empty", text)


FLAGS = {
    "yes": ("yes", "y", "true", "t", "1", "1.0", "✓", "✔", "☑", "√", "tick", "ticked", "ydy", "oes", "ie"),
    "no": ("no", "n", "false", "f", "0", "0.0", "✗", "✘", "☐", "nac ydy", "nac oes", "nage"),
    "": ("", "not known", "notknown", "unknown", "not stated", "not specified", "don't know", "don’t know"),
}
_FLAG_OF = {word: flag for flag, words in FLAGS.items() for word in words}


_SAID_FIRST = re.compile(r"(yes|no|y|n|true|false|ydy|oes|nac ydy|nac oes)\s*[-–—(,;:./]\s*(.*)", re.IGNORECASE)


def flag(text: str) -> Read[str]:
    """yes, no, or nothing where it is not known; “Yes (Small)” and “Ydy / Yes” say it first."""
    word = text.casefold().strip(" .")
    if word in _FLAG_OF:
        return Read(_FLAG_OF[word])
    if is_placeholder(text):
        return Read("", "a placeholder", "kept as not known")
    if (found := _SAID_FIRST.fullmatch(word)) and _FLAG_OF.get(
        found[2].strip(" .)"), said := _FLAG_OF[found[1]]
    ) == said:
        return Read(said)
    return Read("", "neither yes nor no", "kept as not known")


def whole(text: str) -> Read[int]:
    """A count, such as of places."""
    if not text or is_placeholder(text):
        return placeholder(text) if text else Read()
    if re.fullmatch(r"\d{1,7}(\.0+)?", text.replace(",", "")):
        return Read(int(float(text.replace(",", ""))))
    return Read(None, "not a whole number", "not kept")

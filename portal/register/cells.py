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
    r"|unknown|tb[acd]\W?|to be (confirmed|advised|agreed|determined)( later)?|blank"
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


def placeholder(text: str) -> Read[T]:
    """What a placeholder gives in any column: nothing, and the words that stood there."""
    return Read(None, "a placeholder", "taken as empty", text)


FLAGS = {
    "yes": ("yes", "y", "true", "t", "1", "1.0", "✓", "✔", "☑", "ydy", "oes", "ie"),
    "no": ("no", "n", "false", "f", "0", "0.0", "✗", "✘", "☐", "nac ydy", "nac oes", "nage"),
    "": ("", "not known", "notknown", "unknown", "not stated", "not specified", "don't know", "don’t know"),
}
_FLAG_OF = {word: flag for flag, words in FLAGS.items() for word in words}


def flag(text: str) -> Read[str]:
    """yes, no, or nothing where it is not known."""
    word = text.casefold().strip(" .")
    if word in _FLAG_OF:
        return Read(_FLAG_OF[word])
    if is_placeholder(text):
        return Read("", "a placeholder", "kept as not known")
    return Read("", "neither yes nor no", "kept as not known")


MONTHS_A = {"month": 1, "mth": 1, "mo": 1, "m": 1, "year": 12, "yr": 12, "y": 12}
UNIT = r"(months?|mths?|mo|m|years?|yrs?|y)\b\.?"
TIMES = re.compile(rf"(\d{{1,2}})\s*[x×*]\s*(\d{{1,3}})\s*-?\s*{UNIT}", re.IGNORECASE)
PLAIN = re.compile(rf"(\d{{1,3}}(?:\s*\+\s*\d{{1,3}})*)\s*-?\s*{UNIT}", re.IGNORECASE)
LONGEST_EXTENSION = 600
NO_EXTENSION = re.compile(r"(no|none|nil|not extendable|no extensions?( options?)?)", re.IGNORECASE)
CUT_OFF = re.compile(
    r"^(?:(?:an?|up to|(?:an )?options? (?:of|for|to extend(?: (?:by|for))?)|(?:an )?optional|extendable(?: by)?"
    r"|plus|a further|further|additional|may be extended (?:by|for)|yes|y)\b|[+:,(-])\s*"
    r"|\s*(?:extensions?|options?|available|\)|\.)$",
    re.IGNORECASE,
)
"""What stands before or behind the months and says nothing else."""

SPELT = {word: str(number) for number, word in enumerate("one two three four five six seven eight nine ten".split(), 1)}
SPELT |= {"twelve": "12", "eighteen": "18", "twenty four": "24", "twenty-four": "24", "thirty six": "36"}
IN_WORDS = re.compile(rf"\b({'|'.join(sorted(SPELT, key=len, reverse=True))})\b(?:\s*\((\d{{1,2}})\))?", re.IGNORECASE)


def _in_figures(found: re.Match[str]) -> str:
    """“two (2)” is 2; where the two say something else, neither is taken."""
    figure = SPELT[found[1].lower()]
    return found[0] if found[2] and found[2] != figure else figure


def months(text: str) -> Read[int]:
    """By how many months a contract may be extended: `24`, `2 x 12 months`, `12+12 months`, `2 years`."""
    if NO_EXTENSION.fullmatch(text):
        return Read(0)
    if not text or is_placeholder(text):
        return placeholder(text) if text else Read()
    words = IN_WORDS.sub(_in_figures, text)
    while (shorter := CUT_OFF.sub("", words).strip()) != words:
        words = shorter
    number = _months(words)
    if number is None:
        return Read(None, "not a number of months", "not kept")
    return Read(number) if number <= LONGEST_EXTENSION else Read(None, "more than fifty years", "not kept")


def months_of_years(text: str) -> Read[int]:
    """The same in a column of years, where `2` is 24 months."""
    return months(f"{text} years" if re.fullmatch(r"\d{1,2}(\.0+)?(\s*\+\s*\d{1,2})*", text) else text)


def _months(text: str) -> int | None:
    if re.fullmatch(r"\d{1,4}(\.0+)?", text):
        return int(float(text))
    if re.fullmatch(r"\d{1,3}(\s*\+\s*\d{1,3})+", text):
        return None  # 1+1 is years to some and months to others
    if found := TIMES.fullmatch(text):
        return int(found[1]) * int(found[2]) * _unit(found[3])
    pieces = [text] if PLAIN.fullmatch(text) else re.split(r"\+|\band\b|,", text)
    parts = [PLAIN.fullmatch(piece.strip()) for piece in pieces if piece.strip()]
    if parts and all(parts):
        return sum(sum(map(int, part[1].split("+"))) * _unit(part[2]) for part in parts if part)
    return None


def _unit(word: str) -> int:
    return MONTHS_A[word.lower().rstrip("s")]


def whole(text: str) -> Read[int]:
    """A count, such as of places."""
    if not text or is_placeholder(text):
        return placeholder(text) if text else Read()
    if re.fullmatch(r"\d{1,7}(\.0+)?", text.replace(",", "")):
        return Read(int(float(text.replace(",", ""))))
    return Read(None, "not a whole number", "not kept")

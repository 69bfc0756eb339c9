"""The privacy hint: what in a narrative answer looks as if it told who a child or a relative is. Pure.

It warns and never rejects: names are wanted nowhere in a return, but nobody’s words are lost over a guess. Only words
are looked at like this, never a number, a sum of money or a date that was asked for: a well-known pattern of telephone
numbers finds “123456” and “£1250000”. What an ordinary line of a return holds (houses, streets, months, abbreviations)
is no name; given names are known by a list, others by what stands beside them (“a boy called …”, “…’s mum”). The
patterns are data, in personal.toml.
"""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from forms.given_names import GIVEN_NAMES
from forms.reading import Span

LONGEST: Final = 12_000
"""Characters that are looked at: longer than the longest answer that is kept."""


@dataclass(frozen=True, slots=True)
class Found:
    """What may tell who somebody is, and where: `text[span.start:span.end]` of the text as it was given.

    `kind`: name, initials, date_of_birth, nhs_number, telephone, email, postcode or address.
    """

    kind: str
    span: Span


_DATA = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
_PARTS: Final[dict[str, str]] = _DATA["parts"]
_ACRONYMS, _WORDS_TOO, _PLACES_TOO = (
    frozenset(_DATA[name].split()) for name in ("acronyms", "words_too", "places_too")
)
_GIVEN: Final[frozenset[str]] = frozenset(GIVEN_NAMES) | frozenset(_DATA["more_given"].split())
_LOWER: Final = frozenset(name.lower() for name in _GIVEN - _WORDS_TOO - _PLACES_TOO if len(name) > 4) | {"jordan"}


def _filled(pattern: str) -> re.Pattern[str]:
    for name, words in _PARTS.items():
        pattern = pattern.replace(f"{{{name}}}", words)
    return re.compile(pattern)


_PATTERNS: Final = tuple((one["kind"], _filled(one["find"])) for one in _DATA["pattern"])
_CAPITAL_WORD = _filled(r"(?<![\w@.'’-]){capital}(?![\w@])")
_LOWER_WORD = re.compile(
    r"(?<![\w@.'’-])([a-z]{4,})(?=['’]s | x ?\d| (?:has|had|was|went|moved|came|said|told|ran|hasn)\b)"
)
_PAIR = re.compile(r"(?<![\w&'’/-])([A-Z]{2,3})(?: (?:and|&) ([A-Z]{2,3}))?(?=(?:['’]s)? ?)")
_AFTER_PAIR = _filled(r"(?:['’]s\b| (?:x ?\d|{does})| \(\d\d\))")
_LETTER = _filled(r"(?<![\w.&'’-])[B-HJ-Z](?= {does})")
_LETTERED = re.compile(
    r"\b(?:house|flat|room|unit|plan|group|team|tier|site|home|class|block|lot|part|grade|ward|form|band|appendix|annex|"
    r"section|schedule|school|stage|year|level|area|route|zone|vitamin|hepatitis|option|phase|type|category|and|the) $",
    re.IGNORECASE,
)
_NAMES_A_PLACE = _filled(r"(?:['’]s)?(?: {capital})? (?i:{place})\b")
_A_SAINT = re.compile(r"\b(?:St|Saint|Queen|King|Prince)\.?$")
_WHERE = re.compile(r"\b(?:in|from|to|of|and|via|near|or|at|is|for)$")
_DOES_SO = _filled(r"(?:['’]s)? {does}|['’]s {kin}\b")
_BEFORE: Final = 24
"""Characters before a word that are looked at."""


def personal(text: str) -> tuple[Found, ...]:
    """What may tell who somebody is, in the order of the text; never raises.

    >>> [found.kind for found in personal("J’s mum rang on 07700 900123")]
    ['initials', 'telephone']
    """
    text = text[:LONGEST]
    found = [
        Found(kind, Span(*match.span()))
        for kind, pattern in _PATTERNS
        for match in pattern.finditer(text)
        if kind != "nhs_number" or is_nhs_number(match.group())
    ]
    if not text.isupper():
        found += _names(text) + _initials(text) + _does(text)
    return _apart(found)


def is_nhs_number(text: str) -> bool:
    """Whether ten figures are an NHS number: the last one checks the others (modulus 11)."""
    figures = [int(figure) for figure in text if figure.isdigit()]
    if len(figures) != 10 or len(set(figures)) == 1:
        return False
    check = 11 - sum(figure * (10 - place) for place, figure in enumerate(figures[:9])) % 11
    return check % 11 == figures[9] and check != 10


def _names(text: str) -> list[Found]:
    """Given names, with what follows of the name."""
    found = [Found("name", Span(*match.span())) for match in _CAPITAL_WORD.finditer(text) if _is_name(text, match)]
    return found + [
        Found("name", Span(*match.span())) for match in _LOWER_WORD.finditer(text) if match.group(1) in _LOWER
    ]


def _is_name(text: str, match: re.Match[str]) -> bool:
    """Whether a word with a capital is a given name here: no street, no country, no first word of a sentence."""
    word = re.sub(r"['’]s$", "", match.group())
    if word not in _GIVEN and word.split("-")[0] not in _GIVEN:
        return False
    start = match.start()
    gap = text[max(0, start - _BEFORE) : start]
    before = gap.rstrip()
    if _NAMES_A_PLACE.match(text, match.end()) or _A_SAINT.search(before):
        return False
    if word in _PLACES_TOO and _WHERE.search(before):
        return False
    first = not before or before[-1] in '.!?:;•-(“"' or "\n" in gap[len(before) :]
    return word not in _WORDS_TOO or not first or bool(_DOES_SO.match(text, match.end()))


def _initials(text: str) -> list[Found]:
    """Two or three capitals that do something or stand in a pair (“JS and MK”), and are no abbreviation."""
    found = []
    for match in _PAIR.finditer(text):
        one, other = match.group(1), match.group(2)
        strange = [part for part in (one, other) if part and part not in _ACRONYMS and len(part) == 2]
        if (other and strange) or (strange and not other and _AFTER_PAIR.match(text, match.end())):
            found.append(Found("initials", Span(*match.span())))
    return found


def _does(text: str) -> list[Found]:
    """One capital that does something (“T has settled”), where it names no house, plan or grade."""
    return [
        Found("initials", Span(*match.span()))
        for match in _LETTER.finditer(text)
        if not _LETTERED.search(text[max(0, match.start() - _BEFORE) : match.start()])
    ]


def _apart(found: list[Found]) -> tuple[Found, ...]:
    """In order, of those that overlap the longest."""
    kept: list[Found] = []
    for one in sorted(found, key=lambda one: (one.span.start, -one.span.end)):
        if not kept or one.span.start >= kept[-1].span.end:
            kept.append(one)
    return tuple(kept)

"""What a number counts: the thing named right after it, and whether that is what was asked for.

“15 weekends” is no answer to “how many nights”, and “5 families” none to “how many children”.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from forms.asked import Asked
from forms.kinds.words.nouns import HEAD, OURS, Named, heads, stem
from forms.kinds.words.tokens import Token
from forms.kinds.words.words_to_number import Number

ANOTHER_UNIT, ANOTHER_THING, SOME_OF_THEM = "unit", "thing", "some"
"""Flags of a number: it surely counts something else; it may; it may count some of those who are asked about."""

_TIME = frozenset(
    map(stem, "second minute hour hr day night week wk weekend fortnight month mth year yr term".split())
)  # fmt: skip
_SHORT_TIME = frozenset(map(stem, ["second", "minute", "hour", "hr"]))
_AS_LONG = frozenset(map(stem, ["day", "night"]))
"""“I'll be there 2 days” to “how many nights”: proposed, not refused."""
_TIMES = frozenset(map(stem, "time occasion episode instance incident".split()))
_ANYBODY = frozenset(
    "people person persons individual individuals ones men man women woman male males female females resident "
    "residents guests seniors student students yp yps".split()
)
_YOUNG = frozenset(
    "children child kids kid lads lad girls girl boys boy lasses lass teenager teenagers teens youngster youngsters "
    "youth youths babies baby toddlers toddler infants siblings sibling brothers brother sisters sister twins "
    "daughters sons pupils pupil lac uasc bairns minors".split()
)
_GROWN = frozenset(
    "adults adult staff worker workers carer carers host hosts parent parents mums mum dads dad mothers fathers "
    "grandparents employees employee volunteers volunteer managers manager colleagues professionals teachers "
    "tutors nurses".split()
)
_GROUPS = frozenset("families family households household couples couple groups group".split())
_PEOPLE = _ANYBODY | _YOUNG | _GROWN
_SINGULAR = frozenset(word for word in _PEOPLE if f"{word}s" in _PEOPLE) | {"child", "man", "woman"}
_NO_PLURALS = frozenset(
    "yes plus minus thanks this was has does as us less unless across towards always sometimes perhaps besides ours "
    "yours hers theirs his its themselves ourselves news gas bus cos overseas nowadays upstairs downstairs indoors "
    "outdoors afterwards sorts kinds types regards hours' cheers bless res its'".split()
)
_ENDS = frozenset(
    "a an the and or but so of in on at to for from by with without is are was were be been being am has have had do "
    "does did will would can could may might should must who which that this these those there here not no than as "
    "if when while since because it we i they he she you me him her them us our your their my only just please all "
    "each per came went left took said got gave made saw lost moved still already now also both x".split()
)
_OF_WHOSE = frozenset(["of", "the", "our", "your", "these", "those", "my", "their"])
_DESCRIBED_BY = 2


class _Counts(NamedTuple):
    """What a question asks to be counted."""

    words: frozenset[str]
    stems: frozenset[str]
    called: frozenset[str]
    """Stems of everything that it may be called."""


@lru_cache(maxsize=512)
def _counts(ask: str, unit: str, nouns: tuple[str, ...]) -> _Counts:
    words = frozenset(word for text in (*heads(ask), unit.lower()) for word in text.split())
    if "young" in words and "people" in words:
        words |= {"children"}
    last_words = {noun.split()[-1].lower() for noun in nouns if " " in noun}  # “host families”
    return _Counts(words, frozenset(map(stem, words)), frozenset(map(stem, words | last_words)))


def counts_time(asked: Asked) -> bool:
    """Whether hours, nights, weeks … are asked for."""
    return bool(_counts(asked.ask, asked.unit, tuple(asked.nouns)).stems & _TIME)


def shorter_than_a_day(stemmed: str) -> bool:
    """Hours and minutes are what a session lasts, not how often it is held."""
    return stemmed in _SHORT_TIME


def counts_times(asked: Asked) -> bool:
    """Whether “how many times” is asked."""
    return bool(_counts(asked.ask, asked.unit, tuple(asked.nouns)).stems & _TIMES)


def flag_other_things(found: Iterable[Number], words: Sequence[Token], clause: Sequence[int], nouns: Sequence[Named],
                      asked: Asked, labels: set[int]) -> None:  # fmt: skip
    """Flag each number that counts something else than the question; nothing where it is not known what it counts.

    Words whose indexes are in `labels` are explained already (“two year 9s”).
    """
    counts = _counts(asked.ask, asked.unit, tuple(asked.nouns))
    if not counts.words:
        return
    explained = labels | {i for noun in nouns for i in range(noun.first, noun.last) if noun.whose in (OURS, HEAD)}
    for number in found:
        at = _thing(number, words, clause)
        flag = _judged(words[at].text, counts) if at is not None and at not in explained else ""
        if flag:
            number.flags.add(flag)


def _thing(number: Number, words: Sequence[Token], clause: Sequence[int]) -> int | None:
    """Where the noun stands that a number counts: right after it, or after a word or two that describe it."""
    at = number.last
    while at < len(words) and words[at].text in _OF_WHOSE:
        at += 1
    if at > number.last and words[number.last].text != "of":
        return None
    for i in range(at, min(at + 1 + _DESCRIBED_BY, len(words))):
        word = words[i]
        if word.text == "'":
            continue
        if word.kind != "word" or clause[i] != clause[number.first] or word.text in _ENDS:
            return None
        owns = i + 1 < len(words) and words[i + 1].text == "'"  # “12 hosts’ homes”
        if not owns and names_a_thing(word.text, many=number.value != 1):
            return i
    return None


@lru_cache(maxsize=4096)
def names_a_thing(word: str, *, many: bool) -> bool:
    """Whether a word is a plural noun. After “one”, what ends in s is a verb (“one lives here”)."""
    if many and word in _SINGULAR:  # “2 sibling groups”
        return False
    if word in _PEOPLE or word in _GROUPS or stem(word) in _TIME:
        return True
    plural = word.endswith("s") and not word.endswith(("ss", "us", "is", "'s")) and word not in _NO_PLURALS
    return many and plural and len(word) > 3


def _judged(word: str, counts: _Counts) -> str:
    """Another unit, another thing, or nothing where the word is what was asked for."""
    if _asked_for(stem(word), counts.called):
        return ""
    if stem(word) in _TIME:
        return ANOTHER_THING if stem(word) in _AS_LONG and counts.stems & _AS_LONG else ANOTHER_UNIT
    if counts.stems & _TIMES:
        return "" if stem(word) in _TIMES else ANOTHER_UNIT if word in _PEOPLE | _GROUPS else ANOTHER_THING
    if counts.words & _PEOPLE:
        return _other_people(word, counts)
    return ANOTHER_THING


def _asked_for(stemmed: str, asked: frozenset[str]) -> bool:
    """“Rooms” and “bed rooms” are bedrooms; short words are compared whole."""
    if stemmed in asked or stemmed in _TIME:  # a fortnight is no night
        return stemmed in asked
    return any(
        len(short) > 3 and long.endswith(short) for word in asked for short, long in ((word, stemmed), (stemmed, word))
    )


def _other_people(word: str, counts: _Counts) -> str:
    """Families are no children, hosts are no children, children are no staff; “people” may be anybody."""
    if word not in _PEOPLE and word.endswith(("ers", "ors", "ees")):
        return SOME_OF_THEM  # “3 part-timers”
    if word in _GROUPS or stem(word) in _TIMES:
        return ANOTHER_UNIT
    if word not in _PEOPLE:
        return ANOTHER_THING
    clash = (word in _GROWN and counts.words & _YOUNG) or (word in _YOUNG and counts.words & _GROWN)
    return ANOTHER_UNIT if clash else ""


def looks_like_a_label(number: Number, words: Sequence[Token], nouns: Sequence[Named]) -> bool:
    """“Cohort 3”, “keyworker 2”: nothing but a strange word and a figure after it."""
    if not 1 <= number.first <= _DESCRIBED_BY or any(word.kind == "word" for word in words[number.last :]):
        return False
    before = words[number.first - 1]
    known = before.text in _ENDS | _BEFORE_A_COUNT or before.text.endswith("ed") or stem(before.text) in _TIME | _TIMES
    named = any(noun.first < number.first for noun in nouns)
    return before.kind == "word" and not known and not named


_BEFORE_A_COUNT = frozenset(
    "answer total number figure count sum its thats theres weve it's that's there's we've we'd i'd they've say says "
    "put make makes i'll "
    "held ran did took found told rang sent saw met gave ate only about around maybe yes yeah yep no nope ok okay "
    "well actually sorry think meant mean even like exactly again then more least most now currently today altogether "
    "roughly approximately nearly almost over under until still another other these those housing helping supporting "
    "having hosting want need require get let's least hello hi um er oh so definitely currently presently mine".split()
)

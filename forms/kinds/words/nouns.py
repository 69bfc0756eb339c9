"""Which words a question is about: its own nouns, its head noun, and the nouns of its neighbours.

A number belongs to the nearest of these: in “2 in, 1 out” the 2 answers “moved in”.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from forms.asked import Asked
from forms.kinds.words.calendar_words import MONTH
from forms.kinds.words.tokens import Token, lower, tokens

_IRREGULAR = {
    "left": "leav", "leaver": "leav", "leavers": "leav", "went": "go", "gone": "go", "goes": "go", "going": "go",
    "took": "tak", "taken": "tak", "said": "say", "says": "say", "children": "child", "kids": "kid",
    "people": "people", "came": "com", "gave": "giv", "given": "giv", "got": "get", "getting": "get", "spoke": "speak",
    "men": "man", "women": "woman", "lives": "liv",
}  # fmt: skip
_PRONOUNS = frozenset("us them it me him her our the of their a an ones".split())
_HEAD = re.compile(r"\b(?:how many|number of|what number of|how much)\b(.{0,80})")
_OF_THE = re.compile(r"^ of (?:our|your|the|these|those|all|them|their)?(?: ?\{?[\w.]*\d[\w.,]*\}?| ?\{\w+\})?")
_HEAD_ENDS = frozenset(
    "of are is do does did was were have has had in on at with would will can cannot could should may might to need "
    "needs moved lived came for there you your we they i it who that which from this between by as left finish".split()
)
_SKIPPED = frozenset("our your the these those different other others all more of a an total approved main".split())
_TOO_VAGUE = frozenset("the a an of to and or not no others date need asked".split())

_DIRECTIONS = frozenset(["in", "out", "on", "up", "off"])
_MONTH = re.compile(MONTH)
_AFTER_A_DIRECTION = frozenset(
    "and but this during since last so with then thanks please total altogether of one two three four five six".split()
)

OURS, HEAD, OTHER = "ours", "head", "other"


class Named(NamedTuple):
    """A noun that stands in a message, as token indexes, `last` not included."""

    first: int
    last: int
    whose: str
    noun: str


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """A crude stem, the same for “invited” and “invites”, “planned” and “plan”.

    >>> stem("invited") == stem("invites")
    True
    """
    word = word.removesuffix("'s").removesuffix("'").replace("'", "")
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    for ending, instead in (("ies", "y"), ("ied", "y"), ("ing", ""), ("ers", ""), ("ed", ""), ("es", ""), ("s", ""),
                            ("e", "")):  # fmt: skip
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            word = word[: -len(ending)] + instead
            break
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] else word


@lru_cache(maxsize=512)
def asked_words(ask: str) -> frozenset[str]:
    """The stems of the longer words of a question."""
    return frozenset(stem(word.text) for word in tokens(lower(ask)) if word.kind == "word" and len(word.text) > 4)


@lru_cache(maxsize=2048)
def _phrase(noun: str) -> tuple[str, ...]:
    return tuple(
        stem(token.text + token.suffix) for token in tokens(lower(noun.replace("’", "'"))) if token.text != "-"
    )


@lru_cache(maxsize=2048)
def heads(ask: str) -> tuple[str, ...]:
    """What “how many …” asks for: the phrase and its last word.

    >>> heads("How many of your 12 places had a young person living in them?")
    ('places',)
    """
    match = _HEAD.search(lower(ask.replace("’", "'")))
    if match is None:
        return ()
    rest = _OF_THE.sub(" ", match.group(1)) if match.group(1).startswith(" of") else match.group(1)
    words: list[str] = []
    for token in tokens(rest):
        if token.kind != "word" or token.text in _HEAD_ENDS:
            break
        if token.text not in _SKIPPED:
            words.append(token.text)
    if not words:
        return ()
    return (" ".join(words), words[-1]) if len(words) > 1 else (words[0],)


class _Lexicon:
    """The nouns of one question, by their first stem."""

    def __init__(self, nouns: tuple[str, ...], other: tuple[str, ...], head: tuple[str, ...]) -> None:
        self.by_first: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
        own = {_phrase(noun) for noun in nouns}
        for whose, group in ((OURS, nouns), (OTHER, other), (HEAD, head)):
            for noun in group:
                phrase = _phrase(noun)
                if not phrase or noun in _TOO_VAGUE or (whose != OURS and phrase in own):
                    continue
                self.by_first.setdefault(phrase[0], []).append((phrase, whose, noun))
        for group_ in self.by_first.values():
            group_.sort(key=lambda entry: -len(entry[0]))


@lru_cache(maxsize=512)
def _lexicon(nouns: tuple[str, ...], other: tuple[str, ...], head: tuple[str, ...]) -> _Lexicon:
    return _Lexicon(nouns, other, head)


def named(words: Sequence[Token], asked: Asked) -> list[Named]:
    """Every noun of this question and its neighbours in the message, longest first where they overlap."""
    head = heads(asked.ask) + ((asked.unit,) if asked.unit else ())
    lexicon = _lexicon(tuple(asked.nouns), tuple(asked.other_nouns), head)
    stems = [stem(token.text + token.suffix) for token in words]
    found: list[Named] = []
    at = 0
    while at < len(stems):
        match = _longest(stems, words, at, lexicon)
        if match is None:
            at += 1
        else:
            found.append(match)
            at = match.last
    return found


def _longest(stems: list[str], words: Sequence[Token], at: int, lexicon: _Lexicon) -> Named | None:
    for phrase, whose, noun in lexicon.by_first.get(stems[at], ()):
        last = _matched(stems, words, at, phrase)
        if last and not (noun in _DIRECTIONS and _goes_on(words, at, last)):
            return Named(at, last, whose, noun)
    return None


def _goes_on(words: Sequence[Token], at: int, last: int) -> bool:
    """“7 in the home”, “3 in year 9”, “5 in 4 homes”: there “in” has not moved in; in “two in October” it may have."""
    following, after = ([*words[last : last + 2], None, None])[:2]
    if following is None or following.kind == "mark":
        return False
    if following.kind == "figure":
        return after is not None and len(after.text) > 3 and after.text.endswith("s")
    if _MONTH.fullmatch(following.text):
        return at > 0 and words[at - 1].kind == "word" and words[at - 1].text not in _AFTER_A_DIRECTION
    return following.text not in _AFTER_A_DIRECTION


def _matched(stems: list[str], words: Sequence[Token], at: int, phrase: tuple[str, ...]) -> int:
    """The index after the phrase if it stands at `at`, else 0; one small word may come between (“turned us down”)."""
    here = at
    for n, part in enumerate(phrase):
        if n and here < len(stems) and stems[here] != part and words[here].text in _PRONOUNS | {"-"}:
            here += 1
        if here >= len(stems) or not _same(stems[here], part):
            return 0
        here += 1
    return here


def _same(stem_: str, part: str) -> bool:
    return stem_ == part or (part.isdigit() and stem_.rstrip("s") == part)

"""Plain words for the safety gate: apostrophes put back, Scots and texting spelt out, slips of danger words mended."""

import re
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Final

from forms.kinds.plain import visible
from forms.kinds.words.tokens import lower

_QUOTES = str.maketrans("’‘`´ʼ‐‑–—", "'''''----")
_DATA = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
_SPELT: Final[dict[str, str]] = {wrong: right for right, wrongs in _DATA["spelt"].items() for wrong in wrongs.split()}
_MENDED: Final[list[str]] = _DATA["mended"].split()
_OTHER_WORDS: Final[frozenset[str]] = frozenset(_DATA["other_words"].split())
_NO_AS_NOT = re.compile(
    r"('s|'re|'m|is|are|was|were|am) no (?=(?:safe|been|come|right|well|back|home|breath|wak|mov|answer|seen|eat))"
)
_NOT = re.compile(r"(?<=[\w)?])n't")
_SHORTENED = re.compile(r"(?<=\w)'(s|re|m|ve|ll|d)\b")
_WORDS = re.compile(r"[^\W\d_][\w'/-]*|\d\w*")


def plain_words(text: str) -> str:
    """The text in small letters and everyday spelling; line breaks stay.

    >>> plain_words("Hes no been hame, shes suicdal")
    "he 's not been home, she 's suicidal"
    """
    plain = lower(visible(text)).translate(_QUOTES)
    spelt = _WORDS.sub(lambda word: _spelt(word.group()), plain)
    return apart(_NO_AS_NOT.sub(r"\1 not ", re.sub(r"[ \t]+", " ", spelt)))


def apart(text: str) -> str:
    """Shortened words apart, in texts as in patterns: “hasn't” is “has not”, “he's” is “he 's”."""
    long = text.replace("won't", "will not").replace("can't", "can not").replace("cannot", "can not")
    return _SHORTENED.sub(r" '\1", _NOT.sub(" not", long).replace("n't", "not"))


@lru_cache(4096)
def _spelt(word: str) -> str:
    if word in _SPELT:
        return _SPELT[word]
    if len(word) < 5 or word in _OTHER_WORDS or word in _MENDED or not word.isalpha():
        return word
    return next((right for right in _MENDED if _slip(word, right)), word)


def _slip(word: str, right: str) -> bool:
    """Whether a word is a slip of the right one: one letter amiss, two in a long word; the first letter is right."""
    most = 2 if len(right) >= 10 else 1
    if word[0] != right[0] or abs(len(word) - len(right)) > 1 or word == right:
        return False
    return _distance(word, right) <= most


def _distance(one: str, other: str) -> int:
    """Letters to put in, take out, change or swap with the next."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        earlier, before, row = before, row, [i]
        for j, wanted in enumerate(other, 1):
            best = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != wanted))
            if earlier and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                best = min(best, earlier[j - 2] + 1)
            row.append(best)
    return row[-1]

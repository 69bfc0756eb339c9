"""The safety gate: whether somebody writes of present danger. Pure words; no answer is read, kept or decided here.

Whoever calls it shows what to do in an emergency first, and then goes on as before; nothing is sent anywhere, and what
came with such words is never stored without being shown. So it would rather be right about a person who needs help than
about a line that tells of last quarter; but a return tells of missing episodes on every page, and a warning that always
stands there is read by nobody. Hence three questions of each sentence: is there a sign; is it denied; and is it only
told of (training, July, “both back within the hour”), with nothing that says it is happening now? The words are data,
in danger.toml. Rules see what somebody thought of; so what the phrases weigh (danger_weights.py) decides, and a rule
that sees a sign weighs with them.
"""

import re
import tomllib
from pathlib import Path
from typing import Final

from forms.danger_spelling import apart, plain_words
from forms.danger_weights import Weights, weights

LONGEST: Final = 12_000
"""Characters that are looked at: longer than the longest answer that is kept."""
DENIED_WITHIN: Final = 5
"""Words before a sign in which a “no” denies it."""
SIGN: Final = 3.0
"""What a sign that a rule sees weighs."""

_DATA = tomllib.loads((Path(__file__).with_suffix(".toml")).read_text(encoding="utf-8"))


def _filled(pattern: str) -> str:
    parts = _DATA["parts"]
    for _ in range(2):  # a part may hold another
        for name, words in parts.items():
            pattern = pattern.replace(f"{{{name}}}", words)
    return pattern


def _any(patterns: str) -> re.Pattern[str]:
    """Any of the patterns, one a line, none of them beginning or ending inside a word."""
    return re.compile(rf"(?<![\w-])(?:{'|'.join(apart(_filled(one)) for one in patterns.splitlines() if one)})(?!\w)")


_IDIOMS = _any(_DATA["idioms"]["any"])
_NOW, _EVENT, _ACUTE = _any(_DATA["now"]["any"]), _any(_DATA["event"]["any"]), _any(_DATA["acute"]["any"])
_TOPIC, _PAST, _OVER, _COUNTED = (_any(_DATA["told"][name]) for name in ("topic", "past", "over", "counted"))
_NO = _any(_DATA["told"]["no"])
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+|(?<=[a-z]{3})[.!?](?=[a-z])")
_PIECE = re.compile(r"[;:]|,| but | so |\(| - ")
_WORD = re.compile(r"[\w']+")


def danger(text: str) -> bool:
    """Whether the words speak of somebody who is in danger now. Any language’s letters, any length; never raises.

    >>> danger("Jordan’s been gone since Friday")
    True
    >>> danger("Two missing episodes, both back within the hour")
    False
    """
    return weighs(text, weights()) > 0


def weighs(text: str, by: Weights) -> float:
    """How much the words sound like danger: the heaviest sentence, or the whole."""
    plain = plain_words(text[:LONGEST])
    sentences = [one for one in _SENTENCE.split(plain) if one.strip()]
    sign = any(_dangerous(_IDIOMS.sub(" ", sentence)) for sentence in sentences)
    return max(by.of(one) for one in (plain, *sentences)) + SIGN * sign


def _dangerous(sentence: str) -> bool:
    """One sentence, in plain words."""
    acute = _ACUTE.search(sentence) is not None
    if _signs(_NOW, sentence):
        return acute or not (_TOPIC.search(sentence) or _PAST.search(sentence) or _signs(_OVER, sentence))
    if not _signs(_EVENT, sentence):
        return False
    told = any(words.search(sentence) for words in (_TOPIC, _PAST, _COUNTED)) or _signs(_OVER, sentence)
    return acute or not told


def _signs(pattern: re.Pattern[str], sentence: str) -> bool:
    """Whether a sign stands there that is not denied."""
    return any(not _denied(sentence, found.start()) for found in pattern.finditer(sentence))


def _denied(sentence: str, start: int) -> bool:
    """Whether a “no” stands shortly before a sign, in the same piece of the sentence."""
    piece = _PIECE.split(sentence[:start])[-1]
    before = " ".join(_WORD.findall(piece)[-DENIED_WITHIN:])
    return _NO.search(before) is not None and not before.endswith(("not just", "not only", "know", "knows"))

"""What the words of a council’s own questions and hints must keep to: the rules of our own sets, in short.

A question is one question, short, and says why; it asks for nobody’s name. Each fault is a sentence for the officer.
"""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

from forms.situation import Situation
from forms.wording import PLACEHOLDER

FILE: Final = Path(__file__).with_name("own_words.toml")
LONGEST_ASK: Final = 25
LONGEST_WHY: Final = 40
LONGEST_HINT: Final = 40
LONGEST_NAME: Final = 6
"""All in words."""


@cache
def _rules() -> tuple[tuple[re.Pattern[str], str], ...]:
    told = tomllib.loads(FILE.read_text(encoding="utf-8"))["word"]
    return tuple((re.compile(rf"\b(?:{rule['pattern']})\b", _case(rule["pattern"])), rule["say"]) for rule in told)


def _case(pattern: str) -> re.RegexFlag:
    """Words are found however they are written; “RAG” alone is not a rag."""
    return re.NOFLAG if "RAG" in pattern else re.IGNORECASE


def of_question(ask: str) -> Iterator[str]:
    """What is wrong with a question as it would be asked."""
    if not ask.endswith("?") or ask.count("?") != 1:
        yield "Ask one question, and end it with a question mark."
    if not ask[:1].isupper():
        yield "Begin the question with a capital letter."
    yield from _of_words(ask, LONGEST_ASK, "question")


def of_reason(why: str) -> Iterator[str]:
    """What is wrong with a sentence that says why something is asked."""
    if not why:
        yield "Say why you ask, in a sentence that the provider reads above the box."
    yield from _of_words(why, LONGEST_WHY, "reason")


def of_name(name: str) -> Iterator[str]:
    """What is wrong with the short name of a question, for lists."""
    if not name:
        yield "Give the question a short name, for lists."
    yield from _of_words(name, LONGEST_NAME, "name")


def of_hint(words: str) -> Iterator[str]:
    """What is wrong with words that are added to a page."""
    yield from _of_words(words, LONGEST_HINT, "hint")


def of_option(words: str) -> Iterator[str]:
    """What is wrong with one thing that can be chosen."""
    yield from _of_words(words, 12, "choice")


def _of_words(text: str, longest: int, what: str) -> Iterator[str]:
    count = len(text.split())
    if count > longest:
        yield f"Shorten the {what}: it has {count} words, and {longest} are room enough."
    for pattern, say in _rules():
        if found := pattern.search(text):
            yield say.replace("{found}", found[0])
    strangers = [name for name in PLACEHOLDER.findall(text) if name not in Situation.PLACEHOLDERS]
    if strangers or re.search(r"[{}]", PLACEHOLDER.sub("", text)):
        known = ", ".join(f"{{{name}}}" for name in sorted(Situation.PLACEHOLDERS))
        yield f"Words in curly brackets stand for something. Only these are known: {known}."

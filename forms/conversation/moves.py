"""The closed grammar of what can be said besides answers: the whole message, or its leading clause."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from forms.kinds.plain import plain

_TOLD: Final[dict[str, Any]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
_PARTS: Final[dict[str, str]] = _TOLD["parts"]


def _filled(pattern: str) -> str:
    for name, part in _PARTS.items():
        pattern = pattern.replace(f"{{{name}}}", part)
    return pattern


def _whole_pattern(ways: list[str]) -> re.Pattern[str]:
    said = "|".join(_filled(way) for way in ways)
    return re.compile(rf"{_PARTS['polite']}{_PARTS['ask']}(?:{said}){_PARTS['end']}", re.IGNORECASE)


_MOVES: Final = {name: _whole_pattern(ways) for name, ways in _TOLD["moves"].items()}
_LEADING: Final = frozenset(_TOLD["leading"])
_SINGLE_WORDS: Final = frozenset(_TOLD["single_words"])
_CLAUSE: Final = re.compile(r"[,.;:!–]| - | and (?=i |we |let )| because | then | but ")
_CHANGE: Final = re.compile(
    rf"{_PARTS['polite']}{_PARTS['ask']}"
    r"(?P<verb>change|correct|amend|edit|update|fix|alter|set|make|put) (?P<rest>.+?)[ .!]*",
    re.IGNORECASE,
)
_TO: Final = re.compile(r"(?: from \S+)? (?:to|into|as|=) ", re.IGNORECASE)
_INSTEAD: Final = re.compile(r"(?P<what>.+) (?P<value>\S+) instead", re.IGNORECASE)
_NAMED: Final = re.compile(
    r"(?P<what>.+?) (?:should|ought to) (?:be|have been|say|read) (?P<value>.+?)[ .!]*", re.IGNORECASE
)
_NEEDS_VALUE: Final = frozenset({"set", "make", "put", "update", "fix"})
_IN_NARRATIVE: Final = frozenset({"change", "correct", "amend"})
_LAST: Final = r"(?: (?:the )?(?:last|previous) (?:quarter|time|return|month|year|half[- ]?year|one|period)| before)?"
_SAME: Final = re.compile(
    rf"{_PARTS['polite']}(?:(?:it'?s|it is|still|they'?re|all|just|exactly) )*"
    r"(?:(?:the )?same(?: (?:figure|number|answer|one|thing))?(?: again)?(?: (?:as|in|for))*|as(?= the| last| before)"
    r"|no change(?: (?:from|since))?|unchanged(?: (?:from|since))?|nothing(?:'s| has)? changed(?: since)?|ditto)"
    rf"{_LAST}[ .!]*",
    re.IGNORECASE,
)
_DEMONSTRATIVE: Final = frozenset(
    ["it", "that", "this", "that one", "this one", "the last one", "the last answer", "my last answer", "my answer"]
)
_LONGEST: Final = 200


@dataclass(frozen=True, slots=True)
class Move:
    """A move that was said. `splits` are the ways in which “change X to V” may be parted into X and V (a name may hold
    a “to” itself); it is `explicit` unless it began with make, put or set, which also begin answers."""

    name: str
    splits: tuple[tuple[str, str], ...] = ()
    explicit: bool = True

    @property
    def what(self) -> str:
        """What is to be changed, read the usual way."""
        return self.splits[0][0] if self.splits else ""

    @property
    def value(self) -> str:
        """What it is to be changed to."""
        return self.splits[0][1] if self.splits else ""

    @property
    def demonstrative(self) -> bool:
        """“Change it”: no answer is named."""
        return self.what.lower() in _DEMONSTRATIVE


def move(text: str, *, narrative: bool = False) -> Move | None:
    """The move that a message makes, or None. Where words are asked for (`narrative`) only a whole message is one."""
    said = plain(text)
    if not said or len(said) > _LONGEST:
        return None
    if name := _whole(said):
        return Move(name)
    if not narrative and (name := _leading(said)):
        return Move(name)
    return _change(said, narrative=narrative)


def _whole(said: str) -> str | None:
    return next((name for name, pattern in _MOVES.items() if pattern.fullmatch(said)), None)


def _leading(said: str) -> str | None:
    clause = _CLAUSE.split(said, maxsplit=1)[0].strip()
    if clause == said or not clause or clause.lower() in _SINGLE_WORDS:
        return None
    name = _whole(clause)
    return name if name in _LEADING else None


def _change(said: str, *, narrative: bool) -> Move | None:
    if said.lower() in ("change", "correct", "edit", "amend", "change something", "change an answer"):
        return Move("change")
    if found := _CHANGE.fullmatch(said):
        verb, splits = found["verb"].lower(), _splits(found["rest"])
        valued = bool(splits[0][1])
        if (narrative and not (verb in _IN_NARRATIVE and valued)) or (verb in _NEEDS_VALUE and not valued):
            return None
        return Move("change", splits, verb not in ("set", "make", "put"))
    if not narrative and (named := _NAMED.fullmatch(said)):
        return Move("change", ((named["what"].strip(), named["value"].strip()),), explicit=False)
    return None


def _splits(rest: str) -> tuple[tuple[str, str], ...]:
    """Each way to part “came to the UK alone to 2”; the whole, without a value, where there is none."""
    if instead := _INSTEAD.fullmatch(rest):
        return ((instead["what"].strip(), instead["value"]),)
    found = tuple((rest[: to.start()].strip(), rest[to.end() :].strip()) for to in _TO.finditer(rest) if to.start())
    return found or ((rest.strip(), ""),)


def as_last_time(text: str) -> bool:
    """“Same as last quarter”, as the whole message."""
    return len(text) <= _LONGEST and _SAME.fullmatch(plain(text)) is not None

"""The rules of the publication guard, read from patterns.toml: words, contexts and patterns are data.

What a text by itself gives is worked out once for each text and kept, since departments, ways of buying and suppliers
repeat; what depends on the rest of the row is asked only of what was found. Signs and the grouping of words by their
first letters are there to be quick: without them every verdict is the same.
"""

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from forms.given_names import GIVEN_NAMES

HERE = Path(__file__).parent
TEXTS_KEPT = 8192
LONGEST_KEPT = 200
"""Characters. Longer texts are descriptions, which seldom repeat."""
DIGIT = re.compile(r"\d")
CAPITALISED = re.compile("[A-Z][a-z]*")
INITIALS = re.compile("[A-Z](?![a-z])")
A_GIVEN_NAME, A_CAPITAL_ALONE = "{given}", "{initials}"
"""Signs that are no pieces of text: a given name as a word of its own; a capital with no small letter after it."""


@dataclass(frozen=True, eq=False)
class Pattern:
    """What is looked for. It is found in no text that has none of its signs: pieces in small letters, 0 for a digit."""

    source: str
    signs: frozenset[str] = frozenset()

    @cached_property
    def search(self) -> Callable[[str], re.Match[str] | None]:
        """Compiled when it is looked for first: all of them take a second."""
        return re.compile(self.source, re.IGNORECASE).search


@dataclass(frozen=True, eq=False)
class Rule:
    """What stops a row: patterns over the texts named by `on`. `needs` must stand in the same text, or, for a rule that
    reads areas or suppliers, anywhere in the row; `unless` makes it harmless; so does, for a `public` rule, a row about
    a public place."""

    key: str
    say: str
    on: tuple[str, ...]
    patterns: tuple[Pattern, ...]
    needs: Pattern | None
    unless: Pattern | None
    public: bool

    @cached_property
    def reads_the_row(self) -> bool:
        """Whether `needs` may stand anywhere in the row."""
        return "area" in self.on or "supplier" in self.on

    @cached_property
    def signs(self) -> frozenset[str]:
        """All that its patterns show themselves by; none where one of them has no sign."""
        signs = [pattern.signs for pattern in self.patterns]
        return frozenset().union(*signs) if all(signs) else frozenset()

    def piece(self, text: "_Text") -> str | None:
        """The piece of the text that it stops, judged by the text alone."""
        there = text.signs
        if self.signs and there.isdisjoint(self.signs):
            return None
        if self.needs and not self.reads_the_row and not text.has(self.needs):
            return None
        for pattern in self.patterns:
            if pattern.signs and there.isdisjoint(pattern.signs):
                continue
            if found := pattern.search(text.text):
                return None if self.unless and text.has(self.unless) else found[0].strip()
        return None

    def stands(self, row: str) -> bool:
        """Whether what it found still stops, seen with the rest of the row."""
        if self.needs and self.reads_the_row and not self.needs.search(row):
            return False
        return not (self.public and is_public(row))


class _Text:
    """A text that many patterns are looked for in; what several ask for is looked for once. `signs`: those in it."""

    def __init__(self, text: str, signs: Iterable[str]) -> None:
        self.text = text
        plain = DIGIT.sub("0", text.lower())
        self.signs = {sign for sign in signs if sign in plain}
        if not GIVEN.isdisjoint(CAPITALISED.findall(text)):
            self.signs.add(A_GIVEN_NAME)
        if INITIALS.search(text):
            self.signs.add(A_CAPITAL_ALONE)
        self._has: dict[Pattern, bool] = {}

    def has(self, pattern: Pattern) -> bool:
        """Whether it stands anywhere in the text."""
        known = self._has.get(pattern)
        if known is None:
            known = self._has[pattern] = pattern.search(self.text) is not None
        return known


Pieces = tuple[tuple["Rule", str], ...]


def pieces(kind: str, text: str) -> Pieces:
    """Every rule for this kind of text that finds something in it, and what it finds."""
    return _kept(kind, text) if len(text) <= LONGEST_KEPT else _found(kind, text)


def _found(kind: str, text: str) -> Pieces:
    read = _Text(text, SIGNS[kind])
    return tuple((rule, piece) for rule in BY_KIND[kind] if (piece := rule.piece(read)) is not None)


_kept = lru_cache(TEXTS_KEPT)(_found)


def is_public(row: str) -> bool:
    """Whether a row plainly is about works at, or an event in, a public place, and says nothing of people’s care."""
    return bool(WORKS.search(row)) and not PEOPLE.search(row)


class _Read:
    """patterns.toml, with every word spelt out."""

    def __init__(self, told: Mapping[str, Any], names: Sequence[str]) -> None:
        self.lists: dict[str, list[str]] = {**told["words"], "given": list(names)}
        self.words = {name: f"(?:{grouped(self._spelt(words))})" for name, words in self.lists.items()}
        self.words["given"] = f"(?=[A-Z]){self.words['given']}"
        self.contexts = {name: Pattern(self._spelt_out(pattern)) for name, pattern in told["contexts"].items()}
        self.rules = tuple(self._rule(one) for one in told["rule"])

    def context(self, name: str) -> Pattern:
        """A context by its name: one of its own, or any word of a list."""
        if name not in self.contexts:
            self.contexts[name] = Pattern(self._spelt_out(rf"\b{{{name}}}\b"))
        return self.contexts[name]

    def _spelt(self, words: Iterable[str]) -> list[str]:
        """The words; in place of a name in braces those of its list."""
        return [one for word in words for one in (self.lists[word[1:-1]] if word.startswith("{") else [word])]

    def _rule(self, told: Mapping[str, Any]) -> Rule:
        unless = told.get("unless")
        public = unless == "public_place" or told.get("public", False)
        return Rule(
            told["key"],
            told["say"],
            tuple(told["on"]),
            tuple(self._pattern(one) for one in told["any"]),
            self.context(told["needs"]) if "needs" in told else None,
            self.context(unless) if unless and unless != "public_place" else None,
            public,
        )

    def _pattern(self, told: str | Mapping[str, Any]) -> Pattern:
        if isinstance(told, str):
            return Pattern(self._spelt_out(told))
        signs = {sign for one in told["signs"] for sign in self._signs(one)}
        shortest = (sign for sign in signs if not any(other in sign for other in signs - {sign}))
        return Pattern(self._spelt_out(told["find"]), frozenset(shortest))

    def _signs(self, told: str) -> list[str]:
        """A sign as it is told; for a list of words the plain beginnings of all of them."""
        if told in (A_GIVEN_NAME, A_CAPITAL_ALONE) or not told.startswith("{"):
            return [told]
        return [DIGIT.sub("0", NOT_PLAIN.split(word)[0].lower()) for word in self.lists[told[1:-1]]]

    def _spelt_out(self, pattern: str) -> str:
        pattern = INNERMOST.sub(lambda group: f"(?:{grouped(group[1].split('|'))})", pattern)
        for name, alternatives in self.words.items():
            pattern = pattern.replace(f"{{{name}}}", alternatives)
        return pattern


INNERMOST = re.compile(r"\(\?:([^()|]+(?:\|[^()|]+)+)\)")
NOT_PLAIN = re.compile(r".[?*+{]|[\[(\\]")
PLAIN = re.compile(r"[\w&](?![?*+{])")


def grouped(words: Sequence[str], letters: int = 3) -> str:
    """Alternatives of a regular expression, those with the same first letters together: the engine then compares a
    letter where it would try every word. Words that begin differently never meet, so the order of the others stays."""
    groups: dict[str, list[str]] = {}
    for word in dict.fromkeys(words):
        if not PLAIN.match(word):
            return "|".join(words)
        groups.setdefault(word[0], []).append(word[1:])
    if not letters or len({letter.lower() for letter in groups}) < len(groups):
        return "|".join(words)
    return "|".join(
        letter + (rest[0] if len(rest) == 1 else f"(?:{grouped(rest, letters - 1)})") for letter, rest in groups.items()
    )


def _by_kind(rules: Iterable[Rule]) -> dict[str, tuple[Rule, ...]]:
    kinds = {kind for rule in rules for kind in rule.on}
    return {kind: tuple(rule for rule in rules if kind in rule.on) for kind in kinds}


_READ = _Read(tomllib.loads((HERE / "patterns.toml").read_text(encoding="utf-8")), GIVEN_NAMES)
GIVEN = frozenset(name for whole in _READ.lists["given"] for name in CAPITALISED.findall(whole)[:1])
RULES, WORKS, PEOPLE = _READ.rules, _READ.context("works"), _READ.context("people")
BY_KIND = _by_kind(RULES)
SIGNS = {
    kind: sorted({sign for rule in rules for pattern in rule.patterns for sign in pattern.signs})
    for kind, rules in BY_KIND.items()
}

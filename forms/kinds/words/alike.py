"""Words that people use for one another: “prison” for “custody”. Data, in alike.toml; enough to propose."""

import tomllib
from functools import lru_cache
from pathlib import Path

from forms.kinds.words.nouns import stem

_LONGEST = 3
"""Words of the longest phrase of a group."""


@lru_cache(1)
def _groups() -> dict[tuple[str, ...], set[int]]:
    """Groups by phrase, each word as its stem."""
    lines = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))["groups"].splitlines()
    found: dict[tuple[str, ...], set[int]] = {}
    for number, line in enumerate(lines):
        for phrase in line.split(","):
            words = tuple(stem(word.removesuffix("'s")) for word in phrase.replace("-", " ").split())
            if words:
                found.setdefault(words, set()).add(number)
    return found


def alike(words: list[str]) -> list[tuple[int, int, frozenset[int]]]:
    """Phrases of groups in words in small letters, the longest first: first word, one past the last, the groups."""
    stems, groups = [stem(word) for word in words], _groups()
    found: list[tuple[int, int, frozenset[int]]] = []
    for length in range(_LONGEST, 0, -1):
        for at in range(len(stems) - length + 1):
            inside = groups.get(tuple(stems[at : at + length]))
            if inside and not any(first <= at < last for first, last, _ in found):
                found.append((at, at + length, frozenset(inside)))
    return found

"""Two people at one contract: who is second sees what the first one changed, and nothing of either is lost. Pure.

A form carries a few letters for each box, made of what stood there when it was shown (`marks`). So it can be told which
boxes somebody touched, and which a colleague has changed meanwhile.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

LETTERS = 8


@dataclass(frozen=True)
class Difference:
    """One box that a colleague changed: `theirs` stands in the store now; `mine` was typed, or None where this box was
    not touched and theirs is taken over."""

    name: str
    theirs: str
    mine: str | None


def marks(texts: Mapping[str, str]) -> str:
    """What a form carries along: “title:1f3a5b7c value_pence:…”."""
    return " ".join(f"{name}:{_mark(text)}" for name, text in texts.items())


def _mark(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:LETTERS]


def differences(was: str, mine: Mapping[str, str], theirs: Mapping[str, str]) -> list[Difference]:
    """What a colleague changed since the form was shown with the marks `was`, but for what both changed alike. A box
    without a mark counts as touched."""
    before = dict(pair.split(":", 1) for pair in was.split() if ":" in pair)
    found = []
    for name, text in theirs.items():
        typed = mine.get(name, "")
        if typed == text or before.get(name) == _mark(text):
            continue
        found.append(Difference(name, text, None if before.get(name) == _mark(typed) else typed))
    return found

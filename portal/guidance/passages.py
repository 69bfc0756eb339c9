"""A passage of something that is published, and what was found for a question."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Passage:
    """Some sentences, word for word as they stand on a published page.

    `url` begins with / for a page of the portal and with `site:/` for one of the public site. `scope` says for whom it
    is: “” for everybody, else a word that only some ask with (`set:…`, `council:…`).
    """

    key: str
    title: str
    text: str
    url: str = ""
    version: str = ""
    """Of the page: “version 2026-1”, “12 October 2026”."""
    scope: str = ""
    also: str = field(default="", repr=False)
    """Words by which it is found, too, and which are not shown: nouns, what a question asks."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that was found. `coverage` is how much of what the question is about stands in it, from 0 to 1; `words`
    how many of its words do; `named`: one of them stands in the title or among the words by which it is found."""

    passage: Passage
    score: float
    coverage: float
    words: int
    named: bool


def of_set(key: str, version: str) -> str:
    """The scope of who is answering that version of a set; another version’s passages are not for them."""
    return f"set:{key}/{version}"


def of_council(authority: str, about: str = "") -> str:
    """The scope of a council’s providers; `about`: of those who answer one set, or provide one service."""
    return f"council:{authority}:{about}" if about else f"council:{authority}"

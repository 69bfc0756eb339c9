"""One question to many providers, asked once: a set of one page, made from what an officer says of it. Pure.

It is kept as data (`definition`), so that what was asked stays what it was whatever this page says later.
"""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, Final

from forms.own_question import OwnQuestion
from forms.question_set import QuestionSet

FILE: Final = Path(__file__).with_name("one_off.toml")
PREFIX: Final = "one-off-"
"""What the key of every such set begins with; no other set’s does."""
VERSION: Final = "2026-1"
CODE: Final = "Q1"
ANSWER: Final = "answer"
"""The key of the answer."""
SECTION: Final = "question"
MINUTES: Final = 2
"""What a question takes that comes alone: finding it is most of it."""


def is_one_off(set_key: str) -> bool:
    """Whether a set is a single question, and not one of the files."""
    return set_key.startswith(PREFIX)


def definition(question: OwnQuestion, *, mark: str, nation: str) -> dict[str, Any]:
    """The set as plain data, to be kept as JSON. `mark` is what nobody else’s key has."""
    page = question.page(SECTION, code=CODE, key=ANSWER) | {"minutes": MINUTES}
    promised = [dict.fromkeys(("core", "standard", "full"), figure) for figure in (question.boxes, MINUTES)]
    return {
        "set": {
            "key": f"{PREFIX}{mark}",
            "version": VERSION,
            "title": f"One question: {question.name}",
            "nation": nation,
            "unit_of_return": "one provider, asked once",
            "rhythm": "month",
            "boxes": promised[0],
            "minutes": promised[1],
        },
        "words": _words(),
        "sections": [{"key": SECTION, "title": "The question"}],
        "page": [page],
    }


def question_set(kept: dict[str, Any]) -> QuestionSet:
    """The set of what was kept."""
    return QuestionSet.model_validate(kept)


@cache
def _words() -> dict[str, Any]:
    words: dict[str, Any] = tomllib.loads(FILE.read_text(encoding="utf-8"))["words"]
    return words

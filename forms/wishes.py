"""“Which question should we drop or ask better?”: which question somebody means, as far as the words say so. Pure."""

import re
from typing import Final

from forms.question_set import Page, QuestionSet

KEY: Final = "ask_better"
"""The last question of every set."""
SHORTEST: Final = 4
"""Letters of a name or a title that is looked for."""


def meant(questions: QuestionSet, words: str) -> tuple[str, ...]:
    """The codes of the pages that are named, by code, by their title or by a question’s short name; each once, in the
    order of the set. None where no page is named."""
    text = f" {' '.join(re.findall(r'[a-z0-9’]+', words.lower()))} "
    return tuple(page.code for page in questions.pages if any(_named(name, text) for name in _names(page)))


def _names(page: Page) -> list[str]:
    code, title, questions = page.code, page.title, page.questions
    codes = [code, *(question.code for question in questions)]
    return [*codes, *(name for name in (title, *(question.name for question in questions)) if len(name) >= SHORTEST)]


def _named(name: str, text: str) -> bool:
    bare = " ".join(re.findall(r"[a-z0-9’]+", name.lower()))
    return bool(bare) and f" {bare} " in text

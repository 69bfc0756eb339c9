"""Passages from the question sets: definitions, why it is asked, what comes of it, as `/questions/` shows them to all.

Placeholders are left in: whoever shows a passage fills them from the return that it is shown in.
"""

from collections.abc import Iterator

from forms.question_set import Page, Question, QuestionSet
from portal.guidance.passages import Passage, of_set

SIZES = {1: "small", 2: "middle", 3: "large"}
"""The smallest provider who is asked a question of that tier, as the address of its page names it."""


def passages(found: QuestionSet) -> Iterator[Passage]:
    """Everything of one version of a set that explains something."""
    start = found.words.start
    yield _passage(found, "who_sees", "Who sees it", start.who_sees, "", "who sees reads this return published freedom")
    yield _passage(found, "no_names", "No names", start.no_names, "", "name initials birthday address privacy")
    for page in found.pages:
        yield from _of_page(found, page)


def _of_page(found: QuestionSet, page: Page) -> Iterator[Passage]:
    place = f"?size={SIZES[page.tier]}#{page.code}"
    also = " ".join(_names(question) for question in page.questions)
    yield _passage(found, f"{page.code}.why", page.title, f"{page.why} {page.used}", place, also)
    if page.hint:
        yield _passage(found, f"{page.code}.hint", page.title, page.hint, place, also)
    if page.law:
        yield _passage(found, f"{page.code}.law", page.title, f"Law: {page.law}", place, "law regulation legal duty")
    for question in page.questions:
        if question.hint:
            place = f"?size={SIZES[question.tier]}#{question.code}"
            yield _passage(found, question.code, question.name, question.hint, place, _names(question))


def _names(question: Question) -> str:
    return " ".join((question.name, question.ask, *question.nouns))


def _passage(found: QuestionSet, key: str, title: str, text: str, place: str, also: str) -> Passage:
    return Passage(
        key=f"{found.key}/{found.version}/{key}",
        title=f"{title}, in “{found.title}”",
        text=text,
        url=f"/questions/{found.key}/{found.version}/{place}",
        version=f"version {found.version}",
        scope=of_set(found.key, found.version),
        also=also,
    )

"""What there is to read: the sets, what each asks of a provider of each size, and the whole of one. No database."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import cast

from forms import library
from forms.asked import Asked
from forms.burden import burden
from forms.journey import Journey
from forms.question_set import About, Page, Question, QuestionSet
from forms.situation import TIERS, Situation, Tier, due
from portal.questions import conditions, words

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December")  # fmt: skip


@dataclass(frozen=True)
class Burden:
    """What a provider of one size is asked in an ordinary period: boxes, and minutes for all of them."""

    size: str
    about: str
    boxes: int
    minutes: int


@dataclass(frozen=True)
class Shelved:
    """One set in the list."""

    question_set: QuestionSet
    burdens: Sequence[Burden]

    @property
    def same_for_all(self) -> bool:
        """Whether providers of every size are asked the same."""
        return len({(burden.boxes, burden.minutes) for burden in self.burdens}) == 1


@dataclass(frozen=True)
class Line:
    """One question as it is read on paper: `when` says on what it depends, a sentence each."""

    question: Question
    asked: Asked
    hint: str
    kind: str
    when: Sequence[str]
    due: bool
    """Whether it is asked in the period that is shown."""


@dataclass(frozen=True)
class Leaf:
    """One page with what is said above its questions, placeholders filled."""

    page: Page
    why: str
    used: str
    hint: str
    counts: str
    when: str
    lines: Sequence[Line]


@dataclass(frozen=True)
class Chapter:
    """One section with its pages."""

    key: str
    title: str
    leaves: Sequence[Leaf]


def all_sets() -> list[Shelved]:
    """The newest version of every set of a return, by title."""
    return _newest("return")


def in_between() -> list[Shelved]:
    """What else is filled in with a set, whenever somebody wants to: a question about a tender, a booking."""
    return [*_newest("tender"), *_newest("event")]


def _newest(about: About) -> list[Shelved]:
    newest = {found.key: found for found in library.all(about)}
    return [shelved(found) for found in sorted(newest.values(), key=lambda found: found.title)]


def get(key: str, version: str) -> Shelved | None:
    """One version of a set; None where there is none."""
    try:
        return shelved(library.get(key, version))
    except library.NoSuchSet:
        return None


def versions(found: QuestionSet) -> list[str]:
    """Every version of a set, newest first."""
    return [other.version for other in library.all(found.about) if other.key == found.key][::-1]


def shelved(question_set: QuestionSet) -> Shelved:
    """A set with what it asks of each size."""
    return Shelved(question_set, _burdens(question_set.key, question_set.version))


@cache
def _burdens(key: str, version: str) -> tuple[Burden, ...]:
    found, ordinary = burden(key, version), library.ordinary(library.get(key, version))
    tiers = {size: cast(Tier, tier) for size, tier in words.SIZES.items()}
    return tuple(Burden(s, ordinary[t].about, found[t].boxes, found[t].minutes) for s, t in tiers.items())


def chapters(questions: QuestionSet, situation: Situation) -> list[Chapter]:
    """Everything that the set can ask of a provider of that size, be it asked this time or not."""
    journey = Journey(questions, situation, {})
    leaves = [leaf for page in questions.pages if (leaf := _leaf(page, journey)).lines]
    found = (
        Chapter(s.key, s.title, [leaf for leaf in leaves if leaf.page.section == s.key]) for s in questions.sections
    )
    return [chapter for chapter in found if chapter.leaves]


def _leaf(page: Page, journey: Journey) -> Leaf:
    questions, tier = journey.question_set, TIERS[journey.situation.tier]
    own = [question for question in page.questions if question.tier <= tier]
    counts = {question.counts for question in own}
    return Leaf(
        page,
        journey.words(page.why),
        journey.words(page.used),
        journey.words(page.hint),
        words.COUNTS[counts.pop()] if len(counts) == 1 and questions.about == "return" else "",
        f"This page is asked if {conditions.say(page.show_if, questions)}." if page.show_if else "",
        [_line(question, journey) for question in own],
    )


def _line(question: Question, journey: Journey) -> Line:
    questions = journey.question_set
    return Line(
        question,
        journey.asked(question),
        journey.words(question.hint),
        _kind(question),
        _when(question, questions),
        due(question.every, journey.situation.last_day, questions.year_ends),
    )


def _kind(question: Question) -> str:
    said = words.KINDS[question.kind]
    if question.kind == "text" and question.max_words:
        return f"{said}, at most {question.max_words}"
    if question.kind == "number" and question.unit:
        return f"{said}: {question.unit}"
    return said


def _when(question: Question, questions: QuestionSet) -> list[str]:
    """When a question is asked, where that is not each time of everybody of its size."""
    said = []
    if question.show_if is not None:
        said.append(f"Asked if {conditions.say(question.show_if, questions)}.")
    year_end = MONTHS[questions.year_ends - 1]
    if question.every == "Y" and questions.rhythm != "year":
        said.append(f"Once a year, at the end of {year_end}.")
    if question.every == "H" and questions.rhythm in ("month", "quarter"):
        said.append(f"Twice a year, at the end of {MONTHS[(questions.year_ends + 5) % 12]} and of {year_end}.")
    if question.carry_forward:
        said.append("Your last answer is shown; you only say that it still holds.")
    if question.offers:
        said.append(words.OFFERED[question.offers])
    if not question.required:
        said.append("You may leave this empty.")
    return said


def saying(questions: QuestionSet, situation: Situation) -> Callable[[str], str]:
    """Fills the placeholders of the set’s own words."""
    return Journey(questions, situation, {}).words

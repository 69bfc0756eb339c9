"""The way through a question set: what is visible, what comes next, what is missing or wrong.

Computed from the set, the situation and the answers; nothing about a position is stored. The pages walk it, and
the assistant walks it.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal, TypeAlias

from forms.answers import EXPLANATION, REPLY, Answers, Given
from forms.asked import Asked, Option, Value
from forms.expressions import Unknown
from forms.kinds import KINDS
from forms.problems import Problem, problems_of, where_from
from forms.question_set import Page, Question, QuestionSet, Section
from forms.reading import Reading
from forms.scope import Standing
from forms.situation import Situation
from forms.values import Known, Values
from forms.wording import PLACEHOLDER

State: TypeAlias = Literal["not_started", "in_progress", "answered", "not_needed"]

_BLOCKING: Final = ("missing", "stop")


@dataclass(frozen=True, slots=True)
class PageState:
    """A page of the task list. `answered` of `of` boxes that need an answer."""

    page: Page
    state: State
    problems: tuple[Problem, ...]
    answered: int
    of: int


@dataclass(frozen=True, slots=True)
class SectionState:
    """A section of the task list, with those of its pages that concern this return."""

    title: str
    key: str
    state: State
    pages: tuple[PageState, ...]


class Journey:
    """One return, on its way. Cheap to make; works things out when they are asked for."""

    def __init__(self, question_set: QuestionSet, situation: Situation, answers: Answers) -> None:
        self.question_set = question_set
        self.situation = situation
        self.answers = answers
        self._values = Values(question_set, situation, answers)
        self._asked: dict[str, Asked] = {}
        self.scope = question_set.scope(situation.tier, situation.last_day)
        self._visible = dict(self.scope.visible)
        self._states: dict[str, PageState] = {}

    def with_answers(self, more: Mapping[str, Given]) -> "Journey":
        """The journey as it would be with these answers, too."""
        return Journey(self.question_set, self.situation, {**self.answers, **more})

    # What is visible

    def visible_questions(self, page: Page) -> tuple[Question, ...]:
        """The questions of a page that are asked now."""
        found = self._visible.get(page.key)
        if found is None:
            found = self._visible[page.key] = tuple(question for question in page.questions if self.visible(question))
        return found

    def visible(self, question: Question) -> bool:
        """Whether a question is asked now."""
        return self._values.standing(question) is Standing.asked

    @cached_property
    def _open_pages(self) -> tuple[Page, ...]:
        return tuple(page for page in self.question_set.pages if self.visible_questions(page))

    def may_visit(self, page: Page) -> bool:
        """Whether a page has anything to ask in this return, as it stands."""
        return bool(self.visible_questions(page))

    # The way

    def first_open(self) -> Page | None:
        """The first page that still needs an answer; None when all are answered."""
        open_states = (self._state(page) for page in self._open_pages)
        return next((state.page for state in open_states if state.state != "answered"), None)

    def after(self, page: Page) -> Page | None:
        """The next page; None when the answers are to be checked."""
        order, here = self.question_set.pages, self._place(page)
        return next((later for later in order[here + 1 :] if self.may_visit(later)), None)

    def before(self, page: Page) -> Page | None:
        """The page before; None for the first one."""
        order, here = self.question_set.pages, self._place(page)
        return next((early for early in reversed(order[:here]) if self.may_visit(early)), None)

    def _place(self, page: Page) -> int:
        return next(place for place, other in enumerate(self.question_set.pages) if other.key == page.key)

    def page(self, key: str) -> PageState:
        """One page’s state. KeyError when the set has no such page; see `may_visit`."""
        return self._state(self.question_set.pages_by_key[key])

    def pages(self) -> tuple[PageState, ...]:
        """The pages that concern this return, in order: those to answer, and those known not to be needed."""
        return tuple(self._state(page) for page in self.question_set.pages if self._concerns(page))

    def sections(self) -> tuple[SectionState, ...]:
        """The task list: sections that have anything in them."""
        pages = self.pages()
        found = (self._section(section, pages) for section in self.question_set.sections)
        return tuple(section for section in found if section.pages)

    def _section(self, section: Section, pages: tuple[PageState, ...]) -> SectionState:
        own = tuple(state for state in pages if state.page.section == section.key)
        states = {state.state for state in own if state.state != "not_needed"}
        state: State = "in_progress"
        if not states:
            state = "not_needed"
        elif len(states) == 1:
            state = states.pop()
        return SectionState(section.title, section.key, state, own)

    def _concerns(self, page: Page) -> bool:
        standings = {self._values.standing(question) for question in page.questions}
        return Standing.asked in standings or (Standing.not_needed in standings and Standing.undecided not in standings)

    def _state(self, page: Page) -> PageState:
        if page.key not in self._states:
            self._states[page.key] = self._work_out_state(page)
        return self._states[page.key]

    def _work_out_state(self, page: Page) -> PageState:
        visible = self.visible_questions(page)
        if not visible:
            return PageState(page, "not_needed", (), 0, 0)
        answered, of = self._tally(page)
        begun = any(self._values.given(question) is not None for question in visible)
        problems = tuple(problems_of(page, visible, self._values, self.asked))
        state: State = "in_progress" if begun else "not_started"
        if answered == of and not any(problem.level in _BLOCKING for problem in problems):
            state = "answered"
        return PageState(page, state, problems, answered, of)

    def _tally(self, page: Page) -> tuple[int, int]:
        """How many boxes of a page are answered, of those that need an answer."""
        visible = self.visible_questions(page)
        needed = [question for question in visible if question.required] or visible
        return sum(self._values.given(question) is not None for question in needed), len(needed)

    # What is missing or wrong

    def problems(self) -> list[Problem]:
        """Everything that is missing, cannot be, or was asked about, in order."""
        return [problem for page in self._open_pages for problem in self._state(page).problems]

    def missing(self) -> list[Problem]:
        """What still needs an answer."""
        return [problem for problem in self.problems() if problem.level == "missing"]

    def blocking(self) -> list[Problem]:
        """What keeps the return from being sent: missing answers and what cannot be true."""
        return [problem for problem in self.problems() if problem.level in _BLOCKING]

    def soft(self, page: Page) -> list[Problem]:
        """What a page asks about (“Is that right?”), explained or not; it never blocks."""
        return [problem for problem in self._state(page).problems if problem.level == "ask"]

    # Values and words

    def value(self, name: str) -> Value | None:
        """What a name is worth (a question’s key, a derived value, `last.now`); None if it is not known."""
        found = self._values.value(name)
        return None if isinstance(found, Unknown) else found

    def derived(self) -> dict[str, Value]:
        """The worked-out values that are known, to be kept beside the answers as the next return’s `last`."""
        known = {derived.key: self.value(derived.key) for derived in self.question_set.derived}
        return {key: value for key, value in known.items() if value is not None}

    def words(self, text: str, also: Mapping[str, str] | None = None) -> str:
        """The text with its placeholders filled, and `{minutes}`; `also` holds what only this text may name."""
        if "{minutes}" in text:
            also = {"minutes": str(self.minutes()), **(also or {})}
        return self._values.words(text, also)

    def given(self, question: Question) -> Given | None:
        """The answer to a question that is asked and answered."""
        return self._values.given(question)

    def carried(self, question: Question) -> Value | None:
        """The last answer to a standing fact that waits to be confirmed."""
        return self._values.carried(question) if self.visible(question) else None

    def asked(self, question: Question) -> Asked:
        """What a reader is told about a question, with every limit and word resolved."""
        if question.key not in self._asked:
            self._asked[question.key] = self._resolve(question)
        return self._asked[question.key]

    def _resolve(self, question: Question) -> Asked:
        values, situation = self._values, self.situation
        page = self.question_set.page_of(question)
        upper, of = values.limit(question.max), values.number(question.of)
        by_rule = upper if isinstance(upper, int | float) and not isinstance(question.max, int | float) else None
        whole = values.number(question.whole) if question.whole is not None else (by_rule if of is None else of)
        others = (noun for other in page.questions if other is not question for noun in other.nouns)
        return Asked(
            key=question.key, kind=question.kind, ask=values.words(question.ask), thing=values.words(question.thing),
            unit=question.unit, nouns=question.nouns,
            other_nouns=tuple(noun for noun in others if noun not in question.nouns),
            options=self._options(question), min=values.limit(question.min), max=upper, of=of, whole=whole,
            step=question.step, decimals=question.decimals, none_is_zero=question.none_is_zero,
            not_applicable=bool(question.not_applicable_words),
            same_again=question.kind not in ("text", "file") and not question.sensitive,
            max_words=question.max_words, today=situation.today, first_day=situation.first_day,
            last_day=situation.last_day, last=situation.last.get(question.key), known=Known(values),
            files=situation.files, apart=question.apart,
        )  # fmt: skip

    def _options(self, question: Question) -> tuple[Option, ...]:
        if not any(PLACEHOLDER.search(option.words + option.then) for option in question.options):
            return question.options
        fill = self._values.words
        return tuple(Option(o.key, fill(o.words), o.aliases, o.only, o.text, fill(o.then)) for o in question.options)

    def limit_from(self, question: Question) -> str:
        """Where a question’s upper limit comes from, in words; “” where that need not be said."""
        return where_from(question.max, self._values)

    def read(self, question: Question, text: str) -> Reading:
        """What somebody wrote, read by the question’s kind."""
        return KINDS[question.kind].read(text, self.asked(question))

    def say(self, question: Question) -> str:
        """The answer in words, as people are shown it; “” when there is none."""
        given = self.given(question)
        if given is None:
            return ""
        if given.status == "not_available":
            return self._say_not_available(given)
        if given.status == "not_applicable":
            return question.not_applicable_words
        said = KINDS[question.kind].say(given.value, self.asked(question))
        extra = [str(words) for _, words in self.option_words(question)]
        return " – ".join([said, *extra])

    def option_words(self, question: Question) -> tuple[tuple[str, str], ...]:
        """The words given with chosen options (“Something else”), by option."""
        given = self.given(question)
        chosen = () if given is None else given.value
        chosen = (chosen,) if isinstance(chosen, str) else chosen
        found = []
        for option in question.takes_words():
            words = self.answers.get(f"{question.key}.{option}")
            if isinstance(chosen, tuple) and option in chosen and words is not None and words.value:
                found.append((option, str(words.value)))
        return tuple(found)

    def reply(self, question: Question) -> str:
        """What was answered to the council’s remark at this question; “” where nothing was."""
        given = self.answers.get(EXPLANATION + question.key + REPLY)
        return "" if given is None or given.value is None else str(given.value)

    def _say_not_available(self, given: Given) -> str:
        when = "" if given.expected_on is None else KINDS["date"].say(given.expected_on, Asked("when", "date", ""))
        shown = self.question_set.words.send.dont_have.shown
        if not when:
            shown = shown.split(" Expected {when}")[0]
        return self._values.words(shown, {"why": given.reason.rstrip("."), "when": when})

    def last_words(self, question: Question) -> str:
        """The last return’s answer in words, to stand beside the empty box; “” when there was none."""
        last = self.situation.last.get(question.key)
        if last is None:
            return ""
        bare = Asked(question.key, question.kind, "", options=self.asked(question).options)
        return KINDS[question.kind].say(last, bare)

    # What counts

    def submitted(self) -> dict[str, Given]:
        """The answers that are sent: of visible questions, with the words of chosen options and explanations."""
        sent: dict[str, Given] = {}
        for page in self._open_pages:
            for question in self.visible_questions(page):
                if (given := self.given(question)) is not None:
                    sent[question.key] = given
                    for option, _ in self.option_words(question):
                        sent[f"{question.key}.{option}"] = self.answers[f"{question.key}.{option}"]
                if self.reply(question):
                    key = EXPLANATION + question.key + REPLY
                    sent[key] = self.answers[key]
            for problem in self.soft(page):
                if problem.explained:
                    sent[EXPLANATION + problem.key] = self.answers[EXPLANATION + problem.key]
        return sent

    def counts(self) -> tuple[int, int]:
        """How many boxes are answered, of how many that are visible and need an answer."""
        visible = [question for page in self._open_pages for question in self.visible_questions(page)]
        boxes = [question for question in visible if question.required]
        return sum(self.given(question) is not None for question in boxes), len(boxes)

    def minutes(self) -> int:
        """Minutes for the whole return as it stands, rounded up."""
        return math.ceil(sum(self.scope.minutes[page.key] for page in self._open_pages) - 1e-9)

    def estimate(self) -> int:
        """Minutes left: each page’s, by the share of its boxes that is not answered; rounded up."""
        left = 0.0
        for page in self._open_pages:
            answered, of = self._tally(page)
            left += self.scope.minutes[page.key] * (1 - answered / of)
        return math.ceil(left - 1e-9)

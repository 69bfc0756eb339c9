"""A page of a return as a form: one `AnswerField` a question; what people write is read by the question’s kind.

Names of inputs, for a question `q`:
    q                    the box, or the keys of the options that were ticked
    q.yes                a candidate that was pressed as a button (“Yes, 12”)
    q.dont_have          ticked: “We don’t have this figure”; q.why and q.when go with it
    q.not_applicable     ticked, where the question allows it
    q.use                what was told elsewhere, taken over by its button (“Use it here, too”)
    q.<option>.text      words that go with an option (“Something else”, or what is asked after a “no”)
    check.<key>          the explanation of a problem that was asked about (“Is that right?”)
    check.q.remark       the reply to a remark of the council, where the answer is right as it is

Only what could not be understood, or lies outside its limits, is an error; everything else on the page is to be
saved (`written`). An empty box changes nothing and is no error: what is missing is said before sending.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any, ClassVar, Final

from wtforms import Form

from forms.answer_field import AnswerField, Written
from forms.answers import EXPLANATION, Given
from forms.journey import Journey
from forms.kinds.plain import visible
from forms.problems import Problem
from forms.question_set import Page, Question
from forms.scope import Scope

EXPLAINS: Final = "check."
LONGEST_EXPLANATION: Final = 2_000


class Typed(dict[str, str]):
    """What was typed, one text a name, in the shape that WTForms takes posted data in."""

    def getlist(self, name: str) -> list[str]:
        """The text of that name, as the only one; none where there is none."""
        return [self[name]] if name in self else []


@dataclass(frozen=True, slots=True)
class Explaining:
    """A problem that is asked about, and the input for a few words about it."""

    problem: Problem
    name: str
    """Of the input: `check.<key>`."""
    words: str


class PageForm(Form):
    """The form of one page. Made by `form_for(page, journey)(formdata)`.

    `form.errors` is `{key: [message]}`. Iterate over it for its fields, in the order of the page; a field whose
    `shown` is False belongs to a question that is not asked as things stand.
    """

    page: ClassVar[Page]

    def __init__(self, journey: Journey, formdata: Any = None) -> None:
        self.journey = self.so_far = journey
        """The journey with what this form has understood so far: later boxes are read in its light."""
        self._explained: dict[str, str] = {}
        super().__init__(formdata)
        if formdata:
            self._take_explanations(formdata)

    def accepted(self, key: str, given: Given) -> None:
        """A field has understood its answer."""
        self.so_far = self.so_far.with_answers({key: given})

    def _take_explanations(self, formdata: Any) -> None:
        keys = {check.key for check in self.page.checks}
        keys |= {f"{question.key}.{what}" for question in self.page.questions for what in ("jump", "soft", "remark")}
        for key in keys:
            if EXPLAINS + key in formdata:
                words = visible(formdata[EXPLAINS + key] or "").strip()
                self._explained[key] = words[:LONGEST_EXPLANATION]

    @property
    def written(self) -> tuple[Written, ...]:
        """What is to be saved: what was understood and is new. A blank never overwrites."""
        fields = [written for field in self for written in field.written]  # type: ignore[attr-defined]
        return (*fields, *(self._explanation(key, words) for key, words in self._explained.items() if words))

    @staticmethod
    def _explanation(key: str, words: str) -> Written:
        return Written(EXPLANATION + key, Given("explained", words), said=words, number=None)

    @property
    def telling(self) -> list[AnswerField]:
        """Fields whose new words look as if they told who somebody is. They are saved; the page says so once."""
        return [field for field in self if isinstance(field, AnswerField) and field.shown and field.tells]

    def asks(self, now: Journey) -> list[Explaining]:
        """What the page asks about, with the words that were given; `now` is the journey after saving."""
        return [
            Explaining(problem, EXPLAINS + problem.key, self._explained.get(problem.key, problem.explained))
            for problem in now.soft(self.page)
        ]

    def appeared(self, now: Journey) -> tuple[Question, ...]:
        """Questions of this page that became visible by what was saved, and wait for an answer."""
        before = self.journey.visible_questions(self.page)
        return tuple(q for q in now.visible_questions(self.page) if q not in before and now.given(q) is None)

    def stays(self, now: Journey) -> bool:
        """Whether to show the page again after saving: an error, a new question, something to ask about, a figure
        that was just taken over, words that look as if they told who somebody is.

        Each question (“Is that right?”) is put once: pressing Save again with its box on the page goes on.
        """
        problems = (problem for problem in now.page(self.page.key).problems if problem.level != "missing")
        unseen = any(
            problem.key not in self._explained and not problem.explained
            for problem in problems
            if problem.level == "ask" or problem not in self.journey.page(self.page.key).problems
        )
        used = any(field.used for field in self)  # type: ignore[attr-defined]
        return bool(self.errors) or unseen or used or bool(self.appeared(now)) or bool(self.telling)


def form_for(page: Page, journey: Journey) -> Callable[..., PageForm]:
    """The form of a page in this journey, to be called with what was posted, if anything was."""
    return partial(_form(journey.scope, page.key), journey)


@lru_cache(maxsize=2048)  # sets with options of their own come and go
def _form(scope: Scope, page_key: str) -> type[PageForm]:
    """Its class: a field for each question that such a return can ask there."""
    page = scope.pages[page_key]
    fields: dict[str, Any] = {question.key: AnswerField(question) for question in scope.askable[page_key]}
    return type(f"{page.code}Form", (PageForm,), {"page": page, **fields})

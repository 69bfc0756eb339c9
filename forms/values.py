"""What is known in a journey: which questions are asked, what each name is worth, how words are filled.

Everything is worked out when it is first needed and kept: a page needs only a few of the set’s questions.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Final

from forms.answers import Answers, Given
from forms.asked import Asked, Value
from forms.expressions import UNKNOWN, Evaluator, Expression, Result, Unknown
from forms.kinds import KINDS
from forms.question_set import COUNTING, Page, Question, QuestionSet
from forms.scope import Standing
from forms.situation import Situation
from forms.wording import fill

_NO_ANSWER: Final[Mapping[str, Result]] = {**dict.fromkeys(COUNTING, 0), "choices": ()}


class Values:
    """The values of one return: question set, situation and answers, and what follows from them."""

    def __init__(self, question_set: QuestionSet, situation: Situation, answers: Answers) -> None:
        self.question_set = question_set
        self.situation = situation
        self.answers = answers
        self._standing = dict(question_set.scope(situation.tier, situation.last_day).standings)
        self._shown: dict[str, Result] = {}
        self._known: dict[str, Result] = dict(situation.names())
        self._said: dict[str, str | None] = dict(situation.placeholders())

    @cached_property
    def evaluate(self) -> Evaluator:
        """Call it with an expression for its value here."""
        return Evaluator(self.value)

    def standing(self, question: Question) -> Standing:
        """Whether it is asked, and if not, why not."""
        found = self._standing.get(question.key)
        if found is None:
            found = self._standing[question.key] = self._work_out_standing(question)
        return found

    def _work_out_standing(self, question: Question) -> Standing:
        for shown in (self.shown(self.question_set.page_of(question)), self._show_if(question.show_if)):
            if shown is UNKNOWN:
                return Standing.undecided
            if not shown:
                return Standing.not_needed
        return Standing.asked

    def _show_if(self, rule: Expression | None) -> Result:
        return True if rule is None else self.evaluate(rule)

    def shown(self, page: Page) -> Result:
        """What the page’s own show_if comes to."""
        found = self._shown.get(page.key)
        if found is None:
            found = self._shown[page.key] = self._show_if(page.show_if)
        return found

    def given(self, question: Question) -> Given | None:
        """Its answer if it is asked and answered."""
        given = self.answers.get(question.key)
        return given if given is not None and given.counts and self.standing(question) is Standing.asked else None

    def carried(self, question: Question) -> Value | None:
        """A standing fact that waits to be confirmed: the last answer or what Ofsted’s list says, whichever is newer;
        not yet this one’s."""
        if not question.carry_forward or question.key in self.answers:
            return None
        last, listed = self.situation.last.get(question.key), self.situation.listed.get(question.key)
        return listed if listed is not None and (last is None or self.situation.list_is_newer) else last

    def value(self, name: str) -> Result:
        """What a name is worth, or UNKNOWN; names as expressions know them (`places`, `last.now`)."""
        found = self._known.get(name)
        if found is None:
            found = self._known[name] = self._work_out(name)
        return found

    def _work_out(self, name: str) -> Result:
        question = self.question_set.questions.get(name)
        if question is not None:
            return self._answer(question)
        derived = self.question_set.derived_by_key.get(name)
        return UNKNOWN if derived is None else self.evaluate(derived.rule)

    def _answer(self, question: Question) -> Result:
        match self.standing(question):
            case Standing.asked:
                given = self.answers.get(question.key)
                value = self.carried(question) if given is None else given.value
                return UNKNOWN if value is None else value
            case Standing.not_needed if question.otherwise is not None:
                return self.evaluate(question.otherwise)
            case Standing.not_needed:
                return _NO_ANSWER.get(question.kind, UNKNOWN)
            case Standing.not_due if question.carry_forward:
                return self.situation.last.get(question.key, UNKNOWN)
            case _:
                return UNKNOWN

    def limit(self, bound: int | float | date | Expression | None) -> int | float | date | None:
        """A limit resolved: None where there is none or it is not known."""
        found = self.evaluate(bound) if isinstance(bound, Expression) else bound
        return found if isinstance(found, int | float | date) else None

    def number(self, rule: Expression | None) -> int | float | None:
        """A rule that counts something: None where there is none or it is not known."""
        found = None if rule is None else self.evaluate(rule)
        return found if isinstance(found, int | float) else None

    def words(self, text: str, also: Mapping[str, str] | None = None) -> str:
        """The text with its placeholders filled; `also` holds what only this text may name."""
        say: Callable[[str], str | None] = self._say
        if also:
            more = also
            say = lambda name: more[name] if name in more else self._say(name)  # noqa: E731
        return fill(text, say, self._unit)

    def _say(self, name: str) -> str | None:
        if name not in self._said:
            self._said[name] = self._work_out_words(name)
        return self._said[name]

    def _work_out_words(self, name: str) -> str | None:
        wording = self.question_set.wording_by_key.get(name)
        if wording is not None:
            return wording.words if self.evaluate(wording.when) is True else wording.otherwise
        value = self.value(name)
        if value is UNKNOWN:
            return None
        question = self.question_set.questions.get(name)
        kind = "number" if question is None else question.kind
        asked = Asked(key=name, kind=kind, ask="", options=() if question is None else question.options)
        return KINDS[kind].say(value, asked)

    def _unit(self, name: str) -> str:
        questions = self.question_set
        counted = questions.questions.get(name) or questions.derived_by_key.get(name)
        return counted.unit if counted else ""


class Known(Mapping[str, Value]):
    """The values that are known, by name; each is worked out only when a reader looks at it."""

    def __init__(self, values: Values) -> None:
        self._values = values

    def __getitem__(self, name: str) -> Value:
        found = self._values.value(name)
        if isinstance(found, Unknown):
            raise KeyError(name)
        return found

    def _names(self) -> list[str]:
        questions = self._values.question_set
        names = (*questions.questions, *questions.derived_by_key, *self._values.situation.names())
        return [name for name in names if self._values.value(name) is not UNKNOWN]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names())

    def __len__(self) -> int:
        return len(self._names())

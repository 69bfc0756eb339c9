"""The field of one question on a page: a WTForms field round a `Box`."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

from wtforms import Field

from forms import error_words, known
from forms.answers import Given
from forms.asked import Asked, Option, Value
from forms.box import Box, Posted, Settled, as_posted, posted, settle
from forms.journey import Journey
from forms.kinds import KINDS
from forms.kinds.plain import visible
from forms.privacy_words import hint
from forms.question_set import Question
from forms.reading import Reading


@dataclass(frozen=True, slots=True)
class Written:
    """One answer to be saved. `said` is what was typed; `number` is what a database compares."""

    key: str
    given: Given
    said: str
    number: float | None = None
    carried: bool = False
    """A standing fact of the last return that was confirmed."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A button: `posted` is its value as the input `<key>.yes`, `words` is what it says."""

    posted: str
    words: str


class _Form(Protocol):
    """What a field needs of its form."""

    so_far: Journey

    def accepted(self, key: str, given: Given) -> None: ...


class AnswerField(Field):
    """A question. Its box is read by the question’s kind, in the light of the boxes before it on the page."""

    _form: _Form

    def __init__(self, question: Question, **wtforms: Any) -> None:
        self.question: Question = question
        self.raw: str = ""
        """What stands in the box: always what was typed, else the answer."""
        self.picked: tuple[str, ...] = ()
        """The options that are ticked."""
        self.why = ""
        self.when = ""
        self.dont_have = False
        """Whether “We don’t have this figure” is open."""
        self.not_applicable = False
        self.option_words: Mapping[str, str] = {}
        """The words that go with an option, by its key."""
        self.reading: Reading | None = None
        self.given: Given | None = None
        """The answer as it will stand: what was understood now, else what was stored."""
        self.candidates: tuple[Candidate, ...] = ()
        self.carried = False
        """The box holds the last return’s answer, which waits to be confirmed."""
        self._settled = Settled()
        self._posted: Posted | None = None
        super().__init__(label=question.ask, **wtforms)

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        """Show what is stored; then, if this question was posted, read it."""
        self.process_errors = []
        self.errors = []
        journey = self._form.so_far
        self.asked: Asked = journey.asked(self.question)
        self.label.text = self.asked.ask
        self._box = self._stored_box(journey)
        self._show_stored(self._box)
        if formdata is not None and any(name == self.name or name.startswith(f"{self.name}.") for name in formdata):
            self._posted = posted(formdata, self.question)
            self.process_formdata(formdata.getlist(self.name))

    def _stored_box(self, journey: Journey) -> Box:
        question = self.question
        stored = journey.answers.get(question.key)
        return Box(
            question, self.asked, stored, journey.carried(question) if stored is None else None,
            example=question.example, limit_from=journey.limit_from(question),
        )  # fmt: skip

    def _show_stored(self, box: Box) -> None:
        self.raw, self.picked, self.given = box.text, box.picked, box.stored
        self.carried = box.stored is None and box.carried is not None
        self.option_words = {
            option: str(given.value)
            for option in self.question.takes_words()
            if (given := self._form.so_far.answers.get(f"{self.question.key}.{option}")) is not None
        }
        if box.stored is not None and box.stored.status != "given":
            self.dont_have = box.stored.status == "not_available"
            self.not_applicable = box.stored.status == "not_applicable"
            self.why = box.stored.reason if self.dont_have else ""
            expected = box.stored.expected_on
            self.when = "" if expected is None else KINDS["date"].say(expected, self.asked)
        elif box.stored is not None:
            self.not_applicable = bool(box.stored.reason)

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read what was posted. The raw text stays in the box whatever becomes of it."""
        sent = self._posted or Posted()
        settled = self._settled = settle(sent, self._box)
        if valuelist:
            self.raw, self.picked = sent.raw, sent.picked
        unsaid = settled.opens_dont_have and not sent.why and settled.reading is not None
        self.why, self.when = sent.raw if unsaid else sent.why, sent.when
        self.not_applicable = sent.not_applicable
        self.dont_have = sent.dont_have or settled.opens_dont_have
        self.option_words = {**self.option_words, **{k: words for k, words in sent.option_words.items() if words}}
        self.reading = settled.reading
        if settled.given is not None:
            self.given = settled.given
            self._form.accepted(self.question.key, settled.given)
        self.candidates = tuple(self._candidate(value) for value in settled.candidates)
        if settled.error and self.shown:
            self.process_errors = [settled.error]
            self.errors = [settled.error]

    def _candidate(self, value: Any) -> Candidate:
        return Candidate(as_posted(value, self.asked), error_words.say(value, self.asked))

    @property
    def shown(self) -> bool:
        """Whether the question is asked as things stand."""
        return self._form.so_far.visible(self.question)

    @property
    def options(self) -> tuple[Option, ...]:
        """The options to tick, words filled; a yes-or-no has two."""
        if self.question.kind == "yes_no":
            return (Option("yes", "Yes"), Option("no", "No", text=bool(self.question.if_no)))
        return self.asked.options

    @property
    def hint(self) -> str:
        """The question’s own hint, words filled."""
        return self._form.so_far.words(self.question.hint)

    @property
    def if_no(self) -> str:
        """What else is asked after a “no”."""
        return self._form.so_far.words(self.question.if_no)

    @property
    def last(self) -> str:
        """Last return’s answer in words, to stand beside the box; “” when there was none."""
        return self._form.so_far.last_words(self.question)

    @property
    def source(self) -> str:
        """Where the standing fact in the box comes from (“as you told us on 14 July 2026”)."""
        return known.source(self._form.so_far, self.question, self._box.carried)

    @property
    def offers(self) -> tuple[known.Offer, ...]:
        """What a button takes over into the box."""
        return known.offers(self._form.so_far, self.question)

    @property
    def used(self) -> bool:
        """Whether such a button was pressed."""
        return self._posted is not None and self._posted.use

    @property
    def written(self) -> tuple[Written, ...]:
        """What is to be saved of this question: its answer and the words of its options, where they are new."""
        found = []
        given = self._settled.given
        if given is not None and given != self._box.stored:
            said = self._posted.raw if self._posted is not None else ""
            found.append(Written(self.question.key, given, said, self._number(given.value), self._settled.carried))
        return (*found, *self._words_written())

    @cached_property
    def tells(self) -> str:
        """What of the words that were just written looks as if it told who somebody is; “” where nothing does."""
        if self.question.asks_who:
            return ""
        new = [one for one in self.written if self.question.kind == "text" or one.key != self.question.key]
        return next((words for one in new if isinstance(one.given.value, str) and (words := hint(one.given.value))), "")

    def _number(self, value: Value | None) -> float | None:
        return None if value is None else KINDS[self.question.kind].number(value)

    def _words_written(self) -> tuple[Written, ...]:
        answers, posted_words = self._form.so_far.answers, {} if self._posted is None else self._posted.option_words
        found = []
        for option, said in posted_words.items():
            key, words = f"{self.question.key}.{option}", visible(said).strip()
            stored = answers.get(key)
            if words and (stored is None or stored.value != words):
                found.append(Written(key, Given(value=words), said))
        return tuple(found)

"""A turn in the making: what has been said and kept so far, in the light of a journey that moves with it."""

from collections.abc import Iterable, Sequence
from typing import Any

from forms.answer_field import Written
from forms.answers import EXPLANATION, Given
from forms.asked import Asked
from forms.conversation import words
from forms.conversation.saying import Button, Facts, FindGuidance, Intent, Reply, ReplyKind, Store, Turn
from forms.conversation.slots import Slot, slot_of
from forms.conversation.state import State
from forms.journey import Journey
from forms.kinds import KINDS
from forms.question_set import Question

_AS_TEXT = Asked("words", "text", "")
_AS_DAY = Asked("when", "date", "")


class Talk:
    """What the parts of a turn share. Each part says something, keeps something, or moves the state."""

    def __init__(
        self, state: State, journey: Journey, facts: Facts, guidance: FindGuidance | None = None, text: str = ""
    ) -> None:
        self.state, self.journey, self.facts, self.guidance = state, journey, facts, guidance
        self.text = text
        """What was typed, without what nobody sees."""
        self.alarming = False
        self.private: tuple[str, ...] = ()
        self.replies: list[Reply] = []
        self._written: dict[str, Written] = {}
        self._intents: list[Intent] = []

    # What stands where

    @property
    def slot(self) -> Slot | None:
        """What was asked for last, if it is still asked."""
        return slot_of(self.state.focus, self.journey)

    def question(self, key: str) -> Question | None:
        """The question of that key, if it is asked."""
        question = self.journey.question_set.questions.get(key)
        return question if question is not None and self.journey.visible(question) else None

    def now(self, question: Question) -> str:
        """Its answer in words; “not answered” where there is none."""
        return self.journey.say(question) or words.TAKEN_OUT

    def last_on(self) -> str:
        """The last day of the last return’s period, in words."""
        day = self.journey.situation.last_day_before
        return words.LAST_RETURN if day is None else KINDS["date"].say(day, _AS_DAY)

    def value_words(self, question: Question, given: Given) -> str:
        """An answer that is not stored, in the words that it would be shown in."""
        return self.journey.with_answers({question.key: given}).say(question) or str(given.value)

    # What is done

    def move(self, **changes: Any) -> None:
        """Change the state."""
        self.state = self.state.but(**changes)

    def focus(self, key: str | None, *, revisit: bool = False) -> None:
        """Ask for something else; what was tried before no longer counts."""
        self.move(focus=key, revisit=revisit, tries=0)

    def passes(self, *keys: str) -> None:
        """These have been put once and are not put again."""
        self.move(passed=(*(one for one in self.state.passed if one not in keys), *keys))

    def reply(self, kind: ReplyKind, text: str, *buttons: Button, **more: Any) -> None:
        """Say something."""
        self.replies.append(Reply(kind, text, buttons=buttons, **more))

    def intend(self, intent: Intent) -> None:
        """Ask who runs the conversation to do something."""
        self._intents.append(intent)

    def keep(self, written: Iterable[Written]) -> None:
        """Store answers and show each of them; the journey goes on with them."""
        new = tuple(written)
        self.journey = self.journey.with_answers({one.key: one.given for one in new})
        self._written |= {one.key: one for one in new}
        if new:
            kept = [one.key for one in new if one.key in self.journey.question_set.questions]
            self.move(recent=kept[-1] if kept else self.state.recent)
            self.move(skipped=(key for key in self.state.skipped if key not in {one.key for one in new}))
            self._echo(new)

    @property
    def kept(self) -> frozenset[str]:
        """The keys of what was stored in this turn."""
        return frozenset(self._written)

    def _echo(self, new: Sequence[Written]) -> None:
        put = [one for one in new if one.key in self.journey.question_set.questions]
        lines = [self._put(put)] if put else []
        lines += [words.KEPT_WORDS.format(words=one.given.value) for one in new if not self._shown_with(one, put)]
        named = [self.journey.question_set.questions[one.key] for one in put]
        self.reply(
            "echo", " ".join(lines), *self.change_buttons(named), question=named[0].key if len(named) == 1 else None
        )

    def _shown_with(self, one: Written, put: Sequence[Written]) -> bool:
        """Whether it is said with its question: the answer itself, or the words of an option that is echoed."""
        return any(one.key == other.key or one.key.startswith(f"{other.key}.") for other in put)

    def _put(self, put: Sequence[Written]) -> str:
        questions = [self.journey.question_set.questions[one.key] for one in put]
        each = [words.PUT_ONE_OF.format(value=self.said(q), name=q.name) for q in questions]
        if len(each) == 1:
            given = self.journey.given(questions[0])
            pattern = words.PUT if given is not None and given.status == "given" else words.PUT_STATE
            return pattern.format(value=self.said(questions[0]), name=questions[0].name)
        return words.PUT_SEVERAL.format(list=words.listed(each))

    def said(self, question: Question) -> str:
        """The stored answer as an echo says it: “12 of 15 (80%)”, texts in quotes."""
        said, given = self.now(question), self.journey.given(question)
        if given is None or given.status != "given":
            return said
        if question.kind == "text":
            return f"“{said}”"
        of = self.journey.asked(question).of
        if question.kind == "ratio" and of and isinstance(given.value, int | float):
            return f"{said} ({round(100 * given.value / of)}%)"
        return said

    def change_buttons(self, questions: Sequence[Question]) -> tuple[Button, ...]:
        """A way to change each of them."""
        if len(questions) == 1:
            return (Button(f"change:{questions[0].key}", words.BUTTONS["change"]),)
        named = words.BUTTONS["change_named"]
        return tuple(Button(f"change:{q.key}", named.format(name=q.name)) for q in questions)

    def written(self, key: str, given: Given, said: str = "", *, carried: bool = False) -> Written:
        """An answer to be stored under a key, as a page would write it."""
        question = self.journey.question_set.questions.get(key)
        number = None if question is None or given.value is None else KINDS[question.kind].number(given.value)
        return Written(key, given, "" if self.private else said, number, carried)

    def explanation(self, check: str, told: str) -> Written:
        """Words about something that was asked about."""
        return Written(EXPLANATION + check, Given("explained", told), told)

    def done(self) -> Turn:
        """The turn as it came out."""
        store = (Store(tuple(self._written.values())),) if self._written else ()
        return Turn(self.state, tuple(self.replies), (*store, *self._intents), self.journey, self.private)

"""What people thought of an event, in sum: no answer is kept with whose it was, or with when it came."""

from collections.abc import Mapping
from typing import Any, ClassVar

from peewee import Check, ForeignKeyField, IntegerField, IntegrityError, TextField

from models.conflicts import AlreadyDone
from models.events.booking import Booking
from models.events.event import Event
from models.store import Base, must_be_writing, store, unique

QUESTIONS = ("worth", "clear", "again")
ANSWERS = ("yes", "partly", "no")


class FeedbackGiven(Base):
    """That somebody answered, so that nobody answers twice."""

    booking = ForeignKeyField(Booking, unique=True)


class FeedbackCount(Base):
    """How often a question had an answer."""

    event = ForeignKeyField(Event, index=False)
    question = TextField()
    answer = TextField()
    number = IntegerField()

    class Meta:
        constraints: ClassVar = [
            Check(f"question IN {QUESTIONS}", "the_question_of_feedback_is_known"),
            Check(f"answer IN {ANSWERS}", "the_answer_of_feedback_is_known"),
            Check("number > 0", "an_answer_of_feedback_was_given"),
        ]

    @classmethod
    def give(cls, event: Event, booking: Booking, answers: Mapping[str, str]) -> None:
        """Adds one to each. Raises AlreadyDone for who answered before. It leaves no audit event: the chain knows the
        order in which things happened, and would know whose answer was which."""
        must_be_writing()
        try:
            with store.atomic():
                FeedbackGiven.create(booking=booking)
        except IntegrityError:
            raise AlreadyDone(booking) from None
        for question, answer in answers.items():
            here = (cls.event == event.id) & (cls.question == question) & (cls.answer == answer)
            if not cls.update(number=cls.number + 1).where(here).execute():
                cls.create(event=event, question=question, answer=answer, number=1)

    @classmethod
    def of(cls, event_id: int) -> dict[str, dict[str, int]]:
        """Question -> answer -> how often."""
        found: dict[str, dict[str, int]] = {question: dict.fromkeys(ANSWERS, 0) for question in QUESTIONS}
        rows: Any = cls.select(cls.question, cls.answer, cls.number).where(cls.event == event_id).tuples()
        for question, answer, number in rows:
            found[question][answer] = number
        return found


unique(
    FeedbackCount, FeedbackCount.event, FeedbackCount.question, FeedbackCount.answer,
    name="each_answer_of_feedback_is_counted_in_one_place",
)  # fmt: skip

"""A conversation about a return: where it stands, and its transcript.

One a person and return. A turn is one bubble: what somebody said, or one reply. Turns are numbered and never changed,
but for what is taken out of them. The council never reads them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from json import dumps, loads
from typing import Any, ClassVar, Self

from peewee import Check, DateTimeField, ForeignKeyField, IntegerField, IntegrityError, TextField

from models.audit import AuditEvent
from models.conflicts import AlreadyDone, Conflict, Stale, broken_rule
from models.monitoring_return import Return
from models.person import Person
from models.store import Base, must_be_writing, store, unique

SIDES = ("person", "form")


@dataclass(frozen=True)
class NewTurn:
    """One turn that is to be kept. `more` (plain JSON) is what else was shown; `keys` are the answers that came of it
    or were proposed; `token` is that of the form which a person sent it with."""

    side: str
    kind: str
    words: str
    question: str = ""
    more: dict[str, Any] = field(default_factory=dict)
    keys: tuple[str, ...] = ()
    token: str | None = None


class Conversation(Base):
    """`state` is JSON that `forms.conversation` reads; `number` counts turns, and whoever adds one names the last that
    they saw; `version` is that of the return after the last turn."""

    return_ = ForeignKeyField(Return, column_name="return_id", object_id_name="return_id", index=False)
    person = ForeignKeyField(Person)
    state = TextField()
    number = IntegerField(default=0)
    version = IntegerField()
    began_at = DateTimeField()
    last_at = DateTimeField()
    return_id: int
    person_id: int

    class Meta:
        constraints: ClassVar = [
            Check("number >= 0", "the_turns_of_a_conversation_are_counted"),
            Check("began_at <= last_at", "a_conversation_goes_on_after_it_began"),
        ]

    @classmethod
    def of(cls, return_id: int, person: int) -> Self | None:
        """A person’s conversation about a return, or None."""
        return cls.get_or_none(return_=return_id, person=person)

    @property
    def kept(self) -> Any:
        """The state as it was given."""
        return loads(self.state)

    @classmethod
    def keep(
        cls, begun: Self | None, turns: Sequence[NewTurn], *, return_id: int, person: int, state: Any, version: int,
        at: datetime,
    ) -> Self:  # fmt: skip
        """Add turns after the last that `begun` has (None: there is no conversation yet) and say where it stands now.

        Raises AlreadyDone when a turn with the same token is there, Stale when there are newer turns than were seen.
        """
        must_be_writing()
        seen = begun.number if begun else 0
        now = {"state": dumps(state), "number": seen + len(turns), "version": version, "last_at": at}
        try:
            with store.atomic():
                if begun is None:
                    one = cls.create(return_=return_id, person=person, began_at=at, **now)
                else:
                    one = begun._go_on(now)
                Turn.insert_many([Turn.row(one.id, seen + n, turn, at) for n, turn in enumerate(turns, 1)]).execute()
        except (IntegrityError, Stale) as error:
            if isinstance(error, IntegrityError) and broken_rule(error) is None:
                raise
            raise cls._refused(return_id, person, turns) from error
        return one

    def _go_on(self, now: dict[str, Any]) -> Self:
        same = (Conversation.id == self.id) & (Conversation.number == self.number)
        if not Conversation.update(**now).where(same).execute():
            raise Stale(self.number)
        for name, value in now.items():
            setattr(self, name, value)
        return self

    @classmethod
    def _refused(cls, return_id: int, person: int, turns: Sequence[NewTurn]) -> Conflict:
        tokens = [turn.token for turn in turns if turn.token]
        if tokens and Turn.select().where(Turn.token.in_(tokens)).exists():
            return AlreadyDone()
        found = cls.of(return_id, person)
        return Stale(found.number if found else 0)

    def turns(self, after: int = 0) -> list["Turn"]:
        """The turns after that number, in order, with who took out what; one query."""
        query = Turn.select(Turn, Person.id, Person.name).left_outer_join(Person, on=Turn.removed_by)
        return list(query.where(Turn.conversation == self.id, Turn.number > after).order_by(Turn.number))

    def take_out(self, numbers: Sequence[int], *, state: Any, by: int, at: datetime) -> None:
        """Empty turns for good: words and all that was shown with them. Raises AlreadyDone when they are empty."""
        must_be_writing()
        mine = (Turn.conversation == self.id) & Turn.number.in_(list(numbers)) & Turn.removed_at.is_null()
        if not Turn.update(words=None, more=None, removed_by=by, removed_at=at).where(mine).execute():
            raise AlreadyDone(self)
        Conversation.update(state=dumps(state)).where(Conversation.id == self.id).execute()
        turns = ", ".join(str(number) for number in sorted(numbers))
        AuditEvent.append("conversation.taken_out", f"return:{self.return_.public_id}", by, at, before=f"turns {turns}")

    @classmethod
    def forget(cls, return_id: int, at: datetime) -> None:
        """The return was accepted: what was typed is no longer kept, here as in its answers."""
        must_be_writing()
        mine = cls.select(cls.id).where(cls.return_ == return_id)
        Turn.update(words=None, more=None, removed_at=at).where(
            Turn.conversation.in_(mine), Turn.removed_at.is_null()
        ).execute()
        cls.update(state="{}").where(cls.return_ == return_id).execute()


class Turn(Base):
    """One bubble. `words` and `more` are None once they were taken out, by somebody or by `Conversation.forget`."""

    conversation = ForeignKeyField(Conversation, index=False)
    number = IntegerField()
    side = TextField()
    kind = TextField()
    question = TextField(default="")
    words = TextField(null=True)
    more = TextField(null=True)
    keys = TextField(default="")
    token = TextField(null=True)
    at = DateTimeField()
    removed_by = ForeignKeyField(Person, index=False, null=True)
    removed_at = DateTimeField(null=True)
    conversation_id: int
    removed_by_id: int | None

    class Meta:
        constraints: ClassVar = [
            Check(f"side IN {SIDES}", "a_turn_is_of_one_of_two_sides"),
            Check("number > 0", "turns_are_counted_from_one"),
            Check("(side = 'person') = (token IS NOT NULL)", "what_a_person_says_comes_with_a_token"),
            Check("(words IS NULL) = (removed_at IS NOT NULL)", "a_turn_is_there_or_says_when_it_was_taken_out"),
            Check("words IS NOT NULL OR more IS NULL", "what_was_shown_goes_with_the_words"),
        ]

    @classmethod
    def row(cls, conversation: int, number: int, turn: NewTurn, at: datetime) -> dict[str, Any]:
        """A new turn as its columns."""
        return {
            "conversation": conversation, "number": number, "side": turn.side, "kind": turn.kind, "words": turn.words,
            "question": turn.question, "more": dumps(turn.more, ensure_ascii=False) if turn.more else None,
            "keys": " ".join(turn.keys), "token": turn.token, "at": at,
        }  # fmt: skip

    @property
    def shown(self) -> dict[str, Any]:
        """What else was shown with the words."""
        found: dict[str, Any] = loads(self.more) if self.more else {}
        return found


unique(Conversation, Conversation.return_, Conversation.person, name="a_person_has_one_conversation_a_return")
unique(Turn, Turn.conversation, Turn.number, name="turns_of_a_conversation_are_numbered_once")
unique(Turn, Turn.token, name="each_message_is_one_turn")

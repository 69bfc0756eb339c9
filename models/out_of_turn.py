"""That a return was asked for though it was not its turn by the rule of how often, and why."""

from datetime import datetime
from typing import ClassVar, Self

from peewee import Check, DateTimeField, ForeignKeyField, TextField

from models.monitoring_return import Return
from models.store import Base, must_be_writing, unique


class OutOfTurn(Base):
    """Of one return; never changed. `why` is the officer’s reason, which the provider reads."""

    return_ = ForeignKeyField(Return, column_name="return_id", object_id_name="return_id", index=False)
    why = TextField()
    at = DateTimeField()
    return_id: int

    class Meta:
        constraints: ClassVar = [Check("length(why) > 0", "what_is_asked_out_of_turn_has_a_reason")]

    @classmethod
    def keep(cls, ret: Return, why: str, at: datetime) -> Self:
        """Kept in the transaction in which the return is asked for."""
        must_be_writing()
        kept: Self = cls.create(return_=ret, why=why, at=at)
        return kept

    @classmethod
    def of(cls, return_id: int) -> str:
        """The reason, “” where a return was asked for in its turn."""
        found = cls.get_or_none(cls.return_ == return_id)
        return str(found.why) if found else ""


unique(OutOfTurn, OutOfTurn.return_, name="a_return_is_out_of_turn_once")

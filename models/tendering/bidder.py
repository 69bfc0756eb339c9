"""Who bid for a tender, as the council entered it from the portal that takes the bids. Nobody else learns it; who won
is public once the outcome is released."""

from datetime import datetime
from typing import Any, ClassVar, Self
from uuid import uuid4

from peewee import BigIntegerField, BooleanField, Check, ForeignKeyField, IntegerField, TextField, UUIDField

from models.provider import Provider
from models.register.terms import YES_NO
from models.store import Base, must_be_writing, unique
from models.tendering.outcome import Outcome
from models.tendering.tender import Tender


class Bidder(Base):
    """One bid: an organisation, for one lot (its number; 0 where there are none). `provider` reads the sheet here.

    `sme` and `vcse` are “yes”, “no” or, not said, empty; `value_pence` is what was awarded.
    """

    public_id = UUIDField(unique=True, default=uuid4)
    tender = ForeignKeyField(Tender, index=False)
    name = TextField()
    lot = IntegerField(default=0)
    sme = TextField(default="")
    vcse = TextField(default="")
    provider = ForeignKeyField(Provider, null=True)
    won = BooleanField(default=False)
    value_pence = BigIntegerField(null=True)
    tender_id: int
    provider_id: int | None

    class Meta:
        constraints: ClassVar = [
            Check("name <> ''", "a_bidder_has_a_name"),
            Check("lot >= 0", "a_bid_is_for_a_lot_or_for_all"),
            Check(f"sme IN {YES_NO}", "a_bidder_is_small_or_medium_or_not"),
            Check(f"vcse IN {YES_NO}", "a_bidder_is_voluntary_or_not"),
            Check("value_pence >= 0", "what_is_awarded_is_no_less_than_nothing"),
            Check("won OR value_pence IS NULL", "only_a_winner_is_awarded_something"),
        ]

    @classmethod
    def of(cls, tender_id: int) -> list[Self]:
        """By lot and name; one query."""
        query: Any = cls.select().where(cls.tender == tender_id).order_by(cls.lot, cls.name)
        return list(query)

    @classmethod
    def add(cls, outcome: Outcome, values: dict[str, Any], *, by: int, at: datetime) -> Self:
        """One more. Raises NotNow once feedback is released; IntegrityError for one that is there."""
        outcome.touch("bidder_added", by=by, at=at, after="")
        made: Self = cls.create(tender=outcome.tender_id, **values)
        return made

    def change(self, outcome: Outcome, values: dict[str, Any], *, by: int, at: datetime) -> None:
        """Other facts, or whether it won. Raises NotNow."""
        outcome.touch("bidder_changed", by=by, at=at, after=str(self.public_id))
        Bidder.update(**values).where(Bidder.id == self.id).execute()

    def remove(self, outcome: Outcome, *, by: int, at: datetime) -> None:
        """It was entered by mistake; its sheet goes, too. Raises NotNow."""
        outcome.touch("bidder_removed", by=by, at=at, after=str(self.public_id))
        Mark.delete().where(Mark.bidder == self.id).execute()
        self.delete_instance()


class Mark(Base):
    """What one bid got for one criterion (its number): `score` as the council writes it (“4 of 5”), why this score, and
    why not a higher one."""

    bidder = ForeignKeyField(Bidder, index=False)
    criterion = IntegerField()
    score = TextField()
    why = TextField()
    why_not_higher = TextField()
    bidder_id: int

    class Meta:
        constraints: ClassVar = [
            Check("score <> '' AND why <> '' AND why_not_higher <> ''", "feedback_says_score_and_both_reasons")
        ]

    @classmethod
    def of(cls, tender_id: int) -> dict[int, dict[int, Self]]:
        """Bidder id -> number of the criterion -> its mark; one query."""
        query: Any = cls.select(cls).join(Bidder).where(Bidder.tender == tender_id)
        found: dict[int, dict[int, Self]] = {}
        for mark in query:
            found.setdefault(mark.bidder_id, {})[mark.criterion] = mark
        return found

    @classmethod
    def put(
        cls, bidder: Bidder, outcome: Outcome, marks: dict[int, tuple[str, str, str]], *, by: int, at: datetime
    ) -> None:
        """The sheet of a bidder: number of the criterion -> score, why, why not higher. Raises NotNow."""
        must_be_writing()
        outcome.touch("sheet_changed", by=by, at=at, after=str(bidder.public_id))
        cls.delete().where(cls.bidder == bidder.id).execute()
        for number, (score, why, higher) in marks.items():
            cls.create(bidder=bidder, criterion=number, score=score, why=why, why_not_higher=higher)


unique(Bidder, Bidder.tender, Bidder.lot, Bidder.name, name="a_bidder_bids_for_a_lot_once")
unique(Mark, Mark.bidder, Mark.criterion, name="a_bid_has_one_mark_a_criterion")

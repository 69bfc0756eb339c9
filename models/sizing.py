"""How long a return is, and why: what the rule went by when it was asked for, and what the officer chose."""

from datetime import datetime
from typing import ClassVar, Self

from peewee import BigIntegerField, Check, DateTimeField, ForeignKeyField, IntegerField, TextField

from models.monitoring_return import TIERS, Return
from models.risk import WORDS
from models.store import Base, must_be_writing, unique


class Sizing(Base):
    """Of one return; never changed. `year_pence` and `places` are of the contracts in force then, None where not known;
    `why` is the officer’s reason for another tier than the proposed one."""

    return_ = ForeignKeyField(Return, column_name="return_id", object_id_name="return_id", index=False)
    year_pence = BigIntegerField(null=True)
    places = IntegerField(null=True)
    risk = TextField()
    proposed = TextField()
    chosen = TextField()
    because = TextField()
    why = TextField(default="")
    at = DateTimeField()
    return_id: int

    class Meta:
        constraints: ClassVar = [
            Check("year_pence >= 0", "what_is_bought_in_a_year_is_no_less_than_nothing"),
            Check("places >= 0", "places_that_are_bought_are_no_fewer_than_none"),
            Check(f"risk IN {WORDS}", "the_risk_that_a_return_was_sized_by_is_known"),
            Check(f"proposed IN {TIERS} AND chosen IN {TIERS}", "the_tiers_of_a_sizing_are_known"),
            Check("chosen = proposed OR length(why) > 0", "another_tier_than_the_rule_says_has_a_reason"),
        ]

    @classmethod
    def keep(
        cls, ret: Return, *, year_pence: int | None, places: int | None, risk: str, proposed: str, because: str,
        why: str, at: datetime,
    ) -> Self:  # fmt: skip
        """Kept in the transaction in which the return is asked for. `because` is the rule’s own reason; `why` is
        dropped where the rule was followed."""
        must_be_writing()
        own = "" if ret.tier == proposed else why
        said = {"proposed": proposed, "chosen": ret.tier, "because": because, "why": own}
        sizing: Self = cls.create(return_=ret, year_pence=year_pence, places=places, risk=risk, **said, at=at)
        return sizing

    @classmethod
    def of(cls, return_id: int) -> Self | None:
        """That of a return; None for one that was asked for before the rule was kept."""
        return cls.get_or_none(cls.return_ == return_id)


unique(Sizing, Sizing.return_, name="a_return_is_sized_once")

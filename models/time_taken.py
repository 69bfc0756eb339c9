"""How long returns took, measured: of which set and tier, how many minutes; never whose, and of which return.

So nobody can be watched by it, and whoever starts a return reads what it took others.
"""

from datetime import date
from statistics import median
from typing import Any, ClassVar, Self

from peewee import Check, DateField, IntegerField, TextField

from models.monitoring_return import TIERS
from models.store import Base, must_be_writing

FEWEST = 5
"""Below this many returns nothing is said: one of them could be recognised."""
NEWEST = 200
"""So many are looked at: what returns took two years ago says little."""


class TimeTaken(Base):
    """One return that was sent for the first time. `month` is the first day of the month."""

    set_key = TextField()
    set_version = TextField()
    tier = TextField()
    minutes = IntegerField()
    month = DateField()

    class Meta:
        constraints: ClassVar = [
            Check(f"tier IN {TIERS}", "the_tier_of_a_time_is_known"),
            Check("minutes > 0", "a_return_takes_a_minute_or_more"),
        ]

    @classmethod
    def note(cls, set_key: str, set_version: str, tier: str, minutes: int, on: date) -> Self:
        """Keep what one return took."""
        must_be_writing()
        noted: Self = cls.create(
            set_key=set_key, set_version=set_version, tier=tier, minutes=minutes, month=on.replace(day=1)
        )
        return noted

    @classmethod
    def usual(cls, set_key: str, set_version: str, tier: str) -> int | None:
        """The median of what the newest returns took, in minutes; None for fewer than five; one query."""
        same = (cls.set_key == set_key) & (cls.set_version == set_version) & (cls.tier == tier)
        rows: Any = cls.select(cls.minutes).where(same).order_by(cls.id.desc()).limit(NEWEST).tuples()
        taken = [minutes for (minutes,) in rows]
        return round(median(taken)) if len(taken) >= FEWEST else None


TimeTaken.add_index(TimeTaken.set_key, TimeTaken.set_version, TimeTaken.tier, name="times_by_set_and_tier")

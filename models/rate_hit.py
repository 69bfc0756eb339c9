"""How often somebody has tried something lately; the storage behind the rate limits."""

from datetime import datetime
from typing import Self

from peewee import Case, DateTimeField, IntegerField, TextField

from models.store import Base, must_be_writing, unique


class RateHit(Base):
    """One counter: `count` tries under `key`, forgotten at `expires_at` (naive UTC)."""

    key = TextField()
    expires_at = DateTimeField(index=True)
    count = IntegerField()

    @classmethod
    def hit(cls, key: str, expires_at: datetime, now: datetime, amount: int = 1) -> int:
        """Count one more (or `amount` more) in one statement, and say how many that makes.

        A counter that has expired begins again at `amount`, and `expires_at` counts from then on.
        """
        must_be_writing()
        over = cls.expires_at <= now
        query = (
            cls.insert(key=key, expires_at=expires_at, count=amount)
            .on_conflict(
                conflict_target=[cls.key],
                update={
                    cls.count: Case(None, [(over, amount)], cls.count + amount),
                    cls.expires_at: Case(None, [(over, expires_at)], cls.expires_at),
                },
            )
            .returning(cls.count)
        )
        return int(next(iter(query.execute())).count)

    @classmethod
    def now(cls, key: str, now: datetime) -> Self | None:
        """The counter as it stands, or None when there is none that still counts."""
        return cls.get_or_none((cls.key == key) & (cls.expires_at > now))

    @classmethod
    def forget(cls, key: str) -> None:
        """Begin again at nothing."""
        must_be_writing()
        cls.delete().where(cls.key == key).execute()

    @classmethod
    def sweep(cls, now: datetime) -> int:
        """Delete the counters that have expired; how many there were."""
        must_be_writing()
        return int(cls.delete().where(cls.expires_at <= now).execute())


unique(RateHit, RateHit.key, name="one_counter_a_key")

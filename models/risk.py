"""What an authority thinks of the risk at a provider: one word, with its reason, and every word before it.

It decides how much is asked and how often (`forms/proportion.toml`), and nothing else.
"""

from datetime import datetime
from typing import Any, ClassVar, Self

from peewee import Check, DateTimeField, ForeignKeyField, IntegerField, TextField

from models.audit import AuditEvent, AuditHead
from models.authority import Authority
from models.conflicts import AlreadyDone, Stale
from models.person import Person
from models.provider import Provider
from models.store import Base, unique

WORDS = ("low", "medium", "high", "improvement_plan")
LONGEST = 600


class Risk(Base):
    """One word about one provider, by one authority, until another takes its place. Rows are never changed otherwise.

    `number` counts them. `why` is the officer’s text; the provider may ask to see it.
    """

    authority = ForeignKeyField(Authority, index=False)
    provider = ForeignKeyField(Provider)
    number = IntegerField()
    word = TextField()
    why = TextField()
    by = ForeignKeyField(Person, index=False)
    at = DateTimeField()
    replaced_at = DateTimeField(null=True)
    authority_id: int
    provider_id: int
    by_id: int

    class Meta:
        constraints: ClassVar = [
            Check(f"word IN {WORDS}", "the_word_for_a_risk_is_known"),
            Check(f"length(why) BETWEEN 1 AND {LONGEST}", "a_risk_says_why"),
            Check("number > 0", "risks_are_numbered_from_one"),
        ]

    @classmethod
    def put(
        cls, authority_id: int, provider: Provider, word: str, why: str, *, by: int, at: datetime, seen: int
    ) -> Self:
        """The word from now on, over the one with number `seen` (0 where there was none).

        Raises Stale when somebody said another meanwhile, AlreadyDone when this very word and reason stand.
        """
        AuditHead.take()  # nobody else says another word meanwhile
        last = cls.now_of(authority_id, provider.id)
        number = last.number if last else 0
        if last and number == seen + 1 and (last.word, last.why, last.by_id) == (word, why, by):
            raise AlreadyDone(last)
        if number != seen:
            raise Stale(number, name=last.by.name if last else "", at=last.at if last else None)
        mine = (cls.authority == authority_id) & (cls.provider == provider.id)
        cls.update(replaced_at=at).where(mine & cls.replaced_at.is_null()).execute()
        subject = f"provider:{provider.public_id}"
        AuditEvent.append("risk.set", subject, by, at, before=last.word if last else None, after=word)
        row = {"authority": authority_id, "provider": provider, "number": number + 1}
        risk: Self = cls.create(**row, word=word, why=why, by=by, at=at)
        return risk

    @classmethod
    def now_of(cls, authority_id: int, provider_id: int) -> Self | None:
        """The word that counts now, with who said it; None where nobody has said anything."""
        return next((risk for risk in cls.history(authority_id, provider_id) if risk.replaced_at is None), None)

    @classmethod
    def history(cls, authority_id: int, provider_id: int) -> list[Self]:
        """Every word about a provider by an authority, newest first, with who said it; one query."""
        mine = (cls.authority == authority_id) & (cls.provider == provider_id)
        return list(cls.select(cls, Person).join(Person, on=cls.by).where(mine).order_by(cls.number.desc()))

    @classmethod
    def words(cls, authority_id: int) -> dict[int, str]:
        """Provider id -> the word that counts now, of one authority; one query."""
        rows: Any = cls.select(cls.provider, cls.word).where(cls.authority == authority_id, cls.replaced_at.is_null())
        return dict(rows.tuples())


unique(Risk, Risk.authority, Risk.provider, Risk.number, name="risks_of_a_provider_are_numbered_once")
unique(Risk, Risk.authority, Risk.provider, name="one_word_for_a_risk_counts", where=Risk.replaced_at.is_null())

"""Following a tender, a service or a council by e-mail, without an account. Nobody sees who follows, the buyer neither.
Of a service one chooses what to hear of: its tenders, what comes up with its contracts, events.

asked (a link waits for a click) -> confirmed -> left, when the row goes. The key of its links is HMAC(installation,
salt), and only a digest of it is kept: whoever has a copy of the database can neither confirm nor leave for anybody.
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any, ClassVar, Self

from peewee import BooleanField, Check, DateTimeField, ForeignKeyField, TextField, fn

from models.authority import Authority, Service
from models.register.edition import Edition
from models.store import Base, must_be_writing, unique
from models.tendering.released_answer import Batch
from models.tendering.released_tender import ReleasedTender
from models.tendering.tender import Tender

WAITS = timedelta(days=2)
"""So long the link that confirms works; then the row goes."""
TOPICS = ("tenders", "coming_up", "events")
"""What can be heard of a service."""
TENDERS = TOPICS[:1]
"""What is heard of a tender or a council."""


class Follower(Base):
    """One address that follows one thing: a tender, a service, or all of a council."""

    email = TextField()
    tender = ForeignKeyField(Tender, null=True)
    service = ForeignKeyField(Service, null=True)
    authority = ForeignKeyField(Authority, null=True)
    tenders = BooleanField(default=True)
    coming_up = BooleanField(default=False)
    events = BooleanField(default=False)
    salt = TextField()
    key_digest = TextField()
    asked_at = DateTimeField()
    confirmed_at = DateTimeField(null=True)
    tender_id: int | None
    service_id: int | None
    authority_id: int | None

    class Meta:
        constraints: ClassVar = [
            Check(
                "(CASE WHEN tender_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN service_id IS NULL THEN 0 ELSE 1 END)"
                " + (CASE WHEN authority_id IS NULL THEN 0 ELSE 1 END) = 1",
                "a_follower_follows_one_thing",
            ),
        ]

    @classmethod
    def ask(
        cls, email: str, thing: dict[str, int], *, salt: str, key_digest: str, at: datetime,
        topics: Collection[str] = TENDERS,
    ) -> Self:  # fmt: skip
        """The row of this address and thing; made, where there is none. `thing`: tender, service or authority -> id.
        What somebody chose who has confirmed it changes only behind their own link."""
        must_be_writing()
        ((name, number),) = thing.items()
        same = (cls.email == email) & (getattr(cls, name) == number)
        if (found := cls.get_or_none(same)) is not None:
            cls.update(asked_at=at).where(cls.id == found.id).execute()
            cls.update(**_columns(topics)).where(cls.id == found.id, cls.confirmed_at.is_null()).execute()
            return found
        made: Self = cls.create(email=email, salt=salt, key_digest=key_digest, asked_at=at, **_columns(topics), **thing)
        return made

    @classmethod
    def of(cls, key_digest: str) -> Self | None:
        """The one whose links have this key."""
        return cls.get_or_none(cls.key_digest == key_digest)

    def confirm(self, at: datetime) -> None:
        """They pressed the button behind the link. Doing it again changes nothing."""
        must_be_writing()
        Follower.update(confirmed_at=at).where(Follower.id == self.id, Follower.confirmed_at.is_null()).execute()

    def choose(self, topics: Collection[str]) -> None:
        """What they want to hear of, behind their own link."""
        must_be_writing()
        Follower.update(**_columns(topics)).where(Follower.id == self.id).execute()

    @property
    def topics(self) -> list[str]:
        """What they chose."""
        return [topic for topic in TOPICS if getattr(self, topic)]

    @classmethod
    def of_services(cls, authority_id: int) -> list[Self]:
        """Who wants to hear of more than tenders about a service of an authority, with the service; one query."""
        more = cls.coming_up | cls.events
        query: Any = cls.select(cls, Service).join(Service)
        query = query.where(Service.authority == authority_id, ~cls.confirmed_at.is_null(), more)
        return list(query.order_by(cls.id))

    @classmethod
    def of_council(cls, authority_id: int) -> list[Self]:
        """Who follows all of an authority."""
        return list(cls.select().where(cls.authority == authority_id, ~cls.confirmed_at.is_null()).order_by(cls.id))

    def leave(self) -> None:
        """Nothing of it is kept."""
        must_be_writing()
        ToldOfQuarter.delete().where(ToldOfQuarter.follower == self.id).execute()
        Told.delete().where(Told.follower == self.id).execute()
        self.delete_instance()

    @classmethod
    def sweep(cls, at: datetime) -> int:
        """Those who never confirmed go; how many."""
        must_be_writing()
        return int(cls.delete().where(cls.confirmed_at.is_null(), cls.asked_at < at - WAITS).execute())


class Told(Base):
    """That a follower was told of one release of a tender, or of one batch of answers."""

    follower = ForeignKeyField(Follower, index=False)
    released = ForeignKeyField(ReleasedTender, null=True)
    batch = ForeignKeyField(Batch, null=True)
    follower_id: int

    class Meta:
        constraints: ClassVar = [
            Check("(released_id IS NULL) <> (batch_id IS NULL)", "a_follower_is_told_of_one_thing_at_a_time"),
        ]

    @classmethod
    def waiting(cls, table: Any, name: str) -> list[tuple[int, int, int]]:
        """Follower, tender and row of `table` of which they were not told; one query."""
        follows = (
            (Follower.tender == Tender.id) | (Follower.tenders & (Follower.service == Tender.service))
            | (Follower.authority == Tender.authority)
        )  # fmt: skip
        told = cls.select(1).where(cls.follower == Follower.id, getattr(cls, name) == table.id)
        public = ReleasedTender.alias()
        query: Any = (
            table.select(Follower.id, Tender.id, table.id)
            .join(Tender)
            .join(Follower, on=(follows & (Follower.confirmed_at < table.at)))
            .where(~fn.EXISTS(told), fn.EXISTS(public.select(1).where(public.tender == Tender.id)))
        )
        return [tuple(row) for row in query.order_by(table.id).tuples()]


class ToldOfQuarter(Base):
    """That a follower of a service or of a council was told of a quarter that was closed, in one mail."""

    follower = ForeignKeyField(Follower, index=False)
    edition = ForeignKeyField(Edition)


def _columns(topics: Collection[str]) -> dict[str, bool]:
    return {topic: topic in topics for topic in TOPICS}


unique(Follower, Follower.key_digest, name="one_follower_a_key")
unique(Follower, Follower.email, Follower.tender, name="an_address_follows_a_tender_once")
unique(Follower, Follower.email, Follower.service, name="an_address_follows_a_service_once")
unique(Follower, Follower.email, Follower.authority, name="an_address_follows_a_council_once")
unique(Told, Told.follower, Told.released, name="a_follower_is_told_of_a_release_once")
unique(Told, Told.follower, Told.batch, name="a_follower_is_told_of_a_batch_once")
unique(ToldOfQuarter, ToldOfQuarter.follower, ToldOfQuarter.edition, name="a_follower_is_told_of_a_quarter_once")

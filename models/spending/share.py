"""What stands behind the spending of an edition: never published, and kept so that the next one can be compared with
it. Without it nobody could say whether the difference of two quarters is one supplier’s price."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from peewee import BigIntegerField, BooleanField, Check, ForeignKeyField, IntegerField, TextField

from models.register import bulk
from models.register.edition import Edition
from models.store import Base

WAYS = ("on", "spot", "off", "unknown")
"""On a contract, bought for one person each, on none, and what cannot be told."""


class SpendShare(Base):
    """Of one part of the spending (a service and a way), what one payee received; `people`: purchases for one person.
    `shown`: the part was published by itself; `total`: the sum over all services of this way was."""

    edition = ForeignKeyField(Edition)
    slug = TextField()
    way = TextField()
    whose = TextField()
    pence = BigIntegerField()
    people = IntegerField(default=0)
    shown = BooleanField()
    total = BooleanField()
    edition_id: int

    class Meta:
        constraints: ClassVar = [
            Check(f"way IN {WAYS}", "how_something_was_bought_is_known"),
            Check("people >= 0", "people_are_counted_from_nought"),
        ]

    @classmethod
    def keep(cls, edition_id: int, shares: Iterable[Mapping[str, Any]]) -> None:
        """Everything behind one edition."""
        bulk.insert(cls, ({**share, "edition": edition_id} for share in shares))

    @classmethod
    def before(cls, authority_id: int, most: int) -> dict[int, list["SpendShare"]]:
        """Id of each of the newest editions of an authority that have any -> its shares; one query."""
        mine = cls.select(cls.edition).join(Edition).where(Edition.authority == authority_id).distinct()
        newest = mine.order_by(cls.edition.desc()).limit(most)
        found: dict[int, list[SpendShare]] = {}
        for share in cls.select().where(cls.edition << newest).order_by(cls.id):
            found.setdefault(share.edition_id, []).append(share)
        return found

"""What Ofsted’s published lists say of homes and agencies, by its number (URN); and what providers say of it.

Never a name and never an address: where a home is, is never written down. The lists are public and the same for every
authority. Ofsted publishes them under the Open Government Licence v3.0.
"""

import json
from collections.abc import Sequence
from datetime import date, datetime
from hashlib import sha256
from typing import Any, ClassVar, Self
from uuid import uuid4

from peewee import (
    BooleanField,
    Check,
    DateField,
    DateTimeField,
    ForeignKeyField,
    IntegerField,
    TextField,
    UUIDField,
)

from models.audit import AuditEvent
from models.person import Person
from models.provider import Home
from models.register import bulk
from models.register.taking_in import Counts
from models.store import Base, must_be_writing, unique

FACTS = (
    "provision_type", "status", "registered_on", "deregistered_on", "places", "local_authority",
    "overall", "overall_on",
)  # fmt: skip
"""What a list says of one number, and nothing else of it."""
LONGEST_WORDS = 600


class OfstedList(Base):
    """One list that was taken in: `as_at` is the day that it speaks of."""

    public_id = UUIDField(unique=True, default=uuid4)
    as_at = DateField()
    file_name = TextField()
    file_digest = TextField()
    read = IntegerField()
    new = IntegerField()
    changed = IntegerField()
    unchanged = IntegerField()
    rejected = IntegerField()
    by = ForeignKeyField(Person, null=True, index=False)
    at = DateTimeField()

    class Meta:
        constraints: ClassVar = [
            Check("read = new + changed + unchanged + rejected", "every_row_of_a_list_is_accounted_for"),
            Check("new >= 0 AND changed >= 0 AND unchanged >= 0 AND rejected >= 0", "rows_of_a_list_are_counted"),
        ]

    @classmethod
    def keep(
        cls, as_at: date, name: str, digest: str, counts: Counts, entries: Sequence[dict[str, Any]], *, by: int | None,
        at: datetime,
    ) -> Self:  # fmt: skip
        """Write down a list with every entry that it has something newer to say of; the one audit event of it all."""
        must_be_writing()
        numbers = {"new": counts.new, "changed": counts.changed, "unchanged": counts.unchanged}
        numbers |= {"rejected": counts.rejected, "read": counts.read}
        taken: Self = cls.create(as_at=as_at, file_name=name, file_digest=digest, by=by, at=at, **numbers)
        OfstedEntry.put(entries)
        said = ", ".join(f"{what} {number}" for what, number in numbers.items())
        AuditEvent.append("ofsted.taken_in", f"ofsted-list:{taken.public_id}", by, at, after=f"{digest}: {said}")
        return taken


class OfstedEntry(Base):
    """What the newest list that names a number says of it. `overall` is the grade as Ofsted writes it, or empty."""

    urn = TextField()
    provision_type = TextField()
    status = TextField()
    registered_on = DateField(null=True)
    deregistered_on = DateField(null=True)
    places = IntegerField(null=True)
    local_authority = TextField(default="")
    overall = TextField(default="")
    overall_on = DateField(null=True)
    as_at = DateField()

    class Meta:
        constraints: ClassVar = [Check("places >= 0", "places_in_a_list_are_no_fewer_than_none")]

    @property
    def facts(self) -> str:
        """All that it says, as one text: what a provider has confirmed is compared with it."""
        return json.dumps({name: getattr(self, name) for name in FACTS}, default=str, sort_keys=True)

    @property
    def digest(self) -> str:
        """The same, short: what a form carries of what was shown."""
        return sha256(self.facts.encode()).hexdigest()[:32]

    @classmethod
    def put(cls, entries: Sequence[dict[str, Any]]) -> None:
        """Entries over what stood under their numbers, some hundred in one statement."""
        must_be_writing()
        columns = [cls.urn, *(getattr(cls, name) for name in FACTS), cls.as_at]
        for batch in bulk.batches(entries):
            rows = [tuple(entry[column.name] for column in columns) for entry in batch]
            query = cls.insert_many(rows, fields=columns)
            query.on_conflict(conflict_target=[cls.urn], preserve=columns[1:]).execute()

    @classmethod
    def by_urn(cls, numbers: Sequence[str]) -> dict[str, Self]:
        """What is known of these numbers; one query."""
        return {entry.urn: entry for entry in cls.select().where(cls.urn << list(numbers))}


class OfstedSaid(Base):
    """What a provider last said of its home’s entry: that it is right, or what is different. `facts` is what the entry
    said then; once a list says something else it is asked anew."""

    home = ForeignKeyField(Home, index=False)
    facts = TextField()
    agrees = BooleanField()
    words = TextField(default="")
    by = ForeignKeyField(Person, index=False)
    at = DateTimeField()
    home_id: int
    by_id: int

    class Meta:
        constraints: ClassVar = [
            Check(f"length(words) <= {LONGEST_WORDS}", "what_is_different_is_said_in_few_words"),
            Check("(words = '') = agrees", "what_is_not_right_says_what_is_different"),
        ]

    @classmethod
    def say(cls, home: Home, facts: str, words: str, *, by: int, at: datetime) -> None:
        """It is right (no words), or what is different; in place of what was said before."""
        must_be_writing()
        said = {"facts": facts, "agrees": not words, "words": words, "by": by, "at": at}
        query = cls.insert(home=home, **said)
        columns = [getattr(cls, name) for name in said]
        query.on_conflict(conflict_target=[cls.home], preserve=columns).execute()
        AuditEvent.append("ofsted.disputed" if words else "ofsted.confirmed", f"home:{home.public_id}", by, at)

    @classmethod
    def of(cls, homes: Sequence[int]) -> dict[int, Self]:
        """What was last said, by home; one query."""
        query = cls.select(cls, Person.id, Person.name).join(Person, on=cls.by)
        return {said.home_id: said for said in query.where(cls.home << list(homes))}


unique(OfstedEntry, OfstedEntry.urn, name="one_entry_an_ofsted_number")
unique(OfstedSaid, OfstedSaid.home, name="one_word_about_a_homes_entry")

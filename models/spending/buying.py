"""What an authority says of itself as a buyer: what it calls major and local, its targets, who is local."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import ClassVar, Self

from peewee import BigIntegerField, Check, DateField, DateTimeField, ForeignKeyField, IntegerField, TextField

from models.audit import AuditEvent
from models.authority import Authority
from models.conflicts import Stale
from models.person import Person
from models.register.supplier import Supplier
from models.store import Base, must_be_writing, unique

SUBJECTS = ("sme", "vcse", "local")
MEASURES = ("count", "value")
MAJOR_PENCE = 66_354_000
"""£663,540: from there the full rules of the Procurement Act 2023 begin for light-touch services."""


class Buying(Base):
    """One row an authority. A contract worth `major_pence` or more is a major one; `local_means` says in words who is
    local, such as “registered office in the county”."""

    authority = ForeignKeyField(Authority, unique=True)
    major_pence = BigIntegerField(default=MAJOR_PENCE)
    local_means = TextField(default="")
    version = IntegerField(default=0)
    authority_id: int

    class Meta:
        constraints: ClassVar = [Check("major_pence > 0", "what_is_major_is_worth_something")]

    @classmethod
    def of(cls, authority_id: int) -> Self:
        """That of an authority; one that is not stored yet where nobody has said anything."""
        return cls.get_or_none(cls.authority == authority_id) or cls(authority=authority_id)

    @classmethod
    def say(
        cls, authority_id: int, values: Mapping[str, object], targets: "Sequence[Mapping[str, object]]", *,
        by: int, at: datetime, version: int,
    ) -> Self:  # fmt: skip
        """Say it anew, the targets as a whole. Raises Stale."""
        must_be_writing()
        cls.insert(authority=authority_id).on_conflict_ignore().execute()
        mine = (cls.authority == authority_id) & (cls.version == version)
        if not cls.update(**values, version=version + 1).where(mine).execute():
            raise Stale(0)
        Target.delete().where(Target.authority == authority_id).execute()
        for target in targets:
            Target.create(authority=authority_id, **target)
        said = ", ".join(f"{one['subject']} by {one['measure']} {one['percent']}%" for one in targets) or "no target"
        subject = f"authority:{Authority.get_by_id(authority_id).public_id}"
        AuditEvent.append("buying.said", subject, by, at, after=said)
        return cls.get(cls.authority == authority_id)


class Target(Base):
    """A share that an authority wants to reach: of contracts (count) or of what they cost in a year (value), with small
    or medium, voluntary or community, or local suppliers. `said_in` is where it is stated."""

    authority = ForeignKeyField(Authority, index=False)
    subject = TextField()
    measure = TextField()
    percent = IntegerField()
    said_in = TextField()
    since_on = DateField(null=True)
    authority_id: int

    class Meta:
        constraints: ClassVar = [
            Check(f"subject IN {SUBJECTS}", "what_a_target_is_about_is_known"),
            Check(f"measure IN {MEASURES}", "what_a_target_measures_is_known"),
            Check("percent BETWEEN 1 AND 100", "a_target_is_a_share"),
            Check("said_in <> ''", "a_target_says_where_it_is_stated"),
        ]

    @classmethod
    def of(cls, authority_id: int) -> list[Self]:
        """Those of an authority, always in one order."""
        return list(cls.select().where(cls.authority == authority_id).order_by(cls.subject, cls.measure))


unique(Target, Target.authority, Target.subject, Target.measure, name="a_target_is_stated_once")


class Locality(Base):
    """Whether a supplier is local to one authority, as that means it, and where that is known from."""

    authority = ForeignKeyField(Authority, index=False)
    supplier = ForeignKeyField(Supplier)
    local = TextField()
    source = TextField()
    by = ForeignKeyField(Person, index=False)
    at = DateTimeField()
    authority_id: int
    supplier_id: int

    class Meta:
        constraints: ClassVar = [
            Check("local IN ('yes', 'no')", "a_supplier_is_local_or_not"),
            Check("source <> ''", "where_it_is_known_from_that_a_supplier_is_local"),
        ]

    @classmethod
    def of(cls, authority_id: int) -> dict[int, str]:
        """Id of a supplier -> “yes” or “no”; one query."""
        rows = cls.select(cls.supplier, cls.local).where(cls.authority == authority_id)
        return {row.supplier_id: row.local for row in rows}

    @classmethod
    def say(cls, authority_id: int, supplier: Supplier, local: str, source: str, *, by: int, at: datetime) -> None:
        """“yes”, “no”, or “” for not known any more."""
        must_be_writing()
        mine = (cls.authority == authority_id) & (cls.supplier == supplier.id)
        before = cls.get_or_none(mine)
        if (before.local if before else "", before.source if before else "") == (local, source if local else ""):
            return
        cls.delete().where(mine).execute()
        if local:
            cls.create(authority=authority_id, supplier=supplier.id, local=local, source=source, by=by, at=at)
        AuditEvent.append("supplier.local", supplier.subject, by, at, after=local or "not known")


unique(Locality, Locality.authority, Locality.supplier, name="a_supplier_is_local_to_an_authority_once")

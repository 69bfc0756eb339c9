"""Those who buy: councils, NHS bodies and regional bodies; the services they buy and the questions they adopted."""

from datetime import datetime
from typing import ClassVar, Self
from uuid import uuid4

from peewee import BigIntegerField, Check, ForeignKeyField, IntegerField, TextField, UUIDField

from models.audit import AuditEvent
from models.conflicts import AlreadyDone, OtherNation, Stale
from models.store import Base, must_be_writing, unique


class Authority(Base):
    """One that buys. `nation` is a letter (E, W, S, N); `brand` names its look; money is in pence."""

    public_id = UUIDField(unique=True, default=uuid4)
    slug = TextField()
    name = TextField()
    kind = TextField(default="council")
    nation = TextField(default="E")
    threshold_pence = BigIntegerField(default=500000)
    duty_phone = TextField(default="")
    contact_name = TextField(default="")
    contact_phone = TextField(default="")
    contact_email = TextField(default="")
    read_within_days = IntegerField(default=10)
    brand = TextField(default="")

    class Meta:
        constraints: ClassVar = [
            Check("kind IN ('council', 'nhs_body', 'regional_body')", "the_kind_of_an_authority_is_known"),
            Check("nation IN ('E', 'W', 'S', 'N')", "a_nation_is_one_of_four"),
            Check("threshold_pence >= 0", "a_threshold_is_not_below_nothing"),
            Check("read_within_days > 0", "a_council_reads_within_a_day_or_more"),
        ]

    @classmethod
    def only_name(cls) -> str:
        """The name of the only authority that deals here, “” where there are several. Those that are merely in the
        register have no duty phone, and count only where nobody else is here."""
        for some in (cls.select().where(cls.duty_phone != ""), cls.select()):
            names = [row.name for row in some.limit(2)]
            if names:
                return str(names[0]) if len(names) == 1 else ""
        return ""

    def paint(self, colour: str, *, by: int, at: datetime, seen: str) -> None:
        """Gives it another colour, or none (“”). Raises Stale where it was not `seen`."""
        must_be_writing()
        mine = (Authority.id == self.id) & (Authority.brand == seen)
        if not Authority.update(brand=colour).where(mine).execute():
            raise Stale(0)
        if colour != seen:
            AuditEvent.append("authority.painted", f"authority:{self.public_id}", by, at, before=seen, after=colour)


unique(Authority, Authority.slug, name="one_authority_a_slug")


class Service(Base):
    """A service that an authority buys. `key` comes from one list that all share and is its slug."""

    authority = ForeignKeyField(Authority)
    key = TextField()
    title = TextField()
    authority_id: int


unique(Service, Service.authority, Service.key, name="an_authority_has_a_service_once")


class AdoptedSet(Base):
    """A question set that an authority uses, and in which version; sets are files that all share. Where no version
    stands (taken up before versions were kept) it is the newest."""

    authority = ForeignKeyField(Authority)
    set_key = TextField()
    set_version = TextField(null=True)
    authority_id: int

    @classmethod
    def adopt(
        cls,
        authority: Authority,
        set_key: str,
        nation: str,
        *,
        by: int | None,
        at: datetime,
        version: str | None = None,
    ) -> Self:
        """An authority takes up a set; once is enough. `nation` is the letter of the nation that the set is for.

        Raises OtherNation where that is not the authority’s.
        """
        must_be_writing()
        if nation != authority.nation:
            raise OtherNation(f"This set is written for another nation’s law than {authority.name} works under.")
        found: Self
        found, new = cls.get_or_create(  # type: ignore[no-untyped-call]
            authority=authority, set_key=set_key, defaults={"set_version": version}
        )
        if new:
            after = f"{set_key}, version {version}" if version else set_key
            AuditEvent.append("set.adopted", f"authority:{authority.public_id}", by, at, after=after)
        return found

    @classmethod
    def of(cls, authority_id: int, set_key: str) -> Self | None:
        """That of an authority; None where it does not use the set."""
        return cls.get_or_none((cls.authority == authority_id) & (cls.set_key == set_key))

    def take_up(self, version: str, *, by: int, at: datetime, seen: str | None) -> None:
        """Asks in another version from now on. Raises AlreadyDone where it is that one, Stale if not `seen`."""
        must_be_writing()
        same = AdoptedSet.set_version.is_null() if seen is None else AdoptedSet.set_version == seen
        if not AdoptedSet.update(set_version=version).where(AdoptedSet.id == self.id, same).execute():
            now = AdoptedSet.get_or_none(AdoptedSet.id == self.id)
            raise AlreadyDone(now) if now is not None and now.set_version == version else Stale(0)
        subject = f"authority:{self.authority.public_id}"
        before, after = (f"{self.set_key}, version {one}" if one else self.set_key for one in (seen, version))
        AuditEvent.append("set.taken_up", subject, by, at, before=before, after=after)
        self.set_version = version

    def stop(self, *, by: int, at: datetime) -> None:
        """Uses it no more; what was asked for stays. Raises AlreadyDone."""
        must_be_writing()
        if not AdoptedSet.delete().where(AdoptedSet.id == self.id).execute():
            raise AlreadyDone
        AuditEvent.append("set.stopped", f"authority:{self.authority.public_id}", by, at, before=self.set_key)


unique(AdoptedSet, AdoptedSet.authority, AdoptedSet.set_key, name="an_authority_adopts_a_set_once")

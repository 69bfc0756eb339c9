"""People, and the organisations that they belong to."""

from datetime import datetime
from typing import ClassVar, Self, cast
from uuid import uuid4

from peewee import (
    BooleanField,
    Check,
    DateTimeField,
    ForeignKeyField,
    IntegerField,
    IntegrityError,
    ModelSelect,
    TextField,
    UUIDField,
)

from models.audit import AuditEvent, AuditHead
from models.authority import Authority
from models.conflicts import AlreadyDone, BothSides, LastLead, NotImpartial, NotYours, Taken, broken_rule
from models.independent_person import IndependentPerson
from models.provider import Dealing, Provider
from models.store import Base, must_be_writing, store, unique

PROVIDER_ROLES = ("lead", "member")
AUTHORITY_ROLES = (
    *("officer", "manager", "register_editor", "procurement_officer", "evaluator", "auditor"),
    "administrator",
)


LOOKS_AFTER = ("officer", "manager")
"""Roles of an authority that look after providers, contracts and returns."""


def _uniquifier() -> str:
    return uuid4().hex


class Person(Base):
    """Somebody with an account. The columns from `fs_uniquifier` on are named as Flask-Security-Too expects them.

    `email` is in lower case; `password` is a hash, None for those who sign in by e-mailed code alone;
    `mf_recovery_codes` and `us_totp_secrets` are JSON text.
    """

    public_id = UUIDField(unique=True, default=uuid4)
    email = TextField()
    name = TextField(default="")
    phone = TextField(null=True)
    password = TextField(null=True)
    active = BooleanField(default=True)
    fs_uniquifier = TextField(default=_uniquifier)
    confirmed_at = DateTimeField(null=True)
    create_datetime = DateTimeField(null=True)
    update_datetime = DateTimeField(null=True)
    last_login_at = DateTimeField(null=True)
    current_login_at = DateTimeField(null=True)
    login_count = IntegerField(default=0)
    tf_primary_method = TextField(null=True)
    tf_totp_secret = TextField(null=True)
    tf_last_counter = IntegerField(null=True)
    tf_phone_number = TextField(null=True)
    us_totp_secrets = TextField(null=True)
    us_phone_number = TextField(null=True)
    mf_recovery_codes = TextField(null=True)

    class Meta:
        constraints: ClassVar = [Check("email = lower(email)", "an_e_mail_address_is_kept_in_lower_case")]

    @property
    def subject(self) -> str:
        return f"person:{self.public_id}"


unique(Person, Person.email, name="one_account_an_e_mail_address")
unique(Person, Person.fs_uniquifier, name="one_account_a_uniquifier")


class Membership(Base):
    """That a person belongs to an authority or to a provider, in one role, from `began_at` to `ended_at`."""

    public_id = UUIDField(unique=True, default=uuid4)
    person = ForeignKeyField(Person)
    authority = ForeignKeyField(Authority, null=True)
    provider = ForeignKeyField(Provider, null=True)
    role = TextField()
    began_at = DateTimeField()
    ended_at = DateTimeField(null=True)
    person_id: int
    authority_id: int | None
    provider_id: int | None

    class Meta:
        constraints: ClassVar = [
            Check("(authority_id IS NULL) <> (provider_id IS NULL)", "a_membership_is_of_exactly_one_organisation"),
            Check(
                f"(provider_id IS NOT NULL AND role IN {PROVIDER_ROLES})"
                f" OR (authority_id IS NOT NULL AND role IN {AUTHORITY_ROLES})",
                "a_role_fits_the_organisation",
            ),
            Check("ended_at >= began_at", "a_membership_ends_after_it_began"),
        ]

    @property
    def side(self) -> Authority | Provider:
        """The organisation that it is of."""
        return self.provider or cast(Authority, self.authority)

    @classmethod
    def live(cls) -> "ModelSelect[Self]":
        """Those that have not ended."""
        return cls.select().where(cls.ended_at.is_null())

    @classmethod
    def begin(cls, person: Person, side: Authority | Provider, role: str, at: datetime, by: int | None) -> Self:
        """Somebody joins.

        Raises Taken when they belong already (to an authority: in this role), BothSides when they would stand on both
        sides of one authority, NotImpartial when they are the independent person of a home there, ValueError for a role
        of the other side.
        """
        must_be_writing()
        if role not in (PROVIDER_ROLES if isinstance(side, Provider) else AUTHORITY_ROLES):
            raise ValueError(f"“{role}” is not a role there.")
        where = {"provider" if isinstance(side, Provider) else "authority": side}
        try:
            with store.atomic():
                membership = cls.create(person=person, role=role, began_at=at, **where)
                membership._audit("membership.began", by, at, after=role)
                if on_both_sides(Membership.person == person.id):
                    raise BothSides(f"{person.name} works with the other side.")
                here = {"authority": membership.authority_id, "provider": membership.provider_id}
                if IndependentPerson.stands_in_the_way(person.id, **here):
                    raise NotImpartial("serves")
        except IntegrityError as error:
            raise Taken(broken_rule(error) or "") from error
        return membership

    def end(self, at: datetime, by: int | None) -> None:
        """Somebody leaves. Raises AlreadyDone when they have left, LastLead when nobody would be left in charge."""
        must_be_writing()
        AuditHead.take()  # two leads who remove each other at once: the second finds itself the last
        leads = Membership.live().where(Membership.provider == self.provider_id, Membership.role == "lead")
        if self.role == "lead" and [lead.id for lead in leads] == [self.id]:
            raise LastLead
        self._end(at, by)

    def hand_over(self, to: Person, at: datetime, by: int | None) -> Self:
        """Give one’s role to a colleague. A lead stays on as a member; at an authority the role simply moves.

        Gives the colleague’s new membership. Raises NotYours for somebody who does not belong there, Taken when they
        hold the role already, AlreadyDone when this membership has ended.
        """
        must_be_writing()
        AuditHead.take()
        # `== None` would say IS NULL, and find memberships of other organisations
        here = (
            Membership.provider == self.provider_id if self.provider_id else Membership.authority == self.authority_id
        )
        theirs = list(Membership.live().where(Membership.person == to.id, here))
        if not theirs:
            raise NotYours(f"{to.name} does not belong there.")
        if any(membership.role == self.role for membership in theirs):
            raise Taken("a_person_belongs_to_a_provider_once" if self.provider_id else "a_person_holds_a_role_once")
        self._end(at, by)
        if self.provider_id:
            theirs[0]._end(at, by)
            self.begin(self.person, self.side, "member", at, by)
        return self.begin(to, self.side, self.role, at, by)

    def _end(self, at: datetime, by: int | None) -> None:
        live = (Membership.id == self.id) & Membership.ended_at.is_null()
        if not Membership.update(ended_at=at).where(live).execute():
            raise AlreadyDone(self)
        self.ended_at = at
        self._audit("membership.ended", by, at, before=self.role)

    def _audit(self, action: str, by: int | None, at: datetime, **states: str) -> None:
        AuditEvent.append(action, f"membership:{self.public_id}", by, at, **states)


unique(
    Membership, Membership.person, Membership.provider,
    name="a_person_belongs_to_a_provider_once", where=Membership.ended_at.is_null(),
)  # fmt: skip
unique(
    Membership, Membership.person, Membership.authority, Membership.role,
    name="a_person_holds_a_role_once", where=Membership.ended_at.is_null(),
)  # fmt: skip


def on_both_sides(where: object) -> bool:
    """Whether a live member of an authority (`where`: conditions on that membership or on Dealing) is also one of a
    provider that it deals with. Read after an audit event was appended: nobody else can change the answer then."""
    other = Membership.alias()
    pairs = (
        Membership.live()
        .join(Dealing, on=(Dealing.authority == Membership.authority))
        .join(other, on=((other.provider == Dealing.provider) & (other.person == Membership.person)))
        .where(other.ended_at.is_null(), where)
    )
    return bool(pairs.exists())

"""Those who provide: organisations with accounts, owned by their own people; and their homes."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import ClassVar, Self
from uuid import uuid4

from peewee import (
    BigIntegerField,
    Check,
    DateField,
    DateTimeField,
    ForeignKeyField,
    IntegerField,
    IntegrityError,
    TextField,
    UUIDField,
)

from models.audit import AuditEvent
from models.authority import Authority
from models.conflicts import AlreadyDone, Stale, Taken, broken_rule
from models.slug import slugs_of
from models.store import Base, must_be_writing, store, unique

KINDS = ("company", "cic", "charity", "cio", "registered_society", "partnership", "sole_trader", "public_body")


class Provider(Base):
    """One organisation and its profile, asked once. Numbers are as `models.identifiers` writes them, None where
    there is none; `sme` and `vcse` are “yes”, “no” or, not answered, empty; cover is in pence."""

    public_id = UUIDField(unique=True, default=uuid4)
    slug = TextField()
    legal_name = TextField()
    kind = TextField()
    company_number = TextField(null=True)
    charity_number = TextField(null=True)
    charity_register = TextField(null=True)
    sme = TextField(default="")
    vcse = TextField(default="")
    safeguarding_lead = TextField(default="")
    safeguarding_email = TextField(default="")
    safeguarding_phone = TextField(default="")
    insurance_kind = TextField(default="")
    insurer = TextField(default="")
    insurance_cover_pence = BigIntegerField(null=True)
    insurance_expires_on = DateField(null=True)
    contact_email = TextField(default="")
    contact_phone = TextField(default="")
    version = IntegerField(default=1)
    confirmed_on = DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            Check(f"kind IN {KINDS}", "the_kind_of_a_provider_is_known"),
            Check(
                "(charity_number IS NULL) = (charity_register IS NULL)", "a_charity_number_says_of_which_register_it_is"
            ),
            Check("charity_register IN ('CCEW', 'OSCR', 'CCNI')", "a_charity_register_is_one_of_three"),
            Check("sme IN ('yes', 'no', '')", "small_or_medium_is_yes_or_no"),
            Check("vcse IN ('yes', 'no', '')", "voluntary_is_yes_or_no"),
            Check("insurance_cover_pence >= 0", "insurance_covers_no_less_than_nothing"),
        ]

    PROFILE: ClassVar = frozenset(
        (
            *("legal_name", "kind", "company_number", "charity_number", "charity_register", "sme", "vcse"),
            *("safeguarding_lead", "safeguarding_email", "safeguarding_phone", "contact_email", "contact_phone"),
            *("insurance_kind", "insurer", "insurance_cover_pence", "insurance_expires_on", "confirmed_on"),
        )
    )
    """What `change` may change; the slug and the public id never do."""

    @property
    def subject(self) -> str:
        return f"provider:{self.public_id}"

    @classmethod
    def register(cls, legal_name: str, kind: str, by: int | None, at: datetime) -> Self:
        """A new organisation; nobody’s approval is waited for. Whoever registers it becomes its lead by
        `Membership.begin` in the same `writing()`."""
        must_be_writing()
        for slug in slugs_of(legal_name):
            try:
                with store.atomic():
                    provider = cls.create(slug=slug, legal_name=legal_name, kind=kind)
            except IntegrityError as error:
                if broken_rule(error) != "one_provider_a_slug":
                    raise
            else:
                break
        AuditEvent.append("provider.registered", provider.subject, by, at, after=legal_name)
        return provider

    def change(self, values: Mapping[str, object], by: int | None, at: datetime, version: int) -> None:
        """Change the profile, all that is given or nothing. `confirmed_on` among them says that it was looked at.

        Raises Stale when a colleague changed it since `version`, ValueError for what is not of the profile.
        """
        must_be_writing()
        if strange := set(values) - self.PROFILE:
            raise ValueError(f"Not part of a profile: {', '.join(sorted(strange))}.")
        same = (Provider.id == self.id) & (Provider.version == version)
        if not Provider.update(**values, version=version + 1).where(same).execute():
            raise Stale(Provider.get_by_id(self.id).version)
        for name, value in [*values.items(), ("version", version + 1)]:
            setattr(self, name, value)
        after = f"version {version + 1}: {', '.join(sorted(values))}"
        AuditEvent.append("provider.changed", self.subject, by, at, before=f"version {version}", after=after)


unique(Provider, Provider.slug, name="one_provider_a_slug")


class Home(Base):
    """A home of a provider, by name and Ofsted number; where it is, is never written down."""

    public_id = UUIDField(unique=True, default=uuid4)
    provider = ForeignKeyField(Provider)
    name = TextField()
    urn = TextField(null=True)
    kind = TextField()
    closed_at = DateTimeField(null=True)
    provider_id: int

    @classmethod
    def add(cls, provider: Provider, name: str, kind: str, urn: str | None, *, by: int | None, at: datetime) -> Self:
        """A new home. Raises Taken when its Ofsted number stands with a home already."""
        must_be_writing()
        try:
            with store.atomic():
                home = cls.create(provider=provider, name=name, kind=kind, urn=urn)
        except IntegrityError as error:
            raise Taken(broken_rule(error) or "") from error
        AuditEvent.append("home.added", f"home:{home.public_id}", by, at, after=provider.subject)
        return home

    def change(self, name: str, kind: str, urn: str | None, *, by: int | None, at: datetime) -> None:
        """Correct its name, kind or number. Raises Taken as `add` does."""
        must_be_writing()
        try:
            with store.atomic():
                Home.update(name=name, kind=kind, urn=urn).where(Home.id == self.id).execute()
        except IntegrityError as error:
            raise Taken(broken_rule(error) or "") from error
        AuditEvent.append("home.changed", f"home:{self.public_id}", by, at, before=self.urn, after=urn)
        self.name, self.kind, self.urn = name, kind, urn

    def close(self, *, by: int | None, at: datetime) -> None:
        """It takes nobody any more; what was returned about it stays. Raises AlreadyDone."""
        must_be_writing()
        open_still = (Home.id == self.id) & Home.closed_at.is_null()
        if not Home.update(closed_at=at).where(open_still).execute():
            raise AlreadyDone
        self.closed_at = at
        AuditEvent.append("home.closed", f"home:{self.public_id}", by, at)


unique(Home, Home.urn, name="one_home_an_ofsted_number")


class Dealing(Base):
    """That an authority deals with a provider: it has asked it for a return."""

    authority = ForeignKeyField(Authority)
    provider = ForeignKeyField(Provider)
    since_on = DateField()

    @classmethod
    def note(cls, authority: int, provider: int, on: date) -> None:
        """They deal with each other from now on, if they did not before."""
        must_be_writing()
        cls.insert(authority=authority, provider=provider, since_on=on).on_conflict_ignore().execute()


unique(Dealing, Dealing.authority, Dealing.provider, name="two_deal_with_each_other_once")

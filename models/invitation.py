"""Invitations to join an organisation: one link, by mail, used once."""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import ClassVar, Self
from uuid import uuid4

from peewee import Check, DateTimeField, ForeignKeyField, TextField, UUIDField

from models.audit import AuditEvent
from models.authority import Authority
from models.conflicts import AlreadyDone, NotNow
from models.person import AUTHORITY_ROLES, PROVIDER_ROLES, Membership, Person
from models.provider import Provider
from models.store import Base, must_be_writing, unique

LASTS = timedelta(days=14)


class Invitation(Base):
    """open -> used | expired | withdrawn. Only a digest of the link’s token is kept."""

    public_id = UUIDField(unique=True, default=uuid4)
    token_digest = TextField()
    email = TextField()
    authority = ForeignKeyField(Authority, null=True)
    provider = ForeignKeyField(Provider, null=True)
    role = TextField()
    invited_by = ForeignKeyField(Person)
    made_at = DateTimeField()
    expires_at = DateTimeField()
    used_at = DateTimeField(null=True)
    withdrawn_at = DateTimeField(null=True)
    authority_id: int | None
    provider_id: int | None
    invited_by_id: int

    class Meta:
        constraints: ClassVar = [
            Check("(authority_id IS NULL) <> (provider_id IS NULL)", "an_invitation_is_to_exactly_one_organisation"),
            Check(
                f"(provider_id IS NOT NULL AND role IN {PROVIDER_ROLES})"
                f" OR (authority_id IS NOT NULL AND role IN {AUTHORITY_ROLES})",
                "an_invited_role_fits_the_organisation",
            ),
            Check("used_at IS NULL OR withdrawn_at IS NULL", "an_invitation_is_used_or_withdrawn"),
        ]

    @classmethod
    def open(
        cls, email: str, side: Authority | Provider, role: str, *, invited_by: int, at: datetime
    ) -> tuple[Self, str]:
        """A new invitation and the token for its link, which is shown nowhere else and lasts 14 days."""
        must_be_writing()
        token = secrets.token_urlsafe(32)
        invitation = cls.create(
            token_digest=_digest(token), email=email.lower(), role=role, invited_by=invited_by,
            made_at=at, expires_at=at + LASTS, **{"provider" if isinstance(side, Provider) else "authority": side},
        )  # fmt: skip
        AuditEvent.append("invitation.opened", invitation.subject, invited_by, at, after=role)
        return invitation, token

    @classmethod
    def of(cls, token: str) -> Self | None:
        """The invitation that a link belongs to, whatever became of it, or None for a link that we did not make."""
        return cls.get_or_none(cls.token_digest == _digest(token))

    def state(self, at: datetime) -> str:
        """“used”, “withdrawn”, “expired” or “open”."""
        if self.used_at or self.withdrawn_at:
            return "used" if self.used_at else "withdrawn"
        return "open" if at <= self.expires_at else "expired"

    @classmethod
    def use(cls, token: str, person: Person, at: datetime) -> Membership:
        """Somebody follows the link and joins. Raises NotNow when it cannot be used (any more), AlreadyDone when it was
        used, and what `Membership.begin` raises; then the invitation stays open."""
        must_be_writing()
        invitation = cls.of(token)
        if invitation is None:
            raise NotNow("unknown")
        invitation._close(at, used_at=at)
        AuditEvent.append("invitation.used", invitation.subject, person.id, at)
        return Membership.begin(person, invitation.side, invitation.role, at, invitation.invited_by_id)

    def withdraw(self, at: datetime, by: int) -> None:
        """The link works no more. Raises AlreadyDone when it was used, NotNow when it is closed in another way."""
        must_be_writing()
        self._close(at, withdrawn_at=at)
        AuditEvent.append("invitation.withdrawn", self.subject, by, at)

    def _close(self, at: datetime, **values: datetime) -> None:
        open_still = (
            (Invitation.id == self.id)
            & Invitation.used_at.is_null()
            & Invitation.withdrawn_at.is_null()
            & (Invitation.expires_at >= at)
        )
        if not Invitation.update(**values).where(open_still).execute():
            now = Invitation.get_by_id(self.id)
            raise AlreadyDone(now) if now.used_at else NotNow(now.state(at))

    @property
    def side(self) -> Authority | Provider:
        """The organisation that it is to."""
        return Provider.get_by_id(self.provider_id) if self.provider_id else Authority.get_by_id(self.authority_id)

    @property
    def subject(self) -> str:
        return f"invitation:{self.public_id}"


unique(Invitation, Invitation.token_digest, name="one_invitation_a_token")


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()

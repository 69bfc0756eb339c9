"""What can be done about who belongs where: invitations, removing, handing over, roles. No Flask here.

Views find the rows by what the person may see; these functions open the one `writing()`.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from models.audit import AuditHead
from models.authority import Authority
from models.conflicts import HasDuties, LastLead, NotNow, NotYours, Taken
from models.invitation import Invitation
from models.person import Membership, Person
from models.provider import Provider
from models.sign_in import SignIn
from models.store import writing
from portal.accounts.words import tidy_address
from portal.care import work as care
from portal.care.work import Charge
from portal.mail import compose


@dataclass(frozen=True)
class Colleague:
    """One person of an organisation and every live membership that they hold there."""

    person: Person
    memberships: tuple[Membership, ...]

    @property
    def roles(self) -> list[str]:
        return [membership.role for membership in self.memberships]


def side_of(authority: int | None, provider: int | None) -> Authority | Provider:
    """The organisation of a seat."""
    return Provider.get_by_id(provider) if provider is not None else Authority.get_by_id(authority)


def colleagues(side: Authority | Provider) -> list[Colleague]:
    """Everybody who belongs to the organisation now, by name; one query."""
    here = Membership.provider == side.id if isinstance(side, Provider) else Membership.authority == side.id
    rows = (
        Membership.select(Membership, Person)
        .join(Person)
        .where(here & Membership.ended_at.is_null())
        .order_by(Person.name, Person.id, Membership.role)
    )
    found: dict[int, list[Membership]] = {}
    for row in rows:
        found.setdefault(row.person_id, []).append(row)
    return [Colleague(rows[0].person, tuple(rows)) for rows in found.values()]


def open_invitations(side: Authority | Provider, now: datetime) -> list[Invitation]:
    """Invitations that still can be used, the newest first."""
    here = Invitation.provider == side.id if isinstance(side, Provider) else Invitation.authority == side.id
    still = Invitation.used_at.is_null() & Invitation.withdrawn_at.is_null() & (Invitation.expires_at >= now)
    return list(Invitation.select().where(here & still).order_by(Invitation.made_at.desc()))


def invite(side: Authority | Provider, email: str, role: str, by: int, now: datetime) -> Invitation:
    """Invites an address; an earlier invitation of it to the same role is withdrawn. Raises Taken where its owner
    belongs here already (at an authority: in this role)."""
    with writing():
        return _invite(side, tidy_address(email), role, by, now)


def _invite(side: Authority | Provider, email: str, role: str, by: int, now: datetime) -> Invitation:
    for one in colleagues(side):
        if one.person.email == email and (isinstance(side, Provider) or role in one.roles):
            raise Taken("a_person_belongs_to_a_provider_once")
    for earlier in open_invitations(side, now):
        if (earlier.email, earlier.role) == (email, role):
            earlier.withdraw(now, by)
    invitation, token = Invitation.open(email, side, role, invited_by=by, at=now)
    compose.put(
        "accounts/invited", to=email, about=invitation.subject, at=now, token=token, expires=invitation.expires_at
    )
    return invitation


def invite_provider(legal_name: str, kind: str, email: str, by: int, now: datetime) -> Provider:
    """Makes an organisation that an officer names and invites its first lead. One of that name that nobody has ever
    belonged to is taken as the same: the first invitation went astray."""
    with writing():
        used = Membership.select(Membership.provider).where(~Membership.provider.is_null())
        empty = Provider.select().where((Provider.legal_name == legal_name) & Provider.id.not_in(used)).first()
        provider: Provider = empty or Provider.register(legal_name, kind, by, now)
        _invite(provider, tidy_address(email), "lead", by, now)
    return provider


def withdraw(invitation: Invitation, by: int, now: datetime) -> None:
    """The link works no more."""
    with writing():
        invitation.withdraw(now, by)


def accept(token: str, person: int, now: datetime, second_factor_roles: Collection[str] = ()) -> Membership:
    """Somebody with an account joins. Raises NotYours where the invitation went to another address, and what
    `Invitation.use` raises."""
    with writing():
        who = Person.get_by_id(person)
        invitation = Invitation.of(token)
        if invitation is not None and invitation.email != who.email:
            raise NotYours(who.email)
        joined = Invitation.use(token, who, now)
        _sign_in_anew(person, [joined.role], second_factor_roles, now)
    return joined


def accept_as_new(token: str, name: str, now: datetime) -> Person:
    """Makes the account of somebody invited, whose address the link confirms, and joins. Raises what
    `Invitation.use` raises, and Taken where the address has an account by now."""
    with writing():
        invitation = Invitation.of(token)
        if invitation is None:
            raise NotNow("unknown")
        if Person.select().where(Person.email == invitation.email).exists():
            raise Taken("one_account_an_e_mail_address")
        person = Person.create(email=invitation.email, name=name, confirmed_at=now, create_datetime=now)
        Invitation.use(token, person, now)
    return person


def duties(side: Authority | Provider, person: int, now: datetime) -> Charge | None:
    """What is in somebody’s care at an authority; None where nothing is."""
    return care.duties(side, person, now) if isinstance(side, Authority) else None


def remove(membership: Membership, by: int, now: datetime, *, anyway: bool = False) -> None:
    """Somebody leaves, in all their roles there. Their access ends with their next click.

    Raises LastLead for the last lead of a provider and the last administrator of an authority, HasDuties where
    something is in their care, unless somebody saw that and means it: access must be able to end at once.
    """
    if not anyway and duties(membership.side, membership.person_id, now):
        raise HasDuties
    with writing():
        AuditHead.take()  # two who remove each other at once: the second finds nobody else left
        side = membership.side
        theirs = next((c for c in colleagues(side) if c.person.id == membership.person_id), None)
        if theirs is None:
            raise NotYours
        if "administrator" in theirs.roles:
            _keep_an_administrator(membership.authority_id, membership.person_id)
        for one in theirs.memberships:
            one.end(now, by)
        if membership.person_id != by:
            _tell(theirs.person, now)


def hand_over(mine: Membership, to: Membership, by: int, now: datetime) -> None:
    """The colleague becomes lead; whoever hands over stays as a member."""
    with writing():
        mine.hand_over(to.person, now, by)
        _tell(to.person, now)


def change_roles(
    authority: int,
    person: int,
    roles: Collection[str],
    by: int,
    now: datetime,
    second_factor_roles: Collection[str] = (),
) -> None:
    """Gives somebody of an authority exactly these roles. Raises LastLead where no administrator would be left, and
    HasDuties where they would look after returns no more and something is in their care. A role that demands a second
    factor signs the person out, so that it is asked for at once."""
    with writing():
        AuditHead.take()
        side = Authority.get_by_id(authority)
        theirs = next((c for c in colleagues(side) if c.person.id == person), None)
        if theirs is None:
            raise NotYours
        worked, works = (bool(set(held) & set(care.WORKS)) for held in (theirs.roles, roles))
        if worked and not works and care.duties(side, person, now):
            raise HasDuties
        if "administrator" in theirs.roles and "administrator" not in roles:
            _keep_an_administrator(authority, person)
        for one in theirs.memberships:
            if one.role not in roles:
                one.end(now, by)
        new = [role for role in roles if role not in theirs.roles]
        for role in new:
            Membership.begin(theirs.person, side, role, now, by=by)
        _sign_in_anew(person, new, second_factor_roles, now)
        if person != by:
            _tell(theirs.person, now)


def _keep_an_administrator(authority: int | None, leaving: int) -> None:
    others = (Membership.authority == authority) & (Membership.role == "administrator") & (Membership.person != leaving)
    if not Membership.select().where(others & Membership.ended_at.is_null()).exists():
        raise LastLead


def _sign_in_anew(person: int, roles: Collection[str], second_factor_roles: Collection[str], now: datetime) -> None:
    if set(roles) & set(second_factor_roles):
        SignIn.end_all(person, now)


def _tell(person: Person, now: datetime) -> None:
    compose.put("accounts/access_changed", to=person.email, about=person.subject, at=now)

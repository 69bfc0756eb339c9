"""Taking in an authority’s list of its providers, inviting their people, and deciding who is who. No Flask here."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any

from models.audit import AuditEvent, AuditHead
from models.authority import Authority
from models.invitation import Invitation
from models.onboarding import Contact, SameProvider
from models.person import Membership, Person
from models.provider import Provider
from models.register.link_proposal import LinkProposal
from models.register.taking_in import Counts
from models.store import writing
from portal.mail import compose
from portal.onboarding import reading, taking
from portal.onboarding.matching import Refused
from portal.onboarding.reading import Line, Reading
from portal.register.bad_file import BadFile
from portal.register.findings import Finding, shown
from portal.register.plain_text import clean
from portal.register.work import Reconciliation

__all__ = ["BadFile", "NoSuchAuthority", "take_in"]

WAITS = "waits: a person says whether they are one"


class NoSuchAuthority(ValueError):
    """No authority of that name is here: a list of providers makes none."""


class Moved(Exception):
    """Something changed since the list was looked at: it would come out otherwise than was shown."""


class _Tried(Exception):
    """Undoes what was only tried."""


def authority_named(name: str) -> Authority:
    """The authority of a name, without regard to case, or of a slug. Raises NoSuchAuthority."""
    wanted = clean(name).casefold()
    found = next((one for one in Authority.select() if wanted in (one.name.casefold(), one.slug)), None)
    if found is None:
        raise NoSuchAuthority(f"No authority here is called “{name}”.")
    return found


def take_in(
    file: bytes, authority: Authority, *, by: int | None, now: datetime, dry_run: bool = False,
    agreed: Mapping[str, Any] | None = None,
) -> Reconciliation:  # fmt: skip
    """Takes in a list of providers: all that can be kept, or, with `dry_run`, nothing and the same answer.

    `agreed` is what somebody was shown. Raises BadFile where the file as a whole is no list of providers, Moved where
    it would come out otherwise than was shown; then nothing is kept.
    """
    read = reading.read(file)
    try:
        with writing():
            AuditHead.take()  # nobody else takes in the same rows meanwhile
            found = _apply(read, authority, by=by, now=now)
            if agreed is not None and found.said() != agreed:
                raise Moved
            if dry_run:
                raise _Tried
            if found.counts.new + found.counts.changed:
                said = ", ".join(f"{name} {number}" for name, number in found.said().items() if name != "findings")
                after = f"{sha256(file).hexdigest()}: {said}"
                AuditEvent.append("providers.taken_in", f"authority:{authority.slug}", by, now, after=after)
    except _Tried:
        pass
    return found


def _apply(read: Reading, authority: Authority, *, by: int | None, now: datetime) -> Reconciliation:
    became: Counter[str] = Counter()
    findings, services = list(read.findings), taking.services_of(authority)
    for line in read.lines:

        def odd(field: str, value: str, problem: str, action: str, row: int = line.row) -> None:
            findings.append(Finding(row, read.columns.heading(field), shown(value), problem, action))

        try:
            done = taking.take(authority, line, services, by=by, at=now, odd=odd)
        except Refused as refused:
            odd(refused.field, refused.value, refused.problem, refused.action)
            done = None
        if done == "waits":
            odd("name", line.name, "a provider of this name is here already", WAITS)
        became[done or "rejected"] += 1
    kept = {name: became[name] for name in ("new", "changed", "unchanged")}
    return Reconciliation(Counts(**kept, rejected=read.read - sum(kept.values())), findings)


# Inviting


def invite(authority: Authority, contacts: Collection[int], *, by: int, now: datetime) -> int:
    """Invites whom a person ticked (ids of contacts), each once, to lead for their provider; how many.

    Of a provider that has people of its own nobody is invited: its lead does that. Whoever works for the authority is
    left out.
    """
    with writing():
        AuditHead.take()  # two who press at once: nobody gets two mails
        asked = [one for one in to_invite(authority) if one.id in contacts]
        for contact in asked:
            invitation, token = Invitation.open(contact.email, contact.provider, "lead", invited_by=by, at=now)
            contact.invited(invitation)
            expires = invitation.expires_at
            compose.put(
                "accounts/invited", to=contact.email, about=invitation.subject, at=now, token=token, expires=expires
            )
    return len(asked)


def to_invite(authority: Authority) -> list[Contact]:
    """Contacts that nobody has invited yet, of providers without people, with the provider; two queries."""
    rows: Any = Membership.live().select(Membership, Person).join(Person)
    live = list(rows)
    peopled = {row.provider_id for row in live if row.provider_id}
    ours = {row.person.email for row in live if row.authority_id == authority.id}
    found = [one for one in contacts(authority) if one.invitation_id is None]
    return [one for one in found if one.provider_id not in peopled and one.email not in ours]


def contacts(authority: Authority) -> list[Contact]:
    """Everybody that this authority’s list names, with the provider and the invitation; one query."""
    query: Any = Contact.select(Contact, Provider, Invitation).join(Provider).switch(Contact)
    query = query.left_outer_join(Invitation).where(Contact.authority == authority.id)
    return list(query.order_by(Provider.legal_name, Contact.id))


# Deciding


def decide_same(proposal: SameProvider, answer: str, *, by: int, now: datetime) -> list[str]:
    """`same`: the row is that provider; `another`: it is somebody else, and made unless others of the name are still
    to be decided. What could not be taken in, in words. Raises AlreadyDone, Refused."""
    authority, line = Authority.get_by_id(proposal.authority_id), taking.from_text(proposal.row)
    said: list[str] = []

    def odd(_field: str, value: str, problem: str, action: str) -> None:
        said.append(f"{value}: {problem} ({action})")

    with writing():
        AuditHead.take()
        proposal.decide(answer, by=by, at=now)
        if answer == "same":
            _close_others(proposal, by=by, now=now)
            taking.note(authority, proposal.provider, line, taking.services_of(authority), by=by, at=now, odd=odd)
        else:
            _take_again(authority, line, by=by, now=now, odd=odd)
    return said


def _close_others(proposal: SameProvider, *, by: int, now: datetime) -> None:
    """A row is one provider: it is none of the others of that name."""
    others = (SameProvider.authority == proposal.authority_id) & (SameProvider.folded == proposal.folded)
    for other in SameProvider.select().where(others, SameProvider.answer.is_null()):
        other.decide("another", by=by, at=now)


def _take_again(authority: Authority, line: Line, *, by: int, now: datetime, odd: Any) -> None:
    taking.take(authority, line, taking.services_of(authority), by=by, at=now, odd=odd)


def waiting_same(authorities: Iterable[int]) -> list[SameProvider]:
    """Rows that may be a provider that is here; one query."""
    return SameProvider.waiting(authorities)


def decide_link(proposal: LinkProposal, answer: str, *, by: int, now: datetime) -> None:
    """`yes` links the supplier with the provider, `no` is remembered. Raises AlreadyDone, Stale, NotNow."""
    if answer not in ("yes", "no"):
        raise ValueError("They are one, or they are not.")
    with writing():
        proposal.decide(answer, by=by, at=now)

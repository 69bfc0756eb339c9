"""Naming the independent person of a home, and who may not be one. The registered provider appoints (SI 2015/541,
regulation 43(1)); not somebody whom it employs (43(3)(b)), nor who commissions or finances what the home provides
(43(3)(d)). Asked when somebody is named and again when they take it up; `Membership.begin` asks the other way round.
"""

import secrets
from datetime import datetime

from peewee import IntegrityError

from models.audit import AuditEvent, AuditHead
from models.authority import Authority
from models.conflicts import NotImpartial, NotNow, NotYours, Taken, broken_rule
from models.independent_person import LASTS, IndependentPerson, digest
from models.person import Membership, Person
from models.provider import Home
from models.store import must_be_writing, store

COMMISSIONS = ("officer", "manager", "procurement_officer", "evaluator")
"""Roles of an authority whose work is buying, or looking after what was bought."""


def name_for(home: Home, authority: Authority, email: str, *, by: int, at: datetime) -> tuple[IndependentPerson, str]:
    """Names somebody by e-mail address; gives the row and the token of their link, which lasts 14 days.

    An earlier naming that nobody took up makes room. Raises Taken where somebody serves, NotImpartial for somebody who
    may not be one.
    """
    must_be_writing()
    AuditHead.take()
    known = Person.get_or_none(Person.email == email.lower())
    if known is not None:
        refuse(known.id, home, authority.id)
    token = secrets.token_urlsafe(32)
    earlier = IndependentPerson.select().where(
        IndependentPerson.home == home.id, IndependentPerson.authority == authority.id,
        IndependentPerson.ended_at.is_null(), IndependentPerson.began_at.is_null(),
    )  # fmt: skip
    for one in earlier:
        one.end(by=by, at=at)
    try:
        with store.atomic():
            row = IndependentPerson.create(
                home=home, authority=authority, email=email.lower(), token_digest=digest(token),
                named_by=by, named_at=at, expires_at=at + LASTS,
            )  # fmt: skip
    except IntegrityError as error:
        raise Taken(broken_rule(error) or "") from error
    AuditEvent.append("independent_person.named", row.subject, by, at, after=f"home:{home.public_id}")
    return row, token


def take_up(token: str, person: Person, at: datetime) -> IndependentPerson:
    """Somebody follows the link. Raises NotNow when it cannot be used (any more), NotYours for another’s address,
    NotImpartial; then the naming stays as it was."""
    must_be_writing()
    row = IndependentPerson.of(token)
    if row is None or row.state(at) != "named":
        raise NotNow(row.state(at) if row else "unknown")
    if row.email != person.email:
        raise NotYours(person.email)
    with store.atomic():
        row.begin(person, at)
        refuse(person.id, row.home, row.authority_id)
    return row


def refuse(person: int, home: Home, authority: int) -> None:
    """Raises NotImpartial where this person belongs to the home’s provider or to the authority."""
    ours = (Membership.provider == home.provider_id) | (Membership.authority == authority)
    seats = list(Membership.live().where(Membership.person == person, ours))
    if any(seat.provider_id for seat in seats):
        raise NotImpartial("employed")
    if any(seat.role in COMMISSIONS for seat in seats):
        raise NotImpartial("commissions")
    if seats:
        raise NotImpartial("council")

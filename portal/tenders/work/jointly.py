"""Councils that buy together: each is told when another names it, and says whether that is right."""

from collections.abc import Sequence
from datetime import datetime

from models.authority import Authority
from models.conflicts import NotNow
from models.person import Membership, Person
from models.store import writing
from models.tendering.joint_answer import JointAnswer
from models.tendering.lot import JointBuyer
from models.tendering.tender import Tender
from portal.mail import compose

ANSWERS = ("procurement_officer", "manager")
"""Who says it for an authority."""


def put(tender: Tender, authorities: Sequence[int], now: datetime) -> None:
    """These buy it, too; who is named for the first time is told, in the same transaction."""
    tell(tender, JointBuyer.put(tender, authorities), now)


def tell(tender: Tender, authorities: Sequence[int], now: datetime) -> None:
    """Those who answer for these authorities hear that something waits."""
    for authority in authorities:
        _mail("tenders/jointly", tender, authority, now)


def named(tender_id: int) -> list[tuple[Authority, bool | None]]:
    """Who is named as buying it, too, and whether they agreed; None: they have not answered."""
    said = JointAnswer.of(tender_id)
    return [(authority, said.get(authority.id)) for authority in JointBuyer.of(tender_id)]


def asked(tender_id: int, authorities: Sequence[int]) -> list[Authority]:
    """Of these authorities, those that are named and have not answered."""
    return [one for one, agreed in named(tender_id) if agreed is None and one.id in authorities]


def answer(tender: Tender, authorities: Sequence[int], *, agreed: bool, by: int, now: datetime) -> None:
    """“That is right”, or “this is a mistake”, for whichever of these authorities is named. Of a mistake those who
    run the tender are told: a draft is not published with it, and what is published they change. Raises NotNow where
    none is asked (any more)."""
    with writing():
        there = asked(tender.id, authorities)
        if not there:
            raise NotNow("not asked")
        for one in there:
            JointAnswer.give(tender, one.id, agreed=agreed, by=by, at=now)
        if not agreed:
            _mail("tenders/not_jointly", tender, tender.authority_id, now)


def without_mistakes(tender: Tender) -> None:
    """Who says that it does not buy it is not named when it is published."""
    JointBuyer.put(tender, [authority.id for authority in JointBuyer.buying(tender.id)])


def _mail(template: str, tender: Tender, authority_id: int, now: datetime) -> None:
    seats = Membership.live().where(Membership.authority == authority_id, Membership.role << ANSWERS)
    people = Person.select(Person.email).where(Person.id << seats.select(Membership.person), Person.active)
    for person in people.order_by(Person.email):
        compose.put(template, to=person.email, about=tender.subject, at=now, tender=tender)

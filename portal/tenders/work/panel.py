"""Who judges a tender."""

from collections.abc import Sequence
from datetime import datetime

from models.audit import AuditHead
from models.person import Membership, Person
from models.store import writing
from models.tendering.lot import JointBuyer
from models.tendering.panel import Panelist
from models.tendering.tender import Tender

ROLES = ("evaluator", "procurement_officer", "manager")


def others(tender: Tender, on_it: Sequence[int]) -> list[Person]:
    """People of the authorities that buy it who could be on the panel and are not, by name."""
    buyers = [tender.authority_id, *(one.id for one in JointBuyer.buying(tender.id))]
    live = (Membership.authority << buyers) & Membership.ended_at.is_null() & (Membership.role << ROLES)
    query = Person.select().join(Membership).where(live, Person.id.not_in(list(on_it) or [0]))
    return list(query.distinct().order_by(Person.name))


def add(tender: Tender, person: str, *, by: int, now: datetime) -> bool:
    """Somebody of the authority, by their public id; False where there is nobody such. Raises AlreadyDone."""
    found = next((one for one in others(tender, []) if str(one.public_id) == person), None)
    if found is None:
        return False
    with writing():
        mine = _mine(tender, found.id)
        if mine is not None and mine.answers and by != found.id:
            mine.joins(by=by, at=now)
        else:
            Panelist.add(tender, found.id, by=by, at=now)
    return True


def remove(tender: Tender, person: str, *, by: int, now: datetime) -> None:
    """They judge it no more. Raises AlreadyDone."""
    found = next((one.person_id for one in Panelist.of(tender.id) if str(one.person.public_id) == person), 0)
    with writing():
        Panelist.remove(tender, found, by=by, at=now)


def declare(tender: Tender, person: int, words: str, *, now: datetime) -> None:
    """What somebody has to do with any bidder; “” for nothing. Who answers questions and does not judge is written down
    as having come by themselves."""
    with writing():
        AuditHead.take()  # two clicks make one row
        mine = _mine(tender, person) or Panelist.add(tender, person, by=person, at=now)
        mine.declare(words, at=now)


def declared(tender: Tender, person: int) -> bool:
    """Whether they said what they have to do with bidders: before that nobody opens the questions."""
    mine = _mine(tender, person)
    return mine is not None and mine.declared_at is not None


def _mine(tender: Tender, person: int) -> Panelist | None:
    return Panelist.get_or_none(Panelist.tender == tender.id, Panelist.person == person)

"""Who judges a tender."""

from collections.abc import Sequence
from datetime import datetime

from models.person import Membership, Person
from models.store import writing
from models.tendering.panel import Panelist
from models.tendering.tender import Tender

ROLES = ("evaluator", "procurement_officer", "manager", "officer")


def others(tender: Tender, on_it: Sequence[int]) -> list[Person]:
    """People of the authority who could be on the panel and are not, by name."""
    live = (Membership.authority == tender.authority_id) & Membership.ended_at.is_null() & (Membership.role << ROLES)
    query = Person.select().join(Membership).where(live, Person.id.not_in(list(on_it) or [0]))
    return list(query.distinct().order_by(Person.name))


def add(tender: Tender, person: str, *, by: int, now: datetime) -> bool:
    """Somebody of the authority, by their public id; False where there is nobody such. Raises AlreadyDone."""
    found = next((one for one in others(tender, []) if str(one.public_id) == person), None)
    if found is None:
        return False
    with writing():
        Panelist.add(tender, found.id, by=by, at=now)
    return True


def remove(tender: Tender, person: str, *, by: int, now: datetime) -> None:
    """They judge it no more. Raises AlreadyDone."""
    found = next((one.person_id for one in Panelist.of(tender.id) if str(one.person.public_id) == person), 0)
    with writing():
        Panelist.remove(tender, found, by=by, at=now)


def declare(mine: Panelist, words: str, *, now: datetime) -> None:
    """What somebody on the panel has to do with any bidder; “” for nothing."""
    with writing():
        mine.declare(words, at=now)


def stands(tender: Tender, person: int) -> str:
    """“first” where somebody on the panel has not declared yet, “done” where they have, “” where they are not on it."""
    mine = Panelist.get_or_none(Panelist.tender == tender.id, Panelist.person == person)
    if mine is None:
        return ""
    return "first" if mine.declared_at is None else "done"

"""Telling: every bidder at one instant, then everybody; and askers whose name was opened."""

from datetime import date, datetime

from models.conflicts import NotNow
from models.person import Membership, Person
from models.store import must_be_writing, writing
from models.tendering.asker import Asker, NameOpened
from models.tendering.bidder import Bidder
from models.tendering.outcome import Outcome
from models.tendering.tender import Tender
from portal.mail import compose
from portal.outcomes.work import bidding
from portal.releasing import tenders


def check(outcome: Outcome, *, by: int, now: datetime, version: int) -> None:
    """A second person read every sheet. Raises Stale, NotNow, NeedsAnother."""
    with writing():
        outcome.check(by=by, at=now, version=version)


def feedback(tender: Tender, *, by: int, now: datetime, version: int) -> None:
    """All sheets at one instant, or none. Raises Stale, NotNow (“incomplete” where a sheet lacks something),
    NeedsAnother."""
    with writing():
        found = bidding.bids(tender)
        if found.outcome is None or not found.whole:
            raise NotNow("incomplete")
        found.outcome.tell_bidders(by=by, at=now, version=version)
        linked = Bidder.select(Bidder.provider).where(
            Bidder.tender == tender.id, Bidder.provider.is_null(is_null=False)
        )
        for email in _people(linked):
            compose.put("outcomes/feedback", to=email, about=tender.subject, at=now, tender=tender)
        tenders.release(tender, now)


def outcome(tender: Tender, *, by: int, now: datetime, version: int) -> None:
    """Everybody reads who won. Raises Stale, NotNow before the bidders were told."""
    with writing():
        found = Outcome.of(tender.id)
        if found is None:
            raise NotNow("feedback")
        found.release(by=by, at=now, version=version)
        tenders.release(tender, now)


def notice(tender: Tender, on: date, *, by: int, now: datetime, version: int) -> None:
    """The day of the contract award notice. Raises Stale."""
    with writing():
        Outcome.known(tender).notice(on, by=by, at=now, version=version)


def names_opened(now: datetime) -> int:
    """Tells organisations, once the tender is decided, that a manager opened their name; how many openings."""
    decided = Tender.select(Tender.id).where(Tender.state << ["awarded", "cancelled"])
    waiting = NameOpened.select(NameOpened.id).join(Asker).where(NameOpened.told_at.is_null(), Asker.tender << decided)
    numbers = [one.id for one in waiting]
    for number in numbers:
        with writing():
            _tell_opened(number, now)
    return len(numbers)


def _tell_opened(number: int, now: datetime) -> None:
    must_be_writing()
    here = (NameOpened.id == number) & NameOpened.told_at.is_null()
    if not NameOpened.update(told_at=now).where(here).execute():
        return  # another worker was quicker
    opened = NameOpened.get_by_id(number)
    tender = Tender.full().where(Tender.id == opened.asker.tender_id).get()
    for email in _people([opened.asker.provider_id]):
        compose.put("outcomes/opened", to=email, about=tender.subject, at=now, tender=tender, opened=opened)


def _people(providers: object) -> list[str]:
    """Addresses of everybody of these organisations, each once."""
    seats = (Membership.provider << providers) & Membership.ended_at.is_null()
    return sorted({one.email for one in Person.select(Person.email).join(Membership).where(seats)})

"""Bidders and sheets, loaded and authorised in one call."""

from uuid import UUID

from flask import abort

from models.tendering.bidder import Bidder
from models.tendering.outcome import Outcome
from models.tendering.reply import Reply
from models.tendering.substance import Substance
from models.tendering.tender import Tender
from portal import access
from portal.clock import now
from portal.outcomes.work import bidding
from portal.tenders import finding as tenders

WORKS = tenders.WORKS


def workable(tender: UUID) -> Tender:
    """A tender that has closed or was decided, whose outcome this person writes."""
    found = tenders.workable(tender)
    if found.stage(now()) not in ("closed", "awarded", "cancelled"):
        abort(404)
    return found


def bidder(tender: Tender, public_id: UUID) -> Bidder:
    """One bid for it."""
    found: Bidder = access.find(Bidder.select().where(Bidder.tender == tender.id), Bidder, public_id)
    return found


def given(tender: Tender, reply: UUID) -> tuple[Reply, Substance | None]:
    """An answer that was given to one asker alone, and its substance."""
    mine = (pair for pair in Substance.given(tender.id) if pair[0].public_id == reply)
    return access.found(next(mine, None))


def own_sheets(authority: str, slug: str) -> tuple[Tender, list[bidding.Sheet], Outcome]:
    """A tender and the sheets of this person’s own organisations, once they were released; else 404."""
    who = access.viewer()
    tender = tenders.published(authority, slug)
    bids = bidding.bids(tender)
    mine = [sheet for sheet in bids.sheets if sheet.bidder.provider_id in who.providers]
    if bids.outcome is None or bids.outcome.feedback_at is None or not mine:
        abort(404)
    return tender, mine, bids.outcome

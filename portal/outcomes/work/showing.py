"""What everybody sees of an outcome on the portal, and whether a bidder’s own feedback is there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from models.tendering.bidder import Bidder
from models.tendering.lot import Lot
from models.tendering.outcome import Outcome
from models.tendering.tender import Tender
from portal.outcomes.work import dates


@dataclass(frozen=True)
class Shown:
    """The same as on the public site: winners (name, lot, pence) and counts once they are released, and the days that
    the council promised with how many working days each came late."""

    winners: Sequence[tuple[str, str, int | None]]
    counts: tuple[int, int, int] | None
    promised: Sequence[tuple[dates.Promised, int]]


def shown(tender: Tender, at: datetime) -> Shown:
    """Four queries at most."""
    promised = [(one, one.slipped(tender.authority.nation)) for one in dates.promised(tender, at)]
    outcome = Outcome.of(tender.id)
    if outcome is None or outcome.released_at is None:
        return Shown([], None, promised)
    bids, lots = Bidder.of(tender.id), {lot.number: lot.title for lot in Lot.of(tender.id)}
    counts = len(bids), sum(one.sme == "yes" for one in bids), sum(one.vcse == "yes" for one in bids)
    return Shown([(one.name, lots.get(one.lot, ""), one.value_pence) for one in bids if one.won], counts, promised)


def has_feedback(tender: Tender, providers: Sequence[int]) -> bool:
    """Whether feedback to one of these organisations is released."""
    told = (Outcome.tender == tender.id) & Outcome.feedback_at.is_null(is_null=False)
    mine = (Bidder.tender == tender.id) & (Bidder.provider << list(providers))
    return bool(providers) and Outcome.select().where(told).exists() and Bidder.select().where(mine).exists()

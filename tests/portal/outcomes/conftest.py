"""A tender that was awarded: Harbour bid and lost, Northgate bid and won; and both have asked."""

from datetime import datetime, timedelta

import pytest

from models.store import writing
from models.tendering.bidder import Bidder
from models.tendering.criterion import Criterion
from models.tendering.override import Override
from models.tendering.tender import Tender
from portal.mail import compose
from portal.outcomes.work import bidding
from portal.settings import Settings
from portal.tenders.work import stating
from tests.fixtures.cast import Cast
from tests.portal.access_tenders import make_tender

SHEET = ("3 of 5", "zebrawhy", "zebrahigher")


@pytest.fixture
def later(now: datetime) -> datetime:
    """After the deadline."""
    return now + timedelta(days=80)


@pytest.fixture
def awarded(cast: Cast, settings: Settings, now: datetime, later: datetime) -> Tender:
    """Decided; nobody is told yet."""
    compose.configure(settings)
    made = make_tender(cast, now)
    with writing():
        Override.put(made, "documents", "Everything is on the page.", by=cast.kofi.id, at=now)
    stating.publish(made, by=cast.kofi.id, now=now, version=made.version)
    stating.decide(fresh(made), "awarded", by=cast.kofi.id, now=later, version=fresh(made).version)
    return fresh(made)


@pytest.fixture
def bid(awarded: Tender, cast: Cast, later: datetime) -> dict[str, Bidder]:
    """Who bid, with whole sheets."""
    found = {}
    for name, provider, won in (("zebraharbour", cast.harbour, False), ("Northgate Care", cast.northgate, True)):
        values = {"name": name, "provider": provider.id, "won": won, "value_pence": 4_500_000 if won else None,
                  "sme": "yes", "vcse": "yes" if won else "no", "lot": 0}  # fmt: skip
        found[name] = bidding.enter(awarded, None, values, by=cast.kofi.id, now=later)
        marks = {one.number: SHEET for one in Criterion.of(awarded.id)}
        bidding.mark(awarded, found[name], marks, by=cast.kofi.id, now=later)
    return found


def fresh(tender: Tender) -> Tender:
    found: Tender = Tender.full().where(Tender.id == tender.id).get()
    return found

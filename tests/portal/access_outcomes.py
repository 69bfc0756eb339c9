"""What the rules of outcomes point at: an awarded tender of Fairshire’s, with feedback that Harbour reads."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from models.store import writing
from models.tendering.criterion import Criterion
from models.tendering.follower import Follower
from models.tendering.outcome import Outcome
from models.tendering.reply import Reply
from models.tendering.tender import Tender
from portal.outcomes.work import bidding, telling
from tests.fixtures.cast import Cast
from tests.portal.access_tenders import make_tender

SHEET = ("4 of 5", "Hosts stay for years.", "Nights were not described.")


@dataclass(frozen=True)
class OutcomeWorld:
    """Plain values, so that they outlive the connection that they were read by."""

    tender: UUID
    slug: str
    bidder: UUID
    key: str
    reply: UUID

    def values(self, rule: str) -> dict[str, Any]:
        """The variable parts of the rules of outcomes; none for any other."""
        if rule.startswith("/tenders/") and "/feedback/" in rule:
            return {"slug": self.slug}
        if rule.startswith("/follow/"):
            return {"kind": "council", "slug": "all", "key": self.key}
        mine = {"tender": self.tender, "bidder": self.bidder, "reply": self.reply}
        return mine if "/outcome/" in rule else {}


def make_outcome_world(cast: Cast, now: datetime, *, told: bool = True, title: str = "Mentoring") -> OutcomeWorld:
    """A tender that closed yesterday and is awarded; Harbour won, somebody without an account did not."""
    tender, before = make_tender(cast, now, title=title), now - timedelta(days=90)
    closed = {"questions_close_at": now - timedelta(days=2), "closes_at": now - timedelta(days=1)}
    decided = {"state": "awarded", "published_at": before, "decided_at": now}
    with writing():
        Tender.update(**closed, **decided).where(Tender.id == tender.id).execute()
    fresh = Tender.full().where(Tender.id == tender.id).get()
    firms = (("Harbour", cast.harbour.id, 4_500_000), ("Elsewhere Care", None, None))
    for name, provider, pence in firms:
        rest = {"won": pence is not None, "value_pence": pence, "sme": "yes", "vcse": "no"}
        bidder = bidding.enter(fresh, None, {"name": name, "provider": provider, **rest}, by=cast.kofi.id, now=now)
        bidding.mark(fresh, bidder, {one.number: SHEET for one in Criterion.of(fresh.id)}, by=cast.kofi.id, now=now)
    if told:
        telling.feedback(fresh, by=cast.kofi.id, now=now, version=Outcome.get(tender=fresh).version)
    with writing():
        given = Reply.write(fresh, "May a price rise?", by=cast.kofi.id, at=now)
        private = {"answer": "Yes.", "private": True, "changes_nothing": True, "state": "released"}
        Reply.update(**private, agreed_by=cast.erin.id).where(Reply.id == given.id).execute()
    return OutcomeWorld(tender.public_id, tender.slug, bidder.public_id, make_follower(cast, now), given.public_id)


def make_follower(cast: Cast, now: datetime) -> str:
    """The key of somebody who follows all of Fairshire’s."""
    key = secrets.token_hex(32)
    with writing():
        about = {"authority": cast.fairshire.id}
        digest = hashlib.sha256(key.encode()).hexdigest()
        Follower.ask(f"{key[:6]}@somebody.example", about, salt="0" * 64, key_digest=digest, at=now).confirm(now)
    return key

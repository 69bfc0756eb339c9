"""What the rules of calendars, of what ends and of Ofsted’s list point at: one of each of Harbour’s."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from models.ending import Ending
from models.feed import Feed
from models.ofsted import OfstedEntry
from models.provider import Home
from models.store import writing
from portal.feeds.work import digest
from tests.fixtures.cast import Cast

URN = "2751234"


@dataclass(frozen=True)
class KnownWorld:
    """Plain values, so that they outlive the connection that they were read by."""

    ending: UUID
    key: str

    def values(self, rule: str) -> dict[str, Any]:
        """The variable parts of these rules; none for any other. No list waits to be taken in."""
        if rule.startswith("/profile/ends/"):
            return {"what": str(self.ending), "ending": self.ending}
        if rule.startswith("/calendar/"):
            return {"key": self.key}
        return {"digest": "0" * 64} if rule.startswith("/desk/ofsted/") else {}


def make_known_world(cast: Cast, now: datetime) -> KnownWorld:
    """Alice’s calendar, something of Harbour’s that ends, and its home in a list."""
    entry: dict[str, Any] = {"urn": URN, "provision_type": "Children's home", "status": "Active", "places": 4}
    entry |= dict.fromkeys(("registered_on", "deregistered_on", "overall_on"))
    entry |= {"local_authority": "Fairshire", "overall": "Good", "as_at": date(2026, 3, 31)}
    key, day = "k" * 43, now.date()
    with writing():
        Feed.make(cast.alice.id, "salt", digest(key), now)
        ends = (cast.harbour.id, "check", "Gas safety check", date(2027, 3, 30))
        ending = Ending.add(*ends, by=cast.alice.id, at=now, today=day)
        Home.update(urn=URN).where(Home.id == cast.home.id).execute()
        OfstedEntry.put([entry])
    return KnownWorld(ending.public_id, key)

"""What the rules of the register’s pages point at: Fairshire’s contracts, one of them held, and a closed quarter."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from models.register.contract import Contract
from models.register.take_down import TakeDown
from models.store import writing
from portal.register.desk.work import holding
from portal.releasing import work
from tests.fixtures.cast import Cast

CLOSED, OPEN = "2026-27-Q1", "2026-27-Q2"
MINE = ("/desk/register/", "/desk/editions/")


@dataclass(frozen=True)
class RegisterWorld:
    """Plain values, so that they outlive the connection that they were read by."""

    authority: str
    shown: str
    held: str
    service: str
    take_down: UUID

    def values(self, rule: str) -> dict[str, Any]:
        """The variable parts of the rules under `/desk/register/` and `/desk/editions/`; none for any other."""
        if not rule.startswith(MINE) or "<uuid:authority>" in rule or "/suppliers/" in rule:
            return {}
        return {
            "authority": self.authority,
            "slug": self.held if "/held/" in rule else self.shown,
            "key": self.service,
            "what": "users",
            "period": OPEN if rule.endswith("/close") else CLOSED,
            "take_down": self.take_down,
        }


def make_register_world(cast: Cast, now: datetime) -> RegisterWorld:
    """Writes contracts, a closed quarter and a take-down that waits, asked for by Dana."""
    by = cast.dana.id
    with writing():
        shown, asked, held = (
            Contract.add(
                cast.fairshire.id,
                {"reference": reference, "title": title, "value_pence": 12_000_000, "arrangement": "framework"},
                by=by,
                at=now,
            )
            for reference, title in (("EF-1", "Short breaks"), ("EF-2", "Leaving care"), ("EF-3", "Home of J.S."))
        )
        holding.settle(held, by=by, now=now)
    work.close_quarter(CLOSED, cast.fairshire, by, now)
    with writing():
        take_down = TakeDown.ask(cast.fairshire.id, asked.slug, "UK GDPR, article 17", by=by, at=now)
    return RegisterWorld("fairshire", shown.slug, held.slug, cast.service.key, take_down.public_id)

"""What the rules of care and of providers’ lists point at: a row that waits for a person, a supplier likewise."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from models.onboarding import SameProvider
from models.register.award import Award
from models.register.contract import Contract
from models.register.link_proposal import LinkProposal
from models.store import writing
from portal.onboarding.reading import Line
from portal.onboarding.taking import as_text
from tests.fixtures.cast import Cast


@dataclass(frozen=True)
class CareWorld:
    """Plain values, so that they outlive the connection that they were read by."""

    same: UUID
    link: UUID

    def values(self, rule: str) -> dict[str, Any]:
        """The variable parts of the rules under `/desk/providers/`; none for any other. No list waits there."""
        if not rule.startswith("/desk/providers/"):
            return {}
        return {"proposal": self.link if "/links/" in rule else self.same, "digest": "0" * 64}


def make_care_world(cast: Cast, now: datetime) -> CareWorld:
    """Call it after the register’s contracts were made."""
    paid = Award.select().join(Contract).where(Contract.authority == cast.fairshire).first()
    line = Line(2, cast.harbour.legal_name, "charity")
    with writing():
        SameProvider.propose(cast.fairshire.id, cast.harbour.id, "harbour young people", line.name, as_text(line), now)
        LinkProposal.propose(paid.supplier_id, cast.northgate.id, "same_name", now)
    return CareWorld(SameProvider.get().public_id, LinkProposal.get().public_id)

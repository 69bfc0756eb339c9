"""What the rules of the public site’s pages in the portal point at: a build that is live, and
something that is wrong on a page of Fairshire’s."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from models.build import Build
from models.correction import Correction
from models.store import writing
from tests.fixtures.cast import Cast


@dataclass(frozen=True)
class SiteWorld:
    """Plain values, so that they outlive the connection that they were read by."""

    build: UUID
    correction: UUID

    def values(self, _rule: str) -> dict[str, Any]:
        """The variable parts of the rules; other rules have none of these."""
        return {"build": self.build, "correction": self.correction}


def make_site_world(cast: Cast, now: datetime) -> SiteWorld:
    """Writes a build that has ended, and a correction that waits."""
    with writing():
        build = Build.begin(None, now)
        build.go_live(1, {}, (0, 0), now)
        report = Correction.receive(
            cast.fairshire.id, "/contracts/fairshire/ef-1/", "It ended.", name="", email="", due_on=now.date(), at=now
        )
    return SiteWorld(build.public_id, report.public_id)

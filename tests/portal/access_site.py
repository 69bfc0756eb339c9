"""What the rules of the public site’s pages in the portal point at: a build that is live."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from models.build import Build
from models.store import writing


@dataclass(frozen=True)
class SiteWorld:
    """Plain values, so that they outlive the connection that they were read by."""

    build: UUID

    def values(self, _rule: str) -> dict[str, Any]:
        """The variable parts of the rules; other rules have none of these."""
        return {"build": self.build}


def make_site_world(now: datetime) -> SiteWorld:
    """Writes a build that has ended."""
    with writing():
        build = Build.begin(None, now)
        build.go_live(1, {}, (0, 0), now)
    return SiteWorld(build.public_id)

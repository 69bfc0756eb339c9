"""The outcomes that the pages are looked at with."""

from datetime import datetime
from typing import Any

from tests.fixtures.cast import Cast
from tests.portal.access_outcomes import make_outcome_world


def make_outcome_pages(cast: Cast, now: datetime) -> dict[str, Any]:
    """A tender whose bidders were told, and one that waits for it."""
    told = make_outcome_world(cast, now, title="Mentoring")
    waits = make_outcome_world(cast, now, told=False, title="Night care")
    found = {"told": told.tender, "told_slug": told.slug, "follow_key": told.key, "private": told.reply}
    return {**found, "untold": waits.tender, "bid": waits.bidder}

"""What the pages about the public site are looked at with: builds in their states, corrections that wait and were
answered."""

from datetime import datetime, timedelta
from typing import Any

from models.build import Build
from models.correction import Correction
from models.store import writing
from portal.corrections import work
from tests.fixtures.cast import Cast

PAGE = "/contracts/fairshire/ef-1/"
WHY = "site/content/market-position/fostering.md, line 43: “{contrcts}” is not a placeholder of this page."


def make_site_pages(cast: Cast, now: datetime) -> dict[str, Any]:
    """Ids by what stands in the braces of a path."""
    with writing():
        live = Build.begin(cast.joan.id, now - timedelta(days=2))
        changed = {"new": [PAGE[1:] + "index.html"], "changed": ["index.html", "changes.xml"], "removed": []}
        live.go_live(1234, changed, (3, 0), now - timedelta(days=2))
        failed = Build.begin(None, now - timedelta(days=1))
        failed.fail({"/market-position/fostering/": WHY}, now - timedelta(days=1))
        running = Build.begin(cast.erin.id, now)
        running.reach(400, 1234, now)
    nobody = {"name": "", "email": ""}
    waits = work.receive("fairshire", PAGE, "It ended in May.\nThe supplier is another one.", nobody, now)
    answered = work.receive("fairshire", "/", "A word is missing.", nobody, now - timedelta(days=9))
    words = "The last day was wrong. It is 31 May 2026."
    work.answer(Correction.get_by_id(answered.id), "corrected", words, by=cast.joan.id, now=now)
    return {
        "build_live": live.public_id,
        "build_failed": failed.public_id,
        "build_running": running.public_id,
        "wrong_waits": waits.public_id,
        "wrong_answered": answered.public_id,
    }

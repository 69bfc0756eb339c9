"""What the pages of Ofsted’s list and of what ends are looked at with."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from models.calendar import today
from models.ending import Ending
from models.provider import Dealing, Home
from models.store import writing
from portal.ofsted import work
from portal.register.shelf import About, Shelf
from portal.settings import Settings
from tests.fixtures.cast import Cast

FOLDER = Path(__file__).parents[1] / "data" / "ofsted"


def make_known_pages(cast: Cast, settings: Settings, now: datetime) -> dict[str, Any]:
    """Harbour House stands in the older list; the newer one waits; a check has just ended. Gives what paths name."""
    older, newer = "provider_at_march_2016.csv", "provider_at_march_2024.csv"
    with writing():
        Home.update(urn="1159682").where(Home.id == cast.home.id).execute()
        Dealing.note(cast.fairshire.id, cast.harbour.id, today(now))
        until = today(now) + timedelta(days=9)
        ends = (cast.harbour.id, "check", "Gas safety check", until)
        Ending.add(*ends, by=cast.alice.id, at=now, today=today(now))
    work.take_in((FOLDER / older).read_bytes(), by=cast.dana.id, now=now, name=older)
    about = About(f"|{newer}", cast.dana.name, now.isoformat())
    waiting = Shelf(settings.data / "ofsted-lists").put(cast.fairshire.public_id, (FOLDER / newer).read_bytes(), about)
    return {"list_digest": waiting.digest}

"""Slides, the one-page note and answers of an event, for everybody: looked through before anybody can read them."""

from datetime import datetime

from models.conflicts import NotNow
from models.events.event import Event
from models.events.paper import EventPaper
from models.store import writing
from portal.releasing import events as releasing
from portal.tenders.work import documents
from portal.uploads.cellar import Cellar


def add(
    event: Event, kind: str, title: str, name: str, content: bytes, *, clean: bool, by: int, now: datetime,
    cellar: Cellar,
) -> EventPaper:  # fmt: skip
    """One more, published at once. `clean`: what is hidden in it is taken away. Raises CannotTake, and NotNow for a
    draft or an event that was called off."""
    if event.state not in ("published", "held"):
        raise NotNow(event.state)
    file = documents.kept(name, content, clean, cellar)
    with writing():
        fresh = Event.fresh(event.id)
        made = EventPaper.add(fresh, kind, title, file, by=by, at=now)
        releasing.release(fresh, now)
        return made

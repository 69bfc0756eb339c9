"""The colour of an authority on the public site."""

from datetime import datetime

from models.authority import Authority
from models.store import writing


def paint(authority: Authority, colour: str, *, by: int, now: datetime, seen: str) -> None:
    """Another colour, or none. Raises Stale."""
    with writing():
        authority.paint(colour, by=by, at=now, seen=seen)

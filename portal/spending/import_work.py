"""What a person can do with a spending file: have it looked at, take in the very file that was looked at."""

from datetime import datetime
from typing import Any

from models.authority import Authority
from models.spending.taking_in import SpendFinding, SpendImport
from portal.register import background
from portal.register.finding_list import Found
from portal.register.reading import Watch
from portal.register.shelf import About, Shelf, Waiting
from portal.spending import previews, work
from portal.spending.previews import Moved


def choose(shelf: Shelf, authority: Authority, content: bytes, about: About, *, now: datetime) -> Waiting:
    """Keep a file and look at it. It may not be done yet when this returns: its outcome is then None."""
    waiting = shelf.put(authority.public_id, content, about)
    look(waiting, authority, now=now)
    return waiting


def look(waiting: Waiting, authority: Authority, *, now: datetime) -> bool:
    """Say what taking it in would do, for as long as a page can wait. Whether that is known by now."""

    def task(watch: Watch) -> dict[str, Any]:
        return previews.look(waiting.content(), authority, now=now, watch=watch)

    return background.begin(waiting, task)


def take(waiting: Waiting, authority: Authority, *, by: int, now: datetime) -> bool:
    """Take in the file exactly as it was shown. Whether that has ended, one way or the other: once it was taken in the
    file is gone and `taken` knows; where more is known by now, its outcome is what would happen now."""
    shown = waiting.outcome()
    if not shown or "plan" not in shown:
        return True

    def task(watch: Watch) -> dict[str, Any] | None:
        file, agreed = waiting.content(), previews.agreed(shown)
        try:
            work.take_in(file, authority, by=by, now=now, name=waiting.about.name, watch=watch, agreed=agreed)
        except Moved:
            return {**previews.look(file, authority, now=now, watch=watch), "moved": True}
        return None

    return background.begin(waiting, task)


def taken(authority: Authority, digest: str, since: datetime | None = None) -> SpendImport | None:
    """The last time that this very file was taken in for an authority, if that was not before `since`, unless it was
    taken out again."""
    found = SpendImport.same(authority.id, digest)
    return found if found and (since is None or found.at >= since) else None


def findings(taken_in: SpendImport) -> list[Found]:
    """Everything that was odd about a file, in the order of its rows."""
    rows = SpendFinding.select().where(SpendFinding.import_ == taken_in).order_by(SpendFinding.id)
    return [Found(row.row, row.column, row.value, row.problem, row.action) for row in rows]

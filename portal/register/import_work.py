"""What a person can do with a register file: have it looked at, take in the very file that was looked at."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from models.authority import Authority
from models.register.taking_in import Finding, Import
from portal.register import background, previews, work
from portal.register.finding_list import Found
from portal.register.previews import Moved
from portal.register.reading import Watch
from portal.register.shelf import About, Shelf, Waiting


def choose(
    shelf: Shelf, authority: Authority, content: bytes, about: About, mine: Collection[int], *, now: datetime
) -> Waiting:  # fmt: skip
    """Keep a file and look at it. It may not be done yet when this returns: its outcome is then None."""
    waiting = shelf.put(authority.public_id, content, about)
    look(waiting, authority, mine, now=now)
    return waiting


def look(waiting: Waiting, authority: Authority, mine: Collection[int], *, now: datetime) -> bool:
    """Say what taking it in would do, for as long as a page can wait. Whether that is known by now."""
    name = authority.name

    def task(watch: Watch) -> dict[str, Any]:
        return previews.look(waiting.content(), name, mine, now=now, watch=watch)

    return background.begin(waiting, task)


def take(waiting: Waiting, authority: Authority, mine: Collection[int], *, by: int, now: datetime) -> bool:
    """Take in the file exactly as it was shown. Whether that has ended, one way or the other: once it was taken in the
    file is gone and `taken` knows; where the register is another by now, its outcome is what would happen now."""
    name = authority.name
    shown = waiting.outcome()
    if not shown or "plan" not in shown:
        return True

    def task(watch: Watch) -> dict[str, Any] | None:
        agreed, file = previews.agreed(shown, mine), waiting.content()
        try:
            work.take_in(file, name, by=by, now=now, name=waiting.about.name, watch=watch, agreed=agreed)
        except Moved:
            return {**previews.look(file, name, mine, now=now, watch=watch), "moved": True}
        return None

    return background.begin(waiting, task)


def taken(authority: Authority, digest: str, since: datetime | None = None) -> Import | None:
    """The last time that this very file was taken in for an authority, if that was not before `since`."""
    these = (Import.authority == authority) & (Import.file_digest == digest)
    found: Import | None = Import.select().where(these).order_by(Import.id.desc()).first()
    return found if found and (since is None or found.at >= since) else None


def findings(taken_in: Import) -> list[Found]:
    """Everything that was odd about a file, in the order of its rows."""
    rows = Finding.select().where(Finding.import_ == taken_in).order_by(Finding.id)
    return [Found(row.row, row.column, row.value, row.problem, row.action) for row in rows]

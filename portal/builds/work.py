"""What can be done with builds, and what one would publish. No Flask here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from peewee import JOIN

from models.audit import AuditEvent
from models.authority import Authority
from models.build import Build
from models.correction import ReleasedCorrection
from models.events.released_event import ReleasedEvent
from models.person import Person
from models.register.edition import Edition
from models.store import reading, writing
from models.tendering.released_answer import ReleasedAnswer
from models.tendering.released_tender import ReleasedTender


@dataclass(frozen=True)
class Waiting:
    """What was released since the site was published last, or everything where it never was."""

    editions: Sequence[Edition]
    taken_down: int
    tenders: int
    answers: int
    events: int
    corrections: int

    def __bool__(self) -> bool:
        return bool(self.editions or self.taken_down or self.tenders or self.answers or self.events or self.corrections)


def begin(by: int, now: datetime) -> Build:
    """Asks for a build; the worker makes it. Raises AlreadyDone, with the one that runs."""
    with writing():
        return Build.begin(by, now)


def builds(page: int, size: int) -> tuple[list[Build], int]:
    """One page of the history, newest first, with who began each, and how many there are."""
    query = with_people().order_by(Build.id.desc())
    return list(query.paginate(page, size)), Build.select().count()


def with_people() -> Any:
    """Builds with who began them."""
    return Build.select(Build, Person).join(Person, JOIN.LEFT_OUTER)


def waiting() -> Waiting:
    """What the next build would publish that the last one did not. One reading, so that the counts agree."""
    with reading():
        last = Build.newest()
        since = last.begun_at if last else datetime(1970, 1, 1)
        editions = Edition.select(Edition, Authority).join(Authority).where(Edition.closed_at >= since)
        downs = AuditEvent.select().where(AuditEvent.action == "take_down.done", AuditEvent.at >= since)
        return Waiting(
            list(editions.order_by(Edition.closed_at.desc(), Edition.id)),
            downs.count(),
            *(
                table.select().where(table.at >= since).count()
                for table in (ReleasedTender, ReleasedAnswer, ReleasedEvent, ReleasedCorrection)
            ),
        )

"""Taking the contracts that a file added out of the register again, and putting them back."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from models.audit import AuditEvent
from models.conflicts import AlreadyDone
from models.period import Period
from models.person import Person
from models.register import leaving_out
from models.register.leaving_out import Added
from models.register.taking_in import Import
from models.store import reading, writing
from portal.register.previews import Moved

STAYS = {
    "out": "Left out of the register already",
    "taken_down": "Taken down for a legal reason",
    "others": "Of a council that keeps its own register here: only its own people leave them out",
    "later": "Changed since by a later file",
    "worked_on": "Changed or let pass since by a person",
}
"""Why one stays that a file added: the first of these that is true of it."""


@dataclass(frozen=True)
class Outlook:
    """What taking a file out would do. `going`: contracts that are left out, some of them `published`, in these
    `quarters` (slug of the authority, quarter, how many); `stay`: those that are not, and why; `frameworks`: those of
    them from which others are called off that stay; `called_off`: those that are called off from others that stay;
    `together`: those that are left out with this file by now."""

    going: Sequence[Added]
    stay: Sequence[tuple[str, Sequence[Added]]]
    published: Sequence[Added]
    quarters: Sequence[tuple[str, Period, int]]
    frameworks: Sequence[Added]
    called_off: Sequence[Added]
    together: Sequence[Added]

    @property
    def seen(self) -> str:
        """A few letters that are others as soon as others would go."""
        return sha256(repr([one.id for one in self.going]).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Happened:
    """Something that happened to all that a file added."""

    title: str
    why: str
    by: str
    at: datetime


@dataclass(frozen=True)
class Fate:
    """What became of what a file added: how many stand in the register, and how many are left out with the file."""

    standing: int
    together: int
    events: Sequence[Happened]


def fate(taken: Import) -> Fate:
    """Three queries, however many contracts it added."""
    with reading():
        events = leaving_out.events(taken)
        standing, together = leaving_out.counts(taken)
        who = {one.id: one.name for one in Person.select().where(Person.id << sorted({one.by or 0 for one in events}))}
    return Fate(standing, together, [_happened(one, who) for one in events])


def _happened(event: AuditEvent, names: Mapping[int, str]) -> Happened:
    title = "Taken out again" if event.action == "register.left_out" else "Put back"
    return Happened(f"{title}: {event.after}", event.words or "", names.get(event.by or 0, ""), event.at)


def outlook(taken: Import, mine: Collection[int]) -> Outlook:
    """What taking it out would do now; two queries however many it added, and one for each 500 that are published.
    `mine`: authorities (ids) whose register this person keeps."""
    with reading():
        return _outlook(taken, mine)


def _outlook(taken: Import, mine: Collection[int]) -> Outlook:
    added = leaving_out.added(taken, mine)
    going = {one.id: one for one in added if not one.stays}
    stay: dict[str, list[Added]] = {}
    for one in added:
        if one.stays and not one.together:
            stay.setdefault(next(STAYS[why] for why in STAYS if getattr(one, why)), []).append(one)
    pairs = leaving_out.call_offs(taken)
    frameworks = {framework for contract, framework in pairs if framework in going and contract not in going}
    called_off = {contract for contract, framework in pairs if contract in going and framework not in going}
    published = [one for one in going.values() if one.published]
    there = leaving_out.quarters(one.id for one in published)
    return Outlook(
        list(going.values()),
        [(why, stay[why]) for why in STAYS.values() if why in stay],
        published,
        [(authority, Period.parse(key), count) for authority, key, count in there],
        [going[one] for one in sorted(frameworks)],
        [going[one] for one in sorted(called_off)],
        [one for one in added if one.together and not one.others],
    )


def take_out(taken: Import, why: str, mine: Collection[int], *, seen: str, by: int, now: datetime) -> int:
    """Leaves out what a file added and nobody has worked on since, as it was shown (`Outlook.seen`). How many.

    Raises AlreadyDone where nothing is left to go, Moved where others would go by now.
    """
    with writing():
        leaving_out.hold_still(taken)
        found = _outlook(taken, mine)
        if not found.going:
            raise AlreadyDone
        if found.seen != seen:
            raise Moved
        leaving_out.leave_out(taken, found.going, why, by=by, at=now)
    return len(found.going)


def put_back(taken: Import, mine: Collection[int], *, by: int, now: datetime) -> int:
    """Puts back what was left out with all of a file, as it was. How many. Raises AlreadyDone where nothing is."""
    with writing():
        leaving_out.hold_still(taken)
        together = _outlook(taken, mine).together
        if not together:
            raise AlreadyDone
        leaving_out.put_back(taken, together, by=by, at=now)
    return len(together)

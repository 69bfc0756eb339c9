"""Reminders of what is due soon, what is late and what ends: each once, in at most one summary mail an address and day.

Any number of workers may do this at once and be killed at any moment: the row that says that somebody was reminded and
the mail are written in one transaction, address by address.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from models.calendar import to_london, today
from models.monitoring_return import Return
from models.period import Period
from models.reminder import AFTER, FARTHEST, Reminder, ReminderMail, kind_on
from models.store import writing
from portal.endings import work as endings
from portal.endings.work import Notice
from portal.mail import compose
from portal.returns.work import lists, sets, writers

FROM_HOUR = 8
"""In London; nobody’s telephone rings at night because of a return."""
REMINDED = ("due", "draft")
"""What was sent back has a mail of its own, and was in time."""


@dataclass(frozen=True)
class Item:
    """One return of which somebody is reminded."""

    ret: Return
    kind: str

    @property
    def key(self) -> tuple[int, str, date]:
        return (self.ret.id, self.kind, self.ret.due_on)


def remind(now: datetime) -> int:
    """Writes today’s mails into the outbox; how many."""
    if to_london(now).hour < FROM_HOUR:
        return 0
    return sum(_tell(to, items, now) for to, items in plan(now).items())


def plan(now: datetime) -> Mapping[str, Sequence[Item | Notice]]:
    """Who is to be reminded of what today and was not: address -> returns, soonest due first, then what ends; eight
    queries."""
    found = _due(now)
    sent = Reminder.sent([item.ret.id for item in found])
    had = ReminderMail.had(today(now))
    people = writers.of([item.ret for item in found])
    wanted: dict[str, list[Item | Notice]] = defaultdict(list)
    for item in found:
        for to in people[item.ret.id]:
            if to not in had and (*item.key, to) not in sent:
                wanted[to].append(item)
    for to, notice in _ending(now):
        if to not in had:
            wanted[to].append(notice)
    return wanted


def _ending(now: datetime) -> Iterator[tuple[str, Notice]]:
    """What ends, for each lead who was not told of it before; for the organisation’s own address where none is left."""
    notices = endings.due(now)
    sent = endings.sent(notices) if notices else set()
    leads = writers.people_of(sorted({one.thing.provider.id for one in notices}), ("lead",)) if notices else {}
    for notice in notices:
        provider = notice.thing.provider
        for to in leads.get(provider.id) or [provider.contact_email]:
            if to and (*notice.key, to) not in sent:
                yield to, notice


def _due(now: datetime) -> list[Item]:
    day = today(now)
    near = Return.due_on.between(day - FARTHEST, day + FARTHEST)
    returns = lists.read(Return.select().where(Return.state.in_(REMINDED) & near))
    kinds = [(ret, kind_on(day, ret.due_on, ret.authority.nation, today(ret.asked_at))) for ret in returns]
    return [Item(ret, kind) for ret, kind in kinds if kind]


def _tell(to: str, items: Sequence[Item | Notice], now: datetime) -> bool:
    """One mail and its rows, or neither. What was sent, withdrawn, given more time or renewed meanwhile is left out."""
    with writing():
        owed = _still_owed([item for item in items if isinstance(item, Item)])
        ending = endings.still([item for item in items if isinstance(item, Notice)])
        if not owed and not ending:
            return False
        keys = [item.key for item in owed]
        mail = ReminderMail.put(to, today(now), keys, now, endings.noting(ending, to))
        if mail is None:
            return False
        words = {"soon": _lines(owed, late=False), "late": _lines(owed, late=True)}
        words["ending"] = [{**notice.line()} for notice in ending]
        compose.put("returns/remind", to=to, about=f"reminder:{mail.id}", at=now, **words)
    return True


def _still_owed(items: Sequence[Item]) -> list[Item]:
    if not items:
        return []
    ids = [item.ret.id for item in items]
    still = Return.select().where(Return.id.in_(ids), Return.state.in_(REMINDED))
    days = {ret.id: ret.due_on for ret in still}
    return [item for item in items if days.get(item.ret.id) == item.ret.due_on]


def _lines(items: Sequence[Item], *, late: bool) -> list[dict[str, object]]:
    """What the mail says of each return: never an answer, a comment, a figure or a person’s name."""
    return [
        {
            "id": item.ret.public_id,
            "title": sets.of(item.ret).title,
            "period": Period.parse(item.ret.period_key).label,
            "provider": item.ret.provider.legal_name,
            "council": item.ret.authority.name,
            "due_on": item.ret.due_on,
        }
        for item in items
        if (item.kind in AFTER) is late
    ]

"""Reminders of what is due soon and what is late: each once, in at most one summary mail an address and day.

Any number of workers may do this at once and be killed at any moment: the row that says that somebody was reminded and
the mail are written in one transaction, address by address.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from forms import library
from models.calendar import to_london, today
from models.monitoring_return import Return
from models.period import Period
from models.reminder import AFTER, FARTHEST, Reminder, ReminderMail, kind_on
from models.store import writing
from portal.mail import compose
from portal.returns.work import asking, lists

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


def plan(now: datetime) -> Mapping[str, Sequence[Item]]:
    """Who is to be reminded of what today and was not: address -> returns, soonest due first; five queries."""
    found = _due(now)
    sent = Reminder.sent([item.ret.id for item in found])
    had = ReminderMail.had(today(now))
    people = asking.people_of(sorted({item.ret.provider_id for item in found}))
    wanted: dict[str, list[Item]] = defaultdict(list)
    for item in found:
        for to in people.get(item.ret.provider_id) or [item.ret.provider.contact_email]:
            if to and to not in had and (*item.key, to) not in sent:
                wanted[to].append(item)
    return wanted


def _due(now: datetime) -> list[Item]:
    day = today(now)
    near = Return.due_on.between(day - FARTHEST, day + FARTHEST)
    returns = list(lists.with_names(Return.select().where(Return.state.in_(REMINDED) & near)))
    kinds = [(ret, kind_on(day, ret.due_on, ret.authority.nation, today(ret.asked_at))) for ret in returns]
    return [Item(ret, kind) for ret, kind in kinds if kind]


def _tell(to: str, items: Sequence[Item], now: datetime) -> bool:
    """One mail and its rows, or neither. What was sent, withdrawn or given more time meanwhile is left out."""
    with writing():
        ids = [item.ret.id for item in items]
        still = Return.select().where(Return.id.in_(ids), Return.state.in_(REMINDED))
        days = {ret.id: ret.due_on for ret in still}
        now_due = [item for item in items if days.get(item.ret.id) == item.ret.due_on]
        if not now_due:
            return False
        mail = ReminderMail.put(to, today(now), [item.key for item in now_due], now)
        if mail is None:
            return False
        words = {"soon": _lines(now_due, late=False), "late": _lines(now_due, late=True)}
        compose.put("returns/remind", to=to, about=f"reminder:{mail.id}", at=now, **words)
    return True


def _lines(items: Sequence[Item], *, late: bool) -> list[dict[str, object]]:
    """What the mail says of each return: never an answer, a comment, a figure or a person’s name."""
    return [
        {
            "id": item.ret.public_id,
            "title": library.get(item.ret.set_key, item.ret.set_version).title,
            "period": Period.parse(item.ret.period_key).label,
            "provider": item.ret.provider.legal_name,
            "council": item.ret.authority.name,
            "due_on": item.ret.due_on,
        }
        for item in items
        if (item.kind in AFTER) is late
    ]

"""Lists of returns: what waits for a provider, what waits at the council, what is missing."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from peewee import JOIN, ModelSelect, fn

from forms import one_off
from forms.kinds.plain import visible
from models.authority import Authority
from models.monitoring_return import Return
from models.period import Period
from models.provider import Home, Provider
from models.submission import Submission
from portal.returns import words
from portal.returns.work import sets, writers

OPEN = ("due", "draft", "sent_back")
REGULAR = ~Return.set_key.startswith(one_off.PREFIX)
"""Returns of a set; single questions have a list of their own (portal/tailoring)."""


@dataclass(frozen=True)
class Line:
    """One return in a list, in words."""

    ret: Return
    title: str
    quarter: str
    late: int
    """Days past the due day; 0 where nothing is owed."""
    when: str
    missing_figures: int = 0
    """How many figures the provider says it does not have yet."""


@dataclass(frozen=True)
class Gap:
    """One figure that a provider does not have, why, and when it will come."""

    ret: Return
    question: str
    reason: str
    expected_on: date | None


def line(ret: Return, now: datetime, missing_figures: int = 0) -> Line:
    """A return with its set’s title, its quarter and how its due day stands."""
    return Line(
        ret,
        sets.of(ret).title,
        Period.parse(ret.period_key).label,
        words.days_late(ret, now),
        words.when_due(ret.due_on, now),
        missing_figures,
    )


def with_names(query: "ModelSelect[Return]") -> "ModelSelect[Return]":
    """The same query with authority, provider and home joined, so that a list costs one."""
    return (
        query.select(Return, Authority, Provider, Home)
        .join(Authority)
        .switch(Return)
        .join(Provider)
        .switch(Return)
        .join(Home, JOIN.LEFT_OUTER)
        .order_by(Return.due_on, Provider.legal_name, Return.id)
    )


def read(query: "ModelSelect[Return]") -> list[Return]:
    """Its rows with names, and what their titles need: at most three queries."""
    returns = list(with_names(query))
    sets.prepare(returns)
    return returns


def waiting_for(providers: Sequence[int], now: datetime) -> list[Line]:
    """What these providers still owe, soonest first."""
    mine = (Return.provider << list(providers)) & Return.set_key.not_in(writers.set_keys())
    return waiting(Return.select().where(mine), now)


def waiting(query: "ModelSelect[Return]", now: datetime) -> list[Line]:
    """Those of a query that are still owed, soonest first."""
    return [line(ret, now) for ret in read(query.where(Return.state << OPEN))]


@dataclass(frozen=True)
class AtDesk:
    """How many returns wait at the council, by what they need."""

    to_read: int
    late: int
    open: int
    periods: tuple[tuple[Period, int], ...] = ()
    """Where they wait: period, newest first -> how many."""


def waiting_at_desk(authorities: Sequence[int], now: datetime) -> AtDesk:
    """Figures for the council’s first page."""
    rows = list(
        Return.select(Return.state, Return.due_on, Return.period_key).where(
            (Return.authority << list(authorities)) & (Return.state << (*OPEN, "received")) & REGULAR
        )
    )
    owed = [r for r in rows if r.state in OPEN]
    late = sum(1 for r in owed if words.days_late(r, now))
    found = [(Period.parse(key), many) for key, many in Counter(r.period_key for r in rows).items()]
    periods = sorted(found, key=lambda one: (one[0].starts, one[0].ends), reverse=True)
    return AtDesk(len(rows) - len(owed), late, len(owed), tuple(periods))


def own(query: "ModelSelect[Return]", now: datetime) -> list[Line]:
    """A provider’s returns, what is owed first, then the newest."""
    found = [line(ret, now) for ret in read(query)]
    return sorted(found, key=lambda item: (item.ret.state not in OPEN, _newest_first(item)))


def _newest_first(item: Line) -> int:
    day: date = item.ret.due_on
    return day.toordinal() if item.ret.state in OPEN else -day.toordinal()


def last_sent(returns: Sequence[int]) -> list[Submission]:
    """The newest submission of each of these returns that was sent; one query."""
    other = Submission.alias()
    newest = other.select(fn.MAX(other.number)).where(other.return_ == Submission.return_)
    return list(Submission.select().where((Submission.return_ << list(returns)) & (Submission.number == newest)))


def submissions(ret: Return) -> list[Submission]:
    """Every submission of a return, newest first."""
    return list(Submission.select().where(Submission.return_ == ret.id).order_by(Submission.number.desc()))


def as_seen(text: str) -> str:
    """What somebody typed, without what cannot be seen."""
    return visible(text).strip()


def tidy_reference(text: str) -> str:
    """A reference as it is stored: capitals, without spaces; “EH-” may be left out."""
    bare = "".join(text.upper().split())
    return bare if bare.startswith("EH-") or not bare else f"EH-{bare.removeprefix('EH')}"

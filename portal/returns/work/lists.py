"""Lists of returns: what waits for a provider, what waits at the council, what is missing."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from peewee import JOIN, ModelSelect, fn

from forms import library
from forms.kinds.plain import visible
from models.authority import Authority
from models.monitoring_return import Return
from models.period import Period
from models.provider import Home, Provider
from models.submission import Submission, SubmissionText
from portal.returns import words
from portal.returns.work import sheet

OPEN = ("due", "draft", "sent_back")


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
        library.get(ret.set_key, ret.set_version).title,
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


def waiting_for(providers: Sequence[int], now: datetime) -> list[Line]:
    """What these providers still owe, soonest first."""
    query = Return.select().where((Return.provider << list(providers)) & (Return.state << OPEN))
    return [line(ret, now) for ret in with_names(query)]


@dataclass(frozen=True)
class AtDesk:
    """How many returns wait at the council, by what they need."""

    to_read: int
    late: int
    open: int


def waiting_at_desk(authorities: Sequence[int], now: datetime) -> AtDesk:
    """Figures for the council’s first page."""
    rows = list(
        Return.select(Return.state, Return.due_on).where(
            (Return.authority << list(authorities)) & (Return.state << (*OPEN, "received"))
        )
    )
    owed = [r for r in rows if r.state in OPEN]
    return AtDesk(len(rows) - len(owed), sum(1 for r in owed if words.days_late(r, now)), len(owed))


def own(query: "ModelSelect[Return]", now: datetime) -> list[Line]:
    """A provider’s returns, what is owed first, then the newest."""
    found = [line(ret, now) for ret in with_names(query)]
    return sorted(found, key=lambda item: (item.ret.state not in OPEN, _newest_first(item)))


def _newest_first(item: Line) -> int:
    day: date = item.ret.due_on
    return day.toordinal() if item.ret.state in OPEN else -day.toordinal()


def at_desk(query: "ModelSelect[Return]", period_key: str | None, now: datetime) -> tuple[list[Line], list[Gap]]:
    """The council’s returns of one period (all where None), and every figure that they lack; three queries."""
    if period_key:
        query = query.where(Return.period_key == period_key)
    returns = list(with_names(query.where(Return.state != "withdrawn")))
    missing = gaps(returns)
    figures = Counter(gap.ret.id for gap in missing)
    found = [line(ret, now, missing_figures=figures[ret.id]) for ret in returns]
    return sorted(found, key=_what_needs_me), missing


def _what_needs_me(item: Line) -> tuple[int, int, str]:
    """Unread first, then late (longest first), then owed, then done."""
    order = {"received": 0, "sent_back": 2, "draft": 2, "due": 2, "accepted": 3}[item.ret.state]
    return (1 if item.late else order, -item.late, item.ret.provider.legal_name)


def gaps(returns: Sequence[Return]) -> list[Gap]:
    """Every “don’t have” in what was last sent of these returns, soonest expected first; two queries.

    Never from a draft: what was not sent is not the council’s to see.
    """
    by_id = {ret.id: ret for ret in returns}
    sent = _last_sent(list(by_id))
    wanted = SubmissionText.submission << [submission.id for submission in sent]
    texts = SubmissionText.select().where(wanted & SubmissionText.key.endswith(".why"))
    reasons = {(text.submission_id, text.key.removesuffix(".why")): text.words for text in texts}
    found = []
    for submission in sent:
        ret = by_id[submission.return_id]
        questions = sheet.question_set(ret)
        for key, given in sheet.from_payload(submission, questions).items():
            if given.status == "not_available":
                reason = reasons.get((submission.id, key)) or sheet.TAKEN_OUT
                found.append(Gap(ret, questions.questions[key].name, reason, given.expected_on))
    return sorted(found, key=lambda gap: (gap.expected_on is None, gap.expected_on or date.max))


def _last_sent(returns: Sequence[int]) -> list[Submission]:
    other = Submission.alias()
    newest = other.select(fn.MAX(other.number)).where(other.return_ == Submission.return_)
    return list(Submission.select().where((Submission.return_ << list(returns)) & (Submission.number == newest)))


def periods(query: "ModelSelect[Return]") -> list[Period]:
    """The periods that there are returns for, newest first."""
    keys: Any = query.select(Return.period_key, fn.MAX(Return.starts).alias("newest")).group_by(Return.period_key)
    return [Period.parse(row.period_key) for row in sorted(keys, key=lambda row: row.newest, reverse=True)]


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

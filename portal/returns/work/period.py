"""The council’s page of a period: every return of it, in what state, and every figure that is still to come.

All rows of a period are counted and sorted by a few columns; only those of the page that is shown are read whole.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, NamedTuple

from peewee import Case, ModelSelect, fn

from forms import library
from models.authority import Service
from models.calendar import end_of_day, today
from models.figure import Figure
from models.monitoring_return import Return
from models.period import Period
from models.promise import Promise
from models.provider import Provider
from models.submission import Submission, SubmissionText
from portal.returns.work import lists, sets, sheet
from portal.returns.work.lists import OPEN, REGULAR, Gap, Line

PAGE = 100
"""Returns, and figures to come, that a page shows at once."""
WAITS = (*OPEN, "received")


class Row(NamedTuple):
    """What sorting and counting need of a return."""

    id: int
    state: str
    due_on: date
    set_key: str
    provider: str
    service: str
    service_title: str
    late: int
    """Whole days past the due day where something is owed."""


@dataclass(frozen=True)
class Filter:
    """What somebody wants to see: a state as `STATES` names them, a service’s key, a set’s key; “” for all of them.
    `whole`: without leaving anything to a next page, as one prints it."""

    state: str = ""
    service: str = ""
    set_key: str = ""
    page: int = 1
    whole: bool = False


STATES = ("to_read", "late", "not_started", "started", "sent_back", "accepted", "figures")
OF_STATE = {"received": "to_read", "due": "not_started", "draft": "started", "sent_back": "sent_back",
            "accepted": "accepted"}  # fmt: skip


@dataclass(frozen=True)
class Choice:
    """One thing to filter by: its key, its words."""

    key: str
    words: str


@dataclass(frozen=True)
class PeriodPage:
    """The returns of a period that are shown, of how many; how many there are in each state; figures to come."""

    lines: Sequence[Line]
    found: int
    pages: int
    counts: Mapping[str, int]
    """State -> how many of the whole period, whatever is shown; `all` of them."""
    sent_late: Mapping[int, int]
    """Id of a return -> how many days late it was first sent."""
    gaps: Sequence[Gap]
    to_come: int
    services: Sequence[Choice]
    sets: Sequence[Choice]


@dataclass(frozen=True)
class Standing:
    """A period in the list of periods, and how much is still outstanding there."""

    period: Period
    outstanding: int


@dataclass(frozen=True)
class Promised:
    """How many promises to have read a return by a day were kept, were not, and still can be."""

    kept: int = 0
    broken: int = 0
    open: int = 0

    @property
    def due(self) -> int:
        """Promises whose day has come."""
        return self.kept + self.broken


def standings(query: "ModelSelect[Return]") -> list[Standing]:
    """Every period of these returns, newest first; one query, over an index."""
    waits = fn.SUM(Case(None, [(Return.state << WAITS, 1)], 0))
    rows: Any = query.where(REGULAR).select(Return.period_key, waits).group_by(Return.period_key).tuples()
    found = [Standing(Period.parse(key), int(outstanding)) for key, outstanding in rows]
    return sorted(found, key=lambda one: (one.period.starts, one.period.ends), reverse=True)


def promised(authorities: Collection[int], period_key: str | None, now: datetime) -> Promised:
    """“Returns answered by the promised day”, of one period; one query."""
    counts = Promise.counts(authorities, today(now), period_key) if period_key else {}
    return Promised(*counts.get(period_key or "", (0, 0, 0)))


def page(
    query: "ModelSelect[Return]", authorities: Sequence[int], period_key: str | None, wanted: Filter, now: datetime
) -> PeriodPage:
    """One page of a period, of which `query` holds the returns and more; five queries whatever it holds."""
    rows = _rows(query.where(REGULAR & (Return.state != "withdrawn") & (Return.period_key == period_key)), now)
    known = {row.id for row in rows}
    gaps = [gap for gap in _gaps_of(authorities, period_key) if gap.return_id in known]
    figures = Counter(gap.return_id for gap in gaps)
    shown = sorted((row for row in rows if _fits(row, wanted, figures)), key=_what_needs_me)
    listed = {row.id for row in shown}
    to_come = [gap for gap in gaps if gap.return_id in listed]
    ids, gaps_shown = [row.id for row in _slice(shown, wanted)], _slice(to_come, wanted)
    whole = _whole({*ids, *(gap.return_id for gap in gaps_shown)})
    return PeriodPage(
        lines=[lists.line(whole[one], now, missing_figures=figures[one]) for one in ids],
        found=len(shown),
        pages=max(1, -(-max(len(shown), len(to_come)) // PAGE)),
        counts=_counts(rows, figures),
        sent_late=_sent_late(whole),
        gaps=_in_words(gaps_shown, whole),
        to_come=len(to_come),
        services=_choices({row.service: row.service_title for row in rows}),
        sets=_choices({key: library.latest(key).title for key in {row.set_key for row in rows}}),
    )


def _slice(rows: Sequence[Any], wanted: Filter) -> Sequence[Any]:
    first = (wanted.page - 1) * PAGE
    return rows if wanted.whole else rows[first : first + PAGE]


def _rows(query: "ModelSelect[Return]", now: datetime) -> list[Row]:
    columns = (Return.id, Return.state, Return.due_on, Return.set_key, Provider.legal_name, Service.key, Service.title)
    found: list[Any] = list(query.select(*columns).join(Provider).switch(Return).join(Service).tuples())
    over, on = cache(lambda due_on: now > end_of_day(due_on)), today(now)
    late = [(on - row[2]).days if row[1] in OPEN and over(row[2]) else 0 for row in found]
    return [Row._make((*row, days)) for row, days in zip(found, late, strict=True)]


def _choices(words: Mapping[str, str]) -> list[Choice]:
    return sorted((Choice(*one) for one in words.items()), key=lambda one: one.words)


def _fits(row: Row, wanted: Filter, figures: Mapping[int, int]) -> bool:
    fits = wanted.service in ("", row.service) and wanted.set_key in ("", row.set_key)
    return fits and wanted.state in ("", *_states(row, figures))


def _states(row: Row, figures: Mapping[int, int]) -> list[str]:
    """Every state that a return counts in."""
    states = [OF_STATE[row.state], *(["late"] if row.late else [])]
    return [*states, "figures"] if figures.get(row.id) else states


def _counts(rows: Sequence[Row], figures: Mapping[int, int]) -> dict[str, int]:
    found = Counter(state for row in rows for state in _states(row, figures))
    return {"all": len(rows), **{state: found[state] for state in STATES}}


def _what_needs_me(row: Row) -> tuple[int, int, str, int]:
    """Unread first, then late (longest first), then owed, then done."""
    order = {"received": 0, "sent_back": 2, "draft": 2, "due": 2, "accepted": 3}[row.state]
    return (1 if row.late else order, -row.late, row.provider, row.id)


class _Missing(NamedTuple):
    """One figure that is not available yet, before it is put in words."""

    return_id: int
    submission: int
    key: str
    expected_on: date | None


def _gaps_of(authorities: Sequence[int], period_key: str | None) -> list[_Missing]:
    """Every figure of a period that is not available yet, soonest expected first."""
    to_come = Figure.number.is_null() & (Figure.status == "not_available")
    rows: Any = (
        Figure.select(Submission.return_, Figure.submission, Figure.key, Figure.expected_on)
        .join(Submission)
        .where((Figure.authority << authorities) & (Figure.period_key == period_key) & to_come)
        .tuples()
    )
    found = [_Missing(*row) for row in rows]
    return sorted(found, key=lambda gap: (gap.expected_on is None, gap.expected_on or date.max, gap.return_id))


def _whole(ids: Collection[int]) -> dict[int, Return]:
    return {ret.id: ret for ret in lists.read(Return.select().where(Return.id << list(ids)))}


def _sent_late(returns: Mapping[int, Return]) -> dict[int, int]:
    first = Submission.select(Submission.return_, Submission.arrived_at).where(
        (Submission.return_ << list(returns)) & (Submission.number == 1) & Submission.late
    )
    return {one.return_id: (today(one.arrived_at) - returns[one.return_id].due_on).days for one in first}


def _in_words(gaps: Sequence[_Missing], returns: Mapping[int, Return]) -> list[Gap]:
    """Each with its reason and the day when it will come; one query."""
    of = SubmissionText.submission << [gap.submission for gap in gaps]
    texts = SubmissionText.select().where(of & SubmissionText.key.endswith(".why"))
    reasons = {(text.submission_id, text.key.removesuffix(".why")): text.words for text in texts}
    return [
        Gap(
            returns[gap.return_id],
            _name(returns[gap.return_id], gap.key),
            reasons.get((gap.submission, gap.key)) or sheet.TAKEN_OUT,
            gap.expected_on,
        )
        for gap in gaps
    ]


def _name(ret: Return, key: str) -> str:
    question = sets.of(ret).questions.get(key)
    return question.name if question else key

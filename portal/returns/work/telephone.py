"""“Entered by telephone for …”: an officer writes down what somebody of a provider says, page by page, with the same
readers; the provider looks at it and sends it.

Nothing an officer enters is received by that: see `models/telephone_call.py`. The officer sees what was sent and what
was given by telephone, never what the provider has written and not sent.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from forms.journey import Journey
from forms.page_form import form_for
from models.answer import UNREAD, Answer
from models.conflicts import Change, NotYours, Stale
from models.monitoring_return import ANSWERABLE, Return
from models.person import Person
from models.store import writing
from models.telephone_call import TelephoneCall
from portal.london import day
from portal.returns.work import answering, asking, writers
from portal.returns.work.sheet import Sheet, given, load


class NothingYet(ValueError):
    """Nothing was written down yet that the provider could look at."""


@dataclass(frozen=True)
class Line:
    """What a call is called on every page: by whom, when, who wrote it down, what came of it."""

    call: TelephoneCall
    words: str

    @property
    def waits(self) -> bool:
        """Whether the provider still has to look at it."""
        return self.call.state == "waiting"


@dataclass(frozen=True)
class Desk:
    """One return as an officer writes down a call about it."""

    sheet: Sheet
    lines: Sequence[Line]
    hidden: Mapping[str, Answer]
    """What the provider has written itself and not sent: never shown at the desk."""

    @property
    def writing(self) -> TelephoneCall | None:
        """The call that is being written down."""
        return next((line.call for line in self.lines if line.call.state == "writing"), None)

    @property
    def open(self) -> bool:
        """Whether the return takes answers."""
        return self.sheet.ret.state in ANSWERABLE

    def new_since(self, call: TelephoneCall) -> dict[str, Answer]:
        """What the provider has written since the call began, of which nobody has told it anything."""
        return {key: answer for key, answer in self.hidden.items() if answer.at > call.began_at}


def lines(returns: Iterable[int]) -> dict[int, list[Line]]:
    """The calls about these returns, newest first, by return id; one query."""
    found: dict[int, list[Line]] = {}
    for call in TelephoneCall.of(returns):
        found.setdefault(call.return_id, []).append(Line(call, _words(call)))
    return found


def of(ret: Return) -> list[Line]:
    """Those about one return; no query where `with_people` has counted none."""
    return lines([ret.id]).get(ret.id, []) if getattr(ret, "called", 1) else []


def _words(call: TelephoneCall) -> str:
    said = f"Given by telephone on {day(call.said_at)} by {call.said_by}, entered by {call.by.name}"
    if call.state == "confirmed" and call.confirmed_by:
        return f"{said}, confirmed by {call.confirmed_by.name} on {day(call.ended_at)}"
    return f"{said}, not yet confirmed" if call.state == "waiting" else f"{said}: still being written down"


def desk(ret: Return, now: datetime) -> Desk:
    """The return as the council may see it while a call is written down."""
    loaded, calls = load(ret, now), lines([ret.id]).get(ret.id, [])
    officers, own = {line.call.by_id for line in calls}, loaded.sent.own
    seen = {
        key: answer
        for key, answer in loaded.answers.items()
        if answer.by_id in officers or (own is not None and answer.at <= own.at)
    }
    hidden = {key: a for key, a in loaded.answers.items() if key not in seen and a.removed_at is None}
    questions = loaded.journey.question_set
    journey = Journey(questions, loaded.journey.situation, given(questions, seen.values()))
    return Desk(replace(loaded, journey=journey, answers=seen), calls, hidden)


def begin(ret: Return, *, said_by: str, said_at: datetime, told: bool, by: int, now: datetime) -> TelephoneCall:
    """An officer begins to write down a call. Raises Taken where a colleague is at it, NotNow, and Stale where the
    provider has answers of its own that were not sent and `told` does not say that it knows."""
    state = desk(ret, now)
    if state.hidden and not told:
        raise _stale(state.sheet, state.hidden)
    with writing():
        return TelephoneCall.begin(ret, said_by, said_at, told=bool(state.hidden), by=by, at=now)


def save(
    state: Desk, page_key: str, typed: Any, *, version: int, over: bool, by: int, now: datetime
) -> answering.Saved:  # fmt: skip
    """One page as it was said. Where the provider has written something there itself since the call began, or changed
    the page meanwhile, nothing is stored and the officer is told, until `over` says that they rang about it."""
    call = _mine(state, by)
    ret = state.sheet.ret
    page = state.sheet.journey.question_set.pages_by_key[page_key]
    keys = {question.key for question in page.questions}
    theirs = {key: answer for key, answer in state.new_since(call).items() if key.partition(".")[0] in keys}
    if theirs and not over:
        form = form_for(page, state.sheet.journey)(typed)
        form.validate()
        return answering.Saved(form, ret, now, _stale(state.sheet, theirs))
    return answering.save_on(state.sheet, page_key, typed, version=version, by=by, now=now, face="telephone")


def _mine(state: Desk, by: int) -> TelephoneCall:
    call = state.writing
    if call is None or call.by_id != by:
        raise NotYours("Another officer is writing this call down, or nobody is.")
    return call


def _stale(sheet: Sheet, theirs: Mapping[str, Answer]) -> Stale:
    """That the provider has answers of its own: whose and when, never what they say."""
    newest = max(theirs.values(), key=lambda answer: answer.at)
    names = {
        person.id: person.name for person in Person.select().where(Person.id << {a.by_id for a in theirs.values()})
    }
    changes = tuple(Change(key, a.by_id, names[a.by_id], a.at) for key, a in theirs.items())
    return Stale(sheet.ret.version, name=names[newest.by_id], at=newest.at, changes=changes)


def hand_over(state: Desk, *, by: int, now: datetime) -> None:
    """All is written down: the provider’s people are asked to look at it. Raises NotYours, NothingYet, AlreadyDone."""
    call, ret = _mine(state, by), state.sheet.ret
    if not any(answer.by_id == by and answer.at >= call.began_at for answer in state.sheet.answers.values()):
        raise NothingYet
    with writing():
        call.hand_over(by=by, at=now)
        for email in writers.of([ret])[ret.id]:
            asking.put("telephone", ret, email, now, due_on=ret.due_on)


def drop(state: Desk, *, by: int, now: datetime) -> None:
    """The call that is being written down does not count after all: what was entered in it goes. Any officer may."""
    call = state.writing
    if call is None:
        raise NotYours("Nobody is writing a call down.")
    mine = {k: a for k, a in state.sheet.answers.items() if a.by_id == call.by_id and a.at >= call.began_at}
    with writing():
        call.drop(by=by, at=now)
        if keys := [key for key in mine if not key.endswith(UNREAD)] + [key for key in mine if key.endswith(UNREAD)]:
            state.sheet.ret.clear(keys, by=by, at=now, version=state.sheet.ret.version)

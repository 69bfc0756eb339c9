"""The figures of what is sent, for `Return.send`; and those of what was sent before figures were kept."""

from collections.abc import Iterator
from datetime import datetime

from peewee import fn

from forms import figures
from forms.journey import Journey
from models.figure import Figure, NewFigure
from models.monitoring_return import Return
from models.promise import Promise
from models.store import writing
from models.submission import Submission
from portal.returns.work import sheet


def received(journey: Journey) -> list[NewFigure]:
    """Every figure of a return, as it is sent."""
    return [NewFigure(one.key, one.status, one.number, one.whole, one.expected_on) for one in figures.said(journey)]


def worked_out(journey: Journey) -> list[tuple[str, str]]:
    """What follows from the answers, as it will be read: (its name, the figure in words)."""
    return figures.worked_out(journey)


def catch_up(now: datetime) -> int:
    """Keeps the figures and promises of returns that were sent before these were kept; how many returns those were."""
    done = 0
    for submission in _without_promise():
        ret = sheet.with_people(Return.select().where(Return.id == submission.return_id)).get()
        found = received(sheet.of_submission(ret, submission, now))
        with writing():
            Figure.keep(ret, submission, found)
            Promise.make(ret, submission)
            decided = next((d for d in reversed(sheet.history(ret)) if d.submission_id == submission.id), None)
            if decided is not None:
                Promise.answer(ret.id, decided.at)
        done += 1
    return done


def _without_promise() -> Iterator[Submission]:
    """The last submissions of returns that were not withdrawn, of which nothing is kept yet."""
    other = Submission.alias()
    newest = other.select(fn.MAX(other.number)).where(other.return_ == Submission.return_)
    kept = Promise.select(Promise.submission)
    query = Submission.select().join(Return).where((Submission.number == newest) & (Return.state != "withdrawn"))
    yield from list(query.where(Submission.id.not_in(kept)))

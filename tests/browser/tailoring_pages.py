"""What “What we ask” is looked at with: a set that is used in its first version, and a question that is out."""

from datetime import date, datetime, timedelta
from typing import Any

from forms import library
from forms.own_question import OwnQuestion
from models.authority import AdoptedSet
from models.calendar import add_working_days, today
from models.monitoring_return import Return
from models.store import writing
from portal.returns.work import answering, sending
from portal.settings import Settings
from portal.tailoring.work import one_offs
from tests.fixtures.cast import SET, Cast
from tests.portal.life import form

POSTS = OwnQuestion(kind="number", name="Empty posts", ask="How many posts were empty today?", why="To plan training.")


def make_tailoring_pages(cast: Cast, settings: Settings, now: datetime) -> dict[str, Any]:
    """Northgate answers what it was asked; Newlands, which is new, has not yet."""
    first = next(found.version for found in library.all() if found.key == SET)
    with writing():
        AdoptedSet.update(set_version=first).where(AdoptedSet.authority == cast.fairshire).execute()
    one = one_offs.ask(
        authority=cast.fairshire,
        service=cast.service,
        providers=[cast.northgate],
        question=POSTS,
        due_on=_day(now),
        by=cast.dana,
        now=now - timedelta(days=2),
    )
    ret = answering.fresh(Return.get(set_key=one.set_key))
    answering.save(ret, "answer", form({"answer": "12"}), version=ret.version, by=cast.charlie.id, now=now)
    ret = answering.fresh(ret)
    key = settings.derived("texts")
    sending.send(ret, version=ret.version, by=cast.charlie.id, now=now, arrived_at=now, key=key)
    return {"one_off": one.public_id}


def _day(now: datetime) -> date:
    return add_working_days(today(now), 5, "E")

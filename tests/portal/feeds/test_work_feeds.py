"""The calendar on both stores: one event a return, the same one when its day is moved."""

from datetime import UTC, date, timedelta
from typing import Any

from icalendar import Calendar

from portal.feeds import work
from portal.returns.work import answering
from portal.settings import Settings
from tests.portal.life import BEFORE, Life


def test_more_time_moves_the_same_event_and_counts_it_up(life: Life, settings: Settings) -> None:
    work.make(life.cast.alice.id, settings.derived("feeds"), life.now)
    key = work.shown(life.cast.alice.id, settings.derived("feeds")) or ""
    ret, other = life.ask(), life.ask(period_key=BEFORE, due_on=date(2026, 11, 2))

    def events() -> list[Any]:
        return list(Calendar.from_ical(work.calendar(key, "http://localhost") or b"").walk("VEVENT"))

    before = events()
    later = life.now + timedelta(days=1)
    answering.more_time(answering.fresh(ret), by=life.cast.alice.id, now=later)
    after = events()
    assert [str(event["uid"]) for event in after] == [f"{one.public_id}@localhost" for one in (ret, other)]
    assert [(event["uid"], event["sequence"]) for event in before] == [(event["uid"], 0) for event in after]
    assert [event["sequence"] for event in after] == [7, 0]
    assert [event.decoded("dtstart") for event in after] == [date(2026, 10, 28), date(2026, 11, 2)]
    assert after[0].decoded("dtstamp") == later.replace(tzinfo=UTC)
    assert before[0].decoded("dtstamp") < after[0].decoded("dtstamp")

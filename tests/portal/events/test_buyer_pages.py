"""A buyer without an account: her day by a link, her calendar, and “I can’t come”."""

from datetime import datetime, timedelta

import pytest
from icalendar import Calendar

from models.audit import AuditEvent
from models.conflicts import NotNow
from models.events.buyer import BuyerTime, EventBuyer
from models.events.event import Event
from models.events.meeting import Meeting
from models.events.meeting_plan import MeetingPlan
from portal.events.work import buying, links, meetings
from portal.settings import Settings
from tests.fixtures.cast import Cast
from tests.fixtures.client import HouseClient
from tests.portal.access_events import SECRET
from tests.portal.events.meeting_world import booked, buyer, pairs, plan, run, tell
from tests.portal.life import mails, no_mail

HOUR = datetime(2026, 11, 2, 9)


@pytest.fixture
def lodgings(cast: Cast, event: Event, now: datetime) -> EventBuyer:
    """She meets Riverside and Hillside; another buyer meets Riverside."""
    plan(event, cast, now)
    mine, homes = buyer(event, cast, now), buyer(event, cast, now, "Homes")
    river, hill = booked(event, now, "Riverside", "Hillside")
    meetings.wish(river, [(mine.id, "Four hosts are free"), (homes.id, "")], now=now)
    meetings.wish(hill, [(mine.id, "")], now=now)
    run(event, cast, now)
    tell(event, cast, now)
    return EventBuyer.get_by_id(mine.id)


def here(one: EventBuyer, settings: Settings, rest: str = "") -> str:
    return f"/events/buyer/{one.public_id}/{links.of_buyer(one, settings.derived('bookings'))}/{rest}"


def test_she_reads_her_day_by_the_link_in_her_mail(
    client: HouseClient, lodgings: EventBuyer, event: Event, settings: Settings
) -> None:
    sent = next(mail for mail in mails() if mail.to == lodgings.email)
    assert f"/events/buyer/{lodgings.public_id}/{links.of_buyer(lodgings, SECRET)}/" in sent.text
    assert "Riverside" not in sent.text
    page = client.get(here(lodgings, settings))
    assert "Riverside" in page.main
    assert "Why they asked to meet you: Four hosts are free" in page.main
    assert "two meetings in three times" in page.main
    assert "riverside@people" not in page.text


def test_a_wrong_link_an_old_address_and_no_address_lead_nowhere(
    client: HouseClient, lodgings: EventBuyer, settings: Settings
) -> None:
    old = here(lodgings, settings)
    client.get(f"/events/buyer/{lodgings.public_id}/wrong/", status=404)
    EventBuyer.update(email="other@people.example").execute()
    client.get(old, status=404)
    client.get(here(EventBuyer.get_by_id(lodgings.id), settings))
    EventBuyer.update(email="").execute()
    client.get(here(EventBuyer.get_by_id(lodgings.id), settings), status=404)


def test_what_was_only_proposed_is_not_hers_to_read_yet(
    client: HouseClient, cast: Cast, event: Event, settings: Settings, now: datetime
) -> None:
    plan(event, cast, now)
    mine = buyer(event, cast, now)
    (river,) = booked(event, now, "Riverside")
    meetings.wish(river, [(mine.id, "")], now=now)
    run(event, cast, now)
    assert "Riverside" not in client.get(here(mine, settings)).text


def test_at_one_time_she_cannot_and_what_else_was_told_stays(
    client: HouseClient, lodgings: EventBuyer, cast: Cast, event: Event, settings: Settings, now: datetime
) -> None:
    no_mail()
    meeting = Meeting.get(Meeting.buyer == lodgings.id)
    gone = meeting.booking.organisation
    assert client.get(here(lodgings, settings)).all(f"//form//button[@value='{meeting.public_id}']")
    assert "Noted." in client.post(here(lodgings, settings, "cannot"), {"meeting": str(meeting.public_id)}).main
    assert ("Lodgings", gone) not in pairs(Meeting.of(event.id))
    assert len(pairs(Meeting.of(event.id))) == 2
    subjects = {mail.to: mail.subject.partition(":")[0] for mail in mails()}
    assert subjects[cast.kofi.email] == "A buyer cannot come"
    assert subjects[f"{gone.lower()}@people.example"] == "A meeting does not take place"
    slot = meeting.slot.span
    assert all(until <= slot[0] or since >= slot[1] for since, until in BuyerTime.of([lodgings.id])[lodgings.id])
    assert MeetingPlan.get().wanted_at is not None
    before = {one.id for one in Meeting.of(event.id)}
    meetings.work_out(now)
    assert before <= {one.id for one in Meeting.of(event.id)}
    assert not [one for one in Meeting.of(event.id) if one.buyer_id == lodgings.id and one.slot_id == meeting.slot_id]


def test_she_cannot_come_at_all_once(
    client: HouseClient, lodgings: EventBuyer, event: Event, settings: Settings
) -> None:
    page = client.post(here(lodgings, settings, "cannot"), {"meeting": "all"})
    assert "You do not come" in page.main
    assert pairs(Meeting.of(event.id)) == [("Homes", "Riverside")]
    assert AuditEvent.select().where(AuditEvent.action == "meetings.buyer_left").get().by is None
    assert "cannot be said any more" in client.post(here(lodgings, settings, "cannot"), {"meeting": "all"}).main


def test_nothing_is_said_once_the_event_has_begun(lodgings: EventBuyer, event: Event) -> None:
    assert event.starts_at is not None
    with pytest.raises(NotNow):
        buying.cannot_come(lodgings, now=event.starts_at + timedelta(minutes=1), secret=SECRET)


def test_her_calendar_counts_up_and_tells_what_was_called_off(
    client: HouseClient, lodgings: EventBuyer, settings: Settings
) -> None:
    def entries() -> dict[str, tuple[str, int]]:
        read = Calendar.from_ical(client.browser.get(here(lodgings, settings, "day.ics")).data)
        return {str(one["uid"]): (str(one["status"]), int(one["sequence"])) for one in read.walk("VEVENT")}

    before = entries()
    assert {status for status, _ in before.values()} == {"CONFIRMED"}
    meeting = Meeting.get(Meeting.buyer == lodgings.id)
    client.post(here(lodgings, settings, "cannot"), {"meeting": str(meeting.public_id)})
    after = entries()
    assert set(after) == set(before)
    (changed,) = [key for key in after if after[key] != before[key]]
    assert after[changed][0] == "CANCELLED"
    assert after[changed][1] > before[changed][1]


@pytest.mark.parametrize(
    ("gone", "left"),
    [
        ((0, 3), []),
        ((0, 1), [(1, 3)]),
        ((1, 2), [(0, 1), (2, 3)]),
        ((2, 5), [(0, 2)]),
        ((3, 4), [(0, 3)]),
    ],
)
def test_times_without_a_span(gone: tuple[int, int], left: list[tuple[int, int]]) -> None:
    def at(hours: tuple[int, int]) -> tuple[datetime, datetime]:
        return HOUR + timedelta(hours=hours[0]), HOUR + timedelta(hours=hours[1])

    assert buying.without([at((0, 3))], at(gone)) == [at(one) for one in left]

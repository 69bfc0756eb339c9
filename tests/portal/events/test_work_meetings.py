"""One-to-one meetings at work level: wished, matched, told, cancelled, matched anew, and what is left booked once."""

import json
from collections import Counter
from datetime import datetime, timedelta

import pytest

from models.conflicts import NotNow, Stale
from models.events.booking import Booking
from models.events.buyer import MeetingWish
from models.events.event import Event
from models.events.meeting import Meeting
from models.events.meeting_plan import MeetingPlan, MeetingSlot
from models.events.released_event import ReleasedEvent
from models.events.session import NewSession
from models.register.award import Award
from models.register.contract import Contract
from models.register.supplier import Supplier, SupplierName
from models.store import writing
from models.tendering.tender import Tender
from portal.events.matching import beside, solving
from portal.events.work import booking, forgetting, keeping, meeting_problem, meetings, meetings_kept
from tests.fixtures.cast import Cast
from tests.fixtures.queries import Counting
from tests.portal.access_events import SECRET, again, fresh, make_event, wish
from tests.portal.access_tenders import make_tender
from tests.portal.events.meeting_world import (
    MINUTE,
    booked,
    buyer,
    pairs,
    plan,
    run,
    standing,
    tell,
    version,
)
from tests.portal.life import mails, no_mail

NOW = datetime(2026, 10, 5, 8, 0)


def told(to: str = "") -> list[str]:
    """What the mails say first, oldest first."""
    return [mail.subject.partition(":")[0] for mail in mails(to)]


def test_wishes_are_matched_and_everybody_is_told_once(cast: Cast, event: Event, now: datetime) -> None:
    plan(event, cast, now)
    lodgings, homes = buyer(event, cast, now), buyer(event, cast, now, "Homes")
    river, hill, kite = booked(event, now, "Riverside", "Hillside", "Kite Hill")
    meetings.wish(river, [(lodgings.id, "We have hosts."), (homes.id, "")], now=now)
    meetings.wish(hill, [(lodgings.id, "")], now=now)
    meetings.buyer_wishes(lodgings, [kite.id], {hill.id: "Your hosts are in another county."}, by=cast.kofi.id, now=now)
    no_mail()
    found = run(event, cast, now)
    assert pairs(found) == [("Homes", "Riverside"), ("Lodgings", "Kite Hill"), ("Lodgings", "Riverside")]
    assert not mails(), "nobody hears of what is only proposed"
    assert Meeting.of_booking(river.id) == []
    assert tell(event, cast, now) == 3
    assert Counter(mail.to for mail in mails()) == {
        "riverside@people.example": 1, "hillside@people.example": 1, "kite.hill@people.example": 1,
        "lodgings@fairshire.example": 1, "homes@fairshire.example": 1,
    }  # fmt: skip
    assert not [mail for mail in mails() if "Riverside" in mail.text or "Kite" in mail.text or "Lodgings" in mail.text]
    assert [one.buyer.name for one in Meeting.of_booking(river.id)].count("Lodgings") == 1
    no_mail()
    run(event, cast, now)
    assert (tell(event, cast, now), mails()) == (0, []), "nothing is new, so nobody hears anything"


def test_nobody_is_met_about_a_subject_whose_tender_is_live(cast: Cast, now: datetime) -> None:
    tender = make_tender(cast, now)
    live(tender, now)
    about = make_event(cast, now, tender=tender.id)
    plan(about, cast, now)
    general = make_event(cast, now, title="Everything else")
    plan(general, cast, now)
    one, other = buyer(general, cast, now, "Live", tender=tender.id), buyer(general, cast, now, "Other")
    (river,) = booked(general, now, "Riverside")
    with pytest.raises(NotNow, match="tender"):
        meetings.want(about, by=cast.kofi.id, now=now, version=version(about))
    with pytest.raises(NotNow, match="tender"):
        meetings.wish(river, [(one.id, "")], now=now)
    live(tender, now, yes=False)
    meetings.wish(river, [(one.id, ""), (other.id, "")], now=now)
    assert len(run(general, cast, now)) == 2
    live(tender, now)
    with pytest.raises(NotNow, match="tender"):
        tell(general, cast, now)
    assert pairs(run(general, cast, now)) == [("Other", "Riverside")]
    assert tell(general, cast, now) == 1


def test_a_tender_that_goes_live_calls_its_meetings_off(cast: Cast, now: datetime) -> None:
    tender = make_tender(cast, now)
    event = make_event(cast, now)
    plan(event, cast, now)
    one = buyer(event, cast, now, tender=tender.id)
    (river,) = booked(event, now, "Riverside")
    meetings.wish(river, [(one.id, "")], now=now)
    run(event, cast, now)
    tell(event, cast, now)
    no_mail()
    assert meetings_kept.close(SECRET, now) == 0
    live(tender, now)
    assert meetings_kept.close(SECRET, now) == 1
    assert Meeting.get().cancelled_why == "tender"
    assert told("riverside@people.example") == ["A meeting does not take place"]
    assert meetings_kept.close(SECRET, now) == 0


def live(tender: Tender, now: datetime, *, yes: bool = True) -> None:
    """Publishes it, or takes that back."""
    with writing():
        told = {"state": "published", "published_at": now} if yes else {"state": "draft", "published_at": None}
        Tender.update(**told).where(Tender.id == tender.id).execute()


def _contract(cast: Cast, name: str, **more: object) -> None:
    with writing():
        supplier = Supplier.create(slug=name.lower(), name=name)
        SupplierName.note(supplier.id, f"{name} Ltd", "the register")
        contract = Contract.create(authority=cast.fairshire, slug=name.lower(), title=name, created_at=NOW, **more)
        Award.create(contract=contract, supplier=supplier)


def test_a_third_is_kept_for_organisations_without_a_contract_as_the_register_or_an_officer_says(
    cast: Cast, event: Event, now: datetime
) -> None:
    plan(event, cast, now)
    lodgings = buyer(event, cast, now)
    names = ("Riverside", "Hillside", "Kite Hill", "Tern Housing")
    all_booked = booked(event, now, *names)
    for number, name in enumerate(names):
        ended = {"ends_on": now.date() - timedelta(days=1)} if name == "Kite Hill" else {}
        _contract(cast, name, reference=str(number), **ended)
        meetings.wish(all_booked[number], [(lodgings.id, "")], now=now)
    kite = all_booked[2]
    meetings.buyer_wishes(lodgings, [one.id for one in all_booked if one != kite], {}, by=cast.kofi.id, now=now)
    first = run(event, cast, now)
    assert [(one.booking.organisation, one.newcomer) for one in first if one.newcomer] == [("Kite Hill", True)]
    meetings.put_right(kite, cast.fairshire.id, contract=True, by=cast.kofi.id, now=now)
    assert sorted(name for _, name in pairs(run(event, cast, now))) == ["Hillside", "Riverside", "Tern Housing"]
    tell(event, cast, now)
    assert Meeting.counts(event.id) == {"all": 3, "newcomers": 0, "small": 0}


def test_who_cancels_frees_a_meeting_for_another_and_what_was_told_stays(
    cast: Cast, event: Event, now: datetime
) -> None:
    plan(event, cast, now, minutes=35)
    lodgings = buyer(event, cast, now)
    river, hill, kite = booked(event, now, "Riverside", "Hillside", "Kite Hill")
    for one in (river, hill, kite):
        meetings.wish(one, [(lodgings.id, "")], now=now)
    run(event, cast, now)
    tell(event, cast, now)
    before = {one.booking_id: one.slot_id for one in Meeting.of(event.id)}
    gone, stays = sorted(before)
    no_mail()
    booking.cancel(again(Booking.get_by_id(gone)), now=now, secret=SECRET)
    assert told("lodgings@fairshire.example") == ["Your meetings"], "the buyer hears that a time is free"
    assert meetings.work_out(now) == 1, "the worker matches anew without being asked"
    no_mail()
    assert tell(event, cast, now) == 1
    after = {one.booking_id: one.slot_id for one in Meeting.of(event.id)}
    assert after[stays] == before[stays]
    assert len(after) == 2
    assert len([to for mail in mails() if (to := mail.to).endswith("people.example")]) == 1, (
        "who was told hears nothing"
    )


def test_another_session_or_fewer_people_cancel_only_what_cannot_be(cast: Cast, now: datetime) -> None:
    day = (now + timedelta(days=28)).replace(hour=0, minute=0)
    start = day.replace(hour=9, minute=30)
    event = make_event(cast, now, sessions=[NewSession("Talk", start, start + 30 * MINUTE)])
    plan(event, cast, now)
    for name in ("Lodgings", "Homes", "Breaks"):
        buyer(event, cast, now, name)
    (river,) = booked(event, now, "Riverside", people=2)
    meetings.wish(river, [(one.id, "") for one in standing(event, now).buyers], now=now)
    run(event, cast, now)
    tell(event, cast, now)
    slots = [one.slot.number for one in Meeting.of_booking(river.id)]
    assert len(slots) == 3
    booking.change(river, wish("Riverside", people=1, sessions=[1]), now=now, secret=SECRET)
    left = Meeting.of_booking(river.id)
    assert all(one.seat == 1 and one.slot.starts_at >= start + 35 * MINUTE for one in left)
    off = Meeting.select().where(Meeting.state == "cancelled")
    assert {one.cancelled_why for one in off} == {"clash"}
    assert len(left) + off.count() == 3


def test_a_buyer_who_is_away_at_a_time_meets_nobody_then(cast: Cast, event: Event, now: datetime) -> None:
    plan(event, cast, now)
    lodgings = buyer(event, cast, now)
    (river,) = booked(event, now, "Riverside")
    meetings.wish(river, [(lodgings.id, "")], now=now)
    (meeting,) = run(event, cast, now)
    tell(event, cast, now)
    no_mail()
    later = [one.span for one in MeetingSlot.of(event.id) if one != meeting.slot]
    values = {"name": "Lodgings", "email": "lodgings@fairshire.example"}
    meetings.change_buyer(
        lodgings, values, later, by=cast.kofi.id, now=now, version=lodgings.version, secret=SECRET
    )  # fmt: skip
    assert told("riverside@people.example") == ["A meeting does not take place"]
    assert meetings.work_out(now) == 1
    (again_met,) = Meeting.of(event.id)
    assert again_met.slot != meeting.slot


def test_the_plan_stays_once_somebody_was_told_and_moves_with_the_event(
    cast: Cast, event: Event, now: datetime
) -> None:
    plan(event, cast, now)
    lodgings = buyer(event, cast, now)
    (river,) = booked(event, now, "Riverside")
    meetings.wish(river, [(lodgings.id, "")], now=now)
    run(event, cast, now)
    plan(event, cast, now, minutes=120)
    assert Meeting.select().count() == 0, "proposals for other times are gone"
    run(event, cast, now)
    tell(event, cast, now)
    with pytest.raises(NotNow, match="told"):
        plan(event, cast, now)
    before = [one.starts_at for one in MeetingSlot.of(event.id)]
    assert event.starts_at is not None
    assert event.ends_at is not None
    hour = timedelta(hours=1)
    moved = {"starts_at": event.starts_at + hour, "ends_at": event.ends_at + hour}
    keeping.tell(event, moved, None, "Snow.", by=cast.kofi.id, now=now, version=fresh(event).version, secret=SECRET)
    assert [one.starts_at for one in MeetingSlot.of(event.id)] == [at + hour for at in before]


def test_what_was_changed_while_it_was_worked_out_is_worked_out_once_more(
    cast: Cast, event: Event, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan(event, cast, now)
    lodgings = buyer(event, cast, now)
    river, hill = booked(event, now, "Riverside", "Hillside")
    meetings.wish(river, [(lodgings.id, "")], now=now)
    meetings.want(event, by=cast.kofi.id, now=now, version=version(event))

    def slow(problem: object) -> object:
        if not Meeting.select().exists() and len(standing(event, now).wishes) == 1:
            meetings.wish(hill, [(lodgings.id, "")], now=now)
        return solving.solve(problem)  # type: ignore[arg-type]

    monkeypatch.setattr(beside, "solve", slow)
    assert meetings.work_out(now) == 0
    assert meetings.work_out(now) == 1
    assert len(pairs(Meeting.of(event.id))) == 2


def test_a_solver_that_fails_says_so_and_leaves_what_was_told(
    cast: Cast, event: Event, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan(event, cast, now)
    lodgings = buyer(event, cast, now)
    (river,) = booked(event, now, "Riverside")
    meetings.wish(river, [(lodgings.id, "")], now=now)
    run(event, cast, now)
    tell(event, cast, now)

    def fails(problem: object) -> object:
        raise beside.Failed("It took longer than 300 seconds.")

    monkeypatch.setattr(beside, "solve", fails)
    assert len(run(event, cast, now)) == 1
    found = MeetingPlan.of(event.id)
    assert found is not None
    assert "longer" in found.wrong


def test_two_officers_never_run_over_each_other(cast: Cast, event: Event, now: datetime) -> None:
    plan(event, cast, now)
    seen = version(event)
    meetings.want(event, by=cast.kofi.id, now=now, version=seen)
    with pytest.raises(Stale):
        meetings.want(event, by=cast.erin.id, now=now, version=seen)
    with pytest.raises(NotNow, match="running"):
        tell(event, cast, now)


def test_an_event_that_is_called_off_tells_its_buyers_too(cast: Cast, event: Event, now: datetime) -> None:
    plan(event, cast, now)
    lodgings = buyer(event, cast, now)
    (river,) = booked(event, now, "Riverside")
    meetings.wish(river, [(lodgings.id, "")], now=now)
    run(event, cast, now)
    tell(event, cast, now)
    no_mail()
    keeping.cancel(event, "Snow.", by=cast.kofi.id, now=now, version=fresh(event).version, secret=SECRET)
    assert sorted(mail.to for mail in mails()) == ["lodgings@fairshire.example", "riverside@people.example"]


def test_how_many_met_stays_public_once_the_people_are_forgotten(cast: Cast, event: Event, now: datetime) -> None:
    plan(event, cast, now)
    lodgings = buyer(event, cast, now)
    (river,) = booked(event, now, "Riverside", vcse=True)
    meetings.wish(river, [(lodgings.id, "We have hosts.")], now=now)
    run(event, cast, now)
    tell(event, cast, now)
    assert event.ends_at is not None
    over = event.ends_at + timedelta(days=1)
    keeping.over(over)
    assert forgetting.forget(90, event.ends_at + timedelta(days=91)) == 1
    assert (Meeting.select().count(), MeetingWish.select().count(), Booking.select().count()) == (0, 0, 0)
    kept = {"all": 1, "newcomers": 1, "small": 1}
    released = ReleasedEvent.last(event.id)
    assert released is not None
    assert json.loads(released.data)["meetings"] == kept


def test_everything_about_meetings_is_read_in_as_many_queries_for_ten_as_for_two(
    cast: Cast, event: Event, now: datetime, queries: Counting
) -> None:
    plan(event, cast, now)
    lodgings = buyer(event, cast, now)
    for number, one in enumerate(booked(event, now, "Riverside", "Hillside")):
        meetings.wish(one, [(lodgings.id, str(number))], now=now)
    here = fresh(event)
    with queries() as few:
        meeting_problem.load(here, now)
    for name in ("Homes", "Breaks"):
        buyer(event, cast, now, name)
    for one in booked(event, now, *(f"Kite {number}" for number in range(6))):
        meetings.wish(one, [(lodgings.id, "")], now=now)
    with queries() as many:
        meeting_problem.load(here, now)
    assert len(many) == len(few) <= 14

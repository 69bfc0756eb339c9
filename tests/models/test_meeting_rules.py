"""Each rule of the tables of meetings and forums is broken once, on either engine, and says its name."""

from datetime import date, datetime, timedelta
from typing import Any

import peewee
import pytest

from models.conflicts import broken_rule
from models.events.booking import Booking
from models.events.buyer import BookingStanding, BuyerTime, BuyerWish, EventBuyer, MeetingWish
from models.events.event import Event
from models.events.meeting import Meeting
from models.events.meeting_plan import MeetingBreak, MeetingPlan, MeetingSlot, slots
from models.forums.forum import (
    Forum,
    ForumAction,
    ForumMeeting,
    ForumMember,
    ForumPaper,
    ForumService,
)
from models.forums.forum_file import ForumFile
from models.forums.released_forum import ReleasedForum
from models.store import writing
from tests.fixtures.cast import Cast

NOW = datetime(2026, 10, 5, 8, 0)
LATER, EARLIER = NOW + timedelta(hours=1), NOW - timedelta(hours=1)
TABLES = (
    *(MeetingPlan, MeetingBreak, MeetingSlot, EventBuyer, BuyerTime, MeetingWish, BuyerWish, BookingStanding, Meeting),
    *(Forum, ForumService, ForumMember, ForumPaper, ForumFile, ForumAction, ForumMeeting, ReleasedForum),
)


def _rows(cast: Cast) -> dict[type, dict[str, Any]]:
    """A good row of each table, with one like it in the store where only one may be."""
    event, other = (
        Event.create(authority=cast.fairshire, title="T", slug=slug, organiser=cast.kofi, created_at=NOW, places=9)
        for slug in ("one", "two")
    )
    booked, second = (
        Booking.create(
            event=event, organisation=name, organisation_key=name, email=f"{name}@people.example", people=2,
            state="booked", salt="s", link_digest=name, made_at=NOW, changed_at=NOW,
        )
        for name in ("a", "b")
    )  # fmt: skip
    times = {"starts_at": NOW, "ends_at": LATER}
    plan = MeetingPlan.create(event=event, **times)
    slot, free = (MeetingSlot.create(event=event, number=number, **times) for number in (1, 2))
    buyer = {"event": event, "number": 1, "name": "B", "authority": cast.fairshire}
    met, unmet = EventBuyer.create(**buyer), EventBuyer.create(**{**buyer, "number": 2})
    wish, wanted = {"booking": booked, "buyer": met, "rank": 1}, {"buyer": met, "booking": booked, "rank": 1}
    MeetingWish.create(**wish)
    BuyerWish.create(**wanted)
    standing = {"booking": booked, "authority": cast.fairshire, "contract": True, "by": cast.kofi, "at": NOW}
    BookingStanding.create(**standing)
    meeting = {"event": event, "slot": slot, "buyer": met, "booking": booked, "seat": 1, "made_at": NOW}
    Meeting.create(**meeting)
    forum = {"authority": cast.fairshire, "slug": "taken", "title": "F", "created_at": NOW}
    made = Forum.create(**forum)
    of_service = {"forum": made, "service": cast.service}
    member = {**of_service, "provider": cast.harbour, "joined_at": NOW, "joined_by": cast.alice}
    released = {"forum": made, "number": 1, "data": "{}", "digest": "d", "at": NOW}
    for table, row in ((ForumService, of_service), (ForumMember, member), (ReleasedForum, released)):
        table.create(**row)
    ForumMeeting.create(forum=made, event=event)
    paper = {"forum": made, "title": "P", "words": "W", "on": NOW.date(), "by": cast.kofi, "at": NOW}
    file = {"file_name": "rents.txt", "media_type": "text/plain", "size": 1, "digest": "0" * 64, "key": "k"}
    ForumFile.create(**file, paper=ForumPaper.create(**paper))
    action = {"forum": made, "what": "W", "owner": "O", "due_on": NOW.date(), "by": cast.kofi, "at": NOW}
    return {
        MeetingPlan: {"event": other, **times},
        MeetingBreak: {"plan": plan, **times},
        MeetingSlot: {"event": event, "number": 3, **times},
        EventBuyer: {**buyer, "number": 3},
        BuyerTime: {"buyer": met, **times},
        MeetingWish: {"booking": booked, "buyer": unmet, "rank": 2},
        BuyerWish: {"buyer": met, "booking": second, "rank": 2},
        BookingStanding: {**standing, "booking": second},
        Meeting: {**meeting, "slot": free, "buyer": unmet},
        Forum: {**forum, "slug": "new"},
        ForumService: {**of_service, "service": cast.service_elsewhere},
        ForumMember: {**member, "provider": cast.northgate},
        ForumPaper: paper,
        ForumFile: {**file, "paper": ForumPaper.create(**paper)},
        ForumAction: action,
        ForumMeeting: {"forum": made, "event": other},
        ReleasedForum: {**released, "number": 2},
    }


BROKEN: dict[str, tuple[type[peewee.Model], dict[str, Any]]] = {
    "meetings_end_after_they_start": (MeetingPlan, {"ends_at": NOW}),
    "a_meeting_has_a_length": (MeetingPlan, {"minutes": 0}),
    "there_is_time_to_change": (MeetingPlan, {"change_minutes": -1}),
    "somebody_may_have_a_meeting": (MeetingPlan, {"most": 0}),
    "what_is_left_is_booked_within_a_time": (MeetingPlan, {"opens_at": NOW}),
    "an_event_has_one_plan_of_meetings": (MeetingPlan, {"event": 1}),
    "a_break_ends_after_it_starts": (MeetingBreak, {"ends_at": NOW}),
    "slots_are_counted_from_one": (MeetingSlot, {"number": 0}),
    "a_slot_ends_after_it_starts": (MeetingSlot, {"ends_at": NOW}),
    "slots_of_an_event_are_numbered_once": (MeetingSlot, {"number": 1}),
    "a_buyer_is_shown_by_a_name": (EventBuyer, {"name": ""}),
    "buyers_are_counted_from_one": (EventBuyer, {"number": 0}),
    "a_buyers_address_is_in_lower_case": (EventBuyer, {"email": "B@fairshire.example"}),
    "buyers_of_an_event_are_numbered_once": (EventBuyer, {"number": 1}),
    "a_buyers_time_ends_after_it_starts": (BuyerTime, {"ends_at": NOW}),
    "wishes_to_meet_are_counted_from_one": (MeetingWish, {"rank": 0}),
    "a_wish_to_meet_is_short": (MeetingWish, {"why": "x" * 601}),
    "a_booking_wishes_a_buyer_once": (MeetingWish, {"buyer": 1}),
    "a_booking_has_one_wish_a_rank": (MeetingWish, {"rank": 1}),
    "wishes_of_a_buyer_are_counted_from_one": (BuyerWish, {"rank": 0}),
    "who_declines_to_meet_says_why": (BuyerWish, {"rank": None}),
    "a_wish_of_a_buyer_is_short": (BuyerWish, {"why": "x" * 601}),
    "a_buyer_wishes_an_organisation_once": (BuyerWish, {"booking": 1}),
    "a_buyer_has_one_wish_a_rank": (BuyerWish, {"rank": 1}),
    "whether_a_booking_has_a_contract_is_said_once": (BookingStanding, {"booking": 1}),
    "the_state_of_a_meeting_is_known": (Meeting, {"state": "lost"}),
    "how_a_meeting_came_about_is_known": (Meeting, {"how": "by chance"}),
    "who_meets_is_counted_from_one": (Meeting, {"seat": 0}),
    "a_meeting_that_was_told_says_since_when": (Meeting, {"state": "told"}),
    "a_cancelled_meeting_says_since_when": (Meeting, {"cancelled_at": NOW}),
    "a_cancelled_meeting_says_why": (Meeting, {"cancelled_why": "buyer"}),
    "a_buyer_is_in_one_meeting_at_a_time": (Meeting, {"buyer": 1, "slot": 1, "booking": 2}),
    "nobody_is_in_two_meetings_at_a_time": (Meeting, {"slot": 1}),
    "a_buyer_and_an_organisation_meet_once": (Meeting, {"buyer": 1}),
    "a_forum_has_a_title": (Forum, {"title": ""}),
    "the_state_of_a_forum_is_known": (Forum, {"state": "lost"}),
    "a_forum_of_an_authority_has_its_slug": (Forum, {"slug": "taken"}),
    "a_forum_is_about_a_service_once": (ForumService, {"service": "same"}),
    "who_leaves_a_forum_joined_it_before": (ForumMember, {"ended_at": EARLIER}),
    "an_organisation_is_a_member_for_a_service_once": (ForumMember, {"provider": "same"}),
    "the_kind_of_a_paper_is_known": (ForumPaper, {"kind": "leaflet"}),
    "a_paper_has_a_title": (ForumPaper, {"title": ""}),
    "a_paper_says_something_or_where_it_lies": (ForumPaper, {"words": ""}),
    "the_digest_of_a_forums_file_is_whole": (ForumFile, {"digest": "0"}),
    "a_paper_of_a_forum_has_one_file": (ForumFile, {"paper": 1}),
    "an_action_says_what_and_who": (ForumAction, {"owner": ""}),
    "who_says_that_an_action_is_done_is_known": (ForumAction, {"done_at": NOW}),
    "an_event_is_a_meeting_of_one_forum": (ForumMeeting, {"event": 1}),
    "releases_of_a_forum_are_numbered_from_one": (ReleasedForum, {"number": 0}),
    "releases_of_a_forum_are_numbered_once": (ReleasedForum, {"number": 1}),
}


def _wrong(table: type[peewee.Model], wrong: dict[str, Any], cast: Cast) -> dict[str, Any]:
    """Where a number stands for a row it is that of the first ones; of the cast it is who is there already."""
    first = {name: table._meta.fields[name].rel_model for name, value in wrong.items() if isinstance(value, int)
             and isinstance(table._meta.fields[name], peewee.ForeignKeyField)}  # fmt: skip
    found = {name: model.select().order_by(model.id).offset(wrong[name] - 1).first() for name, model in first.items()}
    same = {"service": cast.service, "provider": cast.harbour}
    return wrong | found | {name: same[name] for name, value in wrong.items() if value == "same"}


def test_each_rule_of_meetings_and_forums_is_broken_by_the_one_value_that_it_forbids(cast: Cast) -> None:
    said = {}
    with writing():
        rows = _rows(cast)
        for rule, (table, wrong) in BROKEN.items():
            with pytest.raises(peewee.IntegrityError) as refused, Event._meta.database.atomic():
                table.create(**{**rows[table], **_wrong(table, wrong, cast)})
            said[rule] = broken_rule(refused.value)
        for table, row in rows.items():
            table.create(**row)
    assert said == {rule: rule for rule in BROKEN}


def test_every_rule_of_the_tables_of_meetings_and_forums_stands_in_this_list() -> None:
    checks = {check.nodes[1]._path[0] for table in TABLES for check in table._meta.constraints or ()}
    indexes = {
        index._name for table in TABLES for index in table._meta.fields_to_index() if getattr(index, "_unique", False)
    }
    assert {name for name in checks | indexes if not name.endswith("_public_id")} == set(BROKEN)


def test_a_meeting_that_was_cancelled_leaves_its_slot_its_people_and_its_pair_free(cast: Cast) -> None:
    with writing():
        _rows(cast)
        meeting = Meeting.get()
        same = {name: getattr(meeting, name) for name in ("event", "slot", "buyer", "booking", "seat", "made_at")}
        meeting.become("cancelled", at=NOW, by=None, why="booking")
        Meeting.create(**same)
    assert Meeting.select().count() == 2


def test_slots_keep_their_change_times_and_run_into_no_break() -> None:
    day = datetime.combine(date(2026, 11, 2), datetime.min.time())
    at = [day + timedelta(hours=10, minutes=minutes) for minutes in range(0, 121, 5)]
    found = slots(at[0], at[-1], 15, 5, [(at[7], at[9])])
    assert [(one.strftime("%H:%M"), other.strftime("%H:%M")) for one, other in found] == [
        ("10:00", "10:15"), ("10:20", "10:35"), ("10:45", "11:00"), ("11:05", "11:20"),
        ("11:25", "11:40"), ("11:45", "12:00"),
    ]  # fmt: skip
    assert slots(at[0], at[2], 15, 5, []) == []

"""One-to-one meetings at events, and providers’ forums; frozen as first released; a change is a migration of its
own."""

from typing import Any, ClassVar

from peewee import (
    SQL,
    BooleanField,
    Check,
    DateField,
    DateTimeField,
    ForeignKeyField,
    IntegerField,
    Model,
    ModelIndex,
    TextField,
    UUIDField,
)


class Frozen(Model):
    class Meta:
        legacy_table_names = False


class Authority(Frozen):
    pass


class Booking(Frozen):
    pass


class Event(Frozen):
    pass


class Person(Frozen):
    pass


class Provider(Frozen):
    pass


class Service(Frozen):
    pass


class Tender(Frozen):
    pass


class MeetingPlan(Frozen):
    event = ForeignKeyField(Event, index=False)
    starts_at = DateTimeField()
    ends_at = DateTimeField()
    minutes = IntegerField()
    change_minutes = IntegerField()
    most = IntegerField(null=True)
    wanted_at = DateTimeField(null=True)
    wanted_by = ForeignKeyField(Person, index=False, null=True)
    ran_at = DateTimeField(null=True)
    wrong = TextField()
    told_at = DateTimeField(null=True)
    opens_at = DateTimeField(null=True)
    closes_at = DateTimeField(null=True)
    version = IntegerField()
    changed_by = ForeignKeyField(Person, index=False, null=True)
    changed_at = DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            Check("ends_at > starts_at", "meetings_end_after_they_start"),
            Check("minutes BETWEEN 5 AND 120", "a_meeting_has_a_length"),
            Check("change_minutes BETWEEN 0 AND 60", "there_is_time_to_change"),
            Check("most > 0", "somebody_may_have_a_meeting"),
            Check(
                "(opens_at IS NULL) = (closes_at IS NULL) AND (closes_at IS NULL OR closes_at > opens_at)",
                "what_is_left_is_booked_within_a_time",
            ),
        ]


class MeetingBreak(Frozen):
    plan = ForeignKeyField(MeetingPlan)
    starts_at = DateTimeField()
    ends_at = DateTimeField()

    class Meta:
        constraints: ClassVar = [
            Check("ends_at > starts_at", "a_break_ends_after_it_starts"),
        ]


class MeetingSlot(Frozen):
    event = ForeignKeyField(Event, index=False)
    number = IntegerField()
    starts_at = DateTimeField()
    ends_at = DateTimeField()

    class Meta:
        constraints: ClassVar = [
            Check("number > 0", "slots_are_counted_from_one"),
            Check("ends_at > starts_at", "a_slot_ends_after_it_starts"),
        ]


class EventBuyer(Frozen):
    public_id = UUIDField(unique=True)
    event = ForeignKeyField(Event, index=False)
    number = IntegerField()
    name = TextField()
    buys = TextField()
    authority = ForeignKeyField(Authority, index=False)
    tender = ForeignKeyField(Tender, index=False, null=True)
    email = TextField()
    version = IntegerField()
    changed_by = ForeignKeyField(Person, index=False, null=True)
    changed_at = DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            Check("name <> ''", "a_buyer_is_shown_by_a_name"),
            Check("number > 0", "buyers_are_counted_from_one"),
            Check("email = lower(email)", "a_buyers_address_is_in_lower_case"),
        ]


class BuyerTime(Frozen):
    buyer = ForeignKeyField(EventBuyer)
    starts_at = DateTimeField()
    ends_at = DateTimeField()

    class Meta:
        constraints: ClassVar = [
            Check("ends_at > starts_at", "a_buyers_time_ends_after_it_starts"),
        ]


class MeetingWish(Frozen):
    booking = ForeignKeyField(Booking, index=False)
    buyer = ForeignKeyField(EventBuyer)
    rank = IntegerField()
    why = TextField()

    class Meta:
        constraints: ClassVar = [
            Check("rank > 0", "wishes_to_meet_are_counted_from_one"),
            Check("length(why) <= 600", "a_wish_to_meet_is_short"),
        ]


class BuyerWish(Frozen):
    buyer = ForeignKeyField(EventBuyer, index=False)
    booking = ForeignKeyField(Booking)
    rank = IntegerField(null=True)
    why = TextField()

    class Meta:
        constraints: ClassVar = [
            Check("rank > 0", "wishes_of_a_buyer_are_counted_from_one"),
            Check("rank IS NOT NULL OR why <> ''", "who_declines_to_meet_says_why"),
            Check("length(why) <= 600", "a_wish_of_a_buyer_is_short"),
        ]


class BookingStanding(Frozen):
    booking = ForeignKeyField(Booking, index=False)
    authority = ForeignKeyField(Authority, index=False)
    contract = BooleanField()
    by = ForeignKeyField(Person, index=False)
    at = DateTimeField()


class Meeting(Frozen):
    public_id = UUIDField(unique=True)
    event = ForeignKeyField(Event)
    slot = ForeignKeyField(MeetingSlot, index=False)
    buyer = ForeignKeyField(EventBuyer, index=False)
    booking = ForeignKeyField(Booking)
    seat = IntegerField()
    state = TextField()
    how = TextField()
    newcomer = BooleanField()
    small = BooleanField()
    made_at = DateTimeField()
    told_at = DateTimeField(null=True)
    cancelled_at = DateTimeField(null=True)
    cancelled_why = TextField()
    version = IntegerField()

    class Meta:
        constraints: ClassVar = [
            Check("state IN ('proposed', 'told', 'cancelled')", "the_state_of_a_meeting_is_known"),
            Check("how IN ('matched', 'booked')", "how_a_meeting_came_about_is_known"),
            Check("seat > 0", "who_meets_is_counted_from_one"),
            Check("state <> 'told' OR told_at IS NOT NULL", "a_meeting_that_was_told_says_since_when"),
            Check("(state = 'cancelled') = (cancelled_at IS NOT NULL)", "a_cancelled_meeting_says_since_when"),
            Check(
                "cancelled_why IN ('', 'booking', 'buyer', 'clash', 'tender')"
                " AND (state = 'cancelled') = (cancelled_why <> '')",
                "a_cancelled_meeting_says_why",
            ),
        ]


class Forum(Frozen):
    public_id = UUIDField(unique=True)
    authority = ForeignKeyField(Authority, index=False)
    slug = TextField()
    title = TextField()
    purpose = TextField()
    next_on = DateField(null=True)
    next_place = TextField()
    contact = TextField()
    contact_email = TextField()
    state = TextField()
    version = IntegerField()
    created_at = DateTimeField()
    changed_by = ForeignKeyField(Person, index=False, null=True)
    changed_at = DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            Check("title <> ''", "a_forum_has_a_title"),
            Check("state IN ('live', 'ended')", "the_state_of_a_forum_is_known"),
        ]


class ForumService(Frozen):
    forum = ForeignKeyField(Forum, index=False)
    service = ForeignKeyField(Service, index=False)


class ForumMember(Frozen):
    forum = ForeignKeyField(Forum, index=False)
    provider = ForeignKeyField(Provider)
    service = ForeignKeyField(Service, index=False)
    joined_at = DateTimeField()
    joined_by = ForeignKeyField(Person, index=False)
    ended_at = DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            Check("ended_at >= joined_at", "who_leaves_a_forum_joined_it_before"),
        ]


class ForumPaper(Frozen):
    public_id = UUIDField(unique=True)
    forum = ForeignKeyField(Forum)
    kind = TextField()
    title = TextField()
    words = TextField()
    link = TextField()
    on = DateField()
    by = ForeignKeyField(Person, index=False)
    at = DateTimeField()
    withdrawn_at = DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            Check("kind IN ('paper', 'note')", "the_kind_of_a_paper_is_known"),
            Check("title <> ''", "a_paper_has_a_title"),
            Check("words <> '' OR link <> ''", "a_paper_says_something_or_where_it_lies"),
        ]


class ForumAction(Frozen):
    public_id = UUIDField(unique=True)
    forum = ForeignKeyField(Forum)
    what = TextField()
    owner = TextField()
    due_on = DateField()
    by = ForeignKeyField(Person, index=False)
    at = DateTimeField()
    done_at = DateTimeField(null=True)
    done_by = ForeignKeyField(Person, index=False, null=True)
    outcome = TextField()

    class Meta:
        constraints: ClassVar = [
            Check("what <> '' AND owner <> ''", "an_action_says_what_and_who"),
            Check("(done_at IS NULL) = (done_by_id IS NULL)", "who_says_that_an_action_is_done_is_known"),
        ]


class ForumMeeting(Frozen):
    forum = ForeignKeyField(Forum)
    event = ForeignKeyField(Event, index=False)
    invited_at = DateTimeField(null=True)


class ReleasedForum(Frozen):
    forum = ForeignKeyField(Forum, index=False)
    number = IntegerField()
    data = TextField()
    digest = TextField()
    at = DateTimeField()

    class Meta:
        constraints: ClassVar = [
            Check("number > 0", "releases_of_a_forum_are_numbered_from_one"),
        ]


TABLES = (
    MeetingPlan,
    MeetingBreak,
    MeetingSlot,
    EventBuyer,
    BuyerTime,
    MeetingWish,
    BuyerWish,
    BookingStanding,
    Meeting,
    Forum,
    ForumService,
    ForumMember,
    ForumPaper,
    ForumAction,
    ForumMeeting,
    ReleasedForum,
)

STANDS = SQL("state <> 'cancelled'")

INDEXES = (
    ModelIndex(MeetingPlan, [MeetingPlan.event], unique=True, name="an_event_has_one_plan_of_meetings"),
    ModelIndex(
        MeetingSlot, [MeetingSlot.event, MeetingSlot.number], unique=True, name="slots_of_an_event_are_numbered_once"
    ),
    ModelIndex(
        EventBuyer, [EventBuyer.event, EventBuyer.number], unique=True, name="buyers_of_an_event_are_numbered_once"
    ),
    ModelIndex(
        MeetingWish, [MeetingWish.booking, MeetingWish.buyer], unique=True, name="a_booking_wishes_a_buyer_once"
    ),
    ModelIndex(MeetingWish, [MeetingWish.booking, MeetingWish.rank], unique=True, name="a_booking_has_one_wish_a_rank"),
    ModelIndex(
        BuyerWish, [BuyerWish.buyer, BuyerWish.booking], unique=True, name="a_buyer_wishes_an_organisation_once"
    ),
    ModelIndex(BuyerWish, [BuyerWish.buyer, BuyerWish.rank], unique=True, name="a_buyer_has_one_wish_a_rank"),
    ModelIndex(
        BookingStanding,
        [BookingStanding.booking, BookingStanding.authority],
        unique=True,
        name="whether_a_booking_has_a_contract_is_said_once",
    ),
    ModelIndex(
        Meeting, [Meeting.slot, Meeting.buyer], unique=True, name="a_buyer_is_in_one_meeting_at_a_time", where=STANDS
    ),
    ModelIndex(
        Meeting,
        [Meeting.slot, Meeting.booking, Meeting.seat],
        unique=True,
        name="nobody_is_in_two_meetings_at_a_time",
        where=STANDS,
    ),
    ModelIndex(
        Meeting,
        [Meeting.buyer, Meeting.booking],
        unique=True,
        name="a_buyer_and_an_organisation_meet_once",
        where=STANDS,
    ),
    ModelIndex(Forum, [Forum.authority, Forum.slug], unique=True, name="a_forum_of_an_authority_has_its_slug"),
    ModelIndex(
        ForumService, [ForumService.forum, ForumService.service], unique=True, name="a_forum_is_about_a_service_once"
    ),
    ModelIndex(
        ForumMember,
        [ForumMember.forum, ForumMember.provider, ForumMember.service],
        unique=True,
        name="an_organisation_is_a_member_for_a_service_once",
        where=SQL("ended_at IS NULL"),
    ),
    ModelIndex(ForumMeeting, [ForumMeeting.event], unique=True, name="an_event_is_a_meeting_of_one_forum"),
    ModelIndex(
        ReleasedForum,
        [ReleasedForum.forum, ReleasedForum.number],
        unique=True,
        name="releases_of_a_forum_are_numbered_once",
    ),
)


def up(_migrator: Any, db: Any) -> None:
    for model in TABLES:
        model.bind(db, bind_refs=False, bind_backrefs=False)
    db.create_tables(TABLES)
    for index in INDEXES:
        db.execute(index)

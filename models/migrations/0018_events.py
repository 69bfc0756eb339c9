"""Events, bookings and the waiting list; frozen as first released; a change is a migration of its own."""

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


class Person(Frozen):
    pass


class Provider(Frozen):
    pass


class Tender(Frozen):
    pass


class Event(Frozen):
    public_id = UUIDField(unique=True)
    authority = ForeignKeyField(Authority, index=False)
    slug = TextField()
    title = TextField()
    kind = TextField()
    summary = TextField()
    audience = TextField()
    agenda = TextField()
    speakers = TextField()
    place = TextField()
    venue = TextField()
    venue_access = TextField()
    online_link = TextField()
    starts_at = DateTimeField(null=True)
    ends_at = DateTimeField(null=True)
    booking_opens_at = DateTimeField(null=True)
    booking_closes_at = DateTimeField(null=True)
    per_organisation = IntegerField()
    places = IntegerField()
    taken = IntegerField()
    tender = ForeignKeyField(Tender, null=True)
    statement = TextField()
    subject_matter = TextField()
    engagement_closes_on = DateField(null=True)
    goes_on = TextField()
    notice_id = TextField()
    contact = TextField()
    contact_email = TextField()
    note = TextField()
    cancelled_why = TextField()
    sequence = IntegerField()
    state = TextField()
    version = IntegerField()
    organiser = ForeignKeyField(Person, index=False)
    created_at = DateTimeField()
    published_at = DateTimeField(null=True)
    told_at = DateTimeField(null=True)
    cleared_at = DateTimeField(null=True)
    changed_by = ForeignKeyField(Person, index=False, null=True)
    changed_at = DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            Check("title <> ''", "an_event_has_a_title"),
            Check("kind IN ('meet_the_buyer', 'forum', 'engagement', 'drop_in')", "the_kind_of_an_event_is_known"),
            Check("place IN ('in_person', 'online', 'both')", "where_an_event_is_is_known"),
            Check("state IN ('draft', 'published', 'held', 'cancelled')", "the_state_of_an_event_is_known"),
            Check("ends_at > starts_at", "an_event_ends_after_it_starts"),
            Check("booking_closes_at <= ends_at", "booking_closes_before_the_event_ends"),
            Check("booking_opens_at < booking_closes_at", "booking_opens_before_it_closes"),
            Check("per_organisation > 0", "an_organisation_may_send_somebody"),
            Check("taken BETWEEN 0 AND places", "no_more_places_are_taken_than_there_are"),
            Check("(state <> 'draft') <= (published_at IS NOT NULL)", "a_published_event_says_since_when"),
            Check("(state = 'cancelled') = (cancelled_why <> '')", "a_cancelled_event_says_why"),
            Check(
                "published_at IS NULL OR (starts_at IS NOT NULL AND ends_at IS NOT NULL"
                " AND booking_closes_at IS NOT NULL AND places > 0)",
                "a_published_event_says_when_and_for_how_many",
            ),
        ]


class EventSession(Frozen):
    event = ForeignKeyField(Event, index=False)
    number = IntegerField()
    title = TextField()
    starts_at = DateTimeField()
    ends_at = DateTimeField()
    places = IntegerField(null=True)
    taken = IntegerField()
    repeats = IntegerField(null=True)

    class Meta:
        constraints: ClassVar = [
            Check("title <> ''", "a_session_has_a_title"),
            Check("ends_at > starts_at", "a_session_ends_after_it_starts"),
            Check("taken >= 0 AND (places IS NULL OR taken <= places)", "a_session_has_its_places"),
            Check("repeats <> number", "a_session_repeats_another_one"),
        ]


class EventChange(Frozen):
    event = ForeignKeyField(Event, index=False)
    number = IntegerField()
    reason = TextField()
    difference = TextField()
    by = ForeignKeyField(Person, index=False)
    at = DateTimeField()

    class Meta:
        constraints: ClassVar = [
            Check("length(reason) BETWEEN 1 AND 2000", "who_changes_an_event_says_why"),
            Check("number > 0", "changes_of_an_event_are_counted_from_one"),
        ]


class ReleasedEvent(Frozen):
    event = ForeignKeyField(Event, index=False)
    number = IntegerField()
    data = TextField()
    digest = TextField()
    at = DateTimeField()

    class Meta:
        constraints: ClassVar = [
            Check("number > 0", "releases_of_an_event_are_numbered_from_one"),
        ]


class Booking(Frozen):
    public_id = UUIDField(unique=True)
    event = ForeignKeyField(Event, index=False)
    organisation = TextField()
    organisation_key = TextField()
    provider = ForeignKeyField(Provider, null=True)
    person = ForeignKeyField(Person, null=True)
    email = TextField()
    size = TextField()
    vcse = BooleanField()
    services = TextField()
    meet = TextField()
    people = IntegerField()
    state = TextField()
    salt = TextField()
    link_digest = TextField()
    made_at = DateTimeField()
    until = DateTimeField(null=True)
    queued_at = DateTimeField(null=True)
    sequence = IntegerField()
    version = IntegerField()
    changed_at = DateTimeField()

    class Meta:
        constraints: ClassVar = [
            Check("organisation <> '' AND organisation_key <> ''", "a_booking_says_for_whom"),
            Check("email = lower(email) AND email <> ''", "a_booking_has_an_address_in_lower_case"),
            Check("size IN ('', 'micro', 'small', 'medium', 'large')", "the_size_of_an_organisation_is_known"),
            Check(
                "state IN ('pending', 'booked', 'offered', 'asked', 'waiting', 'lapsed', 'cancelled')",
                "the_state_of_a_booking_is_known",
            ),
            Check("people > 0", "a_booking_is_for_somebody"),
            Check(
                "(state IN ('pending', 'asked', 'offered')) = (until IS NOT NULL)",
                "what_is_kept_for_a_while_says_until_when",
            ),
            Check("state NOT IN ('waiting', 'offered') OR queued_at IS NOT NULL", "who_waits_waits_since_some_time"),
        ]


class Attendee(Frozen):
    event = ForeignKeyField(Event, index=False)
    booking = ForeignKeyField(Booking)
    organisation_key = TextField()
    number = IntegerField()
    name = TextField()
    role = TextField()
    came_at = DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            Check("name <> ''", "who_comes_has_a_name"),
            Check("number > 0", "the_people_of_an_organisation_are_counted_from_one"),
        ]


class BookingSession(Frozen):
    booking = ForeignKeyField(Booking, index=False)
    session = ForeignKeyField(EventSession)


class BookingNeed(Frozen):
    booking = ForeignKeyField(Booking, index=False)
    access = TextField()
    diet = TextField()
    language = TextField()


TABLES = (
    Event,
    EventSession,
    EventChange,
    ReleasedEvent,
    Booking,
    Attendee,
    BookingSession,
    BookingNeed,
)

INDEXES = (
    ModelIndex(Event, [Event.authority, Event.slug], unique=True, name="an_event_of_an_authority_has_its_slug"),
    ModelIndex(
        EventSession,
        [EventSession.event, EventSession.number],
        unique=True,
        name="sessions_of_an_event_are_numbered_once",
    ),
    ModelIndex(
        EventChange, [EventChange.event, EventChange.number], unique=True, name="changes_of_an_event_are_numbered_once"
    ),
    ModelIndex(
        ReleasedEvent,
        [ReleasedEvent.event, ReleasedEvent.number],
        unique=True,
        name="releases_of_an_event_are_numbered_once",
    ),
    ModelIndex(Booking, [Booking.link_digest], unique=True, name="each_link_leads_to_one_booking"),
    ModelIndex(
        Booking,
        [Booking.event, Booking.email],
        unique=True,
        name="one_booking_an_address_at_an_event",
        where=SQL("state IN ('pending', 'booked', 'offered', 'asked', 'waiting')"),
    ),
    ModelIndex(
        Attendee,
        [Attendee.event, Attendee.organisation_key, Attendee.number],
        unique=True,
        name="the_people_of_an_organisation_count_once",
    ),
    ModelIndex(
        BookingSession,
        [BookingSession.booking, BookingSession.session],
        unique=True,
        name="a_booking_is_for_a_session_once",
    ),
    ModelIndex(BookingNeed, [BookingNeed.booking], unique=True, name="a_booking_says_what_it_needs_once"),
)


def up(_migrator: Any, db: Any) -> None:
    for model in TABLES:
        model.bind(db, bind_refs=False, bind_backrefs=False)
    db.create_tables(TABLES)
    for index in INDEXES:
        db.execute(index)

"""The day of an event: the door, what remains, reminders, feedback, papers; frozen as first released; a change is a
migration of its own."""

from typing import Any, ClassVar

from peewee import (
    BigIntegerField,
    BooleanField,
    Check,
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


class WalkIn(Frozen):
    public_id = UUIDField(unique=True)
    event = ForeignKeyField(Event)
    organisation = TextField()
    name = TextField()
    has_place = BooleanField()
    came_at = DateTimeField()
    by = ForeignKeyField(Person, index=False)

    class Meta:
        constraints: ClassVar = [
            Check("length(organisation) <= 300 AND length(name) <= 300", "who_walks_in_is_named_in_a_line"),
        ]


class EventTally(Frozen):
    event = ForeignKeyField(Event, unique=True)
    people = IntegerField()
    organisations = IntegerField()
    vcse = IntegerField()
    waited = IntegerField()
    came = IntegerField(null=True)
    absent = IntegerField(null=True)
    walk_ins = IntegerField(null=True)
    without_place = IntegerField(null=True)
    closed_at = DateTimeField(null=True)
    closed_by = ForeignKeyField(Person, index=False, null=True)
    feedback_at = DateTimeField(null=True)
    forgotten_at = DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            Check("people >= 0 AND organisations >= 0 AND vcse >= 0 AND waited >= 0", "counts_of_an_event_are_counts"),
            Check("vcse <= organisations", "no_more_organisations_are_voluntary_than_there_are"),
            Check("(closed_at IS NULL) = (came IS NULL)", "who_came_is_known_once_the_list_is_complete"),
            Check("(came IS NULL) = (absent IS NULL)", "who_came_and_who_did_not_are_known_together"),
            Check("without_place <= walk_ins", "who_came_over_the_places_walked_in"),
        ]


class BookingReminder(Frozen):
    booking = ForeignKeyField(Booking, index=False)
    kind = TextField()
    starts_at = DateTimeField()
    at = DateTimeField()

    class Meta:
        constraints: ClassVar = [
            Check("kind IN ('week', 'day', 'feedback')", "the_kind_of_a_booking_reminder_is_known"),
        ]


class FeedbackGiven(Frozen):
    booking = ForeignKeyField(Booking, unique=True)


class FeedbackCount(Frozen):
    event = ForeignKeyField(Event, index=False)
    question = TextField()
    answer = TextField()
    number = IntegerField()

    class Meta:
        constraints: ClassVar = [
            Check("question IN ('worth', 'clear', 'again')", "the_question_of_feedback_is_known"),
            Check("answer IN ('yes', 'partly', 'no')", "the_answer_of_feedback_is_known"),
            Check("number > 0", "an_answer_of_feedback_was_given"),
        ]


class EventPaper(Frozen):
    public_id = UUIDField(unique=True)
    event = ForeignKeyField(Event, index=False)
    number = IntegerField()
    kind = TextField()
    name = TextField()
    file_name = TextField()
    media_type = TextField()
    size = BigIntegerField()
    digest = TextField()
    key = TextField()
    by = ForeignKeyField(Person, index=False)
    at = DateTimeField()

    class Meta:
        constraints: ClassVar = [
            Check("kind IN ('slides', 'note', 'answers', 'other')", "the_kind_of_a_paper_is_known"),
            Check("name <> ''", "a_paper_has_a_name"),
            Check("number > 0", "papers_of_an_event_are_numbered_from_one"),
            Check("length(digest) = 64", "the_digest_of_a_paper_is_whole"),
        ]


class EventHost(Frozen):
    event = ForeignKeyField(Event, index=False)
    authority = ForeignKeyField(Authority)


TABLES = (
    WalkIn,
    EventTally,
    BookingReminder,
    FeedbackGiven,
    FeedbackCount,
    EventPaper,
    EventHost,
)

INDEXES = (
    ModelIndex(
        BookingReminder,
        [BookingReminder.booking, BookingReminder.kind, BookingReminder.starts_at],
        unique=True,
        name="of_each_start_a_booking_is_reminded_once_of_a_kind",
    ),
    ModelIndex(
        FeedbackCount,
        [FeedbackCount.event, FeedbackCount.question, FeedbackCount.answer],
        unique=True,
        name="each_answer_of_feedback_is_counted_in_one_place",
    ),
    ModelIndex(
        EventPaper, [EventPaper.event, EventPaper.number], unique=True, name="papers_of_an_event_are_numbered_once"
    ),
    ModelIndex(
        EventHost, [EventHost.event, EventHost.authority], unique=True, name="an_authority_invites_to_an_event_once"
    ),
)


def up(migrator: Any, db: Any) -> None:
    for model in TABLES:
        model.bind(db, bind_refs=False, bind_backrefs=False)
    db.create_tables(TABLES)
    for index in INDEXES:
        db.execute(index)
    migrator.migrate(migrator.add_column("event", "answers", TextField(null=True)))

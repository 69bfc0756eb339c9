"""Calendars, what ends, Ofsted’s lists; frozen as first released; a change is a migration of its own."""

from typing import Any, ClassVar
from uuid import uuid4

from peewee import (
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

ENDINGS = "('registration', 'policy', 'check', 'insurance', 'other')"
REMINDERS = "('thirty_before', 'seven_before', 'day_after')"


class Frozen(Model):
    class Meta:
        legacy_table_names = False


class Person(Frozen):
    pass


class Provider(Frozen):
    pass


class Home(Frozen):
    pass


class ReminderMail(Frozen):
    pass


class Feed(Frozen):
    person = ForeignKeyField(Person, index=False)
    salt = TextField()
    key_digest = TextField()
    made_at = DateTimeField()
    stopped_at = DateTimeField(null=True)


class Ending(Frozen):
    public_id = UUIDField(unique=True, default=uuid4)
    provider = ForeignKeyField(Provider)
    kind = TextField()
    name = TextField()
    ends_on = DateField()
    said_on = DateField()
    stopped_at = DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            Check(f"kind IN {ENDINGS}", "the_kind_of_what_ends_is_known"),
            Check("length(name) BETWEEN 1 AND 80", "what_ends_has_a_name"),
        ]


class EndingReminder(Frozen):
    mail = ForeignKeyField(ReminderMail)
    provider = ForeignKeyField(Provider, index=False)
    what = TextField()
    kind = TextField()
    ends_on = DateField()
    to = TextField()

    class Meta:
        constraints: ClassVar = [Check(f"kind IN {REMINDERS}", "the_kind_of_a_reminder_of_an_end_is_known")]


class OfstedList(Frozen):
    public_id = UUIDField(unique=True, default=uuid4)
    as_at = DateField()
    file_name = TextField()
    file_digest = TextField()
    read = IntegerField()
    new = IntegerField()
    changed = IntegerField()
    unchanged = IntegerField()
    rejected = IntegerField()
    by = ForeignKeyField(Person, null=True, index=False)
    at = DateTimeField()

    class Meta:
        constraints: ClassVar = [
            Check("read = new + changed + unchanged + rejected", "every_row_of_a_list_is_accounted_for"),
            Check("new >= 0 AND changed >= 0 AND unchanged >= 0 AND rejected >= 0", "rows_of_a_list_are_counted"),
        ]


class OfstedEntry(Frozen):
    urn = TextField()
    provision_type = TextField()
    status = TextField()
    registered_on = DateField(null=True)
    deregistered_on = DateField(null=True)
    places = IntegerField(null=True)
    local_authority = TextField(default="")
    overall = TextField(default="")
    overall_on = DateField(null=True)
    as_at = DateField()

    class Meta:
        constraints: ClassVar = [Check("places >= 0", "places_in_a_list_are_no_fewer_than_none")]


class OfstedSaid(Frozen):
    home = ForeignKeyField(Home, index=False)
    facts = TextField()
    agrees = BooleanField()
    words = TextField(default="")
    by = ForeignKeyField(Person, index=False)
    at = DateTimeField()

    class Meta:
        constraints: ClassVar = [
            Check("length(words) <= 600", "what_is_different_is_said_in_few_words"),
            Check("(words = '') = agrees", "what_is_not_right_says_what_is_different"),
        ]


TABLES = (Feed, Ending, EndingReminder, OfstedList, OfstedEntry, OfstedSaid)

INDEXES = (
    ModelIndex(Feed, [Feed.key_digest], unique=True, name="one_calendar_a_key"),
    ModelIndex(Feed, [Feed.person], unique=True, name="one_calendar_address_a_person", where=Feed.stopped_at.is_null()),
    ModelIndex(
        EndingReminder,
        [
            EndingReminder.provider,
            EndingReminder.what,
            EndingReminder.ends_on,
            EndingReminder.kind,
            EndingReminder.to,
        ],
        unique=True,
        name="of_each_end_a_kind_of_reminder_is_sent_once",
    ),
    ModelIndex(OfstedEntry, [OfstedEntry.urn], unique=True, name="one_entry_an_ofsted_number"),
    ModelIndex(OfstedSaid, [OfstedSaid.home], unique=True, name="one_word_about_a_homes_entry"),
)


def up(_migrator: Any, db: Any) -> None:
    for model in TABLES:
        model.bind(db, bind_refs=False, bind_backrefs=False)
    db.create_tables(TABLES)
    for index in INDEXES:
        db.execute(index)

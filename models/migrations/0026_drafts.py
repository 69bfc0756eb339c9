"""What somebody typed and did not send yet, and parking at an event; frozen as first released; a change is a migration
of its own."""

from typing import Any, ClassVar

from peewee import BooleanField, Check, DateTimeField, ForeignKeyField, IntegerField, Model, ModelIndex, TextField


class Frozen(Model):
    class Meta:
        legacy_table_names = False


class Event(Frozen):
    pass


class Person(Frozen):
    pass


class Tender(Frozen):
    pass


class Draft(Frozen):
    person = ForeignKeyField(Person, index=False)
    tender = ForeignKeyField(Tender, index=False, null=True)
    event = ForeignKeyField(Event, index=False, null=True)
    set_key = TextField()
    set_version = TextField()
    content = TextField()
    version = IntegerField()
    began_at = DateTimeField()
    changed_at = DateTimeField()

    class Meta:
        constraints: ClassVar = [
            Check("(tender_id IS NULL) <> (event_id IS NULL)", "a_draft_is_about_one_thing"),
            Check("began_at <= changed_at", "a_draft_changes_after_it_began"),
        ]


INDEXES = (
    ModelIndex(Draft, [Draft.person, Draft.tender], unique=True, name="a_person_has_one_draft_a_tender"),
    ModelIndex(Draft, [Draft.person, Draft.event], unique=True, name="a_person_has_one_draft_an_event"),
)


def up(migrator: Any, db: Any) -> None:
    Draft.bind(db, bind_refs=False, bind_backrefs=False)
    db.create_tables([Draft])
    for index in INDEXES:
        db.execute(index)
    migrator.migrate(migrator.add_column("booking", "parking", BooleanField(null=True)))

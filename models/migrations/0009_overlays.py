"""Overlays, single questions, what was done about wishes; which version of a set an authority asks, and which overlay a
return keeps. Frozen as first released; a change is a migration of its own."""

from typing import Any, ClassVar

from peewee import (
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


class Service(Frozen):
    pass


class Person(Frozen):
    pass


class Return(Frozen):
    pass


class Overlay(Frozen):
    public_id = UUIDField(unique=True)
    authority = ForeignKeyField(Authority, index=False)
    set_key = TextField()
    set_version = TextField()
    number = IntegerField()
    data = TextField()
    why = TextField()
    by = ForeignKeyField(Person, index=False)
    at = DateTimeField()

    class Meta:
        constraints: ClassVar = [
            Check("number > 0", "overlays_are_numbered_from_one"),
            Check("length(why) BETWEEN 1 AND 600", "an_overlay_says_why"),
            Check("length(data) > 0", "an_overlay_says_something"),
        ]


class OneOff(Frozen):
    public_id = UUIDField(unique=True)
    authority = ForeignKeyField(Authority)
    service = ForeignKeyField(Service, index=False)
    set_key = TextField()
    title = TextField()
    data = TextField()
    why = TextField()
    due_on = DateField()
    by = ForeignKeyField(Person, index=False)
    at = DateTimeField()
    closed_by = ForeignKeyField(Person, index=False, null=True)
    closed_at = DateTimeField(null=True)
    words = TextField(null=True)

    class Meta:
        constraints: ClassVar = [
            Check("substr(set_key, 1, 8) = 'one-off-'", "a_single_question_has_a_key_of_its_own_kind"),
            Check("length(why) > 0", "a_single_question_says_why"),
            Check(
                "(closed_at IS NULL) = (closed_by_id IS NULL) AND (closed_at IS NULL) = (words IS NULL)",
                "a_closed_question_says_who_when_and_what",
            ),
            Check("length(words) BETWEEN 1 AND 600", "a_closed_question_has_1_to_600_characters"),
        ]


class WishDone(Frozen):
    return_ = ForeignKeyField(Return, column_name="return_id", object_id_name="return_id", index=False)
    mac = TextField()
    words = TextField()
    by = ForeignKeyField(Person, index=False)
    at = DateTimeField()

    class Meta:
        constraints: ClassVar = [Check("length(words) BETWEEN 1 AND 400", "what_was_done_about_a_wish_is_said")]


TABLES = (Overlay, OneOff, WishDone)

INDEXES = (
    ModelIndex(
        Overlay,
        [Overlay.authority, Overlay.set_key, Overlay.number],
        unique=True,
        name="overlays_of_a_set_are_numbered_once",
    ),
    ModelIndex(OneOff, [OneOff.set_key], unique=True, name="a_single_question_has_a_key_of_its_own"),
    ModelIndex(WishDone, [WishDone.return_, WishDone.mac], unique=True, name="something_is_done_about_a_wish_once"),
)


def up(migrator: Any, db: Any) -> None:
    for model in TABLES:
        model.bind(db, bind_refs=False, bind_backrefs=False)
    db.create_tables(TABLES)
    for index in INDEXES:
        db.execute(index)
    overlay = ForeignKeyField(Overlay, field=Overlay.public_id, null=True, index=False)
    migrator.migrate(
        migrator.add_column("adopted_set", "set_version", TextField(null=True)),
        migrator.add_column("return", "overlay_id", overlay),
    )

"""Tables of editions, frozen as first released; a change is a migration of its own."""

from typing import Any, ClassVar

from peewee import (
    SQL,
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


class Edition(Frozen):
    authority = ForeignKeyField(Authority)
    period_key = TextField()
    revision = IntegerField()
    as_at = DateField()
    reason = TextField(null=True)
    closed_at = DateTimeField()
    by = ForeignKeyField(Person, null=True, index=False)
    digest = TextField()

    class Meta:
        constraints: ClassVar = [
            Check("revision >= 0", "revisions_are_counted_from_nought"),
            Check("(revision = 0) = (reason IS NULL)", "a_revision_says_why"),
            Check("length(reason) > 0", "a_reason_of_a_revision_says_something"),
        ]


class EditionRow(Frozen):
    edition = ForeignKeyField(Edition, index=False)
    kind = TextField()
    slug = TextField(index=True)
    data = TextField(null=True)
    digest = TextField()
    taken_down_at = DateTimeField(null=True)
    reason = TextField(null=True)
    asked_by = ForeignKeyField(Person, null=True, index=False)
    agreed_by = ForeignKeyField(Person, null=True, index=False)

    class Meta:
        constraints: ClassVar = [
            Check("(data IS NULL) = (taken_down_at IS NOT NULL)", "a_row_is_there_or_says_when_it_was_taken_down"),
            Check(
                "taken_down_at IS NULL"
                " OR (reason IS NOT NULL AND asked_by_id IS NOT NULL AND agreed_by_id IS NOT NULL)",
                "what_was_taken_down_says_why_and_by_whom",
            ),
            Check("asked_by_id <> agreed_by_id", "two_people_take_a_row_down"),
        ]


class TakeDown(Frozen):
    public_id = UUIDField(unique=True)
    authority = ForeignKeyField(Authority)
    kind = TextField()
    slug = TextField()
    reason = TextField()
    asked_by = ForeignKeyField(Person, index=False)
    asked_at = DateTimeField()
    agreed_by = ForeignKeyField(Person, null=True, index=False)
    agreed_at = DateTimeField(null=True)
    withdrawn_at = DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            Check("reason <> ''", "a_take_down_names_its_reason"),
            Check("agreed_by_id <> asked_by_id", "one_person_asks_and_another_agrees"),
            Check("(agreed_by_id IS NULL) = (agreed_at IS NULL)", "an_agreement_says_whose_and_when"),
            Check("agreed_at IS NULL OR withdrawn_at IS NULL", "a_take_down_is_done_or_withdrawn"),
        ]


TABLES = (
    Edition,
    EditionRow,
    TakeDown,
)

INDEXES = (
    ModelIndex(
        Edition,
        [Edition.authority, Edition.period_key, Edition.revision],
        unique=True,
        name="a_quarter_has_each_revision_once",
    ),
    ModelIndex(
        EditionRow,
        [EditionRow.edition, EditionRow.kind, EditionRow.slug],
        unique=True,
        name="an_edition_has_a_row_once",
    ),
    ModelIndex(
        TakeDown,
        [TakeDown.authority, TakeDown.kind, TakeDown.slug],
        unique=True,
        name="a_take_down_is_asked_for_once",
        where=SQL("agreed_at IS NULL AND withdrawn_at IS NULL"),
    ),
)


def up(_migrator: Any, db: Any) -> None:
    for model in TABLES:
        model.bind(db, bind_refs=False, bind_backrefs=False)
    db.create_tables(TABLES)
    for index in INDEXES:
        db.execute(index)

"""The table of files that belong to answers, frozen as first released; a change is a migration of its own."""

from typing import Any, ClassVar

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

LIVE = "('waiting', 'checked', 'left_out')"
GONE = "('refused', 'taken_out', 'expired')"
STATES = "('waiting', 'checked', 'left_out', 'refused', 'taken_out', 'expired')"


class Frozen(Model):
    class Meta:
        legacy_table_names = False


class Person(Frozen):
    pass


class Return(Frozen):
    pass


class Upload(Frozen):
    public_id = UUIDField(unique=True)
    return_ = ForeignKeyField(Return, column_name="return_id", object_id_name="return_id")
    key = TextField()
    name = TextField()
    kind = TextField()
    size = IntegerField()
    digest = TextField()
    place = TextField(null=True)
    state = TextField()
    found = TextField(null=True)
    apart = BooleanField()
    delete_on = DateField(null=True)
    by = ForeignKeyField(Person, index=False)
    at = DateTimeField()
    sent_at = DateTimeField(null=True)
    ended_by = ForeignKeyField(Person, index=False, null=True)
    ended_at = DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            Check(f"state IN {STATES}", "the_state_of_an_upload_is_known"),
            Check("size > 0", "an_upload_holds_something"),
            Check(f"state NOT IN {LIVE} OR place IS NOT NULL", "an_upload_that_counts_lies_somewhere"),
            Check("state <> 'refused' OR place IS NULL", "a_refused_upload_is_not_kept"),
            Check("NOT apart OR delete_on IS NOT NULL", "an_upload_kept_apart_has_a_day_on_which_it_goes"),
            Check(f"(state IN {GONE}) = (ended_at IS NOT NULL)", "an_upload_that_is_gone_says_when"),
            Check("state <> 'taken_out' OR ended_by_id IS NOT NULL", "who_took_an_upload_out_is_known"),
            Check(
                "state NOT IN ('taken_out', 'expired') OR (name = '' AND found IS NULL)",
                "what_an_upload_was_called_goes_with_it",
            ),
        ]


INDEX = ModelIndex(
    Upload,
    [Upload.return_, Upload.key, Upload.digest],
    unique=True,
    name="a_question_of_a_return_holds_a_file_once",
    where=Upload.ended_at.is_null(),
)


def up(_migrator: Any, db: Any) -> None:
    Upload.bind(db, bind_refs=False, bind_backrefs=False)
    db.create_tables([Upload])
    db.execute(INDEX)

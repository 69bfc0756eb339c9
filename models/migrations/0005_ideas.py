"""The table of ideas, frozen as first released; a change is a migration of its own."""

from typing import Any, ClassVar

from peewee import Check, DateTimeField, ForeignKeyField, Model, TextField, UUIDField


class Frozen(Model):
    class Meta:
        legacy_table_names = False


class Authority(Frozen):
    pass


class Person(Frozen):
    pass


class Idea(Frozen):
    public_id = UUIDField(unique=True)
    authority = ForeignKeyField(Authority)
    service_key = TextField()
    words = TextField(null=True)
    name = TextField()
    organisation = TextField()
    email = TextField()
    at = DateTimeField()
    removed_by = ForeignKeyField(Person, index=False, null=True)
    removed_at = DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            Check("length(words) > 0", "an_idea_says_something"),
            Check("(words IS NULL) = (removed_at IS NOT NULL)", "an_idea_is_there_or_says_when_it_was_taken_out"),
            Check("(removed_by_id IS NULL) = (removed_at IS NULL)", "an_idea_says_who_took_it_out"),
            Check(
                "removed_at IS NULL OR (name = '' AND organisation = '' AND email = '')",
                "who_wrote_an_idea_goes_with_its_words",
            ),
        ]


def up(_migrator: Any, db: Any) -> None:
    Idea.bind(db, bind_refs=False, bind_backrefs=False)
    db.create_tables([Idea])

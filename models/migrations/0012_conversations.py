"""Conversations about returns and their transcripts, frozen as first released; a change is a migration of its own."""

from typing import Any, ClassVar

from peewee import Check, DateTimeField, ForeignKeyField, IntegerField, Model, ModelIndex, TextField


class Frozen(Model):
    class Meta:
        legacy_table_names = False


class Person(Frozen):
    pass


class Return(Frozen):
    pass


class Conversation(Frozen):
    return_ = ForeignKeyField(Return, column_name="return_id", object_id_name="return_id", index=False)
    person = ForeignKeyField(Person)
    state = TextField()
    number = IntegerField()
    version = IntegerField()
    began_at = DateTimeField()
    last_at = DateTimeField()

    class Meta:
        constraints: ClassVar = [
            Check("number >= 0", "the_turns_of_a_conversation_are_counted"),
            Check("began_at <= last_at", "a_conversation_goes_on_after_it_began"),
        ]


class Turn(Frozen):
    conversation = ForeignKeyField(Conversation, index=False)
    number = IntegerField()
    side = TextField()
    kind = TextField()
    question = TextField()
    words = TextField(null=True)
    more = TextField(null=True)
    keys = TextField()
    token = TextField(null=True)
    at = DateTimeField()
    removed_by = ForeignKeyField(Person, index=False, null=True)
    removed_at = DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            Check("side IN ('person', 'form')", "a_turn_is_of_one_of_two_sides"),
            Check("number > 0", "turns_are_counted_from_one"),
            Check("(side = 'person') = (token IS NOT NULL)", "what_a_person_says_comes_with_a_token"),
            Check("(words IS NULL) = (removed_at IS NOT NULL)", "a_turn_is_there_or_says_when_it_was_taken_out"),
            Check("words IS NOT NULL OR more IS NULL", "what_was_shown_goes_with_the_words"),
        ]


def once(model: type[Model], *fields: Any, name: str) -> None:
    model.add_index(ModelIndex(model, fields, unique=True, name=name))


once(Conversation, Conversation.return_, Conversation.person, name="a_person_has_one_conversation_a_return")
once(Turn, Turn.conversation, Turn.number, name="turns_of_a_conversation_are_numbered_once")
once(Turn, Turn.token, name="each_message_is_one_turn")


def up(_migrator: Any, db: Any) -> None:
    for table in (Conversation, Turn):
        table.bind(db, bind_refs=False, bind_backrefs=False)
    db.create_tables([Conversation, Turn])

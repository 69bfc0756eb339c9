"""The independent person of a home, and what a home replies; frozen as first released; a change is a migration of its
own."""

from typing import Any, ClassVar

from peewee import Check, DateTimeField, ForeignKeyField, Model, ModelIndex, TextField, UUIDField


class Frozen(Model):
    class Meta:
        legacy_table_names = False


class Authority(Frozen):
    pass


class Home(Frozen):
    pass


class Person(Frozen):
    pass


class Return(Frozen):
    pass


class Submission(Frozen):
    pass


class IndependentPerson(Frozen):
    public_id = UUIDField(unique=True)
    home = ForeignKeyField(Home)
    authority = ForeignKeyField(Authority, index=False)
    email = TextField()
    person = ForeignKeyField(Person, null=True)
    token_digest = TextField()
    named_by = ForeignKeyField(Person, index=False)
    named_at = DateTimeField()
    expires_at = DateTimeField()
    began_at = DateTimeField(null=True)
    ended_at = DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            Check("email = lower(email)", "an_independent_persons_address_is_in_lower_case"),
            Check("(person_id IS NULL) = (began_at IS NULL)", "an_independent_person_who_serves_is_known"),
            Check("began_at >= named_at", "an_independent_person_is_named_first"),
            Check("ended_at >= named_at", "an_independent_person_ends_after_being_named"),
        ]


class HomeReply(Frozen):
    public_id = UUIDField(unique=True)
    return_ = ForeignKeyField(Return, column_name="return_id", object_id_name="return_id")
    submission = ForeignKeyField(Submission, index=False)
    words = TextField(null=True)
    by = ForeignKeyField(Person, index=False)
    at = DateTimeField()
    removed_by = ForeignKeyField(Person, index=False, null=True)
    removed_at = DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            Check("length(words) BETWEEN 1 AND 2000", "a_homes_reply_says_something"),
            Check("words IS NOT NULL OR removed_at IS NOT NULL", "a_homes_reply_is_there_or_was_taken_out"),
            Check("(removed_at IS NULL) = (removed_by_id IS NULL)", "who_took_out_a_homes_reply_is_known"),
        ]


TABLES = (IndependentPerson, HomeReply)


def _unique(model: type[Frozen], *fields: Any, name: str, where: Any = None) -> ModelIndex:
    return ModelIndex(model, fields, unique=True, name=name, where=where)


INDEXES = (
    _unique(IndependentPerson, IndependentPerson.token_digest, name="one_independent_person_a_token"),
    _unique(
        IndependentPerson, IndependentPerson.home, IndependentPerson.authority,
        name="a_home_has_one_independent_person_at_a_time", where=IndependentPerson.ended_at.is_null(),
    ),
)  # fmt: skip


def up(_migrator: Any, db: Any) -> None:
    for model in TABLES:
        model.bind(db, bind_refs=False, bind_backrefs=False)
    db.create_tables(TABLES)
    for index in INDEXES:
        db.execute(index)

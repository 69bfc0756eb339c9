"""What becomes of a tender’s papers: private answers in substance, legal holds by name, how long they are kept, what
was deleted. And: who answers a question, times in doubt, addresses that end a mail. Frozen as first released; a change
is a migration of its own."""

from typing import Any, ClassVar

from peewee import Check, DateTimeField, ForeignKeyField, IntegerField, Model, ModelIndex, TextField, UUIDField


class Frozen(Model):
    class Meta:
        legacy_table_names = False


class Person(Frozen):
    pass


class Reply(Frozen):
    pass


class Tender(Frozen):
    pass


class Substance(Frozen):
    public_id = UUIDField(unique=True)
    reply = ForeignKeyField(Reply, index=False)
    question = TextField()
    answer = TextField()
    written_by = ForeignKeyField(Person, index=False)
    agreed_by = ForeignKeyField(Person, null=True, index=False)
    released_as = TextField()
    state = TextField()
    version = IntegerField()
    changed_by = ForeignKeyField(Person, null=True, index=False)
    changed_at = DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            Check("state IN ('draft', 'agreed', 'released')", "the_state_of_a_substance_is_known"),
            Check("question <> '' AND answer <> ''", "a_substance_says_question_and_answer"),
            Check("agreed_by_id <> written_by_id", "who_agrees_to_a_substance_did_not_write_it"),
            Check("(state = 'draft') = (agreed_by_id IS NULL)", "a_substance_is_agreed_by_somebody"),
            Check("(state = 'released') = (released_as <> '')", "a_released_substance_can_be_found"),
        ]


class PapersDeleted(Frozen):
    tender = ForeignKeyField(Tender, index=False)
    at = DateTimeField()
    questions = IntegerField()
    late = IntegerField()
    askers = IntegerField()
    bids = IntegerField()
    files = IntegerField()
    mails = IntegerField()


TABLES = (Substance, PapersDeleted)
INDEXES = (
    ModelIndex(Substance, [Substance.reply], unique=True, name="a_private_answer_has_one_substance"),
    ModelIndex(PapersDeleted, [PapersDeleted.tender], unique=True, name="papers_of_a_tender_are_deleted_once"),
)
COLUMNS = (
    ("outcome", 'kept_years INTEGER CONSTRAINT "papers_are_kept_for_three_years_at_least" CHECK (kept_years >= 3)'),
    ("outcome", "held_by_id INTEGER REFERENCES person (id)"),
    ("outcome", "held_at {instant}"),
    ("clarification", "claimed_by_id INTEGER REFERENCES person (id)"),
    ("clarification", "claimed_at {instant}"),
    ("clarification", "doubt TEXT"),
    ("clarification", "first_words TEXT"),
    ("document_version", "deleted_at {instant}"),
    ("message", "leave TEXT"),
)


def up(_migrator: Any, db: Any) -> None:
    for model in TABLES:
        model.bind(db, bind_refs=False, bind_backrefs=False)
    db.create_tables(TABLES)
    for index in INDEXES:
        db.execute(index)
    instant = DateTimeField().ddl_datatype(db.get_sql_context()).sql
    for table, column in COLUMNS:
        db.execute_sql(f'ALTER TABLE "{table}" ADD COLUMN {column.format(instant=instant)}')

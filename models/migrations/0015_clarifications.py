"""Clarification questions, answers, batches; frozen as first released; a change is a migration of its own."""

from typing import Any, ClassVar

from peewee import (
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


class Addendum(Frozen):
    pass


class Person(Frozen):
    pass


class Provider(Frozen):
    pass


class Tender(Frozen):
    pass


class Asker(Frozen):
    tender = ForeignKeyField(Tender, index=False)
    provider = ForeignKeyField(Provider)
    number = IntegerField()

    class Meta:
        constraints: ClassVar = [
            Check("number BETWEEN 100 AND 9999", "an_asker_has_a_number_that_says_nothing"),
        ]


class NameOpened(Frozen):
    asker = ForeignKeyField(Asker)
    reason = TextField()
    by = ForeignKeyField(Person, index=False)
    at = DateTimeField()
    told_at = DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            Check("length(reason) BETWEEN 1 AND 1000", "who_opens_a_name_says_why"),
        ]


class Reply(Frozen):
    public_id = UUIDField(unique=True)
    tender = ForeignKeyField(Tender)
    kind = TextField()
    question = TextField()
    answer = TextField()
    changes_nothing = BooleanField()
    addendum = ForeignKeyField(Addendum, index=False, null=True)
    private = BooleanField()
    written_by = ForeignKeyField(Person, index=False)
    agreed_by = ForeignKeyField(Person, index=False, null=True)
    released_as = TextField()
    state = TextField()
    version = IntegerField()
    changed_by = ForeignKeyField(Person, index=False, null=True)
    changed_at = DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            Check("kind IN ('answer', 'declined')", "an_answer_answers_or_declines"),
            Check("state IN ('draft', 'agreed', 'released')", "the_state_of_an_answer_is_known"),
            Check("length(question) BETWEEN 1 AND 8000", "an_answer_says_to_which_question"),
            Check("agreed_by_id <> written_by_id", "a_second_person_is_another_one"),
            Check("state <> 'released' OR answer <> ''", "a_released_answer_says_something"),
            Check(
                "state <> 'released' OR changes_nothing OR addendum_id IS NOT NULL OR kind = 'declined'",
                "an_answer_changes_nothing_or_is_an_addendum",
            ),
            Check("state <> 'released' OR NOT private OR agreed_by_id IS NOT NULL", "a_private_answer_has_two_people"),
        ]


class Clarification(Frozen):
    public_id = UUIDField(unique=True)
    tender = ForeignKeyField(Tender)
    asker = ForeignKeyField(Asker, null=True)
    by = ForeignKeyField(Person, index=False)
    reference = TextField()
    words = TextField()
    lot = IntegerField(null=True)
    document = TextField()
    page = TextField()
    confidential = BooleanField()
    confidential_why = TextField()
    ruling = TextField()
    ruled_at = DateTimeField(null=True)
    way = TextField()
    way_note = TextField()
    arrived_at = DateTimeField()
    at = DateTimeField()
    late = BooleanField()
    reply = ForeignKeyField(Reply, null=True)
    satisfied = BooleanField(null=True)
    state = TextField()
    settled_at = DateTimeField(null=True)
    version = IntegerField()
    changed_by = ForeignKeyField(Person, index=False, null=True)
    changed_at = DateTimeField(null=True)
    follows = ForeignKeyField("self", null=True)

    class Meta:
        constraints: ClassVar = [
            Check("length(words) BETWEEN 1 AND 4000", "a_question_asks_something"),
            Check("state IN ('asked', 'answered', 'declined', 'withdrawn')", "the_state_of_a_question_is_known"),
            Check("way IN ('here', 'email', 'telephone', 'event', 'portal')", "how_a_question_came_is_known"),
            Check("(way = 'here') = (asker_id IS NOT NULL)", "who_asks_here_is_an_asker"),
            Check("ruling IN ('', 'agreed', 'refused')", "what_was_said_of_confidentiality_is_known"),
            Check("(ruling = '') = (ruled_at IS NULL)", "a_ruling_says_when"),
            Check("ruling = '' OR confidential", "only_what_was_asked_for_is_ruled_on"),
            Check("(state = 'asked') = (settled_at IS NULL)", "a_settled_question_says_when"),
            Check("state <> 'answered' OR reply_id IS NOT NULL", "an_answered_question_has_its_answer"),
        ]


class Batch(Frozen):
    tender = ForeignKeyField(Tender)
    by = ForeignKeyField(Person, index=False)
    at = DateTimeField()


class ReleasedAnswer(Frozen):
    public_id = UUIDField(unique=True)
    tender = ForeignKeyField(Tender, index=False)
    batch = ForeignKeyField(Batch)
    slug = TextField()
    number = IntegerField()
    place = IntegerField()
    kind = TextField()
    question = TextField()
    answer = TextField()
    addendum = IntegerField()
    why = TextField()
    at = DateTimeField()

    class Meta:
        constraints: ClassVar = [
            Check("number > 0", "versions_of_an_answer_are_numbered_from_one"),
            Check("number = 1 OR why <> ''", "a_changed_answer_says_why"),
            Check("question <> '' AND answer <> ''", "what_is_released_says_something"),
        ]


TABLES = (
    Asker,
    NameOpened,
    Reply,
    Clarification,
    Batch,
    ReleasedAnswer,
)

INDEXES = (
    ModelIndex(Asker, [Asker.tender, Asker.provider], unique=True, name="an_organisation_is_one_asker_of_a_tender"),
    ModelIndex(Asker, [Asker.tender, Asker.number], unique=True, name="askers_of_a_tender_have_their_numbers"),
    ModelIndex(Clarification, [Clarification.reference], unique=True, name="a_question_has_a_reference_of_its_own"),
    ModelIndex(
        ReleasedAnswer,
        [ReleasedAnswer.tender, ReleasedAnswer.slug, ReleasedAnswer.number],
        unique=True,
        name="versions_of_an_answer_are_numbered_once",
    ),
)


def up(_migrator: Any, db: Any) -> None:
    for model in TABLES:
        model.bind(db, bind_refs=False, bind_backrefs=False)
    db.create_tables(TABLES)
    for index in INDEXES:
        db.execute(index)

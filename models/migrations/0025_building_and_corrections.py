"""Builds of the public site, and corrections of its pages; frozen as first released; a change is a migration of its
own."""

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


class Build(Frozen):
    public_id = UUIDField(unique=True)
    state = TextField()
    by = ForeignKeyField(Person, index=False, null=True)
    begun_at = DateTimeField()
    claimed_by = TextField()
    claimed_until = DateTimeField(null=True)
    done = IntegerField()
    total = IntegerField()
    pages = IntegerField()
    written = IntegerField()
    removed = IntegerField()
    changed = TextField()
    failures = TextField()
    ended_at = DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            Check("state IN ('running', 'live', 'failed')", "a_build_runs_is_live_or_failed"),
            Check("(state = 'running') = (ended_at IS NULL)", "a_build_that_ended_says_when"),
            Check("ended_at >= begun_at", "a_build_ends_after_it_began"),
            Check("done BETWEEN 0 AND total", "a_build_is_no_farther_than_its_end"),
            Check("pages >= 0 AND written >= 0 AND removed >= 0", "pages_of_a_build_are_counted_from_nought"),
        ]


class Correction(Frozen):
    public_id = UUIDField(unique=True)
    authority = ForeignKeyField(Authority)
    page = TextField()
    words = TextField(null=True)
    name = TextField()
    email = TextField()
    at = DateTimeField()
    due_on = DateField()
    state = TextField()
    answer = TextField()
    answered_by = ForeignKeyField(Person, index=False, null=True)
    answered_at = DateTimeField(null=True)
    removed_by = ForeignKeyField(Person, index=False, null=True)
    removed_at = DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            Check("length(words) > 0", "a_correction_says_something"),
            Check("substr(page, 1, 1) = '/'", "a_correction_is_of_a_page_of_the_site"),
            Check("state IN ('received', 'corrected', 'unchanged')", "a_correction_is_received_corrected_or_unchanged"),
            Check("(state = 'received') = (answered_at IS NULL)", "a_correction_is_settled_by_an_answer"),
            Check("(answered_at IS NULL) = (answered_by_id IS NULL)", "who_answered_a_correction_is_known"),
            Check("state = 'received' OR length(answer) > 0", "an_answer_to_a_correction_says_something"),
            Check("(words IS NULL) = (removed_at IS NOT NULL)", "a_correction_is_there_or_says_when_it_was_taken_out"),
            Check("(removed_by_id IS NULL) = (removed_at IS NULL)", "a_correction_says_who_took_it_out"),
            Check("removed_at IS NULL OR (name = '' AND email = '')", "who_asked_for_a_correction_goes_with_its_words"),
        ]


class ReleasedCorrection(Frozen):
    correction = ForeignKeyField(Correction, unique=True)
    data = TextField()
    at = DateTimeField()


TABLES = (
    Build,
    Correction,
    ReleasedCorrection,
)

INDEXES = (ModelIndex(Build, [Build.state], unique=True, name="one_build_at_a_time", where=SQL("state = 'running'")),)


def up(_migrator: Any, db: Any) -> None:
    for model in TABLES:
        model.bind(db, bind_refs=False, bind_backrefs=False)
    db.create_tables(TABLES)
    for index in INDEXES:
        db.execute(index)

"""More time for bidders, and panels; frozen as first released; a change is a migration of its own."""

from typing import Any, ClassVar

from peewee import BooleanField, Check, DateTimeField, ForeignKeyField, IntegerField, Model, ModelIndex, TextField

REASONS = ("documents_changed", "technical_fault", "more_time_to_write", "holiday", "other_body")


class Frozen(Model):
    class Meta:
        legacy_table_names = False


class Tender(Frozen):
    pass


class Person(Frozen):
    pass


class DeadlineMove(Frozen):
    tender = ForeignKeyField(Tender, index=False)
    number = IntegerField()
    was_closes_at = DateTimeField()
    closes_at = DateTimeField()
    was_questions_close_at = DateTimeField(null=True)
    questions_close_at = DateTimeField(null=True)
    reason = TextField()
    there_by = TextField()
    there_at = DateTimeField()
    notice_id = TextField()
    by = ForeignKeyField(Person, index=False)
    at = DateTimeField()

    class Meta:
        constraints: ClassVar = [
            Check("number > 0", "extensions_of_a_tender_are_numbered_from_one"),
            Check("closes_at > was_closes_at", "a_deadline_only_moves_back"),
            Check(f"reason IN {REASONS}", "why_a_tender_is_extended_is_known"),
            Check("there_by <> '' AND notice_id <> ''", "an_extension_stands_in_the_other_portal_and_the_notice"),
        ]


class Panelist(Frozen):
    tender = ForeignKeyField(Tender, index=False)
    person = ForeignKeyField(Person)
    added_by = ForeignKeyField(Person, index=False)
    added_at = DateTimeField()
    conflict = BooleanField(null=True)
    words = TextField()
    declared_at = DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            Check("(conflict IS NULL) = (declared_at IS NULL)", "a_declaration_says_when"),
            Check("conflict IS NULL OR NOT conflict OR words <> ''", "a_conflict_says_which"),
        ]


TABLES = (DeadlineMove, Panelist)
INDEXES = (
    ModelIndex(
        DeadlineMove,
        [DeadlineMove.tender, DeadlineMove.number],
        unique=True,
        name="extensions_of_a_tender_are_numbered_once",
    ),
    ModelIndex(Panelist, [Panelist.tender, Panelist.person], unique=True, name="a_person_is_on_a_panel_once"),
)


def up(_migrator: Any, db: Any) -> None:
    for model in TABLES:
        model.bind(db, bind_refs=False, bind_backrefs=False)
    db.create_tables(TABLES)
    for index in INDEXES:
        db.execute(index)

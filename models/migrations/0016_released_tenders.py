"""What was released of tenders; frozen as first released; a change is a migration of its own."""

from typing import Any, ClassVar

from peewee import Check, DateTimeField, ForeignKeyField, IntegerField, Model, ModelIndex, TextField


class Frozen(Model):
    class Meta:
        legacy_table_names = False


class Tender(Frozen):
    pass


class ReleasedTender(Frozen):
    tender = ForeignKeyField(Tender, index=False)
    number = IntegerField()
    data = TextField()
    digest = TextField()
    at = DateTimeField()

    class Meta:
        constraints: ClassVar = [
            Check("number > 0", "releases_of_a_tender_are_numbered_from_one"),
        ]


TABLES = (ReleasedTender,)

INDEXES = (
    ModelIndex(
        ReleasedTender,
        [ReleasedTender.tender, ReleasedTender.number],
        unique=True,
        name="releases_of_a_tender_are_numbered_once",
    ),
)


def up(_migrator: Any, db: Any) -> None:
    for model in TABLES:
        model.bind(db, bind_refs=False, bind_backrefs=False)
    db.create_tables(TABLES)
    for index in INDEXES:
        db.execute(index)

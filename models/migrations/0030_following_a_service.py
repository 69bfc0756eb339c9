"""What a follower wants to hear of, and of which quarters they were told; frozen as first released; a change is a
migration of its own. Whoever followed before hears of tenders, as they were told they would."""

from typing import Any

from peewee import BooleanField, ForeignKeyField, Model, ModelIndex

TOPICS = {"tenders": "TRUE", "coming_up": "FALSE", "events": "FALSE"}


class Frozen(Model):
    class Meta:
        legacy_table_names = False


class Follower(Frozen):
    pass


class Edition(Frozen):
    pass


class ToldOfQuarter(Frozen):
    follower = ForeignKeyField(Follower, index=False)
    edition = ForeignKeyField(Edition)


INDEX = ModelIndex(
    ToldOfQuarter, [ToldOfQuarter.follower, ToldOfQuarter.edition], unique=True,
    name="a_follower_is_told_of_a_quarter_once",
)  # fmt: skip


def up(_migrator: Any, db: Any) -> None:
    ToldOfQuarter.bind(db, bind_refs=False, bind_backrefs=False)
    db.create_tables((ToldOfQuarter,))
    db.execute(INDEX)
    yes_no = BooleanField().ddl_datatype(db.get_sql_context()).sql
    for name, default in TOPICS.items():
        db.execute_sql(f"ALTER TABLE follower ADD COLUMN {name} {yes_no} NOT NULL DEFAULT {default}")

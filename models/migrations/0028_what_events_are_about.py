"""Contracts that an event is about, and since when a buyer does not come; frozen as first released; a change is a
migration of its own."""

from typing import Any

from peewee import DateTimeField, ForeignKeyField, Model, ModelIndex


class Frozen(Model):
    class Meta:
        legacy_table_names = False


class Contract(Frozen):
    pass


class Event(Frozen):
    pass


class EventContract(Frozen):
    event = ForeignKeyField(Event, index=False)
    contract = ForeignKeyField(Contract)


INDEX = ModelIndex(
    EventContract, [EventContract.event, EventContract.contract], unique=True, name="an_event_is_about_a_contract_once"
)


def up(_migrator: Any, db: Any) -> None:
    EventContract.bind(db, bind_refs=False, bind_backrefs=False)
    db.create_tables((EventContract,))
    db.execute(INDEX)
    instant = DateTimeField().ddl_datatype(db.get_sql_context()).sql
    db.execute_sql(f"ALTER TABLE event_buyer ADD COLUMN left_at {instant}")

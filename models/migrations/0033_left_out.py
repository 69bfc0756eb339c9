"""A contract may be left out of the register, and put back; by which file it was added, first of all; frozen as first
released; a change is a migration of its own."""

from typing import Any

from peewee import DateTimeField

COLUMNS = (
    "added_in_id INTEGER REFERENCES register_import (id)",
    "left_out_reason TEXT CONSTRAINT \"what_is_left_out_says_why\" CHECK (left_out_reason <> '')",
    "left_out_by_id INTEGER REFERENCES person (id)",
    'left_out_at {instant} CONSTRAINT "what_is_left_out_says_when"'
    " CHECK ((left_out_reason IS NULL) = (left_out_at IS NULL))",
    "left_out_with_id INTEGER REFERENCES register_import (id)"
    ' CONSTRAINT "with_a_file_only_what_is_left_out" CHECK (left_out_with_id IS NULL OR left_out_reason IS NOT NULL)',
)
ADDED_IN = """
UPDATE contract SET added_in_id = CASE WHEN version = 1 THEN taken_in_id ELSE (
  SELECT MIN(id) FROM register_import WHERE register_import.at = contract.created_at AND state = 'applied'
) END WHERE origin = 'file'
"""
"""A file that changes a contract stands as `taken_in` since; the instant at which it was made is that of its file."""


def up(_migrator: Any, db: Any) -> None:
    instant = DateTimeField().ddl_datatype(db.get_sql_context()).sql
    for column in COLUMNS:
        db.execute_sql(f"ALTER TABLE contract ADD COLUMN {column.format(instant=instant)}")
    db.execute_sql(ADDED_IN)
    db.execute_sql("CREATE INDEX contract_added_in_id ON contract (added_in_id)")

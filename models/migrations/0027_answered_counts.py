"""Of the papers of a tender that were deleted it stays known how many questions were answered, and in time; frozen as
first released; a change is a migration of its own."""

from typing import Any

COLUMNS = ("answered", "answered_in_time")


def up(_migrator: Any, db: Any) -> None:
    for column in COLUMNS:
        db.execute_sql(f"ALTER TABLE papers_deleted ADD COLUMN {column} INTEGER NOT NULL DEFAULT 0")

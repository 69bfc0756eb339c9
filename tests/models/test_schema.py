"""The migrations make what the models say, and nothing runs twice."""

import threading
from collections.abc import Iterator
from pathlib import Path

import peewee
from playhouse.schema_diff import diff_models

from models import schema
from models.store import Base, Sqlite, open_store

ALL = [
    "0001_initial",
    "0002_returns",
    "0003_register",
    "0004_editions",
    "0005_ideas",
    "0006_proportion",
    "0007_uploads",
    "0008_known_already",
    "0009_overlays",
    "0010_care",
    "0011_figures",
    "0012_conversations",
    "0013_tenders",
    "0014_tender_time",
    "0015_clarifications",
    "0016_released_tenders",
    "0017_outcomes",
    "0018_events",
    "0020_independent_person",
    "0021_tender_papers",
    "0022_the_day",
    "0023_meetings_and_forums",
    "0024_buying_and_spending",
    "0025_building_and_corrections",
    "0026_drafts",
    "0027_answered_counts",
    "0028_what_events_are_about",
    "0029_spending_taken_out",
    "0030_following_a_service",
    "0031_buying_together",
    "0032_files_of_forums",
    "0033_left_out",
]


def test_the_migrations_make_exactly_the_tables_of_the_models(store: peewee.Database) -> None:
    difference = diff_models(store, schema.TABLES)
    assert not difference, str(difference)


def test_the_migrations_make_every_index_and_check_that_the_models_name(store: peewee.Database) -> None:
    named = {index._name for table in schema.TABLES for index in table._meta.fields_to_index()}
    made = {index.name for table in schema.TABLES for index in store.get_indexes(table._meta.table_name)}
    assert named <= made
    checks = {check.nodes[1]._path[0] for table in schema.TABLES for check in table._meta.constraints or ()}
    assert len(checks) > 30
    assert checks <= _checks(store)


def _checks(store: peewee.Database) -> set[str]:
    if isinstance(store, Sqlite):
        rows = store.execute_sql("SELECT sql FROM sqlite_master WHERE type = 'table'").fetchall()
        return {part.split('"')[1] for (sql,) in rows for part in sql.split("CONSTRAINT ")[1:]}
    return {name for (name,) in store.execute_sql("SELECT conname FROM pg_constraint WHERE contype = 'c'").fetchall()}


def test_every_table_is_listed_after_those_that_it_refers_to() -> None:
    seen: set[type[Base]] = set()
    for table in schema.TABLES:
        assert set(table._meta.model_refs) - {table} <= seen, table
        seen.add(table)


def leaves(of: type[Base]) -> Iterator[type[Base]]:
    """Those of the models that nothing is made from: a class that several share has no table itself."""
    below = [child for child in of.__subclasses__() if child.__module__.startswith("models.")]
    yield from (leaf for child in below for leaf in leaves(child))
    if not below:
        yield of


def test_every_table_of_the_models_is_listed() -> None:
    assert set(leaves(Base)) == set(schema.TABLES)


def test_a_migrated_store_has_nothing_pending(store: peewee.Database) -> None:
    assert schema.pending() == []
    assert schema.migrate() == []


def test_a_new_store_says_what_is_pending(tmp_path: Path) -> None:
    database = open_store(f"sqlite:///{tmp_path / 'new.sqlite'}")
    assert schema.pending() == ALL
    database.close()


def test_two_that_migrate_at_once_apply_each_migration_once(tmp_path: Path) -> None:
    database = open_store(f"sqlite:///{tmp_path / 'new.sqlite'}")
    applied: list[str] = []

    def migrate() -> None:
        applied.extend(schema.migrate())
        database.close()

    threads = [threading.Thread(target=migrate) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(applied) == ALL

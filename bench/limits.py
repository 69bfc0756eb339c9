"""The physical limit of a committing POST: SQLite’s own rate, one insert a transaction, WAL, synchronous FULL."""

import time
from pathlib import Path

import apsw

SECONDS = 2.0


def inserts_a_second(folder: Path) -> float:
    """How many such transactions this machine’s disk takes."""
    connection = apsw.Connection(str(folder / "limit.sqlite"))
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("CREATE TABLE answer (id INTEGER PRIMARY KEY, of INTEGER, key TEXT, value TEXT)")
    done, began = 0, time.perf_counter()
    while (now := time.perf_counter()) - began < SECONDS:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO answer (of, key, value) VALUES (?, ?, ?)", (done, "key", "a value " * 10))
        connection.execute("COMMIT")
        done += 1
    connection.close()
    return done / (now - began)

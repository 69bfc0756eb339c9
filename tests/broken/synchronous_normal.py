"""The store as most advice on the web has it: commits are told of before they are on the disk."""

from typing import Any

from models.store import Sqlite


def apply() -> None:
    connect = Sqlite._connect

    def careless(self: Sqlite) -> Any:
        connection = connect(self)
        connection.execute("PRAGMA synchronous=NORMAL")
        return connection

    Sqlite._connect = careless  # type: ignore[method-assign]

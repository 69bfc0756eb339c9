"""The store without any sync at all."""

from typing import Any

from models.store import Sqlite


def apply() -> None:
    connect = Sqlite._connect

    def careless(self: Sqlite) -> Any:
        connection = connect(self)
        connection.execute("PRAGMA synchronous=OFF")
        return connection

    Sqlite._connect = careless  # type: ignore[method-assign]

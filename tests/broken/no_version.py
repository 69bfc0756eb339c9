"""Returns that are changed whatever their version: the last writer wins."""

from typing import Any

from models.monitoring_return import Return


def apply() -> None:
    change = Return._change

    def careless(self: Return, *states: Any, version: int, **values: Any) -> None:
        change(self, *states, version=Return.get_by_id(self.id).version, **values)

    Return._change = careless  # type: ignore[method-assign]

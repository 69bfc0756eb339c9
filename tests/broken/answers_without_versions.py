"""Answers and questions that are changed whatever became of them meanwhile: who writes last wins."""

from typing import Any

from models.tendering import clarification, reply


def apply() -> None:
    for module in (clarification, reply):
        module.step = _careless  # type: ignore[attr-defined]


def _careless(row: Any, values: Any, **_seen: Any) -> None:
    type(row).update(**values).where(type(row).id == row.id).execute()

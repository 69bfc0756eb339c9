"""Questions to read answers for."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from forms.asked import Asked
from forms.kinds import KINDS
from forms.reading import Reading

TODAY = date(2026, 10, 10)

Reader = Callable[..., Reading]


@pytest.fixture
def read() -> Reader:
    """Read a text as an answer of a kind; more about the question by name."""

    def reader(kind: str, text: str, /, **about: Any) -> Reading:
        question = {"key": "q", "kind": kind, "ask": "", "today": TODAY, "none_is_zero": True} | about
        return KINDS[kind].read(text, Asked(**question))

    return reader

"""Answers as the journey sees them: plain values by key, without who, when or how.

Keys: a question’s key; `<question>.<option>` for the words that go with an option (“Something else”);
`check:<key>` for an explanation that somebody gave when asked “Is that right?”.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, TypeAlias

from forms.asked import Value
from forms.kinds import KINDS

GivenStatus: TypeAlias = Literal["given", "not_available", "not_applicable", "explained"]

EXPLANATION = "check:"
REPLY = ".remark"
"""`check:<question>.remark` is what somebody answers to a remark of the council without changing the answer."""


@dataclass(frozen=True, slots=True)
class Given:
    """One answer. `value` is None unless the status is given or explained.

    `not_available` is “We don’t have this figure”: it counts only with a `reason`; `expected_on` is the day
    when the figure will come, if they know it.
    """

    status: GivenStatus = "given"
    value: Value | None = None
    reason: str = ""
    expected_on: date | None = None

    @property
    def counts(self) -> bool:
        """Whether a question with this answer is answered."""
        match self.status:
            case "given":
                return self.value is not None
            case "not_available":
                return bool(self.reason)
            case _:
                return True


Answers: TypeAlias = Mapping[str, Given]


def revive(kind: str, stored: Any) -> Value | None:
    """A value again from the JSON that `Kind.canonical` made of it (a date from “2026-08-14”, keys as a tuple)."""
    value: Value | None = None if stored is None else KINDS[kind].revive(stored)
    return value

"""What a conversation keeps between two messages: where it stands, and at most a proposal that waits for a yes.

Nothing of the answers is in it; they are stored by who runs the conversation, and come back with the journey.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from typing import Any, Final, Self, get_args

from forms.answers import Given, GivenStatus
from forms.asked import Value
from forms.kinds import KINDS

LONGEST_LIST: Final = 200
LONGEST_KEY: Final = 200


@dataclass(frozen=True, slots=True)
class Proposal:
    """An answer that was understood but may not be stored before the person has seen it and said yes.

    `value` is its JSON form (`Kind.canonical`). `explains` are words that go with it, kept as `check:<check>`.
    """

    key: str
    value: Any = None
    status: GivenStatus = "given"
    reason: str = ""
    expected_on: str = ""
    said: str = ""
    because: str = ""
    """The row of the policy that made it a proposal."""
    carried: bool = False
    check: str = ""
    explains: str = ""

    def given(self, kind: str) -> Given:
        """The answer that it would be. Raises what `Kind.revive` raises for a value of another kind."""
        value: Value | None = None if self.value is None else KINDS[kind].revive(self.value)
        expected = date.fromisoformat(self.expected_on) if self.expected_on else None
        return Given(self.status, value, self.reason, expected)

    @classmethod
    def of(cls, key: str, kind: str, given: Given, **about: Any) -> Self:
        """The proposal of an answer."""
        value = None if given.value is None else KINDS[kind].canonical(given.value)
        expected = "" if given.expected_on is None else given.expected_on.isoformat()
        return cls(key, value, given.status, given.reason, expected, **about)


@dataclass(frozen=True, slots=True)
class State:
    """Where a conversation stands.

    `focus` is the answer that was asked for last: a question’s key, `<question>.<option>` for words that go with an
    option, `<question>.why` and `<question>.when` for a figure that is not there, `check:<key>` for “Is that right?”;
    None when there is nothing left to ask.
    """

    focus: str | None = None
    pending: tuple[Proposal, ...] = ()
    singly: bool = False
    """The proposals are gone through one at a time."""
    tries: int = 0
    """How often running the question in focus was not understood."""
    skipped: tuple[str, ...] = ()
    """Questions that were put off."""
    passed: tuple[str, ...] = ()
    """What has been put once and is not put again: checks, optional questions, words of options."""
    trail: tuple[str, ...] = ()
    """Questions in the order in which they were asked, for “back”."""
    recent: str = ""
    """The question whose answer was stored last, if that was in the last turn: “sorry, 13” may mean it."""
    revisit: bool = False
    """The question in focus was asked together with its stored answer."""
    walk: bool = False
    """Going through all answers again from the first."""
    second: bool = False
    """What was put off has been asked a second time."""

    def but(self, **changes: Any) -> "State":
        """The same with some things changed; lists stay short."""
        for name in ("skipped", "passed", "trail"):
            if name in changes:
                changes[name] = tuple(changes[name])[-LONGEST_LIST:]
        return replace(self, **changes)

    @property
    def stamp(self) -> str:
        """Names the proposals that wait, so that the yes to older ones is not taken for a yes to these."""
        told = json.dumps([asdict(proposal) for proposal in self.pending], sort_keys=True, default=str)
        return hashlib.sha256(told.encode()).hexdigest()[:8]

    def to_dict(self) -> dict[str, Any]:
        """As JSON."""
        found: dict[str, Any] = {name: getattr(self, name) for name in _READ}
        lists = {name: list(value) for name, value in found.items() if isinstance(value, tuple)}
        return found | lists | {"pending": [asdict(proposal) for proposal in self.pending]}

    @classmethod
    def from_dict(cls, kept: Any) -> "State":
        """The state again. Anything that is not one gives a fresh state, never an error."""
        if not isinstance(kept, Mapping):
            return cls()
        found: dict[str, Any] = {}
        for field in fields(cls):
            if field.name in kept:
                value = _READ[field.name](kept[field.name])
                if value is None and (field.name != "focus" or kept["focus"] is not None):
                    return cls()
                found[field.name] = value
        return cls(**found)


def _key(value: Any) -> str | None:
    return value if isinstance(value, str) and len(value) <= LONGEST_KEY else None


def _flag(value: Any) -> bool | None:
    return value if isinstance(value, bool) else None


def _count(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= LONGEST_LIST else None


def _keys(value: Any) -> tuple[str, ...] | None:
    if not isinstance(value, list | tuple) or len(value) > LONGEST_LIST:
        return None
    return tuple(value) if all(_key(one) is not None for one in value) else None


def _proposals(value: Any) -> tuple[Proposal, ...] | None:
    if not isinstance(value, list | tuple) or len(value) > LONGEST_LIST:
        return None
    found = tuple(_proposal(one) for one in value)
    return None if None in found else tuple(one for one in found if one is not None)


def _proposal(value: Any) -> Proposal | None:
    known = {field.name for field in fields(Proposal)}
    if not isinstance(value, Mapping) or not set(value) <= known or _key(value.get("key")) is None:
        return None
    texts = all(isinstance(value.get(name, ""), str) for name in known - {"value", "carried"})
    sound = texts and isinstance(value.get("carried", False), bool)
    sound = sound and value.get("status", "given") in get_args(GivenStatus)
    return Proposal(**value) if sound else None


_READ: Final[Mapping[str, Callable[[Any], Any]]] = {
    "focus": _key, "pending": _proposals, "singly": _flag, "tries": _count, "skipped": _keys, "passed": _keys,
    "trail": _keys, "recent": _key, "revisit": _flag, "walk": _flag, "second": _flag,
}  # fmt: skip

"""What may rightly go wrong when two people act at once, each by its name."""

import re
from dataclasses import dataclass
from datetime import datetime

from peewee import IntegrityError, ModelIndex

from models.store import Base, causes


class Conflict(Exception):
    """Something was asked for that cannot be done now; the children say why."""


@dataclass(frozen=True)
class Change:
    """One answer that somebody changed meanwhile."""

    key: str
    by: int
    name: str
    at: datetime


class Stale(Conflict):
    """Somebody changed the same thing since the page was shown. Nothing was overwritten.

    `version` is the version as it stands now; `name` and `at` say who changed it last; `changes` the answers.
    """

    def __init__(
        self, version: int, *, name: str = "", at: datetime | None = None, changes: tuple[Change, ...] = ()
    ) -> None:
        super().__init__(f"It stands at version {version}, last changed by {name or 'somebody'}.")
        self.version, self.name, self.at, self.changes = version, name, at, changes


class AlreadyDone(Conflict):
    """It was done before, and doing it again changes nothing. `existing` is what came of it the first time."""

    def __init__(self, existing: object = None) -> None:
        super().__init__("It was done before.")
        self.existing = existing


class NotNow(Conflict):
    """It cannot be done in the state that the thing is in. `state` is that state."""

    def __init__(self, state: str) -> None:
        super().__init__(f"It cannot be done now: {state}.")
        self.state = state


class NotYours(Conflict):
    """It belongs to somebody else."""


class NeedsAnother(Conflict):
    """A second person must do it, not the one who asked for it."""


class HasDuties(Conflict):
    """Somebody looks after something that a colleague has to take over first."""


class LastLead(Conflict):
    """An organisation always has a lead: hand over first."""


class BothSides(Conflict):
    """Nobody is on both sides of one authority."""


class NotImpartial(Conflict):
    """Somebody may not be the independent person of a home, or is one and may not join. `why`: employed (by its
    provider), commissions, council (works there otherwise), or serves (is one)."""

    def __init__(self, why: str) -> None:
        super().__init__(f"They are not impartial: {why}.")
        self.why = why


class OtherNation(Conflict):
    """A set of questions is written for the law of another nation."""


class Taken(Conflict):
    """There is one already. `rule` is the name of the rule of the database that says so."""

    def __init__(self, rule: str) -> None:
        super().__init__(rule)
        self.rule = rule


def broken_rule(exc: BaseException) -> str | None:
    """The name of the rule of the database that was broken, the same on either engine.

    None for anything else: a missing value or a dangling reference is a mistake of the program.
    """
    for cause in causes(exc):
        name = getattr(getattr(cause, "diag", None), "constraint_name", None)
        if name:
            return name if name in _names() else None
        if isinstance(cause, IntegrityError) and (found := SQLITE.match(str(cause))):
            return _by_name_or_columns(*found.groups())
    return None


SQLITE = re.compile(r"(CHECK|UNIQUE) constraint failed: (.+)")
"""SQLite names a broken CHECK; of a broken UNIQUE it says the table and the columns."""


def _by_name_or_columns(kind: str, said: str) -> str | None:
    if kind == "CHECK":
        return said if said in _names() else None
    columns = tuple(part.strip() for part in said.split(","))
    return _unique_indexes().get(columns)


def _models() -> list[type[Base]]:
    found, todo = [], [Base]
    while todo:
        children: list[type[Base]] = todo.pop().__subclasses__()
        found += children
        todo += children
    return found


def _unique_indexes() -> dict[tuple[str, ...], str]:
    """("answer.return_id", "answer.key") -> the name of the index on them."""
    rules = {}
    for model in _models():
        for index in model._meta.fields_to_index():
            if isinstance(index, ModelIndex) and index._unique:  # type: ignore[attr-defined]
                table = model._meta.table_name
                columns = tuple(f"{table}.{field.column_name}" for field in index._expressions)  # type: ignore[attr-defined]
                rules[columns] = index._name  # type: ignore[attr-defined]
    return rules


def _names() -> frozenset[str]:
    checks = set()
    for model in _models():
        for constraint in model._meta.constraints or ():
            checks.add(constraint.nodes[1]._path[0])
    return frozenset(checks) | frozenset(_unique_indexes().values())

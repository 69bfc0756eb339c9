"""A build of the public site: who began it, how far it is, what it changed, why it failed. Kept for good.

One at a time for the whole installation: the site is one. A build that was begun waits until a process takes it; one
whose process died is taken by the next.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, ClassVar, Self
from uuid import uuid4

from peewee import SQL, Check, DateTimeField, ForeignKeyField, IntegerField, IntegrityError, TextField, UUIDField

from models.audit import AuditEvent
from models.conflicts import AlreadyDone, broken_rule
from models.person import Person
from models.store import Base, must_be_writing, store, unique

HELD_FOR = timedelta(minutes=5)
"""So long a process may say nothing before another takes its build."""


class Build(Base):
    """One build. `by` is None on the command line; `done` and `total` are pages; `changed` and `failures` JSON: paths
    by what became of them, and what went wrong by address."""

    public_id = UUIDField(unique=True, default=uuid4)
    state = TextField(default="running")
    by = ForeignKeyField(Person, null=True, index=False)
    begun_at = DateTimeField()
    claimed_by = TextField(default="")
    claimed_until = DateTimeField(null=True)
    done = IntegerField(default=0)
    total = IntegerField(default=0)
    pages = IntegerField(default=0)
    written = IntegerField(default=0)
    removed = IntegerField(default=0)
    changed = TextField(default="{}")
    failures = TextField(default="{}")
    ended_at = DateTimeField(null=True)
    by_id: int | None

    class Meta:
        constraints: ClassVar = [
            Check("state IN ('running', 'live', 'failed')", "a_build_runs_is_live_or_failed"),
            Check("(state = 'running') = (ended_at IS NULL)", "a_build_that_ended_says_when"),
            Check("ended_at >= begun_at", "a_build_ends_after_it_began"),
            Check("done BETWEEN 0 AND total", "a_build_is_no_farther_than_its_end"),
            Check("pages >= 0 AND written >= 0 AND removed >= 0", "pages_of_a_build_are_counted_from_nought"),
        ]

    @property
    def subject(self) -> str:
        return f"build:{self.public_id}"

    @property
    def percent(self) -> int:
        """How far it is; 100 only once it has ended."""
        return 100 if self.state != "running" else min(99, 100 * self.done // self.total) if self.total else 0

    @property
    def changes(self) -> dict[str, list[str]]:
        """new, changed, removed -> paths of pages and files."""
        found: dict[str, list[str]] = json.loads(self.changed)
        return found

    @property
    def wrong(self) -> dict[str, str]:
        """Address of a page, or “”, -> what went wrong there."""
        found: dict[str, str] = json.loads(self.failures)
        return found

    @classmethod
    def begin(cls, by: int | None, at: datetime) -> Self:
        """Begins one. Raises AlreadyDone, with the one that runs."""
        must_be_writing()
        try:
            with store.atomic():
                build: Self = cls.create(by=by, begun_at=at)
        except IntegrityError as error:
            if broken_rule(error) != "one_build_at_a_time":
                raise
            raise AlreadyDone(cls.running()) from error
        AuditEvent.append("build.begun", build.subject, by, at)
        return build

    @classmethod
    def running(cls) -> Self | None:
        """The one that runs or waits."""
        return cls.get_or_none(cls.state == "running")

    @classmethod
    def newest(cls, state: str = "live") -> Self | None:
        """The last one that came to this."""
        found: Self | None = cls.select().where(cls.state == state).order_by(cls.id.desc()).first()
        return found

    @classmethod
    def claim(cls, name: str, at: datetime) -> Self | None:
        """The one that waits, for a process of this name; None where there is none, or another has it."""
        must_be_writing()
        free = cls.claimed_until.is_null() | (cls.claimed_until < at)
        taken = cls.update(claimed_by=name, claimed_until=at + HELD_FOR)
        return cls.running() if taken.where(cls.state == "running", free).execute() else None

    def reach(self, done: int, total: int, at: datetime) -> None:
        """How far it is. Raises AlreadyDone where it has ended."""
        self._update(done=min(done, total), total=total, claimed_until=at + HELD_FOR)

    def go_live(self, pages: int, changed: Mapping[str, Sequence[str]], counts: tuple[int, int], at: datetime) -> None:
        """It is what everybody sees now. `counts`: files written, and removed. Raises AlreadyDone."""
        written, removed = counts
        self._update(
            state="live", pages=pages, written=written, removed=removed, changed=json.dumps(changed), ended_at=at
        )
        AuditEvent.append("build.live", self.subject, self.by_id, at, after=f"{written} written, {removed} removed")

    def fail(self, failures: Mapping[str, str], at: datetime) -> None:
        """Nothing was switched. Raises AlreadyDone."""
        self._update(state="failed", failures=json.dumps(failures), ended_at=at)
        AuditEvent.append("build.failed", self.subject, self.by_id, at, after=f"{len(failures)} pages failed")

    def _update(self, **values: Any) -> None:
        must_be_writing()
        if not Build.update(**values).where(Build.id == self.id, Build.state == "running").execute():
            raise AlreadyDone(self)


unique(Build, Build.state, name="one_build_at_a_time", where=SQL("state = 'running'"))

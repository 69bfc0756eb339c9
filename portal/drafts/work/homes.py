"""Where a draft is: in the store, for who is signed in; in the form itself, for everybody else."""

from datetime import datetime
from typing import Protocol

from itsdangerous import BadData, URLSafeSerializer

from models.draft import Draft
from models.store import writing
from portal.drafts.work.kept import Kept


class Home(Protocol):
    """Where a draft is kept. `carries`: nowhere but in the form."""

    carries: bool

    @property
    def carried(self) -> str:
        """What the form has to carry along; “” where the store keeps it."""

    def load(self) -> tuple[Kept, int]:
        """What is kept, and its version (0: nothing yet)."""

    def keep(self, kept: Kept, version: int, now: datetime) -> int:
        """Keep it over what was seen; its version now. Raises Stale."""

    def drop(self) -> None:
        """Throw it away."""


class Stored:
    """A person’s own, about one tender or one event."""

    carries = False
    carried = ""

    def __init__(
        self, person: int, of_set: tuple[str, str], *, tender: int | None = None, event: int | None = None
    ) -> None:  # fmt: skip
        self._person, self._set, self._tender, self._event = person, of_set, tender, event

    def load(self) -> tuple[Kept, int]:
        there = Draft.of(self._person, tender=self._tender, event=self._event)
        return (Kept.read(there.content), there.version) if there else (Kept(), 0)

    def keep(self, kept: Kept, version: int, now: datetime) -> int:
        with writing():
            return Draft.keep(
                kept.json(), person=self._person, tender=self._tender, event=self._event, of_set=self._set,
                version=version, at=now,
            )  # fmt: skip

    def drop(self) -> None:
        with writing():
            Draft.drop(self._person, tender=self._tender, event=self._event)


class Carried:
    """Nobody’s: it goes to and fro with the form, signed, for this one thing."""

    carries = True

    def __init__(self, text: str, secret: bytes, about: str) -> None:
        self.carried = text
        self._sign = URLSafeSerializer(secret, salt=about)

    def load(self) -> tuple[Kept, int]:
        try:
            return Kept.read(self._sign.loads(self.carried)), 0
        except BadData:
            return Kept(), 0

    def keep(self, kept: Kept, version: int, now: datetime) -> int:
        self.carried = str(self._sign.dumps(kept.json()))
        return version

    def drop(self) -> None:
        self.carried = ""


def forget(now: datetime) -> int:
    """Delete what nobody went on with for long, and what is about an event that is over; how many."""
    with writing():
        return Draft.forget(now)

"""Files that were looked at and wait for somebody’s yes: in the data folder, each under the digest of its content.

Nothing of them is ever served. A file goes when it was taken in, or after a day. With several machines the data folder
must be one that they share.
"""

import fcntl
import json
import re
import shutil
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import IO, Any, Self
from uuid import UUID

KEPT_FOR = timedelta(days=1)
DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class About:
    """What the file was called, who chose it, and when (ISO, naive UTC)."""

    name: str
    by: str
    at: str


@dataclass(frozen=True)
class Waiting:
    """One file of one authority. It may be gone at any moment: another person may have taken it in."""

    place: Path
    authority: UUID
    digest: str
    about: About

    @property
    def at(self) -> datetime:
        return datetime.fromisoformat(self.about.at)

    def content(self) -> bytes:
        """The file, byte by byte as it was chosen. Raises OSError where it is gone or is not what it was."""
        found = (self.place / "file").read_bytes()
        if sha256(found).hexdigest() != self.digest:
            raise OSError("The file on disk is not the one that was looked at.")
        return found

    def outcome(self) -> dict[str, Any] | None:
        """What came of looking at it; None as long as nobody has finished."""
        try:
            found: dict[str, Any] = json.loads((self.place / "outcome").read_text(encoding="utf-8"))
        except FileNotFoundError:
            return None
        return found

    def say(self, outcome: dict[str, Any]) -> None:
        """Write down what came of it, whole or not at all."""
        _put(self.place / "outcome", json.dumps(outcome, ensure_ascii=False).encode())

    def progress(self) -> int:
        """How much is done, in percent."""
        try:
            return int((self.place / "progress").read_text(encoding="utf-8"))
        except (FileNotFoundError, ValueError):
            return 0

    def done(self, percent: int) -> None:
        """Note how much is done."""
        _put(self.place / "progress", str(percent).encode())

    def claim(self) -> IO[bytes] | None:
        """The right to work on it, until the answer is closed or the process ends; None while somebody has it."""
        lock = (self.place / "lock").open("wb")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            lock.close()
            return None
        return lock

    def is_worked_on(self) -> bool:
        """Whether some process has it in hand."""
        try:
            lock = self.claim()
        except FileNotFoundError:
            return False
        if lock:
            lock.close()
        return lock is None

    def remove(self) -> None:
        """It is gone, with everything that was known of it."""
        shutil.rmtree(self.place, ignore_errors=True)


class Shelf:
    """All that wait, a folder an authority and a folder a file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @classmethod
    def of_data(cls, data: Path) -> Self:
        """That of an installation, by its data folder."""
        return cls(data / "imports")

    def put(self, authority: UUID, content: bytes, about: About) -> Waiting:
        """Keep a file; one that is there already is kept anew, from now on."""
        digest = sha256(content).hexdigest()
        place = self.folder / str(authority) / digest
        place.mkdir(parents=True, exist_ok=True, mode=0o700)
        (place / "outcome").unlink(missing_ok=True)
        _put(place / "file", content)
        _put(place / "about", json.dumps(asdict(about)).encode())
        return Waiting(place, authority, digest, about)

    def find(self, authority: UUID, digest: str) -> Waiting | None:
        """The file of this digest; None where there is none, or the digest is no digest."""
        if not DIGEST.fullmatch(digest):
            return None
        place = self.folder / str(authority) / digest
        try:
            about = About(**json.loads((place / "about").read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None
        return Waiting(place, authority, digest, about)

    def of(self, authorities: Collection[UUID]) -> list[Waiting]:
        """Those of these authorities that can still be decided about, newest first."""
        waits = [one for one in self._all() if one.authority in authorities and not (one.outcome() or {}).get("bad")]
        return sorted(waits, key=lambda one: one.about.at, reverse=True)

    def sweep(self, now: datetime) -> int:
        """Take away what has waited for a day, unless it is being worked on. How many."""
        old = [one for one in self._all() if now - one.at > KEPT_FOR and not one.is_worked_on()]
        for one in old:
            one.remove()
        return len(old)

    def _all(self) -> Iterator[Waiting]:
        for place in self.folder.glob("*/*"):
            with suppress(ValueError):
                if found := self.find(UUID(place.parent.name), place.name):
                    yield found


def _put(file: Path, content: bytes) -> None:
    part = file.with_suffix(".part")
    part.write_bytes(content)
    part.replace(file)

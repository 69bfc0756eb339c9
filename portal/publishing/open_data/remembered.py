"""What is kept between builds of the files of editions: what there is to know of each contracts.csv, since pages tell
it more often than the file is made; and the contracts as they were drawn, since few of them change. Whatever is lost
or torn is made anew."""

import marshal
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path
from typing import Any

import orjson

from portal.publishing.register import Edition
from portal.publishing.tables import Facts

SEAL = 32


def recall(folder: Path, edition: Edition, mark: str) -> Facts | None:
    """What was kept under this mark; None where nothing was, or under another."""
    place = _place(folder, edition)
    stored = orjson.loads(place.read_bytes()) if place.exists() else {}
    return Facts(**stored["facts"]) if stored.get("mark") == mark else None


def keep(folder: Path, edition: Edition, mark: str, facts: Facts) -> None:
    """In place of what was kept of the edition before."""
    _write(_place(folder, edition), orjson.dumps({"mark": mark, "facts": asdict(facts)}))


class Shelf:
    """The drawn contracts of an authority, under a mark of what they are made of beside their rows: slug -> digest of
    the row, and what was drawn of it."""

    def __init__(self, folder: Path, authority: str, mark: str) -> None:
        self._place, self._mark = folder / f"{authority}.drawn", mark.encode()

    def recall(self) -> dict[str, tuple[bytes, tuple[Any, ...]]]:
        """What was kept; nothing where it was kept under another mark, or is not whole: then it is thrown away."""
        if not self._place.exists():
            return {}
        stored = self._place.read_bytes()
        seal, kept = stored[:SEAL], memoryview(stored)[SEAL:]
        if seal != self._seal(kept):
            self._place.unlink()  # nothing that has been removed for a reason waits in it
            return {}
        found: dict[str, tuple[bytes, tuple[Any, ...]]] = marshal.loads(kept)  # noqa: S302  sealed, in our own folder
        return found

    def keep(self, drawn: dict[str, tuple[bytes, tuple[Any, ...]]]) -> None:
        """In place of what was kept before."""
        kept = marshal.dumps(drawn)
        _write(self._place, self._seal(kept), kept)

    def _seal(self, kept: bytes | memoryview) -> bytes:
        return sha256(self._mark + sha256(kept).digest()).digest()


def _write(place: Path, *parts: bytes) -> None:
    """In one step, in a folder that nobody else may write."""
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    new = place.with_name(f".{place.name}.new")
    with new.open("wb") as file:
        file.writelines(parts)
    new.replace(place)


def _place(folder: Path, edition: Edition) -> Path:
    return folder / f"{edition.authority}-{edition.quarter}.json"

"""Where the bytes of uploads lie: a folder of the data folder, or an S3-compatible store. Never under the web root.

A place is a random word: it says nothing of whose file it is, and no name that anybody gave is a part of it.
"""

import os
import re
import secrets
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any, Self

PLACE = re.compile(r"[0-9a-f]{2}/[0-9a-f]{40}")


class Cellar:
    """The store, by an obstore store. Its methods raise OSError (or what obstore makes of a failing network)."""

    def __init__(self, store: Any, folder: Path | None = None) -> None:
        self._store, self._folder = store, folder

    @classmethod
    def at(cls, folder: Path, url: str = "") -> Self:
        """That of an installation: its folder, or the address of a bucket (`s3://bucket/prefix`; keys and region from
        the environment, as AWS names them)."""
        from obstore.store import LocalStore, from_url  # noqa: PLC0415 - 4 MB, only where files are

        if url:
            return cls(from_url(url))
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return cls(LocalStore(folder), folder)

    def put(self, content: bytes) -> str:
        """Keep these bytes; their place."""
        word = secrets.token_hex(21)
        place = f"{word[:2]}/{word[2:]}"
        self._store.put(place, content)
        if self._folder is not None:
            _on_disk(self._folder / place)
        return place

    def get(self, place: str) -> bytes:
        """The bytes at a place. FileNotFoundError where there are none, ValueError where it is no place."""
        return bytes(self._store.get(self._checked(place)).bytes())

    def delete(self, place: str) -> None:
        """Nothing is there afterwards."""
        with suppress(FileNotFoundError):
            self._store.delete(self._checked(place))

    def places(self) -> Iterator[tuple[str, datetime]]:
        """Every place that holds something, with when it was put there (naive UTC)."""
        for batch in self._store.list():
            for one in batch:
                if PLACE.fullmatch(one["path"]):
                    yield one["path"], one["last_modified"].replace(tzinfo=None)

    @staticmethod
    def _checked(place: str) -> str:
        if not PLACE.fullmatch(place):
            raise ValueError("That is no place of an upload.")
        return place


def _on_disk(file: Path) -> None:
    """A row that names it is written next: what it names must outlive a power cut, too."""
    for one in (file, file.parent, file.parent.parent):
        handle = os.open(one, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

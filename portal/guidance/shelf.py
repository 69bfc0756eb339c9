"""The index of this installation: a file in the data folder, made of what is published, made anew when that changed."""

import hashlib
import os
import sqlite3
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from forms import library, proportion
from portal.guidance.index import Index
from portal.guidance.passages import Passage

LOOK_AGAIN = 30
"""Seconds after which the words of the site are looked at again."""


def sources(words: Path) -> Iterator[Passage]:
    """Everything that is published about returns, in one order."""
    from portal.guidance import rules, sets, site_words  # noqa: PLC0415  who only searches needs no Markdown

    for question_set in library.all():
        yield from sets.passages(question_set)
    yield from rules.passages()
    yield from site_words.passages(words)


def digest(words: Path) -> str:
    """A fingerprint of the files that passages come from, and of the code that makes them."""
    whole = hashlib.sha256()
    for folder, pattern in (
        (library.FOLDER, "**/*.toml"),
        (proportion.FILE.parent, proportion.FILE.name),
        (words, "content/*/*.md"),
        (Path(__file__).parent, "*.py"),
    ):
        for file in sorted(folder.glob(pattern)):
            whole.update(f"{file.relative_to(folder)}\x1f".encode() + file.read_bytes() + b"\x1e")
    return whole.hexdigest()


class Guidance:
    """Where people’s questions are looked up. One a process; several processes share the file."""

    def __init__(self, folder: Path, words: Path) -> None:
        self._folder, self._words = folder, words
        self._turn = threading.Lock()
        self._seen: tuple[object, ...] | None = None
        self._looked = 0.0
        self._index: Index | None = None

    def index(self) -> Index:
        """The index of what is published now."""
        with self._turn:
            if self._index is None or time.monotonic() - self._looked > LOOK_AGAIN:
                self._index = self._now(self._index)
            return self._index

    def _now(self, index: Index | None) -> Index:
        self._looked, seen = time.monotonic(), self._signature()
        if index is None or seen != self._seen:
            index, self._seen = self._made(), seen
        return index

    def _signature(self) -> tuple[object, ...]:
        """What tells that a page was changed, without reading it."""
        files = sorted(self._words.glob("content/*/*.md"))
        return tuple((str(file), stat.st_mtime_ns, stat.st_size) for file in files for stat in [file.stat()])

    def _made(self) -> Index:
        path = self._folder / f"guidance-{digest(self._words)[:24]}.sqlite"
        with suppress(sqlite3.Error):  # not there yet
            return Index.read(path)
        with suppress(OSError, sqlite3.Error):
            self._write(path)
            return Index.read(path)
        return Index(sources(self._words))  # a full disk does not keep anybody from asking

    def _write(self, path: Path) -> None:
        """A whole file or none: who reads meanwhile has the one before."""
        self._folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".guidance-", dir=self._folder)
        os.close(handle)
        try:
            Index.write(Path(name), sources(self._words))
            os.replace(name, path)
        finally:
            Path(name).unlink(missing_ok=True)
        for other in self._folder.glob("guidance-*.sqlite"):
            if other != path:
                other.unlink(missing_ok=True)

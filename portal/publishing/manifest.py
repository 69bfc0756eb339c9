"""What a published folder holds: of each file the digest of its bytes, and the mark of what it shows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import file_digest
from pathlib import Path
from typing import NamedTuple

import orjson

GONE = "gone.txt"
"""The file that lists what was removed for a legal reason."""
RECORD = "data/record.sqlite"
"""The public record, as it is."""


SOME = 1_000
"""Files that are written down at a time."""


class Kept(NamedTuple):
    """A file as a build left it. No digest: a build was about to change it when it ended."""

    digest: str
    mark: str = ""


@dataclass
class Manifest:
    """Path inside the site, with slashes -> the file. Marks mean something only to builds `made_by` the same code,
    templates, words and settings."""

    made_by: str = ""
    files: dict[str, Kept] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path) -> "Manifest":
        """The manifest at `path`; an empty one where there is none."""
        if not path.exists():
            return cls()
        stored = orjson.loads(path.read_bytes())
        return cls(stored["made_by"], {name: Kept(*kept) for name, kept in stored["files"].items()})

    def write(self, path: Path) -> None:
        """Replaces what stands at `path` in one step."""
        new = path.with_name(f".{path.name}.new")
        names = sorted(self.files)
        with new.open("wb") as file:  # some at a time: there may be tens of thousands
            file.write(b'{"made_by":%b,"files":{' % orjson.dumps(self.made_by))
            for start in range(0, len(names), SOME):
                some = {name: self.files[name] for name in names[start : start + SOME]}
                file.write(b"," * bool(start) + orjson.dumps(some, default=tuple)[1:-1])  # it refuses named ones
            file.write(b"}}")
        new.replace(path)

    def is_made_of(self, record: Path, made_by: str) -> bool:
        """Whether all of it was made of this very record, by the same code, templates, words and settings."""
        if made_by != self.made_by or RECORD not in self.files or not all(kept.digest for kept in self.files.values()):
            return False
        return self.same_bytes(RECORD, digest_of(record))

    def same_bytes(self, path: str, digest: str) -> bool:
        """Whether the file at `path` is known to hold just these bytes."""
        kept = self.files.get(path)
        return bool(kept and digest and kept.digest == digest)

    def vouching_for(self, after: Mapping[str, Kept]) -> "Manifest":
        """What may be said while files are being changed to `after`: nothing of those that change."""
        both = {**self.files, **after}
        nothing = Kept("")
        return Manifest(
            self.made_by,
            {path: kept if self.same_bytes(path, _digest(after, path)) else nothing for path, kept in both.items()},
        )


def digest_of(file: Path) -> str:
    """SHA-256 of a file, for which it is read once as long as nobody writes it."""
    there = file.stat()
    return _read(file, there.st_dev, there.st_ino, there.st_mtime_ns, there.st_ctime_ns, there.st_size)


@lru_cache(maxsize=2)
def _read(path: Path, *_version: int) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _digest(files: Mapping[str, Kept], path: str) -> str:
    kept = files.get(path)
    return kept.digest if kept else ""

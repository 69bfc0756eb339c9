"""Where a build puts what it has rendered and what is not already live, until all of it is known to be good."""

import os
from collections.abc import Iterable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from portal.publishing.manifest import Manifest


class Stage:
    """A folder beside the site. Only files that differ from `known` are written."""

    def __init__(self, folder: Path, known: Manifest) -> None:
        self.folder, self.known = folder, known
        self._root = f"{folder}/"
        self._made = {""}

    def put(self, path: str, content: bytes) -> str:
        """Takes in one file; returns its digest. Raises ValueError for a path that leads out of the site."""
        refuse_strange(path)
        digest = sha256(content).hexdigest()
        if not self.known.same_bytes(path, digest):
            self._write(self._place(path), content)
        return digest

    def stream(self, path: str, chunks: Iterable[bytes], digest: str = "") -> str:
        """Takes in a large file, which is never held whole, and need not be read at all where its digest is known."""
        refuse_strange(path)
        if self.known.same_bytes(path, digest):
            return digest
        place, found = self._place(path), sha256()
        with open(place, "wb") as file:
            for chunk in chunks:
                file.write(chunk)
                if not digest:
                    found.update(chunk)
        if not digest and self.known.same_bytes(path, found.hexdigest()):
            os.unlink(place)
        return digest or found.hexdigest()

    def _place(self, path: str) -> str:
        self._make(path.rpartition("/")[0])
        return self._root + path

    def _make(self, folder: str) -> None:
        """Another process may have made it."""
        if folder not in self._made:
            self._make(folder.rpartition("/")[0])
            with suppress(FileExistsError):
                os.mkdir(self._root + folder)
            self._made.add(folder)

    @staticmethod
    def _write(place: str, content: bytes) -> None:
        """There are thousands of small files: a file object each would take longer than its bytes."""
        file = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
        try:
            left = memoryview(content)
            while left:
                left = left[os.write(file, left) :]
        finally:
            os.close(file)


def refuse_strange(path: str) -> None:
    """Raises ValueError unless `path` is one inside a site: no empty, hidden or parent folder."""
    if "//" in f"/{path}/" or "/." in f"/{path}":
        raise ValueError(f"“{path}” is no path inside the site.")

"""Where a build puts what it has rendered and what is not already live, until all of it is known to be good."""

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from portal.publishing.manifest import Manifest


class Stage:
    """A folder beside the site. Only files that differ from `known` are written."""

    def __init__(self, folder: Path, known: Manifest) -> None:
        self.folder, self.known = folder, known
        self._made: set[str] = set()

    def put(self, path: str, chunks: Iterable[bytes]) -> str:
        """Takes in one file, whole where `chunks` is a list; returns its digest.

        Raises ValueError for a path that leads out of the site.
        """
        refuse_strange(path)
        if not isinstance(chunks, list):
            return self._stream(path, chunks)
        content = b"".join(chunks)
        digest = sha256(content).hexdigest()
        if not self.known.same_bytes(path, digest):
            self._place(path).write_bytes(content)
        return digest

    def _stream(self, path: str, chunks: Iterable[bytes]) -> str:
        """A large file, which is never held whole."""
        digest, place = sha256(), self._place(path)
        with place.open("wb") as file:
            for chunk in chunks:
                digest.update(chunk)
                file.write(chunk)
        if self.known.same_bytes(path, digest.hexdigest()):
            place.unlink()
        return digest.hexdigest()

    def _place(self, path: str) -> Path:
        folder = path.rpartition("/")[0]
        if folder not in self._made:
            (self.folder / folder).mkdir(parents=True, exist_ok=True)
            self._made.add(folder)
        return self.folder / path


def refuse_strange(path: str) -> None:
    """Raises ValueError unless `path` is one inside a site: no empty, hidden or parent folder."""
    if any(not part or part.startswith(".") for part in path.split("/")):
        raise ValueError(f"“{path}” is no path inside the site.")

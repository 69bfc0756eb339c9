"""A file that grows piece by piece and is then read as often as it is wanted: without a name, and nobody else’s."""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from tempfile import SpooledTemporaryFile
from typing import IO
from weakref import finalize

IN_MEMORY = 2**23
CHUNK = 2**18


class Growing:
    """It waits in memory, and once it is large on disk, until nobody has it any more."""

    def __init__(self, pieces: Iterable[bytes] = ()) -> None:
        self.size = 0
        self._sum = sha256()
        self._file = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115
        finalize(self, self._file.close)
        for piece in pieces:
            self.add(piece)

    def add(self, piece: bytes) -> None:
        """At its end."""
        self.size += len(piece)
        self._sum.update(piece)
        self._file.write(piece)

    @property
    def digest(self) -> str:
        """SHA-256 of what there is."""
        return self._sum.hexdigest()

    def chunks(self) -> Iterator[bytes]:
        """What there is."""
        self._file.seek(0)
        yield from chunks_of(self._file)


def chunks_of(file: IO[bytes]) -> Iterator[bytes]:
    """The rest of a file."""
    while chunk := file.read(CHUNK):
        yield chunk

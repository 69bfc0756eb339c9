"""A file that grows piece by piece and is then read as often as it is wanted: without a name, and nobody else’s."""

from collections.abc import Iterator
from hashlib import sha256
from tempfile import TemporaryFile
from typing import IO
from weakref import finalize

CHUNK = 2**18


class Growing:
    """`small`: it waits in memory, else on disk until nobody has it any more."""

    def __init__(self, *, small: bool) -> None:
        self.size = 0
        self._sum = sha256()
        self._pieces: list[bytes] = []
        self._file = None if small else TemporaryFile()  # noqa: SIM115
        if self._file:
            finalize(self, self._file.close)

    def add(self, piece: bytes) -> None:
        """At its end."""
        self.size += len(piece)
        self._sum.update(piece)
        if self._file:
            self._file.write(piece)
        else:
            self._pieces.append(piece)

    @property
    def digest(self) -> str:
        """SHA-256 of what there is."""
        return self._sum.hexdigest()

    def chunks(self) -> Iterator[bytes]:
        """What there is."""
        if not self._file:
            yield from self._pieces
            return
        self._file.seek(0)
        yield from chunks_of(self._file)


def chunks_of(file: IO[bytes]) -> Iterator[bytes]:
    """The rest of a file."""
    while chunk := file.read(CHUNK):
        yield chunk

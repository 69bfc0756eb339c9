"""What stands on pages far apart, put by in a file meanwhile. The rows of a large register stand in every order of it:
there are too many of them to be kept in memory, or to be drawn again for each.
"""

import os
from collections.abc import Hashable, Iterable
from tempfile import TemporaryFile
from typing import IO
from weakref import finalize

Placed = tuple[int, bytes]
"""How deep the pages are on which a piece stands so, and its bytes."""


class PutBy:
    """A file without a name, which goes with the process, and where in it each piece is."""

    def __init__(self) -> None:
        self._file: IO[bytes] | None = None
        self._end = 0
        self._where: dict[Hashable, tuple[int, int, int]] = {}

    def put(self, pieces: Iterable[tuple[Hashable, Placed]]) -> None:
        """Takes in those that it has not."""
        new = [(key, placed) for key, placed in pieces if key not in self._where]
        if not new:
            return
        if self._file is None:
            self._file = TemporaryFile()  # noqa: SIM115  it is closed when they are forgotten, or all of this is
            finalize(self, self._file.close)
        for key, (depth, content) in new:
            self._where[key] = (self._end, len(content), depth)
            self._end += len(content)
        self._file.write(b"".join(content for _key, (_depth, content) in new))
        self._file.flush()

    def get(self, key: Hashable) -> Placed | None:
        """One of them."""
        found = self._where.get(key)
        if found is None or self._file is None:
            return None
        start, length, depth = found
        return depth, os.pread(self._file.fileno(), length, start)

    def clear(self) -> None:
        """Forgets them all."""
        if self._file:
            self._file.close()
        self._file, self._end, self._where = None, 0, {}

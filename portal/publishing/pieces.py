"""Pieces that many pages have alike: what surrounds them, and the rows of the register’s tables. Each is drawn once.

A page that is being frozen bears marks in their place. So a piece is looked at, and its links are made relative, once,
and not once for each of the pages that it stands in.
"""

from collections.abc import Callable, Hashable

MARK = "\0"
"""Before and after the number of a piece. It stands in no text: it is taken out of everything at the edge."""
MOST = 10_000
"""So many pieces are kept; those of a larger register would need too much memory."""


class Pieces:
    """Those of an application; `marked`: its pages are being frozen."""

    def __init__(self) -> None:
        self.marked = False
        self._shown: dict[Hashable, str] = {}
        self._drawn: dict[bytes, bytes] = {}
        self._placed: dict[tuple[bytes, int], bytes] = {}
        self._number = 0

    def shown(self, key: Hashable, draw: Callable[[], str]) -> str:
        """A piece as a page is to show it: the safe markup that `draw` makes, or its mark, in which nothing need be
        escaped."""
        found = self._shown.get(key)
        if found is None:
            found = self._shown[key] = self._marked(draw()) if self.marked else draw()
        return found

    def _marked(self, drawn: str) -> str:
        self._number += 1
        self._drawn[b"%d" % self._number] = drawn.encode()
        return f"{MARK}{self._number}{MARK}"

    def trim(self) -> None:
        """Between two pages, all are forgotten where there are too many."""
        if len(self._shown) >= MOST:
            for kept in (self._shown, self._drawn, self._placed):
                kept.clear()

    def whole(self, content: bytes, depth: int, place: Callable[[bytes], bytes]) -> bytes:
        """A page with the pieces in the place of their marks. `place`: what becomes of one on a page so deep."""
        parts = content.split(MARK.encode())
        for at in range(1, len(parts), 2):
            key = (parts[at], depth)
            if key not in self._placed:
                self._placed[key] = place(self._drawn[parts[at]])
            parts[at] = self._placed[key]
        return b"".join(parts)

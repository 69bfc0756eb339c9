"""Pieces that many pages have alike: what surrounds them, rows of tables, facts that many contracts share. Each is
drawn once.

A page that is being frozen bears marks in their place. So a piece is looked at, and its links are made relative, once,
and not once for each of the pages that it stands in.
"""

from collections.abc import Callable, Hashable
from typing import Any

from flask import current_app
from jinja2 import Environment

from portal.publishing.put_by import PutBy

MARK = "\0"
"""Before and after the number of a piece. It stands in no text: it is taken out of everything at the edge."""
MOST = 4_000
"""So many new pieces, and what was in use while the as many before them came, are kept: those of a larger register
would need too much memory."""


class Piece:
    """One, and as it stands on pages of each depth. `shown`: as a page is to show it; `far`: on pages far apart."""

    __slots__ = ("draw", "far", "placed", "shown")

    def __init__(self, draw: Callable[[], str], shown: str, far: bool) -> None:
        self.draw, self.shown, self.far = draw, shown, far
        self.placed: dict[int, bytes] = {}


class Pieces:
    """Those of an application; `marked`: its pages are being frozen."""

    def __init__(self, templates: Environment) -> None:
        self.marked = False
        self._templates = templates
        self._macros: dict[str, Callable[..., str]] = {}
        self._new: dict[Hashable, Piece] = {}
        self._older: dict[Hashable, Piece] = {}
        self._by_number: dict[bytes, Piece] = {}
        self._number = 0
        self._put_by = PutBy()
        self._far_asked = False

    def shown(self, key: Hashable, draw: Callable[[], str], *, far: bool = False) -> str:
        """A piece as a page is to show it: the safe markup that `draw` makes, or its mark, in which nothing need be
        escaped. `far`: it stands on pages so far apart that it would be forgotten between them."""
        found = self._new.get(key)
        if found is None:
            found = self._new[key] = self._older.pop(key) if key in self._older else self._made(key, draw, far)
            self._far_asked |= far
        return found.shown

    def piece(self, name: str, *said: Hashable) -> str:
        """What a macro of public/pieces.html makes of this."""
        key = (name, *said)
        found = self._new.get(key)
        return found.shown if found else self.shown(key, lambda: self.plain(name, *said))

    def plain(self, name: str, *said: Any) -> str:
        """The same for what hardly any other page has: nothing is kept."""
        macro = self._macros.get(name)
        if macro is None:
            macro = self._macros[name] = getattr(self._templates.get_template("public/pieces.html").module, name)
        return macro(*said)

    def _made(self, key: Hashable, draw: Callable[[], str], far: bool) -> Piece:
        """One that is marked is drawn when its place is known."""
        if not self.marked:
            return Piece(draw, draw(), far)
        self._number += 1
        found = self._by_number[b"%d" % self._number] = Piece(draw, f"{MARK}{self._number}{MARK}", far)
        if far and (placed := self._put_by.get(key)):
            found.placed.update([placed])
        return found

    def trim(self) -> None:
        """Between two pages, what has not been in use for long is forgotten where there are too many, or put by."""
        if len(self._new) >= MOST:
            if self._far_asked:
                far = ((key, one.placed) for key, one in self._older.items() if one.far)
                self._put_by.put((key, placed.popitem()) for key, placed in far if placed)
            else:
                self._put_by.clear()
            self._far_asked = False
            self._older, self._new = self._new, {}
            self._by_number = {one.shown.strip(MARK).encode(): one for one in self._older.values()}

    def whole(self, content: bytes, depth: int, place: Callable[[bytes], bytes]) -> bytes:
        """A page with the pieces in the place of their marks. `place`: what becomes of one on a page so deep."""
        parts = content.split(MARK.encode())
        for at in range(1, len(parts), 2):
            one = self._by_number[parts[at]]
            parts[at] = one.placed.get(depth) or one.placed.setdefault(depth, place(one.draw().encode()))
        return b"".join(parts)


def pieces() -> Pieces:
    """Those of the application that is running."""
    found: Pieces = current_app.extensions["pieces"]
    return found

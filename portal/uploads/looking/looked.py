"""What comes of looking through a file."""

from dataclasses import dataclass


class Refused(ValueError):
    """The file is not taken. `args[0]` is one of the codes that portal/uploads/words.py has words for."""

    @property
    def code(self) -> str:
        return str(self.args[0])


@dataclass(frozen=True)
class Found:
    """Something that nobody sees at first glance: what (a code of portal/uploads/words.py), how often, and the names
    that it has, if it has names (hidden sheets, files inside a PDF)."""

    what: str
    count: int
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Looked:
    """A file that may be kept: what it is, its bytes as they are to be kept, and what was found in it."""

    kind: str
    content: bytes
    found: tuple[Found, ...] = ()


MOST_NAMES = 5


def found(what: str, count: int, names: list[str] | None = None) -> list[Found]:
    """One finding; none where there was nothing."""
    shown = tuple(" ".join(name.split())[:80] for name in (names or [])[:MOST_NAMES])
    return [Found(what, count, shown)] if count else []

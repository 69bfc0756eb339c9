"""A file, or several. They are added on the page; the answer is the list of their digests.

Digests alone, and not names: a name may hold what has to be taken out later (“Report on J.S.pdf”), and a submission
that named it could then no longer be verified. What a file is called is looked up in `Asked.files`.
"""

from typing import Any, ClassVar

from forms.asked import Asked
from forms.kinds.kind import Kind
from forms.reading import Reading, Status, unreadable


class FileKind(Kind):
    """Values are tuples of SHA-256 digests (hex), sorted: the same files give the same bytes."""

    name: ClassVar[str] = "file"

    def read(self, text: str, asked: Asked) -> Reading:
        """Words are no file: whoever writes instead is told to add it on the page. Digests of files that this
        question has are read as those files."""
        digests = text.split()
        if digests and all(digest in asked.files for digest in digests):
            return Reading(Status.exact, tuple(sorted(set(digests))))
        return unreadable("on_the_page")

    def say(self, value: Any, asked: Asked) -> str:
        return ", ".join(asked.files[digest].words if digest in asked.files else "a file" for digest in value)

    def export(self, value: Any, asked: Asked) -> str | int | float | None:
        """How many there are; nothing at all of files that are kept apart."""
        return None if asked.apart else len(value)

    def canonical(self, value: Any) -> Any:
        return sorted(value)

    def revive(self, stored: Any) -> Any:
        return tuple(stored)

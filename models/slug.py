"""Names as they stand in public addresses. Pure."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import count


def slug_of(name: str) -> str:
    """“Harbour Young People’s Trust” -> “harbour-young-peoples-trust”; at most 60 characters, never empty."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain.replace("'", ""))
    return "-".join(words)[:60].strip("-") or "organisation"


def slugs_of(name: str) -> Iterator[str]:
    """The slug of a name, then the same with -2, -3 … for when it is taken."""
    first = slug_of(name)
    yield first
    yield from (f"{first}-{number}" for number in count(2))

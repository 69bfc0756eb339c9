"""Which sets of questions an authority uses."""

from collections.abc import Mapping
from datetime import datetime

from forms import library
from models.authority import AdoptedSet, Authority
from models.store import writing

LETTERS: Mapping[str, str] = {"England": "E", "Wales": "W", "Scotland": "S", "Northern Ireland": "N"}
"""Nations as sets name them, and as authorities do."""


def for_nation(nation: str) -> list[str]:
    """The keys of the sets for a nation (E, W, S or N)."""
    return sorted({found.key for found in library.all() if LETTERS[found.nation] == nation})


def adopt(authority: Authority, set_key: str, *, by: int | None, now: datetime) -> None:
    """The authority takes up a set. Raises OtherNation, NoSuchSet."""
    nation = LETTERS[library.latest(set_key).nation]
    with writing():
        AdoptedSet.adopt(authority, set_key, nation, by=by, at=now)

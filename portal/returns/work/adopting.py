"""Which sets of questions an authority uses, in which version, and what it lays over them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from peewee import fn

from forms import library
from forms.question_set import QuestionSet
from models.authority import AdoptedSet, Authority
from models.overlay import Overlay
from models.store import writing
from portal.returns.work import sets

LETTERS: Mapping[str, str] = {"England": "E", "Wales": "W", "Scotland": "S", "Northern Ireland": "N"}
"""Nations as sets name them, and as authorities do."""


@dataclass(frozen=True)
class InUse:
    """A set as one authority asks it now. `questions` is the file’s; `row` is its overlay, None where it has none."""

    adopted: AdoptedSet
    questions: QuestionSet
    row: Overlay | None

    @property
    def overlay_id(self) -> UUID | None:
        """What a return that is asked for now keeps: None where the newest overlay changes nothing."""
        return None if self.row is None or sets.as_read(self.row).empty else self.row.public_id

    @property
    def asked(self) -> QuestionSet:
        """The set with what the authority lays over it."""
        return self.questions if self.overlay_id is None else sets.laid(self.questions, self.overlay_id)


def for_nation(nation: str) -> list[str]:
    """The keys of the sets for a nation (E, W, S or N)."""
    return sorted({found.key for found in library.all() if LETTERS[found.nation] == nation})


def adopt(authority: Authority, set_key: str, *, by: int | None, now: datetime) -> None:
    """The authority takes up the newest version of a set. Raises OtherNation, NoSuchSet."""
    newest = library.latest(set_key)
    with writing():
        AdoptedSet.adopt(authority, set_key, LETTERS[newest.nation], by=by, at=now, version=newest.version)


def in_use(authorities: Sequence[int]) -> list[InUse]:
    """Every set that these authorities use, by authority, as the library orders them; two queries."""
    rows = AdoptedSet.select().where(AdoptedSet.authority << list(authorities)).order_by(AdoptedSet.authority)
    overlays = newest_overlays(authorities)
    order = list(dict.fromkeys(found.key for found in library.all()))
    found = [
        InUse(row, version_of(row), overlays.get((row.authority_id, row.set_key)))
        for row in rows
        if row.set_key in order
    ]
    return sorted(found, key=lambda one: (one.adopted.authority_id, order.index(one.questions.key)))


def one_in_use(authority_id: int, set_key: str) -> InUse | None:
    """One of them; None where the authority does not use it."""
    return next((one for one in in_use([authority_id]) if one.questions.key == set_key), None)


def version_of(row: AdoptedSet) -> QuestionSet:
    """The version that an authority uses; the newest where none was kept, or where that one is no longer there."""
    try:
        return library.get(row.set_key, row.set_version or "")
    except library.NoSuchSet:
        return library.latest(row.set_key)


def newest_overlays(authorities: Sequence[int]) -> dict[tuple[int, str], Overlay]:
    """(authority id, set key) -> the overlay that counts; one query."""
    other = Overlay.alias()
    same = (other.authority == Overlay.authority) & (other.set_key == Overlay.set_key)
    newest = other.select(fn.MAX(other.number)).where(same)
    rows = Overlay.select().where((Overlay.authority << list(authorities)) & (Overlay.number == newest))
    return {(row.authority_id, row.set_key): row for row in rows}

"""What the columns of Ofsted’s lists are called, in the layouts that it has used since 2016. Pure; mostly data.

A heading is compared by its letters and digits alone. Columns with names and addresses are known by not standing here:
what is not named below is never read.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from portal.register.columns import key
from portal.register.plain_text import clean

HEADINGS: Mapping[str, Sequence[str]] = {
    "urn": ("URN", "Unique reference number"),
    "provision_type": ("Provision type", "Provider type", "Provider subtype"),
    "status": ("Registration status", "Provider status"),
    "registered_on": ("Registration date", "Date registered"),
    "deregistered_on": ("Deregistration date", "De-registration date", "Date deregistered", "Date closed", "End date"),
    "places": ("Places", "Number of places", "Registered places", "Maximum users"),
    "local_authority": ("Local authority",),
    "overall": (
        "Overall experiences and progress of children and young people", "Overall effectiveness",
        "Overall experiences and progress", "Latest overall effectiveness",
    ),
    "overall_on": ("Latest full inspection date", "Inspection date", "Latest inspection date"),
}  # fmt: skip
"""2024 says “Overall experiences and progress of children and young people”, 2016 “Overall effectiveness”."""

_OF = {key(heading): name for name, headings in HEADINGS.items() for heading in headings}
NEEDED = frozenset({"urn", "provision_type", "status"})


@dataclass(frozen=True)
class Columns:
    """Where each fact stands in a row, and what its column is called."""

    places: Mapping[str, int]
    headings: Mapping[str, str]

    def cell(self, cells: Sequence[str], name: str) -> str:
        """A cell on one line; empty where the list has no such column."""
        place = self.places.get(name, -1)
        return " ".join(clean(cells[place]).split()) if 0 <= place < len(cells) else ""


def read(cells: Sequence[str]) -> Columns | None:
    """The columns that a row of headings names; None for a row that is no header. The first of two of a name counts."""
    places: dict[str, int] = {}
    for place, cell in enumerate(cells):
        if (name := _OF.get(key(clean(cell)))) is not None:
            places.setdefault(name, place)
    if not places.keys() >= NEEDED:
        return None
    return Columns(places, {name: " ".join(clean(cells[place]).split()) for name, place in places.items()})

"""How complete the register of one edition is: what is blank, what has no value of its own, whose review is overdue.

Haringey’s paper of 2014 (6.2 to 6.5) counts 289 contracts of one segment, of which 271 are frameworks at £1: the same
is said here of every segment, by the register itself.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from portal.publishing.words import FRAMEWORKS

Row = Mapping[str, Any]
MOST = 50
"""So many overdue reviews are listed; the rest are counted."""


@dataclass(frozen=True)
class Asked:
    """A column that the LGA’s template calls mandatory. `applies`: where it does not, it is not counted."""

    name: str
    says: str
    blank: Callable[[Row], bool]
    applies: Callable[[Row], bool] = lambda _row: True


def _empty(column: str) -> Callable[[Row], bool]:
    return lambda row: row[column] in ("", None)


def _unsaid(fact: str) -> Callable[[Row], bool]:
    return lambda row: any(not part[fact] for part in row["suppliers"])


def _named(row: Row) -> bool:
    return bool(row["suppliers"])


def _has_charity(row: Row) -> bool:
    return any(part["charity_register"] or part["vcse_kind"] == "charity" for part in row["suppliers"])


MANDATORY = (
    Asked("ContractReference", "Reference", _empty("reference")),
    Asked("ContractTitle", "Title", _empty("title")),
    Asked("OrganisationalUnit", "Department", _empty("department")),
    Asked("Description", "Description", _empty("description")),
    Asked("StartDate", "First day", _empty("starts_on")),
    Asked("EndDate", "Last day", _empty("ends_on")),
    Asked("ReviewDate", "Day of the next review", _empty("review_on")),
    Asked("ContractValue", "Value", lambda row: row["value_pence"] is None and not row["value_words"]),
    Asked("IrrecoverableVAT", "VAT that cannot be recovered", _empty("irrecoverable_vat_pence")),
    Asked("SupplierName", "Supplier", lambda row: not row["suppliers"] and not row["supplier_words"]),
    Asked("CharityCommissionNumber", "Charity number, of charities",
          lambda row: any(not part["charity_number"] for part in row["suppliers"]
                          if part["charity_register"] or part["vcse_kind"] == "charity"), _has_charity),
    Asked("SMESupplier", "Small or medium supplier", _unsaid("sme"), _named),
    Asked("VCSESupplier", "Voluntary or community supplier", _unsaid("vcse"), _named),
    Asked("ProcessType", "Invited to tender, to quote, or neither", _empty("process")),
)  # fmt: skip
"""In the LGA’s guidance (v1.3, 1 June 2015) mandatory, mandatory where relevant or mandatory if applicable."""


@dataclass
class Segment:
    """Contracts of one segment of the market; `worth` in pence, of those that have a value of their own."""

    contracts: int = 0
    nominal: int = 0
    call_offs: int = 0
    others: int = 0
    unknown: int = 0
    worth: int = 0

    def count(self, row: Row) -> None:
        """One more."""
        self.contracts += 1
        if row["arrangement"] in FRAMEWORKS and (row["value_kind"] == "nominal" or row["value_pence"] is None):
            self.nominal += 1
        elif row["arrangement"].startswith("call_off"):
            self.call_offs += 1
        else:
            self.others += 1
            if row["arrangement"] not in FRAMEWORKS and row["value_kind"] == "whole":
                self.worth += row["value_pence"]
            else:
                self.unknown += 1


@dataclass
class Completeness:
    """Of one edition. `blank`: name of a column -> contracts where it is blank, and of how many it is asked."""

    contracts: int = 0
    blank: dict[str, int] = field(default_factory=lambda: dict.fromkeys((one.name for one in MANDATORY), 0))
    asked: dict[str, int] = field(default_factory=lambda: dict.fromkeys((one.name for one in MANDATORY), 0))
    whole: int = 0
    overdue: list[tuple[str, str, str]] = field(default_factory=list)
    ended: int = 0
    segments: dict[str, Segment] = field(default_factory=dict)

    @property
    def nominal(self) -> int:
        """Frameworks without a value of their own."""
        return sum(one.nominal for one in self.segments.values())

    def listed(self) -> Sequence[tuple[str, str, str]]:
        """Overdue reviews, the oldest first: day, slug and title of the contract."""
        return sorted(self.overdue)[:MOST]

    def by_segment(self) -> Iterator[tuple[str, Segment]]:
        """By name; contracts of no segment last."""
        yield from sorted(self.segments.items(), key=lambda item: (not item[0], item[0].casefold()))


def completeness(rows: Iterable[Row], segments: Mapping[str, str], as_at: str) -> Completeness:
    """Over the rows of an edition. `segments`: key of a service -> its segment of the market."""
    found = Completeness()
    for row in rows:
        found.contracts += 1
        blanks = 0
        for one in MANDATORY:
            if one.applies(row):
                found.asked[one.name] += 1
                blank = one.blank(row)
                found.blank[one.name] += blank
                blanks += blank
        found.whole += not blanks
        if row["review_on"] and row["review_on"] < as_at:
            found.overdue.append((row["review_on"], row["slug"], row["title"]))
        found.ended += bool(row["ends_on"]) and row["ends_on"] < as_at
        segment = segments.get(row["service"]["key"], "") if row["service"] else ""
        found.segments.setdefault(segment, Segment()).count(row)
    return found

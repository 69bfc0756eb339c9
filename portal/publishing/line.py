"""A contract as a line of a list: what is compared, sorted, counted and linked; everything else stays in the record."""

from dataclasses import dataclass, field
from datetime import date
from sys import intern
from typing import Any

from portal.publishing.blanks import Blanks, blanks


@dataclass(frozen=True, slots=True)
class Party:
    """A supplier of a line. `sme`, `vcse` and `local` are “yes”, “no” or “” (not known)."""

    slug: str
    name: str
    sme: str
    vcse: str
    value_pence: int | None
    formerly: tuple[str, ...]
    local: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A contract in one edition. Days are ISO texts, so that they sort; money is in pence.

    `mark` changes with anything that the contract’s own page shows of it; `steady`: it reads the same in every edition
    that it stands in; `blanks`: which mandatory columns it leaves so.
    """

    authority: str
    period_key: str
    slug: str
    reference: str
    title: str
    arrangement: str
    department: str
    service: str  # key, or “”
    suppliers: tuple[Party, ...]
    supplier_words: str
    starts_on: str | None
    ends_on: str | None
    ends_note: str
    last_possible_end: str | None
    review_on: str | None
    break_on: str | None
    value_pence: int | None
    value_kind: str  # whole, yearly, nominal, unknown
    value_words: str
    within: tuple[str, str] | None
    mark: str
    steady: bool = False
    blanks: Blanks = ()
    key: tuple[str, str] = field(init=False)
    counts: bool = field(init=False)
    yearly_pence: int | None = field(init=False)

    def __post_init__(self) -> None:
        """What lists ask for again and again. `key`: authority and slug; `counts`: whether its value may be summed, as
        a nominal one (£0 or £1 of a framework) never is; `yearly_pence`: what it costs in a year, as it is said, or the
        whole over its years; None where that cannot be known."""
        counts = self.value_kind in ("whole", "yearly")
        known = self.value_pence if counts else None
        yearly = None if known is None else _yearly(known, self.value_kind, self.starts_on, self.ends_on)
        for name, worked_out in (("key", (self.authority, self.slug)), ("counts", counts), ("yearly_pence", yearly)):
            object.__setattr__(self, name, worked_out)

    def in_a_year(self, pence: int | None) -> int | None:
        """What so much of its value is in a year, as `yearly_pence` is of all of it."""
        if pence is None or not self.counts:
            return None
        return _yearly(pence, self.value_kind, self.starts_on, self.ends_on)

    @property
    def url(self) -> str:
        return f"/contracts/{self.authority}/{self.slug}/"


def _yearly(pence: int, kind: str, starts_on: str | None, ends_on: str | None) -> int | None:
    if kind == "yearly":
        return pence
    if not (starts_on and ends_on):
        return None
    days = (date.fromisoformat(ends_on) - date.fromisoformat(starts_on)).days + 1
    return pence if days <= 366 else round(pence * 365.25 / days)


def line_of(authority: str, period_key: str, row: dict[str, Any], mark: str, *, steady: bool = False) -> Line:
    """The line of a released contract row. Texts that many contracts have alike are each kept once."""
    within, service = row["within"], row["service"]
    return Line(
        intern(authority),
        intern(period_key),
        row["slug"],
        row["reference"],
        row["title"],
        intern(row["arrangement"]),
        intern(row["department"]),
        intern(service["key"]) if service else "",
        tuple([_party(part) for part in row["suppliers"]]),
        intern(row["supplier_words"]),
        _day(row["starts_on"]),
        _day(row["ends_on"]),
        intern(row["ends_note"]),
        _day(row["last_possible_end"]),
        _day(row["review_on"]),
        _day(row["break_on"]),
        row["value_pence"],
        intern(row["value_kind"]),
        intern(row["value_words"]),
        (within["authority"], within["slug"]) if within else None,
        mark,
        steady,
        blanks(row),
    )


def _day(text: str | None) -> str | None:
    return text and intern(text)


def _party(part: dict[str, Any]) -> Party:
    local = part.get("local", "")  # editions from before it was kept do not say
    return Party(
        intern(part["slug"]), intern(part["name"]), intern(part["sme"]), intern(part["vcse"]), part["value_pence"],
        tuple(part["formerly"]), local,
    )  # fmt: skip

"""A contract as a line of a list: what is compared, sorted, counted and linked; everything else stays in the record."""

from dataclasses import dataclass, field
from datetime import date
from sys import intern
from typing import Any


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
    that it stands in.
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
    """The line of a released contract row."""
    within = row["within"]
    return Line(
        authority=intern(authority),
        period_key=intern(period_key),
        suppliers=tuple(_party(part) for part in row["suppliers"]),
        service=intern(row["service"]["key"]) if row["service"] else "",
        within=(within["authority"], within["slug"]) if within else None,
        mark=mark,
        steady=steady,
        **{name: row[name] for name in _OWN},
        **{name: _kept_once(row[name]) for name in _SHARED},
    )


def _kept_once(text: Any) -> Any:
    return text and intern(text)


_OWN = ("slug", "reference", "title", "value_pence")
_SHARED = (
    "arrangement", "department", "supplier_words", "starts_on", "ends_on", "ends_note", "last_possible_end",
    "review_on", "break_on", "value_kind", "value_words",
)  # fmt: skip
"""Texts that many contracts have alike: each is kept once."""


def _party(part: dict[str, Any]) -> Party:
    said = {name: intern(part[name]) for name in ("slug", "name", "sme", "vcse")}
    local = part.get("local", "")  # editions from before it was kept do not say
    return Party(**said, value_pence=part["value_pence"], local=local, formerly=tuple(part["formerly"]))
